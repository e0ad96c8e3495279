"""Finds dates told in words: a day of the week alone, `kemarin`, `tahun lalu`, `September lalu`.

A trigger word (one search for all of them) makes the rules be tried around it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

import ahocorasick_rs

from mouextract.annotate.dates_lexicon import DateLexicon
from mouextract.annotate.dates_printed import LookAlikes, Printed, need_regex
from mouextract.errors import RuleError
from mouextract.rules import Rule, RuleSet

_VALUE = re.compile(r"(?:day|week|month|year|unit|n|name|dated):[+-]?\d{1,2}")
# How far an expression reaches beyond its trigger word, and a look-alike before a day's name.
_REACH, _WEEKDAY_REACH, _DROP_REACH = 12, 30, 40


class DateWords:
    """Finds what the rules of the labels `relative` and `weekday_only` describe.

    RuleError where a rule lacks its regex or its value is no unit and steps.
    """

    def __init__(self, rules: RuleSet, lexicon: DateLexicon, look_alikes: LookAlikes) -> None:
        self._lexicon = lexicon
        self._look_alikes = look_alikes
        triggers: dict[str, list[Rule]] = {}
        for rule in rules.of("dates", "relative"):
            need_regex(rule)
            if not _VALUE.fullmatch(rule.value or ""):
                raise RuleError(f"{rule.file}: {rule.id}: value: must be a unit and steps, such as month:-1")
            for word in rule.attrs.get("trigger", ()):
                triggers.setdefault(word, []).append(rule)
        for rule in rules.of("dates", "weekday_only"):
            need_regex(rule)
            for word in lexicon.weekdays:
                triggers.setdefault(word, []).append(rule)
        forms = {form: chosen for word, chosen in triggers.items() for form in _cases(word)}
        self._rules = list(forms.values())
        self._triggers = ahocorasick_rs.AhoCorasick(
            list(forms), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def find(self, folded: str, calendar: list[Printed]) -> Iterator[Printed]:
        """The expressions that are no part of one of the calendar dates (given in text order)."""
        taken = _Taken(calendar)
        done = 0
        for index, start, end in self._triggers.find_matches_as_indexes(folded):
            if start < done:
                continue
            for rule in self._rules[index]:
                if rule.label == "weekday_only":
                    printed = self._weekday(rule, folded, start, end)
                else:
                    printed = self._relative(rule, folded, start, end, done)
                # "… (6/3). Sehari sebelumnya": counts from a date, is no part of it.
                if printed is not None and ("anchor" in rule.attrs or not taken.touches(printed)):
                    yield printed
                    done = printed.end
                    break

    def _weekday(self, rule: Rule, folded: str, start: int, end: int) -> Printed | None:
        # Days' names have a capital ("minggu" is a week), also where the space before is lost.
        if folded[start].islower() or (
            start and folded[start - 1].isalpha() and not folded[start - 1].islower()
        ):
            return None
        match = need_regex(rule).match(folded, start, end + _WEEKDAY_REACH)
        weekday = self._lexicon.weekdays.get(match["weekday"].lower()) if match else None
        if match is None or weekday is None:
            return None
        if self._look_alikes.cover(folded, "weekday", start, match.end(), _DROP_REACH):
            return None
        direction = "past" if match["before"] else "future" if match["after"] else None
        said = (match["before"] or match["after"] or "").split()
        weeks = 1 if said and self._lexicon.units.get(said[0].lower()) == "week" else 0
        offset = ("week", weeks)
        return Printed(
            start, match.end(), rule, "weekday", weekday=weekday, direction=direction, offset=offset
        )

    def _relative(self, rule: Rule, folded: str, start: int, end: int, done: int) -> Printed | None:
        low = max(done, start - rule.attrs.get("before", 0))
        match = need_regex(rule).search(folded, low, end + _REACH)
        if match is None or match.end() < end or match.start() > start:
            return None
        if match.start() and folded[match.start() - 1].isalpha() and not folded[match.start()].isupper():
            return None
        groups = match.groupdict()
        unit, _, steps = str(rule.value).partition(":")
        count = int(steps)
        month = None
        if unit in ("name", "dated"):
            month = self._lexicon.month(groups["name"])
        elif unit == "n":
            n = groups["n"].lower()
            count *= int(n) if n.isdecimal() else self._lexicon.counts.get(n, 1)
        if groups.get("unit"):
            unit = self._lexicon.units.get(groups["unit"].lower(), "")
        edge = bool(groups.get("edge"))
        return Printed(
            match.start(), match.end(), rule, "relative", month=month, offset=(unit, count), edge=edge
        )


# Characters of `, ` between a word and the date that it belongs to.
_COMMA = 2


class _Taken:
    """The stretches that calendar dates cover, with the three characters after each.

    A word right after a date belongs to it, "Sabtu (23/7) kemarin", or right before it: "kemarin, Senin (27/9)".
    """

    def __init__(self, found: list[Printed]) -> None:
        self._starts = [p.start for p in found]
        self._ends = list(accumulate((p.end + 3 for p in found), max))

    def touches(self, printed: Printed) -> bool:
        index = bisect_left(self._starts, printed.end)
        beside = index < len(self._starts) and self._starts[index] - printed.end <= _COMMA
        return (index > 0 and self._ends[index - 1] >= printed.start) or (beside and printed.weekday is None)


def _cases(word: str) -> list[str]:
    return [word, word.capitalize(), word.title(), word.upper()]
