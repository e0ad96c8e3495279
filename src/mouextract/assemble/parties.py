"""Who takes part: the actors of a clause that are its agreement's parties, and who of them signs."""

from __future__ import annotations

import itertools
from dataclasses import replace

from mouextract.assemble.deeds import acts
from mouextract.assemble.model import SIDES, Placed
from mouextract.assemble.scene import Scene
from mouextract.knowledge.regions import HEADS
from mouextract.mentions import CueMention, InstrumentMention

# Slots in which grammar puts a party.
PARTY_SLOTS = frozenset({"between", "with", "by", "of", "subject"})
# Characters between a signing and the part in which somebody signs.
_AS_WITNESS = 20
# … between a subject and what it bids: ` kembali `.
_BIDS = 20
# What joins somebody to who does the same beside him.
_TOGETHER = frozenset({"bersama", "bersama-sama", "dengan", "bersama dengan"})
# Slots of who does something else than agree.
_ELSEWHERE = frozenset({"agent", "witness", "other"})
# `Komitmen ini bertujuan …`
_THIS = (["ini"], ["itu"], ["tersebut"])
# Kinds of body that have others beneath them.
_PARENTS = frozenset({"ministry", "foreign", "university", "agency"})
# Bodies through which a government acts and which then stand in its place.
ORGANS = frozenset({"ministry", "agency"})


def bodies(placed: list[Placed]) -> set[str]:
    """The keys of the placed actors' institutions."""
    return {p.actor.key for p in placed if p.actor.institution is not None}


def parties_of(scene: Scene, signs: list[CueMention], named: list[InstrumentMention]) -> list[Placed]:
    """The actors that the clause makes party, in text order."""
    placed = _less_parents(scene, _sent_by(_on_behalf(scene, _through(scene.within_relative()))))
    between = [p for p in placed if p.slot == "between"]
    if between and not signs and _tells_purpose(scene, between[0]):
        return []
    by = [p for p in placed if p.slot == "by" and between and p.actor.end <= between[0].actor.start]
    # "diteken A dan B di sela pertemuan antara C dan D": who signs is told before.
    if between and not (signs and len(bodies(by)) >= 2):
        last = between[-1].actor.end
        after = [p for p in placed if p.slot == "with" and p.actor.start >= last]
        return [p for p in placed if p.slot == "between" or (after and p.group == after[0].group)]
    anchors = [c.start for c in signs] + [m.start for m in named or scene.sentence.instruments]
    if not anchors or _signs_as_witness(scene, signs):
        return []
    chosen = [
        p
        for p in placed
        if p.slot in PARTY_SLOTS
        and (p.slot != "between" or not by)
        and _takes_part(scene, p, anchors, signs, bool(named))
    ]
    chosen = _beside_agents(scene, placed, chosen)
    # "A dan B teken PKS Rumah Sakit X": what stands behind the instrument is its matter, once its parties are told.
    told = [p for p in chosen if p.slot != "of"]
    return _less_bidders(scene, told if len(bodies(told)) >= SIDES else chosen)


def _beside_agents(scene: Scene, placed: list[Placed], chosen: list[Placed]) -> list[Placed]:
    """`pasar yang dikelola C bersama D`: the parties, less who only does something else with an agent of it.

    Where no two others are told, both do what the document is for (`dikelola A bersama B berdasarkan PKS`).
    """
    pairs = [(p, q) for p, q in itertools.pairwise(placed) if _does_with(scene, p, q)]
    if not pairs:
        return chosen
    groups = {q.group for _, q in pairs}
    rest = [p for p in chosen if p.slot != "with" or p.group not in groups]
    if len(bodies(rest)) >= SIDES:
        return rest
    agents = [p for p, _ in pairs if p.slot == "agent"]
    return sorted([*chosen, *agents], key=lambda p: p.actor.start)


def _does_with(scene: Scene, agent: Placed, beside: Placed) -> bool:
    """Does the second do together with the first something else than agree?"""
    joined = scene.folded[agent.actor.end : beside.actor.start].lower().strip()
    if joined not in _TOGETHER or agent.slot not in _ELSEWHERE or beside.slot != "with":
        return False
    # "meneken PKS Rumah Sakit X dengan Y"
    return agent.slot != "other" or joined != "dengan"


