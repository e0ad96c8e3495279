"""Clauses without a document that only tell who: lists of bodies, rolls of office holders, who stands in for whom."""

from __future__ import annotations

import itertools
from dataclasses import replace

from mouextract.assemble.model import SIDES, Frame, Placed
from mouextract.assemble.parties import bodies
from mouextract.assemble.row import WHERE
from mouextract.assemble.scene import Scene
from mouextract.knowledge.grammar import TURNS

# Clause words that a list may follow.
_LISTS = frozenset({"adalah", "ialah", "yang", "masing-masing", "sejumlah", "sebanyak"})
# … and words before names that are other than those announced.
_NOT_LISTED = frozenset({"setelah", "sesudah", "selain", "kecuali"})
# Governments that make a list of parties where no verb says so.
_LIST = 3
# What people do who are named beside a signing and do not sign.
_DOES_ELSE = frozenset({"attend", "witness", "report"})
# Tokens of `Dari pihak perusahaan,`, at most.
_SIDE = 5
# Characters between a number and the word that it counts.
_NEXT_WORD = 2


def silent_frame(scene: Scene) -> Frame | None:
    """The frame of a clause that names no instrument and tells no deed, or None where it names nobody of use."""
    labels = {c.label for c in scene.sentence.cues}
    represents = "represent" in labels and "as_witness" not in labels
    represents = represents and not (_only_present(scene) or _to_attend(scene))
    return _numbered(scene) or _roll(scene) or (_represented(scene) if represents else _listed(scene))


def _only_present(scene: Scene) -> bool:
    """`Ikut hadir A, B yang diwakili Y`: are all who are named there because they attend or witness?"""
    placed = [p for p in scene.placed if p.slot != "deputy"]
    return bool(placed) and all(p.slot == "witness" for p in placed)


def _to_attend(scene: Scene) -> bool:
    """`Gubernur X yang sedianya hadir diwakili Y`: is it to attend that he is represented?"""
    attends = [c.end for c in scene.sentence.cues if c.label == "witness"]
    return any(
        0 < c.start - end <= _NEXT_WORD
        for c in scene.sentence.cues
        if c.label == "represent"
        for end in attends
    )


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
    if not (announced or labels & {"listing", "announced"} or _counts_bodies(scene)) or _counts_places(scene):
        return None
    back = "announced" in labels and (bool(labels & {"listing", "clause"}) or _lists_at_once(scene))
    listed = [
        p
        for p in scene.placed
        if p.actor.institution is not None and (back or p.actor.institution.code is not None)
    ]
    groups = {p.group: sum(q.group == p.group for q in listed) for p in listed}
    least = SIDES if back else _LIST
    parties = [p for p in listed if groups[p.group] >= least and p.slot == "subject"]
    if not parties or scene.word(scene.first_token(parties[0]) - 1) in _NOT_LISTED or _routes(scene, parties):
        return None
    signers = [p for p in parties if p.actor.person is not None]
    return _silent(scene, parties, signers, "list")


def _routes(scene: Scene, listed: list[Placed]) -> bool:
    """`lima ruas tol, di antaranya A-B dan C-D`: are any of the names the two ends of a way?"""
    pairs = itertools.pairwise(p.actor for p in listed)
    return any(scene.folded[a.end : b.start].strip() == "-" for a, b in pairs)


def _lists_at_once(scene: Scene) -> bool:
    """`Keenam daerah tersebut | A, B, C, …`: do the names follow what announces them?"""
    ends = {c.end for c in scene.sentence.cues if c.label == "announced"}
    return any(0 <= p.actor.start - end <= _NEXT_WORD for p in scene.placed for end in ends)


def _numbered(scene: Scene) -> Frame | None:
    """`…," tegas Wali Kota X, yang bertindak selaku pihak kesatu`: no instrument, but a side by its number."""
    if not any(c.label == "party_role" for c in scene.sentence.cues):
        return None
    sides = [p for p in scene.placed if p.slot == "between" and p.actor.person is not None]
    return _silent(scene, sides, sides, "roll") if sides else None


