"""What the words around a region's name make of it: its head, and the longer name that it may be part of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, cast

from mouextract.errors import RuleError
from mouextract.mentions import RegionLevel
from mouextract.rules import Rule, RuleSet, word_set

# How far the words before a name are read: mostly a mark ends their row soon.
_NEAR, _LEFT = 60, 130
_RIGHT = 40
_WALK = 12
_LEVELS = ("kabupaten", "kota", "province")
# Words, short parentheses ("Pemerintah Kabupaten (Pemkab) Blora"), and every other mark by itself.
_TOKEN = re.compile(r"\([^()\n]{1,60}\)|[^\W_]+(?:['&-][^\W_]+)*\.?|[^\w ]|_")
# Where a word lost the space before it: diKabupaten, BupatiKabupaten.
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CONNECTORS = frozenset({"dan", "&", "of", "the"})
_TWIN = frozenset({"dan", "maupun", "serta", "atau"})


class Word(NamedTuple):
    """A word left of a name: as printed, in small letters without its full stop, where it begins."""

    text: str
    key: str
    start: int


@dataclass(slots=True)
class Context:
    """What stands around a name.

    `start`: where head and name begin. `levels`: those that the head allows, none without a head; `prefers`: the
    one that the body named with it goes with. `twin`: a second head of another level before the first ("Kota dan
    Kabupaten Bogor"). `inside`: own or other, with its rule. `previous`: the word right before head and name;
    `opens_clause`: whether a sentence or clause begins with it. `following`: the text right behind the name.
    """

    start: int
    head: str | None = None
    head_rule: str | None = None
    levels: tuple[RegionLevel, ...] = ()
    prefers: RegionLevel | None = None
    twin: tuple[str, RegionLevel] | None = None
    inside: str | None = None
    inside_rule: str | None = None
    previous: str = ""
    opens_clause: bool = False
    following: str = ""


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    rule: Rule
    levels: tuple[RegionLevel, ...]
    joins: bool
    reach: int
    headed: bool
    capital: bool
    outer: bool


class ContextReader:
    """Reads the words beside a name by the rules of `patterns/regions.toml`.

    Raises RuleError where a rule lacks what its label needs.
    """

    def __init__(self, rules: RuleSet) -> None:
        concern = rules.of("regions")
        heads = [p for rule in concern if rule.label == "head" for p in _phrases(rule)]
        openers = [p for rule in concern if rule.label in ("own", "other") for p in _phrases(rule)]
        self._heads = _index(heads, -1)
        self._openers = _index(openers, 0)
        self._parts = frozenset(word for phrase in openers for word in phrase.words)
        self._connectors = _CONNECTORS | word_set(rules.of("regions", "title"))
        self._abbreviations = self._connectors | word_set(rules.of("regions", "abbreviation"))
        stops = [rule for rule in concern if rule.label == "stop"]
        self._stops = frozenset(phrase for rule in stops for phrase in rule.phrases)
        self._stop_regexes = tuple(rule.regex for rule in stops if rule.regex)
        self._after = tuple(
            (rule, rule.regex, frozenset(rule.attrs.get("names", ())))
            for rule in concern
            if rule.label == "after" and rule.regex
        )

        self._before = tuple((rule, rule.regex) for rule in concern if rule.label == "before" and rule.regex)

    def known(self, word: str) -> bool:
        """Whether a word is one of the rules' own, so that it is no part of a person's name."""
        key = word.lower()
        return key in self._parts or key in self._heads or self._stops_at(key)

    def read(self, folded: str, start: int, end: int) -> Context:
        """The context of the name `folded[start:end]`."""
        words = _Row(folded, start, self._abbreviations)
        context = Context(start, following=folded[end : end + _RIGHT])
        rest, joins = self._read_head(words, context)
        if context.head is not None:
            self._read_twin(folded, words, rest, context)
        if words.reaches(rest):
            context.previous = words[rest].text
            # After a comma a capital is a name's own (`kata ketuanya, Contoh Lingga, kemarin`).
            before = folded[max(0, words[rest].start - 2) : words[rest].start]
            context.opens_clause = not words.reaches(rest + 1) and before.rstrip() != ","
        for rule, regex, printed in self._after:
            if regex.match(context.following) and (not printed or folded[start:end].lower() in printed):
                context.inside, context.inside_rule = rule.value, rule.id
                return context
        if joins:
            self._read_inside(words, rest, context)
        if context.inside is None and context.head is None:
            for rule, regex in self._before:
                if regex.fullmatch(context.previous):
                    context.inside, context.inside_rule = rule.value, rule.id
        return context

    def _read_head(self, words: _Row, context: Context) -> tuple[int, bool]:
        """Fills in the head; how many words it takes, and whether longer names may enclose it."""
        at, joins = 0, True
        while (phrase := self._head_at(words, at)) is not None:
            if context.levels and not set(context.levels) & set(phrase.levels):
                break
            at += len(phrase.words)
            joins = joins and phrase.joins
            levels = tuple(x for x in phrase.levels if not context.levels or x in context.levels)
            context.levels = levels
            context.head, context.head_rule = phrase.rule.value, phrase.rule.id
            context.start = words[at - 1].start
        return at, joins

    def _head_at(self, words: _Row, at: int) -> _Phrase | None:
        if words.reaches(at):
            for phrase in self._heads.get(words[at].key, ()):
                if words.reaches(at + len(phrase.words) - 1) and all(
                    words[at + i].key == word for i, word in enumerate(reversed(phrase.words))
                ):
                    return phrase
        return None

    def _read_twin(self, folded: str, words: _Row, rest: int, context: Context) -> None:
        if words.reaches(rest) and words[rest].key in _TWIN:
            phrase = self._head_at(words, rest + 1)
        elif folded[context.start - 1 : context.start] in ("/", "-"):
            phrase = self._head_at(_Row(folded, context.start - 1, self._abbreviations), 0)
        else:
            return
        if phrase is not None and len(phrase.levels) == 1 and phrase.levels[0] not in context.levels:
            context.twin = (phrase.rule.value or "", phrase.levels[0])

    def _read_inside(self, words: _Row, rest: int, context: Context) -> None:
        """Looks from word `rest` on for the word that opens a name ending in the region's.

        The one that reaches nearest wins (Kantor DINAS Sosial X), but for an outer one to whose name the
        nearest belongs (DINAS Perumahan X, not "RSUD dan Dinas X").
        """
        best: tuple[int, int, _Phrase] | None = None
        outer: _Phrase | None = None
        coordinated = False
        for at in range(_WALK):
            if not words.reaches(rest + at):
                break
            word = words[rest + at]
            coordinated = coordinated or (best is not None and word.key in _TWIN)
            for phrase in self._openers.get(word.key, ()):
                gap = at + 1 - len(phrase.words)
                if (
                    0 <= gap <= phrase.reach
                    and (context.head is None or phrase.headed)
                    and (word.text[0].isupper() or not phrase.capital)
                    and all(words[rest + at - i].key == part for i, part in enumerate(phrase.words))
                ):
                    if best is None or (gap, -len(phrase.words)) < best[:2]:
                        best = (gap, -len(phrase.words), phrase)
                        outer = None
                    elif phrase.outer and not coordinated:
                        outer = phrase
            if self._ends(word, at):
                break
        if best is not None:
            rule = (outer or best[2]).rule
            context.inside, context.inside_rule = rule.label, rule.id
            if context.head is None and len(best[2].levels) == 1:
                context.prefers = best[2].levels[0]

    def _ends(self, word: Word, at: int) -> bool:
        if word.key in self._connectors:
            return at == 0
        if word.text[0].islower() and word.key not in self._parts:
            return True
        return self._stops_at(word.key)

    def _stops_at(self, key: str) -> bool:
        return key in self._stops or any(regex.fullmatch(key) for regex in self._stop_regexes)


class _Row:
    """The words before a place, nearest first, as far as no mark or line end breaks their row.

    Read one by one: mostly the first ones tell all.
    """

    __slots__ = ("_abbreviations", "_done", "_far", "_folded", "_start", "_tokens", "_whole", "_words")

    def __init__(self, folded: str, start: int, abbreviations: frozenset[str]) -> None:
        """`abbreviations`: words whose full stop ends no row."""
        self._folded, self._start, self._abbreviations = folded, start, abbreviations
        self._far = False
        self._look(_NEAR)

    def __getitem__(self, at: int) -> Word:
        return self._words[at]

    def reaches(self, at: int) -> bool:
        """Is there a word `at`, counted from 0?"""
        while len(self._words) <= at and not self._done:
            self._read_one()
        return at < len(self._words)

    def _look(self, reach: int) -> None:
        """Take up the last `reach` characters before the place."""
        folded, start = self._folded, self._start
        left = max(0, start - reach, folded.rfind("\n", max(0, start - reach), start) + 1)
        self._tokens = list(_TOKEN.finditer(folded, left, start))
        # Whether no more words belong to the row than these.
        self._whole = not (left and left == start - reach)
        if not self._whole and self._tokens:
            del self._tokens[0]
        self._words: list[Word] = []
        self._done = False

    def _end(self, whole: bool) -> None:
        if whole or self._far:
            self._done = True
        else:
            self._far = True
            self._look(_LEFT)

    def _read_one(self) -> None:
        """Read the next token to the left."""
        if not self._tokens:
            self._end(self._whole)
            return
        match = self._tokens.pop()
        text, at, words = match[0], match.start(), self._words
        if len(text) > 1 and text[0] == "(":
            inner = text[1:-1].strip().lower()
            if not words or inner in ("kabupaten", "kota", "provinsi"):
                words.append(Word(text[1:-1].strip() or "-", inner, at))
        elif text[0].isalnum():
            key = text.rstrip(".").lower()
            if text[-1] == "." and key not in self._abbreviations:
                self._done = True
                return
            words.extend(_parts_of(text, key, at))
        elif text == "&":
            words.append(Word(text, text, at))
        elif text != "/" or not self._folded[at - 1 : at].isdigit():
            # What a bracket closes may begin farther to the left.
            self._end(self._whole or text != ")")


def _parts_of(text: str, key: str, start: int) -> Iterable[Word]:
    cut = [match.start() for match in _GLUED.finditer(text)] if len(text) > 8 else []
    if not cut:
        return (Word(text, key, start),)
    last = cut[-1]
    tail = text[last:].rstrip(".")
    # Only where what follows the cut is a word by itself; STIKes and MoU stay whole.
    if len(tail) < 3:
        return (Word(text, key, start),)
    return (Word(text[last:], tail.lower(), start + last), Word(text[:last], text[:last].lower(), start))


def _phrases(rule: Rule) -> list[_Phrase]:
    attrs: Mapping[str, object] = rule.attrs
    levels = attrs.get("levels", [])
    if not rule.phrases:
        raise RuleError(f"{rule.file}: {rule.id}: label {rule.label!r} needs phrases as its pattern")
    if not isinstance(levels, list) or any(level not in _LEVELS for level in levels):
        raise RuleError(f"{rule.file}: {rule.id}: attrs.levels must list some of {', '.join(_LEVELS)}")
    if rule.label == "head" and not (levels and rule.value):
        raise RuleError(f"{rule.file}: {rule.id}: a head needs a value and attrs.levels")
    reach = attrs.get("reach", 7)
    if not isinstance(reach, int):
        raise RuleError(f"{rule.file}: {rule.id}: attrs.reach must be a number of words")
    return [
        _Phrase(
            words=tuple(text.lower().split()),
            rule=rule,
            levels=cast("tuple[RegionLevel, ...]", tuple(levels)),
            joins=bool(attrs.get("joins", False)),
            reach=reach,
            headed=bool(attrs.get("headed", True)),
            capital=bool(attrs.get("capital", False)),
            outer=bool(attrs.get("outer", False)),
        )
        for text in rule.phrases
    ]


def _index(phrases: Iterable[_Phrase], key: int) -> dict[str, list[_Phrase]]:
    """Phrases by their first (0) or last (-1) word, the longest first."""
    index: dict[str, list[_Phrase]] = {}
    for phrase in sorted(phrases, key=lambda p: -len(p.words)):
        index.setdefault(phrase.words[key], []).append(phrase)
    return index
