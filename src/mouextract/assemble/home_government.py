"""`Pemerintah meneken MoU dengan Malaysia`: whom the government without a name means, where it is Indonesia's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby

from mouextract.assemble.model import Actor
from mouextract.knowledge.institutions import known
from mouextract.mentions import Annotations, Institution

RULE = "actor.home_government"
_HOME = "negara-id"
_STATE, _ABROAD = "country", "foreign"
# Kinds of bodies of the regions, whose governments are called so, too.
_LOCAL = frozenset({"regency", "city", "province", "office", "council"})


def home_government(ann: Annotations, actors: Sequence[Actor]) -> list[Actor]:
    """An actor for the first such word of every sentence that names a document, in text order.

    `actors`: those that the article names, in text order. A sentence that names Indonesia itself has none. Where
    the article names a region's government, the sentence must name another state, or bodies from abroad alone.
    """
    words = [c for c in ann.cues if c.label == "state"]
    if not words:
        return []
    starts = [a.start for a in actors]
    named = [m.start for m in ann.instruments]
    national = not any(a.institution is not None and a.institution.kind in _LOCAL for a in actors)
    entry = known(_HOME)
    body = Institution(entry.id, entry.name, entry.kind, short_name=entry.short)
    found: list[Actor] = []
    for at, of_sentence in groupby(
        words, lambda word: bisect_right(ann.sentences, word.start, key=_start) - 1
    ):
        start, end = ann.sentences[at]
        if bisect_left(named, start) == bisect_left(named, end):
            continue
        beside = actors[bisect_left(starts, start) : bisect_left(starts, end)]
        kinds = {a.key: a.institution.kind for a in beside if a.institution is not None}
        abroad = _STATE in kinds.values() or (bool(kinds) and set(kinds.values()) == {_ABROAD})
        if _HOME in kinds or not (abroad or national):
            continue
        # Not with a name behind it (`Pemerintah Aceh`).
        bare = (w for w in of_sentence if not ann.folded[w.end : w.end + 2].strip()[:1].isupper())
        if (word := next(bare, None)) is not None:
            found.append(Actor(word.start, word.end, RULE, institution=body, basis="inferred"))
    return found


def _start(sentence: tuple[int, int]) -> int:
    return sentence[0]
