"""Frames: what one clause says about an agreement — in which state, between whom, by whose hand."""

from __future__ import annotations

from dataclasses import replace

from mouextract.assemble.clauses import IDLE_ZONES
from mouextract.assemble.model import Actor, Frame, Placed
from mouextract.assemble.scene import Scene
from mouextract.assemble.states import State, state_of
from mouextract.mentions import Annotations, CueMention, DateMention, InstrumentMention

_PARTY_SLOTS = frozenset({"between", "with", "by", "of", "subject"})
_EVENT_LABELS = frozenset({"ended", "refer", "make", "plan", "in_force", "renew"})
# Governments that make a list of parties where no verb says so.
_LIST = 3
# What people do who are named beside a signing and do not sign.
_DOES_ELSE = frozenset({"attend", "witness", "report"})
# Tokens before the name in a list item: its number or letter and a mark.
_ITEM_START = 3
# Conjunctions after which somebody else is the subject.
_SUBORDINATE = frozenset(
    [
        "bahwa",
        "ketika",
        "saat",
        "setelah",
        "karena",
        "sehingga",
        "agar",
        "supaya",
        "maka",
        "sebab",
        "namun",
        "tetapi",
    ]
)
# Words that join a second verb to a first one, and how many words may stand between the two.
_JOINS = frozenset({"dan", "sekaligus", "serta", "lalu", "kemudian", "langsung", "juga"})
_NEAR_VERB = 6
# Bodies through which a government acts and which then stand in its place.
_ORGANS = frozenset({"ministry", "agency"})


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
    if not named and not signs and not (sentence.instruments and labels & _EVENT_LABELS):
        return _roll(scene) or (_represented(scene) if "represent" in labels else _listed(scene))
    state = state_of(scene)
    parties = _parties(scene, signs, named)
    needed = named and state.status and len(_bodies(parties)) < 2 and sentence.zone != "title"
    if needed and scene.add_loose_names():
        parties = _parties(scene, signs, named)
    if speaker is not None and (named or signs) and _needs_speaker(scene, parties):
        # Who tells of it outside a quotation ("Ia mengatakan itu usai menandatangani …") signed it himself.
        himself = bool(signs) and not sentence.quoted and signs[0].rule == "cue.sign.active"
        parties = [*parties, Placed(speaker, "subject" if himself else "speaker", 0)]
    if state.status == "planned" and len(_bodies(parties)) < 2:
        parties = _meeting(scene, parties)
    if not parties and before is not None and state.status and "both" in labels:
        parties = _both(before)
    strength = (
        "specific" if any(m.strength == "specific" for m in named) else "acronym" if named else "generic"
    )
    return Frame(
        sentence=sentence,
        instruments=list(sentence.instruments),
        parties=[p for p in parties if p.actor.institution is not None],
        signers=_signers(scene, parties)
        if state.signing or state.status == "planned" or "party_role" in labels
        else [],
        status=state.status,
        status_cue=state.cue,
        signing=state.signing,
        past=_past(scene, ann, state),
        hope=state.hope,
        negated=state.negated,
        strength=strength,
        dates=[d for d in sentence.dates if d.zone is None],
    )


def _both(before: Scene) -> list[Placed]:
    """The bodies that the clause before names, if they are two to four."""
    named = [
        p
        for p in before.placed
        if p.slot != "place" and p.actor.weak != "bare" and p.actor.institution is not None
    ]
    if not 2 <= len(_bodies(named)) <= 4:
        return []
    return [Placed(p.actor, "subject", 0) for p in named]


def _meeting(scene: Scene, parties: list[Placed]) -> list[Placed]:
    """`Bahas rencana MoU, Rektor X temui Bupati Y`: who meet over a plan are its parties."""
    met = [p for p in scene.placed if p.slot == "met" and p.actor.institution is not None]
    if not met:
        return parties
    first = next((p for p in scene.placed if p.slot == "subject" and p.actor.end <= met[0].actor.start), None)
    return [*parties, *([first] if first is not None else []), *met]


