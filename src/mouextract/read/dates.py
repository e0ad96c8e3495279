"""Stored publication dates, as crawlers and spreadsheets keep them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")

_MISSING = frozenset({"", "-", "null", "none", "nan", "nat", "n/a", "na"})
_YEARS = range(1900, 2101)

# Full and short month names, Indonesian (old spelling too) and English, by their first letters.
_MONTHS = {
    **dict.fromkeys(("januari", "january", "jan"), 1),
    **dict.fromkeys(("februari", "pebruari", "february", "feb", "peb"), 2),
    **dict.fromkeys(("maret", "march", "mar", "mrt"), 3),
    **dict.fromkeys(("april", "apr"), 4),
    **dict.fromkeys(("mei", "may"), 5),
    **dict.fromkeys(("juni", "june", "jun"), 6),
    **dict.fromkeys(("juli", "july", "jul"), 7),
    **dict.fromkeys(("agustus", "august", "agu", "agt", "ags", "agst", "agus", "aug"), 8),
    **dict.fromkeys(("september", "sept", "sep"), 9),
    **dict.fromkeys(("oktober", "october", "okt", "oct"), 10),
    **dict.fromkeys(("november", "nopember", "nov", "nop"), 11),
    **dict.fromkeys(("desember", "december", "des", "dec"), 12),
}
_WEEKDAYS = {
    **dict.fromkeys(("senin", "monday", "mon"), 0),
    **dict.fromkeys(("selasa", "tuesday", "tue"), 1),
    **dict.fromkeys(("rabu", "wednesday", "wed"), 2),
    **dict.fromkeys(("kamis", "thursday", "thu"), 3),
    **dict.fromkeys(("jumat", "jum'at", "jum’at", "friday", "fri"), 4),
    **dict.fromkeys(("sabtu", "saturday", "sat"), 5),
    **dict.fromkeys(("minggu", "ahad", "sunday", "sun"), 6),
}

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
_DAY_NAME = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]{0,3}([^\W\d_]{3,12})[\s\-/.,]{0,3}(\d{4}|\d{2}(?![\d:.]))(?!\d)"
)
_NAME_DAY = re.compile(r"([^\W\d_]{3,12})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)")
_MONTH_ONLY = re.compile(r"(?:([^\W\d_]{3,12})\s)?(?:(\d{4})-(\d{1,2})|(\d{4}))")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")
_CLOCK = re.compile(
    r"[\s,|T\-]{0,5}(\d{1,2})[:.\-](\d{2})(?:[:.\-](\d{2})(?:[.,]\d{1,9})?)?\s?(?:(Z|UTC|GMT)\b|([+-])(\d{2}):?(\d{2})\b)"
)
_LOCAL = re.compile(r"\bWI(?:B|TA|T)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}(?:['’]at)?")

Order = Literal["dmy", "mdy"]


def read_stored_date(value: object, order: Order = "dmy") -> tuple[str | None, str | None]:
    """A stored value as a partial date, and a warning for the record where it is doubtful or unreadable.

    Dates with an offset become the day in Jakarta; without one they are taken as local. Numbers are epoch
    seconds, milliseconds or microseconds, a year, or digits as in 20231106. Missing values
    (None, empty, `nan`, `-` …) give neither date nor warning.
    """
    if value is None or (isinstance(value, str) and value.strip().lower() in _MISSING):
        return None, None
    if isinstance(value, float) and value != value:
        return None, None
    found: tuple[str | None, str | None] = (None, None)
    if isinstance(value, str):
        # The longest honest date is some forty characters; more is no date column.
        found = _read_text(" ".join(value[:200].split()), order)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = _read_number(value), None
    if found[0] is None:
        return None, f"the stored publication date {_short(value)} cannot be read"
    return found


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _read_number(value: float) -> str | None:
    if not 0 <= value < 1e18:
        return None
    if value == int(value) and len(digits := str(int(value))) in (4, 8, 14):
        return _read_digits(digits)
    for unit in (1, 1_000, 1_000_000):
        # From 1973 on, the units' ranges do not overlap.
        if 1e8 <= value / unit < 4.2e9:
            return datetime.fromtimestamp(value / unit, UTC).astimezone(JAKARTA).date().isoformat()
    return None


def _read_digits(text: str) -> str | None:
    if len(text) == 4:
        return text if int(text) in _YEARS else None
    match = _COMPACT.fullmatch(text)
    return _iso(int(match[1]), int(match[2]), int(match[3])) if match else None


def _read_text(text: str, order: Order) -> tuple[str | None, str | None]:
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", text):
        number = text.partition(".")[0]
        if len(number) in (4, 8, 14):
            return _read_digits(number), None
        return (_read_number(float(text)) if len(text) < 25 else None), None
    if match := _YEAR_FIRST.search(text):
        return _in_jakarta(_iso(int(match[1]), int(match[3]), int(match[4])), text, match.end()), None
    if match := _YEAR_LAST.search(text):
        found, warning = _numeric(match, text, order)
        return _in_jakarta(found, text, match.end()), warning
    for match in _DAY_NAME.finditer(text):
        if found := _named(match[1], match[2], match[3]):
            return _in_jakarta(found, text, match.end()), None
    for match in _NAME_DAY.finditer(text):
        if found := _named(match[2], match[1], match[3]):
            return _in_jakarta(found, text, match.end()), None
    return _month_or_year(text), None


def _month_or_year(text: str) -> str | None:
    match = _MONTH_ONLY.fullmatch(text)
    if match is None:
        return None
    name, year, month = match[1], int(match[2] or match[4]), match[3]
    if year not in _YEARS:
        return None
    if name is None:
        return f"{year}-{int(month):02}" if month and 1 <= int(month) <= 12 else None
    number = _MONTHS.get(name.lower())
    return f"{year}-{number:02}" if number and not month else None


def _numeric(match: re.Match[str], text: str, order: Order) -> tuple[str | None, str | None]:
    """`06/11/2023`: the order, unless it is impossible or the weekday beside contradicts it."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    by_day, by_month = _iso(year, second, first), _iso(year, first, second)
    chosen, other = (by_day, by_month) if order == "dmy" else (by_month, by_day)
    if chosen is None or other is None or chosen == other:
        return chosen or other, None
    weekday = next((_WEEKDAYS[w] for w in map(str.lower, _WORD.findall(text)) if w in _WEEKDAYS), None)
    if weekday is not None:
        for candidate in (chosen, other):
            if date.fromisoformat(candidate).weekday() == weekday:
                return candidate, None
    # Spreadsheets write month/day/year with slashes; Indonesian pages add their time zone.
    if match[2] != "/" or _LOCAL.search(text):
        return chosen, None
    named = "day" if order == "dmy" else "month"
    return chosen, f"the stored publication date {match[0]!r} is read {named} first"


