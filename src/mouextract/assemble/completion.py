"""Parties that a clause leaves to the reader: who is meant by `perseroan`, `kampus`, `kedua perusahaan`.

News names its main body in the headline or the lead and then speaks of it by a common noun. An event that a
signing, a plan or an end has founded, but in which only the partner is named, is completed by that body;
one that is only said to be of `kedua pihak` by the two bodies that the article speaks of most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mouextract.assemble.model import Event, Placed
from mouextract.assemble.scene import Scene

_ONE_SIDED = frozenset({"with"})
_NO_PARTIES = frozenset({"media", "party", "country", "council", "court"})
# Slots in which somebody is in the news, rather than a place or a topic.
_ACTIVE = frozenset({"subject", "speaker", "with", "between", "by", "of", "met", "deputy", "represented"})


def complete(events: Sequence[Event], scenes: Sequence[Scene]) -> None:
    """Add the parties that events lack, where the article tells them elsewhere."""
    for event in events:
        named = [f for f in event.frames if f.strength in ("specific", "acronym") and not f.hope]
        opening = any(f.sentence.zone == "title" or f.sentence.lead for f in named)
        if not any(f.signing or (f.status is not None and opening) for f in named):
            continue
        slots = {p.slot for placed in event.parties.values() for p in placed}
        if event.parties and slots <= _ONE_SIDED:
            missing = _protagonist(scenes, event)
            if missing is not None:
                event.parties.setdefault(missing.actor.key, []).append(missing)
        elif len(event.parties) < 2 and any(c.label == "both" for f in event.frames for c in f.sentence.cues):
            for placed in _pair(scenes):
                event.parties.setdefault(placed.actor.key, []).append(placed)


def _protagonist(scenes: Sequence[Scene], event: Event) -> Placed | None:
    """The first body that the headline or the lead has as subject, if it is not in the event yet."""
    for scene in scenes:
        if scene.sentence.zone != "title" and not scene.sentence.lead:
            continue
        for placed in scene.placed:
            body = placed.actor.institution
            if (
                placed.slot == "subject"
                and body is not None
                and body.kind not in _NO_PARTIES
                and placed.actor.weak != "bare"
            ):
                return placed if placed.actor.key not in event.parties else None
    return None


def _pair(scenes: Sequence[Scene]) -> list[Placed]:
    """The two bodies that the article speaks of most, if there are two that stand out."""
    found: dict[str, Placed] = {}
    counts: Counter[str] = Counter()
    for scene in scenes:
        for placed in scene.placed:
            body = placed.actor.institution
            if body is None or body.kind in _NO_PARTIES or placed.actor.weak or placed.slot not in _ACTIVE:
                continue
            found.setdefault(placed.actor.key, placed)
            counts[placed.actor.key] += 1
    ranked = counts.most_common(3)
    if len(ranked) < 2 or (len(ranked) > 2 and ranked[2][1] >= ranked[1][1]):
        return []
    return [found[key] for key, _ in ranked[:2]]
