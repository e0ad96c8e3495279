import gzip
import json
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
import zstandard

from mouextract.errors import InputError
from mouextract.judge.records_io import load_raw, load_records

Make = Callable[..., dict[str, Any]]


def line(data: dict[str, Any]) -> bytes:
    return json.dumps(data).encode() + b"\n"


def test_a_file_plain_and_compressed(tmp_path: Path, record: Make) -> None:
    data = line(record()) + b"\n" + line(record(article_id="s2"))
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + data)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(data))
    (tmp_path / "a.jsonl.zst").write_bytes(
        zstandard.compress(line(record())) + zstandard.compress(line(record(article_id="s2")))
    )
    for path in tmp_path.iterdir():
        assert [r.article_id for r in load_records(str(path))] == ["s1", "s2"], path
    assert (
        next(load_records(str(tmp_path / "a.jsonl"))).model_dump(mode="json")["agreements"][0]["parties"]
        == (record()["agreements"][0]["parties"])
    )
    assert [raw.line for raw in load_raw(str(tmp_path / "a.jsonl.gz"))] == [1, 3]


def test_a_folder_in_the_order_of_its_names(tmp_path: Path, record: Make) -> None:
    (tmp_path / "b.json").write_text(json.dumps(record(article_id="b"), indent=2))
    (tmp_path / "a.jsonl").write_bytes(line(record(article_id="a1")) + line(record(article_id="a2")))
    (tmp_path / "c.json").write_text(json.dumps([record(article_id="c1"), record(article_id="c2")]))
    (tmp_path / "notes.txt").write_text("no record")
    assert [r.article_id for r in load_records(str(tmp_path))] == ["a1", "a2", "b", "c1", "c2"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch, record: Make) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(line(record()))))
    assert [r.article_id for r in load_records("-")] == ["s1"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.jsonl", b"{}\n{\n", r"a\.jsonl: line 2, column 2: not valid JSON \(Expecting property name"),
        ("a.jsonl", b"[]\n", r"a\.jsonl: line 1: not a JSON object$"),
        ("a.jsonl", b"\xff\xfe\x00\n", r"a\.jsonl: line 1: not UTF-8$"),
        ("a.jsonl", b"[" * 100_000, r"a\.jsonl: line 1"),
        ("a.json", b'{\n "a": }', r"a\.json: line 2, column 7: not valid JSON"),
        ("a.json", b"7", r"a\.json: not a JSON object"),
        (
            "a.jsonl.gz",
            gzip.compress(b"{}\n" * 9, mtime=0)[:-9],
            r"a\.jsonl\.gz: the compressed data end too early",
        ),
        ("a.jsonl.gz", b"{}\n", r"a\.jsonl\.gz: damaged gzip data"),
        (
            "a.jsonl.zst",
            zstandard.compress(b"{}\n")[:-1],
            r"a\.jsonl\.zst: the compressed data end too early",
        ),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        list(load_raw(str(tmp_path / name)))
    assert "\n" not in str(caught.value)


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"(?i)no such file"):
        list(load_raw(str(tmp_path / "none.jsonl")))
    with pytest.raises(InputError, match=r"the folder holds no \.json or \.jsonl file"):
        list(load_raw(str(tmp_path)))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"schema_version": "2"}, r"line 2: not a record of schema version 1 \(schema_version is '2'\)$"),
        ({"published": "2023-13"}, "line 2: not a valid record: /published: "),
        ({"extra": 1}, "line 2: not a valid record: /extra: "),
    ],
)
def test_what_is_no_record(tmp_path: Path, record: Make, changes: dict[str, Any], message: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line(record()) + line(record(**changes)))
    records = load_records(str(path))
    assert next(records).article_id == "s1"
    with pytest.raises(InputError, match=message):
        next(records)
