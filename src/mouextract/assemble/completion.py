"""Parties that a clause leaves to the reader: who is meant by `perseroan`, `kampus`, `kedua perusahaan`.

News names its main body in the headline or the lead and then speaks of it by a common noun. An event that a
signing, a plan or an end has founded, but in which only the partner is named, is completed by that body;
one that names nobody, or only `kedua pihak`, by the bodies that a sentence near by links to each other, else
by the two that the article speaks of most; last, for a signing that opens the article, by the ones named most.
All of them are marked as inferred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mouextract.assemble.ministries import DIRECTORATE, to_ministries
from mouextract.assemble.model import SIDES, Event, Frame, Placed
from mouextract.assemble.scene import Scene
from mouextract.assemble.sides import (
    ACTIVE,
    BACK,
    HANDSHAKE,
    just_before,
    linked,
    of_its_sentence,
    of_the_matter,
    of_the_sentence_before,
    of_whom_it_spoke,
    own_side,
    protagonist,
    speaker_and_other,
)
from mouextract.assemble.sides_at_large import at_the_table, budget_side, headline_pair, most_named, the_two
from mouextract.assemble.sides_counted import counted, of_whom_some, told_as_both

_ONE_SIDED = frozenset({"with"})
# Characters between a subject and its verb: ` hanya turut `.
_PREDICATE = 15
# … and a verb of watching: ` secara langsung `.
_WATCHING = 25
# Characters between a link word and what it governs.
_NEXT_WORD = 2
# `87 ` before an instrument; how many make a list of what others signed.
_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3}) $")
_DIGITS, _SEVERAL = 5, 5


def complete(events: Sequence[Event], scenes: Sequence[Scene]) -> None:
    """Add the parties and signers that events lack, where the article tells them elsewhere."""
    for event in events:
        _signers(event, scenes)
    watchers = _watchers(scenes)
    for event in events:
        told = set(event.parties)
        _parties(event, scenes)
        _name_branches(event, scenes)
        _without_wholes(event, told)
        _without_watchers(event, watchers)
        if len(event.parties) == SIDES and _one_house([p[0] for p in event.parties.values()]):
            # Nobody agrees with himself: what was inferred is nothing.
            event.parties = {key: placed for key, placed in event.parties.items() if key in told}
        _signers(event, scenes)
    to_ministries(events, scenes)


def _without_wholes(event: Event, told: set[str]) -> None:
    """`PT X atau X Cabang Y`: a body that was inferred beside a branch of its own is that branch."""
    for key in event.parties.keys() - told:
        if any(other.startswith(f"{key}@") for other in event.parties):
            del event.parties[key]


def _watchers(scenes: Sequence[Scene]) -> set[str]:
    """The people of whom a clause tells that they watch."""
    return {
        p.actor.person.name
        for s in scenes
        for p in s.placed
        if p.actor.person is not None and p.actor.person.name is not None and _watches(s, p)
    }


def _without_watchers(event: Event, watchers: set[str]) -> None:
    """`Wali Kota X menyaksikan penandatanganan … . Sebelum penandatanganan, X meninjau armada`: who only watches is
    no party beside two others, and no signer.
    """
    for key, placed in list(event.parties.items()):
        people = [p.actor.person for p in placed]
        watched = all(p is not None and p.name in watchers for p in people)
        if watched and all(p.slot == "of" for p in placed) and len(event.parties) > SIDES:
            del event.parties[key]
            for frame in event.frames:
                frame.signers = [p for p in frame.signers if p.actor.key != key]


def _watches(scene: Scene, placed: Placed) -> bool:
    """`X (secara langsung) menyaksikan`: is that all that the clause tells of him?"""
    if placed.slot == "witness":
        return True
    return placed.slot == "subject" and any(
        c.label == "witness" and 0 < c.start - placed.actor.end <= _WATCHING for c in scene.sentence.cues
    )


def _name_branches(event: Event, scenes: Sequence[Scene]) -> None:
    """A body that was inferred from its short name (`KPU`) is the only branch of it that the article names."""
    for key, placed in list(event.parties.items()):
        body = placed[0].actor.institution
        if "@" in key or body is None or body.kind == "company" or placed[0].actor.basis != "inferred":
            continue
        branches = {q.actor.key: q for s in scenes for q in s.placed if q.actor.key.startswith(f"{key}@")}
        if len(branches) == 1:
            del event.parties[key]
            _add(event, next(iter(branches.values())))


def _one_house(placed: list[Placed]) -> bool:
    """A government and its own office, a ministry and a directorate general: are they one side?"""
    bodies = [p.actor.institution for p in placed if p.actor.institution is not None]
    regions = {b.code or b.region for b in bodies}
    offices = any(b.kind == "office" for b in bodies) and any(b.code is not None for b in bodies)
    ministry = any(b.kind == "ministry" for b in bodies) and any(
        b.name.startswith(DIRECTORATE) for b in bodies
    )
    # A trade union's board bears its company's name.
    parts = any(
        a is not b and a.name.endswith(b.name) and {a.kind, b.kind} != {"association", "company"}
        for a in bodies
        for b in bodies
    )
    return ministry or parts or (offices and len(regions) == 1)


def _parties(event: Event, scenes: Sequence[Scene]) -> None:
    named = [f for f in event.frames if _names_document(f) and not f.hope]
    opening = any(f.sentence.opens for f in named)
    both = told_as_both(scenes, event)
    slots = {p.slot for placed in event.parties.values() for p in placed}
    kinds = {b.kind for placed in event.parties.values() if (b := placed[0].actor.institution) is not None}
    partner = bool(slots) and slots <= _ONE_SIDED and kinds != {"country"}
    told = any(
        f.signing or (f.status is not None and (opening or both is not None or partner)) for f in named
    )
    if not event.parties and not event.past and any(_quoted_plan(f) for f in named):
        _add_all(event, speaker_and_other(scenes, event))
    if not told and not event.past and any(f.status == "planned" and not _conditional(f) for f in named):
        _add_all(event, headline_pair(scenes, event))
    if not event.parties and any(f.status for f in named):
        _add_all(event, of_the_matter(scenes, event))
    if not told or any(_with_some(f) for f in named):
        return
    if not event.parties and scenes and any(_many(f, scenes[0].folded) for f in named):
        return
    # "Yang kedua, PKS dengan B. Dokumen itu diteken Rektor X": the partner's own signer is no second side.
    partners = {p.slot for f in named for p in f.parties} if len(event.parties) < SIDES else slots
    if scenes:
        _add_all(event, counted(scenes, event))
        _add_all(event, of_whom_some(scenes, event))
    if event.parties and partners and partners <= _ONE_SIDED:
        missing = protagonist(scenes, event) or just_before(scenes, event)
        if missing is not None:
            _add(event, missing)
    if len(event.parties) < SIDES:
        found = linked(scenes, event, both)
        _add_all(event, found)
        if found:
            _add_all(event, own_side(scenes, event))
    if len(event.parties) < SIDES and all(f.status in ("planned", None) for f in event.frames):
        _add_all(event, at_the_table(scenes, event))
    if len(event.parties) < SIDES and both is not None:
        _add_all(event, the_two(scenes, event, both))
    if len(event.parties) < SIDES:
        _add_all(event, budget_side(scenes, event))
    if len(event.parties) < SIDES and opening and any(f.signing and not f.past for f in named):
        _add_all(event, most_named(scenes, event))
    if len(event.parties) < SIDES:
        _add_all(event, headline_pair(scenes, event))
    if len(event.parties) < SIDES:
        _add_all(event, of_whom_it_spoke(scenes, event))
    if len(event.parties) < SIDES:
        _add_all(event, of_its_sentence(scenes, event))
    if len(event.parties) < SIDES:
        _add_all(event, of_the_sentence_before(scenes, event))


def _quoted_plan(frame: Frame) -> bool:
    return (
        frame.status == "planned"
        and frame.status_cue is not None
        and frame.sentence.quotes(frame.status_cue.start)
    )


def _conditional(frame: Frame) -> bool:
    """`Kalau nanti ada MoU`"""
    return any(c.label == "condition" for c in frame.sentence.cues)


def _with_some(frame: Frame) -> bool:
    """`MoU bersama sejumlah instansi`: the partners are not named, here or elsewhere."""
    links = [c.end for c in frame.sentence.cues if c.label == "with"]
    return any(
        c.rule == "cue.count.some" and 0 < c.start - end <= _NEXT_WORD
        for c in frame.sentence.cues
        for end in links
    )


def _many(frame: Frame, folded: str) -> bool:
    """`Ada 87 nota kesepahaman yang diteken`: so many that the two bodies which the news names are no parties."""
    counts = [_NUMBER.search(folded, max(0, m.start - _DIGITS), m.start) for m in frame.instruments]
    return any(found is not None and int(found[1]) >= _SEVERAL for found in counts)


def _names_document(frame: Frame) -> bool:
    """Does the clause name a document, or a contract that it signs or ends?"""
    signs = frame.status == "planned" and any(c.label == "sign" for c in frame.sentence.cues)
    return frame.strength in ("specific", "acronym") or (
        bool(frame.instruments) and (frame.signing or frame.status == "ended" or signs or frame.of_both)
    )


def _add_all(event: Event, found: Sequence[Placed]) -> None:
    for placed in found:
        _add(event, placed)


def _add(event: Event, placed: Placed) -> None:
    """The event's further party, not said to be one by its own clauses."""
    actor = replace(placed.actor, basis="inferred")
    event.parties.setdefault(actor.key, []).append(replace(placed, actor=actor))


