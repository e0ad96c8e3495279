"""The state of an instrument by the words around its name: `draf MoU`, `pelaksanaan PKS`, `PKS itu berakhir`."""

from __future__ import annotations

from collections.abc import Sequence

from mouextract.assemble.scene import Scene
from mouextract.assemble.state import (
    CARRIED_OUT,
    NEAR,
    PREDICATE,
    REQUEST,
    WHICH,
    State,
    before_with,
    beside,
    denied,
    in_relative,
    urged,
)
from mouextract.mentions import CueMention, InstrumentMention

_HAS = "cue.in_force.has"
_NOT_YET = frozenset({"plan", "hope", "condition", "negation"})
_MERE_WISH = "cue.hope.mere"
# Words between `sampai` and the end that it sets, beside those of a term.
_IT = frozenset({"ia", "itu"})
# Letters of the shortest passive verb (`dibuka`).
_PASSIVE = 6
# `MoU dengan X sedang difinalisasi`: what is going on with it now.
_GOING_ON = frozenset({"sedang", "tengah", "masih"})
# What is told of a draft, or of something in it.
_DRAFT = "cue.plan.draft"
_IN = frozenset({"dalam", "dari", "di", "pada"})
_ORDER = ("ended", "planned", "in_force", "signed", None)


def about_instruments(scene: Scene) -> State:
    """The state that the clause's instruments have, apart from signing; of several the one that says most."""
    best = State(None, None)
    for i in sorted(scene.instrument_at):
        instrument = scene.instrument_at[i]
        if scene.instrument_at.get(i - 1) is instrument:
            continue
        state = _at_instrument(scene, i, instrument)
        told = state.hope or state.negated
        if _ORDER.index(state.status) < _ORDER.index(best.status) or (told and best.status is None):
            best = state
    return best


def _at_instrument(scene: Scene, i: int, instrument: InstrumentMention) -> State:
    left = beside(scene, i, -1)
    last = i
    while scene.instrument_at.get(last + 1) is instrument:
        last += 1
    right = beside(scene, last, 1)
    # The predicate of a long name ("PKS Pengolahan … antara A dan B berakhir") stands far behind it.
    predicate = beside(scene, last, 1, PREDICATE)
    for distance, labels in left:
        # "tidak lepas dari MoU"
        if "negation" in labels and distance <= 3 and not labels.keys() & {"ended", "plan", "in_force"}:
            return State(None, labels["negation"], negated=True)
    if urged(left):
        return State(None, instrument, hope=True)
    if (denial := denied(scene, i)) is not None:
        return State(None, denial, negated=True)
    negated = False
    planned = any("plan" in labels for _, labels in left)
    for _, labels in [*left, *predicate]:
        if "ended" in labels and before_with(scene, labels["ended"]):
            continue
        if "ended" in labels and _ends_something(scene, last, labels["ended"]):
            continue
        if "ended" in labels and (
            _is_renewed(scene, i, labels["ended"]) or _until_then(scene, labels["ended"])
        ):
            continue
        if "ended" in labels and negated and "negation" not in labels:
            # "tidak pernah dicabut"
            return State("in_force", labels["ended"])
        if "ended" in labels and "in_force" in labels:
            if planned and in_relative(scene, labels["in_force"]):
                continue
            # "akan berakhir"
            return State("in_force", labels["in_force"])
        if "ended" in labels:
            return State("ended", labels["ended"])
        negated = "negation" in labels or (negated and bool(labels.keys() & {"past", "filler", "also"}))
    for _, labels in predicate:
        if "hope" in labels and labels["hope"].rule == _MERE_WISH:
            return State(None, labels["hope"], hope=True)
        stands = "in_force" in labels and labels["in_force"].rule == "cue.in_force.stands"
        if stands and not (planned and "plan" in labels and in_relative(scene, labels["in_force"])):
            return State("in_force", labels["in_force"])
    if (going_on := _in_the_making(scene, last)) is not None:
        return State("planned", going_on)
    told_before = made = False
    for distance, labels in left:
        if told_before and "plan" in labels:
            # "Rencana itu menimbulkan pertanyaan soal perjanjian": a plan of something else.
            break
        told_before = "refer" in labels
        if "in_force" in labels and distance <= NEAR and not _yet_to_have(left, labels["in_force"]):
            return State("in_force", labels["in_force"])
        request = "plan" in labels and labels["plan"].rule == REQUEST
        if request and made:
            # "Anggota dewan meminta pemkab membuat MoU": demanded
            return State(None, labels["plan"], hope=True)
        made = made or "make" in labels
        # "Ia minta perjanjian itu diaudit": what is asked is about a document that stands.
        stands = _referred(scene, last) or _acted_on(scene, last)
        if "plan" in labels and (not request or (distance <= NEAR and not stands)):
            return State("planned", labels["plan"])
        if "condition" in labels and not before_with(scene, labels["condition"]):
            return State(None, labels["condition"], hope=True)
        if "hope" in labels and distance <= NEAR:
            return State(None, labels["hope"], hope=True)
    # "dari sembilan kegiatan dalam MoU itu, enam sudah rampung": not the document is told of
    within = i > 0 and scene.word(i - 1) in _IN
    purpose = False
    for distance, labels in right:
        # "MoU guna menyiapkan tenaga kerja": what it is for is no plan of it.
        purpose = purpose or "topic" in labels
        if (
            "plan" in labels
            and distance <= NEAR
            and labels["plan"].rule != REQUEST
            and not (purpose or (within and labels["plan"].rule == _DRAFT))
        ):
            return State("planned", labels["plan"])
        if "in_force" in labels and distance <= 2 and labels["in_force"].rule in CARRIED_OUT:
            return State("in_force", labels["in_force"])
    for _, labels in left:
        if "make" in labels:
            return State("signed", labels["make"])
    for _, labels in right:
        if "make" in labels and labels["make"].rule == "cue.make.passive":
            return State("signed", labels["make"])
    return State(None, None)


