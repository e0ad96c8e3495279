"""The long runs at a small scale."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from endure import run, same, write_articles
from kills import kill_and_resume
from poisons import quarantine


def test_kills_at_random_moments_change_nothing(tmp_path: Path) -> None:
    hits, right = kill_and_resume(tmp_path, articles=300, kills=5, shard_size=20, plain=True)
    assert right
    assert hits > 0


@pytest.mark.skipif(sys.platform != "linux", reason="the system's limit of memory")
def test_exactly_the_poisoned_articles_are_quarantined(tmp_path: Path) -> None:
    assert quarantine(tmp_path, articles=200, each=1, timeout=0.5, plain=True)


@pytest.mark.parametrize("target", ["text", "files"])
def test_coverage_guided_fuzzing_begins(tmp_path: Path, target: str) -> None:
    pytest.importorskip("atheris")
    script = Path(__file__).parent / "coverage_guided.py"
    done = subprocess.run(
        [sys.executable, script, target, "-runs=50"],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "\nDone " in done.stderr


def _small_files() -> None:
    # A file that may not grow fails as on a full disk.
    resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))


def test_a_disk_without_room_tears_nothing(tmp_path: Path) -> None:
    write_articles(tmp_path / "a.jsonl", 60)
    run("a.jsonl", "-q", "-o", "whole.jsonl", plain=True, cwd=tmp_path)
    args = ("a.jsonl", "-q", "--out-dir", "out", "--shard-size", "30")
    full = run(*args, plain=True, cwd=tmp_path, preexec_fn=_small_files)
    assert full.returncode == 2
    assert full.stderr.splitlines() == [
        "mouextract: note: 0 of 2 parts are done in out; the same command goes on from there",
        "mouextract: error: out/part-00000.jsonl: File too large",
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir() if path.name[0] != ".") == [
        "manifest.json", "shards",
    ]  # fmt: skip
    assert run(*args, plain=True, cwd=tmp_path).returncode == 0
    assert same(tmp_path / "out", tmp_path / "whole.jsonl")
