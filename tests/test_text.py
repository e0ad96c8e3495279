import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouextract.text import fold, lower


@given(st.text())
def test_folding_and_lowering_keep_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(lower(text)) == len(text)


def test_look_alikes_become_plain() -> None:
    assert fold("“Kota\u00a0Bitung” – S.Sos’") == '"Kota Bitung" - S.Sos\''
    assert lower("İSTANBUL")[1:] == "stanbul"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("tiga kampus—Unhas, Unram—bekerja sama", "tiga kampus,Unhas, Unram,bekerja sama"),
        ("JAKARTA—Pemkab Sigi rapat.", "JAKARTA-Pemkab Sigi rapat."),
        ("Rapat usai.\nPALU—Pemkab Sigi rapat.", "Rapat usai.\nPALU-Pemkab Sigi rapat."),
        ("1—3 Juni", "1-3 Juni"),
        ("kampus — Unhas", "kampus - Unhas"),
    ],
)
def test_an_em_dash_parts_words_but_a_dateline_keeps_its_own(text: str, folded: str) -> None:
    assert fold(text) == folded
