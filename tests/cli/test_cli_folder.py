import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mouextract.cli import folder
from mouextract.cli.arguments import AUTO
from mouextract.read import ReadOptions
from mouextract.run.job import Job

Run = Callable[..., Any]
STANDIN = Path(__file__).parent / "standin.py"


def rows(count: int, text: str = "one") -> str:
    return "".join(json.dumps({"id": f"n{n}", "text": f"{text} {n}"}) + "\n" for n in range(count))


def parts() -> bytes:
    return b"".join(path.read_bytes() for path in sorted(Path("out").glob("part-*.jsonl")))


def test_the_same_command_again_goes_on(run: Run) -> None:
    Path("a.jsonl").write_text(rows(25) + "{\n")
    scan = ("scan", "a.jsonl", "--out-dir", "out", "--shard-size", "10")
    done = run(*scan)
    assert (done.code, done.out) == (3, "")
    assert sorted(path.name for path in Path("out").iterdir() if not path.name.startswith(".")) == [
        "errors.jsonl", "manifest.json", "part-00000.jsonl", "part-00001.jsonl", "part-00002.jsonl", "shards",
    ]  # fmt: skip
    assert run("scan", "a.jsonl").out.encode() == parts()
    Path("out/part-00001.jsonl").unlink()
    again = run(*scan, "--workers", "2")
    assert again.code == 3
    assert "2 of 3 parts are done already" in again.err
    assert run("scan", "a.jsonl").out.encode() == parts()
    Path("a.jsonl").write_text(rows(25))
    refused = run(*scan)
    assert refused.code == 2
    assert refused.err.splitlines() == [
        "mouextract: error: out: holds a run that is not this one (input a.jsonl changed):"
        " --restart begins anew, another --out-dir keeps it"
    ]
    assert run(*scan, "--restart").code == 0


def test_a_part_of_the_work(run: Run) -> None:
    Path("a.jsonl").write_text(rows(25))
    for share in ("2/2", "1/2"):
        assert run("scan", "a.jsonl", "--out-dir", "out", "--shard-size", "10", "--shard", share).code == 0
    assert run("scan", "a.jsonl").out.encode() == parts()
    assert json.loads(Path("out/manifest.json").read_text())["counts"]["parts_done"] == 3


def test_wrong_rules_begin_nothing(run: Run) -> None:
    Path("a.jsonl").write_text(rows(1))
    assert run("scan", "a.jsonl", "--out-dir", "out", "--patterns", "nowhere").code == 2
    assert not Path("out").exists()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_article_that_takes_too_long(run: Run, workers: str) -> None:
    Path("a.jsonl").write_text(rows(5) + rows(1, "slow") + rows(5))
    done = run("scan", "a.jsonl", "--workers", workers, "--timeout", "0.3", "-q")
    assert (done.code, len(done.out.splitlines())) == (3, 10)
    assert done.err == (
        "mouextract: error: a.jsonl, row 5: not processed (took longer than 0.3 seconds, twice)\n"
    )


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--restart"], "Invalid value for --restart: only with --out-dir"),
        (["--shard", "1/2"], "Invalid value for --shard: only with --out-dir"),
        (["--out-dir", "out", "-o", "x"], "Invalid value for --out-dir: not together with -o"),
        (["--out-dir", "out", "--shard", "3/2"], "'3/2' is no part of the work"),
        (["--out-dir", "out", "--shard", "1/2", "--restart"], "restart once, without --shard"),
        (["--out-dir", "a.jsonl"], "a.jsonl: holds the input a.jsonl"),
        (["--out-dir", "out", "--timeout", "-1"], "greater than or equal to 0"),
    ],
)
def test_wrong_usage_is_one_line(run: Run, args: list[str], message: str) -> None:
    Path("a.jsonl").write_text(rows(1))
    done = run("scan", "a.jsonl", *args)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_says_how_to_go_on(run: Run, number: signal.Signals, code: int) -> None:
    Path("a.jsonl").write_text(rows(20) + rows(40, "slow"))
    args = ["scan", "a.jsonl", "-q", "--out-dir", "out", "--shard-size", "10"]
    process = subprocess.Popen([sys.executable, STANDIN, *args], stderr=subprocess.PIPE, text=True)
    for _ in range(600):
        if Path("out/shards/00001.jsonl").exists():
            break
        time.sleep(0.05)
    os.kill(process.pid, number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == code
    note, error = err.splitlines()
    assert note == "mouextract: note: 2 of 6 parts are done in out; the same command goes on from there"
    assert error.startswith("mouextract: error: ")
    assert sorted(path.name for path in Path("out").glob("*.jsonl")) == [
        "errors.jsonl", "part-00000.jsonl", "part-00001.jsonl",
    ]  # fmt: skip
    assert not list(Path("out").rglob("*.tmp"))
    assert json.loads(Path("out/manifest.json").read_text())["counts"]["parts_done"] == 2


def test_auto_is_all_cores_with_dask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[int] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(folder, "process_on_dask", lambda run, *, workers, **_: asked.append(workers))
    monkeypatch.setattr(folder, "usable_cores", lambda: 7)
    Path("a.jsonl").write_text(rows(3))
    for quiet in (False, True):
        folder.scan_to_folder(
            Job(("a.jsonl",), Path("out"), ReadOptions()),
            lambda: NotImplemented,
            workers=AUTO,
            timeout=None,
            memory=None,
            dask="local",
            part=None,
            restart=False,
            quiet=quiet,
        )
        said = "mouextract: note: workers: 7 (one for each usable core" in capsys.readouterr().err
        assert said is not quiet
    assert asked == [7, 7]
