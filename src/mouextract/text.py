"""Text as the rules see it: same length as the original, so that every offset stays true."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from functools import cached_property
from hashlib import sha256
from itertools import accumulate, pairwise

from mouextract.lost_spaces import GLUED_WORDS, INNER_CAPITAL, WORK, end_of_name, glue_cuts, may_end_behind

# Look-alikes that articles use freely; each maps to exactly one character.
_FOLD = {
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
        " ",
    ),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f", " "),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u0060", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"),
    "\t": " ",
    # Halves of a broken character, which other libraries refuse.
    **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"),
}
_TABLE = str.maketrans(_FOLD)
# Everything but the plain characters that stay as they are.
_ODD = re.compile("[^\x00-\x08\x0a\x0e-_a-\x7f]")
_FEW = 50
# Two parts of a word, each with a capital and small letters.
_BRAND = re.compile(r"[A-Z][a-z]{2,}[A-Z][a-z]+")
# `tiga kampus—A, B, dan C—bekerja sama`: an em dash between words parts them, a hyphen would join them; not so
# behind a dateline (`JAKARTA—Pemkab X`), which reaches so far into its line at most.
_EM_DASH = "—"
_PARENTHESIS = re.compile(rf"(\b[a-z]+)?(?<=[^\W\d_]){_EM_DASH}(?=([^\W\d_]))")
_DATELINE = 50

# Words keep inner apostrophes and hyphens (Ma'mun, hak-hak); every other mark is a token of its own.
TOKEN = r"[^\W_]+(?:['-][^\W_]+)*|[^\w\s]|_"
_TOKENS = re.compile(f"({TOKEN})")
_ASCII_TOKENS = re.compile(r"([A-Za-z0-9]+(?:['-][A-Za-z0-9]+)*|[^A-Za-z0-9\s])")
# Words that a WordTest remembers at most, and the longest of them.
_MOST = 1 << 17
_LONGEST = 40

# Marks before the items of a list, in folded text.
BULLETS = (
    "-*>~\u00b7\u2022\u2023\u25a0\u25a1\u25aa\u25ab\u25b6\u25b8\u25ba\u25c6\u25c7\u25cb\u25cf\u25e6\u2713\u2714\u27a2\u27a4"
    "\uf0b7\uf0d8"
)

LETTER = r"[^\W\d_]"
# A word may begin after a non-letter, or where a capital follows a small letter ("denganKomisi").
WORD_START = rf"(?:(?<!{LETTER})|(?<=[a-z])(?=[A-Z]))"
WORD_END = rf"(?:(?!{LETTER})|(?<=[a-z])(?=[A-Z]))"


def fold(text: str) -> str:
    """Spaces, line ends, quotes, dashes and invisible characters made plain; `len(fold(t)) == len(t)`."""
    text = text.replace("\r\n", " \n")
    if _EM_DASH in text:
        text = _PARENTHESIS.sub(_parted, text)
    odd = _FOLD.keys() & set(_ODD.findall(text))
    if len(odd) > _FEW:
        return text.translate(_TABLE)
    for char in odd:
        text = text.replace(char, _FOLD[char])
    return text


def _parted(dash: re.Match[str]) -> str:
    """The word before an em dash, if it is a small one, and a comma, or what stood there behind a dateline."""
    before, after = dash[1] or "", dash[2]
    opening = dash.end() <= _DATELINE or "\n" in dash.string[dash.end() - _DATELINE : dash.end()]
    return f"{before}{_EM_DASH if opening and not before and after.isupper() else ','}"


def lower(text: str) -> str:
    """Lower case without change of length (a character whose lower form is longer stays)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


class WordTest:
    """A question about single words, asked once for each: a newspaper's vocabulary repeats."""

    def __init__(self, holds: Callable[[str], bool]) -> None:
        self._holds = holds
        # The words that it was asked for, and those for which it holds.
        self._known: tuple[set[str], set[str]] = set(), set()

    def among(self, words: Collection[str]) -> set[str]:
        """Those of some words for which it holds."""
        asked, held = self._known
        distinct = words if isinstance(words, Set) else set(words)
        fresh = distinct - asked
        if not fresh:
            return held & distinct
        true = set(filter(self._holds, fresh))
        if len(asked) + len(fresh) > _MOST:
            asked, held = self._known = set(), set()
        if max(map(len, fresh)) <= _LONGEST and len(fresh) <= _MOST:
            held |= true
            asked |= fresh
        return true | (held & distinct)


class Tokens:
    """Words and marks of a folded text, those that lost a space apart, as parallel lists.

    `texts`, `lows` (in small letters), `starts`, `ends`: offsets in the text.
    """

    __slots__ = ("ends", "lows", "starts", "texts")

    def __init__(self, texts: list[str], lows: list[str], starts: list[int], ends: list[int]) -> None:
        self.texts, self.lows, self.starts, self.ends = texts, lows, starts, ends

    def borders(self, offset: int) -> bool:
        """Does no word go on over an offset of the text?"""
        i = bisect_left(self.starts, offset)
        return i == 0 or self.ends[i - 1] <= offset

    def within(self, start: int, end: int) -> Tokens | None:
        """Those of a stretch of the text; None where it begins or ends within a word."""
        if not (self.borders(start) and self.borders(end)):
            return None
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return Tokens(
            self.texts[first:last], self.lows[first:last], self.starts[first:last], self.ends[first:last]
        )


_may_end_behind = WordTest(may_end_behind)


