"""Frames: what one clause says about an agreement — in which state, between whom, by whose hand."""

from __future__ import annotations

import itertools
from dataclasses import replace

from mouextract.annotate.cues import EVENT_LABELS
from mouextract.assemble.clauses import IDLE_ZONES
from mouextract.assemble.deeds import word_before
from mouextract.assemble.frame_time import ends_later, is_past, of_the_old_one, to_come
from mouextract.assemble.model import MERE_COOPERATION, SIDES, Actor, Frame, Placed
from mouextract.assemble.parties import bodies, parties_of, signers_of
from mouextract.assemble.rolls import silent_frame
from mouextract.assemble.scene import Scene
from mouextract.assemble.series import opens_with_next
from mouextract.assemble.state import State
from mouextract.assemble.states import state_of
from mouextract.knowledge.grammar import AFTER
from mouextract.mentions import Annotations, CueMention, InstrumentMention

# Slots of those whom `keduanya` in the next clause may mean.
_INVOLVED = frozenset({"subject", "with", "between", "by", "of", "met", "speaker", "deputy"})
_US = ("kami", "kita")
HE = ("ia", "dia", "beliau")
_THEN = AFTER | {"saat", "ketika", "sambil"}
# What a company's people call it.
_BODY = "perseroan"
# Characters between a subject and its verb, `telah resmi` included.
_CLOSE = 25
# … and between the two that common nouns tell of and theirs, with a clause about them.
_NOUNS, _SUBJECT = "cue.both_nouns", 90
# Characters between a pronoun and its verb.
_NEXT_WORD = 2
# Cues of what a document carries out or goes back to.
_DERIVED = "cue.in_force.derived"
_GOES_BACK = frozenset({_DERIVED, "cue.in_force.follow_up", "cue.in_force"})


