from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from mouextract.read import Input, iter_inputs, total_bytes


def listed(*inputs: str) -> tuple[list[Input], list[str], list[str]]:
    errors: list[str] = []
    notices: list[str] = []
    found = list(iter_inputs(inputs, on_error=lambda e: errors.append(str(e)), on_notice=notices.append))
    return found, errors, notices


def uris(*inputs: str) -> list[str]:
    return [item.uri for item in listed(*inputs)[0]]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def touch(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("isi", encoding="utf-8")


def test_a_folder_is_walked_in_the_order_of_path_bytes(here: Path) -> None:
    touch("d/b/x.txt", "d/b.txt", "d/a.txt", "d/b0.txt", "d/Z.txt", "d/é.txt", "d/b/c/y.md")
    expected = ["d/Z.txt", "d/a.txt", "d/b.txt", "d/b/c/y.md", "d/b/x.txt", "d/b0.txt", "d/é.txt"]
    assert uris("d") == expected == sorted(expected, key=os.fsencode)
    assert uris("d/") == expected
    assert uris("./d")[0] == "./d/Z.txt"


def test_files_keep_the_given_order_and_repeat(here: Path) -> None:
    touch("b.txt", "a.txt")
    assert uris("b.txt", "./a.txt", "b.txt") == ["b.txt", "./a.txt", "b.txt"]


def test_hidden_and_unknown_files_of_a_folder_are_passed_over_and_counted(here: Path) -> None:
    touch("d/.x.txt", "d/.git/y.txt", "d/a.TXT", "d/b.pdf", "d/c.PDF", "d/Makefile", "d/x.csv.gz", "d/y.gz")
    found, errors, notices = listed("d")
    assert [item.uri for item in found] == ["d/a.TXT", "d/x.csv.gz"]
    assert errors == []
    assert notices == ["d: 4 files of a kind that is not read in a folder: 1 .gz, 2 .pdf, 1 no suffix"]


def test_a_named_file_is_read_whatever_its_name(here: Path) -> None:
    touch(".hidden", "catatan.log")
    assert uris(".hidden", "catatan.log") == [".hidden", "catatan.log"]


def test_what_is_not_there_is_an_error_and_the_rest_goes_on(here: Path) -> None:
    touch("a.txt", "only/x.png")
    Path("empty").mkdir()
    found, errors, _ = listed(
        "none.txt", "empty", "only", "*.csv", "**/*.csv", "no/**", "https://x.id/1", "a.txt"
    )
    assert [item.uri for item in found] == ["a.txt"]
    assert errors == [
        "none.txt: no such file or folder",
        "empty: empty folder",
        "only: no file of a kind that is read in this folder",
        "*.csv: nothing matches this pattern",
        "**/*.csv: nothing matches this pattern",
        "no/**: nothing matches this pattern",
        "https://x.id/1: a web address, not a file: save the page and give the file",
    ]


def test_globs(here: Path) -> None:
    touch("d/b.txt", "d/a.txt", "d/a.csv", "d/e/f/c.txt", "d/e/c.log", "d/.h.txt", "x.png")
    assert uris("d/*.txt") == ["d/a.txt", "d/b.txt"]
    assert uris("d/[ab].txt") == ["d/a.txt", "d/b.txt"]
    assert uris("**/*.txt") == ["d/a.txt", "d/b.txt", "d/e/f/c.txt"]
    assert uris("d/**/c.*") == ["d/e/c.log", "d/e/f/c.txt"]
    assert uris("d/**/e/**/*.txt") == ["d/e/f/c.txt"]
    assert uris("d/**/b.txt") == ["d/b.txt"]
    assert uris(f"{here}/**/b.txt") == [f"{here}/d/b.txt"]
    # "Anything" passes over what is not read, like a folder.
    assert uris("d/**") == ["d/a.csv", "d/a.txt", "d/b.txt", "d/e/f/c.txt"]
    assert uris("*") == ["d/a.csv", "d/a.txt", "d/b.txt", "d/e/f/c.txt"]
    assert listed("*")[2] == [
        "d: 1 file of a kind that is not read in a folder: 1 .log",
        "*: 1 file of a kind that is not read in a folder: 1 .png",
    ]


def test_a_file_whose_name_looks_like_a_glob(here: Path) -> None:
    touch("berita[1].txt", "berita1.txt")
    assert uris("berita[1].txt") == ["berita[1].txt"]


def test_loops_of_links_end(here: Path) -> None:
    touch("d/x.txt", "d/a/y.txt", "d/b/z.txt")
    for folder in ("d/a", "d/b"):
        for i in range(20):
            Path(folder, f"up{i}").symlink_to(here / "d")
            Path(folder, f"side{i}").symlink_to(here / "d/a")
    Path("d/self.txt").symlink_to("self.txt")
    found, _, notices = listed("d")
    assert [item.uri for item in found] == ["d/a/y.txt", "d/b/z.txt", "d/self.txt", "d/x.txt"]
    assert "d/a/up0: a link to a folder that is already read: skipped" in notices
    assert uris("d/**/*.txt") == ["d/a/y.txt", "d/b/z.txt", "d/self.txt", "d/x.txt"]


def test_a_linked_folder_is_read(here: Path) -> None:
    touch("elsewhere/x.txt")
    Path("d").mkdir()
    Path("d/link").symlink_to(here / "elsewhere")
    assert uris("d") == ["d/link/x.txt"]


def test_a_pipe_in_a_folder_is_never_opened(here: Path, read) -> None:
    touch("d/x.txt")
    os.mkfifo("d/pipe.txt")
    result = read("d")
    assert [article.uri for article in result.articles] == ["d/x.txt"]
    assert result.notices == ["d: 1 file of a kind that is not read in a folder: 1 .txt"]


def test_a_named_pipe_is_read_like_standard_input(here: Path, read) -> None:
    os.mkfifo("p")
    writer = threading.Thread(target=Path("p").write_bytes, args=(b'{"text": "satu"}\n',))
    writer.start()
    result = read("p")
    writer.join()
    assert (result.texts, result.rows) == (["satu"], [0])


def test_strange_names_stay_as_they_are(here: Path, read) -> None:
    name = "d/a\nb\x1b[31m.txt"
    touch(name)
    assert uris("d") == [name]
    Path(os.fsdecode(b"d/\xff.txt")).write_text("isi", encoding="utf-8")
    result = read("d")
    # A record is UTF-8: bytes that are not have to be spelt out.
    assert [article.uri for article in result.articles] == [name, "d/\\xff.txt"]


def test_a_folder_that_may_not_be_read(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch("d/a/x.txt", "d/b/y.txt", "d/z.txt")
    listdir = os.listdir

    def refuse(path: str) -> list[str]:
        if path == "d/a":
            raise PermissionError(13, "Permission denied", path)
        if path == "d/b":
            raise FileNotFoundError(2, "No such file or directory", path)
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refuse)
    found, errors, _ = listed("d")
    assert [item.uri for item in found] == ["d/z.txt"]
    assert errors == ["d/a: permission denied", "d/b: no such file or directory"]


def test_total_bytes(here: Path) -> None:
    touch("d/x.txt", "d/y.txt", "z.txt")
    assert total_bytes(["d", "z.txt", "none", "z.txt"]) == 12
    assert total_bytes(["d", "-"]) is None
    os.mkfifo("p")
    assert total_bytes(["p"]) is None
    assert total_bytes([]) == 0
