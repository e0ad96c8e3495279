"""JSON lines: one object per line, in constant memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing

from mouextract.article import Article
from mouextract.read.context import Source
from mouextract.read.encoding import Line, lines
from mouextract.read.objects import ObjectReader, parse
from mouextract.read.rows import RowError


def read_jsonl(source: Source) -> Iterator[Article]:
    """Articles by line; `row` counts the lines that are not blank. Raises InputError where there is none."""
    with closing(lines(source)) as found:
        yield from articles_of_lines(source, found)


def articles_of_lines(source: Source, found: Iterable[Line]) -> Iterator[Article]:
    """The articles of the lines; what is wrong with one is reported with its row and its line number."""
    reader = ObjectReader(source)
    row = -1
    for line in found:
        if line.fault is None and not line.text.strip():
            continue
        row += 1
        where = f"line {line.number}: "
        if line.fault is not None:
            source.error(where + line.fault, row)
            continue
        try:
            value = parse(line.text.strip())
        except RowError as error:
            source.error(f"{where}{error}", row)
            continue
        article = reader.article(value, row, where, line.warnings)
        if article is not None:
            yield article
    if row < 0:
        raise source.failure("empty file")
    reader.finish()
