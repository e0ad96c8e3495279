"""Several documents told one after the other: list items, pairs, `yang kedua antara …`, `sedangkan dengan …`."""

from __future__ import annotations

import itertools
from dataclasses import replace

from mouextract.assemble.clauses import IDLE_ZONES
from mouextract.assemble.model import FRONT, SIDES, Frame, Placed
from mouextract.assemble.parties import PARTY_SLOTS, bodies
from mouextract.assemble.scene import Scene

# Tokens before the name in a list item: its number or letter and a mark.
_ITEM_START = 3
# What stands between the cells of a table.
_CELLS = " | "
# Sentences between one of several documents and the next.
_NEXT_OF_SEVERAL = 3
# Characters of `Sedangkan dengan `, `Sementara itu, dengan `.
_GOES_OVER = 24


def opens_with_next(scene: Scene) -> bool:
    """`Kontrak berikutnya antara A dan B …`: does the clause begin with the next of several documents?"""
    start = scene.sentence.start
    return any(c.label == "ordinal" and c.start - start <= FRONT for c in scene.sentence.cues)


def is_row(scene: Scene) -> bool:
    """`Pihak | Diwakili oleh`: is the clause a row of a table?"""
    return _CELLS in scene.folded[scene.sentence.start : scene.sentence.end]


def announces_list(group: list[Scene], folded: str, last: Frame | None) -> bool:
    """May a list of those who sign follow: behind a colon (`Mereka ialah:`), or behind a sentence that only counts
    them (`Empat instansi meneken PKS.`)?
    """
    sentence = group[0].sentence
    labels = {c.label for scene in group for c in scene.sentence.cues}
    deed = not labels.isdisjoint({"sign", "make"})
    if folded[sentence.start : group[-1].sentence.end].rstrip().endswith(":"):
        # "Acara itu dihadiri:"
        return deed or labels.isdisjoint({"attend", "witness"})
    if not (deed and "count" in labels) or last is None or last.sentence.index != sentence.index:
        return False
    return len(bodies(last.parties)) < SIDES


def item_frame(scene: Scene, head: Frame) -> Frame | None:
    """The frame of a list item or a row of a table: one who signed what the sentence before announced, with who signs
    for him in the next cell (`Pemkot A | Wali Kota X`), or two (`A dengan B`).
    """
    if not scene.placed or scene.first_token(scene.placed[0]) > _ITEM_START:
        return None
    first = Placed(scene.placed[0].actor, "by", 0)
    if first.actor.institution is None:
        return None
    partners = [p for p in scene.placed[1:] if p.slot == "with" and p.actor.institution is not None]
    sides = [first, *partners]
    signers = [p for p in sides if p.actor.person is not None]
    if not signers and is_row(scene):
        cells = [
            p for p in scene.placed[1:] if p.actor.person is not None and p.actor.person.name is not None
        ]
        signers = [Placed(replace(p.actor, institution=first.actor.institution), "by", 0) for p in cells[:1]]
    return replace(
        head, sentence=scene.sentence, parties=sides, signers=signers, dates=[], apart=bool(partners)
    )


def item_document(frame: Frame, head: Frame) -> Frame:
    """`Dilanjutkan penandatanganan PKS:` / `1. PKS parkir antara A dan B`: the item's own document, signed as the
    sentence before (`head`) announced.
    """
    if frame.status is not None or not frame.instruments or not head.signing:
        return frame
    hub = [p for p in head.parties if p.slot == "subject"]
    partners = frame.parties and all(p.slot == "with" for p in frame.parties)
    if hub and len(hub) == len(head.parties) and partners:
        # "Bupati X meneken sejumlah naskah, yaitu:" / "1. Nota kesepakatan dengan B;"
        frame = replace(frame, parties=[*hub, *frame.parties])
    elif head.parties or len(bodies(frame.parties)) < SIDES:
        return frame
    signers = [p for p in frame.parties if p.actor.person is not None]
    return replace(
        frame,
        status=head.status,
        status_cue=head.status_cue,
        signing=True,
        past=head.past,
        signers=signers,
        apart=True,
    )


def next_pair(scene: Scene, last: Frame) -> Frame | None:
    """`Yang kedua antara A dan B soal …`: the next of several documents, called like the one told before (`last`)."""
    sentence = scene.sentence
    opens = opens_with_next(scene)
    named = [m for m in last.instruments if m.strength != "generic"]
    near = 0 < sentence.index - last.sentence.index <= _NEXT_OF_SEVERAL
    if not (opens and near and named) or last.status != "signed" or sentence.zone in IDLE_ZONES:
        return None
    scene.add_loose_names(lone=True)
    sides = [p for p in scene.placed if p.slot in PARTY_SLOTS and p.actor.institution is not None]
    if len(bodies(sides)) != SIDES or not any(p.slot == "between" for p in sides):
        return None
    signers = [p for p in sides if p.actor.person is not None] if last.signing else []
    return replace(
        last, sentence=sentence, instruments=named[:1], parties=sides, signers=signers, dates=[], apart=True
    )


def pairs_of(scene: Scene, frame: Frame) -> list[Frame]:
    """A frame for each pair of a clause that lists several: `PKS antara A dengan B, C dengan D dan E dengan F`."""
    if sum(c.label == "with" for c in scene.sentence.cues) < SIDES or frame.status is None:
        return [frame]
    scene.add_loose_names(lone=True)
    firsts = scene.paired()
    if len(firsts) < SIDES:
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
        if len(bodies(sides)) >= SIDES:
            found.append(replace(frame, parties=sides, signers=signers, instruments=instruments, apart=True))
    return found if len(found) >= SIDES else [frame]


def listed_pairs(scene: Scene, last: Frame) -> list[Frame]:
    """`Ada penandatanganan sejumlah PKS. Yakni antara A dengan B; C dengan D; serta E dengan F`: the pairs of a
    clause that names no document, right behind the one (`last`) that announces them; empty if there are none.
    """
    near = scene.sentence.index - last.sentence.index == 1 and not scene.sentence.instruments
    if not (near and last.status is not None and last.instruments and not last.parties):
        return []
    if not any(c.label in ("between", "listing") for c in scene.sentence.cues):
        return []
    found = pairs_of(scene, replace(last, sentence=scene.sentence, signers=[], dates=[]))
    return found if len(found) >= SIDES else []


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
