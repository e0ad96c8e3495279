"""CSV and TSV: one article per row, in constant memory."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import closing

from mouextract.article import Article
from mouextract.read.context import Source
from mouextract.read.encoding import Line, lines
from mouextract.read.rows import NoTextFieldError, RowError, article_of, find_columns, listed, missing_fields

_DELIMITERS = ",;\t|"


def read_csv(source: Source) -> Iterator[Article]:
    """Rows below a header; the header tells the delimiter. InputError where there is no text column."""
    yield from _read(source, None)


def read_tsv(source: Source) -> Iterator[Article]:
    """The same, with tabs between."""
    yield from _read(source, "\t")


class _FaultError(Exception):
    """The row being read holds a line that cannot be read."""


class _Feed:
    """Hands csv its lines and remembers those of the row at hand, so that a broken row can be told."""

    def __init__(self, found: Iterator[Line], limit: int) -> None:
        self._found = found
        self._limit = limit
        self._pieces: Iterator[str] = iter(())
        self.first_line = 0
        self.pieces: list[str] = []
        self.warnings: tuple[str, ...] = ()
        self._size = 0
        self._quotes = 0
        self._last = 0

    def start_row(self) -> None:
        """Forget the lines of the row before."""
        self.first_line = 0
        self.pieces = []
        self.warnings = ()
        self._size = self._quotes = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        piece = next(self._pieces, None)
        if piece is None:
            line = next(self._found)
            self._last = line.number
            self.first_line = self.first_line or line.number
            self.warnings = self.warnings or line.warnings
            if line.fault is not None:
                self._quotes += line.quotes
                raise _FaultError(line.fault)
            # Old Macintosh files end lines with \r, which csv must get one by one.
            self._pieces = iter(io.StringIO(line.text, newline=""))
            piece = next(self._pieces)
        self.first_line = self.first_line or self._last
        self.pieces.append(piece)
        self._size += len(piece)
        self._quotes += piece.count('"')
        if self._size > self._limit:
            raise _FaultError(f"longer than {self._limit:,} characters")
        return piece

    def skip_row(self) -> None:
        """Pass over the rest of a row that cannot be read: to the line where its quotes are even again."""
        while self._quotes % 2:
            self.pieces = []
            self._size = 0
            try:
                next(self)
            except StopIteration:
                return
            except _FaultError:
                continue

    def ends_in_quotes(self, delimiter: str) -> bool:
        """Whether the row at hand, the last one, opens a quote that nothing closes."""
        try:
            for _ in csv.reader(self.pieces, delimiter=delimiter, strict=True):
                pass
        except csv.Error as error:
            return "unexpected end of data" in str(error)
        return False


def _read(source: Source, delimiter: str | None) -> Iterator[Article]:
    with closing(lines(source)) as found:
        yield from _table(source, found, delimiter)


def _table(source: Source, found: Iterator[Line], delimiter: str | None) -> Iterator[Article]:
    options = source.options
    # The csv module has one limit for all; it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), options.max_row_bytes))
    header_line = next((line for line in found if line.fault is not None or line.text.strip()), None)
    if header_line is None:
        raise source.failure("empty file")
    if header_line.fault is not None:
        raise source.failure(f"the header is {header_line.fault}")
    if told := re.fullmatch(r"sep=(.)\s*", header_line.text):
        # Excel's own hint, before the header.
        delimiter = told[1]
        header_line = next(found, header_line)
    delimiter = delimiter or _delimiter(header_line.text, source)
    feed = _Feed(_chain(header_line, found), options.max_row_bytes)
    rows = csv.reader(feed, delimiter=delimiter)
    try:
        header = [name.strip() for name in next(rows)]
    except (csv.Error, _FaultError) as error:
        raise source.failure(f"the header cannot be read ({error})") from None
    yield from _articles(source, header, rows, feed, delimiter)


def _chain(first: Line, others: Iterator[Line]) -> Iterator[Line]:
    yield first
    yield from others


def _delimiter(header: str, source: Source) -> str:
    """The delimiter with which the header has a text column; else the one that occurs most."""
    header = next(io.StringIO(header, newline=""))
    for delimiter in _DELIMITERS:
        names = next(csv.reader([header], delimiter=delimiter), [])
        try:
            find_columns([name.strip() for name in names], source.options)
        except NoTextFieldError:
            continue
        return delimiter
    return max(_DELIMITERS, key=header.count)


def _articles(
    source: Source, header: list[str], rows: Iterator[list[str]], feed: _Feed, delimiter: str
) -> Iterator[Article]:
    options = source.options
    try:
        columns = find_columns(header, options)
    except NoTextFieldError as error:
        raise source.failure(str(error)) from None
    if missing := missing_fields(header, options):
        raise source.failure(f"no field {missing[0]!r}; there are: {listed(header)}")
    source.notice(columns.described())
    row = -1
    while True:
        feed.start_row()
        try:
            cells = next(rows)
        except StopIteration:
            break
        except (csv.Error, _FaultError) as error:
            row += 1
            source.error(f"line {feed.first_line}: {error}", row)
            feed.skip_row()
            continue
        if not any(cell.strip() for cell in cells):
            continue
        row += 1
        where = f"line {feed.first_line}: "
        try:
            _check(cells, header, feed, delimiter)
            # Of two columns with one name the first counts.
            fields = dict(zip(reversed(header[: len(cells)]), reversed(cells[: len(header)]), strict=True))
            article = article_of(fields, columns, options, uri=source.uri, row=row, warnings=feed.warnings)
        except RowError as error:
            source.error(f"{where}{error}", row)
            continue
        yield article
    if row < 0:
        raise source.failure("a header, but no rows")


def _check(cells: list[str], header: list[str], feed: _Feed, delimiter: str) -> None:
    if any(cell.strip() for cell in cells[len(header) :]):
        raise RowError(f"{len(cells)} fields, but the header names {len(header)} (an unquoted delimiter?)")
    if any("\0" in cell for cell in cells):
        raise RowError("holds a zero byte")
    if len(feed.pieces) > 1 and feed.ends_in_quotes(delimiter):
        lost = len(feed.pieces) - 1
        raise RowError(f"a quote is opened and never closed; the {lost} lines after it are part of this row")
