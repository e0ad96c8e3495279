"""Every number here is counted by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from mouextract.errors import InputError
from mouextract.judge.evaluate import evaluate, load_gold
from mouextract.judge.report import band_lines, error_lines, evaluation_json, score_lines
from mouextract.judge.score import align, match


def agreed(**changes: Any) -> dict[str, Any]:
    return {
        "main": True,
        "types": ["nota_kesepahaman"],
        "status": "signed",
        "date": "2023-11-06",
        "parties": ["Pemerintah Kabupaten Siak", "Universitas Misal"],
        "regencies": ["14.08"],
        "provinces": [],
        "signatories": [{"name": "Ahmad Fulan", "role": "Bupati Siak"}],
    } | changes


def found(article_id: str, *agreements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "source": {"uri": "x.jsonl", "row": 0},
        "agreements": list(agreements),
    } | more


GOLD: list[dict[str, Any]] = [
    {
        "id": "g1",
        "agreements": [agreed()],
        "regencies_mentioned": ["14.08"],
        "dates_mentioned": ["2023-11-06"],
    },
    {"id": "g2", "agreements": [agreed(main=False, status="in_force")], "regencies_mentioned": []},
    {"id": "g3", "agreements": [agreed(), agreed(main=False, types=["rencana_kerja"])]},
    {"id": "g4", "agreements": [agreed(parties=["Bank Anu", "Bank Misal"], regencies=[], signatories=[])]},
]
RECORDS: list[dict[str, Any]] = [
    # All right, but for a second regency; the month alone is no full date.
    found(
        "g1",
        agreed(
            regencies=[{"code": "14.08"}],
            parties=[{"name": "Pemkab Siak"}, {"name": "Universitas Misal"}],
            confidence=0.95,
        ),
        regencies=[{"code": "14.08"}, {"code": "14.09"}],
        dates=[{"date": "2023-11-06"}, {"date": "2023-11"}],
    ),
    # Background only, found as main: wrong in every field.
    found("g2", agreed(confidence=0.6)),
    # The background's type is neutral; status wrong, office wrong.
    found(
        "g3",
        agreed(
            types=["nota_kesepahaman", "rencana_kerja"],
            status="planned",
            signatories=[{"name": "Ahmad Fulan", "role": "Wakil Bupati Siak"}],
            confidence=0.92,
        ),
    ),
]  # fmt: skip


def test_counts() -> None:
    result = evaluate(GOLD, RECORDS)
    counts = {name: (row.tp, row.fp, row.fn) for name, row in result.rows.items()}
    assert counts == {
        "agreement": (2, 1, 1),
        "types": (2, 1, 1),
        "status": (1, 2, 2),
        "date": (2, 1, 1),
        "regions": (2, 1, 0),
        "parties": (4, 2, 2),
        "signatory_names": (2, 1, 0),
        "signatories": (1, 2, 1),
        "agreements_right": (1, 2, 2),
        "background": (0, 0, 2),
        "regencies_mentioned": (1, 1, 0),
        "dates_mentioned": (1, 0, 0),
        "articles_right_in_full": (1, None, 2),
        "core_mean": (None, None, None),
    }
    assert result.rows["articles_right_in_full"].f1 == 1 / 3
    assert result.rows["status"].f1 == 1 / 3
    assert result.rows["regions"].f1 == 0.8
    two_thirds, signatories = 2 / 3, 0.4
    mean = (two_thirds * 4 + 1 / 3 + 0.8 + signatories) / 7
    assert result.rows["core_mean"].f1 == pytest.approx(mean, abs=1e-15)


def test_errors_are_listed_by_article() -> None:
    errors = {(e.article_id, e.field): (e.wrong, e.missed) for e in evaluate(GOLD, RECORDS).errors}
    assert errors["g1", "regencies_mentioned"] == (("14.09",), ())
    assert errors["g3", "status"] == (("planned",), ("signed",))
    assert errors["g4", "record"] == (("no record",), ())
    assert errors["g4", "parties"] == ((), ("Bank Anu", "Bank Misal"))
    assert ("g3", "types") not in errors
    assert ("g3", "signatory_names") not in errors
    lines = list(error_lines(evaluate(GOLD, RECORDS).errors))
    assert lines[0] == "g1"
    assert "  status                wrong: planned   missed: signed" in lines
    office = "wrong: Ahmad Fulan (Wakil Bupati Siak)   missed: Ahmad Fulan (Bupati Siak)"
    assert f"  signatories           {office}" in lines


def test_confidence_bands() -> None:
    bands = {band.at_least: (band.found, band.right) for band in evaluate(GOLD, RECORDS).bands}
    assert bands == {0.9: (2, 1), 0.7: (0, 0), 0.5: (1, 0), 0.0: (0, 0)}
    assert list(band_lines(evaluate(GOLD, RECORDS)))[1:3] == [
        "at least 0.9                  2      1  0.500",
        "at least 0.7                  0      0      -",
    ]


def test_table_and_json() -> None:
    result = evaluate(GOLD, RECORDS)
    lines = list(score_lines(result))
    assert lines[0] == "field                         P      R     F1    tp   fp   fn"
    assert lines[1] == "agreement                 0.667  0.667  0.667     2    1    1"
    table = json.loads(evaluation_json(result, errors=False, calibration=False))
    assert list(table) == list(result.rows)
    assert table["core_mean"] == {"f1": result.rows["core_mean"].f1}
    assert list(table["types"]) == ["precision", "recall", "f1", "tp", "fp", "fn"]
    more = json.loads(evaluation_json(result, errors=True, calibration=True))
    assert more["errors"][0] == {
        "article_id": "g1", "field": "regencies_mentioned", "wrong": ["14.09"], "missed": []
    }  # fmt: skip
    assert more["calibration"][0] == {"at_least": 0.9, "found": 2, "right": 1}


def test_bootstrap_is_repeatable_and_holds_the_value() -> None:
    result = evaluate(GOLD * 5, RECORDS, bootstrap=200)
    assert result == evaluate(GOLD * 5, RECORDS, bootstrap=200)
    for row in result.rows.values():
        assert row.interval is not None
        assert row.interval[0] <= row.f1 <= row.interval[1]
    low, high = result.rows["status"].interval or (0, 0)
    assert low < 1 / 3 < high


def test_a_record_is_found_by_id_by_row_or_by_stem() -> None:
    gold = [GOLD[0]]
    for record in (
        found("g1", agreed()),
        found("other", agreed()) | {"source": {"uri": "news/g1.txt", "row": None}},
        found("g1", agreed()) | {"source": None},
    ):
        assert evaluate(gold, [record]).rows["agreement"].tp == 1
    by_row = [{**GOLD[0], "id": "x#7"}]
    record = found("other", agreed()) | {"source": {"uri": "y/x.jsonl", "row": 7}}
    assert evaluate(by_row, [record]).rows["agreement"].tp == 1


def test_agreements_pair_by_parties_before_order() -> None:
    first, second = agreed(), agreed(parties=["Bank Anu", "Bank Misal"])
    assert sorted(align([second, first], [first, second])) == [(0, 1), (1, 0)]
    assert align([first], [second, first]) == [(0, 1)]


def test_matching_is_one_to_one() -> None:
    assert match(["a", "a"], ["a"], lambda x, y: x == y) == (1, ["a"], [])
    assert match(["a", "b"], ["c"], lambda x, y: x == y, ["b"]) == (0, ["a"], ["c"])


@pytest.mark.parametrize(
    "record",
    [
        found("g1", agreed(signatories=[{"role": "Bupati"}])),
        found("g1", agreed(), regencies=["14.08"]),
        found("g1", agreed(parties=[7])),
    ],
)
def test_an_unknown_form_names_the_article(record: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=r"^article g1: its gold or record is not of the known form"):
        evaluate(GOLD, [record])


def test_gold_of_a_file_and_of_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text("\n".join(json.dumps(entry) for entry in GOLD) + "\n\n")
    assert [entry["id"] for entry in load_gold(str(file))] == ["g1", "g2", "g3", "g4"]
    assert [entry["id"] for entry in load_gold(str(file), "[13]$")] == ["g1", "g3"]
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "r7.json").write_text(json.dumps({"agreements": []}, indent=1))
    assert load_gold(str(folder)) == [{"agreements": [], "id": "r7"}]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "gold.jsonl: holds no gold$"),
        ('{"id": "a", "agreements": []}\n{"id": 1, "agreements": []}', "line 2: gold needs `id`"),
        ('{"id": "a"}', "line 1: gold needs `id`"),
        ("{", r"line 1, column 2: not valid JSON"),
    ],
)
def test_gold_that_is_none(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(content)
    with pytest.raises(InputError, match=message):
        load_gold(str(file))
    with pytest.raises(InputError):
        load_gold(str(file), "nothing has this")


def test_names_without_their_offices_do_not_decide_what_is_right_in_full() -> None:
    def signed_by(*people: tuple[str, str]) -> dict[str, Any]:
        return agreed(signatories=[{"name": name, "role": role} for name, role in people])

    gold = [{"id": "g", "agreements": [signed_by(("Budi Anu", "Rektor"), ("Budi Misal", "Bupati"))]}]
    record = found("g", signed_by(("Budi", "Bupati"), ("Budi Anu", "Rektor")))
    rows = evaluate(gold, [record]).rows
    # By names alone "Budi" takes the place of the first, so that one is left over.
    assert (rows["signatory_names"].tp, rows["signatory_names"].fn) == (1, 1)
    assert (rows["signatories"].tp, rows["articles_right_in_full"].tp) == (2, 1)
