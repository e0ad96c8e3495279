"""Why clauses and events of an article did not become agreements, as far as assembly's own steps tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mouextract.assemble.clauses import IDLE_ZONES
from mouextract.assemble.events import keys_of
from mouextract.assemble.model import Event, Frame, Placed, Sentence
from mouextract.assemble.parties import PARTY_SLOTS
from mouextract.assemble.status import status_of, told_status_of
from mouextract.assemble.types import types_of
from mouextract.judge.passages import Passage, passage, words_of
from mouextract.mentions import Annotations

SLOTS = {
    "between": "named behind a word like antara",
    "with": "named behind a word like dengan",
    "by": "named behind oleh",
    "of": "named right behind the instrument",
    "subject": "stands where the subject stands",
    "represented": "somebody else acts for it",
    "deputy": "stands in for somebody else",
    "witness": "witnesses or attends",
    "speaker": "speaks of it",
    "topic": "is what it is about",
    "place": "tells where",
    "through": "is what another body acts through",
    "met": "somebody meets it",
    "other": "nothing links it to the agreement",
}
_ONE_SIDE = 2


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was not taken: a short code, for counting, and a sentence."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """An event, or a clause outside every event, that did not become an agreement."""

    kind: str
    reason: Reason
    status: str | None
    parties: tuple[str, ...]
    passages: tuple[Passage, ...]


def event_reason(event: Event) -> Reason:
    """Why an event that became no agreement did not."""
    names = [body_name(placed[0]) for placed in event.parties.values()]
    if len(event.parties) < _ONE_SIDE:
        if not names:
            return Reason("no_party", "none of its sentences names a party")
        return Reason("one_party", f"only one party is named: {names[0]}")
    if not types_of(event):
        return Reason("no_instrument", "none of its sentences names a document")
    if told_status_of(event)[0] is None:
        if any(f.hope for f in event.frames):
            return Reason("hoped_for", "it is only hoped for")
        return Reason("no_state", "no word tells whether it is planned, signed, in force or ended")
    return Reason("other", "assembly left it out")


def frame_reason(frame: Frame, ann: Annotations) -> Reason:
    """Why a clause that speaks of an agreement or a signing belongs to no event."""
    keys = keys_of(frame.parties)
    cue = (
        ""
        if frame.status_cue is None
        else f" ({words_of(ann, frame.status_cue.start, frame.status_cue.end)})"
    )
    if frame.negated:
        return Reason("negated", f"it is denied, or another document is meant{cue}")
    if frame.hope and len(keys) < _ONE_SIDE:
        return Reason("hoped_for", f"it is only hoped for{cue}")
    if not frame.instruments and frame.status is None:
        return Reason(
            "no_instrument", "it only tells who stands in for whom, and no agreement near takes it up"
        )
    if not frame.instruments:
        return Reason("no_instrument", "it names no document, and no agreement near takes it up")
    if frame.strength == "generic" and not frame.signing and len(keys) < _ONE_SIDE:
        return Reason("generic_word", "only a general word names the document, and nobody signs")
    if frame.status is None and not keys:
        return Reason("no_state", "it names an instrument but neither a party nor what happens to it")
    return Reason("no_event", "no event took it up")


def sentence_reason(sentence: Sentence) -> Reason:
    """Why a sentence gave no frame at all."""
    if sentence.zone in IDLE_ZONES:
        return Reason(
            "idle_zone", f"it stands in a zone that reports nothing of the article's own ({sentence.zone})"
        )
    if not sentence.instruments:
        return Reason("no_instrument", "it names no instrument and no signing")
    if all(m.strength == "generic" for m in sentence.instruments):
        return Reason("generic_word", "only a general word (kerja sama, kesepakatan) could be an instrument")
    return Reason("no_frame", "assembly read no agreement in it")


def nothing_reason(ann: Annotations) -> Reason | None:
    """Why no sentence of the article was read for agreements; None where they were."""
    if not ann.instruments:
        return Reason("no_instrument", "the article names no instrument")
    generic = all(m.strength == "generic" for m in ann.instruments)
    if ann.cues and not (generic and not any(c.label == "sign" for c in ann.cues)):
        return None
    if generic:
        words = sorted({words_of(ann, m.start, m.end).lower() for m in ann.instruments})
        return Reason(
            "generic_word", f"the article names only general words ({', '.join(words)}) and no signing"
        )
    return Reason("no_cue", "no word tells what happens to the instrument")


def actor_reason(placed: Placed, frame: Frame | None, event: Event | None) -> Reason | None:
    """Why an actor of a clause is no party to the event; None where it is one."""
    actor = placed.actor
    if event is not None and actor.key in event.parties:
        return None
    if placed.slot not in PARTY_SLOTS:
        return Reason(placed.slot, f"{placed.slot}: {SLOTS.get(placed.slot, 'its part in the sentence')}")
    if actor.institution is None:
        return Reason("no_body", "the article does not tell whose office this is")
    if frame is None or event is None:
        return Reason("no_frame", "its sentence speaks of no agreement")
    if any(p.actor.key == actor.key for p in frame.parties):
        return Reason(
            "settled", "read as a party, then taken for the same body as another one, or left out beside it"
        )
    if actor.weak == "bare":
        return Reason("bare_region", "a region's bare name, not beside a government")
    if placed.slot == "subject":
        return Reason("does_not_sign", "subject: but it neither signs nor makes the agreement here")
    return Reason("outdone", f"{placed.slot}: but the sentence names its parties elsewhere")


def rejected_of(
    ann: Annotations, sentences: list[Sentence], frames: list[Frame], events: list[Event], made: list[Event]
) -> Iterator[Rejected]:
    """Everything that spoke of an agreement and became none: events, clauses outside them, idle sentences."""
    for event in events:
        if all(event is not other for other in made):
            yield Rejected(
                "event",
                event_reason(event),
                status_of(event)[0],
                tuple(body_name(placed[0]) for placed in event.parties.values()),
                tuple(frame_passage(ann, f) for f in event.frames),
            )
    taken = {id(f) for e in events for f in e.frames}
    for frame in frames:
        if id(frame) not in taken:
            yield Rejected(
                "clause",
                frame_reason(frame, ann),
                frame.status,
                tuple(dict.fromkeys(body_name(p) for p in frame.parties)),
                (frame_passage(ann, frame),),
            )
    for sentence in sentences:
        named = [m for m in sentence.instruments if m.strength != "generic"]
        if sentence.zone in IDLE_ZONES and named:
            words = passage(ann, named[0].start, named[0].end)
            yield Rejected("sentence", sentence_reason(sentence), None, (), (words,))


def frame_passage(ann: Annotations, frame: Frame) -> Passage:
    """The clause's sentence with the words that decide marked: its state, its instrument or its parties."""
    own = frame.sentence
    deciding = (frame.status_cue, *frame.instruments, *(p.actor for p in frame.parties))
    for item in deciding:
        # An item of a list has its state and its instrument from the sentence before the list.
        if item is not None and own.start <= item.start < own.end:
            return passage(ann, item.start, item.end)
    return passage(ann, own.start, own.end)


def body_name(placed: Placed) -> str:
    """The name of the body that an actor stands for, else of the person."""
    actor = placed.actor
    if actor.institution is not None:
        return actor.institution.name
    assert actor.person is not None
    return actor.person.name or actor.person.role or actor.key
