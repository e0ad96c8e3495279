from __future__ import annotations

import pytest

from mouextract.read import ReadOptions
from mouextract.read.rows import NoTextFieldError, find_columns, listed, with_title


@pytest.mark.parametrize(
    ("names", "text", "title", "date"),
    [
        (["Judul", "Isi", "Tanggal"], "Isi", "Judul", "Tanggal"),
        (["content", "text"], "text", None, None),
        (["ISI BERITA", "headline", "Publish-Date"], "ISI BERITA", "headline", "Publish-Date"),
        (["konten", "created_at", "tanggal"], "konten", None, "tanggal"),
    ],
)
def test_guesses(names: list[str], text: str, title: str | None, date: str | None) -> None:
    columns = find_columns(names, ReadOptions())
    assert (columns.text, columns.title, columns.date) == (text, title, date)


def test_a_named_column_is_not_guessed_for_another_role() -> None:
    columns = find_columns(["text", "body", "source"], ReadOptions(title_field="text", id_field="source"))
    assert (columns.text, columns.title, columns.outlet, columns.id) == ("body", "text", None, "source")


def test_no_text_column() -> None:
    with pytest.raises(NoTextFieldError, match="no text column among: none"):
        find_columns([], ReadOptions())
    assert listed(str(i) for i in range(100)).endswith("'29' and 70 more")


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (None, "Isi.", "Isi."),
        ("Judul", "Isi.", "Judul\n\nIsi."),
        ("Judul", "\r\n\nIsi.", "Judul\n\nIsi."),
        ("Judul  Panjang", "  Judul\nPanjang\nIsi.", "  Judul\nPanjang\nIsi."),
        ("Judul Panjang", "Judul\u00a0Panjang\n\nIsi.", "Judul\u00a0Panjang\n\nIsi."),
        ("Judul", "Isi. Judul", "Judul\n\nIsi. Judul"),
    ],
)
def test_the_title_stands_before_the_text_once(title: str | None, text: str, expected: str) -> None:
    assert with_title(title, text) == expected
