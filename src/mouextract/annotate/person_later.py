"""Finds later mentions of people by their name or a part of it, without an office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mouextract.annotate.person_names import NameReader
from mouextract.annotate.person_raw import Person, Raw
from mouextract.annotate.person_words import Words
from mouextract.errors import RuleError
from mouextract.knowledge.offices import is_name_word
from mouextract.rules import Rule, RuleSet

LATER_RULE = "people.later"
# Words of titles before a name, with their stops, at most.
_TITLES = 6
# A megabyte of people who share a name must not be compared each with each.
_NAMESAKES = 40


def later_rule(rules: RuleSet) -> Rule:
    """The rule that a name's words fit; RuleError where the rules have none, or one without a regex."""
    found = rules.of("people", "later")
    if len(found) != 1 or found[0].regex is None:
        raise RuleError(f"people: needs one rule of label later, with a regex; there are {len(found)}")
    return found[0]


class NameFinder:
    """Finds the names of an article's people where they stand alone."""

    def __init__(
        self, words: Words, names: NameReader, common: frozenset[str], verbs: frozenset[str], rule: Rule
    ) -> None:
        """`common`: words that alone name nobody; `verbs`: may stand beside a name; `rule`: its words."""
        self._w, self._names, self._common, self._verbs = words, names, common, verbs
        assert rule.regex is not None
        self._shape = rule.regex

    def find(
        self, by_part: Mapping[str, list[Person]], raws: list[Raw]
    ) -> Iterator[tuple[Person, tuple[int, int]]]:
        """Each later mention's person and span; `by_part`: people by the words of their names."""
        w = self._w
        taken = bytearray(len(w))
        for raw in raws:
            taken[raw.start : raw.end] = b"\1" * (raw.end - raw.start)
        skip = 0
        for i in [i for i, low in enumerate(w.lows) if low in by_part]:
            low = w.lows[i]
            if i < skip or taken[i] or not w.capital(i):
                continue
            if self._shape.fullmatch(w.texts[i]) is None:
                continue
            skip, person = self._longest(i, by_part[low][-_NAMESAKES:], taken)
            if person is not None and self._stands_alone(i, skip, person):
                yield person, (w.starts[self._with_titles(i)], w.ends[skip - 1])

    def _with_titles(self, i: int) -> int:
        """`oleh | dr. Fulan`: the first of the titles that stand before the name at word `i`."""
        for k in range(max(0, i - _TITLES), i):
            if self._names.titles_at(self._w, k) and self._names.titles(self._w, k) == i:
                return k
        return i

    def _longest(self, i: int, people: list[Person], taken: bytearray) -> tuple[int, Person | None]:
        """Where the longest run of one person's name words from word `i` ends, and whose they are."""
        w = self._w
        best_end = i
        best: list[Person] = []
        for person in people:
            end = self._run(i, {*person.parts, *person.nicknames}, taken)
            if end > best_end:
                best_end, best = end, [person]
            elif end == best_end > i:
                best.append(person)
        if len(best) == 1:
            return best_end, best[0]
        words = tuple(w.lows[i:best_end])
        exact = [p for p in best if p.parts == words] or [p for p in best if p.parts[0] == words[0]]
        return best_end, exact[0] if len(exact) == 1 else None

    def _run(self, i: int, parts: set[str], taken: bytearray) -> int:
        """The end of the words from `i` on that all are of the name; initials in between count as such."""
        w = self._w
        j = end = i
        while j < len(w) and not taken[j] and (j == i or w.joined(j)):
            initial = len(w.texts[j]) == 1 and (w.capital(j) or (w.texts[j] == "." and w.touches(j)))
            if w.lows[j] in parts and w.capital(j):
                parts = parts - {w.lows[j]}
                end = j + 1
            elif j == i or not initial or (w.texts[j] == "." and len(w.texts[j - 1]) > 1):
                break
            j += 1
        return end

    def _stands_alone(self, i: int, end: int, person: Person) -> bool:
        w = self._w
        if w.in_body(i) or ((region := w.regions.get(i)) is not None and region.head is not None):
            return False
        if end == i + 1:
            first = person.parts[0]
            if w.lows[i] != first and not is_name_word(first) and all(raw.weak for raw in person.raws):
                # `Presiden Contoh Tuding Misalia`: a headline's verb may have been taken for a name.
                return False
            if w.lows[i] in self._common and len(person.parts) > 1:
                return False
            acronym = len(w.texts[i]) > 1 and w.texts[i].isupper()
            if acronym and w.lows[i] not in person.nicknames:
                return False
        # A longer run of capitals is another name, unless a sentence's first word or a verb stands there.
        if end < len(w) and w.joined(end) and w.capital(end) and self.belongs(end):
            return False
        if i > 0 and w.joined(i) and w.capital(i - 1) and self.belongs(i - 1):
            opens = i < 2 or not w.joined(i - 1) or not w.texts[i - 2][0].isalnum()
            return opens and not is_name_word(w.lows[i - 1])
        return True

    def belongs(self, k: int) -> bool:
        """May word `k` be a part of the name beside it?"""
        low = self._w.lows[k]
        if low in self._verbs or low in self._names.not_name or not low[0].isalpha():
            return False
        return not self._names.titles_at(self._w, k)
