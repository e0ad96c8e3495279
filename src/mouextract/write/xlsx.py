"""Tables as an Excel workbook."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mouextract.errors import OutputError
from mouextract.write.columns import Cell, Kind, Row, Shape
from mouextract.write.extras import needed
from mouextract.write.output import output_path

MAX_ROWS = 1_048_576 - 1
"""Rows that a sheet can hold beneath its header."""
MAX_CELL = 32_767
"""Characters that a cell can hold; a longer text is cut and ends in `…`."""
_WIDTHS = {
    Kind.TEXT: 28,
    Kind.PARTIAL_DATE: 11,
    Kind.DATE: 11,
    Kind.INTEGER: 8,
    Kind.NUMBER: 10,
    Kind.BOOLEAN: 8,
}
# Excel knows no day before it.
_FIRST_DAY = datetime.date(1900, 3, 1)
# The same records give the same bytes, whenever they are written.
_CREATED = datetime.datetime(2000, 1, 1)


def write_xlsx(shape: Shape, rows: Iterable[Row], out: Path) -> int:
    """Write rows to a sheet named as the shape, and what the columns mean to a second one; rows written.

    Numbers, truth values and full dates are typed cells; a date of which only month or year is known
    stays text. The header is frozen and has filters. Raises OutputError where the rows do not fit a
    sheet, or xlsxwriter is not installed.
    """
    xlsxwriter = needed("xlsxwriter", "xlsx")
    options = {
        # Rows go to disk as they come; text stays text whatever it begins with.
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with output_path(out) as path:
        try:
            with xlsxwriter.Workbook(path, options | {"tmpdir": str(path.parent)}) as book:
                book.set_properties({"created": _CREATED})
                count = _rows_sheet(book, shape, rows, out)
                _columns_sheet(book, shape)
        except xlsxwriter.exceptions.XlsxWriterException as error:
            raise OutputError(f"{out}: {error}") from None
    return count


def _rows_sheet(book: Any, shape: Shape, rows: Iterable[Row], out: Path) -> int:
    sheet = book.add_worksheet(shape.name)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for place, column in enumerate(shape.columns):
        sheet.set_column(place, place, _WIDTHS[column.kind])
    sheet.write_row(0, 0, shape.header, bold)
    sheet.freeze_panes(1, 0)
    kinds = [column.kind for column in shape.columns]
    count = 0
    for count, row in enumerate(rows, 1):
        if count > MAX_ROWS:
            raise OutputError(f"{out}: a sheet holds no more than {MAX_ROWS:,} rows; write CSV or Parquet")
        for place, (kind, value) in enumerate(zip(kinds, row, strict=True)):
            _write(sheet, count, place, _typed(kind, value), day)
    sheet.autofilter(0, 0, count, len(kinds) - 1)
    return count


def _typed(kind: Kind, value: Cell) -> Cell:
    if kind is Kind.PARTIAL_DATE and isinstance(value, str) and len(value) == 10:
        value = datetime.date.fromisoformat(value)
    if isinstance(value, datetime.date) and value < _FIRST_DAY:
        return value.isoformat()
    if isinstance(value, str) and len(value) > MAX_CELL:
        return value[: MAX_CELL - 1] + "…"
    return value


def _write(sheet: Any, row: int, place: int, value: Cell, day: Any) -> None:
    match value:
        case None | "":
            return
        case bool():
            sheet.write_boolean(row, place, value)
        case int() | float():
            sheet.write_number(row, place, value)
        case datetime.date():
            sheet.write_datetime(row, place, value, day)
        case _:
            sheet.write_string(row, place, value)


def _columns_sheet(book: Any, shape: Shape) -> None:
    sheet = book.add_worksheet("columns")
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, 2, 90)
    sheet.write_row(0, 0, ("column", "holds", "meaning"), book.add_format({"bold": True}))
    for number, column in enumerate(shape.columns, 1):
        sheet.write_row(number, 0, (column.name, column.kind.value, column.meaning))
