from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import subprocess
import sys
import tempfile
import tracemalloc
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mouextract.read import ReadOptions, read_articles

CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(CHARACTERS, min_size=1).filter(lambda text: text.strip() != "")
# A zero byte is how UTF-8 files show that they are binary.
PLAIN = TEXTS.filter(lambda text: "\0" not in text)


def round_trip(name: str, data: bytes, **options: str) -> list[tuple[int | None, str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        errors: list[Exception] = []
        articles = read_articles(
            [str(path)], ReadOptions(**options), on_error=errors.append, on_notice=lambda _: None
        )
        found = [(article.row, article.text) for article in articles]
        assert errors == []
        return found


@given(
    st.lists(TEXTS, min_size=1),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_json_lines_come_back(texts: list[str], ascii_only: bool, packed: bool, encoding: str) -> None:
    data = "".join(json.dumps({"text": t}, ensure_ascii=ascii_only) + "\n" for t in texts).encode(encoding)
    found = round_trip("a.jsonl.gz", gzip.compress(data)) if packed else round_trip("a.jsonl", data)
    assert found == list(enumerate(texts))


@given(st.lists(TEXTS, min_size=1), st.sampled_from([None, 2]))
def test_json_lists_come_back(texts: list[str], indent: int | None) -> None:
    data = json.dumps([{"isi": text} for text in texts], indent=indent).encode()
    assert round_trip("a.json", data) == list(enumerate(texts))


@given(
    st.lists(PLAIN, min_size=1), st.sampled_from(",;\t"), st.booleans(), st.sampled_from(["utf-8", "utf-16"])
)
def test_tables_come_back(texts: list[str], delimiter: str, packed: bool, encoding: str) -> None:
    out = io.StringIO(newline="")
    rows = csv.writer(out, delimiter=delimiter)
    rows.writerow(["nomor", "isi"])
    rows.writerows([[i, text] for i, text in enumerate(texts)])
    data = out.getvalue().encode(encoding)
    found = round_trip("a.csv.gz", gzip.compress(data)) if packed else round_trip("a.csv", data)
    assert found == list(enumerate(texts))


@given(PLAIN, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]))
def test_plain_text_with_a_byte_order_mark_comes_back(text: str, encoding: str) -> None:
    bom = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}[
        encoding
    ]
    assert round_trip("a.txt", bom + text.encode(encoding)) == [(None, text)]


@given(st.binary(max_size=2000), st.sampled_from(["txt", "jsonl", "json", "csv", "tsv", "txt.gz", "csv.zst"]))
def test_no_bytes_end_the_run(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a.{suffix}")
        path.write_bytes(data)
        articles = read_articles([str(path)], on_error=lambda _: None, on_notice=lambda _: None)
        assert all(article.text.strip() for article in articles)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    line = json.dumps({"text": "kata " * 200})
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress((line + "\n").encode() * 20_000, 1))
    table = tmp_path / "a.csv"
    table.write_text("text\n" + ("kata " * 200 + "\n") * 20_000, encoding="utf-8")
    for source in (path, table):
        tracemalloc.start()
        count = sum(1 for _ in read_articles([str(source)], on_error=print, on_notice=lambda _: None))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count == 20_000
        assert peak < 2_000_000


def test_importing_is_light() -> None:
    heavy = "{'spacy', 'trafilatura', 'dateparser', 'zstandard', 'pydantic', 'lxml'}"
    code = f"import sys, mouextract.read; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
