"""Marks before an office: acting (`Plt.`, `Pj`), former (`mantan`); rules: `patterns/offices.toml`."""

from __future__ import annotations

from mouextract.annotate.person_words import Words, phrase_index
from mouextract.rules import RuleSet

# Words of a mark, with its bracket.
_LONGEST_MARK = 8


class MarkReader:
    """Reads the marks of acting and former officers."""

    def __init__(self, rules: RuleSet) -> None:
        self.acting = phrase_index(rules.of("offices", "acting"))
        self._former = phrase_index(rules.of("offices", "former"))

    def read_acting(self, w: Words, i: int) -> tuple[str | None, int]:
        """The mark of an acting officer that begins at word `i` (None: there is none), and the word after it.

        `Plt. (Pelaksana Tugas)` is one mark.
        """
        mark, j = None, i
        while j - i < _LONGEST_MARK and (found := w.match(j, self.acting)) is not None:
            if mark is None and found[1].attrs.get("caps") and not w.capital(j):
                return None, i
            mark, j = found[1].value, found[0]
            if j < len(w) and w.texts[j] == "." and w.touches(j):
                j += 1
            if j + 2 < len(w) and w.texts[j] == "(":
                inner = w.match(j + 1, self.acting)
                if inner is None:
                    break
                close = inner[0]
                while close < len(w) and w.texts[close] == ".":
                    close += 1
                if close < len(w) and w.texts[close] == ")":
                    mark, j = inner[1].value, close + 1
            if j >= len(w):
                break
        return mark, j

    def former(self, w: Words, i: int) -> str | None:
        """What says that the office at word `i` is a former one (`mantan`, `eks`); None where nothing does."""
        for k in (i - 1, i - 2):
            if k >= 0 and w.joined(i):
                found = w.match(k, self._former)
                if found is not None and found[0] == i:
                    return found[1].value
        return None
