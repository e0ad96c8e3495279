"""Mutated articles and input files: no crash, no hang, every record valid.

`MOUEXTRACT_FUZZ=50000` sets how many of them (`make endurance`); the tests take a few hundred.
"""

import csv
import gzip
import io
import json
import os
import signal
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
import zstandard
from endure import ARTICLES
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mouextract.api import Extractor
from mouextract.article import Article
from mouextract.errors import InputError
from mouextract.read import ReadOptions, read_articles
from mouextract.records import ArticleRecord

MANY = int(os.environ.get("MOUEXTRACT_FUZZ", "0"))
SECONDS = 5
ROWS = [json.loads(line) for line in ARTICLES.read_text("utf-8").splitlines()]
TEXTS = [row["text"] for row in ROWS]
ODD = (
    *(
        "MoU",
        "PKS",
        "nota kesepahaman",
        "Kabupaten",
        "Bupati",
        "(6/11/2023)",
        "antara",
        "dengan",
        "dan",
        "PT",
    ),
    *(
        "\0",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\r\n",
        "\n\n",
        "“",
        "((((",
        "[[",
        "🤝",
        "İ",
        "ß",
        "ﬁ",
        "é",
        "9" * 400,
    ),
)


@contextmanager
def in_time() -> Iterator[None]:
    """A hang is an error, not a wait."""

    def ring(*_: object) -> None:
        raise TimeoutError(f"longer than {4 * SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    # Patience for a machine that has other work.
    signal.setitimer(signal.ITIMER_REAL, SECONDS * 4)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@cache
def extractor() -> Extractor:
    return Extractor()


Edit = tuple[str, float, float, str]
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["cut", "copy", "put", "swap", "case"]),
        st.floats(0, 1),
        st.floats(0, 1),
        st.sampled_from(ODD) | st.text(max_size=5),
    ),
    max_size=12,
)


def mutated(text: str, edits: list[Edit]) -> str:
    for kind, one, two, word in edits:
        start, end = sorted((int(one * len(text)), int(two * len(text))))
        end = min(end, start + 400)
        piece = text[start:end]
        change = {
            "cut": "",
            "copy": piece * 3,
            "put": word + piece,
            "swap": " ".join(reversed(piece.split(" "))),
            "case": piece.swapcase(),
        }[kind]
        text = text[:start] + change + text[end:]
    return text


@settings(
    max_examples=MANY or 60,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    derandomize=not MANY,
)
@given(st.sampled_from(TEXTS), EDITS, st.none() | st.dates().map(str))
def test_mutated_articles_give_valid_records(text: str, edits: list[Edit], published: str | None) -> None:
    article = Article(text=mutated(text, edits), published=published)
    if not article.text.strip() or any("\ud800" <= c <= "\udfff" for c in article.text):
        return
    with in_time():
        line = extractor().extract(article).to_json()
    record = ArticleRecord.model_validate_json(line)
    for agreement in record.agreements:
        for evidence in agreement.evidence:
            assert evidence.text == article.text[evidence.start : evidence.end]


def table() -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([["id", "date", "text"], *([row["id"], row["date"], row["text"]] for row in ROWS[:5])])
    return out.getvalue().encode()


def tar(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as packed:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        info.pax_headers = {"comment": "é" * 50}
        packed.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def parquet() -> bytes:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    out = io.BytesIO()
    rows = {"text": TEXTS[:5], "id": [1, 2, 3, 4, 5]}
    parquet.write_table(pyarrow.table(rows), out, compression="zstd", row_group_size=2)
    return out.getvalue()


def warc() -> bytes:
    pytest.importorskip("fastwarc")
    body = page()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    block = head + body
    start = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: {len(block)}"
    return (start.encode() + b"\r\n\r\n" + block + b"\r\n\r\n") * 3


def page() -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXTS[0].splitlines() if line)
    return (
        f"<html><head><title>Judul</title></head><body><article>{paragraphs}</article></body></html>".encode()
    )


LINES = "".join(json.dumps(row) + "\n" for row in ROWS[:5]).encode()
FILES: dict[str, Callable[[], bytes]] = {
    "a.txt": lambda: TEXTS[0].encode(),
    "a.html": page,
    "a.jsonl": lambda: LINES,
    "a.json": lambda: json.dumps(ROWS[:5]).encode(),
    "a.csv": table,
    "a.jsonl.gz": lambda: gzip.compress(LINES, mtime=0),
    "a.jsonl.zst": lambda: zstandard.compress(LINES),
    "a.tar": lambda: tar("a.jsonl", LINES),
    "a.tgz": lambda: gzip.compress(tar("a.jsonl", LINES), mtime=0),
    "a.zip": lambda: zipped("a.jsonl", LINES),
    "a.parquet": parquet,
    "a.warc": warc,
}
BYTES = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "copy", "put", "fill"]),
        st.floats(0, 1),
        st.integers(0, 64),
        st.binary(min_size=1, max_size=8)
        | st.sampled_from([b"\0", b"\xff" * 8, b'"', b"\n", b"[" * 2000, b"{"]),
    ),
    max_size=6,
)


def damaged(data: bytes, edits: list[tuple[str, float, int, bytes]]) -> bytes:
    for kind, place, length, word in edits:
        at = int(place * len(data))
        piece = data[at : at + length]
        change = {
            "flip": bytes(byte ^ word[0] for byte in piece),
            "cut": b"",
            "copy": piece * 3,
            "put": word + piece,
            "fill": word[:1] * len(piece),
        }[kind]
        data = data[:at] + change + data[at + length :]
    return data


@pytest.mark.parametrize("name", FILES)
@settings(
    max_examples=MANY // 10 or 40,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    derandomize=not MANY,
)
@given(edits=BYTES)
@example(edits=[("cut", 0.5, 64, b"x")])
def test_damaged_files_give_articles_or_errors(name: str, edits: list[tuple[str, float, int, bytes]]) -> None:
    data = damaged(FILES[name](), edits)
    errors: list[InputError] = []
    with tempfile.TemporaryDirectory() as folder, in_time():
        path = Path(folder, name)
        path.write_bytes(data)
        articles = list(read_articles([str(path)], ReadOptions(), on_error=errors.append, on_notice=str))
    assert all(article.text.strip() for article in articles)
    assert all(len(str(error)) < 3000 for error in errors)
    assert articles or errors
