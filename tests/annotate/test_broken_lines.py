"""Which line breaks stand within sentences, and that joining them moves nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouextract.annotate.broken_lines import join_broken

_LEAD = (
    "Pemerintah Kabupaten Siak menerima kunjungan rektor di pendapa pada pagi hari, "
    "lalu berbincang sebentar dengan para guru."
)
_NEXT = (
    "Bupati menyampaikan terima kasih kepada semua yang datang dan berharap pertemuan itu "
    "berbuah bagi para warga desa."
)

# A bar is a break that joins, a stroke of two one that stays.
TEXTS = [
    # Links on lines of their own.
    f"Judul Berita||{_LEAD} Kontrak itu diteken bersama|Universitas Misal|, Kamis.||{_NEXT}",
    f"Judul Berita||{_LEAD} Nota itu diteken|Bupati Siak|kemarin siang.||{_NEXT}",
    f"Judul Berita||{_LEAD} Nota itu diteken Ketua|Yayasan Anu|, Ahmad Fulan, di pendapa.||{_NEXT}",
    f"Judul Berita||{_LEAD} Mereka meneken|Memorandum of Understanding|(MoU) tentang beasiswa.||{_NEXT}",
    f"Judul Berita||Laga|Siak vs Dumai|digelar pada malam hari di stadion itu.||{_NEXT}",
    # … of which the text has many: whatever no stop ends goes on.
    f"{_LEAD} Kata|Fulan|, rapat|kemarin|ditunda. Yang datang Direktur|Bank Misal|Ahmad Fulan.||{_NEXT}",
    # Hard-wrapped text.
    "Pemerintah Kabupaten Siak dan Universitas Misal meneken|Nota Kesepahaman tentang pengabdian kepada warga, Kamis|"
    "(5/10). Naskahnya diteken Bupati Siak dan Rektor Prof.|Ahmad Fulan di pendapa kabupaten.",
    # Headlines, place lines, labels, items, tags and photographs are lines of their own.
    f"Pemkab Siak Gandeng Universitas Misal||{_LEAD}||{_NEXT}",
    f"Selasa, 6 Juni 2023 10:26 WIB||{_LEAD}||{_NEXT}",
    f"{_LEAD}||Baca juga:||Harga Cabai Naik di Pasar Induk||{_NEXT}",
    f"{_LEAD}||foto: humas||{_NEXT}",
    f"{_LEAD} Isinya:||a. pelatihan warga;||b. beasiswa.",
    f"{_LEAD} (abc/def)||siak||nota kesepahaman||universitas misal",
    f"{_LEAD}||(Foto: Humas)||lalu bubar.",
    # Paragraphs that lost their last stop end all the same.
    f"{_LEAD[:-1]} di aula kantor bupati itu juga||{_NEXT[:-1]} yang jauh dari kota||{_LEAD[:-1]} di|Siak|, Riau",
]


@pytest.mark.parametrize("text", TEXTS)
def test_breaks_within_sentences_are_joined(text: str) -> None:
    broken = text.replace("||", "\n").replace("|", "\n")
    assert join_broken(broken) == text.replace("||", "\n").replace("|", " ")


@pytest.mark.parametrize("text", TEXTS)
def test_empty_lines_stay(text: str) -> None:
    apart = text.replace("||", "\n").replace("|", "\n").replace("\n", "\n\n")
    assert join_broken(apart) == apart


@given(
    st.lists(
        st.sampled_from(["Bupati Siak", "diteken", ", lalu", "(MoU)", "di", ".", "", "Baca juga:", _LEAD])
    )
)
def test_only_line_ends_change(lines: list[str]) -> None:
    text = "\n".join(lines)
    joined = join_broken(text)
    assert len(joined) == len(text)
    assert all(a == b or (a, b) == ("\n", " ") for a, b in zip(text, joined, strict=True))
