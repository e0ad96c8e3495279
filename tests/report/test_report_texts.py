"""Where a record's text comes from, and why there is none."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mouextract.errors import InputError
from mouextract.read import ReadOptions
from mouextract.records import ArticleRecord
from mouextract.report.texts import Found, Wanted, read_again, verified

TEXT = "Bupati Siak Ahmad Fulan dan Rektor Universitas Misal Budi Anu meneken nota kesepahaman "
Make = Callable[..., ArticleRecord]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()


def read(*records: ArticleRecord, options: ReadOptions | None = None) -> tuple[list[Found], list[str]]:
    told: list[InputError] = []
    wanted = [Wanted(number, record) for number, record in enumerate(records)]
    found = read_again(wanted, options or ReadOptions(), told.append)
    return [found[number] for number in range(len(records))], [str(error) for error in told]


def test_the_hash_decides(make: Make) -> None:
    record = make()
    assert record.text is not None
    assert verified(record, record.text) == Found(record.text)
    assert verified(record, record.text + " ") == Found(missing="changed")


def test_spans_that_do_not_fit_are_not_shown(make: Make) -> None:
    record = make(before="Siak - ")
    moved = make().model_copy(update={"source": record.source})
    assert record.text is not None
    assert verified(moved, record.text) == Found(missing="spans")


def test_files_are_read_again(make: Make) -> None:
    record = make(3, with_text=False)
    Path("news/n3.txt").write_text(make().text or "")
    assert read(record) == ([Found(make().text)], [])


def test_rows_are_found_by_their_number_and_field(make: Make) -> None:
    texts = [make(before=f"{i}. ").text for i in range(3)]
    Path("rows.jsonl").write_text("".join(json.dumps({"isi_berita": text}) + "\n" for text in texts))
    records = [
        make(i, before=f"{i}. ", with_text=False, source={"uri": "rows.jsonl", "row": i}) for i in (2, 0, 7)
    ]
    options = ReadOptions(text_field="isi_berita")
    found, told = read(*records, options=options)
    assert [each.text for each in found] == [texts[2], texts[0], None]
    assert found[2].missing == "no_such_row"
    assert told == ["rows.jsonl, row 7: no text: the file has no such article any more"]


def test_what_has_changed_is_named(make: Make) -> None:
    Path("news/n0.txt").write_text("Lain.")
    found, told = read(make(with_text=False))
    assert found == [Found(missing="changed")]
    assert told == ["news/n0.txt: no text: the text is not the one that was scanned (its hash differs)"]


def test_a_missing_file_is_named_once(make: Make) -> None:
    records = [make(i, with_text=False, source={"uri": "gone.jsonl", "row": i}) for i in range(3)]
    found, told = read(*records)
    assert found == [Found(missing="not_found")] * 3
    assert told == ["gone.jsonl: no text: no such file (looked for from the current folder)"]


@pytest.mark.parametrize("uri", ["-", "https://example.org/a", "news", "pipe", "x" * 5000, "a\0b"])
def test_only_files_are_opened(uri: str, make: Make) -> None:
    os.mkfifo("pipe")
    found, told = read(make(with_text=False, source={"uri": uri}))
    assert found[0].missing in ("not_a_file", "not_found")
    assert len(told) == 1


def test_what_cannot_be_read_says_why(make: Make) -> None:
    Path("news/n0.txt").write_bytes(b"")
    found, told = read(make(with_text=False))
    assert found == [Found(missing="unreadable")]
    assert told == ["news/n0.txt: no text: empty file"]
