"""CSV and TSV: safe for a spreadsheet, and read back as they were."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mouextract.errors import InputError
from mouextract.records import ArticleRecord
from mouextract.write.cells import from_text, safe, to_text, unsafe
from mouextract.write.columns import Kind
from mouextract.write.delimited import read_delimited, write_delimited
from mouextract.write.shapes import SHAPES


@pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda shape: shape.name)
@pytest.mark.parametrize("delimiter", [",", "\t"], ids=["csv", "tsv"])
def test_what_is_read_back_is_what_was_there(
    shape, delimiter: str, records: list[ArticleRecord], tmp_path: Path
) -> None:
    rows = [row for record in records for row in shape.rows(record, all_articles=True)]
    out = tmp_path / "out"
    assert write_delimited(shape, rows, out, delimiter=delimiter, bom=delimiter == "\t") == len(rows)
    back = [tuple(row.values()) for row in read_delimited(shape, out, delimiter=delimiter)]
    assert len(rows) > 40
    # An empty cell is None: text tables know no difference.
    assert back == [tuple(None if cell == "" else cell for cell in row) for row in rows]


def test_no_cell_is_a_formula(records: list[ArticleRecord], tmp_path: Path) -> None:
    shape = SHAPES["agreements"]
    out = tmp_path / "out.csv"
    write_delimited(shape, (row for record in records for row in shape.rows(record)), out)
    with out.open(encoding="utf-8", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert len(cells) > 1000
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]


@settings(deadline=None)
@given(st.text(st.sampled_from("'=+-@\t\r\n a＝“")))
def test_safe_and_back(text: str) -> None:
    assert unsafe(safe(text)) == text
    assert not safe(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert safe(text) in (text, "'" + text)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_every_beginning_of_a_formula(start: str) -> None:
    assert safe(f"{start}1+1") == f"'{start}1+1"


def test_plain_values() -> None:
    assert [to_text(value) for value in (None, True, False, 3, 0.25, -1)] == [
        "",
        "true",
        "false",
        "3",
        "0.25",
        "-1",
    ]
    with pytest.raises(ValueError, match="neither true nor false"):
        from_text("ya", Kind.BOOLEAN)


def test_byte_order_mark(tmp_path: Path, records: list[ArticleRecord]) -> None:
    shape = SHAPES["agreements"]
    write_delimited(shape, shape.rows(records[0]), tmp_path / "a.csv", bom=True)
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfarticle_id,uri,")
    write_delimited(shape, shape.rows(records[0]), tmp_path / "b.csv")
    assert (tmp_path / "b.csv").read_bytes().startswith(b"article_id,uri,")


def test_another_table_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    write_delimited(SHAPES["parties"], [], out)
    with pytest.raises(InputError, match="does not name the columns of agreements"):
        list(read_delimited(SHAPES["agreements"], out))
    out.write_text(",".join(SHAPES["parties"].header) + "\na,b\n")
    with pytest.raises(InputError, match="row 1: "):
        list(read_delimited(SHAPES["parties"], out))
