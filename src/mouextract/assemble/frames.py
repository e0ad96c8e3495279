"""Frames: what one clause says about an agreement — in which state, between whom, by whose hand."""

from __future__ import annotations

import itertools
from dataclasses import replace

from mouextract.annotate.cues import EVENT_LABELS
from mouextract.assemble.clauses import IDLE_ZONES
from mouextract.assemble.model import FRONT, MERE_COOPERATION, Actor, Frame, Placed
from mouextract.assemble.parties import PARTY_SLOTS, bodies, parties_of, signers_of
from mouextract.assemble.scene import Scene
from mouextract.assemble.states import State, state_of
from mouextract.mentions import Annotations, CueMention, DateMention

# Clause words that a list may follow.
_LISTS = frozenset({"adalah", "ialah", "yang", "masing-masing", "sejumlah", "sebanyak"})
# … and words before names that are other than those announced.
_NOT_LISTED = frozenset({"setelah", "sesudah", "selain", "kecuali"})
# Governments that make a list of parties where no verb says so.
_LIST = 3
# What people do who are named beside a signing and do not sign.
_DOES_ELSE = frozenset({"attend", "witness", "report"})
_PAIR = 2
# Slots of those whom `keduanya` in the next clause may mean.
_INVOLVED = frozenset({"subject", "with", "between", "by", "of", "met", "speaker", "deputy"})
# Characters between a pronoun and its verb.
_NEXT_WORD = 2
# Rules for those who only watch, also as somebody's deputy: "Gubernur yang diwakili Asisten X turut menyaksikan".
_WATCHES = frozenset({"cue.attend"})
# Tokens before the name in a list item: its number or letter and a mark.
_ITEM_START = 3
# Sentences between one of several documents and the next.
_NEXT_OF_SEVERAL = 3
# Characters of `Sedangkan dengan `, `Sementara itu, dengan `.
_GOES_OVER = 24


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
    event = labels & EVENT_LABELS or _opens_with_next(scene)
    if not named and not signs and not (sentence.instruments and event):
        return _roll(scene) or (_represented(scene) if "represent" in labels else _listed(scene))
    state = state_of(scene)
    parties = parties_of(scene, signs, named)
    contracts = signs and any(m.rule != MERE_COOPERATION for m in sentence.instruments)
    told = state.status or "between" in labels or any(p.slot == "of" for p in parties)
    needed = (named or contracts) and told and len(bodies(parties)) < 2 and sentence.zone != "title"
    if needed and scene.add_loose_names(lone="between" in labels):
        parties = parties_of(scene, signs, named)
    # Who tells of it outside a quotation ("Ia mengatakan itu usai menandatangani …") signed it himself.
    outside = [c for c in signs if not sentence.quotes(c.start)]
    himself = bool(outside) and (outside[0].rule == "cue.sign.active" or "himself" in labels)
    himself = himself or any(scene.said_by_signer(c) for c in signs)
    told_after = himself and not parties and any(c.label == "report" for c in sentence.cues)
    needs = told_after or _needs_speaker(scene, parties, himself, state.status)
    if himself and before is not None and _begins_with_pronoun(scene):
        speaker = _just_named(before) or speaker
    if speaker is not None and (named or signs) and needs:
        parties = [*parties, Placed(speaker, "subject" if himself else "speaker", 0)]
    if state.status == "planned" and len(bodies(parties)) < 2:
        parties = _meeting(scene, parties)
    if before is not None and state.status and "both" in labels and all(p.slot == "with" for p in parties):
        # "Ketiga perusahaan ini juga meneken MoU dengan C": the three are told before.
        parties = [*_both(before), *parties]
    strength = (
        "specific" if any(m.strength == "specific" for m in named) else "acronym" if named else "generic"
    )
    return Frame(
        sentence=sentence,
        instruments=list(sentence.instruments),
        parties=[p for p in parties if p.actor.institution is not None],
        signers=signers_of(scene, parties)
        if state.signing or state.status == "planned" or "party_role" in labels
        else [],
        status=state.status,
        status_cue=state.cue,
        signing=state.signing,
        past=_past(scene, ann, state),
        hope=state.hope,
        negated=state.negated or "fake" in labels,
        strength=strength,
        dates=[d for d in sentence.dates if d.zone is None],
    )


