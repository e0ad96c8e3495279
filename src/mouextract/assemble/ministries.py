"""Whom a director general signs for: where nobody names the directorate itself, the ministry is the party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mouextract.assemble.model import SIDES, Event, Placed
from mouextract.assemble.scene import Scene
from mouextract.mentions import Institution

DIRECTORATE = "Direktorat Jenderal"
_MINISTRY = " Kementerian "


def to_ministries(events: Sequence[Event], scenes: Sequence[Scene]) -> None:
    """Put the ministry in the place of a directorate general that the article knows by its head alone.

    `Kementerian X meneken MoU dengan Y. Dirjen Z, A, mengatakan …` tells of the ministry's agreement. Of several
    ministries it is the one that headline or lead name.
    """
    if not any(_by_head_alone(p) for e in events for p in e.parties.values()):
        return
    ministry = _the_ministry(scenes)
    if ministry is None:
        return
    for event in events:
        found: dict[str, list[Placed]] = {}
        for key, placed in event.parties.items():
            if _by_head_alone(placed):
                found.setdefault(ministry.key, []).extend(_of(ministry, p) for p in placed)
            else:
                found[key] = [*found.get(key, []), *placed]
        gone = event.parties.keys() - found.keys()
        if len(found) < SIDES <= len(event.parties):
            # Nobody agrees with himself.
            continue
        event.parties = found
        for frame in event.frames:
            frame.signers = [_of(ministry, p) if p.actor.key in gone else p for p in frame.signers]


def _by_head_alone(placed: Sequence[Placed]) -> bool:
    return all(
        p.actor.person is not None
        and (body := p.actor.institution) is not None
        and body.name.startswith(DIRECTORATE)
        and _MINISTRY not in body.name
        for p in placed
    )


def _the_ministry(scenes: Sequence[Scene]) -> Institution | None:
    opening: dict[str, Institution] = {}
    named: dict[str, Institution] = {}
    for scene in scenes:
        for actor in scene.sentence.actors:
            body = actor.institution
            if body is not None and body.kind == "ministry":
                named[body.key] = body
                if scene.sentence.opens:
                    opening[body.key] = body
    ministries = opening if len(opening) == 1 else named
    return next(iter(ministries.values())) if len(ministries) == 1 else None


def _of(ministry: Institution, placed: Placed) -> Placed:
    return replace(placed, actor=replace(placed.actor, institution=ministry))
