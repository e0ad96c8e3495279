"""Frames: what one sentence says about an agreement — in which state, between whom, by whose hand."""

from __future__ import annotations

from dataclasses import dataclass

from mouextract.assemble.model import Frame, Placed
from mouextract.assemble.scene import IDLE_ZONES, Scene
from mouextract.mentions import Annotations, CueMention, DateMention, InstrumentMention

# How far, in tokens, a word to the left can still govern a signing or an instrument.
_NEAR, _FAR = 4, 7
_PARTY_SLOTS = frozenset({"between", "with", "by", "of", "subject"})


@dataclass(frozen=True, slots=True)
class State:
    """The state that a sentence gives to its agreement, and the words that decide it."""

    status: str | None
    cue: CueMention | InstrumentMention | None
    signing: bool = False
    hope: bool = False
    negated: bool = False


def frame_of(scene: Scene, ann: Annotations) -> Frame | None:
    """The frame of a sentence, or None where it speaks of no instrument and no signing."""
    sentence = scene.sentence
    if sentence.zone in IDLE_ZONES:
        return None
    named = [m for m in sentence.instruments if m.strength != "generic"]
    signs = [c for c in sentence.cues if c.label == "sign"]
    if not named and not signs and not _generic_event(scene):
        return None
    state = _state(scene)
    parties = _parties(scene, signs, named)
    strength = "specific" if any(m.strength == "specific" for m in named) else "acronym" if named else "generic"
    return Frame(
        sentence=sentence,
        instruments=list(sentence.instruments),
        parties=parties,
        signers=_signers(scene, parties) if state.signing or state.status == "planned" else [],
        status=state.status,
        status_cue=state.cue,
        signing=state.signing,
        past=_past(scene, ann, state),
        hope=state.hope,
        negated=state.negated,
        strength=strength,
        dates=[d for d in sentence.dates if d.zone is None],
    )


def _generic_event(scene: Scene) -> bool:
    """Does the sentence plan, end or carry out an agreement that only a generic word names?"""
    if not scene.sentence.instruments:
        return False
    labels = {c.label for c in scene.sentence.cues}
    return bool(labels & {"ended", "refer", "make", "plan", "in_force", "renew"})


def _state(scene: Scene) -> State:
    states = [_sign_state(scene, i) for i in range(len(scene.tokens)) if "sign" in scene.labels[i]]
    for state in states:
        if state.status == "signed":
            return state
    if states:
        return states[0]
    best = State(None, None)
    order = ("ended", "planned", "in_force", "signed", None)
    for i in sorted(scene.instrument_at):
        if i - 1 in scene.instrument_at and scene.instrument_at[i - 1] is scene.instrument_at[i]:
            continue
        state = _instrument_state(scene, i)
        if order.index(state.status) < order.index(best.status) or (state.hope and best.status is None):
            best = state
    return best


def _left(scene: Scene, i: int, reach: int) -> list[tuple[int, dict[str, CueMention]]]:
    """Labels of the tokens before i, nearest first, up to a mark that ends the clause."""
    found = []
    for j in range(i - 1, max(-1, i - 1 - reach), -1):
        if scene.word(j) in (".", ";", ":", "!", "?"):
            break
        found.append((i - j, scene.labels[j]))
    return found


def _sign_state(scene: Scene, i: int) -> State:
    cue = scene.labels[i]["sign"]
    left = _left(scene, i, _FAR)
    for distance, labels in left:
        if "negation" in labels and distance <= 3:
            word = labels["negation"]
            late = scene.folded[word.start : word.end].lower() == "belum"
            return State("planned" if late else None, word, negated=not late)
        if "in_force" in labels and distance <= _NEAR and labels["in_force"].rule == "cue.in_force":
            return State("in_force", labels["in_force"])
        if "ended" in labels and distance <= _NEAR:
            return State("ended", labels["ended"])
        if "plan" in labels:
            plan = labels["plan"]
            if plan.rule == "cue.plan.modal" or distance <= _NEAR:
                return State("planned", plan)
        if "hope" in labels and distance <= _NEAR + 1:
            return State("planned", labels["hope"], hope=True)
        if "condition" in labels:
            return State(None, labels["condition"], hope=True)
    return State("signed", cue, signing=True)