def _opens_with_next(scene: Scene) -> bool:
    """`Kontrak berikutnya antara A dan B …`: does the clause begin with the next of several documents?"""
    start = scene.sentence.start
    return any(c.label == "ordinal" and c.start - start <= FRONT for c in scene.sentence.cues)


def _both(before: Scene) -> list[Placed]:
    """The bodies that the clause before names, if they are two to four."""
    labels = {c.label for c in before.sentence.cues}
    if labels & {"between", "bond"}:
        before.add_loose_names()
    there = [p for p in before.placed if p.actor.weak != "bare" and p.actor.institution is not None]
    named = [p for p in there if p.slot in _INVOLVED]
    if len(bodies(named)) < _PAIR:
        named = [p for p in there if p.slot not in ("place", "topic")]
    if not _PAIR <= len(bodies(named)) <= 2 * _PAIR:
        return []
    return [Placed(p.actor, "subject", 0) for p in named]


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
        return says and all(p.slot == "with" for p in parties)
    if len(bodies(parties)) == 1:
        return True
    return all(p.slot == "with" and p.actor.start > pronouns[0].start for p in parties)


def _is_of_subject(scene: Scene, parties: list[Placed], pronoun: CueMention) -> bool:
    """`X usai meneken MoU menyebut | pihaknya …`: is it the clause's own signer who speaks?"""
    reports = [c.start for c in scene.sentence.cues if c.label == "report" and c.end <= pronoun.start]
    return any(
        p.slot == "subject" and p.actor.person is not None and any(p.actor.end <= r for r in reports)
        for p in parties
    )


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


def _only_speaks(scene: Scene, pronoun: CueMention) -> bool:
    """`Ia mengatakan …`: the pronoun is whose words these are, nobody's partner."""
    return any(c.label == "report" and 0 < c.start - pronoun.end <= _NEXT_WORD for c in scene.sentence.cues)


def item_frame(scene: Scene, head: Frame) -> Frame | None:
    """The frame of a list item: one who signed what the sentence before the list announced, or two (`A dengan B`)."""
    if not scene.placed or scene.first_token(scene.placed[0]) > _ITEM_START:
        return None
    first = Placed(scene.placed[0].actor, "by", 0)
    if first.actor.institution is None:
        return None
    partners = [p for p in scene.placed[1:] if p.slot == "with" and p.actor.institution is not None]
    sides = [first, *partners]
    signers = [p for p in sides if p.actor.person is not None]
    return replace(
        head, sentence=scene.sentence, parties=sides, signers=signers, dates=[], apart=bool(partners)
    )


def next_pair(scene: Scene, last: Frame) -> Frame | None:
    """`Yang kedua antara A dan B soal …`: the next of several documents, called like the one told before (`last`)."""
    sentence = scene.sentence
    opens = _opens_with_next(scene)
    named = [m for m in last.instruments if m.strength != "generic"]
    near = 0 < sentence.index - last.sentence.index <= _NEXT_OF_SEVERAL
    if not (opens and near and named) or last.status != "signed" or sentence.zone in IDLE_ZONES:
        return None
    scene.add_loose_names(lone=True)
    sides = [p for p in scene.placed if p.slot in PARTY_SLOTS and p.actor.institution is not None]
    if len(bodies(sides)) != _PAIR or not any(p.slot == "between" for p in sides):
        return None
    signers = [p for p in sides if p.actor.person is not None] if last.signing else []
    return replace(
        last, sentence=sentence, instruments=named[:1], parties=sides, signers=signers, dates=[], apart=True
    )


def pairs_of(scene: Scene, frame: Frame) -> list[Frame]:
    """A frame for each pair of a clause that lists several: `PKS antara A dengan B, C dengan D dan E dengan F`."""
    if sum(c.label == "with" for c in scene.sentence.cues) < _PAIR or frame.status is None:
        return [frame]
    scene.add_loose_names(lone=True)
    firsts = scene.paired()
    if len(firsts) < _PAIR:
        return [frame]
    found: list[Frame] = []
    instruments = frame.instruments
    told = scene.sentence.start
    for start, end in itertools.pairwise([*firsts, len(scene.placed)]):
        # "MoU antara A dengan B, kerja sama C dengan D": each pair has the document named before it.
        first = scene.placed[start].actor.start
        instruments = [m for m in frame.instruments if told <= m.start < first] or instruments
        told = first
        sides = [
            replace(p, slot="subject" if n == start else "with", group=n)
            for n, p in enumerate(scene.placed[start:end], start)
            if p.actor.institution is not None and p.slot in PARTY_SLOTS
        ]
        signers = [p for p in sides if p.actor.person is not None] if frame.signing else []
        if len(bodies(sides)) >= _PAIR:
            found.append(replace(frame, parties=sides, signers=signers, instruments=instruments, apart=True))
    return found if len(found) >= _PAIR else [frame]


