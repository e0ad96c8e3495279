from __future__ import annotations

import sys

import pytest

PAGE = """<!DOCTYPE html><html lang="id"><head>{head}<title>Pemkab Contoh Teken MoU - Kabar Contoh</title>
<meta property="og:title" content="Pemkab Contoh Teken MoU dengan Lembaga Uji">
<meta property="og:site_name" content="Kabar Contoh"><link rel="canonical" href="https://kabar.example/berita/1">
<meta property="article:published_time" content="2023-11-06T10:00:00+07:00"></head><body>
<nav><a href="/">Beranda</a> <a href="/daerah">Daerah</a></nav><article>{heading}
<p>CONTOH – Pemerintah Kabupaten Contoh meneken nota kesepahaman dengan Lembaga Uji di pendopo, Senin.</p>
<p>Bupati Contoh menyebut kerja itu berlaku lima tahun dan akan dievaluasi setiap tahun oleh keduanya.</p>
<p>Kepala Lembaga Uji menyatakan “siap” menjalankan isi kesepakatan tersebut mulai bulan depan.</p></article>
<div id="comments"><p>Komentar pembaca yang panjang sekali dan tidak boleh masuk ke dalam teks.</p></div>
</body></html>"""
HEADING = "<h1>Pemkab Contoh Teken MoU dengan Lembaga Uji</h1>"


@pytest.mark.parametrize("heading", ["", HEADING])
@pytest.mark.parametrize("name", ["a.html", "a.htm"])
def test_a_page(heading: str, name: str, write, read) -> None:
    pytest.importorskip("trafilatura")
    result = read(write(name, PAGE.format(head="", heading=heading)))
    (article,) = result.articles
    assert result.errors == []
    assert article.title == "Pemkab Contoh Teken MoU dengan Lembaga Uji"
    assert article.text.startswith("Pemkab Contoh Teken MoU dengan Lembaga Uji\n")
    assert article.text.count("Pemkab Contoh Teken") == 1
    assert "pendopo, Senin." in article.text
    assert "Komentar" not in article.text
    assert "Beranda" not in article.text
    assert (article.published, article.outlet) == ("2023-11-06", "Kabar Contoh")
    assert (article.url, article.row) == ("https://kabar.example/berita/1", None)
    assert article.extractor is not None
    assert article.extractor.startswith("trafilatura 2.")


def test_the_same_page_gives_the_same_text_twice(write, read) -> None:
    pytest.importorskip("trafilatura")
    path = write("a.html", PAGE.format(head="", heading=HEADING))
    first, second = read([str(path), str(path)]).articles
    assert first == second


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp1252", '<meta charset="windows-1252">'),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'),
    ],
)
def test_encodings_of_pages(encoding: str, head: str, write, read) -> None:
    pytest.importorskip("trafilatura")
    (article,) = read(write("a.html", PAGE.format(head=head, heading="").encode(encoding))).articles
    assert "CONTOH – Pemerintah" in article.text
    assert "“siap”" in article.text
    assert article.warnings == ()


def test_an_undeclared_encoding_is_said(write, read) -> None:
    pytest.importorskip("trafilatura")
    data = ('<?xml version="1.0" encoding="utf-8"?>' + PAGE.format(head="", heading="")).encode("cp1252")
    (article,) = read(write("a.html", data)).articles
    assert "“siap”" in article.text
    assert len(article.warnings) == 1


def test_an_xml_declaration_does_not_undo_the_decoding(write, read) -> None:
    pytest.importorskip("trafilatura")
    data = '<?xml version="1.0" encoding="windows-1252"?>\n' + PAGE.format(head="", heading="")
    (article,) = read(write("a.html", data)).articles
    assert "“siap”" in article.text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty file"),
        (" \n", "empty file (white space only)"),
        ("<html><body></body></html>", "no main text found in this page"),
        (b"\x89PNG\r\n\x1a\n", "looks like a binary file (PNG)"),
    ],
)
def test_pages_without_an_article(content: str | bytes, reason: str, write, read) -> None:
    pytest.importorskip("trafilatura")
    assert read(write("a.html", content)).reason == reason


def test_hostile_pages_do_not_end_the_run(write, read) -> None:
    pytest.importorskip("trafilatura")
    write("1.html", "<div>" * 20_000 + "isi")
    write("2.html", "<p" * 100_000)
    write("3.html", '<meta charset="' * 50_000)
    path = write("4.html", PAGE.format(head="", heading=HEADING))
    result = read(path.parent)
    assert result.articles[-1].uri == str(path)


def test_without_trafilatura_the_error_says_what_to_install(write, read, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    path = write("a.html", PAGE.format(head="", heading=""))
    assert read(path).reason == 'HTML needs trafilatura: pip install "mouextract[html]"'
