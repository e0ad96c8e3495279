"""Actors: everybody named in the article who could be party to an agreement."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mouextract.assemble.holders import holders_of
from mouextract.assemble.model import Actor
from mouextract.knowledge.regions import government
from mouextract.mentions import Annotations, Institution

_STAND_IN = "institution.region_as_government"


def actors_of(ann: Annotations) -> list[Actor]:
    """All actors in text order, none overlapping: people with offices before institutions before bare regions."""
    actors = [
        Actor(p.start, p.end, p.rule, institution=p.institution, person=p, leads=p.leads) for p in ann.people
    ]
    actors += [
        Actor(
            m.start,
            m.end,
            m.rule,
            institution=m.institution,
            weak="head" if m.rule == _STAND_IN else "",
            generic=m.generic,
            basis=m.basis,
        )
        for m in ann.institutions
    ]
    actors += [
        Actor(m.start, m.end, m.rule, institution=government(m.code), weak="bare", basis="inferred")
        for m in ann.regions
        if m.inside is None and m.head is None
    ]
    actors += holders_of(ann)
    actors.sort(key=lambda a: (a.start, a.start - a.end, a.person is None, a.weak))
    kept: list[Actor] = []
    for actor in actors:
        if kept and actor.start < kept[-1].end:
            longer = actor.end - actor.start > kept[-1].end - kept[-1].start
            if longer and actor.person is not None:
                kept[-1] = actor
            continue
        kept.append(actor)
    return kept


# A run of capitalised words, small connectors inside, as names of bodies are printed.
_NAME = re.compile(r"[A-Z][\w&'.-]*(?:[ ](?:(?:of|for|the|&)[ ])?[A-Z][\w&'.-]*){0,7}")
_INSTRUMENT = re.compile(r"\b(?:MoU|PKS|Nota|Kesepahaman|Kesepakatan|Perjanjian|Memorandum|Kerja Sama)\b")


def loose_names(folded: str, positions: Sequence[int], limit: int) -> list[Actor]:
    """Names of bodies that no rule knows, where the sentence needs one: right at `positions`.

    Each position is where a name would begin (after `dengan`, `antara`, `dan`); nothing beyond `limit` is read.
    """
    found = []
    for position in positions:
        match = _NAME.match(folded, position, limit)
        if match is None:
            continue
        words = match[0].rstrip(".,'-")
        if len(words) < 3 or _INSTRUMENT.search(words):
            continue
        found.append(
            Actor(
                position,
                position + len(words),
                "actor.loose_name",
                institution=Institution(key=re.sub(r"\W", "", words.lower()), name=words, kind="other"),
                loose=True,
            )
        )
    return found
