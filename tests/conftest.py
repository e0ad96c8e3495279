"""A sample record, and stand-ins for the extractor, shared by the tests of writing, running and judging."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

TEXT = (
    "Bupati Siak Ahmad Fulan dan Rektor Universitas Misal Budi Anu meneken nota kesepahaman "
    "tentang beasiswa di Pekanbaru, Senin (6/11/2023)."
)


def _span(words: str, text: str = TEXT) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def _evidence(field: str, words: str, rule: str, basis: str = "text") -> dict[str, Any]:
    return {"field": field, **_span(words), "rule": rule, "basis": basis}


def sample_agreement(**changes: Any) -> dict[str, Any]:
    agreement: dict[str, Any] = {
        "main": True,
        "types": ["nota_kesepahaman"],
        "status": "signed",
        "date": "2023-11-06",
        "signed_on": None,
        "planned_for": None,
        "valid_until": None,
        "duration": None,
        "number": None,
        "place": "Pekanbaru",
        "subject": "beasiswa",
        "parties": [
            {
                "name": "Pemerintah Kabupaten Siak",
                "short_name": None,
                "kind": "regency",
                "code": "14.08",
                "side": 1,
            },
            {
                "name": "Universitas Misal",
                "short_name": None,
                "kind": "university",
                "code": None,
                "side": 2,
            },
        ],
        "regencies": [{"code": "14.08", "name": "Kabupaten Siak"}],
        "provinces": [],
        "signatories": [
            {"name": "Ahmad Fulan", "role": "Bupati Siak", "party": 0, "capacity": "signed"},
            {"name": "Budi Anu", "role": "Rektor Universitas Misal", "party": 1, "capacity": "signed"},
        ],
        "confidence": 0.9,
        "evidence": [
            _evidence("/types/0", "nota kesepahaman", "instrument.nota_kesepahaman"),
            _evidence("/status", "meneken", "status.meneken"),
            _evidence("/date", "6/11/2023", "date.numeric"),
            _evidence("/place", "Pekanbaru", "place.di"),
            _evidence("/subject", "beasiswa", "subject.tentang"),
            _evidence("/parties/0", "Bupati Siak", "office.bupati", "table"),
            _evidence("/parties/1", "Universitas Misal", "institution.universitas"),
            _evidence("/regencies/0", "Siak", "region.name", "table"),
            _evidence("/signatories/0", "Bupati Siak Ahmad Fulan", "person.office"),
            _evidence("/signatories/1", "Rektor Universitas Misal Budi Anu", "person.office"),
        ],
    }
    return agreement | changes


def sample_record(**changes: Any) -> dict[str, Any]:
    record: dict[str, Any] = {
        "schema_version": "1",
        "article_id": "s1",
        "source": {
            "uri": "news/s1.txt",
            "row": None,
            "outlet": "Kabar Misal",
            "url": None,
            "text_sha256": sha256(TEXT.encode()).hexdigest(),
            "extractor": None,
        },
        "title": None,
        "published": "2023-11-07",
        "agreements": [sample_agreement()],
        "regencies": [
            {
                "code": "14.08",
                "name": "Kabupaten Siak",
                "kind": "kabupaten",
                "province_code": "14",
                "province": "Riau",
                "mentions": [_span("Siak")],
            }
        ],
        "dates": [{**_span("6/11/2023"), "date": "2023-11-06", "role": "signed"}],
        "people": [
            {"name": "Ahmad Fulan", "office": "Bupati Siak", "mentions": [_span("Bupati Siak Ahmad Fulan")]}
        ],
        "warnings": [],
    }
    return record | changes


@pytest.fixture
def agreement() -> Callable[..., dict[str, Any]]:
    """A valid agreement as JSON object, with changes."""
    return sample_agreement


@pytest.fixture
def record() -> Callable[..., dict[str, Any]]:
    """A valid record as JSON object, with changes."""
    return sample_record


@pytest.fixture
def sample_text() -> str:
    """The text that the sample record is about."""
    return TEXT
