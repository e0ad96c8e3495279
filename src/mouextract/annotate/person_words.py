"""The words of an article, read once, for whoever walks over offices and names.

Words and marks come as parallel lists (`texts`, `lows`, `starts`, `ends`): plain lists, since the
walk touches every word of every article and objects would cost more than the walk itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from operator import eq
from typing import TypeVar

from mouextract.annotate.matching import tokenize
from mouextract.lost_spaces import SHORTEST_GLUED
from mouextract.mentions import Annotations, InstitutionMention, RegionMention
from mouextract.rules import Rule
from mouextract.text import line_openers

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[^\w\s]|_")
# Marks that go with a legal form: `Tbk.`, `, Inc.`
_LEGAL_MARKS = frozenset({".", ","})
_LONGEST_BODY = 8

# Kemasyarakatan, Pemberdayaan: nouns of this make name fields of work, hardly ever people.
_ABSTRACT = re.compile(r"(?:ke|pe|per|pem|pen|peng)[a-z]{5,}an|[a-z]{3,}(?:isasi|ikasi|ologi|rasi)")

T = TypeVar("T")
Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], T]]]


class Words:
    """The words and marks of an article's folded text, with regions and institutions by first word.

    `spelt`: words that are misprinted, as they should stand; `lows` has them so too. `cities`: the cities abroad
    that the article tells of, once someone has asked.
    """

    __slots__ = (
        "_body_firsts", "_body_names", "_inside", "_legal_forms", "_named", "_openers", "_own", "_places", "bodies",
        "cities", "ends", "folded", "lows", "regions", "spelt", "starts", "texts",
    )  # fmt: skip

    def __init__(self, ann: Annotations, legal_forms: frozenset[str]) -> None:
        """`legal_forms`: of companies, which are left out of their names."""
        self.folded = ann.folded
        self._legal_forms = legal_forms
        words = ann.words
        parts: dict[int, list[tuple[int, int]]] = {}
        for i in words.mixed:
            word = words.texts[i]
            # Two words that lost the space between them show a capital after a small letter.
            if len(word) >= SHORTEST_GLUED and not word[1:].islower() and not word.isupper():
                spans = tokenize(ann.folded, words.starts[i], words.ends[i])
                if len(spans) > 1:
                    parts[i] = spans
        self.texts, self.lows, self.starts, self.ends = words.cut(parts)
        # A link's headline ends where the article goes on, on the same line in flattened pages.
        borders = {bisect_left(self.starts, zone.end) for zone in ann.zones}
        self._openers = line_openers(ann.folded, self.starts) | borders
        self.spelt: dict[int, str] = {}
        self._own = False
        self.cities: frozenset[tuple[str, ...]] | None = None
        self.regions: dict[int, RegionMention] = {}
        self.bodies: dict[int, InstitutionMention] = {}
        self._named: Sequence[InstitutionMention] = ()
        self._body_firsts: dict[str, list[tuple[str, ...]]] | None = None
        self._body_names: dict[tuple[str, ...], tuple[int, int]] | None = None
        self._places: dict[str, list[int]] | None = None
        self._inside = bytearray(len(self.texts))

    def __len__(self) -> int:
        return len(self.texts)

    def place(self, ann: Annotations) -> None:
        """Note at which word each region and each institution begins (the longest, where several do)."""
        self._named = ann.institutions
        for region in ann.regions:
            if (i := self._at(region.start)) is not None:
                self.regions[i] = region
        for body in ann.institutions:
            if (i := self._at(body.start)) is None:
                continue
            other = self.bodies.get(i)
            if other is None or other.end < body.end:
                self.bodies[i] = body
                for j in range(i, self.after(body.end, i)):
                    self._inside[j] = 1

    def _at(self, offset: int) -> int | None:
        """The word that begins at a text offset."""
        i = bisect_left(self.starts, offset)
        return i if i < len(self.starts) and self.starts[i] == offset else None

    def body_named(self, words: tuple[str, ...]) -> tuple[int, ...]:
        """Offsets of the first and the last institution that these words, in small letters, name in full."""
        if self._body_names is None:
            found: dict[tuple[str, ...], tuple[int, int]] = {}
            for body in self._named:
                if body.generic:
                    continue
                institution = body.institution
                printed = self.folded[body.start : body.end]
                for name in {printed, institution.name, institution.short_name}:
                    key = bare_words(name or "", self._legal_forms)
                    found[key] = (found.get(key, (body.start, 0))[0], body.start)
            self._body_names = found
        return self._body_names.get(words, ())

    def body_begins(self, low: str) -> bool:
        """Does a longer name of an institution of the article begin with this word, given in small letters?"""
        return low in self._by_first_word()

    def body_begun(self, words: tuple[str, ...]) -> int:
        """How many of these words, in small letters, a longer name of an institution of the article begins with."""
        names = self._by_first_word().get(words[0], ())
        return max((sum(takewhile(bool, map(eq, words, name))) for name in names), default=0)

    def _by_first_word(self) -> dict[str, list[tuple[str, ...]]]:
        """Names of two words or more by the first."""
        if self._body_firsts is None:
            self.body_named(())
            self._body_firsts = {}
            for name in self._body_names or ():
                if len(name) > 1:
                    self._body_firsts.setdefault(name[0], []).append(name)
        return self._body_firsts

    def body_at(self, i: int) -> int | None:
        """The word after the longest name of two words or more, from word `i` on, that the article has for a body."""
        if not (self.capital(i) and self.body_begins(self.lows[i])):
            return None
        for end in range(min(i + _LONGEST_BODY, len(self)), i + 1, -1):
            if self.body_named(tuple(self.lows[i:end])) and all(map(self.joined, range(i + 1, end))):
                return end
        return None

    def places(self, low: str) -> Sequence[int]:
        """At which words a word, given in small letters, is printed with a capital."""
        if self._places is None:
            self._places = {}
            for i, text in enumerate(self.texts):
                if text[0].isupper():
                    self._places.setdefault(self.lows[i], []).append(i)
        return self._places.get(low, ())

    def marked(self, spans: Iterable[tuple[int, int]]) -> bytearray:
        """A 1 for every word that begins within one of the text's spans."""
        marks = bytearray(len(self.texts))
        for start, end in spans:
            a, b = bisect_left(self.starts, start), bisect_left(self.starts, end)
            marks[a:b] = b"\1" * (b - a)
        return marks

    def in_body(self, i: int) -> bool:
        """Does word `i` stand within an institution's name?"""
        return bool(self._inside[i])

    def respell(self, i: int, low: str) -> None:
        """Let word `i` stand for another, given in small letters."""
        text = self.texts[i]
        self.stand_for(i, low)
        self.spelt[i] = low.upper() if text.isupper() else low.capitalize()

    def stand_for(self, i: int, low: str) -> None:
        """Read word `i` as another one, given in small letters; it stays printed as it is."""
        if not self._own:
            # The article's own list may be shared with others.
            self.lows, self._own = list(self.lows), True
        self.lows[i] = low

    def printed(self, first: int, last: int) -> str:
        """Words `[first, last)` as printed, misprints mended."""
        if not self.spelt:
            return self.folded[self.starts[first] : self.ends[last - 1]]
        parts, at = [], self.starts[first]
        for i in range(first, last):
            if i in self.spelt:
                parts += [self.folded[at : self.starts[i]], self.spelt[i]]
                at = self.ends[i]
        return "".join([*parts, self.folded[at : self.ends[last - 1]]])

    def after(self, offset: int, i: int) -> int:
        """The first word at or after `i` that begins at or after a text offset."""
        starts, n = self.starts, len(self.starts)
        while i < n and starts[i] < offset:
            i += 1
        return i

    def joined(self, i: int) -> bool:
        """Is there a word `i` on the same line as word `i - 1`?"""
        return 0 < i < len(self.texts) and i not in self._openers

    def touches(self, i: int) -> bool:
        """Does word `i` follow word `i - 1` with nothing between them?"""
        return 0 < i < len(self.texts) and self.ends[i - 1] == self.starts[i]

    def capital(self, i: int) -> bool:
        """Does word `i` begin with a capital letter?"""
        return self.texts[i][0].isupper()

    def match(self, i: int, phrases: Phrases[T]) -> tuple[int, T] | None:
        """The longest phrase that begins at word `i`: the word after it, and what it stands for.

        A full stop after an abbreviated word (`Pj.`, `Wk. Bupati`) is passed over.
        """
        for words, meaning in phrases.get(self.lows[i], ()):
            j, n = i + 1, len(self.lows)
            for word in words[1:]:
                if j < n and self.texts[j] == "." and self.touches(j) and word != ".":
                    j += 1
                if j >= n or self.lows[j] != word or not self.joined(j):
                    break
                j += 1
            else:
                return j, meaning
        return None


