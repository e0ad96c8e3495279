"""A cheap test before the matchers: which stretches of text can a set of rules match at all?

Every phrase and token pattern of the rules must hold one token whose words are spelt out (`LOWER`,
`TEXT`/`ORTH`, or an `IN` list of them, not optional); the rarest of these is its anchor. A stretch
without any anchor cannot match, so nothing is lost by leaving it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from mouextract.annotate.matching import tokenize
from mouextract.errors import RuleError
from mouextract.rules import Rule, TokenPattern

_LITERAL_KEYS = ("LOWER", "TEXT", "ORTH")


def anchor_test(rules: Iterable[Rule]) -> re.Pattern[str]:
    """A case-insensitive regex that matches wherever one of the rules could match.

    Raises RuleError for a token pattern in which no token is spelt out.
    """
    words: set[str] = set()
    for rule in rules:
        for phrase in rule.phrases:
            words.add(max((phrase[a:b] for a, b in tokenize(phrase)), key=len).lower())
        for pattern in rule.tokens:
            words |= _anchor(rule, pattern)
    # Longer first is not needed: the test only asks whether there is any.
    parts = sorted(re.escape(word) if not word.startswith("^") else word[1:].rstrip("$") for word in words)
    return re.compile("|".join(parts), re.IGNORECASE)


def _anchor(rule: Rule, pattern: TokenPattern) -> set[str]:
    options = [words for token in pattern if (words := _literals(token))]
    if not options:
        raise RuleError(f"{rule.file}: {rule.id}: no token of the pattern is spelt out: {pattern}")
    # The fewest and longest words make the rarest anchor.
    return max(options, key=lambda words: (min(len(w) for w in words), -len(words)))


def _literals(token: dict[str, Any]) -> set[str]:
    if token.get("OP", "1") in ("?", "*", "!", "{0,1}"):
        return set()
    for key in _LITERAL_KEYS:
        match token.get(key):
            case str(word):
                return {word.lower()}
            case {"IN": list(listed)}:
                return {word.lower() for word in listed}
            case {"REGEX": str(regex)} if regex.startswith("^"):
                return {regex}
    return set()
