"""`show`: an article with its proof, in a file, on a terminal, with and without colours."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_cli_terminal import on_terminal

Run = Callable[..., Any]
NOISE = "\r\n\r\none\tof [bold]many[/bold] \x1b]0;evil\x07\x1b[31m \u202ereversed\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_text: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes((sample_text + NOISE).encode())
    rows = [
        {"id": name, "text": f"{sample_text} {word}"}
        for name, word in (("n1", "one"), ("n2", "other"), ("n3", "one"))
    ]
    Path("news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def test_in_a_file(run: Run) -> None:
    done = run("show", "a.txt")
    assert (done.code, done.err) == (0, "")
    assert "[Bupati Siak Ahmad Fulan|parties signatories regencies] dan [Rektor" in done.out
    assert "[meneken|status] [nota kesepahaman|types] tentang [beasiswa|subject]" in done.out
    assert "\n\none of [bold]many[/bold] \\x1b]0;evil\\x07\\x1b[31m \\u202ereversed\n" in done.out
    assert "1. signed (confidence 0.90)" in done.out
    assert "  parties     2: Universitas Misal (university, side 2)" in done.out
    assert "  signatories Budi Anu, Rektor Universitas Misal (signed for 2)" in done.out


def test_one_of_many(run: Run) -> None:
    assert run("show", "news.jsonl").out.count("article n") == 3
    for wanted in (("--id", "n2"), ("--row", "1")):
        done = run("show", "news.jsonl", *wanted)
        assert "row 1, article n2" in done.out
        assert "article n1" not in done.out
        assert "no agreement" in done.out
    assert run("show", "-q", "news.jsonl", "--id", "n9").err == (
        "mouextract: error: Invalid value for --id: there is no article 'n9'\n"
    )
    assert run("show", "news.jsonl", "--row", "9").code == 2


def test_for_machines(run: Run, sample_text: str) -> None:
    lines = run("show", "news.jsonl", "--json").out.splitlines()
    records = [json.loads(line) for line in lines]
    assert [record["article_id"] for record in records] == ["n1", "n2", "n3"]
    assert all(record["text"].startswith(sample_text) for record in records)


def test_records_that_were_made_before(run: Run) -> None:
    run("scan", "news.jsonl", "-o", "records.jsonl")
    lines = [json.loads(line) for line in Path("records.jsonl").read_text().splitlines()]
    lines[0]["agreements"][0]["confidence"] = 0.11
    Path("records.jsonl").write_text(json.dumps(lines[0]) + "\n")
    done = run("show", "-q", "news.jsonl", "--records", "records.jsonl")
    # The third article has the text of the first, and so its record.
    assert (done.code, done.out.count("confidence 0.11")) == (3, 2)
    assert done.err == "mouextract: error: news.jsonl, row 1: records.jsonl holds no record of this text\n"
    assert run("show", "a.txt", "--records", "records.jsonl").err == (
        "mouextract: error: a.txt: records.jsonl holds no record of this text\n"
    )
    assert run("show", "a.txt", "--records", "records.jsonl", "--patterns", ".").code == 2


def test_in_colours() -> None:
    code, shown = on_terminal("show", "a.txt", color=True)
    assert code == 0
    assert re.search(r"\x1b\[[0-9;]*m" + "meneken" + r"\x1b\[0m", shown)
    assert "|status]" not in shown
    for evil in ("\x1b]0;", "\x07", "\x1b[31m", "\u202e"):
        assert evil not in shown
    # 120 columns: side by side.
    first = next(line for line in shown.splitlines() if "Ahmad Fulan" in line)
    assert "1. signed" in first


def test_without_colours() -> None:
    code, shown = on_terminal("show", "a.txt")
    assert code == 0
    assert "[meneken|status]" in shown.replace("\r\n", " ")
    assert not re.search(r"\x1b\[[0-9;]*[34][0-9]", shown)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Hujan turun di pasar.")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "mouextract", "show", str(article)],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": ""},
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == b"mouextract: error: standard output: No space left on device\n"
