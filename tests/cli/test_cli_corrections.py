"""`corrections`: out to an annotation tool, back as gold, and into a rule."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from mouextract.cli.app import app

TEXT = "Bupati Siak Ahmad Fulan meneken MoU dengan Universitas Misal di Pekanbaru, Senin (6/11/2023)."


def run(*args: str) -> Result:
    return CliRunner().invoke(app, list(args))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [
        {"id": "n1", "text": TEXT},
        {"id": "n2", "text": "Rapat digelar di Pekanbaru."},
        {"id": "n1", "text": "Lain."},
    ]
    Path("news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert run("scan", "news.jsonl", "-q", "-o", "records.jsonl").exit_code == 0
    assert run("scan", "news.jsonl", "-q", "--with-text", "-o", "texts.jsonl").exit_code == 0


def test_out_and_back_through_label_studio() -> None:
    done = run(
        "corrections", "export", "records.jsonl", "news.jsonl", "-o", "tasks.json", "--interface", "i.xml"
    )
    assert done.exit_code == 0
    assert "article n1: a second one with this id is left out" in done.stderr
    assert '<Label value="status:signed"/>' in Path("i.xml").read_text()
    tasks: list[dict[str, Any]] = json.loads(Path("tasks.json").read_text())
    assert [task["data"]["article_id"] for task in tasks] == ["n1", "n2"]
    assert run("corrections", "export", "texts.jsonl", "-o", "same.json").exit_code == 0
    assert Path("same.json").read_text() == Path("tasks.json").read_text()

    result = tasks[0]["predictions"][0]["result"]
    tasks[0]["annotations"] = [{"completed_by": 5, "result": result}]
    Path("corrected.json").write_text(json.dumps(tasks))
    done = run("corrections", "import", "corrected.json", "-o", "gold.jsonl")
    assert (done.exit_code, done.stderr) == (0, "mouextract: note: 1 not annotated\n")
    (gold,) = map(json.loads, Path("gold.jsonl").read_text().splitlines())
    assert (gold["id"], gold["agreements"][0]["status"]) == ("n1", "signed")
    assert run("evaluate", "gold.jsonl", "records.jsonl").stdout.count("1.000  1.000  1.000") > 10


def test_out_and_back_through_doccano() -> None:
    files = ["-o", "t.jsonl", "--interface", "types.json"]
    assert (
        run("corrections", "export", "records.jsonl", "news.jsonl", "--to", "doccano", *files).exit_code == 0
    )
    assert {"text": "background"} in json.loads(Path("types.json").read_text())
    tasks = [json.loads(line) for line in Path("t.jsonl").read_text().splitlines()]
    tasks[1] = {"text": "no article_id", "label": []}
    tasks[0]["label"] = [each for each in tasks[0]["label"] if each[2] != "date"]
    Path("t.jsonl").write_text("".join(json.dumps(task) + "\n" for task in tasks))
    done = run("corrections", "import", "t.jsonl")
    assert done.exit_code == 3
    assert json.loads(done.stdout)["agreements"][0]["date"] is None
    assert done.stderr == (
        "mouextract: error: t.jsonl: task 2: not a line of doccano's JSONL export: "
        "it needs text, label and article_id\n"
    )


def test_without_texts() -> None:
    done = run("corrections", "export", "records.jsonl")
    assert (done.exit_code, done.stdout) == (3, "[]\n")
    assert "news.jsonl, row 0: its record holds no text: name the articles after the records" in done.stderr


def test_a_correction_becomes_an_example() -> None:
    run("corrections", "export", "records.jsonl", "news.jsonl", "-o", "t.jsonl", "--to", "doccano")
    tasks = [json.loads(line) for line in Path("t.jsonl").read_text().splitlines()]
    at = TEXT.index("MoU")
    tasks[0]["label"].remove([at, at + 3, "type:nota_kesepahaman"])
    tasks[0]["label"].append([at, at + 3, "type:other"])
    Path("c.jsonl").write_text("".join(json.dumps(task) + "\n" for task in tasks))
    done = run("corrections", "example", "c.jsonl")
    assert done.stdout.splitlines() == [
        f"n1#1  removed type:nota_kesepahaman (instrument.mou): {TEXT.replace('MoU', '[MoU]')}",
        f"n1#2  added type:other: {TEXT.replace('MoU', '[MoU]')}",
    ]
    done = run("corrections", "example", "c.jsonl", "n1#1", "--into", "mine")
    assert done.stdout.splitlines() == [
        f"counterexample of instrument.mou written to {Path('mine/instruments.toml')}",
        "the rule does not obey it yet: change its pattern in mine",
    ]
    done = run("corrections", "example", "c.jsonl", "n1#2", "--into", "mine", "--rule", "instrument.mou")
    assert done.stdout.splitlines()[1:] == ["the rule obeys it"]
    assert "already there" in run("corrections", "example", "c.jsonl", "n1#1", "--into", "mine").stdout


def test_wrong_usage() -> None:
    Path("c.jsonl").write_text("")
    for args in (
        ["example", "c.jsonl", "n9#1", "--into", "mine"],
        ["import", "c.jsonl", "-o", "c.jsonl"],
    ):
        assert run("corrections", *args).exit_code == 2
