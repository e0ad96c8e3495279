"""What a table of records is made of: columns, blocks of them, and shapes (one kind of row each)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from mouextract.records import Agreement, ArticleRecord

Cell = str | int | float | bool | datetime.date | None
Row = tuple[Cell, ...]
T = TypeVar("T")


class Kind(StrEnum):
    """What the cells of a column hold; any cell may also be empty (None)."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    PARTIAL_DATE = "partial date"


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its value comes from what the row tells of."""

    name: str
    kind: Kind
    meaning: str
    value: Callable[[T], Cell]


@dataclass(frozen=True, slots=True)
class Line:
    """What one row tells of. `number` counts the agreements of the article from 1."""

    record: ArticleRecord
    number: int | None = None
    agreement: Agreement | None = None
    item: Any = None


@dataclass(frozen=True, slots=True)
class Block(Generic[T]):
    """Columns about the same thing; where a row has no such thing, their cells are empty."""

    of: Callable[[Line], T | None]
    columns: tuple[Column[T], ...]

    def cells(self, line: Line) -> Iterator[Cell]:
        """The cells of a row."""
        thing = self.of(line)
        for column in self.columns:
            yield None if thing is None else column.value(thing)


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of table: what a row stands for, and its columns in order."""

    name: str
    row: str
    blocks: tuple[Block[Any], ...]
    lines: Callable[[ArticleRecord], Iterator[Line]]

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """All columns in order."""
        return tuple(column for block in self.blocks for column in block.columns)

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns in order."""
        return tuple(column.name for column in self.columns)

    def rows(self, record: ArticleRecord, *, all_articles: bool = False) -> Iterator[Row]:
        """The rows of one record; with `all_articles` one row also where it has none."""
        found = False
        for line in self.lines(record):
            found = True
            yield self._row(line)
        if all_articles and not found:
            yield self._row(Line(record))

    def _row(self, line: Line) -> Row:
        return tuple(cell for block in self.blocks for cell in block.cells(line))
