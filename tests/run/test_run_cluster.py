import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from poison import Poisoned

pytest.importorskip("distributed")

from mouextract.errors import InputError, MouextractError
from mouextract.read import ReadOptions
from mouextract.run.cluster import process_on_dask
from mouextract.run.job import Job, Run, begin
from mouextract.run.scan import Scanner
from mouextract.run.shards import process


def start(folder: str) -> Run:
    job = Job(("a.jsonl", "b.jsonl"), Path(folder), ReadOptions(), shard_size=10)
    return begin(job, on_error=lambda error: None, on_notice=str)


def parts(folder: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path(folder).glob("*.jsonl"))}


def on_dask(run: Run, address: str = "local", **given: Any) -> list[InputError]:
    errors: list[InputError] = []
    settings: dict[str, Any] = {
        "workers": 2, "timeout": 20, "memory": None, "on_error": errors.append, "on_items": str, **given,
    }  # fmt: skip
    process_on_dask(run, run.missing(range(len(run.plan))), address, Poisoned, **settings)
    run.folder.conclude(run.plan)
    return errors


@pytest.fixture
def expected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What one process makes of 100 articles, of which two are poisoned, with one line that is none."""
    monkeypatch.chdir(tmp_path)
    texts = [f"text {n}" for n in range(100)]
    texts[33], texts[71] = "raise", "exit"
    rows = [json.dumps({"text": text}) for text in texts]
    Path("a.jsonl").write_text("\n".join([*rows[:55], "{"]) + "\n")
    Path("b.jsonl").write_text("\n".join(rows[55:]) + "\n")
    run = start("alone")
    with Scanner(Poisoned) as scanner:
        shards = run.missing(range(len(run.plan)))
        process(
            run.folder, run.files, run.job.options, shards, scanner, on_error=lambda error: None, on_items=str
        )
    run.folder.conclude(run.plan)
    return parts("alone")


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc")
def test_the_same_bytes_also_when_a_worker_is_killed(expected: dict[str, bytes]) -> None:
    killed: list[int] = []

    def kill_one() -> None:
        while not list(Path("dask/shards").glob("0*.jsonl")):
            time.sleep(0.02)
        killed.extend(_workers()[:1])
        for pid in killed:
            os.kill(pid, signal.SIGKILL)

    run = start("dask")
    thread = threading.Thread(target=kill_one, daemon=True)
    thread.start()
    errors = on_dask(run)
    thread.join(10)
    assert len(killed) == 1
    assert sorted((error.uri, error.row) for error in errors) == [
        ("a.jsonl", 33), ("a.jsonl", 55), ("b.jsonl", 16),
    ]  # fmt: skip
    assert parts("dask") == expected


def _workers() -> list[int]:
    """The Dask workers: children of this process that have a child that works for them."""
    parents: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        parents[int(status.parent.name)] = int(fields[1])
    return sorted({parent for parent in parents.values() if parents.get(parent) == os.getpid()})


def test_nobody_there(expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MouextractError, match=r'pip install "mouextract\[dask\]"'):
        on_dask(start("dask"))


def test_a_worker_with_another_program_is_refused(expected: dict[str, bytes]) -> None:
    from mouextract.run.cluster import Task, run_task

    run = start("dask")
    program = {**run.job.program(), "rules": "others"}
    task = Task(run.job, program, run.files, run.plan.shard(0), Poisoned, None, None)
    with pytest.raises(MouextractError, match="does not run the same program \\(the rules changed"):
        run_task(task)
