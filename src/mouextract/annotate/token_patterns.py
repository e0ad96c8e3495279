"""Token patterns in spaCy's syntax, matched on plain lists of words.

spaCy's own `Matcher` asks every pattern at every word. Here a pattern is tried only where its anchor
stands: a token whose words are spelt out. What spaCy would find is found, no more and no less (the
tests compare); a pattern that uses more of the syntax than is known here is left to spaCy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from mouextract.text import WordTest

T = TypeVar("T")
Test = Callable[[str], bool]

_OPS = {None: (1, 1), "?": (0, 1), "*": (0, None), "+": (1, None)}


@dataclass(frozen=True, slots=True)
class Step:
    """One token of a pattern: how often it may stand, and what it must be.

    `lows` and `texts`: the words that it may be, in small letters or as printed (None: any); `tests`: on
    the printed word, `low_tests`: on the word in small letters.
    """

    least: int
    most: int | None
    lows: frozenset[str] | None = None
    texts: frozenset[str] | None = None
    tests: tuple[Test, ...] = ()
    low_tests: tuple[Test, ...] = ()

    def fits(self, text: str, low: str) -> bool:
        """May this word stand here?"""
        if self.lows is not None and low not in self.lows:
            return False
        if self.texts is not None and text not in self.texts:
            return False
        return (not self.tests or all(test(text) for test in self.tests)) and (
            not self.low_tests or all(test(low) for test in self.low_tests)
        )

    @property
    def words(self) -> frozenset[str]:
        """The words, in small letters, one of which must stand here; none where that is not certain."""
        if self.least == 0:
            return frozenset()
        if self.lows is not None:
            return self.lows
        return frozenset(map(str.lower, self.texts)) if self.texts is not None else frozenset()


def phrase_steps(lows: Sequence[str]) -> tuple[Step, ...]:
    """A phrase, given as its words in small letters."""
    return tuple(Step(1, 1, lows=frozenset((low,))) for low in lows)


def read_steps(pattern: Sequence[Mapping[str, Any]]) -> tuple[Step, ...] | None:
    """A token pattern; None where it says what only spaCy understands (or refuses)."""
    steps = [read_step(token) for token in pattern]
    return tuple(step for step in steps if step is not None) if steps and None not in steps else None


def read_step(token: Mapping[str, Any]) -> Step | None:
    """One token of a pattern; None where it says what only spaCy understands (or refuses)."""
    op = token.get("OP")
    if op not in _OPS:
        return None
    lows: frozenset[str] | None = None
    texts: frozenset[str] | None = None
    tests: list[Test] = []
    low_tests: list[Test] = []
    for key, value in token.items():
        if key in ("LOWER", "TEXT", "ORTH"):
            small = key == "LOWER"
            read = _words_or_test(value)
            if read is None or (key == "ORTH" and "TEXT" in token):
                return None
            if isinstance(read, frozenset):
                lows, texts = (read, texts) if small else (lows, read)
            else:
                (low_tests if small else tests).append(read)
        elif key in _FLAGS and isinstance(value, bool):
            tests.append(_FLAGS[key] if value else _negated(_FLAGS[key]))
        elif key != "OP":
            return None
    return Step(*_OPS[op], lows, texts, tuple(tests), tuple(low_tests))


def _words_or_test(value: object) -> frozenset[str] | Test | None:
    match value:
        case str(word):
            return frozenset((word,))
        case {"IN": list(words), **others} if not others and all(isinstance(word, str) for word in words):
            return frozenset(words)
        case {"NOT_IN": list(words), **others} if not others and all(isinstance(word, str) for word in words):
            barred = frozenset(words)
            return lambda other: other not in barred
        case {"REGEX": str(regex), **others} if not others:
            return _searching(regex)
        case {"FUZZY1": str(word), **others} if not others:
            return lambda other: one_edit(other, word)
    return None


def _searching(regex: str) -> Test | None:
    try:
        search = re.compile(regex).search
    except re.error:
        return None
    return lambda word: search(word) is not None


def _negated(test: Test) -> Test:
    return lambda word: not test(word)


def one_edit(a: str, b: str) -> bool:
    """Do two words differ in at most one letter: another, one more or one less?"""
    if a == b:
        return True
    if len(a) < len(b):
        a, b = b, a
    if len(a) - len(b) > 1:
        return False
    i = 0
    while i < len(b) and a[i] == b[i]:
        i += 1
    return a[i + 1 :] == b[i + (len(a) == len(b)) :]


def _is_punct(word: str) -> bool:
    return all(unicodedata.category(char).startswith("P") for char in word)


_FLAGS: dict[str, Test] = {
    "IS_ALPHA": str.isalpha,
    "IS_DIGIT": str.isdigit,
    "IS_LOWER": str.islower,
    "IS_UPPER": str.isupper,
    "IS_TITLE": str.istitle,
    "IS_PUNCT": _is_punct,
}


def anchor_of(steps: Sequence[Step]) -> int | None:
    """Which step is the rarest of those whose words are spelt out: few and long ones; None without any."""
    spelt = [i for i, step in enumerate(steps) if step.words]
    if not spelt:
        return None
    return max(spelt, key=lambda i: (min(map(len, steps[i].words)), -len(steps[i].words)))


class TokenPatterns(Generic[T]):
    """Patterns by their anchors; `T` is what a pattern stands for."""

    def __init__(self) -> None:
        # By anchor: what single words stand for, and longer patterns; then those whose anchor is a mere test,
        # and those without any.
        self._by_word: dict[str, tuple[list[T], list[_Pattern[T]]]] = {}
        self._tested: list[tuple[WordTest, _Pattern[T]]] = []
        self._free: list[_Pattern[T]] = []

    def add(self, steps: Sequence[Step], meaning: T) -> None:
        """Add a pattern."""
        at = anchor_of(steps)
        if at is None:
            at = next((i for i, step in enumerate(steps) if step.least), None)
        if at is None:
            self._free.append(_Pattern((), None, tuple(steps), meaning))
            return
        anchor = steps[at]
        # A pattern is cut at its anchor: the steps before it, from right to left, and those behind it.
        before, behind = list(reversed(steps[:at])), list(steps[at + 1 :])
        if anchor.most is None:
            behind.insert(0, replace(anchor, least=0))
        plain = not anchor.tests and not anchor.low_tests and anchor.texts is None
        if not anchor.words:
            test = WordTest(lambda text: anchor.fits(text, text.lower()))
            self._tested.append((test, _Pattern(tuple(before), None, tuple(behind), meaning)))
        for word in anchor.words:
            singles, longer = self._by_word.setdefault(word, ([], []))
            if plain and not before and not behind:
                singles.append(meaning)
            else:
                longer.append(_Pattern(tuple(before), None if plain else anchor, tuple(behind), meaning))

    def find(self, texts: Sequence[str], lows: Sequence[str]) -> list[tuple[T, int, int]]:
        """Meaning, first word, and word after the last of each match; overlapping ones too."""
        by_word = self._by_word
        found: list[tuple[T, int, int]] = []
        for i in [i for i, low in enumerate(lows) if low in by_word]:
            singles, longer = by_word[lows[i]]
            for meaning in singles:
                found.append((meaning, i, i + 1))
            for pattern in longer:
                if pattern.anchor is None or pattern.anchor.fits(texts[i], lows[i]):
                    _around(pattern, texts, lows, i, found)
        distinct = set(texts) if self._tested else set()
        for test, pattern in self._tested:
            fitting = test.among(distinct)
            for i in [i for i, text in enumerate(texts) if text in fitting] if fitting else ():
                _around(pattern, texts, lows, i, found)
        for pattern in self._free:
            for i in range(len(lows)):
                ends = _ends(pattern.behind, texts, lows, i, 1)
                found += [(pattern.meaning, i, end) for end in ends if end > i]
        return found


@dataclass(frozen=True, slots=True)
class _Pattern(Generic[T]):
    before: tuple[Step, ...]
    anchor: Step | None
    behind: tuple[Step, ...]
    meaning: T


def _around(
    pattern: _Pattern[T],
    texts: Sequence[str],
    lows: Sequence[str],
    i: int,
    found: list[tuple[T, int, int]],
) -> None:
    """Add the matches of a pattern whose anchor is word `i`."""
    ends = _ends(pattern.behind, texts, lows, i + 1, 1)
    if ends:
        starts = _ends(pattern.before, texts, lows, i - 1, -1)
        found += [(pattern.meaning, start + 1, end) for end in ends for start in starts]


def _ends(
    steps: tuple[Step, ...], texts: Sequence[str], lows: Sequence[str], at: int, way: int
) -> Sequence[int]:
    """Where matches of the steps that begin at word `at` may end, going right (1) or left (-1)."""
    places = [at]
    for step in steps:
        reached: dict[int, None] = {}
        for place in places:
            count = 0
            if step.least == 0:
                reached[place] = None
            while (
                (step.most is None or count < step.most)
                and 0 <= place < len(lows)
                and step.fits(texts[place], lows[place])
            ):
                count += 1
                place += way
                reached[place] = None
        if not reached:
            return ()
        places = list(reached)
    return places
