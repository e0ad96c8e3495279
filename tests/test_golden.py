"""The golden records: what a reader finds in the five seeds, and that `check` holds the program to it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from mouextract.api import Extractor
from mouextract.cli.app import app
from mouextract.judge.records_io import load_records
from mouextract.read import ReadOptions, read_articles

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "data/golden"
BP2MI = ("Badan Pelindungan Pekerja Migran Indonesia", None)

Record = dict[str, Any]


def _fail(problem: object) -> None:
    raise AssertionError(problem)


@pytest.fixture(scope="module")
def found() -> list[Record]:
    """The records of the seeds, scanned anew, in the order of their names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        extractor = Extractor()
        articles = read_articles(["data/seeds"], ReadOptions(), on_error=_fail, on_notice=_fail)
        return [extractor.extract(article).model_dump(mode="json") for article in articles]


@pytest.fixture(scope="module")
def golden() -> list[Record]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLDEN.glob("*.json"))]


def check(*args: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["check", *args])
    return done.exit_code, done.output


def test_check_finds_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert check("data/golden") == (0, "5 records, no difference\n")


def test_every_seed_has_a_golden_record_that_keeps_the_contract(
    golden: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    seeds = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data/seeds").glob("*.txt"))
    assert [record["source"]["uri"] for record in golden] == seeds
    for record, uri in zip(load_records("data/golden"), seeds, strict=True):
        (article,) = read_articles([uri], ReadOptions(), on_error=_fail, on_notice=_fail)
        assert record.source.text_sha256 == article.text_sha256
        record.check_spans(article.text)


def _status(record: Record) -> None:
    record["agreements"][0]["status"] = "in_force"


def _type(record: Record) -> None:
    record["agreements"][0]["types"][0] = "addendum"


def _date(record: Record) -> None:
    record["agreements"][0]["date"] = "2024-02"


def _code(record: Record) -> None:
    record["agreements"][0]["parties"][0]["code"] = "21.71"


def _side(record: Record) -> None:
    record["agreements"][0]["parties"][1]["side"] = None


def _signatory(record: Record) -> None:
    record["agreements"][0]["signatories"][0]["name"] = "Hasan Basri"


def _place(record: Record) -> None:
    record["agreements"][0]["place"] = None


def _evidence_span(record: Record) -> None:
    record["agreements"][0]["evidence"][0]["start"] += 1


def _mention_span(record: Record) -> None:
    record["regencies"][0]["mentions"][0]["end"] -= 1


def _role(record: Record) -> None:
    record["dates"][0]["role"] = "other"


def _office(record: Record) -> None:
    record["people"][0]["office"] = "Wali Kota Tanjungpinang"


def _title(record: Record) -> None:
    record["title"] = "Penandatanganan"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (_status, "/agreements/0/status"),
        (_type, "/agreements/0/types/0"),
        (_date, "/agreements/0/date"),
        (_code, "/agreements/0/parties/0/code"),
        (_side, "/agreements/0/parties/1/side"),
        (_signatory, "/agreements/0/signatories/0/name"),
        (_place, "/agreements/0/place"),
        (_evidence_span, "/agreements/0/evidence/0"),
        (_mention_span, "/regencies/0/mentions/0"),
        (_role, "/dates/0/role"),
        (_office, "/people/0/office"),
        (_title, "/title"),
    ],
)
def test_check_names_any_value_that_was_changed(
    change: Callable[[Record], None], field: str, found: list[Record], tmp_path: Path
) -> None:
    copy = tmp_path / "golden"
    shutil.copytree(GOLDEN, copy)
    records = tmp_path / "records.jsonl"
    records.write_text("".join(json.dumps(record) + "\n" for record in found), encoding="utf-8")
    assert check(str(copy), str(records))[0] == 0
    path = copy / "002_a3aff3a755a1c3b8.json"
    changed = json.loads(path.read_text(encoding="utf-8"))
    change(changed)
    path.write_text(json.dumps(changed), encoding="utf-8")
    code, shown = check(str(copy), str(records))
    assert code == 1
    assert any(line.strip().startswith(field) for line in shown.splitlines()), shown
    assert "data/seeds/002_a3aff3a755a1c3b8.txt" in shown


