"""The sides of an agreement in the article at large: the two that the headline names, or that it speaks of most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mouextract.assemble.model import SIDES, Event, Placed, base_of
from mouextract.assemble.scene import Scene
from mouextract.assemble.sides import in_the_news, rows

# In `kedua pemkab` a region's bare name means its government.
_GOVERNMENTS = frozenset({"regency", "city", "province"})
# How much more the headline and the lead say about who the news is about.
_OPENING = 3


def headline_pair(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """The two bodies that the headline names, if it names just two and the event has no other."""
    named = {base_of(p.actor.key): p for s in scenes if s.sentence.zone == "title" for p in in_the_news(s)}
    if len(named) != SIDES or not {base_of(key) for key in event.parties} <= set(named):
        return []
    # The text tells the branch that the headline leaves out.
    told = {
        base: next((q for s in scenes for q in s.placed if q.actor.key.startswith(f"{base}@")), p)
        for base, p in named.items()
    }
    return [p for p in told.values() if p.actor.key not in event.parties]


def at_the_table(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """The governments whose people meet over a plan: `Hadir perwakilan Pemkab A, Pemkab B dan Pemkab C`."""
    at = {f.sentence.index for f in event.frames}
    for scene in scenes:
        if not any(abs(scene.sentence.index - i) == 1 for i in at):
            continue
        present = [p for p in scene.placed if p.slot == "witness" and not p.actor.weak]
        for row in rows(p for p in present if (b := p.actor.institution) is not None and b.code is not None):
            if len(row) >= SIDES and set(event.parties) <= set(row):
                return list(row.values())
    return []


def budget_side(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """A region's budget policy is agreed on by its government and its council: the one that is not named."""
    opening = [s.sentence for s in scenes if s.sentence.opens]
    told = [f.sentence for f in event.frames]
    if not any(c.label == "budget" for sentence in (*told, *opening) for c in sentence.cues):
        return []
    for key in event.parties:
        kind, _, code = key.replace(":", "@").partition("@")
        other = {"dprd": f"region:{code}", "region": f"dprd@{code}"}.get(kind)
        found = next((p for s in scenes for p in s.placed if p.actor.key == other), None)
        if found is not None:
            return [found]
    return []


def the_two(scenes: Sequence[Scene], event: Event, kinds: frozenset[str]) -> list[Placed]:
    """The two bodies (of one of the kinds) that the article speaks of most, if two stand out.

    Where a kind is told and just two bodies are of it, or just two were named before, they are meant.
    """
    first = min(f.sentence.index for f in event.frames if any(c.label == "both" for c in f.sentence.cues))
    ranked, found = _ranked([s for s in scenes if s.sentence.index < first], kinds)
    if len(ranked) == SIDES and set(event.parties) <= set(found):
        return [found[key] for key, _ in ranked]
    ranked, found = _ranked(scenes, kinds)
    mine = set(event.parties)
    if kinds and len(ranked) == SIDES and mine <= {key for key, _ in ranked}:
        return [found[key] for key, _ in ranked]
    if len(ranked) < SIDES or (len(ranked) > SIDES and ranked[2][1] >= ranked[1][1]):
        return []
    return [found[key] for key, _ in ranked[:2]]


def _of_kinds(scene: Scene, kinds: frozenset[str]) -> list[Placed]:
    return [
        p
        for p in scene.placed
        if p.actor.institution is not None
        and p.actor.institution.kind in kinds
        and (not p.actor.weak or kinds & _GOVERNMENTS)
    ]


def most_named(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """The bodies named most, as many as are missing: who the news is about that opens with a signing."""
    ranked, found = _ranked(scenes)
    others = [key for key, _ in ranked if key not in event.parties]
    missing = 2 - len(event.parties)
    return [found[key] for key in others[:missing]] if len(others) >= missing else []


def _ranked(
    scenes: Sequence[Scene], kinds: frozenset[str] = frozenset()
) -> tuple[list[tuple[str, int]], dict[str, Placed]]:
    """Bodies by how much the article speaks of them, headline and lead before the rest."""
    found: dict[str, Placed] = {}
    counts: Counter[str] = Counter()
    for scene in scenes:
        for placed in _of_kinds(scene, kinds) if kinds else in_the_news(scene):
            found.setdefault(placed.actor.key, placed)
            counts[placed.actor.key] += _OPENING if scene.sentence.opens else 1
    return counts.most_common(), found
