"""Articles and input files to be damaged, and what must hold for them however damaged they are."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import zstandard
from endure import ARTICLES

from mouextract.api import Extractor
from mouextract.article import Article
from mouextract.errors import InputError
from mouextract.read import read_articles
from mouextract.records import ArticleRecord

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


@cache
def extractor() -> Extractor:
    return Extractor()


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


def zipped(name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        packed.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def parquet() -> bytes:
    import pyarrow
    from pyarrow import parquet

    out = io.BytesIO()
    rows = {"text": TEXTS[:5], "id": [1, 2, 3, 4, 5]}
    parquet.write_table(pyarrow.table(rows), out, compression="zstd", row_group_size=2)
    return out.getvalue()


def warc() -> bytes:
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
    "lzma.zip": lambda: zipped("a.jsonl", LINES, zipfile.ZIP_LZMA),
    "bzip2.zip": lambda: zipped("a.jsonl", LINES, zipfile.ZIP_BZIP2),
    # Standard input, where the bytes alone tell what they are.
    "-": lambda: gzip.compress(LINES, mtime=0),
}


def check_record(article: Article) -> None:
    """Its record is valid, and its evidence is in the text."""
    line = extractor().extract(article).to_json()
    record = ArticleRecord.model_validate_json(line)
    for agreement in record.agreements:
        for evidence in agreement.evidence:
            assert evidence.text == article.text[evidence.start : evidence.end]


def check_file(name: str, data: bytes) -> None:
    """A file of this name and content gives articles or errors, and no error is long."""
    errors: list[InputError] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        given = name if name == "-" else str(path)
        with path.open("rb") as stream:
            found = read_articles([given], on_error=errors.append, on_notice=str, stdin=stream)
            articles = list(found)
    assert all(article.text.strip() for article in articles)
    assert all(len(str(error)) < 3000 for error in errors)
    assert articles or errors