def _less_bidders(scene: Scene, chosen: list[Placed]) -> list[Placed]:
    """`DPRD meminta Pemkab meneken MoU dengan UNS`: the parties, less who only asks two others to agree."""
    for cue in scene.sentence.cues:
        if cue.label != "bids":
            continue
        bidders = [p for p in chosen if p.slot == "subject" and 0 < cue.start - p.actor.end <= _BIDS]
        groups = {p.group for p in bidders}
        others = [p for p in chosen if p.actor.start >= cue.end]
        if bidders and len(bodies(others) - bodies(bidders)) >= SIDES:
            return [p for p in chosen if p.group not in groups or p.actor.start >= cue.end]
    return chosen


def _tells_purpose(scene: Scene, first: Placed) -> bool:
    """`Komitmen ini bertujuan memantapkan sinergi antara X dan Y`: is it told what a document named before is for?"""
    told = next((m for m in scene.sentence.instruments if m.end <= first.actor.start), None)
    if told is None:
        return False
    words = scene.folded[told.end : first.actor.start].lower().split()
    return words[:1] in _THIS and not scene.lexicon.purpose.isdisjoint(words[1:3])


def _signs_as_witness(scene: Scene, signs: list[CueMention]) -> bool:
    """`Gubernur ikut membubuhkan paraf sebagai saksi`"""
    return any(
        c.label == "as_witness" and any(0 < c.start - s.end <= _AS_WITNESS for s in signs)
        for c in scene.sentence.cues
    )


def _takes_part(scene: Scene, p: Placed, anchors: list[int], signs: list[CueMention], named: bool) -> bool:
    title = scene.sentence.zone == "title"
    if p.actor.weak and p.slot == "with" and _behind_topic(scene, p):
        return False
    if p.actor.weak == "bare" and not (title and p.slot in ("subject", "with", "between")):
        # A region's bare name means its government in headlines, and beside other governments.
        labels = {c.label for c in scene.sentence.cues}
        if p.slot != "place" and ({"count", "listing"} <= labels or _in_counted_brackets(scene, p)):
            return True
        return any(q.group == p.group and q.actor.weak != "bare" for q in scene.placed) and p.slot != "place"
    if p.slot == "subject":
        return (
            acts(scene, p, anchors, named) or _is_named_as_signer(scene, p) or _sends_signer(scene, p, signs)
        )
    if p.slot == "by" and not signs:
        return any(c.rule == "cue.make.passive" or c.label == "ended" for c in scene.sentence.cues)
    return True


def _in_counted_brackets(scene: Scene, p: Placed) -> bool:
    """`dengan 3 kabupaten (A, B, C)`"""
    opens = next(q for q in scene.placed if q.group == p.group)
    return scene.lists_in_brackets(scene.first_token(opens) - 1)


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
            before = next((q for q in reversed(changed) if q.slot in PARTY_SLOTS), None)
            if before is None or before.actor.institution is None:
                changed.append(p)
                continue
            first = all(q.group != p.group for q in changed)
            organ = p.actor.institution is not None and p.actor.institution.kind in ORGANS
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


def _less_parents(scene: Scene, placed: list[Placed]) -> list[Placed]:
    """`dengan Badan X, Kementerian Y` and `A dan Badan X, Kementerian Y`: what follows the last comma of a row
    that has no `dan` left to come is what the body before it belongs to.
    """
    kept = list(placed)
    for first, second in itertools.pairwise(placed):
        group = [p for p in placed if p.group == first.group]
        body, unit = second.actor.institution, first.actor.institution
        if (
            second is group[-1]
            and len(group) > 1
            and first.slot in PARTY_SLOTS
            and first.actor.person is None
            and second.actor.person is None
            and body is not None
            and unit is not None
            and body.kind in _PARENTS
            and body.kind != unit.kind
            and body.code is None
            and scene.folded[first.actor.end : second.actor.start].strip() == ","
        ):
            kept.remove(second)
    return kept


def _on_behalf(scene: Scene, placed: list[Placed]) -> list[Placed]:
    """`Kepala Dinas X atas nama Bupati Y`: the party is whom the signer stands for, in the signer's slot."""
    changed = list(placed)
    for n in range(1, len(placed)):
        signer = placed[n - 1]
        if placed[n].slot == "represented" and signer.slot in PARTY_SLOTS and signer.actor.person is not None:
            changed[n - 1] = Placed(signer.actor, "on_behalf", signer.group)
            between = [c for c in scene.sentence.cues if signer.actor.end <= c.start < placed[n].actor.start]
            signs = any(c.label == "sign" for c in between)
            stood_for = placed[n].actor
            if _governs(signer) and _is_office_alone(scene, placed[n]):
                # "Sekda Kabupaten X yang mewakili bupati", "… mewakili Bupati"
                stood_for = replace(stood_for, institution=signer.actor.institution)
            changed[n] = Placed(stood_for, "by" if signs else signer.slot, signer.group)
    return changed


