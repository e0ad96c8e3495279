"""Offices without a name or a body (`diteken langsung oleh rektor`, `sang bupati`): whom they mean here.

An office alone means the one person of the article who holds an office of that name. Where the article
names two, or none, it means nobody.
"""

from __future__ import annotations

from mouextract.assemble.clause_words import ClauseWords
from mouextract.assemble.model import Actor
from mouextract.mentions import Annotations, CueMention, PersonMention

RULE = "actor.holder"


def holders_of(ann: Annotations, lexicon: ClauseWords) -> list[Actor]:
    """An actor for every such office whose holder the article names, in text order."""
    cues = [c for c in ann.cues if c.label == "holder"]
    if not cues:
        return []
    people: dict[str, PersonMention] = {}
    for person in ann.people:
        if person.name is not None and person.role is not None and person.institution is not None:
            people.setdefault(person.key, person)
    found: list[Actor] = []
    for cue in cues:
        office = _office(ann, cue, lexicon)
        meant = [p for p in people.values() if _holds(p, office)]
        if len(meant) == 1:
            person = meant[0]
            found.append(
                Actor(
                    cue.start,
                    cue.end,
                    RULE,
                    institution=person.institution,
                    person=person,
                    leads=person.leads,
                )
            )
    return found


def _office(ann: Annotations, cue: CueMention, lexicon: ClauseWords) -> str:
    words = ann.folded[cue.start : cue.end].lower().split()
    office = " ".join(words[1:] if len(words) > 1 and words[0] in lexicon.courtesy else words)
    return lexicon.office_spelling.get(office, office)


def _holds(person: PersonMention, office: str) -> bool:
    assert person.role is not None
    role = person.role.lower()
    if person.acting is not None:
        role = role.removeprefix(person.acting.lower()).lstrip()
    return role == office or role.startswith(office + " ")
