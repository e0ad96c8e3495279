"""The table of known institutions and its look-up."""

import pytest

from mouextract.knowledge.institutions import (
    all_known,
    body_of_office,
    branch_office,
    known,
    lookup,
    normal_form,
)

KINDS = {
    "ministry", "agency", "university", "company", "bank", "police", "military", "prosecutor", "court",
    "council", "hospital", "association", "foundation", "party", "media", "foreign", "country", "other",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Kementerian Kesehatan", "kemenkes"),
        ("kementrian kesehatan RI", "kemenkes"),
        ("Kemenkes", "kemenkes"),
        ("Badan Perlindungan Pekerja Imigran Indonesia", "bp2mi"),
        ("BP2MI", "bp2mi"),
        ("Kementerian Perlindungan Pekerja Migran Indonesia", "kemenp2mi"),
        ("Kementerian Desa Pembangunan Daerah Tertinggal dan Transmigrasi", "kemendesa"),
        ("Kementerian Desa, Pembangunan Daerah Tertinggal & Transmigrasi", "kemendesa"),
        ("BPJS Ketenagakerjaan", "bpjstk"),
        ("Bank Jatim", "bankjatim"),
        ("Korea Selatan", "negara-kr"),
    ],
)
def test_lookup_knows_names_however_they_are_written(name: str, key: str) -> None:
    found = lookup(name)
    assert found is not None
    assert found.id == key


def test_lookup_of_an_unknown_name() -> None:
    assert lookup("Kementerian Payung") is None
    assert lookup("") is None


def test_every_name_belongs_to_one_institution() -> None:
    seen: dict[str, str] = {}
    for entry in all_known():
        for text in (entry.name, *entry.names, *(a.text for a in entry.acronyms)):
            assert seen.setdefault(normal_form(text), entry.id) == entry.id, text


def test_kinds_and_successors_are_sound() -> None:
    ids = {entry.id for entry in all_known()}
    for entry in all_known():
        assert entry.kind in KINDS, entry
        assert entry.successor is None or (entry.successor in ids and entry.successor != entry.id)


def test_successors_lead_from_the_old_body_to_the_new() -> None:
    assert known("bnp2tki").successor == "bp2mi"
    assert known("bp2mi").successor == "kemenp2mi"
    with pytest.raises(KeyError):
        known("kemenpayung")


def test_acronyms_that_are_words_or_others_are_weak() -> None:
    weak = {a.text for entry in all_known() for a in entry.acronyms if a.weak}
    assert {"UI", "UM", "PMI", "MA", "NU"} <= weak
    assert "BP2MI" not in weak


@pytest.mark.parametrize(
    ("key", "level", "office"),
    [
        ("bpn", "kabupaten", "Kantor Pertanahan"),
        ("bpn", "kota", "Kantor Pertanahan"),
        ("bpn", "province", "Kantor Wilayah Badan Pertanahan Nasional"),
        ("kemenkumham", "kabupaten", None),
        ("bpjstk", "kabupaten", None),
    ],
)
def test_what_a_branch_is_called(key: str, level: str, office: str | None) -> None:
    assert branch_office(key, level) == office


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Kantor Pertanahan Kabupaten Blora", "bpn"),
        ("Kantor Wilayah Kementerian Hukum dan HAM Riau", "kemenkumham"),
        ("Kantor Wilayah Kementerian Hukum Riau", "kemenkum"),
        ("Kantor Pertanahan", None),
        ("Kantor Pos Blora", None),
    ],
)
def test_whose_branch_an_office_is(name: str, key: str | None) -> None:
    assert body_of_office(name) == key
