"""The words of an article as the walk over institutions' names needs them.

Plain parallel lists: every word of every article is touched, and objects would cost more than the walk.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from mouextract.annotate.matching import tokenize
from mouextract.knowledge.institutions import SPELLINGS
from mouextract.lost_spaces import GLUED_WORDS, SHORTEST_GLUED
from mouextract.mentions import RegionMention
from mouextract.text import WordList, line_openers

# Two names that share a hyphen (Pemkot-BP2MI); hak-hak stays one word.
_HYPHENED = re.compile(r"-(?=[A-Z0-9])")
_LOCAL = "setempat"
# Letters of the shortest word that a name ends with where a space is lost.
_SEAM = 4
_BRACKET_REACH = 9
_REGION_CLASSES = {
    "kabupaten": "Kabupaten",
    "kab": "Kabupaten",
    "kota": "Kota",
    "provinsi": "Provinsi",
    "prov": "Provinsi",
    "propinsi": "Provinsi",
}
_GLUED_FORM = re.compile(r"(?:PT|CV)(?=[A-Z][a-z]{2})")
# What the words hold that are taken apart, but for an inner capital.
_JOINED = (re.compile("-[A-Z0-9]"), re.compile("PT[A-Z]"), re.compile("CV[A-Z]"))
_SHORT_LINE = 3
# A headline is a short line most of whose words have capitals; within a long line, most of the words around.
_HEADLINE = 180
_TITLE_SHARE = 0.65
_NEAR = 6
_NEAR_SHARE = 0.85
_LINE_SAMPLE = 200
_SMALL_LETTER = re.compile("[a-z]")
_LARGE_LETTER = re.compile("[A-Z]")


class Place(NamedTuple):
    """A region that begins at a word: `end` is the word after it, `named` where its own name begins."""

    region: RegionMention
    named: int
    end: int
    word: str | None


class Tokens:
    """Words and marks of a folded text: `texts`, `lows` (standard spelling), `starts`, `ends`."""

    def __init__(
        self, folded: str, regions: Iterable[RegionMention] = (), words: WordList | None = None
    ) -> None:
        """`words`: those of the text, where they are known."""
        self.folded = folded
        if words is None:
            words = WordList(folded)
        places = [match.start() for form in _JOINED for match in form.finditer(folded)]
        parts: dict[int, list[tuple[int, int]]] = {}
        for i in sorted({*words.mixed, *words.at(places)}):
            word = words.texts[i]
            if word in words.brands:
                continue
            if len(word) >= SHORTEST_GLUED and (not word[1:].islower() or word.endswith(GLUED_WORDS)):
                spans = self._parts(word, words.starts[i])
                if len(spans) > 1:
                    parts[i] = spans
        self.texts, lows, self.starts, self.ends = words.cut(parts)
        standard = SPELLINGS.get
        self.lows = lows if SPELLINGS.keys().isdisjoint(lows) else [standard(low, low) for low in lows]
        self._openers = line_openers(folded, self.starts)
        self._caps: dict[int, bool] = {}
        self._titles: dict[int, bool] = {}
        self._regions: dict[int, RegionMention] = {region.start: region for region in regions}

    @property
    def regions(self) -> Iterable[RegionMention]:
        """The article's regions, in text order."""
        return self._regions.values()

    def _parts(self, word: str, start: int) -> list[tuple[int, int]]:
        """A word that is two names with a hyphen, or has lost a space, taken apart."""
        spans: list[tuple[int, int]] = []
        if "-" in word and _HYPHENED.search(word):
            for part in re.split(r"(-(?=[A-Z0-9]))", word):
                for a, b in tokenize(part) if len(part) >= SHORTEST_GLUED else ((0, len(part)),):
                    if b > a:
                        spans.append((start + a, start + b))
                start += len(part)
            return spans
        end = start + len(word)
        if word.isupper():
            return [(start, end)]
        if (legal := _GLUED_FORM.match(word)) is not None:
            spans.append((start, start + legal.end()))
            start += legal.end()
        return spans + tokenize(self.folded, start, end)

    def __len__(self) -> int:
        return len(self.texts)

    def at(self, offset: int) -> int:
        """The word that holds a text offset (or the last before it)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    @cached_property
    def printed(self) -> frozenset[str]:
        """Every word of the text as printed."""
        return frozenset(self.texts)

    @cached_property
    def bracketed(self) -> frozenset[str]:
        """Every word that stands in brackets alone."""
        texts = self.texts
        return frozenset(
            texts[i + 1] for i in range(len(texts) - 2) if texts[i] == "(" and texts[i + 2] == ")"
        )

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """How often each word follows on each, as printed."""
        return Counter(pairwise(self.texts))

    def firms(self, forms: frozenset[str]) -> frozenset[str]:
        """Every word that a company's name begins with behind a legal form (PT)."""
        texts, lows = self.texts, self.lows
        begun = (i + 2 if texts[i + 1] == "." else i + 1 for i in range(len(texts) - 2) if lows[i] in forms)
        return frozenset(texts[i] for i in begun)

    @cached_property
    def headline_end(self) -> int:
        """The text offset at which its first line ends."""
        end = self.folded.find("\n")
        return len(self.folded) if end < 0 else end

    def broken(self, i: int) -> bool:
        """Does a line end stand between word `i - 1` and word `i`?"""
        return i in self._openers

    def touching(self, i: int) -> bool:
        """Does word `i` stand right behind the word before it, with no space between?"""
        return i > 0 and self.ends[i - 1] == self.starts[i]

    def seam(self, i: int) -> bool:
        """`SMKN 1 Misal|Fulan`: was the space before word `i` lost with a link, which was a whole name?"""
        before = self.texts[i - 1] if self.touching(i) else ""
        return len(before) >= _SEAM and before[-1].islower() and self.capital(i)

    def local(self, i: int) -> bool:
        """Does `setempat` stand at word `i`: is the body before it the one of the place that the article is about?"""
        return i < len(self.lows) and self.lows[i] == _LOCAL and not self.broken(i)

    def capital(self, i: int) -> bool:
        """Does word `i` begin with a capital?"""
        return self.texts[i][0].isupper()

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.folded))]

    def line(self, i: int) -> int:
        """The number of the line in which word `i` stands."""
        return bisect_right(self._lines, self.starts[i]) - 1

    def _span(self, line: int) -> tuple[int, int]:
        return self._lines[line], self._lines[line + 1] if line + 1 < len(self._lines) else len(self.folded)

    def shouting(self, i: int) -> bool:
        """Does word `i` stand in a line that is printed in capitals, so that capitals say nothing?"""
        line = self.line(i)
        if line not in self._caps:
            first, end = self._span(line)
            text = self.folded[first : min(end, first + _LINE_SAMPLE)]
            self._caps[line] = text.count(" ") >= _SHORT_LINE and _shouts(text)
        return self._caps[line]

    def titled(self, i: int) -> bool:
        """Does word `i` stand in a headline, where verbs are printed with capitals as well?"""
        first, last = self._span(self.line(i))
        if last - first <= _HEADLINE:
            return self.headed(i)
        near = [k for k in range(max(0, i - _NEAR), min(len(self.texts), i + _NEAR + 1)) if k != i]
        return _capitalised([self.texts[k] for k in near if self.texts[k][0].isalpha()]) >= _NEAR_SHARE

    def headed(self, i: int) -> bool:
        """Does word `i` stand in a headline's line: a short one most of whose words have capitals?"""
        line = self.line(i)
        if line not in self._titles:
            first, last = self._span(line)
            text = self.folded[first:last].strip()
            short = last - first <= _HEADLINE
            self._titles[line] = short and text[-1:] != "." and _capitalised(text.split()) >= _TITLE_SHARE
        return self._titles[line]

    def bracket(self, i: int) -> int | None:
        """The word of the bracket that closes the one opening at word `i`, if near and on the same line."""
        if i >= len(self.texts) or self.texts[i] != "(":
            return None
        for j in range(i + 1, min(i + 1 + _BRACKET_REACH, len(self.texts))):
            if self.texts[j] == ")":
                return j if j > i + 1 else None
            if self.texts[j] == "(" or self.broken(j):
                return None
        return None

    def place(self, i: int) -> Place | None:
        """The region that begins at word `i`, with or without Kabupaten, Kota or Provinsi before it."""
        if i >= len(self.texts):
            return None
        region = self._regions.get(self.starts[i])
        if region is not None:
            return Place(region, i, self._after(region.end, i), None)
        word = _REGION_CLASSES.get(self.lows[i])
        if word is None:
            return None
        j = i + 1
        if j < len(self.texts) and self.texts[j] in (".", ":"):
            j += 1
        if j < len(self.texts) and self.lows[j] in ("administrasi", "adm"):
            j += 1
        if j >= len(self.texts):
            return None
        region = self._regions.get(self.starts[j])
        return None if region is None else Place(region, j, self._after(region.end, j), word)

    def _after(self, offset: int, i: int) -> int:
        while i < len(self.starts) and self.starts[i] < offset:
            i += 1
        return i


def _shouts(text: str) -> bool:
    """Are there more than four capitals for each small letter?"""
    large = len(_LARGE_LETTER.findall(text))
    most = (large - 1) // 4
    return large > 0 and all(n < most for n, _ in enumerate(_SMALL_LETTER.finditer(text)))


def _capitalised(words: list[str]) -> float:
    """The share of words that begin with a capital."""
    return sum(word[0].isupper() for word in words) / max(1, len(words))
