"""Tables as CSV and TSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from mouextract.errors import InputError
from mouextract.write.cells import from_text, to_text
from mouextract.write.columns import Cell, Row, Shape
from mouextract.write.output import output


def write_delimited(
    shape: Shape, rows: Iterable[Row], out: Path | None, *, delimiter: str = ",", bom: bool = False
) -> int:
    """Write rows to a file or to standard output (None); their number.

    `bom` marks the file as UTF-8 for old spreadsheets. Cells that a spreadsheet would run as a
    formula get an apostrophe before them. Raises OutputError, see `output`.
    """
    count = 0
    with output(out) as sink:
        if bom:
            sink.write("\ufeff")
        table = csv.writer(sink, delimiter=delimiter, lineterminator="\r\n")
        table.writerow(shape.header)
        for row in rows:
            table.writerow(map(to_text, row))
            count += 1
    return count


def read_delimited(shape: Shape, path: Path, *, delimiter: str = ",") -> Iterator[dict[str, Cell]]:
    """Rows of a file that `write_delimited` wrote, each by column, typed and without our apostrophes.

    Raises InputError where the file is not such a table.
    """
    kinds = {column.name: column.kind for column in shape.columns}
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        table = csv.reader(stream, delimiter=delimiter)
        if tuple(next(table, ())) != shape.header:
            raise InputError(str(path), f"its first line does not name the columns of {shape.name}")
        for number, cells in enumerate(table, 1):
            try:
                yield {name: from_text(cell, kinds[name]) for name, cell in zip(kinds, cells, strict=True)}
            except ValueError as error:
                raise InputError(str(path), f"row {number}: {error}") from None
