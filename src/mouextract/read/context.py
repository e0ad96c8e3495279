"""What a format's reader is given, and what it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from mouextract.errors import InputError
from mouextract.read.options import ReadOptions

_PIECE = 1 << 20
_MAX_WORDS = 300


@dataclass(frozen=True, slots=True)
class Source:
    """One opened input: decompressed bytes, and a look at the first of them (`head` is still unread).

    `path` is None for standard input. Errors about a row go to `error`, guesses to `notice`; what makes
    the whole file unreadable is raised as InputError.
    """

    uri: str
    path: Path | None
    stream: BinaryIO
    head: bytes
    options: ReadOptions
    on_error: Callable[[InputError], None]
    on_notice: Callable[[str], None]

    def error(self, reason: str, row: int | None = None) -> None:
        """Report a row, or a part of the file, that is left out."""
        self.on_error(InputError(self.uri, reason, row))

    def failure(self, reason: str) -> InputError:
        """The exception for the whole file."""
        return InputError(self.uri, reason)

    def notice(self, message: str) -> None:
        """Report a guess."""
        self.on_notice(f"{self.uri}: {message}")

    def read_all(self, limit: int) -> bytes:
        """The rest of the file; InputError where it is longer than `limit` bytes or holds nothing."""
        pieces: list[bytes] = []
        size = 0
        while piece := self.stream.read(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                raise self.failure(f"larger than {limit:,} bytes, the limit for this kind of file")
        if not pieces:
            raise self.failure("empty file")
        return b"".join(pieces)


def describe(error: BaseException) -> str:
    """An error of the system or of a library, in one line of bounded length: some quote what they read."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return " ".join(str(error).split())[:_MAX_WORDS] or type(error).__name__