def _named(day: str, month: str, year: str) -> str | None:
    number = _MONTHS.get(month.lower())
    if number is None:
        # Not a month's name that we know: other languages, unusual shortenings.
        return _by_dateparser(f"{day} {month} {year}") if len(year) == 4 else None
    full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)
    return _iso(full, number, int(day))


@lru_cache(maxsize=4096)
def _by_dateparser(text: str) -> str | None:
    import dateparser

    settings = {
        "DATE_ORDER": "DMY",
        "STRICT_PARSING": True,
        "PARSERS": ["absolute-time"],
        # Never the clock: day, month and year are all demanded of the text.
        "RELATIVE_BASE": datetime(2000, 1, 1),
    }
    found = dateparser.parse(text, languages=["id", "en", "ms"], settings=settings)
    return _iso(found.year, found.month, found.day) if found else None


def _in_jakarta(found: str | None, text: str, end: int) -> str | None:
    """The day in Jakarta where a time with an offset follows the date."""
    match = _CLOCK.match(text, end) if found else None
    if found is None or match is None:
        return found
    hours, minutes = int(match[6] or 0), int(match[7] or 0)
    if int(match[1]) > 23 or int(match[2]) > 59 or hours > 14 or minutes > 59:
        return found
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if match[5] == "-" else 1)
    day = date.fromisoformat(found)
    moment = datetime(day.year, day.month, day.day, int(match[1]), int(match[2]), tzinfo=timezone(offset))
    return moment.astimezone(JAKARTA).date().isoformat()


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year in _YEARS else None
    except ValueError:
        return None
