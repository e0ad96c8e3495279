"""Events of one article brought together, and what one tells of the other."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from mouextract.assemble.homes import one_of_many
from mouextract.assemble.model import LIST_REACH, SIDES, Event, Frame
from mouextract.assemble.status import status_of

# How many sentences before a pair its announcement may stand.
_AHEAD = 3
# Characters before a partner that opens its clause (`Adapun dengan | B`).
_FRONT = 20


def inherit(events: list[Event], frames: list[Frame]) -> None:
    """What an event leaves open it has from its neighbours: an item of a list its state from the sentence
    that announces the list; an earlier agreement without parties ("MoU yang lama berakhir") its successor's.
    """
    told = [f for f in frames if f.status is not None and not f.hope and not f.negated]
    for event in events:
        if (
            len(event.parties) >= 2
            and status_of(event)[0] is None
            and any(f.strength != "generic" for f in event.frames)
        ):
            first = event.frames[0].sentence.index
            near = [f for f in told if 0 <= first - f.sentence.index <= LIST_REACH]
            if near:
                # Its document is the event's own.
                event.frames.append(replace(near[-1], instruments=[], parties=[], signers=[]))
        if len(event.parties) >= 2 or not event.past:
            continue
        status, _ = status_of(event)
        heir = next((e for e in events if len(e.parties) >= 2 and not e.past), None)
        if heir is not None and status in ("ended", "in_force") and set(event.parties) <= set(heir.parties):
            event.parties = dict(heir.parties)


def merged(events: list[Event]) -> list[Event]:
    """Incomplete events go into the complete one that has their party, or the first one."""
    complete = [e for e in events if len(e.parties) >= 2]
    rest = [e for e in events if len(e.parties) < 2]
    for event in rest:
        homes = [
            e
            for e in complete
            if set(event.parties) <= set(e.parties)
            and _one_time(e, event, complete)
            and (event.parties or _one_kind(e, event))
            and not any(one_of_many(e, f) for f in event.frames)
        ]
        if homes:
            for frame in event.frames:
                homes[0].add(frame)
        elif not _announces_pairs(event, complete):
            complete.append(event)
    for event in complete:
        event.frames.sort(key=lambda f: f.sentence.start)
    return sorted(complete, key=lambda e: e.frames[0].sentence.start)


def _one_kind(home: Event, event: Event) -> bool:
    """Can the instruments that the second event names be the first one's?"""
    return any(home.may_name(f) for f in event.frames if f.instruments) or not any(
        f.instruments for f in event.frames
    )


def _announces_pairs(event: Event, complete: list[Event]) -> bool:
    """`Pemkab menggelar penandatanganan tujuh PKS`, then `antara A dengan B, C dengan D`: a host, no party."""
    pairs = [f for e in complete for f in e.frames if f.apart]
    return any(
        abs(f.sentence.index - g.sentence.index) <= _AHEAD and event.may_name(f)
        for f in pairs
        for g in event.frames
    )


def _one_time(home: Event, event: Event, complete: list[Event]) -> bool:
    """Same time; or the only agreement of the article, signed before, is what is carried out or ended now."""
    if home.past == event.past:
        return True
    return (
        home.past
        and len(complete) == 1
        and not event.parties
        and status_of(event)[0] in ("in_force", "ended")
    )


def by_partner(events: list[Event]) -> list[Event]:
    """`Dengan A, bupati meneken MoU. Adapun dengan B, yang diteken adalah PKS`: the events, those of several partners
    that are told one after the other each with a document of its own kind taken apart.
    """
    apart: list[Event] = []
    for event in events:
        turns = [
            (n, key)
            for n, (f, after) in enumerate(zip_longest(event.frames, event.frames[1:]))
            if (key := _partner(f)) is not None and (_fronted(f) or _next(f) or (after and _next(after)))
        ]
        announced = event.frames[: turns[0][0]] if turns else []
        kinds = [event.frames[n].types_named for n, _ in turns]
        several = len({key for _, key in turns}) == len(turns) >= SIDES
        if not several or set.intersection(*kinds) or any(f.types_named for f in announced):
            apart.append(event)
            continue
        partners = {key for _, key in turns}
        hub = {key: placed for key, placed in event.parties.items() if key not in partners}
        ends = [n for n, _ in turns[1:]] + [len(event.frames)]
        for (n, key), end in zip(turns, ends, strict=True):
            own = Event(frames=[], past=event.past)
            for frame in event.frames[n:end]:
                own.add(frame)
            own.parties = {k: own.parties.get(k) or placed for k, placed in hub.items()} | {
                key: own.parties.get(key) or event.parties[key]
            }
            apart.append(own)
    return apart


def _partner(frame: Frame) -> str | None:
    """The one partner of a clause that names a document and no other side."""
    partners = {p.actor.key for p in frame.parties if p.slot == "with"}
    return next(iter(partners)) if len(partners) == 1 and (frame.types_named or frame.signing) else None


def _fronted(frame: Frame) -> bool:
    """`Adapun dengan | B, yang diteken adalah PKS`: does the clause begin with its partner?"""
    first = next(p for p in frame.parties if p.slot == "with")
    return first.actor.start - frame.sentence.start <= _FRONT


def _next(frame: Frame) -> bool:
    """`Kedua, PKS dengan B`"""
    return any(c.label == "ordinal" and c.start == frame.sentence.start for c in frame.sentence.cues)
