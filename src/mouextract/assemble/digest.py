"""Digests: pages of unrelated matters, each read as an article of its own (rules: `patterns/digests.toml`)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from mouextract.assemble.model import Sentence
from mouextract.rules import RuleSet

# Characters from the page's begin in which it calls itself a digest; items that make one.
_HEAD, _ITEMS = 320, 3
# Sentences that open an item.
_LEAD = 2
# Characters of the longest headline of an item, and what ends a sentence that is none.
_LONGEST, _STOPS = 110, '.!?:"'


class DigestReader:
    """Cuts a digest into its items."""

    def __init__(self, rules: RuleSet) -> None:
        self._names = [rule.regex for rule in rules.of("digests", "digest") if rule.regex]
        self._items = [rule.regex for rule in rules.of("digests", "item") if rule.regex]

    def items(self, sentences: Sequence[Sentence], folded: str) -> list[list[Sentence]]:
        """The sentences item by item, the first of each marked as its lead; all in one where it is no digest."""
        if not any(regex.search(folded, 0, _HEAD) for regex in self._names):
            return [list(sentences)]
        body = min((s.start for s in sentences if s.zone is None), default=0)
        order = [at for at in self._starts(folded) if at > body]
        if len(order) < _ITEMS:
            return [list(sentences)]
        groups: list[list[Sentence]] = [[] for _ in range(len(order) + 1)]
        for sentence in sentences:
            groups[bisect_right(order, sentence.start)].append(sentence)
        return [groups[0], *(_opened(group, folded) for group in groups[1:] if group)]

    def _starts(self, folded: str) -> list[int]:
        """Where the lines begin that begin an item."""
        lines = folded.split("\n")
        starts = [
            at + len(line) - len(line.lstrip())
            for at, line in zip(accumulate((len(x) + 1 for x in lines), initial=0), lines, strict=False)
            if line.strip()
        ]
        return [start for start in starts if any(regex.match(folded, start) for regex in self._items)]


def _opened(group: list[Sentence], folded: str) -> list[Sentence]:
    """An item's sentences: a line without a stop is its headline, the first ones behind are its lead."""
    told = 0
    opened = []
    for n, sentence in enumerate(group):
        if n == 0 and sentence.zone is None and len(group) > 1 and _is_heading(sentence, folded):
            opened.append(replace(sentence, zone="title", lead=False))
            continue
        lead = sentence.zone is None and told < _LEAD
        told += lead
        opened.append(replace(sentence, lead=lead))
    return opened


def _is_heading(sentence: Sentence, folded: str) -> bool:
    line = folded[sentence.start : sentence.end].rstrip()
    return len(line) <= _LONGEST and line[-1:] not in _STOPS
