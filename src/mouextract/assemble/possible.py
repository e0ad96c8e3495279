"""Whether an article can hold an agreement at all, asked before its clauses are read."""

from __future__ import annotations

from bisect import bisect_right

from mouextract.annotate.cues import EVENT_LABELS, SIGNING_LABELS
from mouextract.assemble.actors import actors_of
from mouextract.assemble.clause_words import ClauseWords
from mouextract.mentions import Annotations


def may_agree(ann: Annotations, lexicon: ClauseWords) -> bool:
    """Can assembly find an agreement? False is certain.

    Where only generic words (kerja sama, kontrak) name the document, an event begins with a sentence that
    signs it, or that tells what happens to it between two bodies.
    """
    if not ann.cues:
        return False
    if any(m.strength != "generic" for m in ann.instruments):
        return True
    starts = [start for start, _ in ann.sentences]
    named = {bisect_right(starts, m.start) - 1 for m in ann.instruments}
    told: set[int] = set()
    for cue in ann.cues:
        at = bisect_right(starts, cue.start) - 1
        if at in named:
            if cue.label in SIGNING_LABELS:
                return True
            if cue.label in EVENT_LABELS:
                told.add(at)
    if not told:
        return False
    bodies: dict[int, str] = {}
    for actor in actors_of(ann, lexicon):
        at = bisect_right(starts, actor.start) - 1
        if at in told and bodies.setdefault(at, actor.key) != actor.key:
            return True
    return False
