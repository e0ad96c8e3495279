"""Worker processes under watch: whoever dies or hangs over an item is replaced, and the item told."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from mouextract.errors import MouextractError
from mouextract.read import Item, Page
from mouextract.run.trial import Choice, Trial
from mouextract.run.worker import Extracts, Failure, Outcome, Setup, work

# Large enough that sending is cheap, small enough that order and memory cost little.
_CHUNK_ITEMS = 16
_CHUNK_SIZE = 200_000
# How far the work may run ahead of an item that takes its time.
_CHUNKS_AHEAD = 8
_SIZE_AHEAD = 8_000_000
# Workers that end before they begin, one after the other, will not do better.
_MOST_FALSE_STARTS = 3
_SECONDS_TO_END = 5.0


@dataclass(slots=True)
class _Slot:
    """Some items in a row, and their outcomes as they come in; `told` of them have been passed on."""

    items: list[Item]
    size: int
    outcomes: list[Outcome | None]
    told: int = 0

    def take(self) -> Iterator[tuple[Item, Outcome]]:
        """What has an outcome, up to the first item that has none."""
        while self.told < len(self.items) and (outcome := self.outcomes[self.told]) is not None:
            self.told += 1
            yield self.items[self.told - 1], outcome

    @property
    def waits(self) -> bool:
        """Whether the next item to pass on has no outcome yet."""
        return self.told < len(self.items) and self.outcomes[self.told] is None


@dataclass(frozen=True, slots=True)
class _Task:
    """Items of a slot that still need an outcome; `again`: one item that has lost its worker before."""

    slot: _Slot
    start: int
    stop: int
    again: bool = False


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    ready: bool = False
    task: _Task | None = None
    done: int = 0
    since: float = 0.0

    @property
    def at(self) -> int:
        """The place in the slot of the item at hand."""
        assert self.task is not None
        return self.task.start + self.done


@dataclass(slots=True)
class Pool:
    """So many worker processes; `timeout` in seconds for one item, None for no limit.

    With `on_choice`, `count` is how many there may be at most: one begins, others follow where that pays,
    and what was chosen is told.
    `start` raises what is wrong with the rules. To be ended with `close`, or `kill` where nobody
    waits for what the workers are at.
    """

    count: int
    make_extractor: Callable[[], Extracts]
    with_text: bool = False
    timeout: float | None = None
    memory: int | None = None
    fork: bool = True
    on_choice: Callable[[Choice], None] | None = None
    _setup: Setup | None = None
    _workers: list[_Worker] = field(default_factory=list)
    _tasks: deque[_Task] = field(default_factory=deque)
    _false_starts: int = 0
    _seconds_to_start: float = 0.0

    def start(self) -> None:
        """Start the workers and wait until all are ready."""
        first = self.count if self.on_choice is None else 1
        extractor = self.make_extractor() if self.fork else None
        self._setup = Setup(
            extractor, None if extractor is not None else self.make_extractor, self.with_text, self.memory
        )
        began = time.monotonic()
        try:
            self._workers = [self._new_worker() for _ in range(first)]
            while not all(worker.ready for worker in self._workers):
                self._listen()
            self._seconds_to_start = time.monotonic() - began
        except BaseException:
            self.kill()
            raise

    def close(self) -> None:
        """End the workers, which have nothing more to do."""
        for worker in self._workers:
            with suppress(OSError):
                worker.pipe.send(None)
        for worker in self._workers:
            worker.process.join(_SECONDS_TO_END)
        self.kill()

    def kill(self) -> None:
        """End the workers at once."""
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def run(self, items: Iterable[Item], total: int | None = None) -> Iterator[tuple[Item, Outcome]]:
        """Each item with its outcome, in order, lazily; a bounded number of items is in memory.

        `total`: how many they are, where that is known.

        An item whose worker dies or takes too long is tried once more, alone in a fresh process.
        """
        chunks = _chunks(items)
        slots: deque[_Slot] = deque()
        ahead = 0
        more = True
        trial = Trial(self.count, self._seconds_to_start, total)
        while more or slots:
            self._hand_out()
            most = len(self._workers) * _CHUNKS_AHEAD
            if more and len(slots) < most and ahead < _SIZE_AHEAD:
                slot = next(chunks, None)
                if slot is None:
                    more = False
                else:
                    slots.append(slot)
                    ahead += slot.size
                    self._tasks.append(_Task(slot, 0, len(slot.items)))
                self._listen(0)
            elif slots and slots[0].waits:
                with trial.waiting():
                    self._listen()
            while slots and not slots[0].waits:
                yield from slots[0].take()
                if slots[0].told < len(slots[0].items):
                    break
                slot = slots.popleft()
                ahead -= slot.size
                trial.done += len(slot.items)
            self._follow(trial.choose)
        self._follow(trial.end)

    def _follow(self, choose: Callable[[], Choice | None]) -> None:
        if self.on_choice is not None and (choice := choose()) is not None:
            self.on_choice(choice)
            self._workers += [self._new_worker() for _ in range(choice.workers - len(self._workers))]

    def _hand_out(self) -> None:
        for worker in self._workers:
            if not self._tasks:
                return
            # Only to a worker that waits for it: sending must not block.
            if worker.ready and worker.task is None:
                task = worker.task = self._tasks.popleft()
                worker.done = 0
                worker.since = time.monotonic()
                with suppress(OSError):
                    # It may have just died; that shows when we listen.
                    worker.pipe.send(task.slot.items[task.start : task.stop])

    def _listen(self, patience: float | None = None) -> None:
        """Take in what the workers say; end those that are overdue. Waits for the first word, or `patience`."""
        if patience is None and self.timeout is not None:
            busy = [worker.since for worker in self._workers if worker.task is not None]
            patience = max(0.0, min(busy) + self.timeout - time.monotonic()) if busy else None
        waiting = [source for w in self._workers for source in (w.pipe, w.process.sentinel)]
        heard = set(connection.wait(waiting, patience))
        for worker in list(self._workers):
            if worker.pipe in heard or worker.process.sentinel in heard:
                self._take_in(worker)
        if self.timeout is not None:
            now = time.monotonic()
            for worker in list(self._workers):
                if worker.task is not None and now - worker.since >= self.timeout:
                    reason = f"not processed (took longer than {self.timeout:g} seconds, twice)"
                    self._lose(worker, Outcome(reason, Failure.TIMEOUT))

    def _take_in(self, worker: _Worker) -> None:
        """All that a worker has said, also before it died."""
        alive = worker.process.is_alive()
        try:
            while worker.pipe.poll():
                self._hear(worker, worker.pipe.recv())
        except (EOFError, OSError):
            alive = False
        if not alive:
            worker.process.join(_SECONDS_TO_END)
            self._lose(worker, Outcome(_death(worker.process.exitcode), Failure.DIED))

    def _hear(self, worker: _Worker, word: Outcome | MouextractError | None) -> None:
        if isinstance(word, MouextractError):
            raise word
        if word is None:
            worker.ready = True
            self._false_starts = 0
            return
        task = worker.task
        assert task is not None
        task.slot.outcomes[worker.at] = word
        worker.done += 1
        worker.since = time.monotonic()
        if worker.at == task.stop:
            worker.task = None

    def _lose(self, worker: _Worker, outcome: Outcome) -> None:
        """A new worker in place of one that is dead or hangs; the item at hand is tried again, or given up."""
        if not worker.ready:
            self._false_starts += 1
            if self._false_starts >= _MOST_FALSE_STARTS:
                raise MouextractError("the worker processes end before they begin (out of memory?)")
        _end(worker)
        if (task := worker.task) is not None:
            at = worker.at
            if at + 1 < task.stop:
                self._tasks.appendleft(_Task(task.slot, at + 1, task.stop))
            if task.again:
                task.slot.outcomes[at] = outcome
            else:
                self._tasks.appendleft(_Task(task.slot, at, at + 1, again=True))
        self._workers[self._workers.index(worker)] = self._new_worker()

    def _new_worker(self) -> _Worker:
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("fork") if self.fork else multiprocessing.get_context("spawn")
        process = context.Process(target=work, args=(theirs, self._setup), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


def forks() -> bool:
    """Whether worker processes are copies of this one."""
    # macOS has fork, but its own libraries do not survive it.
    return sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()


def _end(worker: _Worker) -> None:
    # A worker may hang where no milder signal reaches it.
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _death(code: int | None) -> str:
    if code is None:
        how = "went silent"
    elif code >= 0:
        how = f"ended with code {code}"
    else:
        how = f"was ended by {_signal_name(-code)}"
    guess = "; out of memory?" if code == -getattr(signal, "SIGKILL", 9) else ""
    return f"not processed (the process that worked on it {how}, twice{guess})"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _size(item: Item) -> int:
    return len(item.data) if isinstance(item, Page) else len(item.text)


def _chunks(items: Iterable[Item]) -> Iterator[_Slot]:
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += _size(item)
        if len(chunk) >= _CHUNK_ITEMS or size >= _CHUNK_SIZE:
            yield _slot(chunk, size)
            chunk, size = [], 0
    if chunk:
        yield _slot(chunk, size)


def _slot(items: list[Item], size: int) -> _Slot:
    return _Slot(items, size, [None] * len(items))
