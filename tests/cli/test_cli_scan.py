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

Run = Callable[..., Any]
STANDIN = Path(__file__).parent / "standin.py"


def rows(count: int, text: str = "one") -> str:
    return "".join(json.dumps({"id": f"n{n}", "text": f"{text} {n}"}) + "\n" for n in range(count))


def errors(done: Any) -> list[str]:
    return [line for line in done.err.splitlines() if line.startswith("mouextract: error: ")]


def test_one_line_per_article_in_input_order(run: Run) -> None:
    Path("a.jsonl").write_text(rows(50))
    Path("b.txt").write_text("nothing here")
    done = run("scan", "b.txt", "a.jsonl")
    records = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, len(records)) == (0, 51)
    assert (records[0]["source"]["uri"], records[0]["agreements"]) == ("b.txt", [])
    assert [record["article_id"] for record in records[1:]] == [f"n{n}" for n in range(50)]
    assert "text" not in records[0]


def test_the_closing_summary_counts(run: Run) -> None:
    Path("a.jsonl").write_text(rows(3) + json.dumps({"text": "nothing"}) + "\n")
    done = run("scan", "a.jsonl", "nowhere.txt", "-o", "out.jsonl")
    assert done.out == ""
    table = {
        cells[0]: cells[1]
        for line in done.err.splitlines()
        if len(cells := [cell.strip() for cell in line.strip("│").split("│")]) == 2
    }
    assert table == {
        "articles": "4",
        "with agreements": "3",
        "agreements": "3",
        "signed": "3",
        "nota_kesepahaman": "3",
        "warnings": "0",
        "not read or not processed": "1",
    }


def test_the_same_bytes_for_any_number_of_workers(run: Run) -> None:
    Path("a.jsonl").write_text(rows(200))
    outputs = set()
    for workers in ("1", "2", "auto"):
        assert run("scan", "a.jsonl", "-o", "out.jsonl", "--workers", workers).code == 0
        outputs.add(Path("out.jsonl").read_bytes())
    assert len(outputs) == 1
    assert run("scan", "a.jsonl", "--workers", "2").out.encode() in outputs


@pytest.mark.parametrize("workers", ["1", "2"])
def test_what_fails_is_named_and_all_else_is_written(run: Run, workers: str) -> None:
    Path("good.txt").write_text("one")
    Path("empty.txt").write_text("")
    Path("binary.txt").write_bytes(bytes(range(256)) * 20)
    Path("rows.jsonl").write_text('{"text": "one"}\n{"text": \n{"text": "raise"}\n{"text": "two"}\n')
    Path("table.csv").write_text("a,b\n1,2\n")
    names = ["missing.txt", "empty.txt", "binary.txt", "rows.jsonl", "table.csv", "good.txt"]
    done = run("scan", *names, "--workers", workers)
    assert done.code == 3
    found = [(r["source"]["uri"], r["source"]["row"]) for r in map(json.loads, done.out.splitlines())]
    assert found == [("rows.jsonl", 0), ("rows.jsonl", 3), ("good.txt", None)]
    assert {line.split(": ")[2] for line in errors(done)} == {
        "missing.txt", "empty.txt", "binary.txt", "rows.jsonl, row 1", "rows.jsonl, row 2", "table.csv",
    }  # fmt: skip
    assert len(errors(done)) == 6
    assert "rows.jsonl, row 2: not processed (ValueError: cannot be)" in done.err
    assert "Traceback" not in done.err


def test_quiet_leaves_errors_only(run: Run) -> None:
    Path("a.txt").write_text("one")
    done = run("scan", "a.txt", "missing.txt", "--quiet")
    assert done.err.splitlines() == errors(done)
    assert run("scan", "a.txt", "-q").err == ""


def test_reading_options_arrive(run: Run) -> None:
    Path("a.csv").write_text("isi,kepala,kapan,no,alamat\none satu,Judul,06/11/2023,7,https://x.id/\n")
    fields = ("--text-field", "isi", "--title-field", "kepala", "--date-field", "kapan")
    done = run("scan", "a.csv", *fields, "--id-field", "no", "--with-text")
    record = json.loads(done.out)
    assert (record["article_id"], record["title"]) == ("7", "Judul")
    assert (record["published"], record["text"]) == ("2023-11-06", "Judul\n\none satu")
    american = json.loads(run("scan", "a.csv", *fields, "--date-order", "mdy").out)
    assert american["published"] == "2023-06-11"


