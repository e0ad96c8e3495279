"""The shape of a state, and the words around a signing or an instrument that may give it one."""

from __future__ import annotations

from dataclasses import dataclass

from mouextract.assemble.scene import Scene
from mouextract.knowledge.grammar import AFTER
from mouextract.mentions import CueMention, InstrumentMention

_WITH = " dengan"
WHICH = "yang "
# Cues of a document that is carried out.
CARRIED_OUT = frozenset({"cue.in_force", "cue.in_force.follow_up", "cue.in_force.followed"})
# Asks for what is not there yet, or for something about what is.
REQUEST = "cue.plan.request"
# How far, in tokens (names of actors not counted), a word can still govern a signing or an instrument.
NEAR, FAR, PREDICATE = 4, 7, 13
# What stands before these governs nothing behind them.
_BORDERS = AFTER | {"bahwa", "karena", "sebab", "namun", "tetapi"}
# What begins what is denied, or only thought of.
_THAT = ("bahwa", "jika", "kalau")
# What begins a clause that only tells why or when something is done.
_ASIDES = AFTER | {"karena", "lantaran", "meski", "meskipun", "kendati", "walau"}


@dataclass(frozen=True, slots=True)
class State:
    """A state and the words that decide it.

    `signing`: a signature is reported. `since`: it only dates or describes the document ("sejak diteken", "yang
    telah ditandatangani"), of which something else may be said; `relative`: likely so ("yang diteken pada 2020").
    """

    status: str | None
    cue: CueMention | InstrumentMention | None
    signing: bool = False
    hope: bool = False
    negated: bool = False
    since: bool = False
    relative: bool = False


def beside(scene: Scene, i: int, step: int, reach: int = FAR) -> list[tuple[int, dict[str, CueMention]]]:
    """(distance, labels) of the tokens before (step -1) or after (1) token i, to the end of the clause."""
    found: list[tuple[int, dict[str, CueMention]]] = []
    distance, j = 0, i + step
    while 0 <= j < len(scene.tokens) and distance < reach:
        word = scene.word(j)
        # The stop of "PT." within a name ends nothing.
        if (word in (".", ";", ":", "!", "?") and j not in scene.actor_at) or (
            step < 0 and (word in _BORDERS or _ends_quotation(scene, j) or _ends_aside(scene, j))
        ):
            break
        if j not in scene.actor_at and word not in ("(", ")", ","):
            distance += 1
            found.append((distance, scene.labels[j]))
        j += step
    return found


def _ends_aside(scene: Scene, i: int) -> bool:
    """`Setelah somasi tak digubris | , PKS dibatalkan`: does token i end a clause of why or when?"""
    if scene.word(i) != ",":
        return False
    first = next((j + 1 for j in range(i - 1, -1, -1) if scene.word(j) in (",", ".")), 0)
    return scene.word(first) in _ASIDES


def _ends_quotation(scene: Scene, i: int) -> bool:
    """Is token i the mark that ends direct speech (`…," kata X, yang menandatangani …`)?"""
    return scene.word(i) == '"' and i > 0 and scene.word(i - 1) in (",", "?", "!")


def ends(scene: Scene, i: int) -> bool:
    """Does a clause or a quotation end at token i? The stop of `PT.` within a name ends nothing."""
    return scene.word(i) in (".", '"', ";") and i not in scene.actor_at


def denied(scene: Scene, i: int) -> CueMention | None:
    """`membantah kabar bahwa A telah meneken MoU`, `membantah A meneken MoU`: what denies the clause that token i
    stands in.
    """
    apart = False
    distance = 0
    for j in range(i - 1, -1, -1):
        if ends(scene, j):
            return None
        apart = apart or scene.word(j) == ","
        distance += j not in scene.actor_at
        if "denier" in scene.labels[j] and not apart and distance <= PREDICATE:
            return scene.labels[j]["denier"]
        if scene.word(j) in _THAT:
            near = (scene.labels[k].get("negation") for k in range(max(0, j - NEAR), j))
            return next((c for c in near if c is not None and c.rule == "cue.negation.denial"), None)
    return None


def urged(left: list[tuple[int, dict[str, CueMention]]]) -> bool:
    """`DPR mendesak Kemlu segera membuat MoU`: is what follows only demanded?"""
    for _, labels in left:
        if "at_last" in labels:
            # "Di hari terakhir tenggat itu, X akhirnya menandatangani"
            return False
        if "hope" in labels and labels["hope"].rule == "cue.hope.urge":
            return True
    return False


def in_relative(scene: Scene, cue: CueMention) -> bool:
    """`rencana perpanjangan PKS yang akan berakhir`: does the cue only describe the document?"""
    return scene.folded.endswith(WHICH, 0, cue.start)


def before_with(scene: Scene, cue: CueMention) -> bool:
    """`Acara diakhiri | dengan …`: what ends is the meeting; `Kalau | dengan B bentuknya PKS`: as for B."""
    return scene.folded[cue.end : cue.end + len(_WITH)].lower() == _WITH
