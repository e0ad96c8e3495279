"""Events: frames that speak of one agreement, brought together by their parties and their time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mouextract.assemble.model import Event, Frame, Placed
from mouextract.assemble.status import status_of
from mouextract.assemble.unify import one_branch, settle

# No article tells more; what exceeds them is no news, and comparing all with all would take for ever.
_MAX_EVENTS, _MAX_FRAMES = 40, 150
# How many sentences after an instrument a mere signing still speaks of it.
_REACH = 4
# … of one whose parties are not told yet.
_REACH_OPEN = 8
# … and how many sentences before it.
_AHEAD = 3
# Sentences behind a signing in which the document that it signed may first be named.
_BEHIND = 2
# How many sentences before the items of a list the signing may stand.
_LIST_REACH = 8
# An agreement takes two.
_SIDES = 2


def keys_of(placed: Iterable[Placed]) -> list[str]:
    """The distinct bodies among placed actors, in order of appearance."""
    return list(dict.fromkeys(p.actor.key for p in placed))


def events_of(frames: list[Frame]) -> list[Event]:
    """Group the frames of an article (in text order) into events."""
    events: list[Event] = []
    frames = one_branch(frames)
    usable = [f for f in frames if not f.negated and (f.status is not None or f.parties)]
    told = [f for f in usable if f.sentence.zone != "caption"]
    _found(events, [f for f in told if f.instruments])
    for frame in told:
        if not frame.instruments and not _attach(events, frame):
            _found_by_signers(events, frames, frame)
    # A picture's caption adds to what the text tells.
    captions = [f for f in usable if f.sentence.zone == "caption"]
    _found(events, [f for f in captions if f.instruments])
    for frame in captions:
        if not frame.instruments:
            _attach(events, frame)
    events = _merged(events)
    for event in events:
        settle(event)
    _inherit(events, frames)
    return events


def _found(events: list[Event], named: list[Frame]) -> None:
    """Clauses that name an instrument: each goes to the event that it goes on with, or begins one."""
    for place, frame in enumerate(named):
        keys = set(keys_of(frame.parties))
        event = None
        if frame.is_next and keys:
            frame = _stated(frame, named[:place])
            if frame.apart:
                event = next((e for e in events if keys == set(e.parties)), None)
        else:
            event = _home(events, frame, keys)
        if event is None and len(events) < _MAX_EVENTS and _founds(frame, keys):
            event = Event(frames=[], past=frame.past)
            events.append(event)
        if event is not None:
            _add(event, frame)


def _stated(frame: Frame, before: list[Frame]) -> Frame:
    """The frame with the state of the document told before it, where it has none of its own."""
    told = [
        f for f in before if f.status is not None and frame.sentence.index - f.sentence.index <= _LIST_REACH
    ]
    if frame.status is not None or not told:
        return frame
    last = told[-1]
    return replace(frame, status=last.status, status_cue=last.status_cue, signing=last.signing)


def _found_by_signers(events: list[Event], frames: list[Frame], frame: Frame) -> None:
    """`Hasilnya sebuah PKS. Dokumen itu diteken A dan B`: the document is named just before, without a state.

    Or right behind: `Naskahnya diteken A dan B. Di dalam nota kesepahaman itu disebutkan …`.
    """
    if not frame.signing or frame.past or len(keys_of(frame.parties)) < _SIDES:
        return
    used = {id(f) for event in events for f in event.frames}
    for named in reversed(frames):
        gap = frame.sentence.index - named.sentence.index
        near = 0 < gap <= _AHEAD or (-_BEHIND <= gap < 0 and _refers(named))
        if not near or id(named) in used or named.negated or named.hope:
            continue
        if any(m.strength != "generic" for m in named.instruments):
            event = Event(frames=[], past=False)
            _add(event, named)
            _add(event, frame)
            events.append(event)
            return


def _attach(events: list[Event], frame: Frame) -> bool:
    """A clause that signs (or tells who stands in for whom) without naming the document goes to the nearest event.

    False where none is near.
    """
    keys = set(keys_of(frame.parties))
    lone = _only_unsigned(events)
    present = [e for e in events if not e.past and _is_document(e)]
    single = present[0] if len(present) == 1 else None
    near: list[tuple[int, int, int]] = []
    for order, event in enumerate(events):
        # A bare list has no time of its own.
        if (event.past != frame.past and frame.strength != "list") or not _is_document(event):
            continue
        gaps = [frame.sentence.index - f.sentence.index for f in event.frames]
        far = _REACH if event.parties else _REACH_OPEN
        reach = [abs(g) for g in gaps if -_AHEAD <= g <= far]
        fits = len(event.parties) < 2 or keys <= set(event.parties) or frame.signing or frame.status is None
        if frame.strength == "roll":
            fits = any(
                abs(frame.sentence.index - f.sentence.index) <= 1 and (f.signing or f.strength == "roll")
                for f in event.frames
            )
        if frame.strength == "list":
            goes_on = (
                event.frames[-1].strength == "list"
                and frame.sentence.index - event.frames[-1].sentence.index <= 1
            )
            announced = len(event.parties) < 2 or _announces_several(event)
            fits = (len(event.parties) < 3 and announced) or goes_on
        # Whoever signs what its parties agreed on may be told far behind.
        known = len(keys) >= _SIDES and keys <= set(event.parties) and max(gaps) > 0
        known = known or (event is lone and len(keys) >= _SIDES and frame.signing and max(gaps) > 0)
        # Who signs is party to this one alone: `Pak X mewakili B membubuhkan tanda tangan`.
        theirs = [e for e in events if keys & set(e.parties)]
        fresh = status_of(event)[0] in ("signed", "planned")
        own = bool(keys) and theirs == [event] and frame.signing and fresh
        known = known or (own and 0 < max(gaps) <= _REACH_OPEN)
        # "Naskahnya diteken Kamis (13/10)": of the one agreement that the article has.
        known = known or (event is single and not keys and frame.signing)
        if (reach and fits) or known:
            near.append((-len(keys & set(event.parties)), min(reach, default=max(gaps)), order))
    if not near:
        return False
    _, gap, order = min(near)
    listed = frame.strength == "list"
    if frame.status is not None or listed or gap <= 1 or _completes([events[order]], keys):
        _add(events[order], frame)
    return True


def _only_unsigned(events: list[Event]) -> Event | None:
    """The article's one present agreement, if its parties are not told and nobody is said to have signed it."""
    present = [e for e in events if not e.past and _is_document(e)]
    if len(present) != 1 or len(present[0].parties) >= _SIDES:
        return None
    return None if any(f.signers for f in present[0].frames) else present[0]


