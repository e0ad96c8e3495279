import gzip
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastwarc")
pytest.importorskip("trafilatura")

Read = Callable[..., Any]
BODY = (
    "<html><head><title>{title}</title>{head}</head><body><article><p>Pemerintah Kabupaten Contoh meneken nota"
    " kesepahaman dengan Lembaga Uji – di pendopo, Senin.</p><p>Kerja itu berlaku lima tahun dan akan"
    " dievaluasi setiap tahun oleh keduanya, kata {title}.</p></article></body></html>"
)


def record(kind: str, url: str, block: bytes, *more: str) -> bytes:
    head = [
        "WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", "WARC-Date: 2023-11-06T10:00:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>", f"Content-Length: {len(block)}", *more,
    ]  # fmt: skip
    return "\r\n".join([*head, "", ""]).encode() + block + b"\r\n\r\n"


def response(url: str, body: bytes, kind: str = "text/html", status: int = 200, *more: str) -> bytes:
    head = [f"HTTP/1.1 {status} OK", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *more, "", ""]
    block = "\r\n".join(head).encode() + body
    return record("response", url, block, "Content-Type: application/http; msgtype=response")


def page(title: str, head: str = "") -> bytes:
    return BODY.format(title=title, head=head).encode()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


RECORDS = [
    record("warcinfo", "x", b"software: none\r\n"),
    response("https://a.example/1", page("Satu")),
    record("request", "https://a.example/1", b"GET / HTTP/1.1\r\n\r\n"),
    response("https://a.example/x.png", b"\x89PNG", "image/png"),
    response("https://a.example/404", page("Hilang"), status=404),
    response("https://a.example/2", gzip.compress(page("Dua")), "text/html", 200, "Content-Encoding: gzip"),
    response("https://a.example/3", page("Tiga").decode().encode("cp1252"), "text/html; charset=windows-1252"),
    response("https://a.example/4", b"<html></html>"),
]  # fmt: skip


@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz"])
def test_html_responses_are_pages(name: str, read: Read) -> None:
    packed = [gzip.compress(one) for one in RECORDS] if name.endswith("gz") else RECORDS
    Path(name).write_bytes(b"".join(packed))
    result = read(name)
    assert [(a.uri, a.row, a.url) for a in result.articles] == [
        (name, 0, "https://a.example/1"), (name, 1, "https://a.example/2"), (name, 2, "https://a.example/3"),
    ]  # fmt: skip
    assert all("Lembaga Uji – di pendopo" in text for text in result.texts)
    assert result.articles[2].warnings == ()
    assert result.reasons == [(3, "no main text found in this page")]
    assert f"{name}: 2 responses that are no HTML pages were passed over" in result.notices


def test_the_day_of_the_crawl_is_no_day_of_publication(read: Read) -> None:
    Path("x.warc").write_bytes(response("https://a.example/1", page("Satu")))
    assert read("x.warc").articles[0].published is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"nonsense", "not a WARC file"),
        (RECORDS[0], "no HTML page among its responses"),
    ],
)
def test_what_is_no_crawl(data: bytes, reason: str, read: Read) -> None:
    Path("x.warc").write_bytes(data)
    assert read("x.warc").reason == reason


def test_a_torn_file_gives_what_came_before(read: Read) -> None:
    data = b"".join(map(gzip.compress, RECORDS[:2] * 20))
    Path("x.warc.gz").write_bytes(data[: len(data) // 2])
    result = read("x.warc.gz")
    assert len(result.articles) >= 8
    assert len(result.errors) <= 2


def test_a_bomb_is_refused(read: Read) -> None:
    block = page("Satu") + b" " * 30_000_000
    Path("x.warc.gz").write_bytes(gzip.compress(response("https://a.example/1", block)))
    assert "grows to more than" in read("x.warc.gz", ratio_floor=1_000_000).reason
    assert "the limit for a page" in read("x.warc.gz").errors[0].reason


def test_without_fastwarc_it_says_what_to_install(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("x.warc").write_bytes(RECORDS[1])
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    assert read("x.warc").reason == 'WARC needs fastwarc: pip install "mouextract[warc]"'
