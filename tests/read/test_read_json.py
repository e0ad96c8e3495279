from __future__ import annotations

import json

import pytest


def test_rows_fields_and_notice(write, read) -> None:
    path = write(
        "a.jsonl",
        '{"id": 7, "judul": "Judul", "isi": "Isi berita.", "tanggal": "6 November 2023", "sumber": "Kabar", '
        '"tautan": "https://k.id/1"}\n\n  \n{"isi": "Dua", "id": "x-2", "judul": null}\n',
    )
    result = read(path)
    first, second = result.articles
    assert first.text == "Judul\n\nIsi berita."
    assert (first.title, first.published, first.outlet) == ("Judul", "2023-11-06", "Kabar")
    assert (first.url, first.id, first.row) == ("https://k.id/1", "7", 0)
    assert (second.text, second.title, second.id, second.row) == ("Dua", None, "x-2", 1)
    assert result.notices == [
        f"{path}: text column 'isi', title 'judul', date 'tanggal', url 'tautan', outlet 'sumber', id 'id'"
    ]


def test_every_bad_line_is_named_and_the_rest_goes_on(write, read) -> None:
    lines = [
        '{"text": "satu"}',
        "",
        '{"text": "dua"',
        '{"text": ""}',
        '{"text": " \\n"}',
        '{"text": null}',
        '{"text": 5}',
        '{"text": ["a"]}',
        '{"judul": "tanpa isi"}',
        '["text"]',
        "12",
        "null",
        '{"text": "\\ud800"}',
        '{"text": "isi", "title": "a\\udfff"}',
        '{"text": "' + "x" * 200 + '"}',
        "[" * 100_000,
        '{"text": "tiga", "n": ' + "9" * 5000 + "}",
        '{"text": "empat"}',
    ]
    result = read(write("a.jsonl", "\n".join(lines)), max_article_chars=100, max_row_bytes=1_000_000)
    assert [(a.row, a.text) for a in result.articles] == [(0, "satu"), (16, "empat")]
    reasons = dict(result.reasons)
    assert sorted(reasons) == list(range(1, 16))
    assert reasons[1] == "line 3: not valid JSON (Expecting ',' delimiter, column 15)"
    assert reasons[2] == reasons[3].replace("line 5", "line 4") == "line 4: no text: field 'text' is empty"
    assert reasons[4] == "line 6: no text: field 'text' is empty"
    assert reasons[5] == "line 7: no text: field 'text' is int, not a string"
    assert reasons[6] == "line 8: no text: field 'text' is list, not a string"
    assert reasons[7] == "line 9: no text column among: 'judul' (say which with --text-field)"
    assert reasons[8] == "line 10: a JSON list, not an object"
    assert reasons[9] == "line 11: a JSON number, not an object"
    assert reasons[10] == "line 12: a JSON null, not an object"
    assert reasons[11] == "line 13: text holds a lone surrogate, which is no character"
    assert reasons[12] == "line 14: text holds a lone surrogate, which is no character"
    assert reasons[13] == "line 15: the text has 200 characters; the limit is 100"
    assert reasons[14] == "line 16: not valid JSON (nested too deeply)"
    assert reasons[15].startswith("line 17: not valid JSON (Exceeds the limit")
    assert str(result.errors[0]).endswith(
        "a.jsonl, row 1: line 3: not valid JSON (Expecting ',' delimiter, column 15)"
    )


@pytest.mark.parametrize("encoding", [None, "utf-16"])
def test_an_overlong_line_is_passed_over(encoding: str | None, write, read) -> None:
    text = '{"text": "satu"}\n{"text": "' + "x" * 300_000 + '"}\n{"text": "tiga"}\n'
    result = read(write("a.jsonl", text.encode(encoding or "utf-8")), max_row_bytes=1000)
    assert [(a.row, a.text) for a in result.articles] == [(0, "satu"), (2, "tiga")]
    assert result.reasons == [(1, "line 2: longer than 1,000 bytes")]


def test_lines_in_other_encodings(write, read) -> None:
    data = (
        '{"text": "“satu”"}\n'.encode()
        + '{"text": "“dua”"}\n'.encode("cp1252")
        + b'{"text": "\x81"}\n{"text": "x"}'
    )
    result = read(write("a.jsonl", data))
    assert result.texts == ["“satu”", "“dua”", "x"]
    assert [bool(article.warnings) for article in result.articles] == [False, True, False]
    assert result.reasons == [
        (2, "line 3: neither UTF-8 nor Windows-1252 (byte 0x81 at 10): name the encoding")
    ]
    assert read(write("b.jsonl", data), encoding="utf-8").reasons == [
        (1, "line 2: not valid utf-8 at its byte 10"),
        (2, "line 3: not valid utf-8 at its byte 10"),
    ]
    text = '{"text": "satu\u2028dua\\r\\n"}\r\n{"text": "tiga"}'
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert read(write("c.jsonl", text.encode(encoding))).texts == ["satu\u2028dua\r\n", "tiga"]


