"""The annotations of the composed articles are sound in themselves."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from mouextract.knowledge import regions
from mouextract.records import AgreementType, PartialDate, Status

ARTICLES = Path(__file__).parent / "articles"
GOLD: list[dict[str, Any]] = [
    json.loads(line) for line in (ARTICLES / "gold.jsonl").read_text("utf-8").splitlines()
]
INPUT: list[dict[str, Any]] = [
    json.loads(line) for line in (ARTICLES / "articles.jsonl").read_text("utf-8").splitlines()
]
TEXTS: dict[str, str] = {row["id"]: row["text"] for row in INPUT}

KEYS = {"id", "set", "published", "agreements", "regencies_mentioned", "dates_mentioned", "hard"}
AGREEMENT_KEYS = {"main", "types", "status", "date", "parties", "regencies", "provinces", "signatories"}
PARTIAL = TypeAdapter(PartialDate)
ABROAD_OR_RENAMED = (
    "Toyama",
    "Shibata",
    "Vlissingen",
    "Brisbane",
    "General Santos",
    "Imabari",
    "Toba Samosir",
    "Dongying",
    "Darwin",
    "Davao",
    "Foshan",
    "Zhangzhou",
    "Hildesheim",
    "Vanimo",
    "Setúbal",
)

gold = pytest.mark.parametrize("line", GOLD, ids=[line["id"] for line in GOLD])


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_articles_files_and_gold_are_the_same() -> None:
    sizes = {"a": 40, "b": 40, "c": 40, "d": 40, "e": 40, "f": 50, "g": 40} | dict.fromkeys(
        [*"klmnpqstuvwxyzo", "aa", "bb", "cc", "dd", "gg", "vv", "ww", "xx", "yy", "pp", "qq", "rr"], 30
    )
    sizes |= {"ss": 28} | dict.fromkeys(["hh", "jj", "kk", "ll", "ee"], 30) | {"ff": 21, "ii": 30, "mm": 25}
    sizes |= dict.fromkeys(["tt", "uu", "nn", "oo"], 30) | {"zz": 24, "ra": 24}
    sizes |= (
        dict.fromkeys(["sa", "sb", "sc", "sd", "se"], 30)
        | {"sf": 24, "sg": 24}
        | dict.fromkeys(["sh", "si", "sj", "sk"], 26)
        | {"sl": 20}
        | dict.fromkeys(["so", "sp", "sr", "st", "su", "sv", "sw", "sx", "ta", "tb"], 26)
    )
    ids = [f"{letter}{number:02}" for letter, size in sizes.items() for number in range(1, size + 1)]
    assert [line["id"] for line in GOLD] == ids
    assert [row["id"] for row in INPUT] == ids
    assert sorted(path.stem for path in ARTICLES.glob("*.txt")) == sorted(ids)
    for row in INPUT:
        assert set(row) == {"id", "date", "url", "text"}
        assert (ARTICLES / f"{row['id']}.txt").read_text("utf-8") == row["text"]


def test_every_status_and_every_type_occurs() -> None:
    main = [a for line in GOLD for a in line["agreements"] if a["main"]]
    assert {a["status"] for a in main} == {status.value for status in Status}
    assert {t for a in main for t in a["types"]} == {kind.value for kind in AgreementType}
    assert any(not line["agreements"] for line in GOLD)


@gold
def test_line(line: dict[str, Any]) -> None:
    assert set(line) == KEYS
    assert line["set"] == "composed"
    assert line["hard"]
    stored = next(row["date"] for row in INPUT if row["id"] == line["id"])
    assert stored is None or stored == line["published"]
    for dates in (line["dates_mentioned"], [line["published"]] if line["published"] else []):
        assert dates == sorted(set(dates))
        for date in dates:
            assert len(PARTIAL.validate_python(date)) == 10
    codes = line["regencies_mentioned"]
    assert codes == sorted(set(codes))
    for code in codes:
        assert regions.region(code).level != "province"


@gold
def test_agreements(line: dict[str, Any]) -> None:
    text = plain(TEXTS[line["id"]])
    for agreement in line["agreements"]:
        assert set(agreement) == AGREEMENT_KEYS
        assert isinstance(agreement["main"], bool)
        assert agreement["types"]
        assert len(set(agreement["types"])) == len(agreement["types"])
        for kind in agreement["types"]:
            AgreementType(kind)
        Status(agreement["status"])
        if agreement["date"] is not None:
            PARTIAL.validate_python(agreement["date"])
        assert len(set(agreement["parties"])) == len(agreement["parties"]) >= 2
        for code in agreement["regencies"]:
            assert re.fullmatch(r"\d\d\.\d\d", code)
            assert code in line["regencies_mentioned"]
        for code in agreement["provinces"]:
            assert regions.region(code).level == "province"
        for signatory in agreement["signatories"]:
            assert set(signatory) == {"name", "role"}
            assert signatory["name"].lower() in text.lower()
            assert signatory["role"]


@gold
def test_governments_that_are_party_have_their_codes(line: dict[str, Any]) -> None:
    for agreement in line["agreements"]:
        codes = {*agreement["regencies"], *agreement["provinces"]}
        names = {regions.normal_form(regions.government_name(code)): code for code in codes}
        for party in agreement["parties"]:
            if re.match(r"Pemerintah (Kabupaten|Kota|Provinsi) ", party) and not party.endswith(
                ABROAD_OR_RENAMED
            ):
                assert regions.normal_form(party) in names