def _silent(scene: Scene, parties: list[Placed], signers: list[Placed], strength: str) -> Frame:
    """The frame of a clause without instrument and without state, which only tells who."""
    return Frame(scene.sentence, [], parties, signers, None, None, False, False, False, False, strength)


def _listed(scene: Scene) -> Frame | None:
    """`Pihak pengirim terdiri dari Lampung, Bali dan Jawa Timur`: no instrument, but a list of governments.

    Of any bodies, where the sentence points back to them: `Kesembilan lembaga itu yakni PT A, PT B dan PT C`.
    """
    labels = {c.label for c in scene.sentence.cues}
    cues = scene.sentence.cues
    announced = any(c.label == "clause" and scene.folded[c.start : c.end].lower() in _LISTS for c in cues)
    if not (announced or "listing" in labels or _counts_bodies(scene)):
        return None
    back = "announced" in labels and bool(labels & {"listing", "clause"})
    listed = [
        p
        for p in scene.placed
        if p.actor.institution is not None and (back or p.actor.institution.code is not None)
    ]
    groups = {p.group: sum(q.group == p.group for q in listed) for p in listed}
    parties = [p for p in listed if groups[p.group] >= _LIST and p.slot == "subject"]
    if not parties or scene.word(scene.first_token(parties[0]) - 1) in _NOT_LISTED:
        return None
    signers = [p for p in parties if p.actor.person is not None]
    return _silent(scene, parties, signers, "list")


def _counts_bodies(scene: Scene) -> bool:
    """`tujuh kabupaten`, `empat lembaga`: does a number stand before a word for bodies (not `lima besar`)?"""
    cues = scene.sentence.cues
    counts = [c.end for c in cues if c.label == "count"]
    return any(c.label == "filler" and 0 <= c.start - end <= _NEXT_WORD for c in cues for end in counts)


def _roll(scene: Scene) -> Frame | None:
    """`Bupati A Nama, Wali Kota B Nama dan Bupati C Nama`: no instrument, no deed, only heads of many bodies."""
    sides = _sides(scene)
    if len(bodies(sides)) >= 2:
        people = [p for p in sides if p.actor.person is not None]
        return _silent(scene, sides, people, "roll")
    if {c.label for c in scene.sentence.cues} & _DOES_ELSE:
        return None
    people = [
        p for p in _standing_in(scene) if p.actor.person is not None and p.actor.person.name is not None
    ]
    if len(bodies(people)) < _LIST:
        return None
    return _silent(scene, people, people, "roll")


def _standing_in(scene: Scene) -> list[Placed]:
    """The clause's people with a body; `Sekda X yang diwakili Asisten Y`: Y for X's body, in X's place."""
    found: list[Placed] = []
    for p in scene.placed:
        if p.slot == "deputy" and found and p.actor.person is not None:
            found[-1] = replace(p, actor=replace(p.actor, institution=found[-1].actor.institution))
        elif p.actor.institution is not None and p.actor.person is not None:
            found.append(p)
    return found


def _sides(scene: Scene) -> list[Placed]:
    """`Dari pihak A hadir X, sedangkan dari B ada Y`: each body with the person next to it, if that is named."""
    found: list[Placed] = []
    for n, p in enumerate(scene.placed):
        first = scene.first_token(p)
        words = [scene.word(j) for j in range(max(0, first - 2), first)]
        follower = next(iter(scene.placed[n + 1 : n + 2]), None)
        person = follower.actor.person if follower is not None else None
        if p.actor.person is not None or p.actor.institution is None or p.actor.weak == "bare":
            continue
        if words[-2:] == ["dari", "pihak"] or (words[-1:] == ["dari"] and person is not None):
            found.append(Placed(p.actor, "by", p.group))
            if follower is not None and person is not None and person.name is not None:
                found.append(Placed(replace(follower.actor, institution=p.actor.institution), "by", p.group))
    return found


