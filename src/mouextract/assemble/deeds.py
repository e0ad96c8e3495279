"""What a clause's subject does: does it sign, make or hold the agreement itself, or watch it, or speak of it?"""

from __future__ import annotations

from mouextract.assemble.model import MERE_COOPERATION, SUBORDINATE, Placed
from mouextract.assemble.scene import Scene
from mouextract.knowledge.grammar import AFTER
from mouextract.mentions import CueMention

# Conjunctions that leave the subject out where it stays the same.
_MEANWHILE = AFTER | {"ketika", "saat", "sambil", "seraya", "sebelum"}
# Words that join a second verb to a first one, and how many words may stand between the two.
_JOINS = frozenset({"dan", "sekaligus", "serta", "lalu", "kemudian", "langsung", "juga"})
_NEAR_VERB = 6
# Labels of what one does to a document.
_DEEDS = frozenset({"sign", "make", "ended", "renew"})


def acts(scene: Scene, placed: Placed, anchors: list[int], named: bool) -> bool:
    """Does the subject itself sign, make or hold the agreement (rather than attend it or speak of it)?"""
    end = placed.actor.end
    if _signed_first(scene, placed):
        return True
    ahead = [a for a in anchors if a >= end]
    if not ahead:
        return False
    if _signs_meanwhile(scene, end) or _signs_for(scene, placed):
        return True
    if _clause_of_its_own(scene, end):
        return False
    made = False
    partner = any(p.slot == "with" and p.actor.start > min(ahead) for p in scene.placed)
    for cue in scene.sentence.cues:
        if cue.start < end:
            continue
        if cue.start > min(ahead) or (cue.label == "sign" and cue.rule == "cue.sign.noun"):
            break
        if cue.label in ("attend", "witness") and _signs_too(scene, cue):
            return True
        if _word(scene, cue) in ("didampingi", "disaksikan") and _signs_behind(scene, cue):
            # "Bupati X didampingi dua wakil ketua menandatangani …"
            continue
        if partner and placed.actor.person is None and _announces(scene, cue):
            return True
        if placed.actor.person is not None and _foresees(scene, cue):
            return False
        if placed.actor.person is None and _says_own_deed(scene, cue):
            continue
        if cue.label in ("attend", "report", "witness") or cue.rule == SUBORDINATE:
            return False
        if cue.label in ("sign", "make", "with", "ended") or (partner and _plans_signing(scene, cue)):
            made = True
    return made or named


def _signed_first(scene: Scene, placed: Placed) -> bool:
    """`Usai meneken MoU dengan B, | Bupati X meninjau …`: a first clause without a subject has the next one's."""
    sign = next((c for c in scene.sentence.cues if c.rule == "cue.sign.active"), None)
    if sign is None or placed.slot != "subject" or sign.start >= placed.actor.start:
        return False
    opening = scene.folded[scene.tokens[scene.first_word][0] : sign.start].lower().split()
    if not opening or opening[0] not in AFTER or not set(opening[1:]) <= scene.lexicon.adverb:
        return False
    behind = [p for p in scene.placed if p.slot == "subject" and p.actor.start > sign.start]
    return behind[0] is placed and scene.word(scene.first_token(placed) - 1) == ","


def _signs_for(scene: Scene, placed: Placed) -> bool:
    """`Direktur X mewakili perusahaannya dalam penandatanganan itu`"""
    if placed.actor.person is None:
        return False
    stands = any(
        c.label == "represent" and 0 <= c.start - placed.actor.end <= 1 and _word(scene, c) == "mewakili"
        for c in scene.sentence.cues
    )
    signs = stands and any(c.label == "sign" and c.start >= placed.actor.end for c in scene.sentence.cues)
    return signs and not scene.watches


def _announces(scene: Scene, cue: CueMention) -> bool:
    """`PT A memastikan HoA dengan B bakal diteken`: a verb of saying right before the document to come."""
    coming = any(c.label == "plan" and c.start > cue.end for c in scene.sentence.cues)
    return (
        coming
        and cue.label == "report"
        and any(0 < m.start - cue.end <= 1 and m.rule != MERE_COOPERATION for m in scene.sentence.instruments)
    )