def frame_of(scene: Scene, ann: Annotations, speaker: Actor | None, before: Scene | None) -> Frame | None:
    """The frame of a clause, or None where it speaks of no instrument and no signing.

    `speaker` is whom `kami` and `ia` mean there, `before` the clause that `keduanya` points back to.
    """
    sentence = scene.sentence
    if sentence.zone in IDLE_ZONES:
        return None
    named = [m for m in sentence.instruments if m.strength != "generic"]
    signs = [c for c in sentence.cues if c.label == "sign"]
    labels = {c.label for c in sentence.cues}
    event = labels & EVENT_LABELS or opens_with_next(scene)
    if not named and not signs and not (sentence.instruments and event):
        return silent_frame(scene)
    state = state_of(scene)
    if state.signing and to_come(scene, ann):
        state = replace(state, status="planned", signing=False)
    if state.status == "ended" and ends_later(scene, ann):
        state = replace(state, status="in_force")
    parties = parties_of(scene, signs, named)
    contracts = (signs or state.status in ("ended", "planned")) and any(
        m.rule != MERE_COOPERATION for m in sentence.instruments
    )
    told = state.status or "between" in labels or any(p.slot == "of" for p in parties)
    body = told and sentence.zone != "title"
    needed = body and (named or contracts) and len(bodies(parties)) < SIDES
    parties = _sure(parties)
    more = scene.add_loose_names(lone="between" in labels) if needed else body and scene.add_listed_names()
    if more:
        parties = parties_of(scene, signs, named)
    # Who tells of it outside a quotation ("Ia mengatakan itu usai menandatangani …") signed it himself.
    outside = [c for c in signs if not sentence.quotes(c.start)]
    himself = bool(outside) and (outside[0].rule == "cue.sign.active" or "himself" in labels)
    if any(
        c.label == "both" and 0 < s.start - c.end <= (_SUBJECT if c.rule == _NOUNS else _CLOSE)
        for s in outside[:1]
        for c in sentence.cues
    ):
        # "Sekretaris X mengungkapkan, kedua perusahaan telah meneken …"
        himself = False
    with_me = any(scene.said_by_signer(c) for c in signs)
    himself = himself or with_me
    # A body's head who says "kami teken dengan Ketua X" means his own hand; of what is yet to be signed, others'
    # perhaps.
    leads = state.signing and bool(parties)
    leads = leads and all(p.slot == "with" and p.actor.person is not None for p in parties)
    if leads and speaker is not None and speaker.leads and speaker.institution is not None:
        us = any(scene.said_of_us(c) for c in signs) and not any(c.label == "past" for c in sentence.cues)
        himself = himself or (us and speaker.institution.kind != "country")
    told_after = himself and any(c.label == "report" for c in sentence.cues)
    told_after = told_after and (
        not parties or (_on_that_occasion(scene, outside) and _all_partners(parties))
    )
    # "Kepala Dinas X mengatakan LoI itu ditandatanganinya bersama B"
    told_after = told_after or ("himself" in labels and bool(parties) and _all_partners(parties))
    needs = told_after or _needs_speaker(scene, parties, himself, state.status)
    # "saya dan Kepala X sudah menandatangani"
    needs = needs or (with_me and len(bodies(parties)) == 1)
    by_pronoun = _begins_with_pronoun(scene) or any(scene.done_by(c, HE) for c in outside[:1])
    if himself and before is not None and by_pronoun:
        speaker = _just_named(before) or speaker
    if speaker is not None and (named or signs) and needs:
        signs_himself = himself and not _for_the_body(scene)
        parties = [*parties, Placed(speaker, "subject" if signs_himself else "speaker", 0)]
    if state.status == "planned" and len(bodies(parties)) < 2:
        parties = _meeting(scene, parties)
    if before is not None and state.status and "both" in labels and _all_partners(parties):
        # "Ketiga perusahaan ini juga meneken MoU dengan C": the three are told before.
        heads = any(c.rule == "cue.both_heads" for c in sentence.cues)
        parties = [*(_without_people(_both(before)) if heads else _both(before)), *parties]
    strength = (
        "specific" if any(m.strength == "specific" for m in named) else "acronym" if named else "generic"
    )
    parents = _parents(scene, state)
    return Frame(
        sentence=sentence,
        instruments=parents or _own_documents(scene, parties, state),
        parties=[p for p in parties if p.actor.institution is not None],
        signers=signers_of(scene, parties)
        if state.signing
        or state.status == "planned"
        or (labels & {"party_role", "represent"} and parties)
        or scene.each_represented
        or _by_both(parties)
        or (signs and _by_both(scene.placed))
        else [],
        status=state.status,
        status_cue=state.cue,
        signing=state.signing,
        past=bool(parents) or sentence.earlier or is_past(scene, ann, state),
        hope=state.hope or _alternatives(scene, parties),
        negated=state.negated or "fake" in labels,
        strength=strength,
        dates=[d for d in sentence.dates if d.zone is None and not of_the_old_one(scene, d.start)],
    )


def _sure(parties: list[Placed]) -> list[Placed]:
    """Beside two known bodies, no name that only its place in a sentence makes one, unless it stands in their row."""
    known = [p for p in parties if p.actor.institution is not None and not p.actor.loose]
    if len(bodies(known)) < SIDES:
        return parties
    rows = {p.group for p in known}
    return [p for p in parties if not p.actor.loose or p.group in rows]


def _own_documents(scene: Scene, parties: list[Placed], state: State) -> list[InstrumentMention]:
    """The instruments that the clause is about: not the older one of `Nota itu | ditindaklanjuti dengan PKS antara A
    dan B`, `meneken PKS turunan dari | nota itu`; where the clause names nobody, not the one behind.
    """
    instruments = scene.sentence.instruments
    if state.signing and state.cue is not None:
        derived = [c for c in scene.sentence.cues if c.rule == _DERIVED and c.start >= state.cue.end]
        if derived:
            first = instruments[0].end if instruments else 0
            instruments = [
                m for m in instruments if not any(first <= c.start < m.start < c.end for c in derived)
            ]
    followed = [c for c in scene.sentence.cues if c.label == "followed"]
    if not followed:
        return list(instruments)
    refers = [c for c in scene.sentence.cues if c.label == "refer"]
    told = [(m, r.end) for m in instruments for r in refers if 0 < r.start - m.end <= _NEXT_WORD]
    others = []
    for cue in followed:
        older = [m for m, end in told if 0 < cue.start - end <= _CLOSE]
        if _between_behind(scene, cue):
            others.extend(older)
        elif not (parties or scene.sentence.same_day) and any(m.strength != "generic" for m in older):
            # "Kerja sama itu dituangkan dalam nota kesepahaman" is one document; "… pada hari yang sama" are two.
            others.extend(m for m in instruments if 0 < m.start - cue.end <= _NEXT_WORD)
    return [m for m in instruments if m not in others]


