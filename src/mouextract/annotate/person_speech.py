"""Tells by the words beside a name that a person speaks or is spoken of (`kata Fulan`, `Fulan menambahkan`).

Rules: `patterns/offices.toml` (`speech_before`, `speech_after`), `patterns/people.toml` (`saying`, `before_saying`).
"""

from __future__ import annotations

from mouextract.annotate.person_words import Words
from mouextract.rules import RuleSet, word_set


class SpeechReader:
    """Knows the verbs of saying; keeps nothing of any article."""

    def __init__(self, rules: RuleSet) -> None:
        self._before = word_set(rules.of("offices", "speech_before"))
        self._after = word_set(rules.of("offices", "speech_after"))
        self._saying = self._after | word_set(rules.of("people", "saying"))
        self._between = word_set(rules.of("people", "before_saying"))

    def person_at(self, w: Words, i: int) -> bool:
        """Is the capitalised word `i` surely a person's, since only people speak so?"""
        return self.after_verb(w, i) or (_opens(w, i) and w.joined(i + 1) and w.lows[i + 1] in self._after)

    def speaker(self, w: Words, i: int, end: int) -> bool:
        """Do words `[i, end)` say something, in any words that a person or a body is quoted with?"""
        if self.after_verb(w, i):
            return True
        if end < len(w) and w.lows[end] in self._between and w.joined(end):
            end += 1
        return _opens(w, i) and w.joined(end) and w.lows[end] in self._saying

    def after_verb(self, w: Words, i: int) -> bool:
        """Does a verb of saying or an address stand before word `i` (`kata`, `Pak`)?"""
        return i > 0 and w.joined(i) and w.lows[i - 1] in self._before


def _opens(w: Words, i: int) -> bool:
    """Does no capitalised word stand before word `i`, of which it could be the end?"""
    return i == 0 or not w.joined(i) or not w.capital(i - 1)