def _says_own_deed(scene: Scene, cue: CueMention) -> bool:
    """`Kementerian A menyatakan (telah) membatalkan MoU dengan B`: a verb of saying right before an active one, which
    has the same subject.
    """
    if cue.label != "report":
        return False
    deed = next((c for c in scene.sentence.cues if c.label in _DEEDS and c.start >= cue.end), None)
    if deed is None or not _word(scene, deed).startswith("me"):
        return False
    return set(scene.folded[cue.end : deed.start].lower().split()) <= scene.lexicon.adverb


def _foresees(scene: Scene, cue: CueMention) -> bool:
    """`Direktur X memperkirakan MoU itu diteken akhir bulan`: whoever says when it is signed is not its signer."""
    if cue.label != "plan" or not _word(scene, cue).startswith("me"):
        return False
    sign = next((c for c in scene.sentence.cues if c.label == "sign" and c.start > cue.end), None)
    return sign is not None and sign.rule == "cue.sign.passive"


def _plans_signing(scene: Scene, cue: CueMention) -> bool:
    """`A menargetkan penandatanganan kontrak dengan B`: a verb of planning right before the noun of signing."""
    return cue.label == "plan" and any(
        c.rule == "cue.sign.noun" and 0 < c.start - cue.end <= 1 for c in scene.sentence.cues
    )


def _clause_of_its_own(scene: Scene, end: int) -> bool:
    """`Pembeli X datang, tiga LoI diteken`: behind a comma the instrument has a clause that names nobody."""
    sign = next((c for c in scene.sentence.cues if c.label == "sign" and c.start >= end), None)
    if sign is None or sign.rule != "cue.sign.passive":
        return False
    named = next((m for m in scene.sentence.instruments if end <= m.start < sign.start), None)
    if named is None:
        return False
    row = [p for p in scene.placed if p.slot == "subject" and p.actor.end <= end]
    between = scene.folded[end : named.start]
    if len(row) > 1 and row[0].group == row[-1].group:
        # "tiga kampus, A, B dan C, memulai …": the comma only closes the list.
        between = between.lstrip(" ,")
    if "," not in between or any(
        c.label == "make" and end <= c.start < named.start for c in scene.sentence.cues
    ):
        return False
    return not any(end <= p.actor.start < named.start for p in scene.placed)


def _signs_meanwhile(scene: Scene, end: int) -> bool:
    """`X tampak lega ketika meneken …`, `X mengatakan itu usai meneken …`: a clause without a subject has X's."""
    for sign in scene.sentence.cues:
        if sign.rule != "cue.sign.active" or sign.start < end:
            continue
        if word_before(scene, end, sign.start) in _MEANWHILE:
            return not any(end <= p.actor.start < sign.start for p in scene.placed)
    return False


def word_before(scene: Scene, start: int, end: int) -> str:
    """The last word between two characters but for adverbs: `usai` in `usai resmi | meneken`."""
    before = scene.folded[start:end].rsplit(maxsplit=1)
    while before and (word := before[-1].lower()) in scene.lexicon.adverb:
        before = before[0].rsplit(maxsplit=1) if len(before) > 1 else []
    return word if before else ""


def _signs_behind(scene: Scene, cue: CueMention) -> bool:
    """Does the clause's verb of signing stand behind the cue, with nobody named by an office between?"""
    sign = next((c for c in scene.sentence.cues if c.rule == "cue.sign.active" and c.start >= cue.end), None)
    return sign is not None and not any(
        p.slot != "witness" and cue.end <= p.actor.start < sign.start for p in scene.placed
    )


def _signs_too(scene: Scene, cue: CueMention) -> bool:
    """`menghadiri sekaligus menandatangani`: a second verb joined to the cue's."""
    for sign in scene.sentence.cues:
        if sign.rule == "cue.sign.active" and sign.start >= cue.end:
            before = scene.folded[cue.end : sign.start].lower().split()
            # "hadir (langsung) menandatangani": the one verb right behind the other; "hadir untuk menandatangani".
            if _word(scene, cue) == "hadir" and before[-1:] == ["untuk"]:
                before.pop()
            straight = all(word in scene.lexicon.adverb for word in before)
            return straight or (before[-1] in _JOINS and len(before) <= _NEAR_VERB)
    return False


def _word(scene: Scene, cue: CueMention) -> str:
    return scene.folded[cue.start : cue.end].lower()
