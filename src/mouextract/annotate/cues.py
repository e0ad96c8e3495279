"""Cues: what happens to an agreement, and who plays which part in it (rules: `patterns/cues.toml`).

Cues are read only in an article that names an instrument, be it by a generic word (kerja sama, kontrak).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from mouextract.annotate.matching import Found, RuleMatcher, tokens_within, trimmed
from mouextract.mentions import Annotations, CueMention
from mouextract.rules import Rule, RuleSet

if TYPE_CHECKING:
    from spacy.vocab import Vocab

# What happens to an agreement, told beside its parties, and what alone begins the telling of one.
EVENT_LABELS = frozenset({"ended", "refer", "make", "plan", "in_force", "renew"})
SIGNING_LABELS = frozenset({"sign", "both"})


class CueAnnotator:
    """Fills `ann.cues`, all matches of all rules, in text order."""

    def __init__(self, rules: RuleSet, vocab: Vocab | None) -> None:
        chosen = rules.of("cues")
        self._matcher = RuleMatcher(vocab, chosen)

    def annotate(self, ann: Annotations) -> None:
        """Add the cues of every sentence, if the article has an instrument at all."""
        if not ann.instruments:
            return
        # Of several rules of one label for the same words the last counts.
        matches = [trimmed(Found(*match), ann.folded) for match in self._matches(ann)]
        found = {(m.start, -m.end, m.rule.label): m.rule.id for m in matches}
        ann.cues += [
            CueMention(first, -last, found[first, last, label], label=label)
            for first, last, label in sorted(found)
        ]

    def may_begin(self, ann: Annotations) -> bool:
        """Can assembly find where an agreement begins? False is certain.

        Generic words alone (kerja sama, kontrak) name one only with a cue of what happens to it in their sentence.
        """
        if any(m.strength != "generic" for m in ann.instruments):
            return True
        starts = [start for start, _ in ann.sentences]
        named = sorted({bisect_right(starts, m.start) - 1 for m in ann.instruments})
        return any(
            rule.label in EVENT_LABELS or rule.label in SIGNING_LABELS
            for i in named
            for _, _, rule in self._matcher.matches(tokens_within(ann, *ann.sentences[i]))
        )

    def _matches(self, ann: Annotations) -> list[tuple[int, int, Rule]]:
        """What matches within one of the article's sentences."""
        words = ann.words.tokens
        if not all(words.borders(start) and words.borders(end) for start, end in ann.sentences):
            # A sentence that begins within a word has other words than the article.
            rows = (tokens_within(ann, start, end) for start, end in ann.sentences)
            return [match for row in rows for match in self._matcher.matches(row)]
        # One run over all words costs less than one for each sentence.
        starts = [start for start, _ in ann.sentences]
        ends = [0, *(end for _, end in ann.sentences)]
        return [
            match
            for match in self._matcher.matches(words)
            if match[1] <= ends[bisect_right(starts, match[0])]
        ]
