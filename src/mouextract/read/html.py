"""HTML pages: main text, title, date, outlet and address, by trafilatura (an optional dependency)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import suppress

from mouextract.article import Article
from mouextract.read.context import Source
from mouextract.read.dates import read_stored_date
from mouextract.read.encoding import damage, decode
from mouextract.read.rows import with_title

MAX_HTML_BYTES = 20_000_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w\-]{2,40})", re.IGNORECASE)


def read_html(source: Source) -> Iterator[Article]:
    """The page's article. Raises InputError where it has none, or trafilatura is not installed."""
    try:
        import trafilatura
        from trafilatura.settings import Document
    except ImportError:
        raise source.failure('HTML needs trafilatura: pip install "mouextract[html]"') from None
    page, warnings = _page(source)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            page,
            fast=True,
            include_comments=False,
            with_metadata=True,
            # No guesses from any date in the page, and a fixed bound instead of today.
            date_extraction_params={
                "original_date": True,
                "extensive_search": False,
                "max_date": "2100-12-31",
                "outputformat": "%Y-%m-%d",
            },
        )
    except Exception as error:
        # Whatever a third-party parser makes of a hostile page must not end the run.
        raise source.failure(f"trafilatura failed ({type(error).__name__}: {error})") from error
    if not isinstance(found, Document) or not (body := (found.text or "").strip()):
        raise source.failure("no main text found in this page")
    title = (found.title or "").strip() or None
    text = with_title(title, body)
    if len(text) > source.options.max_article_chars:
        limit = source.options.max_article_chars
        raise source.failure(f"the text has {len(text):,} characters; the limit is {limit:,}")
    published, doubt = read_stored_date(found.date, source.options.date_order)
    yield Article(
        text=text,
        title=title,
        published=published,
        outlet=found.sitename or None,
        url=found.url or None,
        uri=source.uri,
        extractor=f"trafilatura {trafilatura.__version__}",
        warnings=(*warnings, *((doubt,) if doubt else ()), *damage(text)),
    )


def _page(source: Source) -> tuple[str, tuple[str, ...]]:
    """The decoded page; a page's own word for its encoding counts where it is not UTF-8."""
    data = source.read_all(min(MAX_HTML_BYTES, source.options.max_file_bytes))
    text, warnings = decode(source, data)
    told = _CHARSET.search(data[:4096])
    if warnings and told:
        with suppress(LookupError, ValueError):
            text, warnings = data.decode(told[1].decode("ascii")), ()
    if not text.strip():
        raise source.failure("empty file (white space only)")
    return text, warnings
