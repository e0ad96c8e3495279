"""`Pemerintah meneken MoU dengan Malaysia`: whom the government without a name means, where it is Indonesia's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from mouextract.assemble.model import Actor
from mouextract.knowledge.institutions import known
from mouextract.mentions import Annotations, Institution

RULE = "actor.home_government"
_HOME = "negara-id"
_STATE, _ABROAD = "country", "foreign"
# Kinds of bodies of the regions, whose governments are called so, too.
_LOCAL = frozenset({"regency", "city", "province", "office", "council"})
_JOINS = frozenset({"dan", "dengan", "bersama"})


def home_government(ann: Annotations, actors: Sequence[Actor]) -> list[Actor]:
    """An actor for the first such word of every sentence that names a document and another state, in text order.

    `actors`: those that the article names, in text order. Where a sentence names Indonesia itself, it has none.
    Beside other bodies from abroad it has one where it names none of ours; joined to whatever body, where the
    article names no region's government.
    """
    words = [c for c in ann.cues if c.label == "state"]
    if not words:
        return []
    starts = [a.start for a in actors]
    entry = known(_HOME)
    body = Institution(entry.id, entry.name, entry.kind, short_name=entry.short)
    national = not any(a.institution is not None and a.institution.kind in _LOCAL for a in actors)
    found: dict[int, Actor] = {}
    for word in words:
        at = bisect_right(ann.sentences, word.start, key=lambda s: s[0]) - 1
        start, end = ann.sentences[at]
        if at in found or not any(start <= m.start < end for m in ann.instruments):
            continue
        beside = actors[bisect_left(starts, start) : bisect_left(starts, end)]
        kinds = {a.key: a.institution.kind for a in beside if a.institution is not None}
        abroad = _STATE in kinds.values() or (bool(kinds) and set(kinds.values()) == {_ABROAD})
        behind = ann.folded[word.end : word.end + 2].strip()
        named = behind[:1].isupper() or any(a.start <= word.start < a.end for a in beside)
        meant = abroad or (national and _joined(ann.folded, word.start, word.end, beside))
        if meant and _HOME not in kinds and not named:
            found[at] = Actor(word.start, word.end, RULE, institution=body, basis="inferred")
    return list(found.values())


def _joined(folded: str, start: int, end: int, actors: Sequence[Actor]) -> bool:
    """`pemerintah | dan PT X`, `PT X dan | pemerintah`: does one word join the stretch to an actor?"""
    return any(
        folded[end : a.start].strip() in _JOINS or folded[a.end : start].strip() in _JOINS for a in actors
    )
