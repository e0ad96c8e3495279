"""What runs in a worker process: items in, one outcome for each out. The process may be lost at any time."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from mouextract.article import Article
from mouextract.errors import InputError, MouextractError, RecordError
from mouextract.read import Item, Page
from mouextract.records import ArticleRecord


class Failure(StrEnum):
    """Why there is no record."""

    UNREADABLE = "unreadable"
    """The input, a row or a page holds no article."""
    RAISED = "raised"
    """Working on the article ended in an error."""
    TIMEOUT = "timeout"
    """Working on the article took too long."""
    DIED = "died"
    """The process that worked on the article was lost."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A record's line, or (`failure`) the reason why there is none."""

    text: str
    failure: Failure | None = None


class Extracts(Protocol):
    """What makes a record of an article."""

    def extract(self, article: Article, *, with_text: bool = False) -> ArticleRecord:
        """The record of one article."""
        ...


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs: an extractor, or where processes cannot be forked the function that makes one.

    `memory` is how many bytes a worker may take beyond what it has when it begins (None: no limit).
    """

    extractor: Extracts | None
    make_extractor: Callable[[], Extracts] | None
    with_text: bool
    memory: int | None


def work(pipe: Connection, setup: Setup) -> None:
    """Answer every list of items with one outcome after the other; None ends it.

    The first message says that the worker is ready (None), or what is wrong with the rules.
    """
    # An interrupt reaches every process of the terminal: only the first one decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    extractor = setup.extractor
    if extractor is None:
        assert setup.make_extractor is not None
        try:
            extractor = setup.make_extractor()
        except MouextractError as error:
            pipe.send(error)
            return
    # Rules and tables stay to the end: no collection need look at them, nor copy shared pages by doing so.
    gc.freeze()
    _limit_memory(setup.memory)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send(None)
        while (items := pipe.recv()) is not None:
            for item in items:
                pipe.send(_outcome(extractor, item, setup.with_text))


def _outcome(extractor: Extracts, item: Item, with_text: bool) -> Outcome:
    try:
        return Outcome(_line(extractor, item, with_text))
    except InputError as error:
        return Outcome(error.reason, Failure.UNREADABLE)
    except RecordError as error:
        return _raised(_one_line(error))
    except Exception:
        # Memory may have been short, say: once more.
        gc.collect()
    try:
        return Outcome(_line(extractor, item, with_text))
    except Exception as error:
        what = _one_line(error)
        return _raised(f"{type(error).__name__}: {what}" if what else type(error).__name__)


def _line(extractor: Extracts, item: Item, with_text: bool) -> str:
    article = item.article() if isinstance(item, Page) else item
    return extractor.extract(article, with_text=with_text).to_json()


def _raised(what: str) -> Outcome:
    return Outcome(f"not processed ({what})", Failure.RAISED)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _limit_memory(extra: int | None) -> None:
    """Let the system refuse more memory than that, so that one article cannot take the machine's."""
    if extra is None:
        return
    with suppress(ImportError, OSError, ValueError, StopIteration):
        import resource

        # Linux alone tells what a process has, and counts only what is its own.
        status = Path("/proc/self/status").read_text("ascii", "replace")
        line = next(line for line in status.splitlines() if line.startswith("VmData:"))
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        limit = int(line.split()[1]) * 1024 + extra
        if most == resource.RLIM_INFINITY or limit < most:
            resource.setrlimit(resource.RLIMIT_DATA, (limit, most))
