import multiprocessing
import os
import time
from collections.abc import Iterator

import pytest
from poison import Poisoned

from mouextract.article import Article
from mouextract.records import ArticleRecord
from mouextract.run.scan import Scanner
from mouextract.run.trial import Choice, Trial, usable_cores


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def trial(most: int, *, start: float = 0.1, total: int | None = None) -> tuple[Trial, Clock]:
    clock = Clock()
    return Trial(most, start, total, clock), clock


def work(one: Trial, clock: Clock, articles: int, *, own: float, waited: float) -> Choice | None:
    """So many articles, each with its seconds of reading and writing and of waiting for the worker."""
    for _ in range(articles):
        clock.now += own
        if waited:
            with one.waiting():
                clock.now += waited
        one.done += 1
    return one.choose()


@pytest.mark.parametrize(
    ("most", "own", "waited", "workers"),
    [
        (2, 0.001, 0.009, 2),
        (8, 0.001, 0.009, 8),
        # More than ten would wait for what is read.
        (64, 0.001, 0.0085, 10),
        (64, 0.004, 0.006, 3),
        # The worker waits as it is.
        (2, 0.01, 0.0, 1),
        (1, 0.001, 0.009, 1),
    ],
)
def test_as_many_as_reading_can_feed(most: int, own: float, waited: float, workers: int) -> None:
    one, clock = trial(most)
    choice = work(one, clock, 300, own=own, waited=waited)
    assert choice is not None
    assert choice.workers == workers
    assert work(one, clock, 100, own=own, waited=waited) is None


@pytest.mark.parametrize(("total", "workers"), [(310, 1), (340, 2), (10_000, 2)])
def test_others_must_save_more_than_they_cost(total: int, workers: int) -> None:
    one, clock = trial(2, start=0.1, total=total)
    choice = work(one, clock, 300, own=0.001, waited=0.009)
    assert choice is not None
    assert choice.workers == workers


def test_reading_ahead_is_no_part_of_it() -> None:
    one, clock = trial(64)
    clock.now += 2.0
    choice = work(one, clock, 300, own=0.001, waited=0.0085)
    assert choice is not None
    assert choice.workers == 10


def test_few_articles_tell_nothing_unless_they_are_slow() -> None:
    one, clock = trial(2)
    assert work(one, clock, 16, own=0.0, waited=0.01) is None
    assert work(one, clock, 16, own=0.0, waited=0.1) == Choice(
        2, "55.0 ms an article, 0.0 of them to read and write; 2 usable cores"
    )


def test_without_a_total_it_is_asked_again_when_twice_as_many_are_done() -> None:
    one, clock = trial(2, start=1.0)
    choice = work(one, clock, 300, own=0.0, waited=0.003)
    assert str(choice) == (
        "workers: 1 (3.0 ms an article, 0.0 of them to read and write: 2 would save 0.45 s and take 1.00 s to start)"
    )
    assert work(one, clock, 200, own=0.0, waited=0.003) is None
    assert work(one, clock, 200, own=0.0, waited=0.003) is not None


def test_an_input_that_ends_first() -> None:
    one, clock = trial(2)
    assert work(one, clock, 1, own=0.0, waited=0.01) is None
    assert str(one.end()) == "workers: 1 (the input ended after 1 article)"
    one, clock = trial(2)
    work(one, clock, 300, own=0.0, waited=0.01)
    assert one.end() is None


class Sleepy(Poisoned):
    def extract(self, article: Article, *, with_text: bool = False) -> ArticleRecord:
        time.sleep(0.004)
        return super().extract(article, with_text=with_text)


def articles(count: int, pause: float = 0.0) -> Iterator[Article]:
    for row in range(count):
        time.sleep(pause)
        yield Article(text=f"text {row}", uri="a.jsonl", row=row)


@pytest.mark.parametrize(("pause", "workers"), [(0.0, 3), (0.008, 1)])
def test_a_run_grows_where_that_pays_and_gives_the_same(pause: float, workers: int) -> None:
    with Scanner(Sleepy) as scanner:
        alone = list(scanner.scan(articles(300), on_error=print))
    choices: list[Choice] = []
    most = 0
    lines = []
    with Scanner(Sleepy, workers=3, on_choice=choices.append) as scanner:
        assert len(multiprocessing.active_children()) == 1
        for line in scanner.scan(articles(300, pause), on_error=print):
            most = max(most, len(multiprocessing.active_children()))
            lines.append(line)
    assert lines == alone
    assert [choice.workers for choice in choices] == [workers]
    assert most == workers


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="needs affinity")
def test_cores_that_others_have_are_not_counted() -> None:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        assert usable_cores() == 1
    finally:
        os.sched_setaffinity(0, before)
    assert usable_cores() == len(before)
