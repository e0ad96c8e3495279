import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from poison import Poisoned

from mouextract.article import Article
from mouextract.errors import InputError, MouextractError
from mouextract.records import ArticleRecord
from mouextract.run.scan import Scanner

REASONS = {
    "raise": "not processed (ValueError: no such thing)",
    "record": "not processed (party 3 is not there)",
    "exit": "not processed (the process that worked on it ended with code 7, twice)",
    "kill": "not processed (the process that worked on it was ended by SIGKILL, twice; out of memory?)",
    "hang": "not processed (took longer than 0.3 seconds, twice)",
    "hoard": "not processed (MemoryError)",
}


def articles(texts: list[str]) -> Iterator[Article]:
    return (Article(text=text, uri="a.jsonl", row=row) for row, text in enumerate(texts))


def run(texts: list[str], *, workers: int, timeout: float | None = 0.3) -> tuple[list[str], list[InputError]]:
    errors: list[InputError] = []
    with Scanner(Poisoned, workers=workers, timeout=timeout, memory=10**9) as scanner:
        return list(scanner.scan(articles(texts), on_error=errors.append)), errors


@pytest.mark.skipif(sys.platform != "linux", reason="the system's limit of memory")
@pytest.mark.parametrize("workers", [1, 2])
def test_exactly_the_poisoned_articles_are_left_out(workers: int) -> None:
    texts = [f"text {n}" for n in range(120)]
    poisoned = dict(zip((0, 17, 18, 50, 77, 119), REASONS, strict=True))
    for row, word in poisoned.items():
        texts[row] = word
    lines, errors = run(texts, workers=workers)
    rows = [ArticleRecord.model_validate_json(line).source.row for line in lines]
    assert rows == [row for row in range(120) if row not in poisoned]
    assert [(error.row, error.reason) for error in errors] == [
        (row, REASONS[word]) for row, word in poisoned.items()
    ]
    clean = [text for row, text in enumerate(texts) if row not in poisoned]
    assert len(run(clean, workers=workers)[0]) == len(lines)


class OnceOnly:
    """Kills its process at an article the first time, and no more."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __call__(self) -> "OnceOnly":
        return self

    def extract(self, article: Article, *, with_text: bool = False) -> ArticleRecord:
        if article.text == "once" and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Poisoned().extract(article)


def test_a_process_lost_by_chance_costs_nothing(tmp_path: Path) -> None:
    errors: list[InputError] = []
    with Scanner(OnceOnly(tmp_path / "mark"), workers=2) as scanner:
        lines = list(scanner.scan(articles(["a", "once", "b"]), on_error=errors.append))
    assert (len(lines), errors) == (3, [])
    assert (tmp_path / "mark").exists()


def test_an_idle_worker_may_die_too() -> None:
    with Scanner(Poisoned, workers=2) as scanner:
        for child in multiprocessing.active_children():
            child.kill()
        assert len(list(scanner.scan(articles(["a"] * 50), on_error=print))) == 50


def dies() -> Poisoned:
    os._exit(1)


def test_workers_that_never_begin_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mouextract.run.scan.forks", lambda: False)
    monkeypatch.setattr("mouextract.run.pool._MOST_FALSE_STARTS", 1)
    with pytest.raises(MouextractError, match="end before they begin"), Scanner(dies, workers=1):
        pass


def test_a_hanging_worker_does_not_hold_up_the_end() -> None:
    with Scanner(Poisoned, workers=1) as scanner:
        lines = scanner.scan(articles(["a"] * 16 + ["hang"]), on_error=print)
        next(lines)
        scanner.__exit__(KeyboardInterrupt, None, None)
    assert not multiprocessing.active_children()
