"""The state of an event: what its frames say together, each weighed by its place in the article."""

from __future__ import annotations

from dataclasses import replace

from mouextract.assemble.model import SIDES, SUBORDINATE, Event, Frame, Sentence
from mouextract.mentions import CueMention

_STANDS = "cue.in_force.stands"
# Words with which a document is wished for, denied or yet to be.
_NOT_GRANTED = frozenset({"negation", "condition", "hope", "plan", "to_be_held", "denier", "fake"})
_LONG_AGO = 0.3
# `Siap kerja sama lagi` says little beside what names the document.
_MERE = 0.8
_WEIGHT_TITLE, _WEIGHT_LEAD, _WEIGHT_BODY = 3.0, 2.0, 1.0


def told_status_of(event: Event) -> tuple[str | None, Frame | None]:
    """The state of an event as `status_of` gives it, else as a fact that the article opens with."""
    status, frame = status_of(event)
    return (status, frame) if status is not None else _told_as_fact(event)


def _told_as_fact(event: Event) -> tuple[str | None, Frame | None]:
    """`MoU antara A dan B` with no word on its state, where the article opens: a document that there is."""
    for frame in event.frames:
        named = [m for m in frame.instruments if m.strength != "generic"]
        opens = frame.sentence.opens
        denied = any(c.label == "negation" for c in frame.sentence.cues)
        sides = all(p.slot != "of" for p in frame.parties)
        if named and opens and sides and not frame.hope and not denied and len(event.parties) >= SIDES:
            return "signed", replace(frame, status="signed", status_cue=named[0])
        if named and not frame.hope and _names_its_sides(frame):
            return "in_force", replace(frame, status="in_force", status_cue=named[0])
    return None, None


def _names_its_sides(frame: Frame) -> bool:
    """`sesuai nota kesepahaman A dengan B`: does the clause take a document between two for granted?"""
    told = max(*(m.end for m in frame.instruments), *(p.actor.end for p in frame.parties), 0)
    behind = (c.start for c in frame.sentence.cues if c.start >= told and c.rule == SUBORDINATE)
    border = min(behind, default=frame.sentence.end)
    if any(c.label in _NOT_GRANTED and c.start < border for c in frame.sentence.cues):
        return False
    partners = all(p.slot == "with" for p in frame.parties)
    return len({p.actor.key for p in frame.parties}) >= SIDES and not partners


def weight(frame: Frame) -> float:
    """How much a frame's place in the article says about what the article reports."""
    if frame.sentence.zone == "title":
        return _WEIGHT_TITLE
    return _WEIGHT_LEAD if frame.sentence.lead else _WEIGHT_BODY


def status_of(event: Event) -> tuple[str | None, Frame | None]:
    """The state of an event and the frame that decides it.

    A signature that the article reports outweighs talk of plans and of carrying out.
    """
    votes: dict[str, float] = {}
    best: dict[str, Frame] = {}
    # The sentence that first tells of its end.
    over = next((f.sentence for f in event.frames if f.status == "ended"), None)
    for frame in event.frames:
        status = frame.status
        if status is None:
            continue
        if status == "signed" and frame.past and not frame.signing:
            status = "in_force"
        # "Jalin", "buat" with no signature told prove little against talk of plans or of carrying out.
        made = status == "signed" and not frame.signing
        value = weight(frame) * (1.5 if frame.signing else 0.3 if made else 1.0)
        if frame.hope:
            value *= 0.5
        if not (frame.names_contract or frame.signing):
            value *= _MERE
        if over is not None and frame.signing and not frame.parties and _goes_back(frame, over):
            # "MoU itu berakhir. Waktu diteken dulu, ramai"
            value *= _LONG_AGO
        if over is not None and _till_its_end(frame):
            # When it would have ended says little beside what has become of it.
            value *= _LONG_AGO
        if frame.past and frame.signing and not event.past:
            # When it was signed is told beside what has become of it.
            value *= _LONG_AGO
        votes[status] = votes.get(status, 0.0) + value
        current = best.get(status)
        if current is None or (frame.signing, weight(frame)) > (current.signing, weight(current)):
            best[status] = frame
    if not votes:
        return None, None
    stands = next(
        (f for f in event.frames if f.status_cue is not None and f.status_cue.rule == _STANDS), None
    )
    if event.past and stands is not None and "ended" not in votes:
        # "Ditandatangani pada 2023 dan masih berlaku"
        return "in_force", stands
    signing = [f for f in event.frames if f.status == "signed" and f.signing and not f.past]
    if all(f.sentence.zone == "title" for f in signing) and _to_be_signed(event):
        # "A dan B Teken MoU", above "A dan B dijadwalkan menandatangani MoU"
        signing = []
        votes.pop("signed", None)
    if signing and votes["signed"] >= 0.5 * max(votes.values()):
        return "signed", best["signed"]
    winner = max(votes, key=lambda s: (votes[s], s))
    return winner, best[winner]


def _to_be_signed(event: Event) -> bool:
    """Does the text below a headline tell the signing as one to come?"""
    return any(
        f.status == "planned" and f.sentence.zone != "title" and not f.hope and f.signs_contract
        for f in event.frames
    )


def _goes_back(frame: Frame, end: Sentence) -> bool:
    """Has the article told before, in the sentence `end`, that the document has ended?"""
    return not frame.instruments or end.index < frame.sentence.index


def _till_its_end(frame: Frame) -> bool:
    """`MoU ini (akan) berakhir tahun 2027`: is it in force by its end, which is still to come?"""
    cue = frame.status_cue
    if frame.status != "in_force" or not isinstance(cue, CueMention):
        return False
    return any(c.label == "ended" and cue.start <= c.start < cue.end for c in frame.sentence.cues)
