"""What people see: tables and progress on a terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")
STANDIN = Path(__file__).parent / "standin.py"


def on_terminal(*args: str, color: bool = False, columns: int = 120) -> tuple[int, str]:
    """Exit code and everything shown by a run whose output and errors are one terminal."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    if not color:
        environment["NO_COLOR"] = "1"
    process = subprocess.Popen(
        [sys.executable, STANDIN, *args], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:
        # Linux says so when the other side has closed.
        pass
    os.close(ours)
    return process.wait(60), shown.decode()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    row = {"text": "one", "title": "A [bold]title[/bold] \x1b[31m"}
    Path("a.jsonl").write_text(json.dumps(row) + "\n" + json.dumps({"text": "other"}) + "\n")


def test_a_table_of_agreements_and_a_summary() -> None:
    code, shown = on_terminal("scan", "a.jsonl")
    assert code == 0
    for words in ("Universitas Misal", "Ahmad Fulan", "2023-11-06", "signed", "with agreements"):
        assert words in shown
    assert "[bold]" in shown
    assert "\x1b[31m" not in shown
    assert "\\x1b[31m" in shown
    assert "schema_version" not in shown


def test_nothing_is_cut_on_a_narrow_terminal() -> None:
    _, shown = on_terminal("scan", "a.jsonl", columns=80)
    for words in ("signed 2023-11-06", "nota_kesepahaman", "Universitas Misal", "Ahmad Fulan", "0.90"):
        assert words in shown
    assert "…" not in shown


def test_lines_on_demand() -> None:
    code, shown = on_terminal("scan", "a.jsonl", "--json")
    assert code == 0
    assert shown.count('{"schema_version":"1"') == 2
    assert "articles" in shown


def test_progress_shows_rate_and_time_left() -> None:
    _, shown = on_terminal("scan", "a.jsonl", "-o", "out.jsonl", color=True)
    assert "Reading" in shown
    assert "2 articles" in shown
    assert "0:00:00" in shown
    assert "Reading" not in on_terminal("scan", "a.jsonl", "-o", "out.jsonl", "--quiet")[1]


def test_errors_and_progress_share_the_terminal() -> None:
    code, shown = on_terminal("scan", "a.jsonl", "missing.txt", "-o", "out.jsonl")
    assert code == 3
    assert "mouextract: error: missing.txt: no such file or folder" in shown.replace("\r\n", "\n")
