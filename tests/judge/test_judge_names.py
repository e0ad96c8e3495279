import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouextract.judge.names import normalise, same_institution, same_name, same_office, shortens


@pytest.mark.parametrize(
    ("found", "gold", "same"),
    [
        ("Ahmad Fulan", "Dr. Ahmad Fulan", True),
        ("Fulan", "Ahmad Fulan", True),
        ("Ahmad Fulaan", "Ahmad Fulan", True),
        ("Ahmad Fulan", "Budi Anu", False),
        ("", "Budi Anu", False),
    ],
)
def test_people(found: str, gold: str, same: bool) -> None:
    assert same_name(found, gold) is same


@pytest.mark.parametrize(
    ("found", "gold", "same"),
    [
        ("Pemkab Siak", "Pemerintah Kabupaten Siak", True),
        ("Pemerintah Kabupaten Siak", "Pemerintah Kota Siak", False),
        ("Pemerintah Kabupaten Siak", "Pemerintah Kabupaten Siak Hulu", False),
        ("BP2MI", "Badan Perlindungan Pekerja Migran Indonesia (BP2MI)", True),
        ("Universitas Misal", "Universitas Missal", True),
        ("KAI", "Kereta Api Indonesia", True),
        ("Pelindo", "Pelabuhan Indonesia", True),
        ("Bank Anu Cabang Siak", "Bank Anu", True),
        ("Bank Anu", "Bank Misal", False),
        ("PT Anu Tbk", "Anu", True),
    ],
)
def test_institutions(found: str, gold: str, same: bool) -> None:
    assert same_institution(found, gold) is same
    assert same_institution(gold, found) is same


@pytest.mark.parametrize(
    ("found", "gold", "same"),
    [
        ("Wakil Bupati Siak", "Bupati Siak", False),
        ("Penjabat Wali Kota Misal", "Pj Walikota Misal", True),
        ("Bupati", "Bupati Siak", False),
        ("Bupati Siak", "Bupati", True),
        ("Kepala Dinas", "Kepala Dinas Sosial Siak", True),
        ("", "", True),
        ("", "Bupati", False),
    ],
)
def test_offices(found: str, gold: str, same: bool) -> None:
    assert same_office(found, gold) is same


def test_a_long_shortening_ends_soon() -> None:
    assert not shortens("a" * 200 + "b", ["a" * 20] * 12)
    assert shortens("a" * 200, ["a" * 20] * 12)


@given(st.text())
def test_normalising_twice_changes_nothing_and_a_name_is_itself(name: str) -> None:
    once = normalise(name)
    assert once == " ".join(once.split())
    assert same_name(name, name) is bool(once)
