import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[..., dict[str, Any]]


@pytest.fixture
def golden(run: Run) -> dict[str, Any]:
    """A golden record of the article in a.txt, in the folder golden/."""
    Path("a.txt").write_text("one")
    made: dict[str, Any] = json.loads(run("scan", "a.txt").out)
    Path("golden").mkdir()
    Path("golden/a.json").write_text(json.dumps(made, indent=2))
    return made


def test_check_by_scanning(run: Run, golden: dict[str, Any]) -> None:
    done = run("check", "golden")
    assert (done.code, done.out, done.err) == (0, "1 record, no difference\n", "")


def test_check_names_field_values_and_evidence(run: Run, golden: dict[str, Any]) -> None:
    golden["agreements"][0]["status"] = "planned"
    Path("golden/a.json").write_text(json.dumps(golden))
    done = run("check", "golden")
    assert done.code == 1
    assert done.out.splitlines() == [
        f"a.txt (article {golden['article_id']})",
        "  /agreements/0/status",
        '    golden  "planned"',
        '            at 62–69 "meneken" (status.meneken)',
        '    found   "signed"',
        '            at 62–69 "meneken" (status.meneken)',
        "1 difference in 1 of 1 record",
    ]


def test_check_with_records(run: Run, golden: dict[str, Any]) -> None:
    golden["agreements"][0]["confidence"] = 0.5
    Path("found.jsonl").write_text(json.dumps(golden) + "\n")
    assert run("check", "golden", "found.jsonl").code == 0
    strict = run("check", "golden", "found.jsonl", "--strict")
    assert strict.code == 1
    assert "/agreements/0/confidence" in strict.out
    Path("found.jsonl").write_text("")
    assert "the record stands in golden only" in run("check", "golden", "found.jsonl").out


def test_check_needs_golden_records(run: Run) -> None:
    done = run("check", "nowhere")
    assert done.code == 3
    assert done.err == "mouextract: error: nowhere: no such file or directory\n"
    Path("empty.jsonl").write_text("")
    assert run("check", "empty.jsonl").err == "mouextract: error: empty.jsonl: holds no golden record\n"


def test_check_with_a_wrong_rule(run: Run, golden: dict[str, Any]) -> None:
    done = run("check", "golden", "--patterns", "nowhere")
    assert (done.code, done.err) == (2, "mouextract: error: nowhere: not a folder of rule files\n")


def test_diff(run: Run, record: Make) -> None:
    def write(name: str, *records: dict[str, Any]) -> None:
        Path(name).write_text("".join(json.dumps(item) + "\n" for item in records))

    def at(name: str, **changes: Any) -> dict[str, Any]:
        return record(article_id=name, source={"uri": name}, **changes)

    write("old.jsonl", at("a"), at("b"), at("c"))
    write("new.jsonl", at("a"), at("b", title="T\x1b"), at("d"))
    done = run("diff", "old.jsonl", "new.jsonl")
    assert done.code == 0
    assert done.out.splitlines() == [
        "b (article b)",
        "  /title",
        "    old  null",
        '    new  "T\\u001b"',
        "c (article c)",
        "  the record stands in old only",
        "d (article d)",
        "  the record stands in new only",
        "records: 1 appeared, 1 vanished, 1 changed",
    ]
    assert run("diff", "old.jsonl", "new.jsonl", "--exit-code").code == 1
    assert run("diff", "old.jsonl", "old.jsonl", "--exit-code").code == 0


@pytest.fixture
def gold(run: Run, record: Make) -> None:
    entries = [
        {
            "id": name,
            "agreements": [
                {
                    "types": ["nota_kesepahaman"],
                    "status": status,
                    "date": "2023-11-06",
                    "parties": ["Pemkab Siak", "Universitas Misal"],
                    "regencies": ["14.08"],
                    "signatories": [],
                }
            ],
        }
        for name, status in (("r1", "signed"), ("r2", "planned"))
    ]
    Path("gold.jsonl").write_text("".join(json.dumps(entry) + "\n" for entry in entries))
    Path("found.jsonl").write_text(
        "".join(json.dumps(record(article_id=name)) + "\n" for name in ("r1", "r2"))
    )


def test_evaluate(run: Run, gold: None) -> None:
    done = run("evaluate", "gold.jsonl", "found.jsonl")
    assert (done.code, done.err) == (0, "")
    assert "status                    0.500  0.500  0.500     1    1    1" in done.out.splitlines()
    assert json.loads(run("evaluate", "gold.jsonl", "found.jsonl", "--json").out)["status"]["tp"] == 1


def test_evaluate_lists_errors(run: Run, gold: None) -> None:
    done = run("evaluate", "gold.jsonl", "found.jsonl", "--errors", "--calibration", "--ids", "2$")
    assert done.out.splitlines()[:2] == ["r2", "  status                wrong: signed   missed: planned"]
    assert "at least 0.9                  1      0  0.000" in done.out


def test_evaluate_with_intervals(run: Run, gold: None) -> None:
    done = run("evaluate", "gold.jsonl", "found.jsonl", "--bootstrap", "50")
    assert "status                    0.500  0.500  0.500     1    1    1   0.000–1.000" in done.out


def test_evaluate_wrong_usage(run: Run, gold: None) -> None:
    done = run("evaluate", "gold.jsonl", "found.jsonl", "--ids", "(")
    assert done.code == 2
    assert done.err.startswith("mouextract: error: Invalid value for --ids: '(': ")
    assert run("evaluate", "gold.jsonl", "nowhere.jsonl").code == 3
