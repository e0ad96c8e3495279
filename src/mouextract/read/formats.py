"""Which file name is read how: the one place that knows the suffixes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mouextract.article import Article
from mouextract.read.context import Source
from mouextract.read.html import Page, read_html
from mouextract.read.jsonfile import read_json
from mouextract.read.jsonlines import read_jsonl
from mouextract.read.parquet import read_parquet
from mouextract.read.plain import read_plain
from mouextract.read.table import read_csv, read_tsv
from mouextract.read.warc import read_warc

Item = Article | Page
Reader = Callable[[Source], Iterator[Item]]

COMPRESSIONS = {".gz": "gzip", ".zst": "zstd", ".tgz": "gzip"}

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json,
    ".csv": read_csv,
    ".tsv": read_tsv,
    ".parquet": read_parquet,
    ".warc": read_warc,
}

# Not formats of articles: their members are read each by its own name.
ARCHIVES = frozenset({".tar", ".tgz", ".zip"})


def compression_of(path: str) -> str | None:
    """`gzip`, `zstd` or None, by the last suffix."""
    return next((kind for suffix, kind in COMPRESSIONS.items() if path.lower().endswith(suffix)), None)


def _suffix(path: str) -> str:
    name = path.replace("\\", "/").rpartition("/")[2].lower()
    for compression in COMPRESSIONS:
        if compression not in ARCHIVES:
            name = name.removesuffix(compression)
    stem, dot, suffix = name.rpartition(".")
    return dot + suffix if stem else ""


def is_known(path: str) -> bool:
    """Whether a file found in a folder is read."""
    return _suffix(path) in READERS or is_archive(path)


def is_archive(path: str) -> bool:
    """Whether the file holds others."""
    return _suffix(path) in ARCHIVES


def reader_for(path: str) -> Reader:
    """The reader for a file; plain text where the suffix is unknown."""
    return READERS.get(_suffix(path), read_plain)
