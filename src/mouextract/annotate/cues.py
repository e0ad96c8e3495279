"""Cues: what happens to an agreement, and who plays which part in it (rules: `patterns/cues.toml`).

Cues are read only in an article that names an instrument, be it by a generic word (kerja sama, kontrak):
no other can hold an agreement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mouextract.annotate.matching import RuleMatcher, tokens_within
from mouextract.mentions import Annotations, CueMention
from mouextract.rules import RuleSet

if TYPE_CHECKING:
    from spacy.vocab import Vocab


class CueAnnotator:
    """Fills `ann.cues`, all matches of all rules, in text order."""

    def __init__(self, rules: RuleSet, vocab: Vocab | None) -> None:
        self._matcher = RuleMatcher(vocab, rules.of("cues"))

    def annotate(self, ann: Annotations) -> None:
        """Add the cues of every sentence, if the article can hold an agreement at all."""
        if not ann.instruments:
            return
        for start, end in ann.sentences:
            # Of several rules of one label for the same words the last counts.
            found = {
                (first, -last, rule.label): rule.id
                for first, last, rule in self._matcher.matches(tokens_within(ann, start, end))
            }
            ann.cues += [
                CueMention(first, -last, found[first, last, label], label=label)
                for first, last, label in sorted(found)
            ]
