"""Words of offices in standard spelling, also where a letter is missing, too many or swapped with the next.

`Sekeretaris` and `Sekertaris` are Sekretaris, `Disnker` is Disnaker. A wrong letter is left alone: words
that differ in one letter (Pelayanan, Pelayaran) are mostly two words.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from mouextract.annotate.person_words import Words
from mouextract.knowledge.offices import is_name_word

# Of shorter words too many have a real word beside them (Kemenag, Kemendag).
_SHORTEST = 8


class Speller:
    """Knows the words that an office may be made of."""

    def __init__(self, words: Iterable[str], others: frozenset[str] = frozenset()) -> None:
        """`words`: in small letters; `others`: words that only look like a misprint of one."""
        known = frozenset(words)
        alike: dict[tuple[str, str], list[str]] = {}
        for word in sorted(known):
            if len(word) >= _SHORTEST and word.isalpha():
                alike.setdefault((word[0], word[-1]), []).append(word)

        @lru_cache(maxsize=4096)
        def right(low: str) -> str | None:
            if (
                low in known
                or low in others
                or len(low) < _SHORTEST - 1
                or not low.isalpha()
                or is_name_word(low)
            ):
                return None
            found = [word for word in alike.get((low[0], low[-1]), ()) if _misprinted(word, low)]
            return found[0] if len(found) == 1 else None

        self._right = right
        self._ends = frozenset(first + last for first, last in alike)

    def right(self, low: str) -> str | None:
        """The one known word that a word in small letters is a misprint of; None for known and strange words."""
        return self._right(low)

    def misprinted(self, texts: Iterable[str]) -> set[str]:
        """Those of an article's words, as printed, that are capitalised misprints of a known one."""
        long = [text for text in set(texts) if len(text) >= _SHORTEST - 1 and text[0].isupper()]
        ends, right = self._ends, self._right
        return {
            text for text in long if (low := text.lower())[0] + low[-1] in ends and right(low) is not None
        }

    def mend(self, w: Words, first: int, last: int) -> None:
        """Respell the misprints among the capitalised words `[first, last)`."""
        for i in range(first, last):
            if w.capital(i) and (right := self._right(w.lows[i])) is not None:
                w.respell(i, right)


def _misprinted(word: str, low: str) -> bool:
    if low.endswith("kan") and word.endswith("an") and low[:-3] == word[:-2]:
        # Anggarkan: a verb, as headlines have them.
        return False
    if OSA.distance(word, low, score_cutoff=1) != 1:
        return False
    return len(word) != len(low) or sorted(word) == sorted(low)