def _signers(event: Event, scenes: Sequence[Scene]) -> None:
    """Who signed, where the signing is told without names: `keduanya menandatangani` means the parties' people
    just spoken of; else the people of two parties side by side in a sentence next to the signing.
    """
    signing = [f for f in event.frames if f.signing and not f.past]
    if any(p.actor.person is not None for f in event.frames for p in f.signers):
        # "Keduanya ikut menandatangani" tells of others than those before.
        signing = [f for f in signing if not f.signers and any(c.label == "both" for c in f.sentence.cues)]
    for frame in signing:
        if any(c.rule == "cue.both_heads" for c in frame.sentence.cues):
            frame.signers.extend(_heads(event, scenes))
            return
        both = any(c.label == "both" for c in frame.sentence.cues)
        reach = range(-BACK, 1) if both else range(-1, 2)
        found: dict[str, Placed] = {}
        for scene in scenes:
            if scene.sentence.index - frame.sentence.index not in reach:
                continue
            people = [
                p for p in scene.placed if _may_sign(p, event) and (both or not _only_watches(p, scene))
            ]
            if both or (
                len({p.actor.key for p in people}) >= HANDSHAKE and len({p.group for p in people}) == 1
            ):
                for placed in people:
                    found[placed.actor.key] = placed
        if len(found) >= HANDSHAKE:
            frame.signers.extend(found.values())
            return


def _heads(event: Event, scenes: Sequence[Scene]) -> list[Placed]:
    """`kedua pimpinan lembaga`: the people of the article who head the event's bodies, one each."""
    found: dict[str, Placed] = {}
    for scene in scenes:
        for p in scene.placed:
            person = p.actor.person
            if (
                person is not None
                and person.name is not None
                and p.actor.leads
                and p.actor.key in event.parties
            ):
                found.setdefault(p.actor.key, p)
    return list(found.values())


def _only_watches(placed: Placed, scene: Scene) -> bool:
    """`Turut menyaksikan penandatanganan itu, X dan Y`, `X dan Y hanya menyaksikan`: is attending all they do?"""
    watches = [c for c in scene.sentence.cues if c.label in ("attend", "witness")]
    row_end = max(p.actor.end for p in scene.placed if p.group == placed.group)
    return any(c.end <= placed.actor.start or 0 < c.start - row_end <= _PREDICATE for c in watches)


def _may_sign(placed: Placed, event: Event) -> bool:
    person = placed.actor.person
    if person is None or person.name is None or placed.actor.key not in event.parties:
        return False
    return placed.slot in ACTIVE and placed.slot != "speaker"
