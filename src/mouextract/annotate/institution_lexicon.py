"""The words that open, close and bound institutions' names, from rules and table, as one tree of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from mouextract.annotate.institution_tokens import Tokens
from mouextract.errors import RuleError
from mouextract.knowledge.institutions import SPELLINGS, KnownInstitution, all_known
from mouextract.rules import Rule, RuleSet, word_meanings, word_set

_GROWS = ("unit", "place", "proper", "people", "topic", "country")
_LONG_NAME = 2
# Words of letters alone, none of which has a capital within.
_PLAIN = re.compile(r"(?:[A-Z]?[a-z]+|[A-Z]+)(?: (?:[A-Z]?[a-z]+|[A-Z]+))*")
_PASSED = (",", ".", "(")
# Classes of regions, shortened.
_CLASSES = frozenset({"kab", "prov"})


@dataclass(frozen=True, slots=True)
class Head:
    """A head word's rule, its settings read once."""

    rule: Rule
    kind: str
    grow: str
    own: bool
    alone: bool
    small: bool
    caps: bool
    needs_region: bool
    before: bool
    seat: bool
    closed: bool
    firm: bool
    village: bool
    abroad: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A known institution under one of its names; `acronym` and `weak` as in the table."""

    known: KnownInstitution
    acronym: bool = False
    caps: bool = False
    weak: bool = False


@dataclass(slots=True)
class Node:
    """What the words so far may be, and which words may follow."""

    next: dict[str, Node] = field(default_factory=dict)
    found: list[Any] = field(default_factory=list)


class Match(NamedTuple):
    """An entry that matches the words from where the search began up to `end`."""

    end: int
    entry: Any


@lru_cache(maxsize=1 << 14)
def phrase_words(phrase: str) -> tuple[str, ...]:
    """A phrase's words as those of articles are compared with them; `&` is `dan`, and commas do not count."""
    if _PLAIN.fullmatch(phrase) is not None:
        # Nothing to take apart: most names, and there are thousands.
        return tuple(SPELLINGS.get(word, word) for word in phrase.lower().split())
    words = Tokens(phrase).lows
    return tuple("dan" if word == "&" else word for word in words if word != ",")


class WordTree:
    """Phrases by their words; commas, the stop behind a `dotted` word and a bracketed acronym are passed over."""

    __slots__ = ("_dotted", "_root", "first")

    def __init__(self, dotted: frozenset[str] = frozenset()) -> None:
        self._dotted = dotted
        self._root = Node()
        self.first = self._root.next

    def add(self, phrase: str, entry: Any) -> None:
        """Enter a phrase; its own commas do not count."""
        node = self._root
        for word in phrase_words(phrase):
            node = node.next.setdefault(word, Node())
        node.found.append(entry)

    def starts(self, tokens: Tokens) -> list[int]:
        """The words at which an entry may begin, by the word behind them."""
        first, lows = self.first, tokens.lows
        last = len(lows) - 1
        return [
            i
            for i in [i for i, low in enumerate(lows) if low in first]
            if (node := first[lows[i]]).found
            or (i < last and ((behind := lows[i + 1]) in node.next or behind in _PASSED))
        ]

    def matches(self, tokens: Tokens, i: int) -> Iterator[Match]:
        """Every entry whose words begin at word `i`, the shorter first."""
        lows, count = tokens.lows, len(tokens)
        node = self._root
        while i < count:
            child = node.next.get(lows[i])
            if child is None and node is not self._root:
                if (lows[i] == "," and i + 1 < count) or (
                    lows[i] == "." and lows[i - 1] in self._dotted and i + 1 < count
                ):
                    i += 1
                    child = node.next.get(lows[i])
                elif lows[i] == "(":
                    close = tokens.bracket(i)
                    if close is None or close + 1 >= count:
                        return
                    i = close + 1
                    child = node.next.get(lows[i])
            if child is None:
                return
            if node is not self._root and tokens.broken(i):
                return
            node = child
            i += 1
            for entry in node.found:
                yield Match(i, entry)


