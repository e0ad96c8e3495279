"""How the many rules of zones are matched at once: as one alternation, or only around their anchors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick

from mouextract.annotate.lines import strip_span
from mouextract.rules import Rule

# How far from a line's begin a lead reaches at most, in characters.
_LEAD_MAX = 240
_DIGIT = re.compile(r"\d")
_FLAGS = re.compile(r"\(\?([aiLmsux]+)\)")


class RuleUnion:
    """Many regexes as one alternation; tells which of them matched."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules: dict[int, Rule] = {}
        parts = []
        group = 1
        for rule in rules:
            assert rule.regex is not None
            flags = _FLAGS.match(rule.regex.pattern)
            body = (
                rule.regex.pattern if flags is None else f"(?{flags[1]}:{rule.regex.pattern[flags.end() :]})"
            )
            parts.append(f"({body})")
            self._rules[group] = rule
            group += 1 + rule.regex.groups
        self._regex = re.compile("|".join(parts)) if parts else re.compile(r"(?!)")

    def fullmatch(self, folded: str, start: int, end: int) -> Rule | None:
        """The first rule that matches exactly `folded[start:end]`."""
        match = self._regex.fullmatch(folded, start, end)
        return None if match is None else self._rules[match.lastindex or 0]

    def match(self, folded: str, start: int, end: int) -> tuple[Rule, int] | None:
        """The first rule that matches from `start` on, and where its match ends (white space left out)."""
        match = self._regex.match(folded, start, min(end, start + _LEAD_MAX))
        if match is None:
            return None
        span = strip_span(folded, start, match.end())
        return None if span is None else (self._rules[match.lastindex or 0], span[1])


class LineRules:
    """Rules of whole lines; those that want a digit are left out for a line without any."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        chosen = list(rules)
        self._all = RuleUnion(chosen)
        self._wordy = RuleUnion(rule for rule in chosen if not rule.attrs.get("digit"))

    def fullmatch(self, folded: str, start: int, end: int) -> Rule | None:
        """The first rule that matches exactly `folded[start:end]`."""
        union = self._wordy if _DIGIT.search(folded, start, end) is None else self._all
        return union.fullmatch(folded, start, end)


class AnchorIndex:
    """Which rules have one of their anchors in a text."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        owners: dict[str, set[str]] = {}
        for rule in rules:
            for anchor in rule.attrs["anchors"]:
                owners.setdefault(anchor, set()).add(rule.id)
        self._owners = list(owners.values())
        self._words = AhoCorasick(list(owners))

    def places(self, lowered: str) -> dict[str, list[int]]:
        """Where anchors stand, in order, by the ids of their rules; the text is given in small letters."""
        found: dict[str, list[int]] = {}
        for number, start, _ in self._words.find_matches_as_indexes(lowered, overlapping=True):
            for rule_id in self._owners[number]:
                found.setdefault(rule_id, []).append(start)
        for places in found.values():
            places.sort()
        return found


def lines_around(folded: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """The lines that hold these places (in order), each with the one before and the one behind it."""
    start = end = -1
    for place in places:
        if place < end:
            continue
        first = folded.rfind("\n", 0, max(0, folded.rfind("\n", 0, place))) + 1
        last = folded.find("\n", place) + 1
        last = folded.find("\n", last) + 1 if last else 0
        if first > end:
            if start >= 0:
                yield start, end
            start = first
        end = last or len(folded)
    if start >= 0:
        yield start, end
