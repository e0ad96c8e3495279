"""How sure an agreement is, from what supports it."""

from __future__ import annotations

from mouextract.assemble.model import Event
from mouextract.mentions import DateMention


def confidence_of(event: Event, status: str, date: DateMention | None, main: bool) -> float:
    """A number from 0 to 1 out of the support that the article gives to the agreement."""
    score = 0.35
    if any(f.strength == "specific" for f in event.frames):
        score += 0.15
    if any(
        f.status == status and f.signing and len({p.actor.key for p in f.parties}) >= 2 for f in event.frames
    ):
        score += 0.2
    if date is not None and date.kind == "full":
        score += 0.1
    if main:
        score += 0.1
    return round(min(score, 0.99), 2)
