"""Pieces of a text add up to it, and say what each proves."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mouextract.records import ArticleRecord
from mouextract.write.highlight import Marked, Piece, joined, marked, nested

SPANS = st.lists(
    st.tuples(st.integers(0, 19), st.integers(1, 8), st.sampled_from(["status", "parties", "date"])),
    max_size=8,
)


@settings(deadline=None)
@given(SPANS)
def test_pieces_add_up_and_lose_no_mark(spans: list[tuple[int, int, str]]) -> None:
    text = "abcdefghijklmnopqrst"
    marks = [Marked(start, min(start + length, 20), (1, field)) for start, length, field in spans]
    both = list(joined(text, marks)), list(nested(text, marks))
    for pieces in both:
        assert "".join(piece.text for piece in pieces) == text
        assert all(piece.text for piece in pieces)
    shown = {mark for piece in both[0] for mark in piece.marks}
    assert shown == {each.mark for each in marks}
    covered = {at for each in marks for at in range(each.start, each.end)}
    for pieces in both:
        assert sum(len(piece.text) for piece in pieces if piece.marks) == len(covered)
    assert all(len(piece.marks) <= 1 for piece in both[1])


def test_a_name_within_a_person_shows(record: Callable[..., dict[str, Any]], sample_text: str) -> None:
    spans = marked(ArticleRecord.model_validate(record()))
    first = next(joined(sample_text, spans))
    assert first == Piece("Bupati Siak Ahmad Fulan", ((1, "parties"), (1, "signatories"), (1, "regencies")))
    parts = list(nested(sample_text, spans))[:3]
    assert [(piece.text, piece.marks[0][1]) for piece in parts] == [
        ("Bupati ", "parties"),
        ("Siak", "regencies"),
        (" Ahmad Fulan", "signatories"),
    ]
