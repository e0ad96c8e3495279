from __future__ import annotations

import csv
import io

import pytest

NEWS_WATCH = "title,publish_date,author,content,keyword,category,source,link\n"


def test_the_columns_of_news_watch(write, read) -> None:
    path = write(
        "a.csv",
        NEWS_WATCH
        + 'Judul,2023-11-06 23:30:00,Fulan,"Isi, dan\nbaris ""dua"".",mou,daerah,kabar.id,https://k.id/1\n',
    )
    result = read(path)
    (article,) = result.articles
    assert article.text == 'Judul\n\nIsi, dan\nbaris "dua".'
    assert (article.title, article.published, article.row, article.id) == ("Judul", "2023-11-06", 0, None)
    assert (article.outlet, article.url) == ("kabar.id", "https://k.id/1")
    assert result.notices == [
        f"{path}: text column 'content', title 'title', date 'publish_date', url 'link', outlet 'source'"
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_header_tells_the_delimiter(delimiter: str, write, read) -> None:
    out = io.StringIO()
    rows = csv.writer(out, delimiter=delimiter)
    rows.writerows([["No", "Isi Berita", "a,b;c|d\te"], ["1", "Satu, dua; tiga | empat\tlima", "x"]])
    for text in (
        out.getvalue(),
        f"sep={delimiter}\r\n" + out.getvalue(),
        "\ufeff" + out.getvalue(),
        "\n" + out.getvalue(),
    ):
        result = read(write("a.csv", text))
        assert (result.texts, result.rows, result.errors) == (["Satu, dua; tiga | empat\tlima"], [0], [])


def test_tsv_has_tabs(write, read) -> None:
    assert read(write("a.tsv", "isi,x\ttext\n1\tsatu, dua\n")).texts == ["satu, dua"]


def test_named_columns(write, read) -> None:
    path = write("a.csv", "text;Naskah;kepala\nsalah;benar;Judul\n")
    assert read(path, text_field="naskah", title_field="kepala").texts == ["Judul\n\nbenar"]
    assert read(path, text_field="tidak ada").reasons == [
        (None, "no field 'tidak ada'; there are: 'text', 'Naskah', 'kepala'")
    ]
    assert read(path, title_field="tidak ada").reasons == [
        (None, "no field 'tidak ada'; there are: 'text', 'Naskah', 'kepala'")
    ]
    assert (
        read(write("b.csv", "a,b\n1,2\n")).reason
        == "no text column among: 'a', 'b' (say which with --text-field)"
    )


def test_every_bad_row_is_named_and_the_rest_goes_on(write, read) -> None:
    text = "\n".join(
        [
            "id,text",
            "1,satu",
            "",
            "2,",
            "3",
            '4,"dua',
            'baris"',
            "5,tiga, terpotong",
            "6,empat,,",
            "7,a\0b",
            "8," + "x" * 50,
            "9,lima",
        ]
    )
    result = read(write("a.csv", text), max_article_chars=40)
    assert [(a.row, a.id, a.text) for a in result.articles] == [
        (0, "1", "satu"),
        (3, "4", "dua\nbaris"),
        (5, "6", "empat"),
        (8, "9", "lima"),
    ]
    assert result.reasons == [
        (1, "line 4: no text: field 'text' is empty"),
        (2, "line 5: no text: field 'text' is empty"),
        (4, "line 8: 3 fields, but the header names 2 (an unquoted delimiter?)"),
        (6, "line 10: holds a zero byte"),
        (7, "line 11: the text has 50 characters; the limit is 40"),
    ]


def test_a_quote_that_never_closes(write, read) -> None:
    result = read(write("a.csv", 'id,text\n1,satu\n2,"dua\n3,tiga\n4,empat\n'))
    assert result.texts == ["satu"]
    assert result.reasons == [
        (1, "line 3: a quote is opened and never closed; the 2 lines after it are part of this row")
    ]
    # An inch mark at the end is none.
    assert read(write("b.csv", 'id,text\n1,"layar\n5"\n2,layar 5"')).texts == ["layar\n5", 'layar 5"']


def test_an_overlong_row_is_passed_over(write, read) -> None:
    long_line = '2,"' + "x" * 5000 + '"'
    long_row = '3,"' + 'y ""kutip""\n' * 500 + '"'
    after_quote = '4,"' + "z" * 5000 + '\n"",""ekor\n"'
    rows = ["id,text", "1,satu", long_line, long_row, after_quote, "5,dua"]
    result = read(write("a.csv", "\n".join(rows)), max_row_bytes=1000)
    assert [(a.row, a.id, a.text) for a in result.articles] == [(0, "1", "satu"), (4, "5", "dua")]
    assert [row for row, _ in result.reasons] == [1, 2, 3]
    assert result.reasons[0][1] == "line 3: longer than 1,000 bytes"
    assert result.reasons[1][1] == "line 4: longer than 1,000 characters"


def test_the_limit_is_for_each_row(write, read) -> None:
    result = read(write("a.csv", "text\n" + ("x" * 50 + "\n") * 100), max_row_bytes=100)
    assert (len(result.articles), result.errors) == (100, [])


def test_a_cell_larger_than_the_csv_module_likes(write, read) -> None:
    text = "kata " * 100_000
    assert read(write("a.csv", f'text\n"{text}"\n')).texts == [text]


def test_line_ends(write, read) -> None:
    for end in ("\n", "\r\n", "\r"):
        result = read(write("a.csv", f'id,text{end}1,"satu{end}dua"{end}2,tiga{end}'))
        assert (result.texts, result.errors) == ([f"satu{end}dua", "tiga"], [])


def test_encodings(write, read) -> None:
    text = 'id;text\r\n1;"“satu”, Jum’at"\r\n2;dua\r\n'
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le"):
        (first, second) = read(write("a.csv", text.encode(encoding))).articles
        assert (first.text, second.text, first.warnings) == ("“satu”, Jum’at", "dua", ())
    (first, second) = read(write("a.csv", text.encode("cp1252"))).articles
    assert (first.text, second.text) == ("“satu”, Jum’at", "dua")
    assert (len(first.warnings), second.warnings) == (1, ())
    result = read(write("b.csv", b"id,text\n1,\x81\n2,dua\n"))
    assert result.texts == ["dua"]
    assert result.reasons == [
        (0, "line 2: neither UTF-8 nor Windows-1252 (byte 0x81 at 2): name the encoding")
    ]


def test_files_without_rows(write, read) -> None:
    assert read(write("a.csv", "")).reason == "empty file"
    assert read(write("a.csv", "\n\n")).reason == "empty file"
    assert read(write("a.csv", "id,text\n\n")).reason == "a header, but no rows"
    assert read(write("a.csv", "sep=;\n")).reason.startswith("no text column among")
    assert read(write("a.csv", b"text\n" + b"\0\1\2" * 100)).reason == "looks like a binary file (zero bytes)"
    assert read(write("a.csv", b"PK\x03\x04")).reason.startswith("looks like a binary file (ZIP")
    assert (
        read(write("a.csv", "text" * 500), max_row_bytes=100).reason == "the header is longer than 100 bytes"
    )
    assert read(write("a.csv", '"' + "te\nxt" * 50), max_row_bytes=100).reason == (
        "the header cannot be read (longer than 100 characters)"
    )


def test_of_two_columns_with_one_name_the_first_counts(write, read) -> None:
    assert read(write("a.csv", "text,text\nsatu,dua\n")).texts == ["satu"]
