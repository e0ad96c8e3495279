"""Resolves printed dates: the missing year, the order of day and month, words counted from publication.

The day of the week printed beside a date must agree with it: it decides between day-first and
month-first, finds the year of a date without one, and exposes misprints.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mouextract.annotate.dates_printed import Printed
from mouextract.knowledge.calendar import (
    WEEKDAYS,
    make_date,
    nearest_year,
    partial,
    shift_month,
)
from mouextract.mentions import Basis

# A date this near to publication is this year's, whatever the day of the week says.
_NEAR = 31
# How far from another date of the text a date without year may lie, if no publication date is known.
_NEAR_TEXT = 60
# "(1/3)" without a day of the week is a page number unless it is news of the day.
_NEAR_WEAK = 21


@dataclass(frozen=True, slots=True)
class Base:
    """The day that other dates are counted from. `published` is False for a date of the text's events."""

    day: date
    basis: Basis
    published: bool = True


@dataclass(slots=True)
class Reading:
    """What a printed date means."""

    value: str | None
    basis: Basis = "text"
    warning: str | None = None


def read_full(printed: Printed, witnesses: Iterable[date]) -> Reading:
    """Meaning of a date with a year (of a month or a year alone, too).

    `witnesses`: the publication date and other days of the text. A printed day near one of them is
    right, whatever the day of the week says.
    """
    year, month, day = printed.year, printed.month, printed.day
    assert year is not None
    if month is None or day is None:
        return Reading(partial(year, month))
    as_printed = make_date(year, month, day)
    swapped = make_date(year, day, month) if printed.numeric and day <= 12 else None
    if as_printed is None:
        if swapped is not None:
            return Reading(
                swapped.isoformat(), warning="read month first: there is no such day the other way"
            )
        return Reading(None, warning="there is no such day")
    weekday = printed.weekday
    if weekday is None or as_printed.weekday() == weekday:
        return Reading(as_printed.isoformat())
    near = any(abs((as_printed - day).days) <= _NEAR for day in witnesses)
    if swapped is not None and swapped.weekday() == weekday and not near:
        return Reading(swapped.isoformat(), warning="read month first: only so the day of the week agrees")
    return Reading(as_printed.isoformat(), warning=_disagrees(as_printed, weekday))


def read_yearless(printed: Printed, base: Base | None, years: frozenset[int]) -> Reading | None:
    """Meaning of a day and month; None where they turn out to be no date at all.

    `years`: further years that the text prints, in which the date may lie.
    """
    month, day = printed.month, printed.day
    assert month is not None
    assert day is not None
    if base is None:
        if printed.weak and day <= month:
            return None
        return Reading(None, warning="the year is not known")
    best = nearest_year(month, day, base.day, printed.direction)
    if best is None:
        return None
    distance = abs((best - base.day).days)
    if printed.weak and distance > _NEAR_WEAK and day <= month:
        return None
    weekday = printed.weekday
    basis: Basis = base.basis
    if weekday is None:
        if not base.published and distance > _NEAR_TEXT:
            return Reading(None, warning="the year is not known")
        return Reading(best.isoformat(), basis)
    if best.weekday() == weekday:
        return Reading(best.isoformat(), basis)
    if distance > _NEAR or not base.published:
        near = {base.day.year - 1, base.day.year, base.day.year + 1} | years
        others = [d for y in near if (d := make_date(y, month, day)) and d.weekday() == weekday]
        if others:
            chosen = min(others, key=lambda d: (abs((d - base.day).days), d))
            return Reading(chosen.isoformat(), "inferred")
    if not base.published:
        return Reading(None, warning=f"the year is not known; {_disagrees(best, weekday)}")
    return Reading(best.isoformat(), basis, _disagrees(best, weekday))


def _disagrees(day: date, weekday: int) -> str:
    return f"{WEEKDAYS[weekday]} is printed, but {day.isoformat()} is {WEEKDAYS[day.weekday()]}"


def read_words(printed: Printed, base: Base | None) -> Reading:
    """Meaning of a day of the week alone, or of words such as `tahun lalu`, counted from `base`."""
    if base is None or printed.offset is None:
        return Reading(None)
    unit, steps = printed.offset
    if printed.weekday is not None:
        return Reading(_weekday(printed.weekday, printed.direction, steps, base.day).isoformat(), base.basis)
    value = _counted(unit, steps, printed, base.day)
    return Reading(value, base.basis if value else "text")


def _weekday(weekday: int, direction: str | None, weeks: int, base: date) -> date:
    """The nearest such day: not after `base` unless the words say so."""
    monday = base - timedelta(days=base.weekday())
    if weeks:
        return monday + timedelta(days=weekday + (7 if direction == "future" else -7))
    back = (base.weekday() - weekday) % 7
    if direction == "future":
        return base + timedelta(days=(weekday - base.weekday()) % 7 or 7)
    return base - timedelta(days=back or (7 if direction == "past" else 0))


def _counted(unit: str, steps: int, printed: Printed, base: date) -> str | None:
    match unit:
        case "day":
            return (base + timedelta(days=steps)).isoformat()
        case "week":
            # A week is no partial date; its month is one, where the week lies in one month.
            monday = base - timedelta(days=base.weekday()) + timedelta(weeks=steps)
            first = monday + timedelta(days=5) if printed.edge else monday
            last = monday + timedelta(days=6)
            return partial(last.year, last.month) if first.month == last.month else None
        case "month":
            return partial(*shift_month(base.year, base.month, steps))
        case "year":
            return partial(base.year + steps)
        case "name" if printed.month:
            year = base.year
            if steps < 0 and printed.month == base.month:
                # This month's beginning or last year's: the words do not tell.
                return None
            if steps < 0 and printed.month > base.month:
                year -= 1
            elif steps > 0 and printed.month < base.month:
                year += 1
            return partial(year, printed.month)
        case "dated" if printed.month:
            return partial(base.year + steps, printed.month)
    return None
