"""`mouextract explain` and `mouextract rules`, with the real rules."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mouextract.cli.app import app

TEXT = (
    "Bupati Siak Ahmad Fulan dan Rektor Universitas Misal Budi Anu menandatangani nota kesepahaman "
    "di Pekanbaru, Senin (6/11/2023).\nPenandatanganan itu disaksikan Bupati Kampar Citra Fulan.\n"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT)
    rows = [
        {"id": "n1", "text": TEXT, "title": "Satu [bold]\x1b[31m"},
        {"id": "n2", "text": "Warga memanen padi."},
    ]
    Path("rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def run(*args: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(args))
    return done.exit_code, done.stdout, done.stderr


def test_explain_one_file() -> None:
    code, out, _ = run("explain", "a.txt")
    assert code == 0
    assert "[menandatangani] nota kesepahaman" in out
    assert "cue.sign.active (cues.toml" in out
    assert "witness: witnesses or attends" in out


def test_explain_why_not() -> None:
    code, out, _ = run("explain", "a.txt", "--why-not", "Kabupaten Kampar")
    assert code == 0
    assert "part in its sentence: witness" in out
    assert "confidence" not in out
    assert "the article does not name it" in run("explain", "a.txt", "--why-not", "Sleman")[1]


def test_explain_takes_the_article_asked_for() -> None:
    code, out, _ = run("explain", "rows.jsonl", "--id", "n2")
    assert code == 0
    assert "no agreement: the article names no instrument" in out
    assert "n1" not in out
    code, out, err = run("explain", "rows.jsonl", "--id", "n9")
    assert (code, out) == (2, "")
    assert "there is no article 'n9'" in err


def test_explain_json_is_one_line_an_article() -> None:
    code, out, _ = run("explain", "rows.jsonl", "--json", "--why-not", "Siak")
    first, second = map(json.loads, out.splitlines())
    assert code == 0
    assert [first["article_id"], second["article_id"]] == ["n1", "n2"]
    values = {value["field"]: value["value"] for value in first["agreements"][0]["values"]}
    assert values["/status"] == "signed"
    assert first["why_not"]["occurrences"][0]["agreement"] == 1
    assert second["why_not"]["occurrences"] == []


def test_an_article_cannot_steer_the_terminal() -> None:
    _, out, _ = run("explain", "rows.jsonl")
    assert "Satu [bold]\\x1b[31m" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["missing.txt"], 3, "missing.txt: no such file or folder"),
        (["a.txt", "--why-not", " "], 2, "names nothing"),
        (["a.txt", "--encoding", "utf-99"], 2, "there is no encoding 'utf-99'"),
        (["a.txt", "--patterns", "nowhere"], 2, "nowhere: not a folder of rule files"),
    ],
)
def test_explain_that_cannot_be(args: list[str], code: int, message: str) -> None:
    done = run("explain", *args)
    assert (done[0], done[1]) == (code, "")
    (line,) = done[2].splitlines()
    assert line.startswith("mouextract: error: ")
    assert message in line


def test_what_cannot_be_read_does_not_stop_the_rest() -> None:
    code, out, err = run("explain", "missing.txt", "a.txt")
    assert code == 3
    assert "agreement 1" in out
    assert "missing.txt" in err


def test_on_a_terminal_words_are_marked_and_wrapped() -> None:
    pty = pytest.importorskip("pty")
    shown = {}
    for no_color in ("", "1"):
        environment = {**os.environ, "COLUMNS": "100", "TERM": "xterm-256color"}
        environment.pop("NO_COLOR", None)
        if no_color:
            environment["NO_COLOR"] = no_color
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "mouextract", "explain", "rows.jsonl", "--id", "n1"],
            stdout=theirs,
            stderr=theirs,
            env=environment,
        )
        os.close(theirs)
        read = b""
        try:
            while piece := os.read(ours, 65536):
                read += piece
        except OSError:
            pass  # Linux says so when the other side has closed.
        os.close(ours)
        assert process.wait(60) == 0
        shown[no_color] = read.decode()
    assert "\x1b[7m[menandatangani]" in shown[""]
    assert "\x1b[7m" in shown[""]
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", shown["1"])
    assert "\x1b[31m" not in shown["1"]
    assert "Satu [bold]" in shown["1"]
    assert max(map(len, shown["1"].replace("\r", "").split("\n"))) <= 120


def test_rules_are_listed_and_shown() -> None:
    code, out, _ = run("rules")
    assert code == 0
    assert len(out.splitlines()) > 300
    listed = run("rules", "instruments")[1].splitlines()
    assert all(" instruments/" in line for line in listed)
    shown = run("rules", "instrument.letter_of_intent")[1]
    assert re.search(r"^label +instrument$", shown, re.MULTILINE)
    assert "Letter of Intent" in shown
    (line,) = run("rules", "instrument.letter_of_intent", "--json")[1].splitlines()
    assert json.loads(line)["value"] == "letter_of_intent"


def test_rules_of_ones_own_are_listed_too() -> None:
    Path("mine").mkdir()
    Path("mine/cues.toml").write_text(
        '[[rule]]\nid = "my.own"\nlabel = "sign"\npattern = "paraf"\nexamples = ["[paraf]"]\n'
    )
    assert "my.own" in run("rules", "cues", "--patterns", "mine")[1]


def test_coverage_with_gold_and_limit() -> None:
    Path("gold.jsonl").write_text('{"id": "n1", "agreements": []}\n')
    code, out, _ = run("rules", "--coverage", "rows.jsonl", "--gold", "gold.jsonl")
    assert code == 0
    assert out.startswith("2 articles (1 with gold), 1 agreements\n")
    assert re.search(r"^  cue\.sign\.active +1 +1 +1 +0/1  status 0/1$", out, re.MULTILINE)
    data = json.loads(run("rules", "--coverage", "rows.jsonl", "--limit", "1", "--json")[1])
    assert data["articles"] == 1


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["instrument.letter_of_intend"], 2, "did you mean instrument.letter_of_intent"),
        (["--coverage"], 2, "needs articles"),
        (["--gold", "g.jsonl"], 2, "only with --coverage"),
        (["--coverage", "missing.txt"], 3, "missing.txt: no such file or folder"),
        (["--coverage", "a.txt", "--gold", "missing.jsonl"], 3, "missing.jsonl: no such file or directory"),
    ],
)
def test_rules_that_cannot_be(args: list[str], code: int, message: str) -> None:
    done = run("rules", *args)
    assert done[0] == code
    assert message in done[2]
    assert done[2].startswith("mouextract: error: ")


@pytest.mark.parametrize("command", [["explain", "--help"], ["rules", "--help"], ["rules"]], ids=" ".join)
def test_light_commands_stay_light(command: list[str]) -> None:
    code = (
        "import sys; sys.argv = ['mouextract', *sys.argv[1:]]\n"
        "from mouextract.cli import main\n"
        "try:\n    main()\n"
        "finally:\n    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "typer" in loaded
    assert not loaded & {"spacy", "dateparser", "trafilatura", "numpy", "rich"}
