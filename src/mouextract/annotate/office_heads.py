"""Heads of offices: the words that an office begins with, and what each says about the rest.

Rules: `patterns/offices.toml`; short names of single offices: `knowledge/office_acronyms.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mouextract.annotate.person_words import Phrases, index_phrases
from mouextract.errors import RuleError
from mouextract.knowledge.offices import office_acronyms
from mouextract.rules import Rule, RuleSet

DEPUTY = "Wakil"
_TAKES = frozenset({"region", "country", "unit", "place", "foreign", "none"})


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an office, from a rule or from the table of short names.

    The fields stand as `patterns/offices.toml` describes its attributes.
    """

    rule: str
    value: str
    head: str
    takes: str
    leads: bool = False
    deputy: bool = False
    keep: bool = False
    caps: bool = False
    body: str | None = None
    kind: str | None = None
    whole: bool = False
    firm: bool = False
    field: bool = False
    ministry: bool = False
    units: tuple[str, ...] = ()


def read_heads(rules: RuleSet) -> Phrases[Head]:
    """All heads by their words; RuleError for a rule without a head, or with an unknown `takes`."""
    heads = [(phrase, _head(rule)) for rule in rules.of("offices", "office") for phrase in rule.phrases]
    heads += _table_heads()
    known = {phrase for phrase, _ in heads}
    return index_phrases([*heads, *((p, h) for p, h in _local_heads(rules) if p not in known)])


def deputy_of(head: Head) -> Head:
    """`Wakil Komandan`: the office of a deputy, made of his chief's."""
    return replace(head, value=f"{DEPUTY} {head.value}", deputy=True, leads=False)


def _head(rule: Rule) -> Head:
    attrs = rule.attrs
    unknown = set(attrs) - {
        "head",
        "takes",
        "leads",
        "deputy",
        "keep",
        "caps",
        "field",
        "ministry",
        "body",
        "kind",
        "whole",
        "firm",
        "units",
    }
    if (
        unknown
        or not isinstance(attrs.get("head"), str)
        or attrs.get("takes") not in _TAKES
        or not rule.value
    ):
        raise RuleError(
            f"{rule.file}: {rule.id}: an office needs value, attrs.head and attrs.takes {sorted(_TAKES)}"
        )
    return Head(
        rule=rule.id,
        value=rule.value,
        head=attrs["head"],
        takes=attrs["takes"],
        leads=bool(attrs.get("leads")),
        deputy=bool(attrs.get("deputy")),
        keep=bool(attrs.get("keep")),
        caps=bool(attrs.get("caps")),
        field=bool(attrs.get("field")),
        ministry=bool(attrs.get("ministry")),
        body=attrs.get("body"),
        kind=attrs.get("kind"),
        whole=bool(attrs.get("whole")),
        firm=bool(attrs.get("firm")),
        units=tuple(attrs.get("units", ())),
    )


def _local_heads(rules: RuleSet) -> Iterator[tuple[str, Head]]:
    """`Kadispar`, the head of a Dispar, for every short name of a region's dinas that the rules have."""
    for rule in rules.of("institutions", "head"):
        if rule.attrs.get("kind") != "office" or rule.value is None or not rule.value.startswith("Dinas "):
            continue
        for phrase in rule.phrases:
            if " " not in phrase and phrase.startswith("di"):
                yield (
                    f"ka{phrase}",
                    Head(
                        rule=rule.id,
                        value=f"Kepala {rule.value}",
                        head="kepala",
                        takes="region",
                        leads=True,
                        body=rule.value,
                        kind="office",
                        whole=True,
                    ),
                )


def _table_heads() -> Iterator[tuple[str, Head]]:
    for entry in office_acronyms():
        local = entry.kind == "office"
        yield (
            entry.form,
            Head(
                rule="office.acronym",
                value=entry.office,
                head=entry.head,
                takes="region" if local else "none",
                leads=entry.leads,
                deputy=entry.deputy,
                # "Menteri P2MI" stays so; "Mendag" is written out.
                keep=" " in entry.form,
                body=entry.body,
                kind=entry.kind,
                whole=True,
            ),
        )
