"""The state that a clause gives to its agreement: planned, signed, in force, ended — or denied, or only hoped for."""

from __future__ import annotations

from mouextract.assemble.scene import Scene
from mouextract.assemble.state import CARRIED_OUT, State
from mouextract.assemble.state_at_signing import at_signing
from mouextract.assemble.state_of_document import about_instruments
from mouextract.mentions import CueMention

_ON = frozenset({"atas", "terhadap"})
_WEAK = "cue.in_force.weak"
# Cues of what comes of a document that stands.
_FOLLOWS = CARRIED_OUT | {"cue.in_force.derived"}


def state_of(scene: Scene) -> State:
    """The state of the clause's agreement; a signature outweighs talk about the instrument."""
    states = [at_signing(scene, i) for i in range(len(scene.tokens)) if _begins(scene, i, "sign")]
    told = [s for s in states if s.status == "signed" and not s.since]
    deed = next((s for s in told if not s.relative), None)
    if deed is not None:
        return deed
    about = about_instruments(scene)
    if told and about.status == "planned" and _amends(scene):
        return about
    if told and not (about.status == "ended" or _stands(about) or _carried_out(scene, about)):
        return told[0]
    since = next((s for s in states if s.since), None)
    if since is not None and about.status in (None, "signed"):
        return State("signed", since.cue, signing=True)
    if since is not None and about.status == "planned":
        # What is discussed though it was signed is being carried out.
        return State("in_force", about.cue)
    for state in states:
        if not (state.since or state.relative):
            return state
    return about


def _amends(scene: Scene) -> bool:
    """`menyusun adendum atas perjanjian yang diteken pada 2020`: is the signing that of the document amended?"""
    return any(
        scene.word(i - 1) in _ON
        and i - 2 in scene.instrument_at
        and scene.instrument_at[i].start > scene.instrument_at[i - 2].end
        for i in scene.instrument_at
        if i > 1
    )


def _stands(state: State) -> bool:
    return isinstance(state.cue, CueMention) and state.cue.rule == "cue.in_force.stands"


def _carried_out(scene: Scene, state: State) -> bool:
    """`sebagai tindak lanjut PKS yang ditandatangani A dan B pada 2020`, `mulai menjalankan MoU yang diteken …`"""
    if not isinstance(state.cue, CueMention):
        return False
    does = state.cue.rule == _WEAK and scene.folded[state.cue.start : state.cue.end].lower().startswith("me")
    return does or state.cue.rule in _FOLLOWS


def _begins(scene: Scene, i: int, label: str) -> bool:
    cue = scene.labels[i].get(label)
    return cue is not None and cue.start == scene.tokens[i][0]
