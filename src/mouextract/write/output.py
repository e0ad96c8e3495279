"""Where output goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from mouextract.errors import OutputError


class Sink:
    """Takes text, gives out UTF-8; a failing write is an OutputError that names the output.

    A reader who has gone (a closed pipe) stays a BrokenPipeError.
    """

    def __init__(self, name: str, stream: IO[bytes], *, flush: bool = False) -> None:
        self.name = name
        self._stream = stream
        self._flush = flush

    def write(self, text: str) -> int:
        """Write the text; half a surrogate pair, which UTF-8 cannot hold, is written as `\\udxxx`."""
        with named(self.name):
            self._stream.write(text.encode("utf-8", "backslashreplace"))
            if self._flush:
                self._stream.flush()
        return len(text)


@contextmanager
def output(path: Path | None, *, keep_partial: bool = False) -> Iterator[Sink]:
    """A sink for a file, or for standard output (None).

    The file is written beside its place and moved there at the end, so that it never stands torn;
    after an error nothing is left. With `keep_partial`, what was written before an interruption is
    left under `partial_path`. Raises OutputError for whatever prevents writing.
    """
    if path is None:
        yield Sink("standard output", sys.stdout.buffer, flush=True)
        return
    # A symbolic link stays one; a device or a named pipe cannot be replaced, only written to.
    target = path.resolve()
    with named(str(path)):
        existing = target.stat() if target.exists() else None
    if existing is not None and not stat.S_ISREG(existing.st_mode):
        with _open(str(path), target) as stream:
            yield Sink(str(path), stream)
        return
    temporary = _temporary(path, target, None if existing is None else stat.S_IMODE(existing.st_mode))
    try:
        with _open(str(path), temporary, sync=True) as stream:
            yield Sink(str(path), stream)
        with named(str(path)):
            temporary.replace(target)
            _sync_folder(target.parent)
    except Exception:
        temporary.unlink(missing_ok=True)
        raise
    except BaseException:
        with contextlib.suppress(OSError):
            if keep_partial:
                temporary.replace(partial_path(target))
            else:
                temporary.unlink(missing_ok=True)
        raise


@contextmanager
def output_path(path: Path) -> Iterator[Path]:
    """A place for a library that wants a name to write to: what it leaves there is moved to `path`.

    The place lies in a folder of its own beside `path`, which holds whatever else the library writes
    and goes at the end. Raises OutputError for whatever prevents writing.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise OutputError(f"{path}: not a file, which this format needs")
    temporary = _temporary(path, target, stat.S_IMODE(target.stat().st_mode) if target.exists() else None)
    folder = temporary.with_suffix(".dir")
    try:
        with named(str(path)):
            folder.mkdir()
            made = folder / target.name
            # A library's own OSErrors are about this file; what reads the rows names its own.
            yield made
            made.chmod(stat.S_IMODE(temporary.stat().st_mode))
            made.replace(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        temporary.unlink(missing_ok=True)


def partial_path(path: Path) -> Path:
    """Where the beginning of an interrupted output is left."""
    return path.with_name(path.name + ".partial")


def _temporary(path: Path, target: Path, mode: int | None) -> Path:
    parent = target.parent
    if not parent.is_dir():
        raise OutputError(f"{path}: there is no folder {parent}")
    with named(str(path)):
        if target.exists() and not os.access(target, os.W_OK):
            raise OutputError(f"{path}: Permission denied")
        handle, name = tempfile.mkstemp(prefix=".mouextract-", suffix=".tmp", dir=parent)
        os.close(handle)
        temporary = Path(name)
        temporary.chmod(mode if mode is not None else 0o666 & ~_umask())
    return temporary


@contextmanager
def _open(name: str, path: Path, *, sync: bool = False) -> Iterator[IO[bytes]]:
    """A file for writing; only the file's own failures become an OutputError, not those of the body."""
    with named(name):
        stream = path.open("wb")
    try:
        yield stream
    except BaseException:
        with contextlib.suppress(OSError):
            stream.close()
        raise
    with named(name), stream:
        stream.flush()
        if sync:
            os.fsync(stream.fileno())


def _sync_folder(path: Path) -> None:
    """Bring a new name to the disk, where the system lets one do so."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current


@contextmanager
def named(name: str) -> Iterator[None]:
    """An operating system's error as an OutputError that names the output."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{name}: {error.strerror or error}") from None