@lru_cache(maxsize=1 << 14)
def bare_words(name: str, legal_forms: frozenset[str]) -> tuple[str, ...]:
    """A body's name in small letters, less its legal form and what stands in brackets."""
    words = [word.lower() for word in _WORD.findall(name.partition("(")[0])]
    while words and (words[-1] in legal_forms or words[-1] in _LEGAL_MARKS):
        words.pop()
    if words and (words[0] in legal_forms or words[0] in _LEGAL_MARKS):
        del words[0]
    return tuple(words)


def is_abstract(low: str) -> bool:
    """Is a word in small letters made like the nouns that name fields of work (kemasyarakatan)?"""
    return _ABSTRACT.fullmatch(low) is not None


def phrase_index(rules: Iterable[Rule]) -> Phrases[Rule]:
    """Rules' phrases as `Words.match` wants them."""
    return index_phrases((phrase, rule) for rule in rules for phrase in rule.phrases)


def index_phrases(pairs: Iterable[tuple[str, T]]) -> Phrases[T]:
    """Phrases and meanings by first word in small letters, longest first; of equals the first stays."""
    index: dict[str, dict[tuple[str, ...], T]] = {}
    for phrase, meaning in pairs:
        words = tuple(word for a, b in tokenize(phrase) if (word := phrase[a:b].lower()) != ".")
        index.setdefault(words[0], {}).setdefault(words, meaning)
    return {first: sorted(found.items(), key=lambda item: -len(item[0])) for first, found in index.items()}