# The worked cases of the record contract, by the seed's number; parties and signatories as sets, since the
# contract does not order them.
CASES: dict[int, dict[str, Any] | None] = {
    0: {
        "types": {"nota_kesepakatan", "rencana_kerja"},
        "status": "planned",
        "date": "2022-07-20",
        "parties": {BP2MI, ("Pemerintah Kabupaten Bengkalis", "14.03")},
        "signatories": {
            ("Benny Rhamdani", "Kepala BP2MI", "designated"),
            ("Kasmarni", "Bupati Bengkalis", "designated"),
        },
        "regencies": [("14.03", "Bengkalis")],
    },
    1: {
        "types": {"nota_kesepahaman"},
        "status": "planned",
        "date": "2023-05-15",
        "parties": {BP2MI, ("Pemerintah Kabupaten Muara Enim", "16.03")},
        "signatories": set(),
        "regencies": [("16.03", "Muara Enim")],
    },
    2: {
        "types": {"nota_kesepakatan", "perjanjian_kerja_sama"},
        "status": "signed",
        "date": "2024-02-20",
        "parties": {("Pemerintah Kota Tanjungpinang", "21.72"), BP2MI},
        "signatories": {
            ("Hasan", "Pj Wali Kota Tanjungpinang", "signed"),
            ("Benny Rhamdani", "Kepala BP2MI", "signed"),
        },
        "regencies": [("21.72", "Tanjungpinang")],
    },
    3: {
        "types": {"nota_kesepahaman"},
        "status": "signed",
        "date": "2023-11-06",
        "parties": {("Pemerintah Kota Dumai", "14.72"), BP2MI},
        "signatories": {("Paisal", "Wali Kota Dumai", "signed")},
        "regencies": [("14.72", "Dumai")],
    },
    4: None,
}


def _told(agreement: Record) -> dict[str, Any]:
    return {
        "types": set(agreement["types"]),
        "status": agreement["status"],
        "date": agreement["date"],
        "parties": {(party["name"], party["code"]) for party in agreement["parties"]},
        "signatories": {(s["name"], s["role"], s["capacity"]) for s in agreement["signatories"]},
        "regencies": [(region["code"], region["name"]) for region in agreement["regencies"]],
    }


@pytest.mark.parametrize("kind", ["found", "golden"])
@pytest.mark.parametrize("number", CASES)
def test_worked_case(number: int, kind: str, request: pytest.FixtureRequest) -> None:
    agreements = request.getfixturevalue(kind)[number]["agreements"]
    wanted = CASES[number]
    assert [_told(agreement) for agreement in agreements] == ([] if wanted is None else [wanted])
    for agreement in agreements:
        assert agreement["main"]
        # Who signs stands for a party of its own: BP2MI's head for BP2MI, a region's for its government.
        for signatory in agreement["signatories"]:
            party = agreement["parties"][signatory["party"]]
            assert (party["short_name"] == "BP2MI") == (signatory["role"] == "Kepala BP2MI")


@pytest.mark.parametrize(
    ("number", "regencies"),
    [(0, ["14.03"]), (1, ["16.03"]), (2, ["21.72"]), (3, ["14.72"]), (4, ["14.03"])],
)
def test_regencies_named_anywhere(number: int, regencies: list[str], found: list[Record]) -> None:
    """Not Pekanbaru, where a national agency's branch is called after it, nor Muara Enim's police."""
    assert [regency["code"] for regency in found[number]["regencies"]] == regencies


def test_roles_of_dates(found: list[Record]) -> None:
    roles = [[(date["date"], date["role"]) for date in record["dates"]] for record in found]
    assert roles == [
        [("2022-07-20", "event"), ("2022-07-19", "document")],
        [("2024-04-19", "page"), ("2023-05-15", "published"), ("2023-05-15", "event"), ("2023", "other")],
        [("2024-02-20", "signed")],
        [("2023-11-06", "signed")],
        [("2023-06-15", "published"), ("2023-06-15", "event")],
    ]


def test_places_and_subjects_as_worded(found: list[Record]) -> None:
    told = [(a["place"], a["subject"]) for record in found for a in record["agreements"]]
    assert told == [
        (
            "Ruang Rapat Setda Kantor Bupati Bengkalis",
            "Sinergisitas penempatan dan perlindungan Pekerja Imigran Indonesia di Kabupaten Bengkalis",
        ),
        ("kantor Dinas Tenaga Kerja (Disnaker) Muara Enim", None),
        ("Aula K.H. Abdurrahman Wahid Lantai 1 BP2MI", None),
        ("kediaman Rumah Dinas Walikota Kecamatan Dumai Timur", None),
    ]
