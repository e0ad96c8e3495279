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
# Sentences before `keduanya` in which the two have been introduced; how many it takes to sign.
_BACK, _HANDSHAKE = 4, 2
# Slots in which somebody is in the news, rather than a place or a topic.
_ACTIVE = frozenset({"subject", "speaker", "with", "between", "by", "of", "met", "deputy", "represented"})


def complete(events: Sequence[Event], scenes: Sequence[Scene]) -> None:
    """Add the parties that events lack, where the article tells them elsewhere."""
    for event in events:
        _signers(event, scenes)
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


def _signers(event: Event, scenes: Sequence[Scene]) -> None:
    """Who signed, where the signing is told without names: `keduanya menandatangani` means the parties' people
    just spoken of; else the people of two parties side by side in a sentence next to the signing.
    """
    signing = [f for f in event.frames if f.signing and not f.past]
    if not signing or any(p.actor.person is not None for f in event.frames for p in f.signers):
        return
    for frame in signing:
        both = any(c.label == "both" for c in frame.sentence.cues)
        reach = range(-_BACK, 1) if both else range(-1, 2)
        found: dict[str, Placed] = {}
        for scene in scenes:
            if scene.sentence.index - frame.sentence.index not in reach:
                continue
            people = [p for p in scene.placed if _may_sign(p, event)]
            if both or (
                len({p.actor.key for p in people}) >= _HANDSHAKE and len({p.group for p in people}) == 1
            ):
                for placed in people:
                    found[placed.actor.key] = placed
        if len(found) >= _HANDSHAKE:
            frame.signers.extend(found.values())
            return


def _may_sign(placed: Placed, event: Event) -> bool:
    person = placed.actor.person
    if person is None or person.name is None or placed.actor.key not in event.parties:
        return False
    return placed.slot in _ACTIVE and placed.slot != "speaker"


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
