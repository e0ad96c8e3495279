"""Names of months, days and units, and the reading of written dates, from the rules and from dateparser.

The rules give the names of months; dateparser reads the English forms, and names without a number.
Every reading is cached, and the library, which takes a quarter of a second, is imported only when the
first of these is met.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from mouextract.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mouextract.rules import Rule, RuleSet


@lru_cache(maxsize=4096)
def read_span(span: str) -> date | None:
    """The day that dateparser reads in a span with day, month and year; None where it reads none."""
    import dateparser

    found: datetime | None = dateparser.parse(
        span,
        languages=["id", "en"],
        settings={
            "DATE_ORDER": "DMY",
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
        },
    )
    return found.date() if found else None


class DateLexicon:
    """Months, days, units of time and numbers by name. RuleError where a rule's value is out of range.

    `units`: word to `day`, `week`, `month` or `year`. `counts`: word to number. `weekday_regex`: all
    names of days, the longest first.
    """

    def __init__(self, rules: RuleSet) -> None:
        self._months: dict[str, int | None] = {}
        for rule in rules.of("dates", "month"):
            number = None if rule.value is None else _number(rule, 1, 12)
            for name in _names(rule):
                self._months[name] = number
        self.weekdays = _days(rules.of("dates", "weekday"))
        self.short_weekdays = _days(rules.of("dates", "weekday_short"))
        self.units = {name: str(rule.value) for rule in rules.of("dates", "unit") for name in _names(rule)}
        self.counts = {n: _number(r, 0, 99) for r in rules.of("dates", "count") for n in _names(r)}
        words = sorted({*self.weekdays, *self.short_weekdays}, key=len, reverse=True)
        self.weekday_regex = "|".join(re.escape(word) for word in words)

    def month(self, name: str) -> int | None:
        """Number of a month by its name, whatever the case; None for another word."""
        name = name.lower()
        if name not in self._months:
            return None
        number = self._months[name]
        if number is None and (day := read_span(f"1 {name} 2000")):
            return day.month
        return number

    def weekday(self, name: str) -> int | None:
        """Number of a day by its name or short name, whatever the case; None for another word."""
        name = name.lower()
        found = self.weekdays.get(name)
        return self.short_weekdays.get(name) if found is None else found


def _names(rule: Rule) -> tuple[str, ...]:
    if not rule.phrases:
        raise RuleError(f"{rule.file}: {rule.id}: needs a pattern of names")
    return tuple(name.lower() for name in rule.phrases)


def _number(rule: Rule, least: int, most: int) -> int:
    if rule.value is None or not rule.value.isdecimal() or not least <= int(rule.value) <= most:
        raise RuleError(f"{rule.file}: {rule.id}: value: must be a number from {least} to {most}")
    return int(rule.value)


def _days(rules: Iterable[Rule]) -> dict[str, int]:
    return {name: _number(rule, 0, 6) for rule in rules for name in _names(rule)}
