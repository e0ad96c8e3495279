"""Dates: every date expression of an article, with what it means (rules: `patterns/dates.toml`).

Calendar dates, with or without year, ranges, months and years; days of the week and words counted
from the publication date. Finding is `dates_forms` and `dates_words`, meaning `dates_resolve`,
whose date it is `dates_roles`.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from mouextract.annotate.dates_forms import DateForms
from mouextract.annotate.dates_lexicon import DateLexicon
from mouextract.annotate.dates_printed import LookAlikes, Printed, one_regex
from mouextract.annotate.dates_resolve import Base, Reading, read_full, read_words, read_yearless
from mouextract.annotate.dates_roles import DateRoles, Place, mark_page_clock
from mouextract.annotate.dates_words import DateWords
from mouextract.errors import RuleError
from mouextract.knowledge.calendar import DIRECTIONS, parse_full
from mouextract.mentions import Annotations, DateMention
from mouextract.rules import RuleSet

if TYPE_CHECKING:
    from spacy.vocab import Vocab

# Where no publication date is known, words are counted from the first full date of the lead.
_LEAD = 1200
_WITNESSES = 40
# How far before a date the words that tell its direction may begin.
_BEFORE = 60


class DateAnnotator:
    """Fills `ann.dates`, in text order; the two ends of a range may overlap."""

    def __init__(self, rules: RuleSet, vocab: Vocab | None) -> None:
        lexicon = DateLexicon(rules)
        look_alikes = LookAlikes(rules.of("dates", "drop"))
        self._forms = DateForms(rules, lexicon, look_alikes)
        self._words = DateWords(rules, lexicon, look_alikes)
        self._roles = DateRoles(rules)
        connectors = rules.of("dates", "connector")
        self._range = one_regex(r for r in connectors if r.value != "list")
        self._list = one_regex(r for r in connectors if r.value == "list")
        self._directions: list[tuple[re.Pattern[str], str]] = []
        self._terms: list[tuple[re.Pattern[str], str]] = []
        for rule in rules.of("dates", "direction"):
            if rule.regex is None or rule.value not in DIRECTIONS:
                raise RuleError(
                    f"{rule.file}: {rule.id}: needs a regex and one of the values {', '.join(DIRECTIONS)}"
                )
            if rule.attrs.get("before"):
                self._terms.append((re.compile(rf"(?:{rule.regex.pattern})\Z"), rule.value))
            else:
                self._directions.append((rule.regex, rule.value))

    def annotate(self, ann: Annotations) -> None:
        """Add the dates of an article; needs `ann.folded`, uses `ann.published` and `ann.zones`."""
        self._annotate(ann, told=True)

    def annotate_stated(self, ann: Annotations) -> None:
        """Add the calendar dates; what words tell (`kemarin`, `Senin`) only where it may decide a date's role.

        A day that the article also calls by its weekday is in the news.
        """
        self._annotate(ann, told=False)

    def _annotate(self, ann: Annotations, *, told: bool) -> None:
        folded = ann.folded
        calendar = self._forms.find(folded)
        told = told or any(p.day is not None and p.weekday is None for p in calendar)
        words = list(self._words.find(folded, calendar)) if told else []
        if not calendar and not words:
            return
        self._join(folded, calendar)
        for printed in calendar:
            if printed.kind == "yearless":
                printed.direction = self._direction(folded, printed.start, printed.end)
        places = self._roles.places(folded, calendar, ann.zones)
        for i, printed in enumerate(calendar):
            if printed.range == "to" and i and places[i].zone is None:
                places[i].zone = places[i - 1].zone
        base = self._stored(ann)
        readings = _full_dates(calendar, base)
        mark_page_clock(places, [r.value if r else None for r in readings], ann.published)
        if base is None:
            base = _from_text(calendar, readings, places)
        self._read_yearless(calendar, readings, places, base)
        mentions = [
            _mention(p, r, place.zone)
            for p, r, place in zip(calendar, readings, places, strict=True)
            if r is not None
        ]
        days = [
            (p.start, day)
            for p, r, place in zip(calendar, readings, places, strict=True)
            if not place.unrelated and place.zone is None and (day := _day(r))
        ]
        mentions += [_mention(p, read_words(p, _anchor(p, days) or base), None) for p in words]
        ann.dates.extend(sorted(mentions, key=lambda m: (m.start, -m.end)))

    @staticmethod
    def _stored(ann: Annotations) -> Base | None:
        day = parse_full(ann.published)
        return Base(day, "metadata") if day else None

    def _join(self, folded: str, dates: list[Printed]) -> None:
        """The two ends of a range, and a year that is printed only once for two dates."""
        for first, second in pairwise(dates):
            if first.day is None or second.day is None or first.range or second.start < first.end:
                continue
            gap = second.start - first.end
            if gap > 24:
                continue
            match = self._range.match(folded, first.end, second.start)
            ranged = match is not None and match.end() == second.start
            if not ranged:
                match = self._list.match(folded, first.end, second.start)
                if match is None or match.end() != second.start:
                    continue
            if first.kind == "yearless" and second.kind == "full" and not first.numeric:
                assert second.year is not None
                later = (first.month or 0, first.day) > (second.month or 0, second.day)
                first.year = second.year - (1 if later else 0)
                first.kind = "full"
                if ranged:
                    # The words that state it end with the year.
                    first.end = second.end
            if ranged and second.range is None:
                first.range, second.range = "from", "to"

    def _direction(self, folded: str, start: int, end: int) -> str | None:
        for regex, value in self._directions:
            if regex.match(folded, end, end + 24):
                return value
        for regex, value in self._terms:
            if regex.search(folded, max(0, start - _BEFORE), start):
                return value
        return None

    def _read_yearless(
        self, dates: list[Printed], readings: list[Reading | None], places: list[Place], base: Base | None
    ) -> None:
        """The year is that nearest to publication, else to the last full date before (or the first after)."""
        years = frozenset(p.year for p in dates if p.kind == "full" and p.year is not None)
        known = base is not None and base.published
        near: Base | None = base if known else _first_event(readings, places)
        for i, printed in enumerate(dates):
            if printed.kind != "yearless":
                day = _day(readings[i])
                if not known and day and not places[i].unrelated and places[i].zone != "page":
                    near = Base(day, "inferred", published=False)
                continue
            readings[i] = read_yearless(printed, near, years)


def _full_dates(dates: list[Printed], base: Base | None) -> list[Reading | None]:
    """Meanings of the dates that print a year; the trusted ones are witnesses for the others."""
    first = [read_full(p, ()) if p.year is not None else None for p in dates]
    # Many dates would make this quadratic; the first ones witness as well.
    witnesses = {d for r in first[:_WITNESSES] if r and not r.warning and (d := _day(r))}
    if base is not None:
        witnesses.add(base.day)
    return [read_full(p, witnesses) if r and r.warning else r for p, r in zip(dates, first, strict=True)]


def _first_event(readings: list[Reading | None], places: list[Place]) -> Base | None:
    for reading, place in zip(readings, places, strict=True):
        if not place.unrelated and place.zone != "page" and (day := _day(reading)):
            return Base(day, "inferred", published=False)
    return None


def _from_text(dates: list[Printed], readings: list[Reading | None], places: list[Place]) -> Base | None:
    """The outlet's own date as the text prints it, else the first full date of the lead."""
    lead: date | None = None
    for printed, reading, place in zip(dates, readings, places, strict=True):
        day = _day(reading)
        if day is None:
            continue
        if place.zone == "published":
            return Base(day, "inferred")
        if lead is None and place.zone is None and not place.unrelated and printed.start < _LEAD:
            lead = day
    return Base(lead, "inferred", published=False) if lead else None


def _anchor(words: Printed, days: list[tuple[int, date]]) -> Base | None:
    """The day told last before words that count from it (`sehari sebelumnya`)."""
    if words.rule.attrs.get("anchor") != "text":
        return None
    before = [day for start, day in days if start < words.start]
    return Base(before[-1], "inferred", published=False) if before else None


def _day(reading: Reading | None) -> date | None:
    return parse_full(reading.value) if reading else None


def _mention(printed: Printed, reading: Reading, zone: str | None) -> DateMention:
    return DateMention(
        printed.start,
        printed.end,
        printed.rule.id,
        value=reading.value,
        kind=printed.kind,
        zone=zone,
        range=printed.range,
        weekday=printed.weekday,
        basis=reading.basis,
        warning=reading.warning,
    )
