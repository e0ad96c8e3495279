"""Which documents an article tells apart, and which of them it is about."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from mouextract.api import Extractor
from mouextract.article import Article

CASES = tomllib.loads((Path(__file__).parent / "lineage.toml").read_text("utf-8"))["case"]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_documents_told_apart(case: dict[str, Any], extractor: Extractor) -> None:
    record = extractor.extract(Article(text=case["text"], published="2024-03-08"))
    assert [[a.main, a.status, a.date or ""] for a in record.agreements] == case["told"]
