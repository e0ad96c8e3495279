"""Cues: what happens to an agreement, and who plays which part in it (rules: `patterns/cues.toml`).

Cues are read only in an article that names an instrument, be it by a generic word (kerja sama, kontrak):
no other can hold an agreement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mouextract.annotate.matching import RuleMatcher
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
            found = {(f.start, f.end, f.rule.label): f for f in self._matcher.find(ann.folded, start, end)}
            ann.cues.extend(CueMention(f.start, f.end, f.rule.id, label=f.rule.label) for f in found.values())
        ann.cues.sort(key=lambda cue: (cue.start, -cue.end, cue.label))
