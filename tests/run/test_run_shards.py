import json
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from poison import Poisoned

from mouextract.errors import InputError, OutputError
from mouextract.read import ReadOptions, iter_inputs, read_items
from mouextract.run.job import Job, Run, begin
from mouextract.run.scan import Scanner
from mouextract.run.shards import process

INPUTS = ("a.jsonl", "b.txt", "empty.txt", "nowhere.txt", "c.csv", "bad.jsonl")


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    """24 articles, one of them poisoned, and something unreadable wherever it can stand."""
    monkeypatch.chdir(tmp_path)
    rows = [json.dumps({"text": f"text {n}"}) for n in range(12)]
    rows[4:4] = ["{", "{"]
    rows[9] = json.dumps({"text": "raise this", "id": "r9"})
    # Unreadable right after what fails: the order of the two is the input's.
    rows[10:10] = ["{"]
    Path("a.jsonl").write_text("{\n" + "\n".join(rows) + "\n{\n")
    Path("b.txt").write_text("text of b")
    Path("empty.txt").write_text("")
    Path("c.csv").write_text("text,title\n" + "".join(f"words {n},t\n" for n in range(10)) + "only\n,\n,x\n")
    Path("bad.jsonl").write_text("{\n")
    return Job(INPUTS, Path("out"), ReadOptions(), shard_size=4)


def whole(job: Job) -> tuple[list[str], list[tuple[str, int | None]]]:
    """What one run without parts writes, and what it could not read or process."""
    errors: list[InputError] = []
    with Scanner(Poisoned) as scanner:
        files = iter_inputs(job.inputs, on_error=errors.append, on_notice=str)
        items = read_items(files, job.options, on_error=errors.append, on_notice=str)
        lines = list(scanner.scan(items, on_error=errors.append))
    return lines, [(error.uri, error.row) for error in errors]


def start(job: Job, **options: Any) -> tuple[Run, list[InputError]]:
    errors: list[InputError] = []
    return begin(job, on_error=errors.append, on_notice=str, **options), errors


def work(run: Run, numbers: list[int] | range, workers: int = 1) -> list[InputError]:
    errors: list[InputError] = []
    with Scanner(Poisoned, workers=workers) as scanner:
        shards = run.missing(numbers)
        process(run.folder, run.files, run.job.options, shards, scanner, on_error=errors.append, on_items=str)
    run.folder.conclude(run.plan)
    return errors


def parts() -> str:
    return "".join(path.read_text() for path in sorted(Path("out").glob("part-*.jsonl")))


def snapshot() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(Path("out").rglob("*")) if path.is_file()}


def manifest() -> dict[str, Any]:
    return json.loads(Path("out/manifest.json").read_text())


@pytest.mark.parametrize("size", [1, 3, 4, 12, 23, 24, 25])
def test_the_parts_together_are_the_whole(job: Job, size: int) -> None:
    lines, failed = whole(job)
    run, errors = start(replace(job, shard_size=size))
    errors += work(run, range(len(run.plan)))
    assert parts() == "".join(line + "\n" for line in lines)
    listed = [json.loads(line) for line in Path("out/errors.jsonl").read_text().splitlines()]
    assert sorted((e["uri"], e["row"] or 0) for e in listed) == sorted((u, r or 0) for u, r in failed)
    assert sorted((e.uri, e.row or 0) for e in errors) == sorted((u, r or 0) for u, r in failed)
    (raised,) = (entry for entry in listed if entry["kind"] == "raised")
    assert (raised["article_id"], raised["reason"]) == ("r9", "not processed (ValueError: no such thing)")
    counts = manifest()["counts"]
    assert (counts["articles"], counts["errors"]) == (len(lines), len(failed))
    assert counts["parts"] == counts["parts_done"] == len(run.plan)


def test_errors_stand_in_the_order_of_the_input(job: Job) -> None:
    run, _ = start(replace(job, shard_size=5))
    work(run, range(len(run.plan)), workers=2)
    listed = [json.loads(line) for line in Path("out/errors.jsonl").read_text().splitlines()]
    # The inputs that cannot be found come first.
    assert [(e["uri"], e["row"]) for e in listed] == [
        ("nowhere.txt", None), ("a.jsonl", 0), ("a.jsonl", 5), ("a.jsonl", 6), ("a.jsonl", 10),
        ("a.jsonl", 11), ("a.jsonl", 16),
        ("empty.txt", None), ("c.csv", 11), ("bad.jsonl", 0),
    ]  # fmt: skip


def test_any_order_and_number_of_workers_gives_the_same_folder(job: Job) -> None:
    run, _ = start(job)
    work(run, range(len(run.plan)), workers=2)
    before = snapshot()
    for path in Path("out").glob("part-0000[13].jsonl"):
        path.unlink()
    again, _ = start(job)
    assert again.resumed
    assert [shard.number for shard in again.missing(range(len(run.plan)))] == [1, 3]
    work(again, [3])
    work(again, [1])
    assert snapshot() == before
    assert again.missing(range(len(run.plan))) == []