def _yet_to_have(left: Sequence[tuple[int, dict[str, CueMention]]], cue: CueMention) -> bool:
    """`perlu | memiliki PKS`, `akan | punya MoU`: does the word before say that there is none yet?"""
    if cue.rule != _HAS:
        return False
    last = max(n for n, (_, labels) in enumerate(left) if labels.get(cue.label) is cue)
    return last + 1 < len(left) and not _NOT_YET.isdisjoint(left[last + 1][1])


def _in_the_making(scene: Scene, last: int) -> CueMention | None:
    """`payung hukumnya MoU dengan X sedang difinalisasi`: the word of planning behind the instrument whose last token
    is `last`.
    """
    new = False
    reach = [j for j in range(last + 1, len(scene.tokens) - 1) if j not in scene.actor_at]
    for j in reach[:PREDICATE]:
        new = new or _new(scene, j)
        if scene.word(j) in (".", ";", '"') or ("clause" in scene.labels[j] and not new):
            return None
        if new and scene.word(j).startswith("di") and "plan" in scene.labels[j]:
            return scene.labels[j]["plan"]
        if scene.word(j) in _GOING_ON:
            return scene.labels[j + 1].get("plan")
    return None


def _new(scene: Scene, i: int) -> bool:
    """`Naskah PKS | yang baru, kata dia, sudah dua kali dibahas`, `PKS dengan X | yang drafnya dibahas`"""
    return (
        i + 1 < len(scene.tokens)
        and scene.word(i) == "yang"
        and scene.word(i + 1) in scene.lexicon.unfinished
    )


def _referred(scene: Scene, last: int) -> bool:
    """Does `itu`, `tersebut` stand behind the instrument that ends at token `last`?"""
    return last + 1 < len(scene.labels) and "refer" in scene.labels[last + 1]


def _acted_on(scene: Scene, last: int) -> bool:
    """`Mereka meminta perjanjian | dibuka ke publik`: is something other than its making asked of the document?"""
    i = last + 1
    if i >= len(scene.tokens) or not scene.word(i).startswith("di") or len(scene.word(i)) < _PASSIVE:
        return False
    return not scene.labels[i].keys() & {"sign", "make", "plan", "renew"}


def _ends_something(scene: Scene, last: int, ended: CueMention) -> bool:
    """`Kesepakatan itu | mengakhiri sengketa`: does the document, whose last token is `last`, end something else?
    Not in `Sesuai kontrak, kami mengakhirinya`, where others do.
    """
    between = scene.folded[scene.tokens[last][1] : ended.start]
    behind = ended.start >= scene.tokens[last][1] and "," not in between
    return behind and scene.folded[ended.start : ended.end].lower().startswith("me")


def _until_then(scene: Scene, ended: CueMention) -> bool:
    """`tetap dipakai sampai masa berlakunya | habis`: is the end only how long it goes on?"""
    passed = scene.lexicon.term | _IT
    return any(
        c.label == "until" and set(scene.folded[c.end : ended.start].lower().split()) <= passed
        for c in scene.sentence.cues
        if c.end < ended.start
    )


def _is_renewed(scene: Scene, i: int, ended: CueMention) -> bool:
    """`MoU yang berakhir Desember lalu diperpanjang`: is what has ended, a document named from token i on, renewed in
    the same clause?
    """
    before = scene.folded[max(0, ended.start - len(WHICH)) : ended.start].lower()
    if before != WHICH:
        return False
    if i and "renew" in scene.labels[i - 1]:
        # "memperpanjang PKS yang habis tahun lalu"
        return True
    cues = [c for c in scene.sentence.cues if c.start >= ended.start]
    # "tidak diperpanjang lagi": the word behind goes with the negation.
    last = ended.end + any(c.label == "negation" and c.start < ended.end for c in cues)
    renewed = any(c.label == "renew" and c.start > last for c in cues)
    return renewed and not any(c.label == "negation" and c.start > ended.end for c in cues)