def _is_office_alone(scene: Scene, placed: Placed) -> bool:
    """`bupati`, `Wali Kota`: is it an office without its region?"""
    words = scene.folded[placed.actor.start : placed.actor.end]
    return words[0].islower() or words.lower() in HEADS


def _governs(placed: Placed) -> bool:
    body = placed.actor.institution
    return body is not None and body.code is not None


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


def _is_named_as_signer(scene: Scene, placed: Placed) -> bool:
    """`Yang menandatangani adalah X`, `… adalah X serta Y`."""
    listed = next((q for q in scene.placed if q.group == placed.group), placed)
    first = scene.first_token(listed)
    if first == 0 or scene.word(first - 1) not in ("adalah", "ialah", "yakni", "yaitu", ":"):
        return False
    return any("sign" in scene.labels[j] for j in range(max(0, first - 7), first - 1))


def _sends_signer(scene: Scene, placed: Placed, signs: list[CueMention]) -> bool:
    """`Dalam penandatanganan itu, X diwakili Y`: a body with its deputy, behind the signing."""
    if not any(c.end <= placed.actor.start for c in signs):
        return False
    if scene.watches:
        return False
    # By place: the actor itself may stand for another body by now.
    n = next(n for n, p in enumerate(scene.placed) if p.actor.start == placed.actor.start)
    return any(q.slot == "deputy" and q.actor.person is not None for q in scene.placed[n + 1 : n + 2])


def _stands_in(scene: Scene, n: int, parties: list[Placed]) -> bool:
    """Does the n-th actor sign for the party named next (`atas nama`)?"""
    following = scene.placed[n + 1 : n + 2]
    return any(
        q.slot == "represented" and any(p.actor.start == q.actor.start for p in parties) for q in following
    )


def _signs_what_is_between(scene: Scene, placed: Placed, parties: list[Placed]) -> bool:
    """`Bupati X menandatangani MoU antara Pemkab X dan Y`: a party's own person whose deed the clause is?"""
    verbs = [c.start for c in scene.sentence.cues if c.rule == "cue.sign.active"]
    return (
        placed.slot == "subject"
        and placed.actor.key in bodies([p for p in parties if p.slot == "between"])
        and acts(scene, placed, verbs, False)
    )


def signers_of(scene: Scene, parties: list[Placed]) -> list[Placed]:
    """People who sign: party actors that are persons, a deputy in place of whom he represents."""
    own = {p.actor.start for p in scene.placed}
    # Whom `keduanya` points back to.
    signers = [
        p for p in parties if p.actor.person is not None and p.actor.start not in own and p.slot == "subject"
    ]
    placed = _sent_by(scene.placed)
    by = [p.actor for p in placed if p.slot == "by" and p.actor.person is not None]
    # "MoU antara A dan B yang ditandatangani oleh X dan Y", whose offices are told without their bodies.
    hands = bool(parties) and sum(a.person is not None and a.person.name is not None for a in by) >= SIDES
    for n, p in enumerate(placed):
        if p.actor.person is None:
            continue
        if p.slot == "deputy":
            before = scene.placed[n - 1] if n else None
            if before in signers and before.slot != "deputy":
                signers.remove(before)
            listed = before is not None and before.slot == "deputy" and p.actor.institution is not None
            if (
                before in parties
                or (listed and p.actor.key in bodies(parties))
                or scene.each_represented
                or scene.sent_by_unnamed(n)
                or (before is not None and before.actor.key == p.actor.key and scene.signed_by_somebody)
            ):
                # "para bupati, kecuali A yang diwakili Wakil Bupati A X dan B oleh Sekda B Y", too
                signers.append(p)
        elif p.slot in PARTY_SLOTS and (
            any(q.actor.start == p.actor.start for q in parties)
            or _stands_in(scene, n, parties)
            or (p.slot == "by" and (hands or p.actor.key in bodies(parties)))
            or _signs_what_is_between(scene, p, parties)
        ):
            signers.append(p)
        elif p.slot == "speaker":
            # "…, kata Rektor X usai meneken MoU dengan Y": who speaks is the one who signed.
            signers += [q for q in parties if q.actor is p.actor and q.slot == "subject"]
    return signers
