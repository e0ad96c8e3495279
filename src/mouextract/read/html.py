"""HTML pages: main text, title, date, outlet and address, by trafilatura (an optional dependency).

A reader hands pages on as they are. Whoever works on them takes the article out, in a process that may
be lost: what a third-party parser makes of a hostile page must not end the run.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from mouextract.article import Article
from mouextract.errors import InputError
from mouextract.read.context import Source
from mouextract.read.dates import read_stored_date
from mouextract.read.encoding import damage, decode
from mouextract.read.options import ReadOptions
from mouextract.read.rows import with_title

MAX_HTML_BYTES = 20_000_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w\-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page whose article is still to be taken out. `data` are its bytes, `url` its address where known,
    `charset` its encoding where whoever fetched it was told.
    """

    uri: str
    row: int | None
    data: bytes
    options: ReadOptions
    url: str | None = None
    charset: str | None = None

    def article(self) -> Article:
        """The page's article. Raises InputError where it has none, or trafilatura is not installed."""
        try:
            import trafilatura
            from trafilatura.settings import Document
        except ImportError:
            raise self._failure('HTML needs trafilatura: pip install "mouextract[html]"') from None
        page, warnings = self._decoded()
        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
        try:
            found = trafilatura.bare_extraction(
                page,
                url=self.url,
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
            what = " ".join(str(error).split())
            raise self._failure(f"trafilatura failed ({type(error).__name__}: {what})") from error
        if not isinstance(found, Document) or not (body := (found.text or "").strip()):
            raise self._failure("no main text found in this page")
        title = (found.title or "").strip() or None
        text = with_title(title, body)
        if len(text) > self.options.max_article_chars:
            limit = self.options.max_article_chars
            raise self._failure(f"the text has {len(text):,} characters; the limit is {limit:,}")
        published, doubt = read_stored_date(found.date, self.options.date_order)
        return Article(
            text=text,
            title=title,
            published=published,
            outlet=found.sitename or None,
            url=self.url or found.url or None,
            uri=self.uri,
            row=self.row,
            extractor=f"trafilatura {trafilatura.__version__}",
            warnings=(*warnings, *((doubt,) if doubt else ()), *damage(text)),
        )

    def _decoded(self) -> tuple[str, tuple[str, ...]]:
        """The page as text; what is told of its encoding counts where it is not UTF-8."""
        try:
            text, warnings = decode(self._source(), self.data)
        except InputError as error:
            raise self._failure(error.reason) from None
        told = _CHARSET.search(self.data[:4096])
        name = self.charset or (told[1].decode("ascii", "replace") if told else None)
        if warnings and name:
            with suppress(LookupError, ValueError):
                text, warnings = self.data.decode(name), ()
        if not text.strip():
            raise self._failure("empty file (white space only)")
        return text, warnings

    def _source(self) -> Source:
        head = self.data[:4096]
        return Source(self.uri, None, io.BytesIO(self.data), head, self.options, _nowhere, _nowhere)

    def _failure(self, reason: str) -> InputError:
        return InputError(self.uri, reason, self.row)


def read_html(source: Source) -> Iterator[Page]:
    """The page. Raises InputError where it is empty or too large."""
    data = source.read_all(min(MAX_HTML_BYTES, source.options.max_file_bytes))
    yield Page(uri=source.uri, row=None, data=data, options=source.options)


def _nowhere(_: object) -> None:
    pass