def _needs_speaker(scene: Scene, parties: list[Placed]) -> bool:
    """Is `kami`, `ia` the side that the clause does not name: the subject, or partner of a single party?"""
    pronouns = [c for c in scene.sentence.cues if c.label == "pronoun"]
    if not parties:
        return False
    if not pronouns:
        # "…, diungkapkan Rektor X di sela penandatanganan MoU dengan Y"
        return all(p.slot == "with" for p in parties) and any(p.slot == "speaker" for p in scene.placed)
    if len(_bodies(parties)) == 1:
        return True
    return all(p.slot == "with" and p.actor.start > pronouns[0].start for p in parties)


def item_frame(scene: Scene, head: Frame) -> Frame | None:
    """The frame of a list item that names one who signed what the sentence before the list announced."""
    if not scene.placed or scene.first_token(scene.placed[0]) > _ITEM_START:
        return None
    first = Placed(scene.placed[0].actor, "by", 0)
    if first.actor.institution is None:
        return None
    return Frame(
        sentence=scene.sentence,
        instruments=list(head.instruments),
        parties=[first],
        signers=[first] if first.actor.person is not None else [],
        status=head.status,
        status_cue=head.status_cue,
        signing=head.signing,
        past=head.past,
        hope=head.hope,
        negated=head.negated,
        strength=head.strength,
    )


def _listed(scene: Scene) -> Frame | None:
    """`Pihak pengirim terdiri dari Lampung, Bali dan Jawa Timur`: no instrument, but a list of governments."""
    labels = {c.label for c in scene.sentence.cues}
    if not labels & {"listing", "clause", "count"}:
        return None
    listed = [
        p for p in scene.placed if p.actor.institution is not None and p.actor.institution.code is not None
    ]
    groups = {p.group: sum(q.group == p.group for q in listed) for p in listed}
    parties = [p for p in listed if groups[p.group] >= _LIST and p.slot == "subject"]
    if not parties:
        return None
    signers = [p for p in parties if p.actor.person is not None]
    return Frame(scene.sentence, [], parties, signers, None, None, False, False, False, False, "list")


def _roll(scene: Scene) -> Frame | None:
    """`Bupati A Nama, Wali Kota B Nama dan Bupati C Nama`: no instrument, no deed, only heads of many bodies."""
    sides = _sides(scene)
    if len(_bodies(sides)) >= 2:
        people = [p for p in sides if p.actor.person is not None]
        return Frame(scene.sentence, [], sides, people, None, None, False, False, False, False, "roll")
    if {c.label for c in scene.sentence.cues} & _DOES_ELSE:
        return None
    people = [
        p
        for p in scene.placed
        if p.actor.person is not None and p.actor.person.name is not None and p.actor.institution is not None
    ]
    if len(_bodies(people)) < _LIST:
        return None
    return Frame(scene.sentence, [], people, people, None, None, False, False, False, False, "roll")


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
    """`Badan X diwakili Sekretaris Utama Y`: no instrument, but who signs for whom, if a signing was told before."""
    deputies = [
        n for n, p in enumerate(scene.placed) if p.slot == "deputy" and n and p.actor.person is not None
    ]
    parties = [scene.placed[n - 1] for n in deputies if scene.placed[n - 1].actor.institution is not None]
    if not parties:
        return None
    return Frame(
        sentence=scene.sentence,
        instruments=[],
        parties=parties,
        signers=[scene.placed[n] for n in deputies],
        status=None,
        status_cue=None,
        signing=False,
        past=False,
        hope=False,
        negated=False,
        strength="generic",
    )


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
    if (
        left.sentence.index != right.sentence.index
        or any(p.slot != "with" for p in right.parties)
        or not right.parties
    ):
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


def _bodies(placed: list[Placed]) -> set[str]:
    return {p.actor.key for p in placed if p.actor.institution is not None}


