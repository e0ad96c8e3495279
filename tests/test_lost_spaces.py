"""Words that lost the space between them fall apart, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouextract.lost_spaces import glue_cuts
from mouextract.text import WordList, fold

# A bar is a space that is lost.
GLUED = [
    "dari|Komisi V dan|PT Misal serta di|KPK, ke|PT Anu, oleh|BPJS",
    "menandatangani|nota kesepahaman dan menyusun|perjanjian",
    "perjanjian kerja sama|riset, kerja sama|di bidang riset",
    "nota kesepahaman|ini, perjanjian kerja sama|dengan Siak, kontrak|pengadaan",
    "Universitas Misal|menilai Universitas Misal baik",
    "Yayasan Anu|yang dipimpin Fulan dari Yayasan Anu",
    "Rektor Ahmad Setyorini|sebagai saksi, Bupati Ahmad Susantono|dan Rektor Budi",
    "KPK|yang datang, OIKN|dengan Siak, BP2MI|dan Siak",
    "anggota DPRD|Faridah dan RI|Pratikno",
    "Fulan|Misal hadir, dan diKPK diKPK ia bicara".replace("diKPK", "di|KPK"),
]
WHOLE = [
    "Ramadan Wulandari Wildan Kartini Rudiantara Sitoresmi Baswedan Maghantara Effendi Kementerian",
    "Implementasi Dokumentasi Rekomendasi Pemerintahan Perjanjiannya kesepakatannya anggota notaris kontrakan",
    "MoU KemenPAN STIKes YouTube BUMDes BPJamsostek McDonald's",
    # Printed twice, it is a name of its own; so is what begins with a name that the text has.
    "Wulan memanggil Wulandari, dan Wulandari menjawab",
    # `sama` with a particle, and behind another word than `kerja`.
    "kerja samanya kerja samalah samaran Samadi bersama samakan",
    # A name with a capital within.
    "DokterMisal tumbuh dan DokterMisal untung",
]


@pytest.mark.parametrize("text", GLUED)
def test_glued_words_fall_apart(text: str) -> None:
    assert WordList(text.replace("|", "")).tokens.texts == WordList(text.replace("|", " ")).tokens.texts


@pytest.mark.parametrize("text", WHOLE)
def test_words_stay_whole(text: str) -> None:
    plain = text.replace(",", " ,").split()
    assert WordList(text).tokens.texts == plain


@given(st.lists(st.sampled_from(["Siak", "dan", "dengan", "Misal", "KPK", "menilai", "itu", " ", ".", "di"])))
def test_every_word_is_its_slice_of_the_text(pieces: list[str]) -> None:
    text = fold("".join(pieces))
    words = WordList(text)
    for tokens in (words, words.tokens):
        spans = list(zip(tokens.starts, tokens.ends, strict=True))
        assert [text[a:b] for a, b in spans] == tokens.texts
        assert all(a < b for a, b in spans)
        assert "".join(tokens.texts) == "".join(text.split())


@pytest.mark.parametrize(
    ("word", "cuts"), [("denganKomisi", [6]), ("diKPK", [2]), ("kePT", [2]), ("dan", [])]
)
def test_where_a_word_falls_apart(word: str, cuts: list[int]) -> None:
    assert glue_cuts(word) == cuts
