"""Documents of the same parties told apart: one and the same, the one before it, the one to come."""

from __future__ import annotations

from dataclasses import replace

from mouextract.assemble.model import SIDES, Event, Frame
from mouextract.assemble.status import status_of

_ADDENDUM = "addendum"


def same_document(events: list[Event]) -> list[Event]:
    """Events of the same parties and instrument, carried out or ended, are one: told of now and when it was made."""
    kept: list[Event] = []
    for event in events:
        twin = next((e for e in kept if _one_document(e, event)), None)
        if twin is None:
            kept.append(event)
            continue
        for frame in event.frames:
            twin.add(frame)
        twin.past = twin.past and event.past
        twin.frames.sort(key=lambda f: f.sentence.start)
    return kept


def _one_document(told: Event, event: Event) -> bool:
    """Is the second event about the document of the first: in one state, or its signing long before?"""
    if len(told.parties) < SIDES or set(told.parties) != set(event.parties):
        return False
    status, other = status_of(event)[0], status_of(told)[0]
    stands = status == other and status in ("in_force", "ended")
    made_before = event.past and status == "signed" and other in ("in_force", "ended", None)
    return (stands or made_before) and all(told.may_name(f) for f in event.frames)


def amendments(events: list[Event]) -> list[Event]:
    """The events; `adendumnya belum diteken` is one between the parties of the article's one document."""
    whole = [e for e in events if len(e.parties) >= SIDES]
    for event in events:
        if len(event.parties) < SIDES and len(whole) == 1 and set(event.parties) <= set(whole[0].parties):
            named = [m for f in event.frames for m in f.instruments if m.strength != "generic"]
            if named and all(m.type == _ADDENDUM for m in named):
                event.parties = dict(whole[0].parties)
    return events


def successors(events: list[Event]) -> list[Event]:
    """The events, less what they tell of the document to come: `kedua pihak bakal membuat perjanjian baru` is one
    of its own, between the parties of the one that ends or runs out.
    """
    found: list[Event] = []
    for event in events:
        found.append(event)
        if len(event.parties) < SIDES:
            continue
        ahead = _amendment(event.frames) or [
            f for f in event.frames if f.status == "planned" and not f.hope and _succeeds(f)
        ]
        rest = [f for f in event.frames if f not in ahead]
        if not ahead or not rest or status_of(Event(rest))[0] not in ("ended", "in_force"):
            continue
        told = [m for f in rest for m in f.instruments if m.strength == "specific"]
        event.frames = rest
        new = [
            f
            if any(m.strength == "specific" for m in f.instruments)
            else replace(f, instruments=[*f.instruments, *told[:1]])
            for f in ahead
        ]
        found.append(Event(frames=new, parties=dict(event.parties)))
    return found


def predecessors(events: list[Event], frames: list[Frame]) -> list[Event]:
    """The events, and the documents before theirs: `perjanjian sebelumnya habis bulan lalu` tells of no document
    that has just been signed or is to come, but of one between the same parties.
    """
    taken = [f for e in events if status_of(e)[0] == "ended" for f in e.frames]
    ends = [f for f in frames if _tells_of_end(f) and not any(f is t for t in taken)]
    owners = [(f, _successor_of(f, events)) for f in ends]
    found: list[Event] = []
    for event in events:
        found.append(event)
        old = [f for f, owner in owners if owner is event]
        rest = [f for f in event.frames if not any(f is o for o in old)]
        if not old or not rest:
            continue
        told = [m for f in rest for m in f.instruments if m.strength != "generic"]
        event.frames = rest
        before = [
            f
            if f.types_named
            else replace(f, instruments=[*f.instruments, *told[:1]], parties=[], signers=[])
            for f in old
        ]
        found.append(Event(frames=before, parties=dict(event.parties), past=True))
    return found


def _successor_of(frame: Frame, events: list[Event]) -> Event | None:
    """The agreement signed or to come between the same parties as the one whose end the frame tells, the nearest
    one that names such a document.
    """
    keys = {p.actor.key for p in frame.parties}
    near = [
        (
            e.frames[0].strength != "generic"
            and not frame.types_named <= {t for f in e.frames for t in f.types_named},
            n,
        )
        for n, e in enumerate(events)
        if len(e.parties) >= SIDES
        and not e.past
        and status_of(e)[0] in ("signed", "planned")
        and keys <= set(e.parties)
        and e.may_name(frame)
    ]
    return events[min(near)[1]] if near else None


def _tells_of_end(frame: Frame) -> bool:
    if frame.status != "ended" or not frame.past or frame.hope or frame.negated or not frame.names_contract:
        return False
    # "memperpanjang MoU yang habis tahun lalu": the document that is renewed, told of as one.
    return not any(c.label == "renew" and c.end <= frame.instruments[0].start for c in frame.sentence.cues)


def _amendment(frames: list[Frame]) -> list[Frame]:
    """`PKS itu berlaku sampai 2026. Kini adendumnya tinggal diteken`: from where an addendum is told of on."""
    first = next((n for n, f in enumerate(frames) if any(m.type == _ADDENDUM for m in f.instruments)), 0)
    before = [m for f in frames[:first] for m in f.instruments]
    if not any(m.strength == "specific" for m in before):
        return []
    # "Prinsipnya MoU masih berlaku" goes back to what is amended.
    ahead = [f for f in frames[first:] if _may_be_addendum(f)]
    return ahead if any(f.status == "planned" for f in ahead) and not frames[first].past else []


def _may_be_addendum(frame: Frame) -> bool:
    types = frame.types_named
    return not types or _ADDENDUM in types


def _succeeds(frame: Frame) -> bool:
    return any(c.label == "successor" for c in frame.sentence.cues)