def _instrument_state(scene: Scene, i: int) -> State:
    instrument = scene.instrument_at[i]
    left = _left(scene, i, _FAR)
    width = sum(1 for j in range(i, len(scene.tokens)) if scene.instrument_at.get(j) is instrument)
    right = [
        (j - i - width + 1, scene.labels[j])
        for j in range(i + width, min(len(scene.tokens), i + width + _FAR))
    ]
    for distance, labels in left:
        if "negation" in labels and distance <= 3:
            return State(None, labels["negation"], negated=True)
    for distance, labels in [*left, *right]:
        if "ended" in labels and distance <= _FAR:
            return State("ended", labels["ended"])
    for distance, labels in left:
        if "in_force" in labels and distance <= _NEAR:
            return State("in_force", labels["in_force"])
        if "plan" in labels:
            return State("planned", labels["plan"])
        if "condition" in labels:
            return State(None, labels["condition"], hope=True)
        if "hope" in labels and distance <= _NEAR:
            return State(None, labels["hope"], hope=True)
    for distance, labels in right:
        if "plan" in labels and labels["plan"].rule == "cue.plan.noun" and distance <= _NEAR:
            return State("planned", labels["plan"])
    for _, labels in left:
        if "make" in labels:
            return State("signed", labels["make"])
    return State(None, None)


def _past(scene: Scene, ann: Annotations, state: State) -> bool:
    labels = {c.label for c in scene.sentence.cues}
    if "past" in labels:
        return True
    published = ann.published or next((d.value for d in ann.dates if d.zone == "published" and d.value), None)
    return any(_long_before(d, published) for d in scene.sentence.dates if d.zone is None)


def _long_before(date: DateMention, published: str | None) -> bool:
    """Is the date some months or more before the publication?"""
    if published is None or date.value is None:
        return False
    return _months(published) - _months(date.value) >= (3 if len(date.value) > 4 else 12)


def _months(value: str) -> int:
    return int(value[:4]) * 12 + (int(value[5:7]) if len(value) >= 7 else 1)


def _parties(scene: Scene, signs: list[CueMention], named: list[InstrumentMention]) -> list[Placed]:
    """The actors that the sentence makes party, in text order."""
    placed = scene.placed
    between = [p for p in placed if p.slot == "between"]
    if between:
        first = between[0].actor.start
        last = between[-1].actor.end
        after = [p for p in placed if p.slot == "with" and p.actor.start >= last]
        return [p for p in placed if p.slot == "between" or (p in after[:_run(after)]) and p.actor.start > first]
    anchors = [c.start for c in signs] + [m.start for m in named]
    anchors += [m.start for m in scene.sentence.instruments if m.strength == "generic"]
    if not anchors:
        return []
    chosen: list[Placed] = []
    for p in placed:
        if p.slot not in _PARTY_SLOTS:
            continue
        if p.slot == "subject" and not _acts(scene, p, anchors):
            continue
        if p.slot == "by" and not signs and not _made(scene):
            continue
        chosen.append(p)
    return chosen


def _run(placed: list[Placed]) -> int:
    """How many of the placed actors belong to the first one's group."""
    return sum(1 for p in placed if p.group == placed[0].group) if placed else 0


def _made(scene: Scene) -> bool:
    return any(c.label == "make" and c.rule == "cue.make.passive" for c in scene.sentence.cues)


def _acts(scene: Scene, placed: Placed, anchors: list[int]) -> bool:
    """Does the subject itself sign, make or hold the agreement (rather than attend it or speak of it)?"""
    end = placed.actor.end
    ahead = [a for a in anchors if a >= end]
    verbs = [c for c in scene.sentence.cues if c.start >= end and c.label in ("sign", "make", "attend", "report", "witness", "plan", "ended", "in_force")]
    if not ahead:
        return False
    target = min(ahead)
    for cue in verbs:
        if cue.start > target:
            break
        if cue.label in ("attend", "report", "witness"):
            return False
        if cue.label == "sign" and cue.rule != "cue.sign.noun":
            return True
    return True


def _signers(scene: Scene, parties: list[Placed]) -> list[Placed]:
    """People who sign: party actors that are persons, a deputy in place of whom he represents."""
    signers: list[Placed] = []
    for n, p in enumerate(scene.placed):
        if p.actor.person is None:
            continue
        if p.slot == "deputy":
            if n and scene.placed[n - 1] in signers:
                signers.remove(scene.placed[n - 1])
            if n and scene.placed[n - 1] in parties:
                signers.append(p)
        elif p in parties:
            signers.append(p)
    return signers
