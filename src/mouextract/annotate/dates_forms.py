"""Finds calendar dates: the rules' forms are tried at each number that may begin one.

What is found here is printed, not yet resolved: a year may be missing, day and month may stand in
the other order, and nothing is known of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from mouextract.annotate.dates_lexicon import DateLexicon, read_span
from mouextract.annotate.dates_printed import LookAlikes, Printed, need_regex, one_regex
from mouextract.errors import RuleError
from mouextract.knowledge.calendar import FIRST_YEAR, LAST_YEAR, ROMAN_MONTHS, full_year
from mouextract.rules import Rule, RuleSet

_NUMBER = re.compile(r"\d+")
_ASCII_NUMBER = re.compile(r"[0-9]+")
_WORD = re.compile(r"[A-Za-z]+(?:[', ]at\b)?")
_CLOSE = re.compile(r"/? ?\)")
# How far a date reaches from its first number; a day's name before it; the month before the year.
_REACH, _WEEKDAY_REACH, _YEAR_REACH = 90, 48, 30
# Only an address or a code that holds the date begins far before it.
_DROP_REACH, _CODE_REACH = 60, 300

# Year, month and day as printed.
_End = tuple[int | None, int, int]


class DateForms:
    """Finds what the rules of the label `form` describe. RuleError where one lacks what it needs."""

    def __init__(self, rules: RuleSet, lexicon: DateLexicon, look_alikes: LookAlikes) -> None:
        self._lexicon = lexicon
        self._look_alikes = look_alikes
        by_start: dict[str, list[Rule]] = {"short": [], "year": []}
        for rule in rules.of("dates", "form"):
            need_regex(rule)
            if rule.attrs.get("start") not in by_start:
                raise RuleError(f"{rule.file}: {rule.id}: attrs.start: must be short or year")
            by_start[rule.attrs["start"]].append(rule)
        self._short, self._year = by_start["short"], by_start["year"]
        self._before_short = [rule for rule in self._short if "before" in rule.attrs]
        self._possible = _prefilter(rule for rule in self._short if "before" not in rule.attrs)
        days = lexicon.weekday_regex
        gap = one_regex(rules.of("dates", "weekday_gap")).pattern
        pair = one_regex(rules.of("dates", "weekday_pair")).pattern
        self._before = re.compile(
            rf"(?<![A-Za-z])(?:(?P<first>(?i:{days})){pair}(?=(?i:{days})))?"
            rf"(?P<second>(?i:{days}))\.?(?![A-Za-z]){gap}\Z"
        )
        self._after = re.compile(rf",? ?\((?P<day>(?i:{days}))\)")

    def find(self, folded: str) -> list[Printed]:
        """The calendar dates of a folded text, in text order; the two ends of one range overlap."""
        found: list[Printed] = []
        done = 0
        numbers = _ASCII_NUMBER if folded.isascii() else _NUMBER
        for number in numbers.finditer(folded):
            start, end = number.span()
            if start < done:
                continue
            rules = self._candidates(folded, start, end - start)
            if not rules or not _may_begin(folded, start):
                continue
            for rule in rules:
                match = _match(rule, folded, start, done)
                if match is None:
                    continue
                printed = self._read(rule, match, folded)
                if printed:
                    if not self._is_look_alike(folded, printed):
                        found.extend(printed)
                    done = match.end()
                    break
        return found

    def _candidates(self, folded: str, start: int, length: int) -> list[Rule]:
        if length <= 2:
            possible = self._possible.match(folded, start, start + _REACH)
            return self._short if possible else self._before_short
        if length == 4 and folded.startswith(("19", "20"), start):
            return self._year
        return []

    def _read(self, rule: Rule, match: re.Match[str], folded: str) -> list[Printed]:
        """The dates of a match: none where the numbers or the name make no date, two for a range."""
        groups = match.groupdict()
        year = full_year(groups["year"]) if groups.get("year") else None
        month = self._month(groups)
        if month == 0 or (year is not None and not FIRST_YEAR <= year <= LAST_YEAR):
            return []
        start, end = match.span()
        if "day" not in groups and "days" not in groups:
            kind = "year" if month is None else "month"
            start = start if month is None else match.start("name")
            return [Printed(start, end, rule, kind, year, month, core=start)]
        if month is None:
            return []
        ends = _ends(match, year, month)
        numeric = bool(groups.get("month")) and len(ends) == 1
        if not ends or not all(_plausible(m, d, numeric) for _, m, d in ends):
            return []
        if rule.attrs.get("parse") == "span":
            day = read_span(match[0])
            if day is None:
                return []
            ends = [(day.year, day.month, day.day)]
        first, second, at = self._weekdays(folded, start, end)
        if rule.attrs.get("needs_weekday") and at == start:
            return []
        weak = bool(rule.attrs.get("weak")) and at == start
        kind = "yearless" if ends[-1][0] is None else "full"
        close = _CLOSE.match(folded, end) if "(" in folded[at:start] else None
        whole = close.end() if close else end
        if len(ends) == 1:
            weekday = second
            return [Printed(at, whole, rule, kind, *ends[0], weekday, start, numeric=numeric, weak=weak)]
        # One day's name before a range is that of its first day.
        weekdays = {0: second} if first is None else {0: first, len(ends) - 1: second}
        printed = []
        for i, ((y, m, d), spot) in enumerate(zip(ends, _spots(match), strict=True)):
            name = None if len(ends) > 2 else "from" if i == 0 else "to"
            span = (spot, end) if i else (at, whole)
            weekday = weekdays.get(i)
            printed.append(Printed(*span, rule, kind, y, m, d, weekday, spot, name, weak=weak, alone=False))
        return printed

    def _month(self, groups: dict[str, str | None]) -> int | None:
        """Number of the month; 0 where the word or number is none, None where the form has none."""
        if name := groups.get("name"):
            return self._lexicon.month(name) or 0
        if roman := groups.get("roman"):
            return ROMAN_MONTHS.get(roman, 0)
        if digits := groups.get("month"):
            return int(digits)
        return None

    def _weekdays(self, folded: str, start: int, end: int) -> tuple[int | None, int | None, int]:
        """Days of the week printed beside a date, and where the expression begins with them.

        One day is the second; two ("Rabu dan Kamis (3-4/5)") are first and second.
        """
        for word in _WORD.finditer(folded, max(0, start - _WEEKDAY_REACH), start):
            # Trying the whole regex everywhere would cost ten times as much.
            if self._lexicon.weekday(word[0]) is None:
                continue
            if match := self._before.match(folded, word.start(), start):
                first = self._lexicon.weekday(match["first"]) if match["first"] else None
                return first, self._lexicon.weekday(match["second"]), match.start()
        after = self._after.match(folded, end)
        return None, self._lexicon.weekday(after["day"]) if after else None, start

    def _is_look_alike(self, folded: str, printed: list[Printed]) -> bool:
        first = printed[0]
        if first.start < first.core:
            # A day of the week stands before it.
            return False
        spaced = first.start == 0 or folded[first.start - 1] in " \n("
        reach = _DROP_REACH if spaced else _CODE_REACH
        return self._look_alikes.cover(folded, first.kind, first.core, printed[-1].end, reach)


def _prefilter(rules: Iterable[Rule]) -> re.Pattern[str]:
    """One regex that matches wherever one of the forms does: named groups and back references loosened."""
    parts = []
    for rule in rules:
        loose = re.sub(r"\(\?P<\w+>", "(?:", need_regex(rule).pattern)
        parts.append(re.sub(r"\(\?P=\w+\)", r"[\\s\\S]{0,3}", loose))
    return re.compile("|".join(f"(?:{part})" for part in parts) or "(?!)")


def _match(rule: Rule, folded: str, start: int, done: int) -> re.Match[str] | None:
    """The form at the number at `start`; with attrs.before it may begin earlier, but not before `done`."""
    regex = need_regex(rule)
    before = rule.attrs.get("before")
    if before is None:
        return regex.match(folded, start, start + _REACH)
    match = regex.search(folded, max(done, start - before), start + _YEAR_REACH)
    group = "day" if rule.attrs["start"] == "short" else "year"
    return match if match is not None and match.start(group) == start else None


def _ends(match: re.Match[str], year: int | None, month: int) -> list[_End]:
    """The days of a form; none where they do not ascend."""
    groups = match.groupdict()
    if groups.get("days"):
        days = [int(d) for d in _NUMBER.findall(groups["days"])]
        ascending = all(a < b for a, b in pairwise(days))
        return [(year, month, day) for day in days] if ascending else []
    day = int(groups["day"])
    if not groups.get("day2"):
        return [(year, month, day)]
    last_year = full_year(groups["year2"]) if groups.get("year2") else year
    last = int(groups["month2"]), int(groups["day2"])
    if year is None and last_year is not None:
        # The year stands once, after the second end: 30/12-2/1/2023.
        year = last_year - 1 if (month, day) > last else last_year
    return [(year, month, day), (last_year, *last)]


def _spots(match: re.Match[str]) -> list[int]:
    """Where each day of a range or list begins."""
    if match.groupdict().get("day2"):
        return [match.start("day"), match.start("day2")]
    base = match.start("days")
    return [base + m.start() for m in _NUMBER.finditer(match["days"])]


def _may_begin(folded: str, start: int) -> bool:
    """A date does not begin inside a code, a sum, a phone number, a version or an address."""
    if start == 0:
        return True
    before = folded[start - 1]
    if before.isspace() or before in "([":
        return True
    if before.isalnum():
        # "pada20 Juni" lost its space; "G20" and "B12" did not.
        return before.islower()
    if before in "_=+@#":
        return False
    if before in "/-.,:" and start > 1:
        if folded[start - 2].isdigit():
            # Only the number of a list may stand there: "1.15 Juni".
            return before == "." and folded[start : start + 9].lstrip("0123456789 ")[:3].isalpha()
        if before in "/-" and folded[start - 2].isalnum():
            # "KABAR.COM-12/06/2025" and "15 Maret-24 Maret", but neither "B-12" nor "S-2".
            return start > 3 and folded[start - 4 : start - 1].isalpha()
    return True


def _plausible(month: int, day: int, either_order: bool) -> bool:
    if not 1 <= day <= 31:
        return False
    return 1 <= month <= 12 or (either_order and 12 < month <= 31 and day <= 12)
