"""Ways of saying who agreed what with whom, each in one short text; the cases stand in `phrasings/`."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from mouextract.api import Extractor
from mouextract.article import Article
from mouextract.judge.names import same_institution, same_name
from mouextract.judge.score import align, match

CASES: list[dict[str, Any]] = [
    case
    for path in sorted((Path(__file__).parent / "phrasings").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]
PUBLISHED = "2024-03-08"

ABOUT = {"id", "text", "title", "known_miss"}
REQUIRED = {"status", "types", "parties"}
VALUES = REQUIRED | {"date", "signatories"}


def parameter(case: dict[str, Any]) -> Any:
    """A known miss must fail: one that passes turns red until its mark is taken away."""
    reason = case.get("known_miss")
    marks = [] if reason is None else [pytest.mark.xfail(reason=reason, raises=AssertionError, strict=True)]
    return pytest.param(case, id=case["id"], marks=marks)


def expected(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The main agreements that a case asks for."""
    if case.get("none"):
        return []
    given = case.get("agreements", [case])
    return [{key: value for key, value in each.items() if key in VALUES} for each in given]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def test_cases_are_well_formed() -> None:
    assert CASES
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids))
    texts = [case["text"] for case in CASES]
    assert len(texts) == len(set(texts))
    for case in CASES:
        keys = set(case) - ABOUT
        assert keys in ({"none"}, {"agreements"}) or REQUIRED <= keys <= VALUES, case["id"]
        assert all(REQUIRED <= set(each) <= VALUES for each in case.get("agreements", [])), case["id"]
        assert case.get("none", True) is True, case["id"]
        assert case.get("known_miss", "a reason").strip(), case["id"]


@pytest.mark.parametrize("case", [parameter(case) for case in CASES])
def test_phrasing(case: dict[str, Any], extractor: Extractor) -> None:
    record = extractor.extract(Article(text=case["text"], published=PUBLISHED))
    found = [agreement.model_dump(mode="json") for agreement in record.agreements if agreement.main]
    wanted = expected(case)
    brief = [(each["status"], [party["name"] for party in each["parties"]]) for each in found]
    assert len(found) == len(wanted), brief
    gold = [
        {**each, "signatories": [{"name": name} for name in each.get("signatories", [])]} for each in wanted
    ]
    differences = [compare(found[i], wanted[j]) for i, j in align(found, gold)]
    assert not any(differences), differences


def compare(found: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """What differs, by field: (found, wanted), of lists (wrong, missed)."""
    differences: dict[str, Any] = {}
    for field in ("status", "date"):
        if field in wanted and found[field] != wanted[field]:
            differences[field] = (found[field], wanted[field])
    if sorted(found["types"]) != sorted(wanted["types"]):
        differences["types"] = (found["types"], wanted["types"])
    for field, same in (("parties", same_institution), ("signatories", same_name)):
        if field in wanted:
            names = [entry["name"] for entry in found[field]]
            _, wrong, missed = match(names, wanted[field], same)
            if wrong or missed:
                differences[field] = (wrong, missed)
    return differences


@pytest.mark.parametrize("bullet", ["-", "•", "◦", "»", ">", "~", "▪", "►", "✓", "–", "1."])
def test_a_list_is_one_whatever_its_bullets(extractor: Extractor, bullet: str) -> None:
    items = "".join(f"\n{bullet} RSUD {name}," for name in ("La Harapan", "Cahaya Blora", "Sentosa"))
    text = f"Pemkab Blora meneken MoU dengan rumah sakit, Senin (4/3/2024). Rumah sakit itu adalah:{items}\n\nUsai."
    (agreement,) = extractor.extract(Article(text=text, published=PUBLISHED)).agreements
    assert {party.name for party in agreement.parties} == {
        "Pemerintah Kabupaten Blora",
        *("RSUD La Harapan", "RSUD Cahaya Blora", "RSUD Sentosa"),
    }