def _announces_several(event: Event) -> bool:
    """Does a clause of the event speak of several bodies ("tujuh pemerintah daerah") whose names may follow?"""
    return any(c.label == "count" for f in event.frames for c in f.sentence.cues) or any(
        p.actor.institution is not None and p.actor.institution.collective
        for placed in event.parties.values()
        for p in placed
    )


def _is_document(event: Event) -> bool:
    """Is it about an instrument by name, or a signed contract?"""
    return any(
        f.strength in ("specific", "acronym") or (f.strength == "generic" and f.signing) for f in event.frames
    )


def _completes(events: list[Event], keys: set[str]) -> bool:
    """May a clause that tells only who stands in for whom speak of an event: one without parties, or with these?"""
    return any(len(e.parties) < 2 or keys <= set(e.parties) for e in events if not e.past)


def _inherit(events: list[Event], frames: list[Frame]) -> None:
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
            near = [f for f in told if 0 <= first - f.sentence.index <= _LIST_REACH]
            if near:
                # Its document is the event's own.
                event.frames.append(replace(near[-1], instruments=[]))
        if len(event.parties) >= 2 or not event.past:
            continue
        status, _ = status_of(event)
        heir = next((e for e in events if len(e.parties) >= 2 and not e.past), None)
        if heir is not None and status in ("ended", "in_force") and set(event.parties) <= set(heir.parties):
            event.parties = dict(heir.parties)


def _founds(frame: Frame, keys: set[str]) -> bool:
    """May the frame begin an event of its own?"""
    if frame.hope and len(keys) < 2:
        return False
    if frame.strength == "generic" and not (frame.signing or len(keys) >= 2):
        return False
    return bool(keys) or frame.signing or frame.status is not None


def _add(event: Event, frame: Frame) -> None:
    if len(event.frames) >= _MAX_FRAMES:
        return
    event.frames.append(frame)
    for placed in frame.parties:
        if frame.hope and len(event.parties) >= _SIDES and placed.actor.key not in event.parties:
            continue
        event.parties.setdefault(placed.actor.key, []).append(placed)
    event.past = event.past and frame.past


def _home(events: list[Event], frame: Frame, keys: set[str]) -> Event | None:
    """The event that the frame goes on with, or None where it begins another."""
    if frame.strength == "generic":
        # `Kerja sama` far from an agreement is not it, unless it names its parties.
        events = [e for e in events if keys <= set(e.parties) or _gap(e, frame) <= _REACH_OPEN]
    same_time = [e for e in reversed(events) if e.past == frame.past]
    if len(keys) >= 2:
        for event in (*same_time, *reversed(events)):
            if len(keys & set(event.parties)) >= 2 and (
                event.past == frame.past or _same_matter(event, frame)
            ):
                return event
        for event in same_time:
            if (
                len(event.parties) < 2
                and (keys & set(event.parties) or not event.parties)
                and _same_types(event, frame)
            ):
                return event
        for event in same_time:
            if keys & set(event.parties) and not frame.past and _one_ceremony(event, frame):
                return event
        return None
    if len(keys) == 1:
        for event in same_time:
            if keys <= set(event.parties):
                return event
        for event in same_time:
            if len(event.parties) < 2 and _same_types(event, frame) and not _other_stage(event, frame):
                return event
        if _refers(frame) and same_time:
            return same_time[0]
        first = same_time[-1] if same_time else None
        if (
            first is not None
            and not frame.past
            and not frame.hope
            and _same_state(first, frame)
            and _one_ceremony(first, frame)
        ):
            return first
        return None
    if _refers(frame) and events:
        return events[-1]
    return same_time[0] if same_time else None


