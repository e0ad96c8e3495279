"""What the rows of each shape say."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from mouextract.records import ArticleRecord
from mouextract.write.columns import Shape
from mouextract.write.shapes import SHAPES, first_day, last_day

Make = Callable[..., dict[str, Any]]
CONTEXT = ("article_id", "uri", "row", "url", "outlet", "title", "published")
STATE = ("agreement", "main", "types", "status", "date")


def table(shape: str, data: dict[str, Any], **options: bool) -> list[dict[str, Any]]:
    header = SHAPES[shape].header
    rows = SHAPES[shape].rows(ArticleRecord.model_validate(data), **options)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_columns_are_a_promise() -> None:
    assert SHAPES["agreements"].header == (
        *CONTEXT, "warnings", *STATE, "signed_on", "planned_for", "valid_until", "duration", "number", "place",
        "subject", "parties", "party_kinds", "party_sides", "regency_codes", "regency_names",
        "province_codes", "province_names", "signatories", "confidence", "types_evidence",
        "status_evidence", "date_evidence", "parties_evidence", "signatories_evidence", "year", "date_first",
        "date_last",
    )  # fmt: skip
    assert SHAPES["parties"].header == (
        *CONTEXT, *STATE, "party", "name", "short_name", "kind", "code", "side", "evidence"
    )  # fmt: skip
    assert SHAPES["signatories"].header == (
        *CONTEXT, *STATE, "signatory", "name", "role", "capacity", "party", "party_name", "evidence"
    )  # fmt: skip
    assert SHAPES["regencies"].header == (
        *CONTEXT, *STATE, "code", "name", "kind", "province_code", "province", "party", "mentions", "evidence"
    )  # fmt: skip
    assert SHAPES["mentions"].header == (
        *CONTEXT, "agreement", "about", "field", "value", "start", "end", "text", "rule", "basis"
    )  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda shape: shape.name)
def test_no_column_stands_twice_and_all_are_explained(shape: Shape) -> None:
    assert len(set(shape.header)) == len(shape.header)
    assert all(column.meaning for column in shape.columns)


def test_agreements(record: Make, agreement: Make) -> None:
    background = agreement(main=False, status="in_force", date=None)
    first, second = table("agreements", record(agreements=[agreement(), background]))
    assert (first["agreement"], first["main"], first["status"]) == (1, True, "signed")
    assert (second["agreement"], second["main"], second["status"]) == (2, False, "in_force")
    assert first["parties"] == "Pemerintah Kabupaten Siak; Universitas Misal"
    assert (first["party_kinds"], first["party_sides"]) == ("regency; university", "1; 2")
    assert (first["regency_codes"], first["regency_names"]) == ("14.08", "Kabupaten Siak")
    assert first["signatories"] == "Ahmad Fulan (Bupati Siak); Budi Anu (Rektor Universitas Misal)"
    assert (first["date"], first["published"], first["confidence"]) == ("2023-11-06", "2023-11-07", 0.9)
    assert (first["year"], first["date_first"]) == (2023, datetime.date(2023, 11, 6))
    assert second["year"] is second["date_first"] is second["date_last"] is first["row"] is None
    assert first["status_evidence"] == "“meneken”"
    assert first["parties_evidence"] == "“Bupati Siak”; “Universitas Misal”"


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-12", "2023-12-01", "2023-12-31"),
        ("2023-11-06", "2023-11-06", "2023-11-06"),
    ],
)
def test_the_days_of_a_partial_date(date: str, first: str, last: str) -> None:
    assert (str(first_day(date)), str(last_day(date))) == (first, last)


def test_parties_and_signatories(record: Make) -> None:
    first, second = table("parties", record())
    assert (first["agreement"], first["party"], first["name"]) == (1, 1, "Pemerintah Kabupaten Siak")
    assert (first["kind"], first["code"], first["side"]) == ("regency", "14.08", 1)
    assert (second["party"], second["code"], second["evidence"]) == (2, None, "“Universitas Misal”")
    _, person = table("signatories", record())
    assert (person["signatory"], person["name"], person["capacity"]) == (2, "Budi Anu", "signed")
    assert (person["party"], person["party_name"]) == (2, "Universitas Misal")


def test_regencies_party_or_only_named(record: Make, agreement: Make) -> None:
    named = {
        "code": "14.71",
        "name": "Kota Pekanbaru",
        "kind": "kota",
        "province_code": "14",
        "province": "Riau",
        "mentions": [
            {"start": 3, "end": 12, "text": "Pekanbaru"},
            {"start": 30, "end": 39, "text": "Pekanbaru"},
        ],
    }
    data = record(agreements=[agreement(), agreement(main=False)])
    data["regencies"].append(named)
    rows = table("regencies", data)
    assert [(r["code"], r["agreement"], r["party"], r["mentions"]) for r in rows] == [
        ("14.08", 1, True, 1),
        ("14.08", 2, True, 1),
        ("14.71", None, False, 2),
    ]
    assert [(r["kind"], r["province"], r["evidence"]) for r in rows[1:]] == [
        ("kabupaten", "Riau", "“Siak”"),
        ("kota", "Riau", "“Pekanbaru”"),
    ]


def test_mentions(record: Make) -> None:
    rows = table("mentions", record())
    status = next(row for row in rows if row["field"] == "/status")
    assert (status["about"], status["agreement"], status["value"]) == ("agreement", 1, "signed")
    assert (status["text"], status["rule"], status["basis"]) == ("meneken", "status.meneken", "text")
    values = {row["field"]: row["value"] for row in rows}
    assert values["/parties/1"] == "Universitas Misal"
    assert values["/signatories/0"] == "Ahmad Fulan (Bupati Siak)"
    assert [(r["about"], r["value"]) for r in rows if r["agreement"] is None] == [
        ("regency", "14.08"),
        ("date", "2023-11-06"),
        ("person", "Ahmad Fulan (Bupati Siak)"),
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_articles_without_rows_only_on_demand(shape: str, record: Make) -> None:
    empty = record(agreements=[], regencies=[], dates=[], people=[], warnings=["one", "two"])
    assert table(shape, empty) == []
    (row,) = table(shape, empty, all_articles=True)
    assert row["article_id"] == "s1"
    assert row.get("warnings", "one; two") == "one; two"
    known = {"article_id", "uri", "outlet", "published", "warnings"}
    assert {name for name, cell in row.items() if cell is not None} <= known
