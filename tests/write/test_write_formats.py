"""Parquet, XLSX, SQLite and DuckDB, each opened by a reader that is not ours."""

import datetime
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rebuild import rebuilt

from mouextract.errors import InputError, OutputError
from mouextract.records import ArticleRecord
from mouextract.write import xlsx
from mouextract.write.columns import Kind, Row, Shape
from mouextract.write.duckdb import write_duckdb
from mouextract.write.export import DATABASES, Format, guess_format, write_database, write_table
from mouextract.write.parquet import write_parquet
from mouextract.write.shapes import SHAPES
from mouextract.write.sqlite import write_sqlite
from mouextract.write.tables import TABLES
from mouextract.write.xlsx import MAX_CELL, write_xlsx

Make = Callable[..., dict[str, Any]]
shapes = pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda shape: shape.name)


def all_rows(shape: Shape, records: list[ArticleRecord]) -> list[Row]:
    return [row for record in records for row in shape.rows(record, all_articles=True)]


def write(records: Iterable[ArticleRecord], out: Path, format: Format) -> None:
    if format in DATABASES:
        write_database(records, out, format)
    else:
        write_table(records, out, format, SHAPES["agreements"])


@shapes
def test_parquet(shape: Shape, records: list[ArticleRecord], tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    rows = all_rows(shape, records)
    assert write_parquet(shape, rows, tmp_path / "a.parquet") == len(rows)
    table = pq.read_table(tmp_path / "a.parquet")
    assert [tuple(row.values()) for row in table.to_pylist()] == rows
    assert tuple(table.column_names) == shape.header
    kinds = {"string": {Kind.TEXT, Kind.PARTIAL_DATE}, "int64": {Kind.INTEGER}, "double": {Kind.NUMBER}}
    kinds |= {"bool": {Kind.BOOLEAN}, "date32[day]": {Kind.DATE}}
    for column, field in zip(shape.columns, table.schema, strict=True):
        assert column.kind in kinds[str(field.type)]
        assert field.metadata[b"description"].decode() == column.meaning


def test_parquet_of_nothing(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    assert write_parquet(SHAPES["parties"], [], tmp_path / "a.parquet") == 0
    assert pq.read_table(tmp_path / "a.parquet").num_rows == 0


@shapes
def test_xlsx(shape: Shape, records: list[ArticleRecord], tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    rows = all_rows(shape, records)
    assert write_xlsx(shape, rows, tmp_path / "a.xlsx") == len(rows)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book[shape.name]
    header, *found = sheet.iter_rows()
    assert tuple(cell.value for cell in header) == shape.header
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{header[-1].column_letter}{len(rows) + 1}"
    assert len(found) == len(rows)
    for cells, row in zip(found, rows, strict=True):
        for cell, column, value in zip(cells, shape.columns, row, strict=True):
            assert cell.data_type != "f"
            assert _xlsx_value(cell, column.kind) == ("" if value is None else value)
    meanings = [tuple(cell.value for cell in row) for row in book["columns"].iter_rows(min_row=2)]
    assert meanings == [(c.name, c.kind.value, c.meaning) for c in shape.columns]


def _xlsx_value(cell: Any, kind: Kind) -> Any:
    from openpyxl.utils.escape import unescape

    value = cell.value
    if isinstance(value, datetime.datetime):
        assert kind in (Kind.DATE, Kind.PARTIAL_DATE)
        assert cell.number_format == "yyyy-mm-dd"
        return value.date() if kind is Kind.DATE else value.date().isoformat()
    if isinstance(value, str):
        return unescape(value)
    assert value is None or kind in (Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN)
    return "" if value is None else value


def test_xlsx_limits(tmp_path: Path, record: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    shape = SHAPES["agreements"]
    old = ArticleRecord.model_validate(record(title="x" * (MAX_CELL + 5), published="1873-02-01"))
    write_xlsx(shape, shape.rows(old), tmp_path / "a.xlsx")
    row = [cell.value for cell in openpyxl.load_workbook(tmp_path / "a.xlsx")["agreements"][2]]
    title = row[shape.header.index("title")]
    assert (len(title), title[-1]) == (MAX_CELL, "…")
    assert row[shape.header.index("published")] == "1873-02-01"
    monkeypatch.setattr(xlsx, "MAX_ROWS", 2)
    with pytest.raises(OutputError, match=r"a.xlsx: a sheet holds no more than 2 rows"):
        write_xlsx(shape, 3 * list(shape.rows(old)), tmp_path / "a.xlsx")


def test_the_same_bytes(tmp_path: Path, records: list[ArticleRecord]) -> None:
    for format in (Format.XLSX, Format.PARQUET, Format.SQLITE):
        for name in ("a", "b"):
            if format in DATABASES:
                write_database(records[:9], tmp_path / name, format)
            else:
                write_table(records[:9], tmp_path / name, format, SHAPES["mentions"])
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes(), format


def test_sqlite(records: list[ArticleRecord], tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    assert write_sqlite(records, path) == len(records)
    base = sqlite3.connect(path)
    base.row_factory = sqlite3.Row

    def select(table: str) -> list[dict[str, Any]]:
        return [dict(row) for row in base.execute(f"SELECT * FROM {table} ORDER BY rowid")]

    assert list(rebuilt(select)) == records
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in TABLES:
        columns = base.execute(f"PRAGMA table_info({table.name})").fetchall()
        assert tuple(row["name"] for row in columns if row["pk"]) == table.primary
        parents = {row["table"] for row in base.execute(f"PRAGMA foreign_key_list({table.name})")}
        assert parents == {parent for parent, _ in table.parents}
    base.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        base.execute("INSERT INTO types VALUES (999999, 1, 1, 'other')")
    base.close()


def test_duckdb(records: list[ArticleRecord], tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "it's.duckdb"
    assert write_duckdb(records, path) == len(records)
    with duckdb.connect(str(path), read_only=True) as base:

        def select(table: str) -> list[dict[str, Any]]:
            key = ", ".join(f'"{name}"' for name in next(t.primary for t in TABLES if t.name == table))
            found = base.execute(f"SELECT * FROM {table} ORDER BY {key}")
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

        assert list(rebuilt(select)) == records
        kinds = base.execute(
            "SELECT constraint_type, count(*) FROM duckdb_constraints() GROUP BY 1"
        ).fetchall()
        assert dict(kinds)["PRIMARY KEY"] == len(TABLES)
        assert dict(kinds)["FOREIGN KEY"] == sum(len(table.parents) for table in TABLES)
    assert [item.name for item in tmp_path.iterdir()] == ["it's.duckdb"]


@pytest.mark.parametrize("format", Format)
def test_nothing_torn_is_left(format: Format, records: list[ArticleRecord], tmp_path: Path) -> None:
    out = tmp_path / f"out.{format.value}"

    def broken() -> Iterator[ArticleRecord]:
        yield from records[:3]
        raise InputError("records.jsonl", "line 4: not valid JSON")

    with pytest.raises(InputError, match="line 4"):
        write(broken(), out, format)
    assert list(tmp_path.iterdir()) == []
    out.write_bytes(b"older")
    with pytest.raises(InputError):
        write(broken(), out, format)
    assert out.read_bytes() == b"older"
    write(records[:3], out, format)
    assert out.read_bytes() != b"older"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("format", [Format.PARQUET, Format.XLSX, Format.SQLITE, Format.DUCKDB])
def test_where_nothing_can_be_written(format: Format, records: list[ArticleRecord], tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "out"
    with pytest.raises(OutputError, match=r"nowhere/out: there is no folder"):
        write(records, out, format)
    if format not in DATABASES:
        with pytest.raises(OutputError, match="cannot go to standard output"):
            write_table(records, None, format, SHAPES["agreements"])


@pytest.mark.parametrize(
    ("format", "module", "extra"),
    [
        (Format.PARQUET, "pyarrow", "parquet"),
        (Format.XLSX, "xlsxwriter", "xlsx"),
        (Format.DUCKDB, "duckdb", "duckdb"),
    ],
)
def test_a_missing_library(
    format: Format, module: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(OutputError, match=rf"this needs {module}: pip install 'mouextract\[{extra}\]'"):
        write([], tmp_path / "out", format)
    assert list(tmp_path.iterdir()) == []


def test_formats_by_name() -> None:
    names = ["a.CSV", "a.tsv", "a.parquet", "a.xlsx", "a.sqlite", "a.db", "a.duckdb", "a.txt", "a"]
    assert [guess_format(Path(name)) for name in names] == [
        Format.CSV, Format.TSV, Format.PARQUET, Format.XLSX, Format.SQLITE, Format.SQLITE, Format.DUCKDB, None, None,
    ]  # fmt: skip
