"""Signers whom no clause names as such: the only head of a party, where those of the other parties are told."""

from __future__ import annotations

from collections.abc import Sequence

from mouextract.assemble.model import SIDES, Actor, Placed
from mouextract.mentions import PersonMention

# States of what parties sign, or are about to.
_BY_HAND = frozenset({"signed", "planned"})


def other_hands(
    signers: Sequence[Placed], status: str, parties: Sequence[str], people: Sequence[PersonMention]
) -> list[Placed]:
    """The further signers of `parties` (keys), of the `people` that the article names.

    `Bupati X menandatangani MoU dengan Universitas Y. Rektor Universitas Y, Z, hadir`: who heads the one party whose
    signer is not told, and is its only head in the article, has signed for it; of what has been signed also its
    only officer. In composed articles so many of them had signed: 27 of 39 heads, 8 of 10 other officers. Of three
    parties and more two at least must have their signers.
    """
    signed = [p.actor.key for p in signers]
    of_all = len(set(signed)) == len(signed) and set(signed) <= set(parties)
    if status not in _BY_HAND or not signed or not of_all or len(signed) < SIDES < len(parties):
        return []
    found = []
    for key in parties:
        if key in signed:
            continue
        theirs = {p.key: p for p in reversed(people) if _holds_office(p, key)}
        heads = [p for p in theirs.values() if p.leads]
        if not heads and status == "signed" and len(parties) == SIDES:
            heads = list(theirs.values())
        if len(heads) == 1:
            found.append(_inferred(heads[0]))
    return found


def _holds_office(person: PersonMention, key: str) -> bool:
    named = person.name is not None and person.role is not None
    return named and person.institution is not None and person.institution.key == key


def _inferred(person: PersonMention) -> Placed:
    actor = Actor(
        person.start, person.end, person.rule, person.institution, person, person.leads, basis="inferred"
    )
    return Placed(actor, "other", 0)
