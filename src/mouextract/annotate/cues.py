"""Cues: what happens to an agreement, and who plays which part (rules: `patterns/cues.toml`).

Cues are read only in an article that can hold an agreement: one that names an instrument, or in
which something is signed that a generic word (kerja sama, kontrak) names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mouextract.annotate.anchors import AnchorTest
from mouextract.annotate.matching import RuleMatcher
from mouextract.mentions import Annotations, CueMention
from mouextract.rules import RuleSet

if TYPE_CHECKING:
    from spacy.vocab import Vocab


class CueAnnotator:
    """Fills `ann.cues`, all matches of all rules, in text order."""

    def __init__(self, rules: RuleSet, vocab: Vocab | None) -> None:
        chosen = rules.of("cues")
        self._matcher = RuleMatcher(vocab, chosen)
        self._signing = AnchorTest(r for r in chosen if r.label == "sign")

    def annotate(self, ann: Annotations) -> None:
        """Add the cues of every sentence, if the article can hold an agreement at all."""
        if not self._may_hold_agreement(ann):
            return
        for start, end in ann.sentences:
            found = {(f.start, f.end, f.rule.label): f for f in self._matcher.find(ann.folded, start, end)}
            ann.cues.extend(CueMention(f.start, f.end, f.rule.id, label=f.rule.label) for f in found.values())
        ann.cues.sort(key=lambda cue: (cue.start, -cue.end, cue.label))

    def _may_hold_agreement(self, ann: Annotations) -> bool:
        if any(m.strength != "generic" for m in ann.instruments):
            return True
        return bool(ann.instruments) and self._signing.anywhere(ann.folded, ann.lowered)
