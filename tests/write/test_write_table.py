import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouextract.records import ArticleRecord
from mouextract.write.table import HEADER, export_csv, rows

Make = Callable[..., dict[str, Any]]


def table(path: Path, **options: Any) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, **options))


def valid(data: dict[str, Any]) -> ArticleRecord:
    return ArticleRecord.model_validate(data)


def test_one_row_per_agreement(tmp_path: Path, record: Make, agreement: Make) -> None:
    background = agreement(main=False, status="in_force")
    out = tmp_path / "out.csv"
    records = [valid(record(agreements=[agreement(), background])), valid(record(agreements=[]))]
    assert export_csv(records, out) == 2
    first, second = table(out)
    assert tuple(first) == HEADER
    assert (first["agreement"], first["main"], first["status"]) == ("1", "true", "signed")
    assert (second["agreement"], second["main"], second["status"]) == ("2", "false", "in_force")
    assert first["parties"] == "Pemerintah Kabupaten Siak; Universitas Misal"
    assert first["party_kinds"] == "regency; university"
    assert first["party_sides"] == "1; 2"
    assert (first["regency_codes"], first["regency_names"]) == ("14.08", "Kabupaten Siak")
    assert first["signatories"] == "Ahmad Fulan (Bupati Siak); Budi Anu (Rektor Universitas Misal)"
    assert (first["date"], first["published"], first["confidence"]) == ("2023-11-06", "2023-11-07", "0.9")
    assert first["row"] == first["number"] == ""
    assert first["status_evidence"] == "“meneken”"
    assert first["parties_evidence"] == "“Bupati Siak”; “Universitas Misal”"


def test_articles_without_agreement_only_on_demand(tmp_path: Path, record: Make) -> None:
    out = tmp_path / "out.csv"
    empty = valid(record(agreements=[], warnings=["one", "two"]))
    assert export_csv([empty], out) == 0
    assert table(out) == []
    assert export_csv([empty], out, all_articles=True) == 1
    (row,) = table(out)
    assert row["article_id"] == "s1"
    assert row["warnings"] == "one; two"
    assert row["agreement"] == row["status"] == row["parties"] == row["confidence"] == ""


def test_the_columns_are_a_promise() -> None:
    assert HEADER == (
        "article_id", "uri", "row", "url", "outlet", "title", "published", "warnings", "agreement", "main",
        "types", "status", "date", "signed_on", "planned_for", "valid_until", "duration", "number", "place",
        "subject", "parties", "party_kinds", "party_sides", "regency_codes", "regency_names",
        "province_codes", "province_names", "signatories", "confidence", "types_evidence",
        "status_evidence", "date_evidence", "parties_evidence", "signatories_evidence",
    )  # fmt: skip


def test_byte_order_mark_and_tabs(tmp_path: Path, record: Make) -> None:
    out = tmp_path / "out.tsv"
    export_csv([valid(record())], out, bom=True, delimiter="\t")
    assert out.read_bytes().startswith(b"\xef\xbb\xbfarticle_id\turi\t")
    assert not table(out, delimiter="\t")[0].get("article_id")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_is_a_formula(start: str, record: Make) -> None:
    (row,) = rows(valid(record(title=f"{start}1+1", agreements=[])), all_articles=True)
    assert row[HEADER.index("title")] == f"'{start}1+1"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_title_survives_the_table(title: str) -> None:
    source = {"uri": "a.txt", "text_sha256": "0" * 64}
    made = valid({"article_id": "x", "source": source, "title": title})
    (row,) = rows(made, all_articles=True)
    cell = row[HEADER.index("title")]
    assert cell.removeprefix("'") == title.removeprefix("'")
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
