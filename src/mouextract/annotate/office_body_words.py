"""The words by which an office tells its institution (rules: `patterns/offices.toml`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mouextract.rules import RuleSet, word_set, word_values


@dataclass(frozen=True, slots=True)
class BodyWords:
    """Words in small letters, by the labels of the rules that list them.

    `nouns`: how the full names begin of bodies that are called so for short; `unit_kinds`: the kind of body by the
    class of who heads it; `classes_abroad`: the classes of places abroad by the class of who heads them.
    """

    organs: frozenset[str]
    commissions: frozenset[str]
    staff: frozenset[str]
    one_each: frozenset[str]
    parts: frozenset[str]
    titled_parts: frozenset[str]
    legal_forms: frozenset[str]
    nouns: Mapping[str, str]
    unit_kinds: Mapping[str, str]
    classes_abroad: Mapping[str, tuple[str, ...]]
    secretariat: re.Pattern[str]

    @classmethod
    def of(cls, rules: RuleSet) -> BodyWords:
        """Read them from the rules."""

        def words(label: str) -> frozenset[str]:
            return word_set(rules.of("offices", label))

        # "(?!)" matches nowhere: no rule is left.
        secretariat = "|".join(map(re.escape, sorted(words("secretariat")))) or "(?!)"
        return cls(
            organs=words("organ"),
            commissions=words("commission"),
            staff=words("government_staff"),
            one_each=words("one_each"),
            parts=words("company_part"),
            titled_parts=words("titled_part"),
            legal_forms=words("legal_form"),
            nouns=word_values(rules.of("offices", "short_body")),
            unit_kinds={
                phrase.lower(): rule.value
                for rule in rules.of("offices", "unit_kind")
                for phrase in rule.phrases
                if rule.value
            },
            classes_abroad={
                rule.value: rule.phrases for rule in rules.of("offices", "class_abroad") if rule.value
            },
            secretariat=re.compile(rf"\b(?:{secretariat})", re.IGNORECASE),
        )
