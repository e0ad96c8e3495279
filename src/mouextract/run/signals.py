"""Ending in good order when told to."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Terminated(BaseException):
    """The process was told to end (SIGTERM). Not an Exception: nothing on the way may swallow it."""


@contextmanager
def terminable() -> Iterator[None]:
    """Within this, SIGTERM raises Terminated, so that files are closed and workers ended."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _raise)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _raise(number: int, frame: FrameType | None) -> None:
    raise Terminated