def _represented(scene: Scene) -> Frame | None:
    """`Badan X diwakili Y`, `Y mewakili X`: no instrument, but who signs for whom, if a signing was told before."""
    deputies: list[Placed] = []
    parties: list[Placed] = []
    for before, p in itertools.pairwise(scene.placed):
        if before.actor.person is not None and before.slot == "subject" and scene.stands_for(before):
            # "Menteri X mewakili Indonesia, Brasil diwakili Y"
            deputies.append(before)
            if p.slot == "represented" and p.actor.institution is not None:
                parties.append(p)
        if p.slot != "deputy" or p.actor.person is None:
            continue
        body = before.actor.institution
        if body is not None:
            parties.append(before)
        if body is not None and p.actor.institution is None:
            p = replace(p, actor=replace(p.actor, institution=body))
        deputies.append(p)
    if not parties:
        return None
    return _silent(scene, parties, deputies, "generic")


def continued(left: Frame, right: Frame, scene: Scene) -> Frame:
    """`A meneken MoU dengan B dan PKS dengan C`: the second clause (`scene`) has the first one's subject, state."""
    hands = [p for p in scene.placed if p.slot == "by" and p.actor.institution is not None]
    same = left.sentence.index == right.sentence.index
    if same and left.signing and hands and right.status is None and not right.parties and right.instruments:
        # "penandatanganan MoU oleh A dan B serta PKS oleh C dan D"
        return replace(
            right,
            parties=hands,
            signers=[p for p in hands if p.actor.person is not None],
            status=left.status,
            status_cue=left.status_cue,
            signing=True,
            past=left.past,
        )
    beside = same or _goes_over(left, right)
    if not beside or not right.parties or any(p.slot != "with" for p in right.parties):
        return right
    subjects = [p for p in left.parties if p.slot == "subject"]
    if right.status is not None:
        return replace(right, parties=[*subjects, *right.parties])
    return replace(
        right,
        parties=[*subjects, *right.parties],
        status=left.status,
        status_cue=left.status_cue,
        signing=left.signing,
        past=left.past,
        signers=[*[p for p in left.signers if p.slot == "subject"], *right.signers]
        if left.signing
        else right.signers,
    )


def _goes_over(left: Frame, right: Frame) -> bool:
    """`Dengan A, B meneken MoU. Sedangkan dengan C dokumennya PKS`: does the next sentence name another partner?"""
    first = right.parties[0].actor.start if right.parties else right.sentence.start
    begins = any(c.label == "contrast" and c.start - right.sentence.start <= 1 for c in right.sentence.cues)
    opens = first - right.sentence.start <= _GOES_OVER
    return right.sentence.index - left.sentence.index == 1 and begins and opens


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


def _past(scene: Scene, ann: Annotations, state: State) -> bool:
    recent = [c for c in scene.sentence.cues if c.label == "recent"]
    if any(
        c.label == "past" and not any(r.start <= c.start < r.end for r in recent) for c in scene.sentence.cues
    ):
        return True
    now = present_of(ann)
    # "lahir dari nota kesepahaman tertanggal 30 September 2020": the document's own date counts too.
    told = (None, "document") if state.status == "in_force" else (None,)
    return any(_long_before(d, now) for d in scene.sentence.dates if d.zone in told)


def present_of(ann: Annotations) -> str | None:
    """The article's own time: its publication, else the first full date that it states."""
    if ann.published:
        return ann.published
    printed = [d.value for d in ann.dates if d.value and d.zone == "published"]
    stated = [d.value for d in ann.dates if d.value and len(d.value) == 10 and d.zone is None]
    return next(iter(printed + stated), None)


def _long_before(date: DateMention, published: str | None) -> bool:
    """Is the date some months or more before the publication?"""
    if published is None or date.value is None:
        return False
    return _months(published) - _months(date.value) >= (3 if len(date.value) > 4 else 12)


def _months(value: str) -> int:
    return int(value[:4]) * 12 + (int(value[5:7]) if len(value) >= 7 else 1)