def _gap(event: Event, frame: Frame) -> int:
    """Sentences between the event's nearest clause and the frame's."""
    return min(abs(frame.sentence.index - f.sentence.index) for f in event.frames)


def _same_state(event: Event, frame: Frame) -> bool:
    """Does the frame sign too, or plan what the event plans? Else its new partner belongs elsewhere."""
    return frame.signing or (frame.status == "planned" and status_of(event)[0] == "planned")


def _other_stage(event: Event, frame: Frame) -> bool:
    """`Penandatanganan MoU dengan B dijadwalkan` beside one signed by A: a partner of its own, to come."""
    told = bool(event.parties) or any(c.label == "both" for f in event.frames for c in f.sentence.cues)
    return told and frame.status == "planned" and any(f.signing for f in event.frames)


def _refers(frame: Frame) -> bool:
    """Does the clause speak of *that* document ("MoU tersebut")?"""
    return any(
        c.label == "refer" and 0 < c.start - m.end <= 2
        for c in frame.sentence.cues
        for m in frame.instruments
    )


def _also(frame: Frame) -> bool:
    return any(c.label == "also" for c in frame.sentence.cues)


def _same_matter(event: Event, frame: Frame) -> bool:
    """Do a past and a present frame speak of the same document (an older one carried out now)?"""
    status = status_of(event)[0]
    return status in ("in_force", "ended", None) or frame.status in ("in_force", "ended")


def _one_ceremony(event: Event, frame: Frame) -> bool:
    """Is the frame, with a party in common, another view of the event's ceremony?"""
    return not _also(frame) and _same_types(event, frame)


def _same_types(event: Event, frame: Frame) -> bool:
    """Can the frame's instrument be the event's? MoU may stand for any."""
    types = {m.type for f in event.frames for m in f.instruments if m.strength == "specific"}
    mine = {m.type for m in frame.instruments if m.strength == "specific"}
    return not mine or not types or bool(mine & types)


def _merged(events: list[Event]) -> list[Event]:
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
        ]
        if homes:
            for frame in event.frames:
                _add(homes[0], frame)
        elif not _announces_pairs(event, complete):
            complete.append(event)
    for event in complete:
        event.frames.sort(key=lambda f: f.sentence.start)
    return sorted(complete, key=lambda e: e.frames[0].sentence.start)


def _one_kind(home: Event, event: Event) -> bool:
    """Can the instruments that the second event names be the first one's?"""
    return any(_same_types(home, f) for f in event.frames if f.instruments) or not any(
        f.instruments for f in event.frames
    )


def _announces_pairs(event: Event, complete: list[Event]) -> bool:
    """`Pemkab menggelar penandatanganan tujuh PKS`, then `antara A dengan B, C dengan D`: a host, no party."""
    pairs = [f for e in complete for f in e.frames if f.apart]
    return any(
        abs(f.sentence.index - g.sentence.index) <= _AHEAD and _same_types(event, f)
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


def same_document(events: list[Event]) -> list[Event]:
    """Events of the same parties and instrument, carried out or ended, are one: told of now and when it was made."""
    kept: list[Event] = []
    for event in events:
        status = status_of(event)[0]
        twin = next(
            (
                e
                for e in kept
                if len(e.parties) >= _SIDES
                and set(e.parties) == set(event.parties)
                and status in ("in_force", "ended")
                and status_of(e)[0] == status
                and all(_same_types(e, f) for f in event.frames)
            ),
            None,
        )
        if twin is None:
            kept.append(event)
            continue
        for frame in event.frames:
            _add(twin, frame)
        twin.past = twin.past and event.past
        twin.frames.sort(key=lambda f: f.sentence.start)
    return kept


def successors(events: list[Event]) -> list[Event]:
    """The events, less what they tell of the document to come: `kedua pihak bakal membuat perjanjian baru` is one
    of its own, between the parties of the one that ends or runs out.
    """
    found: list[Event] = []
    for event in events:
        found.append(event)
        if len(event.parties) < _SIDES or status_of(event)[0] not in ("ended", "in_force"):
            continue
        ahead = [f for f in event.frames if f.status == "planned" and not f.hope and _succeeds(f)]
        rest = [f for f in event.frames if f not in ahead]
        if not ahead or not rest:
            continue
        named = [m for f in rest for m in f.instruments if m.strength == "specific"]
        event.frames = rest
        new = [
            f
            if any(m.strength == "specific" for m in f.instruments)
            else replace(f, instruments=[*f.instruments, *named[:1]])
            for f in ahead
        ]
        found.append(Event(frames=new, parties=dict(event.parties)))
    return found


def _succeeds(frame: Frame) -> bool:
    return any(c.label == "successor" for c in frame.sentence.cues)