class Lexicon:
    """All word lists of the concern. Raises RuleError where a rule lacks what its label needs."""

    def __init__(self, rules: RuleSet) -> None:
        concern = rules.of("institutions")
        # Companies; what their names do without: a CV of the same name is another firm.
        self.forms_before = _words(concern, "form_before")
        self.forms_behind = _words(concern, "form_behind")
        self.dropped_forms = self.forms_behind | {"pt", "(persero)"}
        self.dotted = self.forms_before | _CLASSES
        self.tree = WordTree(self.dotted)
        self.tails = WordTree(self.dotted)
        self.branches = WordTree(self.dotted)
        self.generics = WordTree(self.dotted)
        for rule in concern:
            if rule.label == "head":
                self._phrases(self.tree, rule, _head(rule))
            elif rule.label in ("government", "suffix", "english", "drop"):
                self._phrases(self.tree, rule, rule)
            elif rule.label == "tail":
                self._phrases(self.tails, rule, rule)
            elif rule.label == "branch":
                self._phrases(self.branches, rule, rule)
            elif rule.label == "generic":
                self._phrases(self.generics, rule, rule)
        for entry in all_known():
            for name, phrase in _names(entry):
                self.tree.add(phrase, name)
        self.topics = _words(concern, "topic")
        self.links = _words(concern, "link")
        self.islands = _words(concern, "island")
        self.offices = _words(concern, "office")
        self.shortened = _words(rules.of("people"), "shortened")
        self.stops = _words(concern, "stop")
        self.openings = _words(concern, "opening")
        self.origins = _words(concern, "origin")
        self.verbs = _words(concern, "verb")
        self.nouns = _words(concern, "noun")
        self.titles = _words(concern, "title")
        self.openers = _words(concern, "opener")
        self.speech = _words(concern, "speech")
        self.confirming = _words(concern, "confirm")
        self.uncertain = _words(concern, "uncertain")
        self.plain = _words(concern, "plain")
        self.common = _words(concern, "common")
        self.actors = _words(concern, "actor")
        self.abroad = _words(concern, "abroad")
        self.legal = _words(concern, "legal")
        self.last = _words(concern, "last")
        # Universities.
        self.shared = _words(concern, "shared")
        self.campuses = _words(concern, "campus")
        self.owners = _words(concern, "owner")
        self.faculties = _openings(concern, "faculty")
        self.bureaus = _openings(concern, "bureau")
        # Governments and their offices, states, parties, boards.
        self.regional = _openings(concern, "regional")
        self.class_ends = _words(concern, "class_end")
        self.members = word_meanings(rule for rule in concern if rule.label == "member")
        self.member_kinds = _kinds(concern, "member_kind")
        self.states = _words(concern, "state")
        self.colloquial = _words(concern, "colloquial")
        self.parties = _words(concern, "party")
        self.boards = _words(concern, "board")
        # Who holds an office.
        self.ministers = _words(concern, "minister")
        self.directors = _words(concern, "director")
        self.doctors = _words(concern, "doctor")
        self.honorifics = _words(concern, "honorific")
        self.holding = _words(concern, "holding")
        # What names no body.
        self.gatherings = _words(concern, "gathering")
        self.unnamed = _words(concern, "unnamed")
        self.linked = _only(concern, "abroad")
        self.stand_in = _only(concern, "stand_in")
        self.collective = _only(concern, "collective")
        self.slots = [rule for rule in concern if rule.label == "slot"]
        self.aside = _only(concern, "aside")
        self.listed = _only(concern, "listed")
        for rule in (self.collective, self.aside, self.listed, *self.slots):
            if rule.regex is None:
                raise RuleError(f"{rule.file}: {rule.id}: must be a regex")

    @staticmethod
    def _phrases(tree: WordTree, rule: Rule, entry: object) -> None:
        if not rule.phrases:
            raise RuleError(f"{rule.file}: {rule.id}: label {rule.label} takes phrases only")
        for phrase in rule.phrases:
            tree.add(phrase, entry)


def _head(rule: Rule) -> Head:
    attrs = rule.attrs
    grow, kind = attrs.get("grow"), attrs.get("kind")
    if grow not in _GROWS:
        raise RuleError(f"{rule.file}: {rule.id}: attrs.grow: must be one of {', '.join(_GROWS)}")
    if not isinstance(kind, str):
        raise RuleError(f"{rule.file}: {rule.id}: attrs.kind: is missing")
    names = (
        "own",
        "alone",
        "small",
        "caps",
        "region",
        "before",
        "seat",
        "closed",
        "firm",
        "village",
        "abroad",
    )
    flags = (bool(attrs.get(name)) for name in names)
    return Head(rule, kind, grow, *flags)


def _names(entry: KnownInstitution) -> Iterator[tuple[Name, str]]:
    seen = set()
    for acronym in entry.acronyms:
        seen.add(acronym.text.lower())
        yield Name(entry, acronym=True, caps=acronym.caps, weak=acronym.weak), acronym.text
    # A country's own name is that of its government, which is read by its head word.
    phrases = entry.names if entry.kind == "country" else (entry.name, *entry.names)
    for phrase in phrases:
        plain = phrase.replace("(Persero)", "").replace(" Tbk", "").strip()
        bare = plain.removeprefix("PT ") if phrase == entry.name else plain
        for form in (plain, bare, _without_state(plain)):
            if form.lower() not in seen and (form == plain or len(form.split()) >= _LONG_NAME):
                seen.add(form.lower())
                yield Name(entry, caps=form.isupper()), form


def _without_state(name: str) -> str:
    return name.removesuffix(" Republik Indonesia") if name.count(" ") > _LONG_NAME else name


def _words(concern: Iterable[Rule], label: str) -> frozenset[str]:
    return word_set(rule for rule in concern if rule.label == label)


def _openings(concern: Iterable[Rule], label: str) -> tuple[str, ...]:
    """Phrases with a space behind them, for `opens`."""
    return tuple(f"{phrase} " for phrase in sorted(_words(concern, label)))


def opens(name: str, openings: tuple[str, ...]) -> bool:
    """Is a name one of the openings, or begins with one as whole words?"""
    return f"{name.lower()} ".startswith(openings)


def _kinds(concern: Iterable[Rule], label: str) -> list[tuple[str, str]]:
    """The phrases of a label with the kind of body that each tells, in the order of the rules."""
    found: list[tuple[str, str]] = []
    for rule in concern:
        if rule.label == label:
            kind = rule.attrs.get("kind")
            if not isinstance(kind, str):
                raise RuleError(f"{rule.file}: {rule.id}: attrs.kind: is missing")
            found += [(phrase.lower(), kind) for phrase in rule.phrases]
    return found


def _only(concern: Iterable[Rule], label: str) -> Rule:
    found = [rule for rule in concern if rule.label == label]
    if len(found) != 1:
        raise RuleError(f"institutions: there must be one rule with label {label}, not {len(found)}")
    return found[0]
