from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouextract.read.dates import read_stored_date

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-11-06", "2023-11-06"),
        ("2023-11-06 10:00:00", "2023-11-06"),
        ("2023/11/06 23:59", "2023-11-06"),
        ("2023-11-06T10:00:00+07:00", "2023-11-06"),
        ("2023-11-06T23:30:00+07:00", "2023-11-06"),
        ("2023-11-06T20:00:00Z", "2023-11-07"),
        ("2023-11-06T20:00:00.123456+00:00", "2023-11-07"),
        ("2023-11-06T00:30:00+09:00", "2023-11-05"),
        ("Mon, 06 Nov 2023 20:00:00 GMT", "2023-11-07"),
        ("Mon, 06 Nov 2023 10:00:00 -0500", "2023-11-06"),
        ("2023-11", "2023-11"),
        ("2023", "2023"),
        (2023, "2023"),
        ("Maret 2024", "2024-03"),
        ("25/12/2023", "2023-12-25"),
        ("12/25/2023 22:00", "2023-12-25"),
        ("06-11-2023", "2023-11-06"),
        ("6.11.2023", "2023-11-06"),
        ("Portal - 06/11/2023, 10:00 WIB", "2023-11-06"),
        ("Diperbarui 10 Jun 2025, 18:31 WIB", "2025-06-10"),
        ("Tayang: Senin, 6 November 2023 07:41 WIB", "2023-11-06"),
        ("Penulis-Jum'at, 20 Juni 2025 |16:31 WIB", "2025-06-20"),
        ("Selasa (7/3/2023)", "2023-03-07"),
        ("3 Agt 2023", "2023-08-03"),
        ("08-May-19", "2019-05-08"),
        ("September 30, 2024", "2024-09-30"),
        ("6 Disember 2023", "2023-12-06"),
        (1699228800, "2023-11-06"),
        (1699228800000, "2023-11-06"),
        (1699228800.5, "2023-11-06"),
        # 23:00 in London is the next day in Jakarta.
        ("1699311600", "2023-11-07"),
        (20231106, "2023-11-06"),
        ("20231106153000", "2023-11-06"),
    ],
)
def test_what_is_stored(value: object, expected: str) -> None:
    assert read_stored_date(value) == (expected, None)


@pytest.mark.parametrize("value", [None, "", "  ", "-", "NaN", "null", "None", float("nan")])
def test_missing_values_are_no_matter(value: object) -> None:
    assert read_stored_date(value) == (None, None)


@pytest.mark.parametrize(
    "value",
    [
        "Tanggal tidak ditemukan",
        "2 jam lalu",
        "kemarin",
        "6 November",
        "10 Jun 12:30",
        "5 tahun 2023",
        "30 Februari 2023",
        "2023-13-01",
        "45236",
        "0001-01-01",
        "1066",
        1066,
        "Maret 1066",
        "x" * 300 + " 2023-11-06",
        "9" * 100_000,
        -5,
        10**300,
        float("inf"),
        True,
        {},
        ["2023-11-06"],
    ],
)
def test_what_cannot_be_read_is_a_warning(value: object) -> None:
    found, warning = read_stored_date(value)
    assert found is None
    assert warning is not None
    assert warning.startswith("the stored publication date ")
    assert warning.endswith(" cannot be read")
    assert len(warning) < 130


def test_day_or_month_first() -> None:
    assert read_stored_date("06/11/2023") == (
        "2023-11-06",
        "the stored publication date '06/11/2023' is read day first",
    )
    assert read_stored_date("06/11/2023", "mdy")[0] == "2023-06-11"
    # The weekday beside it decides; so does the time zone's name.
    assert read_stored_date("Minggu, 06/11/2023") == ("2023-06-11", None)
    assert read_stored_date("Senin, 06/11/2023", "mdy") == ("2023-11-06", None)
    assert read_stored_date("Jum'at, 05/06/2026") == ("2026-06-05", None)
    assert read_stored_date("06/11/2023 10:00 WITA") == ("2023-11-06", None)
    assert read_stored_date("06/06/2023") == ("2023-06-06", None)


@given(DAYS)
def test_every_day_comes_back_from_every_way_of_writing_it(day: date) -> None:
    names = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
    months = names.split()
    written = f"{day.day} {months[day.month - 1]} {day.year}"
    for value in (
        day.isoformat(),
        written,
        written.upper(),
        f"{day:%d %b %Y}",
        f"{day:%d-%m-%Y}",
        f"{day:%Y%m%d}",
    ):
        assert read_stored_date(value) == (day.isoformat(), None)
    assert read_stored_date(f"{day:%d/%m/%Y}")[0] == day.isoformat()


@given(st.one_of(st.text(max_size=60), st.integers(), st.floats(), st.booleans(), st.none()))
def test_nothing_raises_and_a_date_is_a_date(value: object) -> None:
    found, _ = read_stored_date(value)
    assert found is None or len(found) in (4, 7) or date.fromisoformat(found)


def test_hostile_strings_cost_nothing() -> None:
    generator = random.Random(1)
    for piece in ("1 ", "12/", "a", "Jan ", "2023-", " - "):
        read_stored_date(piece * 1_000_000)
    read_stored_date("".join(generator.choice("0123 -/:Ja") for _ in range(1_000_000)))
