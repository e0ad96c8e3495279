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
