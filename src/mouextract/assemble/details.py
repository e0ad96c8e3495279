"""Particulars of an agreement: number, term, expiry, place, subject, earlier signing, planned day.

The wordings are rules (`patterns/details.toml`); only the sentences that speak of the agreement are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mouextract.assemble.model import Event, Frame, Sentence
from mouextract.assemble.proof import Proof
from mouextract.knowledge.grammar import NUMERALS
from mouextract.mentions import DateMention
from mouextract.rules import Rule, RuleSet
from mouextract.text import squeeze

_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
# How far behind an instrument's name its particulars stand; how much stands between it and its parties.
_REACH, _GAP = 90, 25


@dataclass(slots=True)
class Details:
    """The values of the fields of the same names."""

    number: str | None = None
    duration: str | None = None
    valid_until: str | None = None
    place: str | None = None
    subject: str | None = None
    signed_on: str | None = None
    planned_for: str | None = None

    def as_dict(self) -> Mapping[str, str | None]:
        """Field name to value."""
        return {name: getattr(self, name) for name in self.__slots__}


class DetailReader:
    """Reads particulars by rules."""

    def __init__(self, rules: RuleSet) -> None:
        concern = rules.of("details")
        self._rules = [rule for rule in concern if rule.label not in ("occasion", "law")]
        self._occasions = [rule.regex for rule in concern if rule.label == "occasion" and rule.regex]
        self._laws = [rule.regex for rule in concern if rule.label == "law" and rule.regex]

    def read(
        self,
        event: Event,
        status: str,
        date: DateMention | None,
        sentences: Sequence[Sentence],
        folded: str,
        proof: Proof,
    ) -> Details:
        """The particulars of an event among the article's sentences; their evidence goes into `proof`."""
        details = Details()
        for frame in _own(event, status):
            a, b = frame.sentence.start, frame.sentence.end
            for rule in self._rules:
                if getattr(details, rule.label) is not None or not _applies(rule, frame, status):
                    continue
                value = self._value(rule, frame, folded, a, b)
                if value is not None:
                    setattr(details, rule.label, value[0])
                    proof.add(f"/{rule.label}", value[1], value[2], rule.id)
        if details.place is None:
            self._read_occasion(details, event, status, sentences, folded, proof)
        _days(details, event, status, date, proof)
        return details

    def _read_occasion(
        self,
        details: Details,
        event: Event,
        status: str,
        sentences: Sequence[Sentence],
        folded: str,
        proof: Proof,
    ) -> None:
        """The place, where a sentence right after the event's tells it (Acara itu berlangsung di …)."""
        told = {f.sentence.index for f in event.frames if f.status == status and f.sentence.zone != "title"}
        places = [rule for rule in self._rules if rule.label == "place" and rule.regex is not None]
        for sentence in sentences:
            if sentence.index - 1 not in told or sentence.zone is not None or sentence.quoted:
                continue
            a, b = sentence.start, sentence.end
            if not any(regex.match(folded[a:b]) for regex in self._occasions):
                continue
            for rule in places:
                assert rule.regex is not None
                if (match := rule.regex.search(folded, a, b)) is not None:
                    details.place = squeeze(match["value"])
                    proof.add("/place", *match.span("value"), rule.id)
                    return

    def _value(
        self, rule: Rule, frame: Frame, folded: str, start: int, end: int
    ) -> tuple[str, int, int] | None:
        assert rule.regex is not None
        for match in rule.regex.finditer(folded, start, end):
            a, b = match.span("value")
            words = squeeze(match["value"])
            match rule.label:
                case "duration":
                    if (duration := _iso_duration(words)) is not None:
                        return (duration, a, b)
                case "valid_until":
                    until = _date_in(frame.sentence.dates, a, b) or _year(words)
                    if until is not None:
                        return (until, a, b)
                case "number":
                    of_law = any(law.search(folded, start, match.start()) for law in self._laws)
                    if not of_law and _after_instrument(frame, a):
                        return (words, a, b)
                case "subject":
                    if _after_instrument(frame, a) and frame.strength != "generic":
                        return (words, a, b)
                case _:
                    return (words, a, b)
        return None


def _own(event: Event, status: str) -> Sequence[Frame]:
    """The event's frames, those that decide its state first."""
    return sorted(
        event.frames, key=lambda f: (f.status != status, f.sentence.zone == "title", f.sentence.start)
    )


def _applies(rule: Rule, frame: Frame, status: str) -> bool:
    return rule.label != "place" or (frame.status == status and frame.sentence.zone != "title")


def _after_instrument(frame: Frame, position: int) -> bool:
    """Does a position follow the instrument's name, or the row of parties behind it (… antara A dan B tentang)?"""
    for instrument in frame.sentence.instruments:
        if instrument.end <= position <= instrument.end + _REACH:
            return True
        end = instrument.end
        for actor in sorted(frame.sentence.actors, key=lambda a: a.start):
            if end <= actor.start <= end + _GAP:
                end = actor.end
        if instrument.end < end <= position <= end + _GAP:
            return True
    return False


def _iso_duration(words: str) -> str | None:
    """`lima (5) tahun`, `5tahun` in ISO 8601; None where no number begins the words."""
    low = words.lower()
    digits = _DIGITS.match(low)
    count = (
        int(digits[0]) if digits else next((n for word, n in NUMERALS.items() if low.startswith(word)), None)
    )
    return None if count is None else f"P{count}{'Y' if 'tahun' in low else 'M'}"


def _date_in(dates: Iterable[DateMention], start: int, end: int) -> str | None:
    return next((d.value for d in dates if d.value and d.start < end and d.end > start), None)


def _year(words: str) -> str | None:
    found = _YEAR.search(words)
    return found[0] if found else None


def _days(details: Details, event: Event, status: str, date: DateMention | None, proof: Proof) -> None:
    """The earlier signing of one in force, the day foreseen for a planned one."""
    if status == "in_force":
        field, frames = (
            "signed_on",
            [f for f in event.frames if any(c.label == "sign" for c in f.sentence.cues)],
        )
    elif status == "planned":
        field, frames = "planned_for", [f for f in event.frames if f.status == "planned"]
    else:
        return
    for frame in frames:
        for day in frame.dates:
            if day.value is None or (date is not None and day.value[: len(date.value or "")] == date.value):
                continue
            later = date is None or (day.value > (date.value or ""))
            if later == (status == "planned"):
                setattr(details, field, day.value)
                proof.add(f"/{field}", day.start, day.end, day.rule, day.basis)
                return
