"""Archives: the files within a tar or a zip, each read as if it lay in a folder. Nothing is unpacked."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import IO, cast

from mouextract.errors import InputError
from mouextract.read.context import Source, describe
from mouextract.read.formats import Item, is_archive, is_known, reader_for
from mouextract.read.inputs import Skipped
from mouextract.read.opening import Growth, Pull, open_member

_DAMAGE: tuple[type[Exception], ...] = (tarfile.TarError, zipfile.BadZipFile, NotImplementedError)
try:
    from lzma import LZMAError
except ImportError:
    # Pythons built without it know no such members.
    pass
else:
    _DAMAGE += (LZMAError,)
# A member's name or extended header that is longer means harm.
_MAX_HEADER = 1 << 20
# The directory of a zip is in memory as a whole.
_MAX_ZIP_MEMBERS = 1_000_000
_ENCRYPTED = 1


@dataclass(frozen=True, slots=True)
class _Member:
    """A file within: its name, and how to open it; or why it cannot be opened."""

    name: str
    open: Callable[[], IO[bytes]]
    fault: str | None = None


def read_archive(source: Source) -> Iterator[Item]:
    """What the members hold that would be read in a folder, in the archive's order, one at a time.

    A member that cannot be read is reported. Raises InputError where the archive itself cannot, or holds
    nothing that is read; an archive within is not.
    """
    growth: Growth | None = None
    if source.uri.lower().endswith(".zip"):
        path = source.path
        if path is None:
            raise source.failure("a zip cannot be read from within another file: unpack it")
        found = _zip_members(source)
        growth = Growth(source.options, source.uri, lambda: path.stat().st_size)
    else:
        found = _tar_members(source)
    skipped = Skipped()
    some = False
    for member in found:
        name = member.name.encode("utf-8", "backslashreplace").decode("utf-8")
        parts = [part for part in name.split("/") if part not in ("", ".")]
        if not parts or any(part.startswith(".") or part == "__MACOSX" for part in parts):
            continue
        uri = f"{source.uri}/{'/'.join(parts)}"
        if not is_known(name):
            skipped.add(name)
            continue
        some = True
        try:
            if is_archive(name):
                raise InputError(uri, "an archive within an archive is not read")
            if member.fault is not None:
                raise InputError(uri, member.fault)
            yield from _read_member(source, uri, member, growth)
        except InputError as error:
            if growth is not None and growth.exceeded:
                raise
            source.on_error(error)
    skipped.report(source.uri, source.on_notice)
    if not some:
        raise source.failure("no file of a kind that is read in this archive")


def _read_member(source: Source, uri: str, member: _Member, growth: Growth | None) -> Iterator[Item]:
    try:
        with closing(member.open()) as stream:
            pull: Pull = stream.read if growth is None else growth.guard(stream.read)
            with open_member(source, uri, pull) as opened:
                yield from reader_for(uri)(opened)
    except _DAMAGE as error:
        raise InputError(uri, f"damaged, or packed in an unusual way ({describe(error)})") from error


class _Header(tarfile.TarInfo):
    """A header that does not take in names and attributes of any length."""

    def _proc_member(self, tar: tarfile.TarFile) -> tarfile.TarInfo:
        extended = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE)
        if self.type in (*extended, tarfile.SOLARIS_XHDTYPE) and self.size > _MAX_HEADER:
            raise tarfile.HeaderError("a header larger than any name needs")
        found = super()._proc_member(tar)  # type: ignore[misc]
        return cast(tarfile.TarInfo, found)


def _tar_members(source: Source) -> Iterator[_Member]:
    try:
        tar = tarfile.open(  # noqa: SIM115
            fileobj=source.stream, mode="r|", tarinfo=_Header, errorlevel=1, encoding="utf-8"
        )
        with tar:
            while (info := tar.next()) is not None:
                # Else every header stays in memory.
                tar.members = []  # type: ignore[attr-defined]
                if info.isfile():
                    yield _Member(info.name, lambda info=info: _opened(tar, info))  # type: ignore[misc]
    except (tarfile.TarError, ValueError, OverflowError) as error:
        raise source.failure(f"damaged tar data ({describe(error)})") from error


def _opened(tar: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    stream = tar.extractfile(info)
    assert stream is not None, "a regular file"
    return stream


def _zip_members(source: Source) -> Iterator[_Member]:
    assert source.path is not None
    try:
        with zipfile.ZipFile(source.path) as packed:
            entries = packed.infolist()
            if len(entries) > _MAX_ZIP_MEMBERS:
                raise source.failure(f"holds {len(entries):,} files; the limit is {_MAX_ZIP_MEMBERS:,}")
            for info in entries:
                # Not is_dir(), which some Pythons let fail for an empty name.
                if info.filename.endswith("/"):
                    continue
                fault = "encrypted" if info.flag_bits & _ENCRYPTED else None
                yield _Member(info.filename, lambda info=info: packed.open(info), fault)  # type: ignore[misc]
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise source.failure(f"damaged zip data ({describe(error)})") from error
