"""Sides told by their number or kind (`ketiga kampus itu`, `mereka bertiga`, `semua bank`), and whom that means."""

from __future__ import annotations

from collections.abc import Sequence

from mouextract.assemble.clause_words import ClauseWords
from mouextract.assemble.model import SIDES, Event, Placed
from mouextract.assemble.scene import Scene
from mouextract.assemble.sides import BACK, is_of, rows
from mouextract.knowledge.grammar import COUNTS, POINTING

_SOME_OF = frozenset({"di antaranya", "antara lain", "diantaranya"})


def counted(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """`dengan ketiga rumah sakit itu`, `mereka bertiga meneken`: the row of as many that was named before, or the
    people spoken of last, who are then the signers too.
    """
    folded = scenes[0].folded
    for frame in event.frames:
        for cue in frame.sentence.cues:
            words = folded[cue.start : cue.end].lower().split() if cue.label == "both" else []
            number = next((COUNTS[w] for w in words if w in COUNTS), 0)
            if not number or len(event.parties) >= number:
                continue
            before = [s for s in scenes if 0 <= frame.sentence.index - s.sentence.index <= BACK]
            if words[0] != "mereka":
                kinds = _kinds(words, scenes[0].lexicon)
                found = _row(before, cue.start, number, kinds) or _all_named(scenes, cue.start, number, kinds)
            elif (found := _last_people(before, cue.start, number)) and frame.signing:
                frame.signers = found
            if found:
                return found
    return []


def of_whom_some(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """`dengan pimpinan semua kampus, di antaranya Rektor X`: the row told before of which X is only a part."""
    folded = scenes[0].folded
    for frame in event.frames:
        some = [c.end for c in frame.sentence.cues if folded[c.start : c.end].lower() in _SOME_OF]
        part = {p.actor.key for p in frame.parties if some and p.actor.start >= some[0]}
        if not part:
            continue
        for scene in reversed([s for s in scenes if s.sentence.index < frame.sentence.index]):
            for row in rows(p for p in scene.placed if p.actor.institution is not None):
                if part < set(row) and len(row) > SIDES:
                    return list(row.values())
    return []


def told_as_both(scenes: Sequence[Scene], event: Event) -> frozenset[str] | None:
    """The kinds of body that `kedua universitas` speaks of (none: any); None where nothing is told so."""
    folded, lexicon = scenes[0].folded, scenes[0].lexicon
    found: frozenset[str] | None = None
    for frame in event.frames:
        for cue in frame.sentence.cues:
            if cue.label == "both":
                kinds = _kinds(folded[cue.start : cue.end].lower().split(), lexicon)
                found = kinds or found or frozenset()
    return found


def _kinds(words: Sequence[str], lexicon: ClauseWords) -> frozenset[str]:
    """The kinds of body that `kedua universitas`, `dua bank tersebut` speak of; none: any (`koperasi dan bank`)."""
    if "dan" in words:
        return frozenset()
    noun = words[-2] if words[-1] in POINTING and len(words) > 1 else words[-1]
    return lexicon.counted.get(noun, frozenset())


def _last_people(before: Sequence[Scene], end: int, number: int) -> list[Placed]:
    """The last `number` people with bodies of their own that are named before character `end`."""
    met = {
        p.actor.key: p
        for s in before
        for p in s.placed
        if p.actor.person is not None
        and p.actor.person.name is not None
        and p.actor.institution is not None
        and p.actor.end <= end
    }
    return list(met.values())[-number:] if len(met) >= number else []


def _all_named(scenes: Sequence[Scene], end: int, number: int, kinds: frozenset[str]) -> list[Placed]:
    """All bodies named before character `end`, if they are `number` (and of one of the kinds, if any are told)."""
    named = {
        p.actor.key: p
        for s in scenes
        for p in s.placed
        if p.actor.institution is not None and not p.actor.weak and p.actor.end <= end
    }
    found = [p for p in named.values() if not kinds or is_of(p, kinds)]
    return found if len(found) == number else []


def _row(before: Sequence[Scene], end: int, number: int, kinds: frozenset[str]) -> list[Placed]:
    """The nearest row of `number` bodies (of one of the kinds, if any are told) before character `end`."""
    for scene in reversed(before):
        for row in rows(p for p in scene.placed if p.actor.institution is not None and p.actor.end <= end):
            if len(row) == number and (not kinds or all(is_of(p, kinds) for p in row.values())):
                return list(row.values())
    return []
