"""From articles to lines of JSON, in input order, in this process or in several."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Protocol

from mouextract.article import Article
from mouextract.errors import InputError, MouextractError, RecordError
from mouextract.records import ArticleRecord

# Large enough that sending is cheap, small enough that order and memory cost little.
_CHUNK_ARTICLES = 16
_CHUNK_CHARS = 200_000
_CHUNKS_AHEAD = 3

_DIED = "not processed (the process that worked on it was ended from outside: out of memory?)"


class Extracts(Protocol):
    """What makes a record of an article."""

    def extract(self, article: Article, *, with_text: bool = False) -> ArticleRecord:
        """The record of one article."""
        ...


@dataclass(frozen=True, slots=True)
class _Result:
    """A record's line, or (`failed`) the reason why there is none."""

    text: str
    failed: bool = False


class Scanner:
    """Extracts with one extractor per process; to be used in a `with` statement.

    `make_extractor` is called once in this process, or once in each worker where processes cannot
    be forked (it must then be picklable). Whatever it raises of ours (a wrong rule) is raised here,
    on entering. Articles travel to the workers, finished lines come back: the bytes are the same
    for any number of workers.
    """

    def __init__(
        self, make_extractor: Callable[[], Extracts], *, workers: int = 1, with_text: bool = False
    ) -> None:
        self._make = make_extractor
        self._workers = workers
        self._with_text = with_text
        self._extractor: Extracts | None = None
        self._executor: ProcessPoolExecutor | None = None
        self._processes: list[BaseProcess] = []

    def __enter__(self) -> Scanner:
        if self._workers == 1 or _forks():
            self._extractor = self._make()
        if self._workers > 1:
            self._executor = self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._executor is None:
            return
        if kind is not None:
            # What the workers are at nobody waits for.
            for process in self._processes:
                process.terminate()
            # One may end half-way through a result; only with every writer closed is the rest not waited for.
            self._executor._result_queue._writer.close()  # type: ignore[attr-defined]
        self._executor.shutdown(wait=True, cancel_futures=True)

    def scan(self, articles: Iterable[Article], *, on_error: Callable[[InputError], None]) -> Iterator[str]:
        """One line of JSON per article, lazily and in order.

        An article that cannot be processed goes to `on_error` with the reason; the others go on. Not
        more than a few chunks of articles are in memory at a time.
        """
        results = self._here(articles) if self._executor is None else self._in_workers(articles)
        for article, result in results:
            if result.failed:
                on_error(InputError(article.uri, result.text, article.row))
            else:
                yield result.text

    def _here(self, articles: Iterable[Article]) -> Iterator[tuple[Article, _Result]]:
        assert self._extractor is not None, "a Scanner is used in a with statement"
        for article in articles:
            yield article, _extract(self._extractor, article, self._with_text)

    def _in_workers(self, articles: Iterable[Article]) -> Iterator[tuple[Article, _Result]]:
        waiting: deque[_Sent] = deque()
        for chunk in _chunks(articles):
            waiting.append(self._send(chunk))
            if len(waiting) > self._workers * _CHUNKS_AHEAD:
                yield from self._receive(waiting.popleft())
        while waiting:
            yield from self._receive(waiting.popleft())

    def _receive(self, sent: _Sent) -> Iterator[tuple[Article, _Result]]:
        try:
            results = sent.future.result()
        except BrokenProcessPool:
            # A worker died, and its pool with it. Whoever was in flight is tried again, one by one
            # at the head of the queue, so that the article that kills its process is found.
            self._renew(sent.executor)
            results = [self._alone(article) for article in sent.chunk]
        return zip(sent.chunk, results, strict=True)

    def _alone(self, article: Article) -> _Result:
        sent = self._send([article])
        try:
            return sent.future.result()[0]
        except BrokenProcessPool:
            self._renew(sent.executor)
            return _Result(_DIED, failed=True)

    def _send(self, chunk: list[Article]) -> _Sent:
        while True:
            executor = self._executor or self._start()
            try:
                future = executor.submit(_extract_chunk, chunk, self._with_text)
            except BrokenProcessPool:
                self._renew(executor)
            else:
                return _Sent(chunk, future, executor)

    def _renew(self, broken: ProcessPoolExecutor) -> None:
        """A new pool, unless another article has already led to one."""
        if self._executor is broken:
            broken.shutdown(wait=False, cancel_futures=True)
            self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        forks = _forks()
        others = set(multiprocessing.active_children())
        executor = ProcessPoolExecutor(
            self._workers,
            mp_context=multiprocessing.get_context("fork" if forks else "spawn"),
            initializer=_begin_worker,
            # A forked worker finds the extractor in its copy of the memory; another makes its own.
            initargs=(self._extractor, None if forks else self._make),
        )
        try:
            # Starts the workers now (before any thread of a progress display runs) and shows a wrong rule.
            executor.submit(_extract_chunk, [], self._with_text).result()
        except BaseException:
            executor.shutdown(wait=True, cancel_futures=True)
            raise
        self._processes = [child for child in multiprocessing.active_children() if child not in others]
        return executor


@dataclass(frozen=True, slots=True)
class _Sent:
    chunk: list[Article]
    future: Future[list[_Result]]
    executor: ProcessPoolExecutor


class _Worker:
    """What a worker process holds: its extractor, or why it has none."""

    extractor: Extracts | None = None
    error: MouextractError | None = None


def _begin_worker(extractor: Extracts | None, make_extractor: Callable[[], Extracts] | None) -> None:
    # An interrupt reaches every process of the terminal: only the first one decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.extractor = extractor
    if make_extractor is not None:
        try:
            _Worker.extractor = make_extractor()
        except MouextractError as error:
            _Worker.error = error


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _extract_chunk(chunk: list[Article], with_text: bool) -> list[_Result]:
    if _Worker.error is not None:
        raise _Worker.error
    assert _Worker.extractor is not None
    return [_extract(_Worker.extractor, article, with_text) for article in chunk]


def _extract(extractor: Extracts, article: Article, with_text: bool) -> _Result:
    try:
        return _Result(extractor.extract(article, with_text=with_text).to_json())
    except RecordError as error:
        return _Result(f"not processed ({_one_line(error)})", failed=True)
    except Exception as error:
        return _Result(f"not processed ({type(error).__name__}: {_one_line(error)})", failed=True)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    chunk: list[Article] = []
    size = 0
    for article in articles:
        chunk.append(article)
        size += len(article.text)
        if len(chunk) >= _CHUNK_ARTICLES or size >= _CHUNK_CHARS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _forks() -> bool:
    # macOS has fork, but its own libraries do not survive it.
    return sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()
