from __future__ import annotations

import codecs
import gc
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("utf-8", "Bupati Contoh – “siap”\r\nbaris\n".encode()),
        ("utf-8 with mark", codecs.BOM_UTF8 + "Bupati Contoh – “siap”\r\nbaris\n".encode()),
        (
            "utf-16 le with mark",
            codecs.BOM_UTF16_LE + "Bupati Contoh – “siap”\r\nbaris\n".encode("utf-16-le"),
        ),
        (
            "utf-16 be with mark",
            codecs.BOM_UTF16_BE + "Bupati Contoh – “siap”\r\nbaris\n".encode("utf-16-be"),
        ),
        ("utf-16 le", "Bupati Contoh – “siap”\r\nbaris\n".encode("utf-16-le")),
        ("utf-16 be", "Bupati Contoh – “siap”\r\nbaris\n".encode("utf-16-be")),
        (
            "utf-32 le with mark",
            codecs.BOM_UTF32_LE + "Bupati Contoh – “siap”\r\nbaris\n".encode("utf-32-le"),
        ),
    ],
)
def test_encodings_that_show(name: str, data: bytes, write, read) -> None:
    path = write("a.txt", data)
    (article,) = read(path).articles
    assert article.text == "Bupati Contoh – “siap”\r\nbaris\n"
    assert (article.uri, article.row, article.id, article.title) == (str(path), None, None, None)
    assert article.warnings == ()


def test_windows_1252_is_the_last_resort_and_said(write, read) -> None:
    (article,) = read(write("a.txt", "Bupati: “siap” – café\n".encode("cp1252"))).articles
    assert article.text == "Bupati: “siap” – café\n"
    assert article.warnings == ("not UTF-8 (first at byte 8): such bytes are read as Windows-1252",)


def test_a_stray_byte_does_not_spoil_the_others(write, read) -> None:
    (article,) = read(write("a.txt", "“siap” ".encode() + b"\x93ya\x94 " + "café".encode())).articles
    assert article.text == "“siap” “ya” café"
    assert len(article.warnings) == 1


def test_a_megabyte_of_stray_bytes_is_no_trouble(write, read) -> None:
    (article,) = read(write("a.txt", b"\xe9 " * 500_000)).articles
    assert article.text == "é " * 500_000


def test_bytes_that_no_encoding_explains(write, read) -> None:
    result = read(write("a.txt", b"abc \x81 def"))
    assert result.reason == "neither UTF-8 nor Windows-1252 (byte 0x81 at 4): name the encoding"


def test_a_named_encoding(write, read) -> None:
    path = write("a.txt", "Привет".encode("koi8-r"))
    assert read(path, encoding="koi8-r").texts == ["Привет"]
    assert read(path, encoding="utf-8").reason == "not valid utf-8 at byte 0"
    assert read(path, encoding="utf-16-le", max_article_chars=2).articles == []
    assert read(path, encoding="nix").reason == "there is no text encoding 'nix'"
    assert read(path, encoding="hex").reason == "there is no text encoding 'hex'"
    marked = write("b.txt", codecs.BOM_UTF8 + b"isi")
    assert read(marked, encoding="utf-8").texts == ["isi"]


def test_replacement_characters_are_told(write, read) -> None:
    (article,) = read(write("a.txt", "lama \ufffd dan \ufffd")).articles
    assert article.warnings == ("the text holds 2 replacement characters (U+FFFD): lost before it was read",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n", "looks like a binary file (PDF)"),
        (b"\x89PNG\r\n\x1a\n", "looks like a binary file (PNG)"),
        (b"PK\x03\x04abc", "looks like a binary file (ZIP, or an Office file such as docx or xlsx)"),
        (b"\x7fELF\x02", "looks like a binary file (ELF program)"),
        (b"\x1f\x8b\x08", "looks like a binary file (gzip without the suffix .gz)"),
        (b"abc\0def", "looks like a binary file (zero bytes)"),
        (b"a" * 10_000 + b"\0", "looks like a binary file (zero bytes)"),
        (b"\xe9\x01\x02\x03\x0e\x0f", "looks like a binary file (control characters)"),
        (b"", "empty file"),
        (b" \n\t\xc2\xa0\n", "empty file (white space only)"),
        (codecs.BOM_UTF8, "empty file (white space only)"),
        (codecs.BOM_UTF16_LE + b"a", "not valid utf-16-le at byte 2"),
    ],
)
def test_files_that_are_no_text(data: bytes, reason: str, write, read) -> None:
    result = read(write("a.txt", data))
    assert (result.articles, result.reason) == ([], reason)


def test_limits(write, read) -> None:
    path = write("a.txt", "x" * 11)
    assert read(path, max_article_chars=11).texts == ["x" * 11]
    assert read(path, max_article_chars=10).reason == "the text has 11 characters; the limit is 10"
    assert read(path, max_file_bytes=10).reason == "larger than 10 bytes, the limit for this kind of file"


def test_any_other_suffix_is_plain_text_when_named(write, read) -> None:
    assert read(write("a.log", "isi")).texts == ["isi"]
    assert read(write("b", "isi")).texts == ["isi"]
    assert read(write("c.md", "# isi")).texts == ["# isi"]


def test_one_bad_file_does_not_stop_the_others(write, read, tmp_path: Path) -> None:
    write("1.txt", b"\0")
    write("2.txt", "isi")
    write("3.txt", "")
    result = read(tmp_path)
    assert result.texts == ["isi"]
    assert [error.uri for error in result.errors] == [f"{tmp_path}/1.txt", f"{tmp_path}/3.txt"]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "permission denied"),
        (FileNotFoundError(2, "No such file or directory"), "no such file or directory"),
        (OSError(5, "Input/output error"), "input/output error"),
    ],
)
def test_errors_of_the_system_in_one_line(error: OSError, reason: str, write, read, monkeypatch) -> None:
    path = write("a.txt", "isi")

    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    assert read(path).reason == reason


def test_standard_input(read) -> None:
    result = read("-", stdin=b'\n {"text": "satu"}\n{"text": "dua"}\n')
    assert [(a.uri, a.row, a.text) for a in result.articles] == [("-", 0, "satu"), ("-", 1, "dua")]
    result = read("-", stdin=b"[1] Satu berita.\n{ bukan JSON }\n")
    assert [(a.uri, a.row, a.text) for a in result.articles] == [
        ("-", None, "[1] Satu berita.\n{ bukan JSON }\n")
    ]
    assert read("-", stdin=b"").reason == "empty input"
    assert read("-", stdin=b" \n").reason == "empty file (white space only)"
    assert read("-", stdin=codecs.BOM_UTF16_LE + '{"text": "satu"}'.encode("utf-16-le")).texts == ["satu"]
    assert read("-", stdin=b"%PDF-1.4").reason == "looks like a binary file (PDF)"


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_refused_file_is_left_without_a_word(name: str, write, read, monkeypatch) -> None:
    unraised: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", unraised.append)
    text = '{"a": 1}\n{"b": 2}\n' if name == "a.jsonl" else "a,b\n1,2\n3,4\n"
    path = write(name, codecs.BOM_UTF16_LE + text.encode("utf-16-le"))
    # The errors keep what was at work when they were raised.
    assert read(path).articles == []
    gc.collect()
    assert unraised == []
