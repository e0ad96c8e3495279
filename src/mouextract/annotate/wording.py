"""The small words that tell sentences from headlines (rules: `patterns/sentences.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mouextract.errors import RuleError
from mouextract.rules import Rule, RuleSet

_WORD = re.compile(r"[^\W_][\w'/&-]*")
_LABELS = ("abbreviation", "attribution", "opener", "head", "small_word")


@dataclass(frozen=True, slots=True)
class Wording:
    """Word lists; all but `abbreviations` (spelt as printed, without the final stop) in small letters."""

    abbreviations: frozenset[str]
    attributions: frozenset[str]
    openers: frozenset[str]
    heads: frozenset[str]
    small_words: frozenset[str]

    def headline_share(self, folded: str, start: int, end: int) -> tuple[float, int]:
        """How many of the stretch's words (0 to 1) look like a headline's, and how many words it has.

        Words that headlines write small (`dan`, `di`) do not count for the share; numbers neither.
        """
        words = _WORD.findall(folded, start, end)
        big = plain = 0
        for word in words:
            first = word[0]
            if first.isdigit():
                continue
            if first.isupper():
                big += 1
            elif word not in self.small_words:
                plain += 1
        return (big / (big + plain) if big + plain else 0.0), len(words)


def wording(rules: RuleSet) -> Wording:
    """The word lists of a rule set. RuleError for a rule of another form or label."""
    found: dict[str, set[str]] = {label: set() for label in _LABELS}
    for rule in rules.of("sentences"):
        _check(rule)
        found[rule.label].update(rule.phrases)
    short = {form.rstrip(".") for form in found["abbreviation"]}
    return Wording(
        abbreviations=frozenset(short | {form.upper() for form in short if len(form) > 1}),
        attributions=frozenset(word.lower() for word in found["attribution"]),
        openers=frozenset(word.lower() for word in found["opener"]),
        heads=frozenset(word.lower() for word in found["head"]),
        small_words=frozenset(word.lower() for word in found["small_word"]),
    )


def _check(rule: Rule) -> None:
    if rule.label not in _LABELS:
        raise RuleError(f"{rule.file}: {rule.id}: label: must be one of {', '.join(_LABELS)}")
    if not rule.phrases:
        raise RuleError(f"{rule.file}: {rule.id}: pattern: must be a list of words")
    if rule.label == "abbreviation" and any(not form.endswith(".") for form in rule.phrases):
        raise RuleError(f"{rule.file}: {rule.id}: pattern: an abbreviation must end with its full stop")
