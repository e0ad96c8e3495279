"""Reads the honorifics and ranks before a person's name: `Prof. Dr. H.`, `Kombes Pol`, `Letkol Laut (P)`.

Rules: `patterns/people.toml`.
"""

from __future__ import annotations

from mouextract.annotate.person_words import Words, phrase_index
from mouextract.rules import RuleSet, word_set

# Letters of two names in short.
INITIALS = 2


class TitleReader:
    """Reads honorifics and ranks forwards from a word."""

    def __init__(self, rules: RuleSet) -> None:
        self._titles = phrase_index(rules.of("people", "honorific", "name_title", "address"))
        self._ranks = phrase_index(rules.of("people", "rank"))
        self._tails = word_set(rules.of("people", "rank_tail"))
        self._small_titles = word_set(rules.of("people", "small_title"))
        self._needs_stop = word_set(rules.of("people", "stopped_title"))
        self.not_name = word_set(rules.of("people", "not_name"))

    def titles(self, w: Words, i: int) -> int:
        """The word after all honorifics and ranks that begin at word `i` (`i` itself where there is none)."""
        n = len(w)
        while i < n:
            found = w.match(i, self._ranks) if w.capital(i) else None
            if found is not None:
                i = self._rank_tails(w, found[0])
                continue
            found = w.match(i, self._titles)
            if found is None or not self._is_title(w, i, found[0]):
                return i
            i = self._past_stop(w, found[0])
            if i < n and w.texts[i] == "(":
                i = self._past_bracket(w, i)
            if i < n and w.texts[i] == "," and i + 1 < n and self.titles_at(w, i + 1):
                i += 1
        return i

    def rank(self, w: Words, i: int) -> int:
        """The word after a police or military rank that begins at word `i`, else `i`."""
        found = w.match(i, self._ranks)
        return i if found is None else found[0]

    def titles_at(self, w: Words, i: int) -> bool:
        """Does an honorific or rank begin at word `i`?"""
        if not w.joined(i):
            return False
        if w.capital(i) and w.match(i, self._ranks) is not None:
            return True
        found = w.match(i, self._titles)
        return found is not None and self._is_title(w, i, found[0])

    def _is_title(self, w: Words, i: int, end: int) -> bool:
        low = w.lows[i]
        if not w.capital(i) and low not in self._small_titles:
            return False
        stopped = end < len(w) and w.texts[end] == "."
        if low in self._needs_stop and end == i + 1 and not stopped:
            return False
        # A title stands before something: its own stop, another title, or a capital.
        after = end + 1 if stopped else end
        if after >= len(w) or (w.lows[after] in self.not_name and not self._initials(w, after)):
            return False
        return w.capital(after) or w.texts[after] in "(," or w.lows[after] in self._small_titles

    def _initials(self, w: Words, i: int) -> bool:
        """`Drs. | AS Tamrin`: do two letters stand here for names, with one in full behind them?"""
        return len(w.texts[i]) == INITIALS and w.texts[i].isupper() and w.joined(i + 1) and w.capital(i + 1)

    def _rank_tails(self, w: Words, i: int) -> int:
        i, n = self._past_stop(w, i), len(w)
        while i < n and w.joined(i):
            if w.texts[i] == "(":
                after = self._past_bracket(w, i)
                if after == i:
                    break
                i = after
            elif w.lows[i] in self._tails and w.capital(i):
                i = self._past_stop(w, i + 1)
            else:
                break
        return i

    def _past_bracket(self, w: Words, i: int) -> int:
        """Past `(Purn.)`, `(H.C.)`, `(P)` at word `i`, else `i`."""
        for j in range(i + 1, min(i + 6, len(w))):
            if w.texts[j] == ")":
                return j + 1
            if w.texts[j] != "." and w.lows[j] not in self._tails and len(w.texts[j]) > 2:
                break
        return i

    @staticmethod
    def _past_stop(w: Words, i: int) -> int:
        return i + 1 if i < len(w) and w.texts[i] == "." and w.touches(i) else i