def _between_behind(scene: Scene, followed: CueMention) -> bool:
    """Does the cue's document tell its own sides?"""
    return any(
        0 < m.start - followed.end <= _NEXT_WORD
        and any(0 < c.start - m.end <= _NEXT_WORD for c in scene.sentence.cues if c.label == "between")
        for m in scene.sentence.instruments
    )


def _parents(scene: Scene, state: State) -> list[InstrumentMention]:
    """`PKS ini merupakan turunan dari | nota kesepakatan A dan B`: the older documents that the clause is about,
    where it tells what the newer one goes back to.
    """
    cue = state.cue
    if state.status != "in_force" or cue is None or cue.rule not in _GOES_BACK:
        return []
    refers = [c.start for c in scene.sentence.cues if c.label == "refer"]
    newer = [
        m
        for m in scene.sentence.instruments
        if m.strength != "generic" and m.end <= cue.start and any(0 < r - m.end <= _NEXT_WORD for r in refers)
    ]
    return [m for m in scene.sentence.instruments if m.end > cue.start] if newer else []


def _alternatives(scene: Scene, parties: list[Placed]) -> bool:
    """`MoU dengan A atau B`: is it left open with whom?"""
    return any(
        first.slot == second.slot == "with"
        and first.actor.key != second.actor.key
        and scene.folded[first.actor.end : second.actor.start].lower().strip() == "atau"
        for first, second in itertools.pairwise(parties)
    )


def _by_both(parties: list[Placed]) -> bool:
    """`MoU yang diteken Direktur A, X, dan Bupati B, Y`: who signed for both sides, told by the way?"""
    return len(bodies([p for p in parties if p.slot == "by" and p.actor.person is not None])) >= SIDES


def _both(before: Scene) -> list[Placed]:
    """The bodies that the clause before names, if they are two to four."""
    labels = {c.label for c in before.sentence.cues}
    if labels & {"between", "bond"}:
        before.add_loose_names()
    there = [p for p in before.placed if p.actor.weak != "bare" and p.actor.institution is not None]
    named = [p for p in there if p.slot in _INVOLVED]
    if len(bodies(named)) < SIDES:
        named = [p for p in there if p.slot not in ("place", "topic")]
    if not SIDES <= len(bodies(named)) <= 2 * SIDES:
        return []
    # "Sekretaris X mengungkapkan, kedua perusahaan telah meneken": who tells of it is not who signed.
    return [
        Placed(
            _body_of(p.actor) if p.slot == "speaker" or _tells(before, p) else p.actor,
            "subject",
            0,
        )
        for p in named
    ]


def _tells(scene: Scene, placed: Placed) -> bool:
    """`Direktur X mengatakan, …`: does a verb of saying follow the person, with nothing between?"""
    return placed.actor.person is not None and any(
        c.label == "report" and 0 <= c.start - placed.actor.end <= _NEXT_WORD for c in scene.sentence.cues
    )


def _without_people(placed: list[Placed]) -> list[Placed]:
    """`ditandatangani kedua menteri`, told by a director: the bodies sign, not who has just been named."""
    return [replace(p, actor=_body_of(p.actor)) for p in placed]


def _body_of(actor: Actor) -> Actor:
    return replace(actor, person=None)


def _meeting(scene: Scene, parties: list[Placed]) -> list[Placed]:
    """`Bahas rencana MoU, Rektor X temui Bupati Y`: who meet over a plan are its parties."""
    met = [p for p in scene.placed if p.slot == "met" and p.actor.institution is not None]
    if not met:
        return parties
    first = next((p for p in scene.placed if p.slot == "subject" and p.actor.end <= met[0].actor.start), None)
    return [*parties, *([first] if first is not None else []), *met]


