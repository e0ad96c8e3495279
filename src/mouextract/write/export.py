"""Records into a file of any format."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from mouextract.errors import OutputError
from mouextract.records import ArticleRecord
from mouextract.write.columns import Shape


class Format(StrEnum):
    """The formats, and how they are named on the command line."""

    CSV = "csv"
    TSV = "tsv"
    PARQUET = "parquet"
    XLSX = "xlsx"
    SQLITE = "sqlite"
    DUCKDB = "duckdb"


DATABASES = frozenset({Format.SQLITE, Format.DUCKDB})
"""Formats that hold records as several tables, always whole."""
TEXTS = frozenset({Format.CSV, Format.TSV})
"""Formats that may also go to standard output."""
_SUFFIXES = {".db": Format.SQLITE, ".sqlite3": Format.SQLITE, ".ddb": Format.DUCKDB} | {
    f".{each.value}": each for each in Format
}


def guess_format(path: Path) -> Format | None:
    """The format that a file's name asks for."""
    return _SUFFIXES.get(path.suffix.lower())


def write_table(
    records: Iterable[ArticleRecord],
    out: Path | None,
    format: Format,
    shape: Shape,
    *,
    all_articles: bool = False,
    bom: bool = False,
) -> int:
    """Write the rows of a shape to a file, or CSV and TSV to standard output (None); the number of rows.

    `all_articles` keeps one row for an article that has none; `bom` is for CSV and TSV. Raises
    OutputError.
    """
    rows = (row for record in records for row in shape.rows(record, all_articles=all_articles))
    if format in TEXTS:
        from mouextract.write.delimited import write_delimited

        return write_delimited(shape, rows, out, delimiter="\t" if format is Format.TSV else ",", bom=bom)
    if format is Format.PARQUET:
        from mouextract.write.parquet import write_parquet

        return write_parquet(shape, rows, _file(out, format))
    from mouextract.write.xlsx import write_xlsx

    return write_xlsx(shape, rows, _file(out, format))


def write_database(records: Iterable[ArticleRecord], out: Path, format: Format) -> int:
    """Write records as the tables of a database; the number of records. Raises OutputError."""
    if format is Format.DUCKDB:
        from mouextract.write.duckdb import write_duckdb

        return write_duckdb(records, out)
    from mouextract.write.sqlite import write_sqlite

    return write_sqlite(records, out)


def _file(out: Path | None, format: Format) -> Path:
    if out is None:
        raise OutputError(f"{format.value} cannot go to standard output: name a file")
    return out
