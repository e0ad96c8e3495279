"""Instruments: the names of the documents that make an agreement (rules: `patterns/instruments.toml`)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from mouextract.annotate.anchors import AnchorTest
from mouextract.annotate.matching import Found, RuleMatcher, leftmost, tokens_within, trimmed
from mouextract.errors import RuleError
from mouextract.mentions import Annotations, InstrumentMention
from mouextract.records import AgreementType
from mouextract.rules import Rule, RuleSet

if TYPE_CHECKING:
    from spacy.vocab import Vocab

# How far before an acronym the words are read that it stands for, in characters.
_REACH = 120
# What a stroke only names anew (`Nota Kesepakatan/MoU`, not `MoU/PKS`).
_ALSO_MEMORANDA = frozenset({"nota_kesepakatan", "kesepakatan_bersama"})
_STRENGTHS = ("specific", "acronym", "generic")


class InstrumentAnnotator:
    """Fills `ann.instruments`; look-alikes (label `drop`) compete with the names and are dropped."""

    def __init__(self, rules: RuleSet, vocab: Vocab | None) -> None:
        chosen = rules.of("instruments", "instrument", "drop")
        for rule in chosen:
            _check(rule)
        self._matcher = RuleMatcher(vocab, chosen)
        self._possible = AnchorTest(r for r in chosen if r.label == "instrument")
        self._anchors = AnchorTest(chosen)
        called = [phrase for rule in rules.of("instruments", "also_called") for phrase in rule.phrases]
        # What stands between two names of one document, be the second in brackets.
        self._also_called = frozenset({"(", *called, *(f"( {phrase}" for phrase in called)})

    def possible(self, ann: Annotations) -> bool:
        """Can the article hold an instrument? False is certain."""
        return self._possible.anywhere(ann.folded, ann.lowered)

    def annotate(self, ann: Annotations) -> None:
        """Add the instruments of every sentence that can hold one."""
        if not self.possible(ann):
            return
        folded, lowered = ann.folded, ann.lowered
        barred: set[str] = set()
        for start, end in self._anchors.among(ann.sentences, folded, lowered):
            matches = self._matcher.matches(tokens_within(ann, start, end))
            found = [trimmed(Found(*match), folded) for match in matches]
            for item in leftmost(found):
                if item.rule.label == "drop":
                    barred.add(str(item.rule.attrs.get("bars", "")))
                    continue
                ann.instruments.append(
                    InstrumentMention(
                        item.start,
                        item.end,
                        item.rule.id,
                        type=str(item.rule.value),
                        strength=item.rule.attrs.get("strength", "specific"),
                    )
                )
        ann.instruments[:] = _named_once(_bar(ann.instruments, barred, folded), folded, self._also_called)


def _bar(found: list[InstrumentMention], barred: set[str], folded: str) -> list[InstrumentMention]:
    """Acronyms that mean something else in this article go, unless brackets bind them to the instrument too."""
    bracketed = {
        m.rule
        for before, m in pairwise((None, *found))
        if m is not None and folded[m.start - 1 : m.start] == "(" and _spelt(folded, m, before)
    }
    bound = {
        acronym.rule
        for name, acronym in pairwise(found)
        if name.type == acronym.type and folded[name.end : acronym.start].strip() == "("
    }
    barred = barred | bracketed
    return [m for m in found if m.rule not in barred or m.rule in bound]


def _named_once(
    found: list[InstrumentMention], folded: str, also_called: frozenset[str]
) -> list[InstrumentMention]:
    """`Nota Kesepakatan (MoU)`, `MoU atau nota kesepakatan`: of two names of one document the one that is no mere
    word for any agreement counts.
    """
    second: set[int] = set()
    for first, other in pairwise(found):
        between = folded[first.end : other.start].replace(")", " ").strip()
        one = between in also_called or (between == "/" and bool({first.type, other.type} & _ALSO_MEMORANDA))
        if first.type != other.type and one and "generic" not in (first.strength, other.strength):
            loose = first.strength == "acronym" and other.strength == "specific"
            second.add(first.start if loose else other.start)
    return [m for m in found if m.start not in second]


def _spelt(folded: str, acronym: InstrumentMention, before: InstrumentMention | None) -> bool:
    """Do the words before the brackets have the acronym's letters: pabrik kelapa sawit (PKS)?

    Not if the instrument named `before` begins with them: perjanjian jual beli gas (PJBG).
    """
    letters = folded[acronym.start : acronym.end]
    words = folded[max(0, acronym.start - _REACH) : acronym.start - 1].upper().split()[-len(letters) :]
    spells = len(letters) > 1 and "".join(word[0] for word in words) == letters
    return spells and not (before is not None and acronym.start - before.start <= len(" ".join(words)) + 2)


def _check(rule: Rule) -> None:
    if rule.label != "instrument":
        return
    if rule.value not in set(AgreementType):
        raise RuleError(f"{rule.file}: {rule.id}: value: {rule.value!r} is no agreement type")
    if rule.attrs.get("strength", "specific") not in _STRENGTHS:
        raise RuleError(f"{rule.file}: {rule.id}: attrs.strength: must be one of {', '.join(_STRENGTHS)}")
