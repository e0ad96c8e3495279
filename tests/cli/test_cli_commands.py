import csv
import json
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

import mouextract
from mouextract.cli.app import app
from mouextract.cli.terminal import printable

ROOT = Path(__file__).parents[2]
Run = Callable[..., Any]
Make = Callable[..., dict[str, Any]]
COMMANDS = [
    "scan",
    "show",
    "explain",
    "export",
    "report",
    "check",
    "evaluate",
    "diff",
    "rules",
    "docbin",
    "schema",
    "corrections",
]


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=" ".join)
def test_help(command: list[str]) -> None:
    done = CliRunner().invoke(app, [*command, "--help"])
    assert done.exit_code == 0
    assert done.stdout.startswith("Usage: ")
    if command:
        assert f"Examples:\n    mouextract {command[0]}" in done.stdout
    else:
        assert [line.split()[0] for line in done.stdout.split("Commands:\n")[1].splitlines()] == COMMANDS


def test_version_and_completion(run: Run) -> None:
    assert run("--version").out == "mouextract 0.1.0\n"
    completion = {"_MOUEXTRACT_COMPLETE": "complete_bash", "COMP_WORDS": "mouextract e", "COMP_CWORD": "1"}
    assert run(env=completion).out.split() == ["explain", "export", "evaluate"]


def test_wrong_commands(run: Run) -> None:
    done = run("scam")
    assert (done.code, done.out) == (2, "")
    assert done.err == "mouextract: error: No such command 'scam'. Did you mean 'scan', 'schema'?\n"
    assert run().code == 2


@pytest.mark.parametrize("args", [["--help"], ["scan", "--help"], ["schema"]], ids=" ".join)
def test_light_commands_load_nothing_heavy(args: list[str]) -> None:
    code = (
        "import sys; sys.argv = ['mouextract', *sys.argv[1:]]\n"
        "from mouextract.cli import main\n"
        "try:\n    main()\n"
        "finally:\n    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "typer" in loaded
    assert not loaded & {"spacy", "dateparser", "trafilatura", "rapidfuzz", "numpy", "rich"}


def test_schema_is_what_records_obey(run: Run, record: Make) -> None:
    schema = json.loads(run("schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(record(), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record(schema_version="0"), schema)


def test_the_schema_is_the_models(run: Run) -> None:
    made = runpy.run_path(str(ROOT / "scripts/make_schema.py"))["page"]()
    assert run("schema").out == made, "run scripts/make_schema.py"


def test_export(run: Run, record: Make) -> None:
    lines = json.dumps(record(title="=1+1")) + "\n" + json.dumps(record(agreements=[])) + "\n"
    Path("r.jsonl").write_text(lines)
    assert run("export", "r.jsonl", "-o", "out.csv").code == 0
    with Path("out.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["title"], row["status"]) == ("'=1+1", "signed")
    done = run("export", "-", "-o", "-", "--all", "--bom", input=lines.encode())
    assert done.out.startswith("\ufeffarticle_id,")
    assert len(done.out.splitlines()) == 3
    run("export", "r.jsonl", "-o", "out.tsv")
    assert Path("out.tsv").read_text().startswith("article_id\turi\t")
    assert run("export", "r.jsonl", "-o", "people", "--rows", "signatories", "--format", "csv").code == 0
    assert Path("people").read_text().count("Budi Anu,Rektor") == 1
    for name, start in {
        "a.xlsx": b"PK",
        "a.parquet": b"PAR1",
        "a.sqlite": b"SQLite",
        "a.duckdb": b"",
    }.items():
        assert run("export", "r.jsonl", "-o", name).code == 0
        assert Path(name).read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["r.jsonl"], 2, "Missing option '-o'"),
        (["r.jsonl", "-o", "out.xls"], 2, "out.xls: the name must end in .csv, .tsv, .parquet, .xlsx, "),
        (["r.jsonl", "-o", "out.xlsx", "--bom"], 2, "--bom: not for xlsx"),
        (["r.jsonl", "-o", "out.db", "--rows", "parties"], 2, "--rows: sqlite always holds everything"),
        (["r.jsonl", "-o", "out.db", "--all"], 2, "--all: sqlite always holds everything"),
        (["r.jsonl", "-o", "-", "--format", "duckdb"], 2, "-o: duckdb needs a file"),
        (["r.jsonl", "-o", "-", "--format", "xlsx"], 2, "xlsx cannot go to standard output: name a file"),
        (["r.jsonl", "-o", "nowhere/out.csv"], 2, "nowhere/out.csv: there is no folder"),
        (["r.csv", "-o", "r.csv"], 2, "r.csv is also an input"),
        (["nowhere.jsonl", "-o", "out.csv"], 3, "nowhere.jsonl: no such file or directory"),
        (["r.jsonl", "-o", "out.csv"], 3, "r.jsonl: line 1: not a record of schema version 1"),
    ],
)
def test_export_that_cannot_be(run: Run, args: list[str], code: int, message: str) -> None:
    Path("r.jsonl").write_text("{}\n")
    Path("r.csv").write_text("{}\n")
    done = run("export", *args)
    assert done.code == code
    (line,) = done.err.splitlines()
    assert line.startswith("mouextract: error: ")
    assert message in line
    assert not Path("out.csv").exists()


def test_as_module() -> None:
    done = subprocess.run([sys.executable, "-m", "mouextract", "--help"], capture_output=True, text=True)
    assert done.stdout.startswith("Usage: mouextract [OPTIONS]")
    assert mouextract.__doc__


def test_printable() -> None:
    assert printable("a\x1b[1m\n\u202e“é” \u2028\ud800") == "a\\x1b[1m\\n\\u202e“é” \\u2028\\ud800"


def test_a_fault_of_ours_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class Torn:
        def read_text(self, encoding: str) -> str:
            raise KeyError("x")

    monkeypatch.delenv("MOUEXTRACT_TRACEBACK", raising=False)
    monkeypatch.setattr("mouextract.cli.schema.SCHEMA_FILE", Torn())
    done = CliRunner().invoke(app, ["schema"])
    assert done.exit_code == 70
    (line,) = done.stderr.splitlines()
    assert line.startswith("mouextract: error: unexpected KeyError: 'x'")
    monkeypatch.setenv("MOUEXTRACT_TRACEBACK", "1")
    assert isinstance(CliRunner().invoke(app, ["schema"]).exception, KeyError)
