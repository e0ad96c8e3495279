"""A cheap test before the matchers: where in a text can a set of rules match at all?

Every phrase and token pattern of the rules must hold one token that is spelt out (`LOWER`, `TEXT`/`ORTH`,
or an `IN` list, not optional) or a `REGEX` that begins with `^`; the rarest of these is its anchor.
A sentence without any anchor cannot match, so nothing is lost by leaving it out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any

from ahocorasick_rs import AhoCorasick

from mouextract.annotate.matching import tokenize
from mouextract.annotate.token_patterns import Step, anchor_of, phrase_steps, read_step
from mouextract.errors import RuleError
from mouextract.rules import Rule, TokenPattern

# A shorter word stands within too many others: the words beside it are looked for as well.
_SHORT = 3
# What a regex may hold that matches in a token's place and not within a text.
_PLACED = re.compile(r"\^|\$|\\[bBAZ0-9]|\(\?(?!:)")
_SPACE = r"\s*"
_SPELT = ("LOWER", "TEXT", "ORTH")


class AnchorTest:
    """Finds the anchors of rules. Raises RuleError for a token pattern in which no token is spelt out."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        anchors = _Anchors()
        for rule in rules:
            for phrase in rule.phrases:
                anchors.add(phrase_steps([phrase[a:b].lower() for a, b in tokenize(phrase)]))
            for pattern in rule.tokens:
                if not anchors.add([_step(token) for token in pattern]):
                    anchors.add_regex(rule, pattern)
        self._words = AhoCorasick(list(anchors.words)) if anchors.words else None
        self._behind = [_any_of(behind) if behind else None for behind in anchors.words.values()]
        self._small = _any_of(anchors.small)
        self._printed = _any_of(anchors.printed)

    def anywhere(self, folded: str, lowered: str) -> bool:
        """Can a rule match in a text, given folded and the same in small letters?"""
        return (
            bool(self._places(lowered))
            or (self._small is not None and self._small.search(lowered) is not None)
            or (self._printed is not None and self._printed.search(folded) is not None)
        )

    def among(self, spans: Sequence[tuple[int, int]], folded: str, lowered: str) -> Sequence[tuple[int, int]]:
        """Those of a text's spans (in order, none overlapping) in which a rule can match."""
        places = self._places(lowered)
        places += [m.start() for m in self._small.finditer(lowered)] if self._small else []
        places += [m.start() for m in self._printed.finditer(folded)] if self._printed else []
        if not places:
            return ()
        starts = [start for start, _ in spans]
        chosen = {bisect_right(starts, place) - 1 for place in places}
        return [spans[i] for i in sorted(chosen) if i >= 0]

    def _places(self, lowered: str) -> list[int]:
        if self._words is None:
            return []
        behind = self._behind
        return [
            start
            for number, start, end in self._words.find_matches_as_indexes(lowered, overlapping=True)
            if (following := behind[number]) is None or following.match(lowered, end)
        ]


def anchor_words(rules: Iterable[Rule]) -> set[str]:
    """The anchors of rules that are words, in small letters: a text without any of them matches none of these."""
    rows = [
        phrase_steps([phrase[a:b].lower() for a, b in tokenize(phrase)])
        for rule in rules
        for phrase in rule.phrases
    ]
    rows += [tuple(map(_step, pattern)) for rule in rules for pattern in rule.tokens]
    return {word for steps in rows if (at := anchor_of(steps)) is not None for word in steps[at].words}


class _Anchors:
    """The anchors of rules: words, each with what must stand behind it (nothing: anything may), and regexes
    to be searched for in the text in small letters, or as printed.
    """

    def __init__(self) -> None:
        self.words: dict[str, set[str]] = {}
        self.small: set[str] = set()
        self.printed: set[str] = set()

    def add(self, steps: Sequence[Step]) -> bool:
        """Note a pattern's anchor; False where none is spelt out."""
        at = anchor_of(steps)
        if at is None:
            return False
        row = list(takewhile(lambda step: step.words and step.most == 1, steps[at:]))
        if row and min(map(len, row[0].words)) < _SHORT and len(row) > 1:
            self.small.add("".join(map(_spelt, row)).removeprefix(_SPACE))
            return True
        for word in steps[at].words:
            known = self.words.get(word)
            if len(row) < 2 or known == set():
                self.words[word] = set()
            else:
                self.words.setdefault(word, set()).add(_spelt(row[1]))
        return True

    def add_regex(self, rule: Rule, pattern: TokenPattern) -> None:
        """Note the regex of a pattern without words."""
        for token in pattern:
            for key in _SPELT:
                match token.get(key):
                    case {"REGEX": str(regex)} if regex[:1] == "^" and token.get("OP") in (None, "+"):
                        body = regex[1:].removesuffix("$")
                        # One that looks around itself is not asked for: every text may hold it.
                        body = "" if _PLACED.search(body) else f"(?:{body})"
                        (self.small if key == "LOWER" else self.printed).add(body)
                        return
        raise RuleError(f"{rule.file}: {rule.id}: no token of the pattern is spelt out: {pattern}")


def _spelt(step: Step) -> str:
    return f"{_SPACE}(?:{'|'.join(sorted(map(re.escape, step.words)))})"


def _step(token: Mapping[str, Any]) -> Step:
    """A token, less what only spaCy understands of it."""
    spelt = {key: value for key, value in token.items() if key in (*_SPELT, "OP")}
    return read_step(token) or read_step(spelt) or Step(0, None)


def _any_of(parts: Iterable[str]) -> re.Pattern[str] | None:
    # An empty part is one that every text holds.
    ordered = sorted(parts)
    return re.compile("|".join(ordered)) if ordered else None
