"""Rules as data: reads, checks and merges the TOML files of `patterns/`.

A file holds the rules of one concern (its stem, e.g. `instruments.toml`), as `[[rule]]` tables:

`id` (unique over all files), `label` (what it marks), exactly one of `pattern` (spaCy's own pattern
syntax: a phrase, a token pattern, or a list of either) and `regex` (Python's syntax, on folded text:
plain quotes, dashes and spaces), `examples` (texts that the rule must match; square brackets around
the words show the exact span), `counterexamples` (texts that it must not match), and optionally
`value`, `attrs` (a table of further settings, which the concern's annotator checks), `note`, `source`.

A folder of the user's adds rules, replaces those with the same id, and removes those that a file
lists in `disable = ["id", …]`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mouextract.errors import RuleError

TokenPattern = list[dict[str, Any]]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    id: str = Field(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$")
    label: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    pattern: str | list[str] | list[dict[str, Any]] | list[list[dict[str, Any]]] | None = None
    regex: str | None = None
    value: str | None = None
    attrs: dict[str, str | int | float | bool | list[str]] = {}
    examples: list[str] = Field(min_length=1)
    counterexamples: list[str] = []
    note: str = ""
    source: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    rule: list[dict[str, Any]] = []
    disable: list[str] = []


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `phrases` and `tokens` are the two forms that `pattern` may take."""

    id: str
    label: str
    phrases: tuple[str, ...] = ()
    tokens: tuple[TokenPattern, ...] = ()
    regex: re.Pattern[str] | None = None
    value: str | None = None
    attrs: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules by concern, in file order; `digest` is a hash of everything that was read."""

    concerns: Mapping[str, tuple[Rule, ...]]
    digest: str

    def of(self, concern: str, *labels: str) -> tuple[Rule, ...]:
        """Rules of a concern, of all labels or only of those named; KeyError for an unknown concern."""
        rules = self.concerns[concern]
        return tuple(r for r in rules if r.label in labels) if labels else rules

    def __iter__(self) -> Iterator[Rule]:
        for rules in self.concerns.values():
            yield from rules


def word_set(rules: Iterable[Rule]) -> frozenset[str]:
    """All phrases of some rules, in small letters."""
    return frozenset(phrase.lower() for rule in rules for phrase in rule.phrases)


def word_values(rules: Iterable[Rule]) -> dict[str, str]:
    """All phrases of some rules, in small letters, with the rules' values; a phrase without one stands for itself."""
    return {phrase.lower(): rule.value or phrase for rule in rules for phrase in rule.phrases}


def word_meanings(rules: Iterable[Rule]) -> dict[str, str]:
    """As `word_values`; RuleError for a rule without a value."""
    found: dict[str, str] = {}
    for rule in rules:
        if not rule.value:
            raise RuleError(f"{rule.file}: {rule.id}: value: is missing")
        found |= word_values([rule])
    return found


def entity_patterns(rule: Rule) -> Iterator[dict[str, Any]]:
    """The rule's phrases and token patterns as spaCy's EntityRuler takes them; of a regex nothing.

    Phrases are meant for `phrase_matcher_attr="LOWER"`: they match whatever the case.
    """
    for pattern in (*rule.phrases, *rule.tokens):
        yield {"label": rule.label, "pattern": pattern, "id": rule.id}


def builtin_dir() -> Path:
    """The folder of the rules that ship with the package (in a checkout, the top-level `patterns/`)."""
    packaged = Path(str(resources.files("mouextract"))) / "patterns"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "patterns"


def load_rules(extra: Sequence[Path] = ()) -> RuleSet:
    """Read the built-in rules, then each folder of `extra` in turn.

    Raises RuleError (file, entry, reason) for a missing folder, broken TOML, an entry that does not
    fit the schema, a regex that does not compile or an id that stands twice in one folder.
    """
    merged: dict[str, tuple[str, Rule]] = {}
    digest = sha256()
    for folder in (builtin_dir(), *extra):
        if not folder.is_dir():
            raise RuleError(f"{folder}: not a folder of rule files")
        files = sorted(folder.glob("*.toml"))
        if not files:
            raise RuleError(f"{folder}: holds no .toml rule file")
        seen: set[str] = set()
        for path in files:
            data = path.read_bytes()
            digest.update(path.name.encode() + b"\0" + data + b"\0")
            content = _parse(path, data)
            for rule_id in content.disable:
                if merged.pop(rule_id, None) is None:
                    raise RuleError(f"{path}: disable: there is no rule {rule_id!r}")
            for number, entry in enumerate(content.rule, 1):
                rule = _rule(path, number, entry)
                if rule.id in seen:
                    raise RuleError(f"{path}: rule {number} ({rule.id}): the id stands twice")
                seen.add(rule.id)
                merged[rule.id] = (path.stem, rule)
    concerns: dict[str, list[Rule]] = {}
    for concern, rule in merged.values():
        concerns.setdefault(concern, []).append(rule)
    return RuleSet({name: tuple(rules) for name, rules in concerns.items()}, digest.hexdigest())


def _parse(path: Path, data: bytes) -> _File:
    try:
        return _File.model_validate(tomllib.loads(data.decode("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{path}: not valid TOML: {error}") from None
    except ValidationError as error:
        raise RuleError(f"{path}: {_first(error)}") from None


def _rule(path: Path, number: int, raw: dict[str, Any]) -> Rule:
    where = f"{path}: rule {number} ({raw.get('id', 'no id')})"
    try:
        entry = _Entry.model_validate(raw)
    except ValidationError as error:
        raise RuleError(f"{where}: {_first(error)}") from None
    if (entry.pattern is None) == (entry.regex is None):
        raise RuleError(f"{where}: needs exactly one of pattern and regex")
    try:
        regex = re.compile(entry.regex) if entry.regex is not None else None
    except re.error as error:
        raise RuleError(f"{where}: regex: {error}") from None
    phrases, tokens = _forms(entry.pattern)
    if entry.pattern is not None and not all(phrases + tokens):
        raise RuleError(f"{where}: an empty pattern")
    return Rule(
        id=entry.id,
        label=entry.label,
        phrases=phrases,
        tokens=tokens,
        regex=regex,
        value=entry.value,
        attrs=entry.attrs,
        examples=tuple(entry.examples),
        counterexamples=tuple(entry.counterexamples),
        note=entry.note,
        source=entry.source,
        file=str(path),
    )


def _forms(pattern: Any) -> tuple[tuple[str, ...], tuple[TokenPattern, ...]]:
    if pattern is None:
        return (), ()
    if isinstance(pattern, str):
        return (pattern,), ()
    if all(isinstance(item, str) for item in pattern):
        return tuple(pattern), ()
    if all(isinstance(item, dict) for item in pattern):
        return (), (list(pattern),)
    return (), tuple(list(item) for item in pattern)


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else str(first["msg"])
