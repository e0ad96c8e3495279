"""WARC files of crawls: the HTML pages among the responses, by fastwarc (an optional dependency)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from mouextract.read.context import Source, describe
from mouextract.read.html import MAX_HTML_BYTES, Page

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

# A fault of fastwarc's own comes as an exception that is none of Python's.
_PANIC = "PanicException"
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_MAX_HEADER = 1 << 20


def read_warc(source: Source) -> Iterator[Page]:
    """Every answered HTML page, `row` counted from 0, with its address; one page is in memory at a time.

    Other records are passed over. Raises InputError where the file is damaged or holds no page, or fastwarc
    is not installed.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise source.failure('WARC needs fastwarc: pip install "mouextract[warc]"') from None
    if not source.head.startswith(b"WARC/"):
        raise source.failure("not a WARC file")
    row = -1
    others = 0
    try:
        # Decompressed by us, within our limits. Damage of the stream comes through as our own error.
        records = ArchiveIterator(
            cast(BinaryIO, _Forward(source.stream)),
            record_types=WarcRecordType.response,
            parse_http=False,
            max_header_len=_MAX_HEADER,
            stream_detect=False,
        )
        for record in records:
            try:
                record.parse_http(auto_decode="all", max_header_len=_MAX_HEADER)
                wanted = _is_page(record)
                data = record.reader.read(MAX_HTML_BYTES + 1) if wanted else b""
            except OSError as error:
                row += 1
                source.error(f"a response that cannot be read ({describe(error)})", row)
                continue
            if not wanted:
                others += 1
                continue
            row += 1
            if len(data) > MAX_HTML_BYTES:
                source.error(f"larger than {MAX_HTML_BYTES:,} bytes, the limit for a page", row)
                continue
            yield Page(
                uri=source.uri,
                row=row,
                data=data,
                options=source.options,
                url=record.headers.get("WARC-Target-URI"),
                charset=record.http_charset,
            )
    except (ValueError, EOFError) as error:
        raise source.failure(f"damaged WARC data ({describe(error)})") from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise source.failure("damaged WARC data") from error
    if others:
        source.notice(f"{others:,} responses that are no HTML pages were passed over")
    if row < 0:
        raise source.failure("no HTML page among its responses")


class _Forward:
    """A stream that can tell where it is, as fastwarc asks, and skip."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        target = offset if whence == 0 else self._at + offset
        if whence > 1 or target < self._at:
            raise OSError("a WARC file is read forwards")
        while self._at < target and self.read(min(1 << 16, target - self._at)):
            pass
        return self._at


def _is_page(record: WarcRecord) -> bool:
    answer = record.http_headers
    if answer is None or not 200 <= (answer.status_code or 0) < 300:
        return False
    return (record.http_content_type or "").lower() in _HTML
