"""`mouextract report`, from records to the file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from mouextract.cli.app import app

Record = Callable[..., dict[str, Any]]
TEXT = (
    "Bupati Siak Ahmad Fulan dan Rektor Universitas Misal Budi Anu meneken nota kesepahaman "
    "tentang beasiswa di Pekanbaru, Senin (6/11/2023)."
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: Record) -> None:
    monkeypatch.chdir(tmp_path)
    Path("records.jsonl").write_text(json.dumps(record()) + "\n")
    Path("news").mkdir()
    Path("news/s1.txt").write_text(TEXT)


def run(*args: str, stdin: str | None = None) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["report", *args], input=stdin)
    return done.exit_code, done.stdout, done.stderr


def data_of(content: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(content.partition('id="data">')[2].partition("</script>")[0])
    return data


def test_the_texts_are_read_again() -> None:
    assert run("records.jsonl", "-o", "report.html", "--title", "MoU di Riau") == (0, "", "")
    content = Path("report.html").read_text("utf-8")
    assert "<title>MoU di Riau</title>" in content
    data = data_of(content)
    assert (data["source"], data["title"], data["with_text"]) == ("records.jsonl", "MoU di Riau", True)


def test_standard_input_and_output() -> None:
    code, out, err = run("-", "-o", "-", stdin=Path("records.jsonl").read_text())
    assert (code, err, data_of(out)["records"]) == (0, "", 1)


def test_a_missing_text_is_named_and_the_report_made() -> None:
    Path("news/s1.txt").unlink()
    code, _, err = run("records.jsonl", "-o", "report.html")
    assert code == 3
    assert err == (
        "mouextract: error: news/s1.txt: no text: no such file (looked for from the current folder)\n"
    )
    assert data_of(Path("report.html").read_text("utf-8"))["records"] == 1


def test_no_text_opens_no_article() -> None:
    Path("news/s1.txt").unlink()
    assert run("records.jsonl", "-o", "report.html", "--no-text") == (0, "", "")
    assert "Anu meneken" not in Path("report.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["missing.jsonl", "-o", "report.html"], 3, "missing.jsonl: no such file or directory"),
        (["news/s1.txt", "-o", "report.html"], 3, "news/s1.txt: line 1"),
        (["records.jsonl", "-o", "report.pdf"], 2, "the name must end in .html"),
        (["records.jsonl", "-o", "no/report.html"], 2, "there is no folder"),
        (["records.jsonl", "-o", "r.html", "--encoding", "utf-99"], 2, "there is no encoding"),
    ],
)
def test_what_cannot_be(args: list[str], code: int, message: str) -> None:
    done = run(*args)
    assert (done[0], done[1]) == (code, "")
    (line,) = done[2].splitlines()
    assert line.startswith("mouextract: error: ")
    assert message in line
    assert not Path("report.html").exists()
