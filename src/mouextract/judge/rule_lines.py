"""Rules as lines and as JSON. Light to import."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from mouextract.rules import Rule, RuleSet

_EXAMPLE = 70


def first_examples(rules: RuleSet) -> dict[str, str]:
    """The first example of each rule, by id."""
    return {rule.id: rule.examples[0] for rule in rules if rule.examples}


def list_lines(rules: Iterable[tuple[str, Rule]]) -> Iterator[str]:
    """One line a rule: id, file, label, value, first example."""
    for concern, rule in rules:
        example = rule.examples[0] if rule.examples else ""
        yield f"{rule.id:44}  {concern}/{rule.label}  {short(example)}"


def rule_lines(concern: str, rule: Rule) -> Iterator[str]:
    """One rule in full."""
    for name, value in rule_json(concern, rule).items():
        if value in (None, "", [], {}):
            continue
        values = value if isinstance(value, list) else [value]
        for n, item in enumerate(values):
            shown = item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)
            yield f"{name if n == 0 else '':15} {shown}"


def rule_json(concern: str, rule: Rule) -> dict[str, Any]:
    """One rule as JSON."""
    return {
        "id": rule.id,
        "concern": concern,
        "label": rule.label,
        "value": rule.value,
        "phrases": list(rule.phrases),
        "tokens": list(rule.tokens),
        "regex": None if rule.regex is None else rule.regex.pattern,
        "attrs": dict(rule.attrs),
        "examples": list(rule.examples),
        "counterexamples": list(rule.counterexamples),
        "note": rule.note,
        "source": rule.source,
        "file": rule.file,
    }


def short(text: str) -> str:
    """An example on one line, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _EXAMPLE else text[: _EXAMPLE - 1] + "…"
