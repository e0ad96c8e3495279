"""Events: frames that speak of one agreement, brought together by their parties and their time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mouextract.assemble.clause_words import ClauseWords
from mouextract.assemble.homes import REACH_OPEN, home, refers, two_kinds
from mouextract.assemble.merging import by_partner, inherit, merged
from mouextract.assemble.model import LIST_REACH, SIDES, Event, Frame, Placed
from mouextract.assemble.status import status_of
from mouextract.assemble.unify import one_branch, settle
from mouextract.knowledge.calendar import DAY

# No article tells more; what exceeds them is no news, and comparing all with all would take for ever.
_MAX_EVENTS = 40
# How many sentences after an instrument a mere signing still speaks of it.
_REACH = 4
# … and how many sentences before it.
_AHEAD = 3
# Sentences behind a signing in which the document that it signed may first be named.
_BEHIND = 2


def keys_of(placed: Iterable[Placed]) -> list[str]:
    """The distinct bodies among placed actors, in order of appearance."""
    return list(dict.fromkeys(p.actor.key for p in placed))


def events_of(frames: list[Frame], lexicon: ClauseWords) -> list[Event]:
    """Group the frames of an article (in text order) into events."""
    events: list[Event] = []
    frames = one_branch(frames, lexicon)
    usable = [f for f in frames if not f.negated and (f.status is not None or f.parties or f.signers)]
    told = [f for f in usable if f.sentence.zone != "caption"]
    _found(events, [f for f in told if f.instruments], told)
    for frame in told:
        if frame.instruments or (
            _signs_another(events, frames, frame) and _found_by_signers(events, frames, frame)
        ):
            continue
        if not _attach(events, frame):
            _found_by_signers(events, frames, frame)
    # A picture's caption adds to what the text tells.
    captions = [f for f in usable if f.sentence.zone == "caption"]
    _found(events, [f for f in captions if f.instruments], captions)
    for frame in captions:
        if not frame.instruments:
            _attach(events, frame)
    events = by_partner(merged(events))
    for event in events:
        settle(event, lexicon)
    inherit(events, frames)
    _name(events, frames)
    return events


def _found(events: list[Event], named: list[Frame], told: list[Frame]) -> None:
    """Clauses that name an instrument, among all that are told: each goes to the event that it goes on with, or
    begins one.
    """
    for frame in named:
        keys = set(keys_of(frame.parties))
        event = None
        if frame.is_next and keys:
            frame = _stated(frame, [f for f in told if f.sentence.start < frame.sentence.start])
            event = next((e for e in events if keys == set(e.parties)), None)
        else:
            event = home(events, frame, keys)
            if event is None and (signed := _signed_there(events, frame, keys)) is not None:
                event = signed
                frame = replace(frame, parties=[p for p in frame.parties if p.actor.key in event.parties])
        if event is None and len(events) < _MAX_EVENTS and _founds(frame, keys):
            event = Event(frames=[], past=frame.past)
            events.append(event)
        if event is not None:
            event.add(frame)


def _signed_there(events: list[Event], frame: Frame, keys: set[str]) -> Event | None:
    """`PKS itu ditandatangani Dirjen X dan Kabareskrim Y`: the agreement told before, whose document that is, by
    people of offices that belong to its parties.
    """
    if not (frame.signing and refers(frame)) or any(p.actor.person is None for p in frame.parties):
        return None
    for event in reversed(events):
        near = frame.sentence.index - event.frames[-1].sentence.index <= _REACH
        if (
            near
            and event.past == frame.past
            and len(event.parties) >= SIDES
            and keys & set(event.parties)
            and not any(f.signers for f in event.frames)
            and not two_kinds(event.frames, frame)
        ):
            return event
    return None


def _name(events: list[Event], frames: list[Frame]) -> None:
    """`Kerja sama itu ditandatangani A dan B. MoU ini berlaku dua tahun`: what an agreement that is told by words for
    any is called where nobody is named, right behind it.
    """
    told = {id(f) for e in events for f in e.frames}
    loose = [f for f in frames if id(f) not in told and _only_names(f)]
    for event in events:
        plain = all(f.strength == "generic" for f in event.frames)
        if event.past or not plain or all(f.status in (None, "planned") for f in event.frames):
            continue
        last = max(f.sentence.index for f in event.frames)
        others = [f.sentence.index for e in events if e is not event for f in e.frames]
        names = [
            f
            for f in loose
            if (refers(f) and len(events) == 1)
            or (
                0 < f.sentence.index - last <= _REACH
                and not any(last < other <= f.sentence.index for other in others)
            )
        ]
        if len({m.type for f in names for m in f.instruments}) == 1:
            event.frames.extend(replace(f, status=None, status_cue=None, dates=[]) for f in names)


def _only_names(frame: Frame) -> bool:
    """Does the clause name a document, and nobody?"""
    return (
        frame.strength in ("specific", "acronym")
        and not (frame.parties or frame.signers or frame.negated or frame.hope or frame.past)
        and frame.status in (None, "in_force", "signed")
    )


def _stated(frame: Frame, before: list[Frame]) -> Frame:
    """The frame with the state of the document told before it, where it has none of its own."""
    told = [
        f for f in before if f.status is not None and frame.sentence.index - f.sentence.index <= LIST_REACH
    ]
    if frame.status is not None or not told:
        return frame
    last = told[-1]
    return replace(frame, status=last.status, status_cue=last.status_cue, signing=last.signing)


def _signs_another(events: list[Event], frames: list[Frame], frame: Frame) -> bool:
    """`Di kampus kedua baru berupa nota kesepahaman. Tanda tangan dibubuhkan X dan Y`: is a document that no event
    has named right before, of another kind than theirs?
    """
    keys = set(keys_of(frame.parties))
    near = [f for f in frames if 0 < frame.sentence.index - f.sentence.index <= 1 and f.instruments]
    if not (frame.signing and len(keys) >= SIDES and near) or near[-1].parties or near[-1].status is not None:
        return False
    return bool(events) and all(not keys <= set(e.parties) and two_kinds(e.frames, near[-1]) for e in events)


def _found_by_signers(events: list[Event], frames: list[Frame], frame: Frame) -> bool:
    """`Hasilnya sebuah PKS. Dokumen itu diteken A dan B`: the document is named just before, without a state.

    Or right behind: `Naskahnya diteken A dan B. Di dalam nota kesepahaman itu disebutkan …`.
    """
    # "Rancangannya akan ditandatangani Bupati X bersama Kepala Y"
    foreseen = frame.status == "planned" and not frame.hope and len(keys_of(frame.signers)) >= SIDES
    if not (frame.signing or foreseen) or frame.past or len(keys_of(frame.parties)) < SIDES:
        return False
    used = {id(f) for event in events for f in event.frames}
    for named in reversed(frames):
        gap = frame.sentence.index - named.sentence.index
        near = 0 < gap <= _AHEAD or (-_BEHIND <= gap < 0 and refers(named))
        if not near or id(named) in used or named.negated or (named.hope and not foreseen):
            continue
        theirs = set(keys_of(named.parties))
        contract = bool(theirs) and theirs <= set(keys_of(frame.parties))
        contract = contract and named.names_contract
        if contract or any(m.strength != "generic" for m in named.instruments):
            event = Event(frames=[], past=False)
            event.add(named)
            event.add(frame)
            events.append(event)
            return True
    return False


def _attach(events: list[Event], frame: Frame) -> bool:
    """A clause that signs (or tells who stands in for whom) without naming the document goes to the nearest event.

    False where none is near.
    """
    keys = set(keys_of(frame.parties))
    lone = _only_unsigned(events)
    documents = [e for e in events if _is_document(e)]
    present = [e for e in documents if not e.past]
    single = present[0] if len(present) == 1 else None
    near: list[tuple[int, bool, int, int]] = []
    coming = frame.status == "planned" and any(status_of(e)[0] == "planned" for e in documents)
    for order, event in enumerate(events):
        if coming and status_of(event)[0] == "ended":
            # "PKS lama habis. Naskah yang baru dibahas; dokumen itu akan diteken Bupati X": the new one.
            continue
        # A bare list has no time of its own.
        document = _is_document(event) or _is_contract_of(event, keys)
        if (event.past != frame.past and frame.strength != "list") or not document:
            continue
        gaps = [frame.sentence.index - f.sentence.index for f in event.frames]
        far = _REACH if event.parties else REACH_OPEN
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
        known = len(keys) >= SIDES and keys <= set(event.parties) and max(gaps) > 0
        known = known or (event is lone and len(keys) >= SIDES and frame.signing and max(gaps) > 0)
        # Who signs is party to this one alone: `Pak X mewakili B membubuhkan tanda tangan`.
        theirs = [e for e in events if keys & set(e.parties)]
        fresh = status_of(event)[0] in ("signed", "planned") or any(
            f.status == "signed" for f in event.frames
        )
        own = bool(keys) and theirs == [event] and frame.signing and fresh
        known = known or (own and 0 < max(gaps) <= REACH_OPEN)
        # "Dokumen itu diteken Bupati X kala itu", far behind: of the one agreement that the article has.
        known = known or (
            documents == [event] and frame.signing and bool(keys) and keys <= set(event.parties)
        )
        # "Ikut meneken Bupati A, Bupati B, dan Kepala Balai C": one more beside those told before
        shared = len(keys & set(event.parties)) >= SIDES
        known = known or (documents == [event] and frame.signing and shared and max(gaps) > 0)
        # "Naskahnya diteken Kamis (13/10)"
        known = known or (event is single and not keys and frame.signing)
        if (reach and fits) or known:
            # A signing is rather of what has been signed than of what is to be.
            ahead = frame.signing and status_of(event)[0] == "planned"
            near.append((-len(keys & set(event.parties)), ahead, min(reach, default=max(gaps)), order))
    if not near:
        return False
    _, _, gap, order = min(near)
    listed = frame.strength == "list"
    if frame.status is not None or listed or gap <= 1 or _completes([events[order]], keys):
        events[order].add(_foreseen(events[order].frames, frame))
    return True


def _foreseen(frames: Sequence[Frame], frame: Frame) -> Frame:
    """`Nantinya X yang akan meneken. Dari pihak B, tanda tangan dibubuhkan Y`: Y will sign, too; `Drafnya sudah ada.
    "Tahun ini diteken," katanya`.
    """
    before = frames[-1]
    planned = before.status == "planned" and not before.hope
    told = any(c.label in ("past", "recent") for c in frame.sentence.cues)
    goes_on = (before.signers and frame.signers) or (_quoted(before) and _quoted(frame))
    next_to = frame.sentence.index - before.sentence.index == 1
    # A document that has only been spoken of as one to come, and others who `juga ikut meneken`.
    all_planned = all(f.status in ("planned", None) for f in frames) and frame.also
    comes = (goes_on or all_planned) and next_to and not frame.dates
    if planned and not told and (comes or _some_time(frame)):
        return replace(frame, status="planned", status_cue=before.status_cue, signing=False)
    return frame


def _some_time(frame: Frame) -> bool:
    """`"Tahun ini diteken"`: is a signing, of nobody and no day, told in words that are quoted?"""
    vague = bool(frame.dates) and all(d.value is not None and len(d.value) < DAY for d in frame.dates)
    return vague and _quoted(frame) and not (frame.parties or frame.signers)


def _quoted(frame: Frame) -> bool:
    return frame.status_cue is not None and frame.sentence.quotes(frame.status_cue.start)


def _only_unsigned(events: list[Event]) -> Event | None:
    """The article's one present agreement, if its parties are not told and nobody is said to have signed it."""
    present = [e for e in events if not e.past and _is_document(e)]
    if len(present) != 1 or len(present[0].parties) >= SIDES:
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


def _is_contract_of(event: Event, keys: set[str]) -> bool:
    """`Piagam itu mengikat A dan B`: is it about some contract of just these bodies?"""
    contract = any(f.names_contract for f in event.frames)
    return contract and len(keys) >= SIDES and keys == set(event.parties)


def _completes(events: list[Event], keys: set[str]) -> bool:
    """May a clause that tells only who stands in for whom speak of an event: one without parties, or with these?"""
    return any(len(e.parties) < 2 or keys <= set(e.parties) for e in events if not e.past)


def _founds(frame: Frame, keys: set[str]) -> bool:
    """May the frame begin an event of its own?"""
    if frame.hope and len(keys) < 2:
        return False
    # "NPHD dengan Bawaslu bakal ditandatangani"
    foreseen = frame.status == "planned" and frame.signs_contract and bool(keys)
    # "Pemkot X akhirnya mengambil keputusan: kontrak dengan PT Y diputus", where the article opens with it
    cut_off = frame.status == "ended" and frame.names_contract and bool(keys) and frame.sentence.lead
    if frame.strength == "generic" and not (
        frame.signing or foreseen or cut_off or frame.of_both or len(keys) >= SIDES
    ):
        return False
    return bool(keys) or frame.signing or frame.status is not None
