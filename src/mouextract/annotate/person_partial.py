"""Finds later mentions by words that alone could be anybody's, where a verb of saying stands beside them.

`jelas Ahmad` after `Ahmad Salabi`, `sambung Johan` after `Johansyah Syafri`: the first name that many share, or the
beginning of one. Joined only where one person named before can be meant.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from mouextract.annotate.person_later import NameFinder
from mouextract.annotate.person_raw import Person, Raw
from mouextract.annotate.person_speech import SpeechReader
from mouextract.annotate.person_words import Words

# Johan for Johansyah, Rudi for Rudianto: no shorter, and not just the last letter less.
_SHORTEST = 4
_LEAST_CUT = 2
# A word that a megabyte repeats must not be looked up everywhere.
_OCCURRENCES = 40


class PartialNames:
    """The short names of one article."""

    def __init__(
        self, words: Words, finder: NameFinder, speech: SpeechReader, common: frozenset[str]
    ) -> None:
        """`common`: parts of names that many people share."""
        self._w, self._finder, self._speech, self._common = words, finder, speech, common

    def find(self, people: Sequence[Person], raws: Sequence[Raw]) -> Iterator[tuple[Person, tuple[int, int]]]:
        """Each mention's person and span, in text order."""
        w = self._w
        owners = {i: raw.person for raw in raws for i in range(raw.start, raw.end)}
        short = self._short_names(people)
        shared = self._shared_words(people)
        since: dict[str, float] = {}
        for i in [i for i, low in enumerate(w.lows) if low in shared or low in short]:
            low = w.lows[i]
            holders = shared.get(low) or short.get(low)
            if not holders or len(holders) > 1 or not w.capital(i) or i in owners:
                continue
            person = holders[0]
            if low not in since:
                since[low] = (
                    min(raw.start for raw in person.raws) if self._only(low, person, owners) else math.inf
                )
            if i < since[low] or i in w.regions or w.in_body(i):
                continue
            if self._alone(i) and self._speech.speaker(w, i, i + 1):
                yield person, (w.starts[i], w.ends[i])

    def _shared_words(self, people: Sequence[Person]) -> dict[str, list[Person]]:
        """People of more than one word by their names' words that are common, and by no other."""
        found: dict[str, list[Person]] = {}
        for person in people:
            for part in set(person.parts) if len(person.parts) > 1 else ():
                if part in self._common and len(part) > 1:
                    found.setdefault(part, []).append(person)
        return found

    def _short_names(self, people: Sequence[Person]) -> dict[str, list[Person]]:
        """People by the beginnings of their first name, less those that are anybody's own word."""
        found: dict[str, list[Person]] = {}
        for person in people:
            given = next((part for part in person.parts if part not in self._common), "")
            for length in range(_SHORTEST, len(given) - _LEAST_CUT + 1):
                found.setdefault(given[:length], []).append(person)
        for person in people:
            for part in {*person.parts, *person.nicknames}:
                found.pop(part, None)
        return found

    def _only(self, low: str, person: Person, owners: dict[int, Person | None]) -> bool:
        """Is the word nobody else's: never in another name, and first met beside a verb of saying?"""
        w = self._w
        spoken = False
        for i in w.places(low)[:_OCCURRENCES]:
            if owners.get(i) is person or (w.joined(i + 1) and w.lows[i + 1] in person.parts):
                continue
            if not self._alone(i):
                return False
            spoken = spoken or self._speech.speaker(w, i, i + 1)
            if not spoken:
                return False
        return spoken

    def _alone(self, i: int) -> bool:
        """Is word `i` no part of a longer run of capitals, a verb of saying aside?"""
        w = self._w
        if w.joined(i + 1) and w.capital(i + 1) and self._finder.belongs(i + 1):
            return False
        if i == 0 or not w.joined(i) or not w.capital(i - 1):
            return True
        return self._speech.after_verb(w, i) or not self._finder.belongs(i - 1)
