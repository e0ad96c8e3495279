"""The table of regions: every code once, every name found again however it is spelt."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouextract.knowledge.regions import (
    all_regions,
    district_regions,
    full_name,
    government_name,
    lookup,
    province_of,
    region,
    region_names,
)


def test_counts() -> None:
    levels = Counter(r.level for r in all_regions())
    assert levels == {"province": 38, "kabupaten": 416, "kota": 98}
    assert len({r.code for r in all_regions()}) == 552


def test_every_region_belongs_to_a_province() -> None:
    for r in all_regions():
        assert province_of(r.code).level == "province"
        assert r.code.startswith(r.province_code)


@pytest.mark.parametrize(
    ("code", "name", "level"),
    [
        ("14.03", "Bengkalis", "kabupaten"),
        ("14.72", "Dumai", "kota"),
        ("21", "Kepulauan Riau", "province"),
        ("21.72", "Tanjungpinang", "kota"),
        ("34.01", "Kulon Progo", "kabupaten"),
        ("93.04", "Asmat", "kabupaten"),
        ("31.74", "Jakarta Selatan", "kota"),
        ("71.09", "Kepulauan Siau Tagulandang Biaro", "kabupaten"),
    ],
)
def test_names(code: str, name: str, level: str) -> None:
    assert (region(code).name, region(code).level) == (name, level)


def test_unknown_code() -> None:
    with pytest.raises(KeyError):
        region("99.99")


@pytest.mark.parametrize(
    ("code", "full", "government"),
    [
        ("14.03", "Kabupaten Bengkalis", "Pemerintah Kabupaten Bengkalis"),
        ("14.72", "Kota Dumai", "Pemerintah Kota Dumai"),
        ("21", "Provinsi Kepulauan Riau", "Pemerintah Provinsi Kepulauan Riau"),
        ("31", "Provinsi DKI Jakarta", "Pemerintah Provinsi DKI Jakarta"),
        ("34", "Provinsi Daerah Istimewa Yogyakarta", "Pemerintah Provinsi Daerah Istimewa Yogyakarta"),
        ("11", "Provinsi Aceh", "Pemerintah Provinsi Aceh"),
        ("31.74", "Kota Administrasi Jakarta Selatan", "Pemerintah Kota Administrasi Jakarta Selatan"),
    ],
)
def test_full_names(code: str, full: str, government: str) -> None:
    assert full_name(code) == full
    assert government_name(code) == government


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("tanjung pinang", ["21.72"]),
        ("TANJUNGPINANG", ["21.72"]),
        ("Kulonprogo", ["34.01"]),
        ("Pare-Pare", ["73.72"]),
        ("Bau Bau", ["74.72"]),
        ("Kukar", ["64.02"]),
        ("OKU Timur", ["16.08"]),
        ("PALI", ["16.12"]),
        ("Mura", ["16.05", "62.12"]),
        ("Toba Samosir", ["12.12"]),
        ("Maluku Tenggara Barat", ["81.03"]),
        ("Mamuju Utara", ["76.01"]),
        ("NTB", ["52"]),
        ("Sumatra Barat", ["13"]),
        ("Gorontalo", ["75", "75.01", "75.71"]),
        ("Entah Berantah", []),
    ],
)
def test_lookup(name: str, codes: list[str]) -> None:
    assert [r.code for r in lookup(name)] == codes


def test_lookup_narrowed_by_level() -> None:
    assert [r.code for r in lookup("Bogor", "kabupaten")] == ["32.01"]
    assert [r.code for r in lookup("Bogor", "kota")] == ["32.71"]
    assert lookup("Bogor", "province") == ()


@given(st.sampled_from(all_regions()), st.booleans(), st.sampled_from(["", " ", "-", "  "]))
def test_every_name_is_found_in_any_spacing_and_case(found, upper: bool, joint: str) -> None:  # type: ignore[no-untyped-def]
    spelt = joint.join(found.name.split())
    assert found in lookup(spelt.upper() if upper else spelt.lower(), found.level)


def test_namesakes() -> None:
    names = Counter(r.name for r in all_regions() if r.level != "province")
    twice = {name for name, count in names.items() if count > 1}
    assert {"Bandung", "Bogor", "Kupang", "Sorong", "Jayapura", "Solok", "Banjar"} <= twice
    assert "Dumai" not in twice


def test_aliases_are_complete_and_unrepeated() -> None:
    seen = Counter((name.text, name.code) for name in region_names())
    assert [pair for pair, count in seen.items() if count > 1] == []
    assert all(name.text == name.text.strip() and name.text for name in region_names())


def test_districts_tell_namesakes_apart() -> None:
    assert district_regions()["ciwidey"] == ("32.04",)
    assert all(len(lookup(region(code).name)) > 1 for codes in district_regions().values() for code in codes)
