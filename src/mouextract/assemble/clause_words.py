"""The words by which clauses are read, beside their cues (rules: `patterns/clauses.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mouextract.errors import RuleError
from mouextract.rules import Rule, RuleSet, word_meanings, word_set

_CONCERN = "clauses"


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """Word lists in small letters, by the labels of their rules, which say what each is for.

    `counted`, `heads`: word to kinds of body; `office_spelling`, `kind_alone`: word to what it stands for;
    `honorific`, `document`, `heading`: words as printed, as one regex.
    """

    adverb: frozenset[str]
    possess: frozenset[str]
    opening: frozenset[str]
    attendance: frozenset[str]
    watching: frozenset[str]
    sent: frozenset[str]
    sent_by_noun: frozenset[str]
    seen: frozenset[str]
    turn: frozenset[str]
    moment: frozenset[str]
    period: frozenset[str]
    age: frozenset[str]
    long_age: frozenset[str]
    part_of_time: frozenset[str]
    unit_of_time: frozenset[str]
    founded: frozenset[str]
    date_word: frozenset[str]
    figure: frozenset[str]
    worth: frozenset[str]
    term: frozenset[str]
    unfinished: frozenset[str]
    purpose: frozenset[str]
    second_office: frozenset[str]
    holding: frozenset[str]
    district: frozenset[str]
    courtesy: frozenset[str]
    office_class: frozenset[str]
    bureau: frozenset[str]
    counted: Mapping[str, frozenset[str]]
    heads: Mapping[str, frozenset[str]]
    office_spelling: Mapping[str, str]
    kind_alone: Mapping[str, str]
    honorific: re.Pattern[str]
    document: re.Pattern[str]
    heading: re.Pattern[str]


def clause_words(rules: RuleSet) -> ClauseWords:
    """The word lists of a rule set. RuleError for a rule of another label, or one that lacks what its label needs."""
    names = ClauseWords.__slots__
    for rule in rules.of(_CONCERN):
        if rule.label not in names:
            raise RuleError(f"{rule.file}: {rule.id}: label: must be one of {', '.join(names)}")
        if not rule.phrases:
            raise RuleError(f"{rule.file}: {rule.id}: pattern: must be a word or a list of words")

    def of(label: str) -> Sequence[Rule]:
        return rules.of(_CONCERN, label)

    made: dict[str, Any] = {
        **{label: _kinds(of(label)) for label in ("counted", "heads")},
        **{label: word_meanings(of(label)) for label in ("office_spelling", "kind_alone")},
        **{label: _printed(of(label)) for label in ("honorific", "document", "heading")},
    }
    made |= {name: word_set(of(name)) for name in names if name not in made}
    return ClauseWords(**made)


def _kinds(rules: Iterable[Rule]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for rule in rules:
        kinds = rule.attrs.get("kinds")
        if not isinstance(kinds, list) or not kinds:
            raise RuleError(f"{rule.file}: {rule.id}: attrs.kinds: must be a list of kinds of body")
        found.update(dict.fromkeys(map(str.lower, rule.phrases), frozenset(kinds)))
    return found


def _printed(rules: Iterable[Rule]) -> re.Pattern[str]:
    """Whole words, as printed; without any, nothing."""
    words = [re.escape(phrase) for rule in rules for phrase in rule.phrases]
    return re.compile(rf"\b(?:{'|'.join(words)})\b" if words else r"(?!)")
