"""Bytes to text: which encoding, what is no text at all, and lines of bounded length."""

from __future__ import annotations

import codecs
import io
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from mouextract.read.context import Source

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# How well-known kinds of binary files begin.
_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"PK\x03\x04", "ZIP, or an Office file such as docx or xlsx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office file such as doc or xls"),
    (b"\x7fELF", "ELF program"),
    (b"MZ\x90\x00", "Windows program"),
    (b"PAR1\x15", "Parquet"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x1f\x8b", "gzip without the suffix .gz"),
    (b"\x28\xb5\x2f\xfd", "zstd without the suffix .zst"),
    *((b"BZh%d1AY&SY" % level, "bzip2") for level in range(1, 10)),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"{\\rtf", "RTF"),
)

_FALLBACK = "mouextract.windows-1252"
_CONTROLS = tuple(bytes((code,)) for code in (*range(1, 9), *range(14, 27)))
# How much of an overlong line is held at once while its end is looked for.
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its end, or the `fault` why it cannot be read; `quotes` counts its `"` either way."""

    number: int
    text: str
    quotes: int
    fault: str | None = None
    warnings: tuple[str, ...] = ()


class _NotText(Exception):
    """Bytes that no encoding we try explains."""


def check_is_text(source: Source) -> None:
    """Raise InputError where the first bytes are those of a binary file."""
    for magic, name in _MAGIC:
        if source.head.startswith(magic):
            raise source.failure(f"looks like a binary file ({name})")


def encoding_of(source: Source) -> str:
    """The encoding by option, byte order mark or the place of zero bytes; `utf-8` where nothing shows.

    Raises InputError where the option names none that exists, or the bytes look binary.
    """
    check_is_text(source)
    if source.options.encoding is not None:
        try:
            io.TextIOWrapper(io.BytesIO(), source.options.encoding).detach()
            return codecs.lookup(source.options.encoding).name
        except (LookupError, ValueError):
            raise source.failure(f"there is no text encoding {source.options.encoding!r}") from None
    for bom, name in _BOMS:
        if source.head.startswith(bom):
            return name
    if b"\0" in source.head:
        pairs = len(source.head) // 2
        even, odd = source.head[0 : 2 * pairs : 2].count(0), source.head[1 : 2 * pairs : 2].count(0)
        # Latin letters in UTF-16 have a zero for the other byte.
        if odd > 0.4 * pairs and even < 0.05 * pairs:
            return "utf-16-le"
        if even > 0.4 * pairs and odd < 0.05 * pairs:
            return "utf-16-be"
        # A few are damage, which is told where it is found.
        if even + odd > 0.03 * len(source.head):
            raise source.failure("looks like a binary file (zero bytes)")
    return "utf-8"


def decode(source: Source, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The whole file as text without its byte order mark, and warnings about damage.

    Raises InputError where the bytes are no text.
    """
    encoding = encoding_of(source)
    warnings: tuple[str, ...] = ()
    try:
        if encoding != "utf-8":
            text = data.decode(encoding)
        elif b"\0" in data:
            raise _NotText("looks like a binary file (zero bytes)")
        else:
            text, warnings = _utf8(data, strict=source.options.encoding is not None)
            if warnings and sum(map(data.count, _CONTROLS)) > 0.01 * len(data):
                raise _NotText("looks like a binary file (control characters)")
    except UnicodeDecodeError as error:
        raise source.failure(f"not valid {encoding} at byte {error.start}") from None
    except _NotText as error:
        raise source.failure(str(error)) from None
    return _without_bom(text), (*warnings, *damage(text))


def damage(text: str) -> tuple[str, ...]:
    """A warning where somebody before us has already lost characters."""
    count = text.count("\ufffd")
    return (
        (f"the text holds {count} replacement characters (U+FFFD): lost before it was read",) if count else ()
    )


def _without_bom(text: str) -> str:
    return text[1:] if text.startswith("\ufeff") else text


def _utf8(data: bytes, *, strict: bool) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if strict:
            raise
        first = error.start
    codecs.register_error(_FALLBACK, _as_windows_1252)
    try:
        text = data.decode("utf-8", _FALLBACK)
    except UnicodeDecodeError as error:
        byte = f"byte {data[error.start]:#04x} at {error.start}"
        raise _NotText(f"neither UTF-8 nor Windows-1252 ({byte}): name the encoding") from None
    return text, (f"not UTF-8 (first at byte {first}): such bytes are read as Windows-1252",)


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    piece = error.object[error.start : error.end]
    try:
        return piece.decode("cp1252"), error.end
    except UnicodeDecodeError:
        raise error from None


def lines(source: Source) -> Generator[Line, None, None]:
    """The lines one by one, in constant memory; only `\\n` ends one. Raises InputError as `decode` does,
    except that a line of which we can tell the end has a fault instead. Whoever may stop early closes them, before
    the source is closed.
    """
    encoding = encoding_of(source)
    limit = source.options.max_row_bytes
    if encoding != "utf-8":
        yield from _wide_lines(source, encoding, limit)
        return
    strict = source.options.encoding is not None
    number = 0
    while data := source.stream.readline(limit + 1):
        number += 1
        quotes = data.count(b'"')
        if len(data) > limit:
            while not data.endswith(b"\n") and (data := source.stream.readline(_PIECE)):
                quotes += data.count(b'"')
            yield Line(number, "", quotes, _too_long(limit))
            continue
        try:
            text, warnings = _utf8(data, strict=strict)
        except UnicodeDecodeError as error:
            yield Line(number, "", quotes, f"not valid utf-8 at its byte {error.start}")
        except _NotText as error:
            yield Line(number, "", quotes, str(error))
        else:
            yield Line(number, _without_bom(text) if number == 1 else text, quotes, None, warnings)


def _wide_lines(source: Source, encoding: str, limit: int) -> Iterator[Line]:
    reader = io.TextIOWrapper(source.stream, encoding, newline="\n")
    number = 0
    try:
        while text := reader.readline(limit + 1):
            number += 1
            quotes = text.count('"')
            if len(text) > limit:
                while not text.endswith("\n") and (text := reader.readline(_PIECE)):
                    quotes += text.count('"')
                yield Line(number, "", quotes, _too_long(limit))
            else:
                yield Line(number, _without_bom(text) if number == 1 else text, quotes)
    except UnicodeDecodeError as error:
        raise source.failure(f"not valid {encoding} after line {number} ({error.reason})") from None
    finally:
        # The stream belongs to the caller.
        reader.detach()


def _too_long(limit: int) -> str:
    return f"longer than {limit:,} bytes"
