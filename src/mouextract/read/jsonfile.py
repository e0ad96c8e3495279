"""A JSON file: a list of objects, or one object. It is read as a whole, so its size is limited."""

from __future__ import annotations

import json
from collections.abc import Iterator

from mouextract.article import Article
from mouextract.read.context import Source
from mouextract.read.encoding import Line, decode
from mouextract.read.jsonlines import articles_of_lines
from mouextract.read.objects import ObjectReader, parse
from mouextract.read.rows import RowError


def read_json(source: Source) -> Iterator[Article]:
    """Articles of a list, by row; a single object is one article without a row.

    JSON lines under this name are read as such. Raises InputError where the file is not JSON.
    """
    data = source.read_all(source.options.max_json_bytes)
    # Damage is told for each article whose text shows it.
    text, warnings = decode(source, data)
    del data
    warnings = tuple(warning for warning in warnings if "U+FFFD" not in warning)
    if not text.strip():
        raise source.failure("empty file (white space only)")
    if _is_lines(text):
        source.notice("one object per line, read as JSON lines")
        yield from articles_of_lines(source, _lines(text, warnings))
        return
    try:
        value = parse(text)
    except RowError as error:
        raise source.failure(str(error)) from None
    del text
    reader = ObjectReader(source)
    if isinstance(value, list):
        if not value:
            raise source.failure("an empty list")
        for row, item in enumerate(value):
            article = reader.article(item, row, "", warnings)
            if article is not None:
                yield article
    else:
        article = reader.article(value, None, "", warnings)
        if article is not None:
            yield article
    reader.finish()


def _is_lines(text: str) -> bool:
    """Whether the first line is an object of its own and another one follows."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    if end < 0 or not text[start:].startswith("{") or not text[end : end + 1000].lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(text[start:end]), dict)
    except (ValueError, RecursionError):
        return False


def _lines(text: str, warnings: tuple[str, ...]) -> Iterator[Line]:
    start, number = 0, 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        number += 1
        yield Line(number, text[start:end], 0, None, warnings)
        start = end