def _past(scene: Scene, ann: Annotations, state: State) -> bool:
    recent = [c for c in scene.sentence.cues if c.label == "recent"]
    if any(
        c.label == "past" and not any(r.start <= c.start < r.end for r in recent) for c in scene.sentence.cues
    ):
        return True
    now = present_of(ann)
    return any(_long_before(d, now) for d in scene.sentence.dates if d.zone is None)


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


def _parties(scene: Scene, signs: list[CueMention], named: list[InstrumentMention]) -> list[Placed]:
    """The actors that the clause makes party, in text order."""
    placed = _sent_by(_on_behalf(scene, _through(scene.placed)))
    between = [p for p in placed if p.slot == "between"]
    by = [p for p in placed if p.slot == "by" and between and p.actor.end <= between[0].actor.start]
    # "diteken A dan B di sela pertemuan antara C dan D": who signs is told before.
    if between and not (signs and len(_bodies(by)) >= 2):
        last = between[-1].actor.end
        after = [p for p in placed if p.slot == "with" and p.actor.start >= last]
        return [p for p in placed if p.slot == "between" or (after and p.group == after[0].group)]
    anchors = [c.start for c in signs] + [m.start for m in named or scene.sentence.instruments]
    if not anchors:
        return []
    chosen = [
        p
        for p in placed
        if p.slot in _PARTY_SLOTS
        and (p.slot != "between" or not by)
        and _takes_part(scene, p, anchors, signs, bool(named))
    ]
    # "A dan B teken PKS Rumah Sakit X": what stands behind the instrument is its matter, once its parties are told.
    told = [p for p in chosen if p.slot != "of"]
    return told if len(_bodies(told)) >= 2 else chosen


def _takes_part(scene: Scene, p: Placed, anchors: list[int], signs: list[CueMention], named: bool) -> bool:
    title = scene.sentence.zone == "title"
    if p.actor.weak and p.slot == "with" and _behind_topic(scene, p):
        return False
    if p.actor.weak == "bare" and not (title and p.slot in ("subject", "with", "between")):
        # A region's bare name means its government in headlines, and beside other governments.
        if p.slot != "place" and {"count", "listing"} <= {c.label for c in scene.sentence.cues}:
            return True
        return any(q.group == p.group and q.actor.weak != "bare" for q in scene.placed) and p.slot != "place"
    if p.slot == "subject":
        return _acts(scene, p, anchors, named) or _is_named_as_signer(scene, p)
    if p.slot == "by" and not signs:
        return any(c.rule == "cue.make.passive" for c in scene.sentence.cues)
    return True


def _behind_topic(scene: Scene, p: Placed) -> bool:
    """`tentang batas Kabupaten A dengan Kabupaten B`: regions within the matter."""
    topics = [c for c in scene.sentence.cues if c.label == "topic" and c.end <= p.actor.start]
    others = [q for q in scene.placed if topics and topics[-1].end <= q.actor.start < p.actor.start]
    return bool(others)


def _through(placed: list[Placed]) -> list[Placed]:
    """`Pemerintah Indonesia melalui Kementerian X dan Y`: the organ takes its government's slot, Y too."""
    changed: list[Placed] = []
    for p in placed:
        if p.slot == "through" and changed:
            before = next((q for q in reversed(changed) if q.slot in _PARTY_SLOTS), None)
            if before is None or before.actor.institution is None:
                changed.append(p)
                continue
            first = all(q.group != p.group for q in changed)
            organ = p.actor.institution is not None and p.actor.institution.kind in _ORGANS
            if first and before.actor.institution.kind in ("country", "foreign") and organ:
                changed[changed.index(before)] = Placed(before.actor, "represented", before.group)
                changed.append(Placed(p.actor, before.slot, before.group))
            elif first:
                changed.append(p)
            else:
                changed.append(Placed(p.actor, before.slot, before.group))
        else:
            changed.append(p)
    return changed


