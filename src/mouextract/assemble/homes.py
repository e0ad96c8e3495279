"""Which of the events told so far a clause that names a document goes on with, if any."""

from __future__ import annotations

from mouextract.assemble.model import SIDES, Event, Frame
from mouextract.assemble.status import status_of

# How many sentences after an instrument whose parties are not told yet a clause still speaks of it.
REACH_OPEN = 8
# Clauses of an event, the latest told, among which a list's heading or last item is.
_LATEST = 3


def home(events: list[Event], frame: Frame, keys: set[str]) -> Event | None:
    """The event that the frame goes on with, or None where it begins another."""
    if frame.is_item:
        # What its list's heading names: of the heading, or of the item before.
        return next(
            (
                e
                for e in reversed(events)
                if any(m in f.instruments for f in e.frames[-_LATEST:] for m in frame.instruments)
            ),
            None,
        )
    if frame.strength == "generic":
        # `Kerja sama` far from an agreement is not it, unless it names its parties.
        events = [e for e in events if keys <= set(e.parties) or _gap(e, frame) <= REACH_OPEN]
        if not (keys or frame.signing):
            # … nor is what is only wished for there already.
            events = [e for e in events if not all(f.hope for f in e.frames)]
    events = [e for e in events if not _after_the_end(e, frame, keys)]
    same_time = [e for e in reversed(events) if e.past == frame.past]
    if len(keys) >= 2:
        for event in (*same_time, *reversed(events)):
            # "turunan dari nota kesepahaman A dan B": the older document is another one.
            older = frame.past and not event.past and two_kinds(event.frames, frame)
            if len(keys & set(event.parties)) >= 2 and (
                event.past == frame.past or (_same_matter(event, frame) and not older)
            ):
                return event
        for event in same_time:
            if (
                len(event.parties) < 2
                and (keys & set(event.parties) or not event.parties)
                and event.may_name(frame)
                and not (frame.also and two_kinds(event.frames, frame))
            ):
                return event
        if any(_beside(e, frame) and two_kinds(e.frames, frame) for e in events):
            return None
        for event in same_time:
            told = [f for f in event.frames if f.sentence.zone != "title"]
            if told and len(event.parties) >= SIDES and two_kinds(told, frame):
                # A headline's MoU may stand for any document; in the text it is one.
                continue
            fits = keys & set(event.parties) and not _apart_in_time(event, frame, keys)
            if fits and not frame.past and _one_ceremony(event, frame):
                return event
        return None
    if len(keys) == 1:
        for event in same_time:
            if keys <= set(event.parties) and not one_of_many(event, frame):
                return event
        for event in same_time:
            if len(event.parties) < 2 and event.may_name(frame) and not _other_stage(event, frame):
                return event
        if refers(frame) and same_time:
            return same_time[0]
        first = same_time[-1] if same_time else None
        if (
            first is not None
            and not frame.past
            and not frame.hope
            and _same_state(first, frame)
            and _one_ceremony(first, frame)
            and not _other_contract(first, frame)
        ):
            return first
        return None
    return _of_its_kind(events[::-1] if refers(frame) else same_time, frame)


def _of_its_kind(events: list[Event], frame: Frame) -> Event | None:
    """Of the events, the latest told first: the first whose documents are called like the frame's, else the first."""
    alike = (e for e in events if any(f.types_named & frame.types_named for f in e.frames))
    return next(alike, events[0] if events else None)


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


def one_of_many(event: Event, frame: Frame) -> bool:
    """`Investor yang tahun lalu meneken LoI dengan A`, beside an older document of A, B and C: is it another one?"""
    return frame.past and frame.signing and len(event.parties) > SIDES and two_kinds(event.frames, frame)


def _other_contract(event: Event, frame: Frame) -> bool:
    """A loan signed, and behind it a head of agreement with somebody else: are both contracts, by different names?"""
    told = {(m.rule, m.type) for f in event.frames for m in f.instruments}
    mine = {(m.rule, m.type) for m in frame.instruments}
    return {t for _, t in told | mine} == {"other"} and not told & mine


def _apart_in_time(event: Event, frame: Frame, keys: set[str]) -> bool:
    """`NPHD antara A dan C dijadwalkan diteken` beside one that A and B have signed, or the other way round: a
    document still to come; `sudah memiliki MoU dengan C`, beside one that is to come with B.
    """
    if frame.hope or len(event.parties) < SIDES or keys <= set(event.parties):
        return False
    if frame.status == "planned":
        return any(f.signing and not f.past for f in event.frames)
    told = {f.status for f in event.frames} - {None}
    return (frame.signing or frame.status == "in_force") and told == {"planned"} and not frame.past


def _after_the_end(event: Event, frame: Frame, keys: set[str]) -> bool:
    """`PKS A dan B berakhir. Penggantinya: A dan C meneken PKS`: a document with another partner, after the end."""
    return (
        len(event.parties) >= SIDES
        and (frame.signing or frame.status == "planned")
        and not frame.past
        and bool(keys - event.parties.keys())
        and status_of(event)[0] == "ended"
    )


def refers(frame: Frame) -> bool:
    """Does the clause speak of *that* document ("MoU tersebut")?"""
    return any(
        c.label == "refer" and 0 < c.start - m.end <= 2
        for c in frame.sentence.cues
        for m in frame.instruments
    )


def _same_matter(event: Event, frame: Frame) -> bool:
    """Do a past and a present frame speak of the same document (an older one carried out now)?"""
    status = status_of(event)[0]
    return status in ("in_force", "ended", None) or frame.status in ("in_force", "ended")


def _one_ceremony(event: Event, frame: Frame) -> bool:
    """Is the frame, with a party in common, another view of the event's ceremony?"""
    return not frame.also and event.may_name(frame)


def _beside(event: Event, frame: Frame) -> bool:
    """Does the event have another clause of the frame's sentence?"""
    return any(f.sentence.index == frame.sentence.index for f in event.frames)


def two_kinds(told: list[Frame], frame: Frame) -> bool:
    """`Teken MoU dengan A dan PKS dengan B`: do the clauses told and the frame name different documents?"""
    types = {t for f in told for t in f.types_named}
    return bool(types and frame.types_named) and not types & frame.types_named
