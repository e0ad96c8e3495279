import json
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mouextract.errors import OutputError
from mouextract.records import ArticleRecord
from mouextract.write.jsonl import write_jsonl
from mouextract.write.output import partial_path

Make = Callable[..., dict[str, Any]]


def test_records_and_finished_lines_become_lines(tmp_path: Path, record: Make) -> None:
    model = ArticleRecord.model_validate(record())
    out = tmp_path / "out.jsonl"
    assert write_jsonl([model, model.to_json()], out) == 2
    data = out.read_bytes()
    assert data.count(b"\n") == 2
    assert b"\r" not in data
    first, second = data.splitlines()
    assert first == second
    assert json.loads(first)["source"]["outlet"] == "Kabar Misal"


def test_text_is_utf8_and_not_escaped(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    write_jsonl(['{"a": "“é”"}'], out)
    assert out.read_bytes() == '{"a": "“é”"}\n'.encode()


def test_half_a_surrogate_stays_readable(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    write_jsonl(['{"a": "\ud83d"}'], out)
    assert json.loads(out.read_bytes()) == {"a": "\ud83d"}


def test_no_file_stands_torn(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("before\n")

    def lines() -> Iterator[str]:
        yield "{}"
        assert out.read_text() == "before\n"
        raise ValueError("reading failed")

    with pytest.raises(ValueError, match="reading failed"):
        write_jsonl(lines(), out)
    assert out.read_text() == "before\n"
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize("keep", [True, False])
def test_interrupted_output_is_partial_by_name(tmp_path: Path, keep: bool) -> None:
    out = tmp_path / "out.jsonl"

    def lines() -> Iterator[str]:
        yield "{}"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_jsonl(lines(), out, keep_partial=keep)
    assert [p.name for p in tmp_path.iterdir()] == (["out.jsonl.partial"] if keep else [])
    if keep:
        assert partial_path(out).read_text() == "{}\n"


def test_a_failure_of_the_input_is_not_blamed_on_the_output(tmp_path: Path) -> None:
    def lines() -> Iterator[str]:
        yield "{}"
        raise PermissionError("the input")

    with pytest.raises(PermissionError):
        write_jsonl(lines(), tmp_path / "out.jsonl")


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"out\.jsonl: there is no folder .*nowhere$"):
        write_jsonl([], tmp_path / "nowhere" / "out.jsonl")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="Is a directory"):
        write_jsonl([], tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_is_one_line_and_leaves_the_device() -> None:
    with pytest.raises(OutputError, match=r"^/dev/full: No space left on device$"):
        write_jsonl(["x" * 100_000], Path("/dev/full"))
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_link_and_mode_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "target.jsonl", tmp_path / "link.jsonl"
    target.write_text("")
    target.chmod(0o640)
    link.symlink_to(target)
    write_jsonl(["{}"], link)
    assert link.is_symlink()
    assert target.read_text() == "{}\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_jsonl([], tmp_path / "out.jsonl")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out.jsonl").stat().st_mode) == 0o640