def _on_behalf(scene: Scene, placed: list[Placed]) -> list[Placed]:
    """`Kepala Dinas X atas nama Bupati Y`: the party is whom the signer stands for, in the signer's slot."""
    changed = list(placed)
    for n in range(1, len(placed)):
        signer = placed[n - 1]
        if (
            placed[n].slot == "represented"
            and signer.slot in _PARTY_SLOTS
            and signer.actor.person is not None
        ):
            changed[n - 1] = Placed(signer.actor, "on_behalf", signer.group)
            between = [c for c in scene.sentence.cues if signer.actor.end <= c.start < placed[n].actor.start]
            signs = any(c.label == "sign" for c in between)
            changed[n] = Placed(placed[n].actor, "by" if signs else signer.slot, signer.group)
    return changed


def _sent_by(placed: list[Placed]) -> list[Placed]:
    """`dari Universitas X oleh Wakil Rektor`: a signer of no known body signs for the one named before."""
    changed: list[Placed] = []
    for n, p in enumerate(placed):
        before = placed[n - 1] if n else None
        if p.slot == "by" and p.actor.institution is None and before is not None and before.slot == "place":
            changed.append(Placed(replace(p.actor, institution=before.actor.institution), "by", p.group))
        else:
            changed.append(p)
    return changed


def _acts(scene: Scene, placed: Placed, anchors: list[int], named: bool) -> bool:
    """Does the subject itself sign, make or hold the agreement (rather than attend it or speak of it)?"""
    end = placed.actor.end
    ahead = [a for a in anchors if a >= end]
    if not ahead:
        return False
    made = False
    for cue in scene.sentence.cues:
        if cue.start < end:
            continue
        if cue.start > min(ahead) or (cue.label == "sign" and cue.rule == "cue.sign.noun"):
            break
        if cue.label in ("attend", "witness") and _signs_too(scene, cue):
            return True
        if cue.label in ("attend", "report", "witness") or (
            cue.label == "clause" and _word(scene, cue) in _SUBORDINATE
        ):
            return False
        if cue.label in ("sign", "make", "with"):
            made = True
    return made or named


def _signs_too(scene: Scene, cue: CueMention) -> bool:
    """`menghadiri sekaligus menandatangani`: a second verb joined to the cue's."""
    for sign in scene.sentence.cues:
        if sign.rule == "cue.sign.active" and sign.start >= cue.end:
            before = scene.folded[cue.end : sign.start].lower().split()
            return bool(before) and before[-1] in _JOINS and len(before) <= _NEAR_VERB
    return False


def _is_named_as_signer(scene: Scene, placed: Placed) -> bool:
    """`Yang menandatangani adalah X`."""
    first = scene.first_token(placed)
    if first == 0 or scene.word(first - 1) not in ("adalah", "ialah", "yakni", "yaitu", ":"):
        return False
    return any("sign" in scene.labels[j] for j in range(max(0, first - 7), first - 1))


def _stands_in(scene: Scene, n: int, parties: list[Placed]) -> bool:
    """Does the n-th actor sign for the party named next (`atas nama`)?"""
    following = scene.placed[n + 1 : n + 2]
    return any(q.slot == "represented" and any(p.actor is q.actor for p in parties) for q in following)


def _word(scene: Scene, cue: CueMention) -> str:
    return scene.folded[cue.start : cue.end].lower()


def _signers(scene: Scene, parties: list[Placed]) -> list[Placed]:
    """People who sign: party actors that are persons, a deputy in place of whom he represents."""
    own = {id(p.actor) for p in scene.placed}
    # Whom `keduanya` points back to.
    signers = [
        p for p in parties if p.actor.person is not None and id(p.actor) not in own and p.slot == "subject"
    ]
    for n, p in enumerate(scene.placed):
        if p.actor.person is None:
            continue
        if p.slot == "deputy":
            before = scene.placed[n - 1] if n else None
            if before in signers:
                signers.remove(before)
            if before in parties:
                signers.append(p)
        elif p.slot in _PARTY_SLOTS and (
            any(q.actor.start == p.actor.start for q in parties) or _stands_in(scene, n, parties)
        ):
            signers.append(p)
    return signers
