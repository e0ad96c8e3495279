"""`Pemerintah meneken MoU dengan Malaysia`: beside another state, the government without a name is Indonesia's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from mouextract.assemble.model import Actor
from mouextract.knowledge.institutions import known
from mouextract.mentions import Annotations, Institution

RULE = "actor.home_government"
_HOME = "negara-id"
_STATE = "country"


def home_government(ann: Annotations, actors: Sequence[Actor]) -> list[Actor]:
    """An actor for the first such word of every sentence that names a document and another state, in text order.

    `actors`: those that the article names, in text order. Where a sentence names Indonesia itself, it has none.
    """
    words = [c for c in ann.cues if c.label == "state"]
    if not words:
        return []
    starts = [a.start for a in actors]
    entry = known(_HOME)
    body = Institution(entry.id, entry.name, entry.kind, short_name=entry.short)
    found: dict[int, Actor] = {}
    for word in words:
        at = bisect_right(ann.sentences, word.start, key=lambda s: s[0]) - 1
        start, end = ann.sentences[at]
        if at in found or not any(start <= m.start < end for m in ann.instruments):
            continue
        beside = actors[bisect_left(starts, start) : bisect_left(starts, end)]
        states = {a.key for a in beside if a.institution is not None and a.institution.kind == _STATE}
        behind = ann.folded[word.end : word.end + 2].strip()
        named = behind[:1].isupper() or any(a.start <= word.start < a.end for a in beside)
        if states and _HOME not in states and not named:
            found[at] = Actor(word.start, word.end, RULE, institution=body, basis="inferred")
    return list(found.values())
