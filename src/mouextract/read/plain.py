"""Plain text: the whole file is one article. Standard input and pipes: that, or JSON lines."""

from __future__ import annotations

from collections.abc import Iterator

from mouextract.article import Article
from mouextract.read.context import Source
from mouextract.read.encoding import decode, encoding_of
from mouextract.read.jsonlines import read_jsonl


def read_plain(source: Source) -> Iterator[Article]:
    """The decoded file, its line ends kept. Raises InputError where it is empty or no text."""
    encoding_of(source)
    # No character takes more than four bytes.
    most = 4 * (source.options.max_article_chars + 1)
    data = source.read_all(min(most, source.options.max_file_bytes))
    text, warnings = decode(source, data)
    if not text.strip():
        raise source.failure("empty file (white space only)")
    if len(text) > source.options.max_article_chars:
        limit = source.options.max_article_chars
        raise source.failure(f"the text has {len(text):,} characters; the limit is {limit:,}")
    yield Article(text=text, uri=source.uri, warnings=warnings)


def read_pipe(source: Source) -> Iterator[Article]:
    """JSON lines where the first character that is not blank is `{`, else one plain text."""
    if not source.head:
        raise source.failure("empty input")
    encoding = encoding_of(source)
    start = source.head.decode(encoding, "ignore").lstrip("\ufeff").lstrip()
    return read_jsonl(source) if start.startswith("{") else read_plain(source)
