"""Finds date expressions in raw text: calendar dates at numbers, the others at their trigger words.

What is found here is printed, not yet resolved: a year may be missing, day and month may stand in
the other order, and nothing is known of publication.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

import ahocorasick_rs

from mouextract.annotate.dates_lexicon import DateLexicon, read_span
from mouextract.errors import RuleError
from mouextract.knowledge.calendar import FIRST_YEAR, LAST_YEAR, ROMAN_MONTHS, full_year
from mouextract.rules import Rule, RuleSet


@dataclass(slots=True)
class Printed:
    """A date expression as printed; `start` and `end` grow to take in the day of the week."""

    start: int
    end: int
    rule: Rule
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    # Where the calendar date itself begins, without the day of the week before it.
    core: int = 0
    range: str | None = None
    # Unit and steps of a relative expression, e.g. ("month", -1); `month` may hold a month's number.
    offset: tuple[str, int] | None = None
    direction: str | None = None
    numeric: bool = False
    weak: bool = False
    # "akhir pekan lalu": only the end of the week.
    edge: bool = False
    # False for one of several days that share a month.
    alone: bool = True


_NUMBER = re.compile(r"\d+")
# How far a date reaches from its first number.
_REACH = 90
_WORD = re.compile(r"[A-Za-z]+(?:[', ]at\b)?")
_RELATIVE = re.compile(r"(?:day|week|month|year|unit|n|name):[+-]?\d{1,2}")
_CLOSE = re.compile(r"/? ?\)")
_COUNT_WORDS = ("dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
_COUNTS = {w: n for n, w in enumerate(_COUNT_WORDS, 2)}
_UNITS = {"hari": "day", "pekan": "week", "minggu": "week", "bulan": "month", "tahun": "year"}
# Between a day's name and its date: "Kamis siang (16/3", "Senin, tanggal 12 Mei", "Jumat\n12 Mei".
_GAP = (
    r"(?:\s?(?i:pagi|siang|sore|petang|malam|dini hari|subuh|kemarin|lalu|tadi|ini|besok"
    r"|tanggal|tgl\.?)){0,3}"
    r"[ ,.:;/|-]{0,3}\n?\(?\s?(?i:tanggal |tgl\.? )?"
)
_PAIR = r"\s?(?:-|,|/|&|(?i:dan|hingga|sampai(?: dengan)?|s\.?/?d\.?))\s?"


class DateForms:
    """Finds what the rules describe. RuleError where a rule lacks what its label needs."""

    def __init__(self, rules: RuleSet, lexicon: DateLexicon) -> None:
        self._lexicon = lexicon
        self._short: list[Rule] = []
        self._year: list[Rule] = []
        for rule in rules.of("dates", "form"):
            _regex(rule)
            start = rule.attrs.get("start")
            if start not in ("short", "year"):
                raise RuleError(f"{rule.file}: {rule.id}: attrs.start: must be short or year")
            (self._short if start == "short" else self._year).append(rule)
        self._before_short = [rule for rule in self._short if "before" in rule.attrs]
        self._possible = _prefilter(rule for rule in self._short if "before" not in rule.attrs)
        self._drop = _drops(rules.of("dates", "drop"))
        days = lexicon.weekday_regex
        self._before = re.compile(
            rf"(?<![A-Za-z])(?:(?P<first>(?i:{days}))(?:{_PAIR})(?=(?i:{days})))?"
            rf"(?P<second>(?i:{days}))\.?(?![A-Za-z]){_GAP}\Z"
        )
        self._after = re.compile(rf",? ?\((?P<day>(?i:{days}))\)")
        self._words: list[list[Rule]] = []
        patterns: dict[str, list[Rule]] = {}
        for rule in rules.of("dates", "relative"):
            _regex(rule)
            if not _RELATIVE.fullmatch(rule.value or ""):
                raise RuleError(f"{rule.file}: {rule.id}: value: must be a unit and steps, such as month:-1")
            for word in rule.attrs.get("trigger", ()):
                patterns.setdefault(word, []).append(rule)
        for rule in rules.of("dates", "weekday_only"):
            _regex(rule)
            for word in lexicon.weekdays:
                patterns.setdefault(word, []).append(rule)
        cases = {form: found for word, found in patterns.items() for form in _cases(word)}
        self._words = list(cases.values())
        self._triggers = ahocorasick_rs.AhoCorasick(
            list(cases), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def find(self, folded: str) -> list[Printed]:
        """All date expressions of a folded text, in text order; two ends of one range may overlap."""
        found = self._calendar(folded)
        found.extend(self._by_words(folded, _Taken(found)))
        found.sort(key=lambda p: (p.start, -p.end))
        return found

    # ------------------------------------------------------------ calendar dates
    def _calendar(self, folded: str) -> list[Printed]:
        found: list[Printed] = []
        done = 0
        for number in _NUMBER.finditer(folded):
            start, end = number.span()
            if start < done:
                continue
            length = end - start
            if length <= 2:
                rules = (
                    self._short if self._possible.match(folded, start, start + _REACH) else self._before_short
                )
            elif length == 4 and folded.startswith(("19", "20"), start):
                rules = self._year
            else:
                continue
            if not _may_begin(folded, start):
                continue
            for rule in rules:
                match = self._match(rule, folded, start, done)
                if match is None:
                    continue
                printed = self._read(rule, match, folded)
                if not printed:
                    continue
                if not self._dropped(folded, printed):
                    found.extend(printed)
                done = match.end()
                break
        return found

    def _match(self, rule: Rule, folded: str, start: int, done: int) -> re.Match[str] | None:
        assert rule.regex is not None
        before = rule.attrs.get("before")
        if before is None:
            return rule.regex.match(folded, start, start + _REACH)
        match = rule.regex.search(folded, max(done, start - before), start + 30)
        if match is None or match.start() > start or match.end() <= start:
            return None
        group = "day" if rule.attrs["start"] == "short" else "year"
        return match if match.start(group) == start else None

    def _read(self, rule: Rule, match: re.Match[str], folded: str) -> list[Printed]:
        """The dates of a match: none where the numbers or the name make no date, two for a range."""
        groups = match.groupdict()
        year = full_year(groups["year"]) if groups.get("year") else None
        month = self._month(groups)
        if month == 0 or (year is not None and not FIRST_YEAR <= year <= LAST_YEAR):
            return []
        numeric = bool(groups.get("month"))
        start, end = match.span()
        first = second = None
        if "day" not in groups and "days" not in groups:
            kind = "year" if month is None else "month"
            return [
                Printed(match.start("name") if month else start, end, rule, kind, year, month, core=start)
            ]
        if groups.get("days"):
            days = [int(d) for d in re.findall(r"\d+", groups["days"])]
            if any(not 1 <= d <= 31 for d in days) or sorted(set(days)) != days:
                return []
        else:
            days = [int(groups["day"])]
        kind = "yearless" if year is None else "full"
        ends = [(year, month, day) for day in days]
        if groups.get("day2"):
            year2 = full_year(groups["year2"]) if groups.get("year2") else year
            ends = [(year or year2, month, days[0]), (year2, int(groups["month2"]), int(groups["day2"]))]
            kind = "yearless" if year2 is None else "full"
            if ends[0][0] is not None and year is None and ends[0][1:] > ends[1][1:]:
                ends[0] = (ends[0][0] - 1, month, days[0])
        for _, m, d in ends:
            if not _plausible(m, d, numeric and len(ends) == 1):
                return []
        if rule.attrs.get("parse") == "span" and year is not None:
            day = read_span(match[0])
            if day is None:
                return []
            ends = [(day.year, day.month, day.day)]
        first, second, at = self._weekdays(folded, start, end)
        if rule.attrs.get("needs_weekday") and at == start:
            return []
        weak = bool(rule.attrs.get("weak")) and at == start
        close = _CLOSE.match(folded, end) if "(" in folded[at:start] else None
        whole = close.end() if close else end
        if len(ends) == 1:
            y, m, d = ends[0]
            return [Printed(at, whole, rule, kind, y, m, d, second, start, numeric=numeric, weak=weak)]
        spots = self._spots(match, len(ends))
        printed = []
        for i, (y, m, d) in enumerate(ends):
            last = i == len(ends) - 1
            weekday = (
                (first if i == 0 else second if last else None)
                if first is not None
                else (second if i == 0 else None)
            )
            name = ("from" if i == 0 else "to") if len(ends) == 2 else None
            span = (at, whole) if i == 0 else (spots[i], end)
            printed.append(
                Printed(*span, rule, kind, y, m, d, weekday, spots[i], name, weak=weak, alone=False)
            )
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
        low = max(0, start - 48)
        match = None
        for word in _WORD.finditer(folded, low, start):
            # Trying the whole regex everywhere would cost ten times as much.
            if self._lexicon.weekday(word[0]) is not None and (
                match := self._before.match(folded, word.start(), start)
            ):
                break
        if match is None:
            after = self._after.match(folded, end)
            return None, self._lexicon.weekday(after["day"]) if after else None, start
        first = self._lexicon.weekday(match["first"]) if match["first"] else None
        return first, self._lexicon.weekday(match["second"]), match.start()

    @staticmethod
    def _spots(match: re.Match[str], count: int) -> list[int]:
        """Where each end of a range begins."""
        if "day2" in match.re.groupindex and match["day2"]:
            return [match.start("day"), match.start("day2")]
        base = match.start("days")
        return [base + m.start() for m in re.finditer(r"\d+", match["days"])][:count]

    def _dropped(self, folded: str, printed: list[Printed]) -> bool:
        first = printed[0]
        if first.start < first.core:
            # A day of the week stands before it.
            return False
        spaced = first.start == 0 or folded[first.start - 1] in " \n("
        # Only an address or a code that holds the date may begin far before it.
        return self._drops(folded, first.kind, first.core, printed[-1].end, 60 if spaced else 300)

    def _drops(self, folded: str, kind: str, start: int, end: int, reach: int) -> bool:
        for drop in self._drop[kind].finditer(folded, max(0, start - reach), end + 16):
            if drop.start() >= end:
                return False
            if drop.end() > start:
                return True
        return False

    # ------------------------------------------------------------ words
    def _by_words(self, folded: str, taken: _Taken) -> Iterator[Printed]:
        done = 0
        for index, start, end in self._triggers.find_matches_as_indexes(folded):
            if start < done:
                continue
            for rule in self._words[index]:
                printed = self._word(rule, folded, start, end, done)
                if printed is None:
                    continue
                if not taken.touches(printed) and not (
                    printed.kind == "weekday"
                    and self._drops(folded, "weekday", printed.start, printed.end, 24)
                ):
                    yield printed
                    done = printed.end
                    break

    def _word(self, rule: Rule, folded: str, start: int, end: int, done: int) -> Printed | None:
        assert rule.regex is not None
        if rule.label == "weekday_only":
            if (
                start
                and folded[start - 1].isalpha()
                and not (folded[start - 1].islower() and folded[start].isupper())
            ):
                return None
            match = rule.regex.match(folded, start, end + 30)
            weekday = self._lexicon.weekdays.get(match["weekday"].lower()) if match else None
            if match is None or weekday is None or folded[start].islower():
                return None
            direction = "past" if match["before"] else "future" if match["after"] else None
            weeks = (
                1 if (match["before"] or match["after"] or "").lower().startswith(("pekan", "minggu")) else 0
            )
            return Printed(
                start,
                match.end(),
                rule,
                "weekday",
                weekday=weekday,
                direction=direction,
                offset=("week", weeks),
            )
        low = max(done, start - rule.attrs.get("before", 0))
        match = rule.regex.search(folded, low, end + 12)
        if match is None or match.end() < end or match.start() > start:
            return None
        if match.start() == start and start and folded[start - 1].isalpha():
            return None
        groups = match.groupdict()
        unit, _, steps = str(rule.value).partition(":")
        count = int(steps)
        month = None
        if unit == "name":
            month = self._lexicon.month(groups["name"])
        elif unit == "n":
            n = groups["n"].lower()
            count *= int(n) if n.isdecimal() else _COUNTS.get(n, 1)
        if groups.get("unit"):
            unit = _UNITS[groups["unit"].lower()]
        return Printed(
            match.start(),
            match.end(),
            rule,
            "relative",
            month=month,
            offset=(unit, count),
            edge=bool(groups.get("edge")),
        )


def one_regex(rules: Iterable[Rule], suffix: str = "") -> re.Pattern[str]:
    """One regex for all rules of a label. RuleError for a rule without a regex or with its own flags."""
    parts = []
    for rule in rules:
        part = f"(?:{_regex(rule).pattern})"
        try:
            re.compile(part)
        except re.error as error:
            raise RuleError(
                f"{rule.file}: {rule.id}: regex: use (?i:...), no global flags: {error}"
            ) from None
        parts.append(part)
    return re.compile(f"(?:{'|'.join(parts) or '(?!)'}){suffix}")


def _prefilter(rules: Iterable[Rule]) -> re.Pattern[str]:
    """One regex that matches wherever one of the forms does: named groups and back references loosened."""
    parts = []
    for rule in rules:
        loose = re.sub(r"\(\?P<\w+>", "(?:", _regex(rule).pattern)
        parts.append(re.sub(r"\(\?P=\w+\)", r"[\\s\\S]{0,3}", loose))
    return re.compile("|".join(f"(?:{part})" for part in parts) or "(?!)")


def _drops(rules: Iterable[Rule]) -> dict[str, re.Pattern[str]]:
    by_kind: dict[str, list[Rule]] = {kind: [] for kind in ("full", "yearless", "month", "year", "weekday")}
    for rule in rules:
        kinds = rule.attrs.get("kinds", ())
        if not kinds or not set(kinds) <= set(by_kind):
            raise RuleError(f"{rule.file}: {rule.id}: attrs.kinds: needs some of {', '.join(by_kind)}")
        for kind in kinds:
            by_kind[kind].append(rule)
    return {kind: one_regex(chosen) for kind, chosen in by_kind.items()}


def _regex(rule: Rule) -> re.Pattern[str]:
    if rule.regex is None:
        raise RuleError(f"{rule.file}: {rule.id}: label {rule.label} needs a regex")
    return rule.regex


def _cases(word: str) -> set[str]:
    return {word, word.capitalize(), word.title(), word.upper()}


class _Taken:
    """The stretches that calendar dates cover, with the three characters after each.

    A word right after a date belongs to it: "Sabtu (23/7) kemarin".
    """

    def __init__(self, found: list[Printed]) -> None:
        self._starts = [p.start for p in found]
        self._ends = list(accumulate((p.end + 3 for p in found), max))

    def touches(self, printed: Printed) -> bool:
        index = bisect_left(self._starts, printed.end)
        return index > 0 and self._ends[index - 1] >= printed.start


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
            return folded[max(0, start - 4) : start - 1].isalpha() and start > 3
    return True


def _plausible(month: int | None, day: int, swappable: bool) -> bool:
    if month is None or not 1 <= day <= 31:
        return False
    return 1 <= month <= 12 or (swappable and month <= 31 and day <= 12 and month > 0)
