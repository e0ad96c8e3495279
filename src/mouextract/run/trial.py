"""How many worker processes pay: one works on the first articles of a run and is timed."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

# What comes first ends the trial: enough articles to tell, or long enough for whoever waits.
_ITEMS = 300
_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Choice:
    """So many workers, and why."""

    workers: int
    why: str

    def __str__(self) -> str:
        return f"workers: {self.workers} ({self.why})"


class Trial:
    """Times a run with one worker, and says when more of them pay, up to `most`.

    `start`: seconds until a worker is ready. `total`: how many items there are; where nobody knows, as many are
    expected to come as have been done, and whoever does not pay yet may do so later. `done` is for the run to count.
    """

    def __init__(
        self, most: int, start: float, total: int | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.done = 0
        self._most = most
        self._start = start
        self._total = total
        self._clock = clock
        self._began = clock()
        self._before = 0
        self._waited = 0.0
        self._next = _ITEMS
        self._chosen = 0

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Around all time in which there is nothing to do but wait for the worker."""
        began = self._clock()
        if not self._waited:
            # Until now things were only read ahead: from here on, as many are read as are done.
            self._began, self._before = began, self.done
        try:
            yield
        finally:
            self._waited += self._clock() - began

    def choose(self) -> Choice | None:
        """What is chosen now, if that is new."""
        if self._chosen > 1 or self._chosen == self._most:
            return None
        if self._most == 1:
            return self._choice(1, "one usable core")
        elapsed = self._clock() - self._began
        done = self.done - self._before
        if not done or (done < self._next and (self._chosen or elapsed < _SECONDS)):
            return None
        self._next = 2 * done
        return self._compare(elapsed / done, (elapsed - self._waited) / done)

    def end(self) -> Choice | None:
        """What was chosen, if the input ended before there was a choice."""
        articles = "article" if self.done == 1 else "articles"
        return None if self._chosen else self._choice(1, f"the input ended after {self.done:,} {articles}")

    def _compare(self, alone: float, own: float) -> Choice | None:
        # Reading and writing stay with this process, however many work.
        workers = min(self._most, math.ceil(alone / max(own, 1e-9)))
        times = f"{1000 * alone:.1f} ms an article, {1000 * own:.1f} of them to read and write"
        if workers == 1:
            return self._choice(1, f"{times}: workers would wait")
        left = self.done if self._total is None else self._total - self.done
        saving = left * (alone - max(own, alone / workers))
        if saving <= self._start:
            return self._choice(
                1, f"{times}: {workers} would save {saving:.2f} s and take {self._start:.2f} s to start"
            )
        return self._choice(workers, f"{times}; {self._most} usable cores")

    def _choice(self, workers: int, why: str) -> Choice | None:
        if workers == self._chosen:
            return None
        self._chosen = workers
        return Choice(workers, why)


def usable_cores() -> int:
    """How many cores this process may use."""
    # From Python 3.13 on.
    count = getattr(os, "process_cpu_count", None)
    if count is not None:
        return count() or 1
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1