class WordList:
    """The words and marks of a folded text, as parallel lists: `texts`, `starts`, `ends`.

    Words that lost the space between them are one word here (`denganKomisi`).
    """

    def __init__(self, folded: str, ends: Iterable[int] = (), names: Iterable[int] = ()) -> None:
        """`ends`: where a dash ends the words before it, though no space does (`JAKARTA-Bupati`); `names`: where
        known names end, perhaps within a word that lost a space (`Siakdan`).
        """
        self._folded = folded
        # Words and what stands between them, in turn; their lengths tell the places.
        pieces = (_ASCII_TOKENS if folded.isascii() else _TOKENS).split(folded)
        borders = list(accumulate(map(len, pieces)))
        self.texts: list[str] = pieces[1::2]
        self.starts = borders[0:-1:2]
        self.ends = borders[1::2]
        # Where words were taken apart, in no order.
        self.cuts: list[int] = []
        for end in names:
            if folded[end : end + 1].islower():
                self._cut_within(end)
        self._part_names()
        for end in ends:
            self._cut_within(end - 1, end)

    def _part_names(self) -> None:
        """Take names apart from the words behind them, where the space between is lost."""
        texts = self.texts
        known = set(texts)
        # Wherever they stand.
        glued = {w for w in _may_end_behind.among(known) if end_of_name(w, known, WORK, among_names=True)}
        if not glued:
            return
        times = Counter(texts)
        for i in range(len(texts) - 1, -1, -1):
            word = texts[i]
            # What is printed again is a word of its own (Wulandari).
            if word not in glued or times[word] > 1:
                continue
            names = 0 < i < len(texts) - 1 and texts[i - 1][0].isupper() and texts[i + 1][0].isupper()
            cut = end_of_name(word, known, texts[i - 1] if i else "", among_names=names)
            if cut:
                self._cut_at(i, [self.starts[i], self.starts[i] + cut, self.ends[i]])

    def _cut_within(self, *places: int) -> None:
        """Take the word apart that goes on over the last of these offsets of the text."""
        end = places[-1]
        i = bisect_right(self.starts, end) - 1
        if i >= 0 and self.starts[i] < end < self.ends[i]:
            self._cut_at(i, [self.starts[i], *places, self.ends[i]])

    def _cut_at(self, i: int, places: list[int]) -> None:
        """Replace a word by the words between these offsets of the text."""
        self.cuts += places[1:-1]
        self.texts[i : i + 1] = [self._folded[a:b] for a, b in pairwise(places)]
        self.starts[i : i + 1] = places[:-1]
        self.ends[i : i + 1] = places[1:]

    @cached_property
    def mixed(self) -> list[int]:
        """Which words may have lost the space before a part of them: no other has."""
        places = [match.start() - 1 for match in INNER_CAPITAL.finditer(self._folded)]
        for word in GLUED_WORDS:
            at = self._folded.find(word, 1)
            while at >= 0:
                places.append(at - 1)
                at = self._folded.find(word, at + 1)
        return self.at(places)

    @cached_property
    def brands(self) -> frozenset[str]:
        """Words with a capital in front and one within that the text prints so again: DokterContoh, no lost space."""
        times = Counter(self.texts[i] for i in self.mixed)
        return frozenset(word for word, n in times.items() if n > 1 and _BRAND.fullmatch(word) is not None)

    def at(self, places: Iterable[int]) -> list[int]:
        """The words that hold these offsets of the text, in order, each once."""
        return sorted({bisect_right(self.starts, place) - 1 for place in places} - {-1})

    def cut(
        self, parts: Mapping[int, Sequence[tuple[int, int]]]
    ) -> tuple[list[str], list[str], list[int], list[int]]:
        """`texts`, `lows`, `starts` and `ends` with some words, given in order, replaced by parts of the text."""
        if not parts:
            return self.texts, self.lows, self.starts, self.ends
        texts: list[str] = []
        lows: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for i, spans in parts.items():
            texts += self.texts[done:i]
            lows += self.lows[done:i]
            starts += self.starts[done:i]
            ends += self.ends[done:i]
            words = [self._folded[a:b] for a, b in spans]
            texts += words
            lows += map(str.lower, words)
            starts += [a for a, _ in spans]
            ends += [b for _, b in spans]
            done = i + 1
        return (
            texts + self.texts[done:],
            lows + self.lows[done:],
            starts + self.starts[done:],
            ends + self.ends[done:],
        )

    @cached_property
    def tokens(self) -> Tokens:
        """The words with those that lost the space before a part of them taken apart."""
        parts: dict[int, list[tuple[int, int]]] = {}
        brands = self.brands
        for i in self.mixed:
            cuts = [] if self.texts[i] in brands else glue_cuts(self.texts[i])
            if cuts:
                borders = [self.starts[i], *(self.starts[i] + cut for cut in cuts), self.ends[i]]
                parts[i] = list(pairwise(borders))
        return Tokens(*self.cut(parts))

    @cached_property
    def lows(self) -> list[str]:
        """The words in small letters."""
        return list(map(str.lower, self.texts))


def line_openers(folded: str, starts: Sequence[int]) -> frozenset[int]:
    """Which words, given by their starts, have a line end between them and the word before."""
    found: set[int] = set()
    at = folded.find("\n")
    while at >= 0:
        found.add(bisect_left(starts, at))
        at = folded.find("\n", at + 1)
    return frozenset(found - {0, len(starts)})


def squeeze(text: str) -> str:
    """One space for every run of white space, none at the ends."""
    return " ".join(text.split())


def text_sha256(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal (lone surrogates are kept as such)."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
