import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from poison import Poisoned

from mouextract.article import Article
from mouextract.errors import InputError, RuleError
from mouextract.read import Page, ReadOptions
from mouextract.records import ArticleRecord
from mouextract.run import scan as scan_module
from mouextract.run.scan import Scanner
from mouextract.run.signals import Terminated, terminable
from mouextract.run.summary import Summary


def broken() -> Poisoned:
    raise RuleError("x.toml: rule 1 (a): an empty pattern")


def articles(*texts: str) -> Iterator[Article]:
    return (Article(text=text, uri="a.jsonl", row=row) for row, text in enumerate(texts))


def run(*texts: str, workers: int = 1, with_text: bool = False) -> tuple[list[str], list[str]]:
    errors: list[InputError] = []
    with Scanner(Poisoned, workers=workers, with_text=with_text) as scanner:
        lines = list(scanner.scan(articles(*texts), on_error=errors.append))
    return lines, [str(error) for error in errors]


def test_lines_come_in_order_and_are_the_same_for_any_number_of_workers() -> None:
    texts = [f"text {n}" * (1 + n % 7 * 1000) for n in range(200)]
    alone = run(*texts)
    assert [ArticleRecord.model_validate_json(line).source.row for line in alone[0]] == list(range(200))
    assert run(*texts, workers=2) == alone
    assert run(*texts, workers=3) == alone


@pytest.mark.parametrize("workers", [1, 2])
def test_an_article_that_fails_is_named_and_the_others_go_on(workers: int) -> None:
    lines, errors = run("one", "raise", "two", "record", "three", workers=workers)
    assert len(lines) == 3
    assert errors == [
        "a.jsonl, row 1: not processed (ValueError: no such thing)",
        "a.jsonl, row 3: not processed (party 3 is not there)",
    ]


def test_an_article_that_kills_its_process_is_found() -> None:
    texts = [f"text {n}" for n in range(100)]
    texts[40] = texts[77] = "kill"
    lines, errors = run(*texts, workers=2)
    assert [ArticleRecord.model_validate_json(line).source.row for line in lines] == [
        n for n in range(100) if n not in (40, 77)
    ]
    assert [error.partition(": ")[0] for error in errors] == ["a.jsonl, row 40", "a.jsonl, row 77"]
    assert all("out of memory?" in error for error in errors)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_wrong_rule_shows_before_the_first_article(workers: int) -> None:
    with pytest.raises(RuleError, match="an empty pattern"), Scanner(broken, workers=workers):
        pass


@pytest.mark.parametrize("make", [Poisoned, broken])
def test_where_processes_cannot_fork(make: Callable[[], Poisoned], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_module, "forks", lambda: False)
    if make is Poisoned:
        assert run("one", "raise", "two", workers=2) == run("one", "raise", "two")
    else:
        with pytest.raises(RuleError, match="an empty pattern"), Scanner(make, workers=2):
            pass


def test_text_only_on_demand() -> None:
    assert ArticleRecord.model_validate_json(run("one")[0][0]).text is None
    assert ArticleRecord.model_validate_json(run("one", with_text=True, workers=2)[0][0]).text == "one"


def test_reading_stays_only_a_little_ahead() -> None:
    taken = 0

    def counted() -> Iterator[Article]:
        nonlocal taken
        for article in articles(*(f"text {n}" for n in range(2000))):
            taken += 1
            yield article

    with Scanner(Poisoned, workers=2) as scanner:
        lines = scanner.scan(counted(), on_error=lambda error: None)
        next(lines)
        assert taken <= 2 * 16 * 8
        assert len(list(lines)) == 1999


def test_interrupting_leaves_no_process() -> None:
    before = set(multiprocessing.active_children())
    with pytest.raises(KeyboardInterrupt):
        _interrupted()
    assert set(multiprocessing.active_children()) <= before


def _interrupted() -> None:
    with Scanner(Poisoned, workers=2) as scanner:
        for _ in scanner.scan(articles(*map(str, range(1000))), on_error=lambda error: None):
            raise KeyboardInterrupt


def _scan_for_ever(pids: Path) -> None:
    texts = (Article(text=str(n)) for n in iter(int, 1))
    with Scanner(Poisoned, workers=2) as scanner:
        pids.write_text(" ".join(str(child.pid) for child in multiprocessing.active_children()))
        for _ in scanner.scan(texts, on_error=lambda error: None):
            pass


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    parent = multiprocessing.get_context("spawn").Process(target=partial(_scan_for_ever, pids))
    parent.start()
    _wait(lambda: pids.exists() and len(pids.read_text().split()) == 2)
    parent.kill()
    parent.join()
    workers = [Path("/proc") / pid for pid in pids.read_text().split()]
    _wait(lambda: not any(_alive(worker) for worker in workers))


def _alive(process: Path) -> bool:
    try:
        return (process / "stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


def _wait(condition: Callable[[], bool]) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("waited too long")


def test_termination_is_raised_and_the_old_handler_comes_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(Terminated), terminable():
        os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before


def test_summary(record: Callable[..., dict[str, object]], agreement: Callable[..., object]) -> None:
    summary = Summary()
    planned = agreement(status="planned", types=["nota_kesepahaman", "rencana_kerja"])
    summary.add(record(agreements=[agreement(), planned], warnings=["one"]))
    summary.add(record(agreements=[], warnings=["two", "three"]))
    assert (summary.articles, summary.with_agreements, summary.agreements) == (2, 1, 2)
    assert summary.by_status == {"signed": 1, "planned": 1}
    assert summary.by_type == {"nota_kesepahaman": 2, "rencana_kerja": 1}
    assert (summary.warnings, summary.failures) == (3, 0)


def test_pages_are_parsed_in_the_workers() -> None:
    pytest.importorskip("trafilatura")
    words = "<p>Pemerintah Kabupaten Contoh meneken nota kesepahaman dengan Lembaga Uji di pendopo.</p>" * 3
    pages = [
        Page("a.warc", row, f"<html><body><article>{body}</article></body></html>".encode(), ReadOptions())
        for row, body in enumerate([words, "", words])
    ]
    errors: list[InputError] = []
    with Scanner(Poisoned, workers=2) as scanner:
        lines = list(scanner.scan(pages, on_error=errors.append))
    assert [ArticleRecord.model_validate_json(line).source.row for line in lines] == [0, 2]
    assert [str(error) for error in errors] == ["a.warc, row 1: no main text found in this page"]