def test_utf_16_that_breaks_off(write, read) -> None:
    data = '{"text": "satu"}\n{"text": "dua"}\n'.encode("utf-16")
    result = read(write("a.jsonl", data[:-5]))
    assert result.texts == ["satu"]
    assert result.reason.startswith("not valid utf-16-le after line 1 (")


def test_a_field_no_object_has_is_one_error(write, read) -> None:
    path = write("a.jsonl", '{"a": "x", "text": "isi"}\n{"a": "y"}\n{"a": "z"}\n')
    result = read(path, text_field="naskah")
    assert result.reasons == [
        (None, "none of 3 objects has a text: no field 'naskah'; there are: 'a', 'text'"),
    ]
    result = read(path, title_field="kepala", date_field="A")
    assert result.texts == ["isi"]
    assert (None, "no field 'kepala'; there are: 'a', 'text'") in result.reasons
    assert not any("'A'" in reason for _, reason in result.reasons)


def test_objects_without_text_before_the_first_with_one(write, read) -> None:
    result = read(write("a.jsonl", '{"a": 1}\n{"a": 2}\n{"text": "isi"}\n{"a": 3}\n'))
    assert (result.texts, result.rows) == (["isi"], [2])
    assert [row for row, _ in result.reasons] == [0, 1, 3]
    assert result.reasons[0][1] == "line 1: no text column among: 'a' (say which with --text-field)"


def test_named_fields(write, read) -> None:
    path = write(
        "a.jsonl", '{"text": "salah", "Naskah": "benar", "kepala": "Judul", "no": 3, "kapan": "2023"}\n'
    )
    (article,) = read(
        path, text_field="naskah", title_field="kepala", id_field="no", date_field="kapan"
    ).articles
    assert (article.text, article.title, article.id) == ("Judul\n\nbenar", "Judul", "3")
    assert article.published == "2023"


def test_sparse_objects_lose_only_what_they_lack(write, read) -> None:
    path = write("a.jsonl", '{"text": "satu"}\n{"text": "dua", "kepala": "Judul"}\n')
    result = read(path, title_field="kepala")
    assert (result.texts, result.errors) == (["satu", "Judul\n\ndua"], [])


def test_empty_files(write, read) -> None:
    for name in ("a.jsonl", "a.json"):
        assert read(write(name, "")).reason == "empty file"
    assert read(write("b.jsonl", "\n \n")).reason == "empty file"
    assert read(write("b.json", "\n \n")).reason == "empty file (white space only)"
    assert read(write("c.json", "[]")).reason == "an empty list"
    assert read(write("c.jsonl", b"\x89PNG\r\n\x1a\n")).reason == "looks like a binary file (PNG)"


def test_json_files(write, read) -> None:
    result = read(write("a.json", json.dumps([{"text": "satu"}, 5, {"text": ""}, {"text": "dua"}])))
    assert [(a.row, a.text) for a in result.articles] == [(0, "satu"), (3, "dua")]
    assert result.reasons == [(1, "a JSON number, not an object"), (2, "no text: field 'text' is empty")]
    result = read(write("b.json", b"\xef\xbb\xbf" + b'{\n"text":\n "satu"}'))
    assert [(a.row, a.text) for a in result.articles] == [(None, "satu")]
    assert read(write("c.json", '[{"text": "satu"}\n{')).reason == (
        "not valid JSON (Expecting ',' delimiter, line 2, column 1)"
    )
    assert read(write("d.json", '"text"')).reason == "a JSON string, not an object"
    assert read(write("e.json", "[1, 2, 3, 4]"), max_json_bytes=5).reason == (
        "larger than 5 bytes, the limit for this kind of file"
    )


def test_json_lines_under_the_name_of_json(write, read) -> None:
    path = write("a.json", '\n{"text": "satu"}\n{"text": "dua\n{"text": "tiga"}')
    result = read(path)
    assert [(a.row, a.text) for a in result.articles] == [(0, "satu"), (2, "tiga")]
    assert [row for row, _ in result.reasons] == [1]
    assert result.reasons[0][1].startswith("line 3: not valid JSON (")
    assert f"{path}: one object per line, read as JSON lines" in result.notices


def test_the_exports_of_databases_and_crawlers(write, read) -> None:
    result = read(
        write(
            "a.jsonl",
            '{"_id": {"$oid": "64ab"}, "text": "satu", "date": {"$date": "2023-11-06T20:00:00Z"}}\n'
            '{"id": 12.0, "text": "dua", "source": "https://k.id/2", "title": NaN}\n'
            '{"id": true, "text": "tiga", "source": {"name": "k"}, "title": "nan"}\n',
        )
    )
    first, second, third = result.articles
    assert (first.id, first.published) == ("64ab", "2023-11-07")
    assert (second.id, second.url, second.outlet, second.title) == ("12", "https://k.id/2", None, None)
    assert (third.id, third.outlet, third.title, third.text) == (None, None, None, "tiga")