def test_shares_of_a_job_array(job: Job) -> None:
    lines, _ = whole(job)
    run, _ = start(job)
    shares = [run.share(index, 4) for index in (1, 2, 3, 4)]
    assert [number for share in shares for number in share] == list(range(len(run.plan)))
    for share in reversed(shares):
        work(start(job)[0], share)
    assert parts() == "".join(line + "\n" for line in lines)
    assert [list(run.share(index, 100)) for index in range(1, 101)].count([]) == 100 - len(run.plan)


def test_a_part_of_another_size_is_done_again(job: Job) -> None:
    run, _ = start(job)
    work(run, range(len(run.plan)))
    path = Path("out/part-00002.jsonl")
    path.write_bytes(path.read_bytes()[:-1])
    assert [shard.number for shard in run.missing(range(len(run.plan)))] == [2]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda job: Path("b.txt").write_text("other"), "input b.txt changed"),
        (lambda job: Path("nowhere.txt").write_text("here"), "input nowhere.txt is new"),
        (lambda job: Path("c.csv").unlink(), "input c.csv is missing"),
        (lambda job: replace(job, inputs=job.inputs[::-1]), "another order"),
        (lambda job: replace(job, with_text=True), "option with_text was False, is True"),
        (lambda job: replace(job, options=ReadOptions(date_order="mdy")), "date_order was dmy, is mdy"),
        (lambda job: replace(job, shard_size=5), "--shard-size was 4, is 5"),
        (lambda job: replace(job, patterns=(rules(),)), "the rules changed"),
    ],
)
def test_another_run_is_refused_and_restart_begins_anew(
    job: Job, change: Callable[[Job], Any], told: str
) -> None:
    run, _ = start(job)
    work(run, range(len(run.plan)))
    before = snapshot()
    changed = change(job)
    other = changed if isinstance(changed, Job) else job
    with pytest.raises(OutputError, match=told):
        start(other)
    assert snapshot() == before
    run, _ = start(other, restart=True)
    assert parts() == ""
    work(run, range(len(run.plan)))
    lines, _ = whole(other)
    if not other.with_text:
        assert parts() == "".join(line + "\n" for line in lines)


def rules() -> Path:
    folder = Path("rules")
    folder.mkdir()
    (folder / "more.toml").write_text("")
    return folder


def test_an_input_that_shrinks_meanwhile_ends_the_run(job: Job) -> None:
    run, _ = start(job)
    Path("c.csv").write_text("text\nwords\n")
    with pytest.raises(Exception, match="has changed since the run began"):
        work(run, range(len(run.plan)))


@pytest.mark.parametrize("name", ["part-00000.jsonl", "errors.jsonl"])
def test_a_folder_with_other_files_is_left_alone(job: Job, name: str) -> None:
    Path("out").mkdir()
    Path("out", name).write_text("mine")
    with pytest.raises(OutputError, match="not a run's folder"):
        start(job, restart=True)
    assert Path("out", name).read_text() == "mine"


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        (("-",), "cannot be read twice"),
        ((".",), "lies within the input"),
        (("**/*.jsonl",), "holds the input out/part-0.jsonl"),
    ],
)
def test_inputs_that_cannot_be(job: Job, inputs: tuple[str, ...], told: str) -> None:
    Path("out").mkdir()
    Path("out/part-0.jsonl").write_text("{}")
    with pytest.raises(OutputError, match=told):
        start(replace(job, inputs=inputs))


def test_nothing_but_errors_is_a_run_too(job: Job) -> None:
    run, _ = start(replace(job, inputs=("bad.jsonl", "nowhere.txt")))
    assert len(work(run, range(len(run.plan)))) == 1
    assert (parts(), manifest()["counts"]["errors"]) == ("", 2)


def test_the_lock_keeps_a_second_run_out(job: Job) -> None:
    import multiprocessing

    run, _ = start(job)
    context = multiprocessing.get_context("fork")
    for shared, code in ((False, 1), (True, 0)):
        with run.folder.in_use(shared=True):
            child = context.Process(target=_try, args=(run, shared))
            child.start()
            child.join()
            assert child.exitcode == code


def _try(run: Run, shared: bool) -> None:
    signal.alarm(20)
    try:
        with run.folder.in_use(shared=shared):
            raise SystemExit(0)
    except OutputError:
        raise SystemExit(1) from None


def test_too_many_parts_are_refused(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mouextract.run.job.MAX_PARTS", 5)
    with pytest.raises(OutputError, match="6 parts; more than 5 are too many: a larger --shard-size"):
        start(job)
    assert not Path("out/manifest.json").exists()


def test_what_a_killed_run_left_torn_is_removed(job: Job) -> None:
    run, _ = start(job)
    torn = [Path("out/.mouextract-x.tmp"), Path("out/shards/.mouextract-y.tmp")]
    for path in torn:
        path.write_text("{")
    run.folder.remove_torn()
    assert not any(path.exists() for path in torn)