def _needs_speaker(scene: Scene, parties: list[Placed], himself: bool, status: str | None) -> bool:
    """Is `kami`, `ia` the side that the clause does not name: the subject, or partner of a single party?"""
    pronouns = [c for c in scene.sentence.cues if c.label == "pronoun"]
    if not himself:
        pronouns = [c for c in pronouns if not _only_speaks(scene, c)]
    pronouns = [c for c in pronouns if not _is_of_subject(scene, parties, c)]
    if not parties:
        return False
    if not pronouns:
        # "…, diungkapkan Rektor X di sela penandatanganan MoU dengan Y", "Ia bilang MoU dengan Y berakhir"
        cues = scene.sentence.cues
        says = any(c.label == "pronoun" for c in cues) or any(p.slot == "speaker" for p in scene.placed)
        # "Direktur X menjelaskan, PKS dengan Y berakhir": who tells of an end is a side.
        says = says or (status == "ended" and speaker_of(scene) is not None)
        return says and _all_partners(parties)
    if len(bodies(parties)) == 1:
        return True
    if any(_opens_list(scene, parties, c) for c in pronouns):
        return True
    return all(p.slot == "with" and p.actor.start > pronouns[0].start for p in parties)


def _opens_list(scene: Scene, parties: list[Placed], pronoun: CueMention) -> bool:
    """`"Hari ini kami, A dan B tanda tangan PKS"`: is the speaker's side the first of those who sign?"""
    if scene.folded[pronoun.start : pronoun.end].lower() not in _US:
        return False
    return any(
        p.slot == "subject"
        and p.actor.start >= pronoun.end
        and scene.folded[pronoun.end : p.actor.start].strip() in (",", "dan", "bersama")
        for p in parties
    )


def _is_of_subject(scene: Scene, parties: list[Placed], pronoun: CueMention) -> bool:
    """`X usai meneken MoU menyebut | pihaknya …`: is it the clause's own signer who speaks?"""
    reports = [c.start for c in scene.sentence.cues if c.label == "report" and c.end <= pronoun.start]
    return any(
        p.slot == "subject" and p.actor.person is not None and any(p.actor.end <= r for r in reports)
        for p in parties
    )


def _on_that_occasion(scene: Scene, signs: list[CueMention]) -> bool:
    """`…," ujarnya seusai meneken PKS bersama B`"""
    return bool(signs) and word_before(scene, scene.sentence.start, signs[0].start) in _THEN


def _all_partners(parties: list[Placed]) -> bool:
    return all(p.slot == "with" for p in parties)


def _begins_with_pronoun(scene: Scene) -> bool:
    """`Ia meneken PKS dengan B`"""
    pronoun = next((c for c in scene.sentence.cues if c.label == "pronoun"), None)
    return pronoun is not None and pronoun.start == scene.sentence.start and not _only_speaks(scene, pronoun)


def _just_named(before: Scene) -> Actor | None:
    """The only person whom the clause before names, of a known body."""
    people = {
        p.actor.person.name: p.actor
        for p in before.placed
        if p.actor.person is not None and p.actor.person.name and p.actor.institution is not None
    }
    return next(iter(people.values())) if len(people) == 1 else None


def _for_the_body(scene: Scene) -> bool:
    """`Sekretaris X mengatakan perseroan telah meneken …`: does he speak of his body's deed, not his own?"""
    return any(scene.folded[c.start : c.end].lower() == _BODY for c in scene.sentence.cues)


def _only_speaks(scene: Scene, pronoun: CueMention) -> bool:
    """`Ia mengatakan …`, `…, kata dia`: the pronoun is whose words these are, nobody's partner."""
    he = scene.folded[pronoun.start : pronoun.end].lower() in HE
    return any(
        c.label == "report"
        and (0 < c.start - pronoun.end <= _NEXT_WORD or (he and 0 < pronoun.start - c.end <= _NEXT_WORD))
        for c in scene.sentence.cues
    )


def speaker_of(scene: Scene) -> Actor | None:
    """The person whose words the clause reports."""
    spoken = [p.actor for p in scene.placed if p.slot == "speaker" and p.actor.institution is not None]
    if spoken:
        return spoken[0]
    for p in scene.placed:
        if p.slot == "subject" and p.actor.person is not None and p.actor.institution is not None:
            after = next(
                (c for c in scene.sentence.cues if c.start >= p.actor.end and c.label in ("report", "sign")),
                None,
            )
            if after is not None and after.label == "report":
                return p.actor
    return None