def test_standard_input(run: Run) -> None:
    done = run("scan", "-", input=rows(3).encode())
    assert [json.loads(line)["source"] for line in done.out.splitlines()][2]["row"] == 2


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["a.txt", "-o", "a.txt"], "Invalid value for -o: a.txt is also an input"),
        ([".", "-o", "./a.txt"], "Invalid value for -o: a.txt is also an input"),
        (["a.txt", "-o", "nowhere/out.jsonl"], "nowhere/out.jsonl: there is no folder"),
        (["a.txt", "-o", "folder"], "folder: Is a directory"),
        (["a.txt", "--workers", "0"], "'0' is neither `auto` nor a number from 1 to 512"),
        (["a.txt", "--workers", "many"], "'many' is neither"),
        (["a.txt", "--encoding", "utf-99"], "there is no encoding 'utf-99'"),
        (["a.txt", "--patterns", "nowhere"], "nowhere: not a folder of rule files"),
        (["a.txt", "--no-such-option"], "No such option: --no-such-option"),
        ([], "Missing argument 'INPUT'"),
    ],
)
def test_wrong_usage_is_one_line(run: Run, args: list[str], message: str) -> None:
    Path("a.txt").write_text("one")
    Path("folder").mkdir()
    done = run("scan", *args)
    assert (done.code, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert line.startswith("mouextract: error: ")
    assert message in line
    assert Path("a.txt").read_text() == "one"


def test_a_name_cannot_steer_the_terminal(run: Run) -> None:
    done = run("scan", "no\x1b31m\nsuch\u202e.txt")
    assert errors(done) == ["mouextract: error: no\\x1b31m\\nsuch\\u202e.txt: no such file or folder"]
    assert "\x1b" not in done.err


def test_nobody_reads_on(run: Run) -> None:
    Path("a.jsonl").write_text(rows(3000))
    for workers in ("1", "2"):
        process = subprocess.Popen(
            [sys.executable, STANDIN, "scan", "a.jsonl", "-q", "--workers", workers],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr.read() == b""
        process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", [["scan", "a.txt"], ["schema"], ["scan", "--help"]])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_one_line(run: Run, command: list[str], unbuffered: str) -> None:
    Path("a.txt").write_text("one")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, STANDIN, *command],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == b"mouextract: error: standard output: No space left on device\n"


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_says_so(run: Run, number: signal.Signals, code: int, workers: str) -> None:
    Path("a.jsonl").write_text(rows(40) + rows(400, "slow"))
    process = subprocess.Popen(
        [sys.executable, STANDIN, "scan", "a.jsonl", "-q", "-o", "out.jsonl", "--workers", workers],
        stderr=subprocess.PIPE,
        text=True,
    )
    for _ in range(600):
        if any(path.name.endswith(".tmp") for path in Path().iterdir()):
            break
        time.sleep(0.05)
    time.sleep(1)
    os.kill(process.pid, number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert not Path("out.jsonl").exists()
    lines = Path("out.jsonl.partial").read_text().splitlines()
    assert 16 <= len(lines) < 60
    assert all(json.loads(line)["schema_version"] == "1" for line in lines)
    assert [line.split(": ", 2)[1] for line in err.splitlines()] == ["note", "error"]
    assert "the records so far are in out.jsonl.partial" in err


def test_auto_says_what_it_chose(run: Run) -> None:
    Path("a.jsonl").write_text(rows(5) + rows(300, "one brief"))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quiet = run("scan", "a.jsonl", "-q", "--workers", "auto")
    assert quiet.err == ""
    ways: list[tuple[list[str], dict[str, Any]]] = [
        (["a.jsonl", "--workers", "1"], {}),
        (["-", "--workers", "auto"], {"input": Path("a.jsonl").read_bytes()}),
        (["a.jsonl", "--out-dir", "out", "--shard-size", "150", "--workers", "auto"], {}),
    ]
    for args, options in ways:
        done = run("scan", *args, **options)
        parts = "".join(path.read_text() for path in sorted(Path().glob("out/part-*.jsonl")))
        assert (parts or done.out).replace('"uri":"-"', '"uri":"a.jsonl"') == quiet.out
        chosen = [line for line in done.err.splitlines() if "workers: " in line]
        if "auto" in args:
            (line,) = chosen
            assert line.startswith(f"mouextract: note: workers: {'1 (one usable core' if cores == 1 else 2} ")
        else:
            assert not chosen
