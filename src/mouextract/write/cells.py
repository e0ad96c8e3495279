"""Cells of a text table: safe for a spreadsheet, and read back as they were."""

from __future__ import annotations

import datetime
import re

from mouextract.write.columns import Cell, Kind

# A spreadsheet takes a cell that begins so for a formula (the wide forms too, in East Asian settings).
# Apostrophes before such a beginning are counted in, or an article's own could not be told from ours.
_FORMULA = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def safe(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unsafe(cell: str) -> str:
    """The text of which `safe` made this cell."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def to_text(value: Cell) -> str:
    """A cell as text: ISO dates, `true` and `false`, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return safe(value) if isinstance(value, str) else str(value)


def from_text(cell: str, kind: Kind) -> Cell:
    """The value of a cell that `to_text` wrote; an empty cell is None. ValueError where it is not one."""
    if not cell:
        return None
    match kind:
        case Kind.INTEGER:
            return int(cell)
        case Kind.NUMBER:
            return float(cell)
        case Kind.DATE:
            return datetime.date.fromisoformat(cell)
        case Kind.BOOLEAN:
            if cell not in ("true", "false"):
                raise ValueError(f"{cell!r} is neither true nor false")
            return cell == "true"
    return unsafe(cell)
