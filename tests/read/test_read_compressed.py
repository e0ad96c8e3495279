from __future__ import annotations

import gzip
import io
import random

import pytest
import zstandard

from mouextract.read import ReadOptions, opening, read_articles

CONTENTS = {
    "txt": "Satu berita.\n",
    "md": "Satu berita.\n",
    "jsonl": '{"text": "Satu berita.\\n"}\n',
    "ndjson": '{"text": "Satu berita.\\n"}\n',
    "json": '[{"text": "Satu berita.\\n"}]',
    "csv": 'text\n"Satu berita.\n"\n',
    "tsv": 'id\ttext\n7\t"Satu berita.\n"\n',
}
PACK = {"gz": gzip.compress, "zst": zstandard.ZstdCompressor().compress}


@pytest.mark.parametrize("suffix", CONTENTS)
@pytest.mark.parametrize("packed", [None, *PACK])
def test_every_format_in_every_packing(suffix: str, packed: str | None, write, read) -> None:
    data = CONTENTS[suffix].encode()
    path = write(f"a.{suffix}.{packed}" if packed else f"a.{suffix}", PACK[packed](data) if packed else data)
    (article,) = read(path).articles
    assert article.text == "Satu berita.\n"
    assert article.uri == str(path)


@pytest.mark.parametrize("packed", PACK)
def test_several_members_or_frames(packed: str, write, read) -> None:
    pack = PACK[packed]
    path = write(f"a.txt.{packed}", pack(b"satu ") + pack(b"") + pack(b"dua " * 100_000) + pack(b"tiga"))
    assert read(path).texts == ["satu " + "dua " * 100_000 + "tiga"]


@pytest.mark.parametrize("packed", PACK)
def test_packed_standard_input_shows_in_its_bytes(packed: str, read) -> None:
    assert read("-", stdin=PACK[packed](b'{"text": "satu"}')).texts == ["satu"]


@pytest.mark.parametrize("packed", PACK)
def test_a_truncated_file_gives_its_whole_rows_and_one_error(packed: str, write, read) -> None:
    noise = random.Random(1)
    # Noise, so that the packed data are long and the cut falls late.
    lines = [f'{{"text": "{noise.random()}"}}\n' for i in range(20_000)]
    data = PACK[packed]("".join(lines).encode())
    result = read(write(f"a.jsonl.{packed}", data[: len(data) * 9 // 10]))
    assert 0 < len(result.articles) < 20_000
    assert result.rows == list(range(len(result.articles)))
    assert result.reasons == [(None, "the compressed data end too early (a truncated file?)")]


@pytest.mark.parametrize("packed", PACK)
@pytest.mark.parametrize("suffix", ["txt", "csv", "json"])
def test_a_file_cut_at_any_place(packed: str, suffix: str, write, read) -> None:
    data = PACK[packed](CONTENTS[suffix].encode())
    for length in range(1, len(data)):
        result = read(write(f"a.{suffix}.{packed}", data[:length]))
        assert len(result.errors) == 1, length
    assert read(write(f"a.{suffix}.{packed}", b"")).reason == "empty file"
    assert read(write(f"a.txt.{packed}", PACK[packed](b""))).reason == "empty file"


def test_damaged_data(write, read) -> None:
    data = bytearray(gzip.compress(b"satu dua tiga " * 50))
    data[-6] ^= 0xFF
    assert read(write("a.txt.gz", bytes(data))).reason.startswith("damaged gzip data (CRC check failed 0x")
    assert read(write("a.txt.gz", b"plain text")).reason.startswith("damaged gzip data (Not a gzipped file")
    data[15] ^= 0xFF
    assert read(write("b.txt.gz", bytes(data))).reason.startswith("damaged gzip data (")
    assert read(write("a.txt.zst", b"plain text")).reason.startswith("damaged zstd data (")


@pytest.mark.parametrize("packed", PACK)
def test_a_bomb_is_refused(packed: str, write, read) -> None:
    path = write(f"a.jsonl.{packed}", PACK[packed](b'{"text": "isi"}\n' + b"\n" * 1_000_000))
    result = read(path, ratio_floor=300_000)
    assert result.texts == ["isi"]
    assert result.reason == "grows to more than 200 times its size when decompressed"
    assert read(path, ratio_floor=300_000, max_ratio=10**6).errors == []
    path = write(f"a.txt.{packed}", PACK[packed](b"x" * 1_000_000))
    assert read(path, max_file_bytes=300_000).reason == (
        "larger than 300,000 bytes, the limit for this kind of file"
    )


def test_bytes_are_counted_as_they_are_taken(write) -> None:
    lines = b"".join(b'{"text": "isi %d"}\n' % i for i in range(400_000))
    path = write("a.jsonl.gz", gzip.compress(lines))
    taken: list[int] = []
    seen: list[int] = []
    for article in read_articles(
        [str(path)], ReadOptions(), on_error=pytest.fail, on_notice=seen.append, on_bytes=taken.append
    ):
        if article.row == 0:
            assert sum(taken) < path.stat().st_size / 2
    assert sum(taken) == path.stat().st_size


def test_small_pieces_of_a_pipe_make_no_difference(read) -> None:
    class Trickle(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.data = data

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            piece, self.data = self.data[:1], self.data[1:]
            return piece

    articles = read_articles(
        ["-"], on_error=pytest.fail, on_notice=print, stdin=Trickle(b'  {"text": "satu"}\n{"text": "dua"}\n')
    )
    assert [article.text for article in articles] == ["satu", "dua"]


def test_no_standard_input(monkeypatch) -> None:
    errors: list[Exception] = []
    monkeypatch.setattr(opening.sys, "stdin", None)
    assert list(read_articles(["-"], on_error=errors.append, on_notice=print)) == []
    assert [str(error) for error in errors] == ["-: there is no standard input"]
