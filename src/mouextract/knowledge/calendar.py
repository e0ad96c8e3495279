"""The Gregorian calendar as partial dates need it. Pure functions; no clock.

Days of the week count from 0 (Senin, Monday) to 6 (Minggu, Sunday), as `datetime.date.weekday` does.
"""

from __future__ import annotations

from datetime import date

# Characters of a partial date that tells the day, the month.
DAY, MONTH = len("2024-01-31"), len("2024-01")
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip
ROMAN_MONTHS = {
    name: number
    for number, name in enumerate(
        ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), 1
    )
}
# News reports speak of the years between; what lies outside is no date (1024 orang, 2500 meter).
FIRST_YEAR, LAST_YEAR = 1900, 2099
# Two digits: 70 and above belong to the twentieth century.
_PIVOT = 70


def make_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(digits: str) -> int:
    """Year of two or four digits: `24` is 2024, `98` is 1998, `2024` itself."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def partial(year: int, month: int | None = None, day: int | None = None) -> str:
    """Partial ISO date: `2023`, `2023-05` or `2023-05-15`."""
    if month is None:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" if day is None else f"{year:04d}-{month:02d}-{day:02d}"


def parse_full(value: str | None) -> date | None:
    """The day of a partial ISO date that has one (of the years that news speaks of), else None."""
    if value is None or len(value) < 10:
        return None
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def shift_month(year: int, month: int, steps: int) -> tuple[int, int]:
    """Year and month `steps` months later (earlier where negative)."""
    index = year * 12 + month - 1 + steps
    return index // 12, index % 12 + 1


def days_before(day: str, present: str) -> int | None:
    """How many days a date (`2024-01-31`) lies before another or a point in time; None where either tells no day."""
    first, second = parse_full(day), parse_full(present)
    return (second - first).days if first and second else None


_YEARS = {"last_year": -1, "this_year": 0, "next_year": 1}
# What words beside a date without a year may say of it.
DIRECTIONS = ("past", "future", *_YEARS)


def nearest_year(month: int, day: int, to: date, direction: str | None = None) -> date | None:
    """That day of the year in which it lies nearest to `to`; None where no near year has it.

    `direction`: `past` allows no later day than `to`, `future` no earlier one; `last_year`, `this_year` and
    `next_year` name the year as counted from that of `to`.
    """
    if direction in _YEARS:
        return make_date(to.year + _YEARS[direction], month, day)
    # 29 February may be eight years away.
    for reach in (1, 8):
        days = [d for y in range(to.year - reach, to.year + reach + 1) if (d := make_date(y, month, day))]
        if direction == "past":
            days = [d for d in days if d <= to]
        elif direction == "future":
            days = [d for d in days if d >= to]
        if days:
            return min(days, key=lambda d: abs((d - to).days))
    return None