def _counts_places(scene: Scene) -> bool:
    """`menyasar penerima di tiga kabupaten, yaitu A, B dan C`: are they where something takes place?"""
    starts = {c.start for c in scene.sentence.cues if c.label == "count"}
    return any(
        start in starts and scene.word(j - 1) in WHERE for j, (start, _) in enumerate(scene.tokens) if j
    )


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
    if (own := _of_that_side(scene)) is not None:
        return _silent(scene, [own] if own.actor.institution is not None else [], [own], "roll")
    if len(hands := _for_both(scene)) >= SIDES:
        return _silent(scene, [p for p in hands if p.actor.institution is not None], hands, "roll")
    people = [
        p for p in _standing_in(scene) if p.actor.person is not None and p.actor.person.name is not None
    ]
    if len(bodies(people)) < _LIST:
        return None
    return _silent(scene, people, people, "roll")


def _of_that_side(scene: Scene) -> Placed | None:
    """`Dari pihak perusahaan, CEO X Nama`: the only person of a clause that begins with a side."""
    # The side itself may stand for a body named before.
    placed = [p for p in scene.placed if not p.actor.generic]
    begin = int(scene.word(0) in TURNS)
    if len(placed) != 1 or begin + 1 >= len(scene.tokens) or scene.word(begin) != "dari":
        return None
    (only,) = placed
    first = scene.first_token(only) - begin
    person = only.actor.person
    if not 1 < first <= _SIDE or person is None or person.name is None:
        return None
    before = first + begin - 1
    if "represent" in scene.labels[before]:
        # "Dari perusahaan diwakili manajernya, X": whoever that side is.
        return Placed(only.actor, "deputy", only.group)
    if scene.word(before) != "," or only.actor.institution is None:
        return None
    return Placed(only.actor, "by", only.group)


def _for_both(scene: Scene) -> list[Placed]:
    """`Manajer X mewakili klub, sementara dari perusahaan ada Komisaris Y`: who stands for a side each, told by a
    common noun.
    """
    return [
        Placed(p.actor, "by", p.group)
        for n, p in enumerate(scene.placed)
        if p.actor.person is not None
        and p.actor.person.name is not None
        and (scene.stands_for(p) or scene.from_unnamed_side(n))
    ]


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
        if _by_hand(scene, n):
            words = ["dari"]
        follower = next(iter(scene.placed[n + 1 : n + 2]), None)
        person = follower.actor.person if follower is not None else None
        if p.actor.person is not None or p.actor.institution is None or p.actor.weak == "bare":
            continue
        if words[-2:] == ["dari", "pihak"] or (words[-1:] == ["dari"] and person is not None):
            found.append(Placed(p.actor, "by", p.group))
            if follower is not None and person is not None and person.name is not None:
                found.append(Placed(replace(follower.actor, institution=p.actor.institution), "by", p.group))
    return found


def _by_hand(scene: Scene, n: int) -> bool:
    """`Pemkab X | oleh Bupati Y, sedangkan Kejati Z oleh …`: does `oleh` alone tell by whom the n-th body acts?"""
    if n + 1 >= len(scene.placed):
        return False
    body, agent = scene.placed[n].actor, scene.placed[n + 1].actor
    return agent.person is not None and scene.folded[body.end : agent.start].strip() == "oleh"


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
    if not parties and (scene.word(0) == "masing-masing" or _of_all(scene)):
        # "Masing-masing diwakili Direktur X dan Ketua Y": who stands in for each of those told before.
        deputies = [p for p in scene.placed if p.slot == "deputy" and p.actor.person is not None]
        return _silent(scene, [], max(deputies, _announced(scene), key=len), "generic")
    return _silent(scene, parties, deputies, "generic") if parties else None


def _of_all(scene: Scene) -> bool:
    """`Ketiga instansi diwakili …`: does the clause begin with all sides and how they are represented?"""
    both = [c.end for c in scene.sentence.cues if c.label in ("both", "announced")]
    represents = [c.start for c in scene.sentence.cues if c.label == "represent"]
    return any(0 < start - end <= _NEXT_WORD for end in both for start in represents)


def _announced(scene: Scene) -> list[Placed]:
    """`… diwakili pejabat eselon satu: Dirjen A, X, Deputi B, Y`: the people behind the mark."""
    mark = next((end for start, end in scene.tokens if scene.folded[start:end] == ":"), None)
    return [
        Placed(p.actor, "deputy", p.group)
        for p in scene.placed
        if mark is not None and p.actor.start >= mark and p.actor.person is not None
    ]
