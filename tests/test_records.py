from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from mouextract.records import Agreement, ArticleRecord, Mention, json_schema

TEXT = "Bupati Contoh dan Rektor Contoh meneken MoU."


def span(words: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, **more}


def proof(field: str, words: str) -> dict[str, Any]:
    return span(words, field=field, rule="test", basis="text")


def agreement(**changes: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "main": True,
        "types": ["nota_kesepahaman"],
        "status": "signed",
        "parties": [
            {"name": "Pemerintah Kabupaten Contoh", "kind": "regency"},
            {"name": "Universitas Contoh", "kind": "university"},
        ],
        "confidence": 0.5,
        "evidence": [
            proof("/types/0", "MoU"),
            proof("/status", "meneken"),
            proof("/parties/0", "Bupati Contoh"),
            proof("/parties/1/name", "Rektor Contoh"),
            proof("/parties/1/kind", "Rektor Contoh"),
        ],
    }
    return base | changes


def record(**changes: Any) -> dict[str, Any]:
    return {"article_id": "x", "source": {"uri": "x.txt", "text_sha256": "0" * 64}, **changes}


def test_a_whole_record_passes_and_fits_its_own_schema() -> None:
    made = ArticleRecord.model_validate(record(agreements=[agreement()], title="Judul"))
    import json

    data = json.loads(made.to_json())
    jsonschema.validate(data, json_schema())
    assert "text" not in data
    assert list(data)[:4] == ["schema_version", "article_id", "source", "title"]
    assert ArticleRecord.model_validate(data) == made


@pytest.mark.parametrize(
    "changes",
    [
        {"types": []},
        {"types": ["mou"]},
        {"types": ["nota_kesepahaman", "nota_kesepahaman"]},
        {"status": "hoped"},
        {"date": "2023-02-29"},
        {"date": "06/11/2023"},
        {"date": "2023-11-06"},  # no evidence
        {"parties": [{"name": "Satu", "kind": "other"}]},
        {"duration": "5 tahun"},
        {"confidence": 1.2},
        {"signatories": [{"name": "A", "role": "B", "party": 7, "capacity": "signed"}]},
        {"unknown": 1},
        {"evidence": []},
    ],
)
def test_what_the_contract_forbids_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Agreement.model_validate(agreement(**changes))


def test_a_mention_has_the_length_of_its_text() -> None:
    with pytest.raises(ValidationError):
        Mention(start=0, end=3, text="ab")


def test_records_are_frozen() -> None:
    made = ArticleRecord.model_validate(record())
    with pytest.raises(ValidationError):
        made.title = "anders"  # type: ignore[misc]


@given(st.text(min_size=1), st.integers(0, 5))
def test_spans_are_checked_against_the_text(text: str, shift: int) -> None:
    made = ArticleRecord.model_validate(
        record(
            dates=[{"start": shift, "end": shift + len(text), "text": text, "date": "2024", "role": "other"}]
        )
    )
    made.check_spans("\x00" * shift + text)
    with pytest.raises(ValueError, match="span"):
        made.check_spans("\x00" * shift + chr((ord(text[0]) + 1) % 0xD800) + text[1:])
