"""Opening inputs: decompression, its limits, and every failure in one clear line."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from mouextract.errors import InputError
from mouextract.read.context import Source, describe
from mouextract.read.formats import compression_of
from mouextract.read.inputs import Input
from mouextract.read.options import ReadOptions

HEAD_BYTES = 4096
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
# Four bytes of zstd may stand for 128 kB: small bites keep each answer small.
_ZSTD_BITE = 1024

Pull = Callable[[int], bytes]


class _Raw(io.RawIOBase):
    """A raw stream over a function that returns at most so many bytes, and none at the end."""

    def __init__(self, pull: Pull) -> None:
        self._pull = pull

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._pull(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Counted:
    """Counts the bytes that are taken from the file itself."""

    def __init__(self, pull: Pull, on_bytes: Callable[[int], None] | None) -> None:
        self._pull = pull
        self._on_bytes = on_bytes
        self.count = 0

    def __call__(self, size: int) -> bytes:
        data = self._pull(size)
        self.count += len(data)
        if self._on_bytes is not None and data:
            self._on_bytes(len(data))
        return data


@contextmanager
def open_source(
    item: Input,
    options: ReadOptions,
    *,
    on_error: Callable[[InputError], None],
    on_notice: Callable[[str], None],
    on_bytes: Callable[[int], None] | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Source]:
    """The input as a stream of decompressed bytes. Every failure to read, also later, is an InputError."""
    with _one_line(item.uri):
        if item.path is None:
            file: BinaryIO = stdin if stdin is not None else _standard_input(item.uri)
        else:
            file = item.path.open("rb", buffering=0)
        try:
            counted = _Counted(lambda size: file.read(size) or b"", on_bytes)
            start = _take(counted, HEAD_BYTES)
            compression = _compression_of_bytes(start) if item.is_pipe else compression_of(item.uri)
            pull = _after(start, counted)
            if compression is not None:
                growth = Growth(options, item.uri, lambda: counted.count)
                pull = growth.guard(_decompress(compression, pull, item.uri))
                start = _take(pull, HEAD_BYTES)
                pull = _after(start, pull)
            stream = cast(BinaryIO, io.BufferedReader(_Raw(pull), buffer_size=1 << 16))
            yield Source(item.uri, item.path, stream, start, options, on_error, on_notice)
        finally:
            if item.path is not None:
                file.close()


@contextmanager
def open_member(source: Source, uri: str, pull: Pull) -> Iterator[Source]:
    """A file within an archive (`source`), given by its bytes, in the same way; it may be compressed, too."""
    with _one_line(uri):
        if (compression := compression_of(uri)) is not None:
            counted = _Counted(pull, None)
            growth = Growth(source.options, uri, lambda: counted.count)
            pull = growth.guard(_decompress(compression, counted, uri))
        start = _take(pull, HEAD_BYTES)
        stream = cast(BinaryIO, io.BufferedReader(_Raw(_after(start, pull)), buffer_size=1 << 16))
        yield Source(uri, None, stream, start, source.options, source.on_error, source.on_notice)


@contextmanager
def _one_line(uri: str) -> Iterator[None]:
    try:
        yield
    except EOFError as error:
        raise InputError(uri, "the compressed data end too early (a truncated file?)") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise InputError(uri, f"damaged gzip data ({describe(error)})") from error
    except OSError as error:
        raise InputError(uri, describe(error)) from error
    except UnicodeError as error:
        raise InputError(uri, f"cannot be decoded ({describe(error)})") from error


def _standard_input(uri: str) -> BinaryIO:
    # None where the process was started without one.
    if sys.stdin is None:
        raise InputError(uri, "there is no standard input")
    return sys.stdin.buffer


def _take(pull: Pull, size: int) -> bytes:
    """Exactly `size` bytes, fewer only at the end: a pipe hands out small pieces."""
    pieces = []
    while size > 0 and (piece := pull(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _after(start: bytes, pull: Pull) -> Pull:
    """The bytes already taken, then the others."""
    rest = memoryview(start)

    def chained(size: int) -> bytes:
        nonlocal rest
        if not rest:
            return pull(size)
        piece, rest = rest[:size], rest[size:]
        return bytes(piece)

    return chained


def _compression_of_bytes(start: bytes) -> str | None:
    if start.startswith(_GZIP_MAGIC):
        return "gzip"
    return "zstd" if start.startswith(_ZSTD_MAGIC) else None


def _decompress(compression: str, pull: Pull, uri: str) -> Pull:
    if compression == "zstd":
        return _Zstd(pull, uri)
    unpacked = gzip.GzipFile(fileobj=io.BufferedReader(_Raw(pull)), mode="rb")
    return unpacked.read1


class Growth:
    """Refuses what grows out of all proportion (a decompression bomb). `packed` tells the bytes taken so far."""

    def __init__(self, options: ReadOptions, uri: str, packed: Callable[[], int]) -> None:
        self._options = options
        self._uri = uri
        self._packed = packed
        self._total = 0
        self.exceeded = False

    def guard(self, pull: Pull) -> Pull:
        """The same bytes; InputError where they are too many. Several streams share one measure."""
        options = self._options

        def guarded(size: int) -> bytes:
            data = pull(size)
            self._total += len(data)
            if self._total > options.ratio_floor and self._total > options.max_ratio * self._packed():
                self.exceeded = True
                reason = f"grows to more than {options.max_ratio} times its size when decompressed"
                raise InputError(self._uri, reason)
            return data

        return guarded


class _Zstd:
    """Frames one after the other. (The library's own stream takes a truncated frame for a whole one.)"""

    def __init__(self, pull: Pull, uri: str) -> None:
        import zstandard

        self._library = zstandard
        self._pull = pull
        self._uri = uri
        self._packed = b""
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._ready = memoryview(b"")

    def __call__(self, size: int) -> bytes:
        while not self._ready:
            if not self._packed:
                self._packed = self._pull(_ZSTD_BITE)
            if not self._packed:
                if self._frame is not None:
                    raise EOFError
                return b""
            if self._frame is None:
                self._frame = self._library.ZstdDecompressor().decompressobj()
            try:
                self._ready = memoryview(self._frame.decompress(self._packed))
            except self._library.ZstdError as error:
                raise InputError(self._uri, f"damaged zstd data ({describe(error)})") from error
            self._packed = b""
            if self._frame.eof:
                self._packed = self._frame.unused_data
                self._frame = None
        piece, self._ready = self._ready[:size], self._ready[size:]
        return bytes(piece)
