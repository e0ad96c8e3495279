import gzip
import io
import random
import struct
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

Read = Callable[..., Any]
FILES = {
    "a.txt": b"text of a",
    "deep/b.jsonl": b'{"text": "one"}\n{\n{"text": "two"}\n',
    "c.txt.gz": gzip.compress(b"c"),
}


def tar_of(files: Mapping[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as tar:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zip_of(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


ARCHIVES: dict[str, Callable[[Mapping[str, bytes]], bytes]] = {
    "x.tar": tar_of,
    "x.tar.gz": lambda files: tar_of(files, "w:gz"),
    "x.tgz": lambda files: tar_of(files, "w:gz"),
    "x.zip": zip_of,
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", ARCHIVES)
def test_members_are_read_by_their_names(name: str, read: Read) -> None:
    Path(name).write_bytes(ARCHIVES[name]({"./.hidden.txt": b"no", "z.pdf": b"no", **FILES}))
    result = read(name)
    assert [(a.uri, a.row, a.text) for a in result.articles] == [
        (f"{name}/a.txt", None, "text of a"),
        (f"{name}/deep/b.jsonl", 0, "one"),
        (f"{name}/deep/b.jsonl", 2, "two"),
        (f"{name}/c.txt.gz", None, "c"),
    ]
    (error,) = result.errors
    assert (error.uri, error.row) == (f"{name}/deep/b.jsonl", 1)
    assert f"{name}: 1 file of a kind that is not read in a folder: 1 .pdf" in result.notices


def test_archives_are_read_in_folders_too(read: Read) -> None:
    Path("d").mkdir()
    for name, make in ARCHIVES.items():
        Path("d", name).write_bytes(make({"a.txt": b"a"}))
    assert [article.uri for article in read("d").articles] == [f"d/{name}/a.txt" for name in sorted(ARCHIVES)]


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_within_an_archive_is_refused(name: str, read: Read) -> None:
    Path(name).write_bytes(ARCHIVES[name]({"in.zip": zip_of({"a.txt": b"a"}), "b.txt": b"b"}))
    result = read(name)
    assert result.texts == ["b"]
    assert [str(e) for e in result.errors] == [f"{name}/in.zip: an archive within an archive is not read"]


@pytest.mark.parametrize("name", ARCHIVES)
def test_damage_is_one_error_and_what_came_before_is_read(name: str, read: Read) -> None:
    files = {f"{n}.txt": random.Random(n).randbytes(5000).hex().encode() for n in range(20)}
    whole = ARCHIVES[name](files)
    Path(name).write_bytes(whole[: len(whole) // 2])
    result = read(name)
    assert result.errors
    assert len(result.errors) <= 2
    if not name.endswith(".zip"):
        assert result.texts


@pytest.mark.parametrize("name", ["x.tar", "x.zip", "x.tgz"])
@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 nonsense", b"x" * 5000, gzip.compress(b"nothing", mtime=0)]
)
def test_no_archive_at_all(name: str, data: bytes, read: Read) -> None:
    Path(name).write_bytes(data)
    result = read(name)
    assert (result.articles, len(result.errors)) == ([], 1)


def test_a_member_that_cannot_be_opened_leaves_the_others(read: Read) -> None:
    data = bytearray(zip_of({"a.txt": b"a" * 50, "b.txt": b"text of b", "c.txt": b"c"}, zipfile.ZIP_STORED))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        offset = packed.getinfo("b.txt").header_offset
    # Another byte than the checksum knows.
    data[offset + 30 + len("b.txt")] ^= 1
    # The third one is marked as encrypted, in the directory too.
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 8] |= 1
    Path("x.zip").write_bytes(data)
    result = read("x.zip")
    assert result.texts == ["a" * 50]
    assert [error.uri for error in result.errors] == ["x.zip/b.txt", "x.zip/c.txt"]
    assert result.errors[1].reason == "encrypted"


def test_names_cannot_leave_the_archive_nor_break_a_line(read: Read) -> None:
    Path("x.zip").write_bytes(zip_of({"../../a\nb\x1b[31m.txt": b"a"}))
    # Two dots make a hidden part: passed over.
    assert read("x.zip").reason == "no file of a kind that is read in this archive"
    Path("y.zip").write_bytes(zip_of({"/a\nb\x1b[31m.txt": b"a"}))
    (article,) = read("y.zip").articles
    assert article.uri == "y.zip/a\nb\x1b[31m.txt"


def test_links_and_devices_in_a_tar_are_nothing(read: Read) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"{kind!r}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
    Path("x.tar").write_bytes(out.getvalue())
    assert read("x.tar").reason == "no file of a kind that is read in this archive"


def test_bombs_are_refused(read: Read) -> None:
    zeros = b'{"text": "' + b" " * 3_000_000 + b'x"}\n'
    limits = {"ratio_floor": 1_000_000, "max_ratio": 50}
    for name in ("x.zip", "x.tgz"):
        Path(name).write_bytes(ARCHIVES[name]({"a.jsonl": zeros, "b.jsonl": zeros}))
        result = read(name, **limits)
        assert result.articles == []
        assert all("grows to more than 50 times" in e.reason or "damaged" in e.reason for e in result.errors)
        assert len(result.errors) <= 2
    Path("x.zip").write_bytes(zip_of({f"{n}.jsonl": zeros[:-6] + b'y"}\n' for n in range(20)}))
    assert len(read("x.zip", ratio_floor=10_000_000, max_ratio=500).errors) == 1
    Path("x.tar").write_bytes(tar_of({"a.jsonl.gz": gzip.compress(zeros), "b.txt": b"b"}))
    result = read("x.tar", **limits)
    assert result.texts == ["b"]
    assert "grows to more than" in result.reason


def test_headers_of_a_tar_are_of_bounded_length(read: Read) -> None:
    info = tarfile.TarInfo("x" * 3_000_000 + ".txt")
    Path("x.tar").write_bytes(info.tobuf(tarfile.GNU_FORMAT) + bytes(10240))
    assert "a header larger than any name needs" in read("x.tar").reason


@pytest.mark.parametrize("name", ["x.tar", "x.zip"])
def test_memory_does_not_grow_with_the_archive(name: str, read: Read) -> None:
    row = b'{"text": "' + b"x" * 990 + b'"}\n'
    peaks = []
    for rows in (1000, 8000):
        Path(name).write_bytes(ARCHIVES[name]({"a.jsonl": row * rows}))
        from mouextract.read import read_articles

        tracemalloc.start()
        assert sum(1 for _ in read_articles([name], on_error=print, on_notice=str)) == rows
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 1_000_000


def test_a_zip_in_a_zip_suffix_is_told(read: Read) -> None:
    Path("x.zip.gz").write_bytes(gzip.compress(zip_of({"a.txt": b"a"})))
    assert read("x.zip.gz").errors


def test_lying_sizes_in_a_zip(read: Read) -> None:
    data = bytearray(zip_of({"a.txt": b"text" * 100}))
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, entry + 24, 2**31)
    Path("x.zip").write_bytes(data)
    result = read("x.zip")
    assert result.articles == [] or result.errors == []


def test_a_member_without_a_name(read: Read) -> None:
    data = bytearray(zip_of({"a": b"text"}))
    # The name of one letter counts as something extra.
    struct.pack_into("<HH", data, data.rindex(b"PK\x01\x02") + 28, 0, 1)
    Path("x.zip").write_bytes(data)
    assert read("x.zip").reason == "no file of a kind that is read in this archive"


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_within_a_member_costs_the_member_alone(method: int, read: Read) -> None:
    with zipfile.ZipFile("x.zip", "w", method) as packed:
        for name in ("a.txt", "b.txt"):
            packed.writestr(name, bytes(range(32, 127)) * 20)
    data = bytearray(Path("x.zip").read_bytes())
    data[60:80] = b"\xff" * 20
    Path("x.zip").write_bytes(data)
    result = read("x.zip")
    assert [article.uri for article in result.articles] == ["x.zip/b.txt"]
    assert [error.uri for error in result.errors] == ["x.zip/a.txt"]


def test_what_a_zip_calls_itself_is_not_quoted_at_length(read: Read) -> None:
    name = "x" * 60_000 + ".txt"
    data = zip_of({name: b"text"}).replace(b"xx", b"yy", 1)
    Path("x.zip").write_bytes(data)
    (error,) = read("x.zip").errors
    assert "File name in directory" in error.reason
    assert len(error.reason) < 400
