"""An agreement's parties, their regions and its signatories, from its event to the record, with their evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mouextract.assemble.clause_words import ClauseWords
from mouextract.assemble.mentioned import named_in_full
from mouextract.assemble.model import SIDES, Event, Frame, Placed
from mouextract.assemble.other_hands import other_hands
from mouextract.assemble.proof import Proof
from mouextract.knowledge.regions import region
from mouextract.mentions import Institution, PersonMention
from mouextract.records import Party, Province, Region, Signatory

# Names of so many words or fewer stand in an office as they are.
_LONG_NAME = 3
# A word of offices (Kepala Cabang) and of the bodies that they are of.
_BRANCH = "Cabang"
# States of what somebody signed long before.
_SIGNED_BEFORE = frozenset({"in_force", "ended"})
# Kinds of body whose name no region closes; a holder's name may have run into it.
_OF_NO_PLACE = frozenset({"company", "bank", "foreign", "ministry"})
# … those whose heads have no other body; those of whose names short ones leave out no more than the place.
_OF_STATES = frozenset({"country", "regency", "city", "province"})
_PLACED = frozenset({"agency", "office", "court", "prosecutor", "police", "council"})
_MINISTRY = "Kementerian"
# Words of an office that is named without its body, at most (Wakil Direktur Utama).
_BARE = 3


def _sides(event: Event) -> dict[str, int]:
    """Who stands with whom: 1 and 2 where one sentence sets two sides against each other."""
    for frame in event.frames:
        groups: dict[int, list[Placed]] = {}
        for placed in frame.parties:
            # A headline may name a branch where the party is its agency.
            if placed.actor.key in event.parties:
                groups.setdefault(placed.group, []).append(placed)
        if len(groups) == 2:
            return {p.actor.key: side for side, group in enumerate(groups.values(), 1) for p in group}
    return {}


def parties_of(event: Event, proof: Proof) -> tuple[list[tuple[Party, str]], list[Region], list[Province]]:
    """The parties, each with its body's key, and the regencies and provinces whose governments they are."""
    parties: list[tuple[Party, str]] = []
    regencies: list[Region] = []
    provinces: list[Province] = []
    sides = _sides(event)
    for key, mentions in event.parties.items():
        best = next((p for p in mentions if p.actor.person is None and not p.actor.generic), mentions[0])
        best = _fuller(best, mentions)
        institution = best.actor.institution
        if institution is None:
            continue
        i = len(parties)
        actor = best.actor
        parties.append(
            (
                Party(
                    name=institution.name,
                    short_name=institution.short_name,
                    kind=institution.kind,
                    code=institution.code,
                    side=sides.get(key),
                ),
                key,
            )
        )
        official = institution.name.lower() in proof.text[actor.start : actor.end].lower()
        basis = "inferred" if actor.basis == "inferred" else "text" if official else "table"
        proof.add(f"/parties/{i}", actor.start, actor.end, actor.rule, basis)
        _add_region(institution, regencies, provinces, proof, actor.start, actor.end, actor.rule)
    return parties, regencies, provinces


def _fuller(best: Placed, mentions: Sequence[Placed]) -> Placed:
    """The office holder's mention whose body goes on where the best one's name ends: Kejaksaan Negeri | Contoh."""
    institution = best.actor.institution
    if institution is None or institution.kind in _OF_NO_PLACE:
        return best
    name = institution.name
    longer = (
        p
        for p in mentions
        if p.actor.person is not None
        and p.actor.institution is not None
        and p.actor.institution.name.startswith(f"{name} ")
    )
    return next(longer, best)


def _add_region(
    institution: Institution,
    regencies: list[Region],
    provinces: list[Province],
    proof: Proof,
    start: int,
    end: int,
    rule: str,
) -> None:
    code = institution.region
    if code is None:
        return
    place = region(code)
    if place.level == "province":
        if all(p.code != code for p in provinces):
            proof.add(f"/provinces/{len(provinces)}", start, end, rule, "table")
            provinces.append(Province(code=code, name=place.name))
    elif all(r.code != code for r in regencies):
        proof.add(f"/regencies/{len(regencies)}", start, end, rule, "table")
        regencies.append(Region(code=code, name=place.name))


def _role(person: PersonMention) -> str:
    """The office, an agency in it by its short name (Kepala BP2MI), as the press writes it."""
    assert person.role is not None
    body = person.institution
    if body is None or body.kind != "agency" or body.short_name is None or "@" in body.key:
        return person.role
    if person.head == "kepala" and person.leads and body.region is None:
        return f"{person.acting} Kepala {body.short_name}" if person.acting else f"Kepala {body.short_name}"
    words = body.name.split()
    for length in range(len(words), _LONG_NAME, -1):
        # "Kepala Balai Pelayanan … Indonesia Riau": the branch's place stands behind the name.
        if " ".join(words[:length]) in person.role and _initials(words[:length], body.short_name):
            return person.role.replace(" ".join(words[:length]), body.short_name)
    return person.role


def _whole(person: PersonMention, role: str, lexicon: ClauseWords) -> str:
    """The office with its body where the article has told that before: Rektor, Kepala Kantor, Ketua KPU (of X)."""
    body = person.institution
    if body is None or body.code is not None or body.kind in _OF_STATES:
        return role
    words, name = role.split(), body.name.split()
    own = [w for w in words if w != person.acting]
    if len(own) == 1 and own[0].lower() == person.head:
        # "Menteri" of Kementerian X is Menteri X.
        return " ".join([*words, *(name[1:] if name[0] == _MINISTRY else name)])
    told = len(own) - 1
    if told and own[1:] == name[:told]:
        # "Kepala Dinas Kesehatan" of Dinas Kesehatan Kabupaten X
        return " ".join([*words[:-told], *name])
    kind = lexicon.kind_alone.get(own[-1].lower(), "").split()
    if len(own) < _BARE and kind and name[: len(kind)] == kind:
        return " ".join([*words, *name[len(kind) :]])
    place = _behind_short(own[-1], name) if body.kind in _PLACED else []
    return " ".join([*words, *place])


def _behind_short(short: str, name: list[str]) -> list[str]:
    """What of a body's name its short one leaves out: `Kabupaten X`, of Komisi Pemilihan Umum Kabupaten X and KPU."""
    if len(short) < SIDES or not short.isupper():
        return []
    if name[0] == short:
        return name[1:]
    letters = ""
    for n, word in enumerate(name):
        letters += word[0].upper() if word[0].isupper() else ""
        if letters == short:
            return name[n + 1 :]
    return []


def _in_full(person: PersonMention, mentions: Sequence[PersonMention]) -> PersonMention:
    """Of the person's mentions the one with the office told most fully: Rektor Universitas X, not Rektor Unx."""
    mine = person.institution.key if person.institution is not None else None
    same = [
        p
        for p in mentions
        if (p.head, p.acting, p.deputy) == (person.head, person.acting, person.deputy)
        and (p.institution.key if p.institution is not None else None) == mine
    ]
    return max([person, *same], key=lambda p: len((p.role or "").split()))


def _initials(words: Sequence[str], short: str) -> bool:
    """Is the short name made of the words' first letters, a doubled one told by a figure (BP3MI)?"""
    letters = re.sub(r"([A-Z])(\d)", lambda m: m[1] * int(m[2]), short)
    return letters == "".join(word[0].upper() for word in words)


def _tells_both_hands(frame: Frame) -> bool:
    """`MoU itu diteken pada 2019 oleh Direktur A, X, dan Bupati B, Y`: who once signed, for both sides."""
    return len({p.actor.key for p in frame.signers}) >= SIDES


def signatories_of(
    event: Event,
    status: str,
    parties: list[tuple[Party, str]],
    proof: Proof,
    people: Sequence[PersonMention],
    lexicon: ClauseWords,
) -> list[Signatory]:
    """Who signed, or is to sign; `people` are all that the article names."""
    chosen: dict[str, Placed] = {}
    for frame in event.frames:
        if status == "signed" and not (frame.signing or frame.status is None):
            continue
        if status in _SIGNED_BEFORE and not _tells_both_hands(frame):
            continue
        for placed in frame.signers:
            person = placed.actor.person
            if person is not None and person.name is not None and person.role is not None:
                chosen.setdefault(person.key, placed)
    signers = list(chosen.values())
    signers += other_hands(signers, status, [key for _, key in parties], people)
    return _with_parties(signers, status, parties, proof, people, lexicon)


def _acts_for_somebody(placed: Placed) -> bool:
    """Is it somebody who signs or stands in for a body that his office does not tell?"""
    return placed.slot in ("deputy", "by") and placed.actor.institution is None


def _only_fitting(
    person: PersonMention, parties: list[tuple[Party, str]], free: list[int], lexicon: ClauseWords
) -> int | None:
    """`Rektor X`, whose body no words tell, beside a university that nobody else signs for: the one party of the kind
    that such an office heads, of those free.
    """
    kinds = lexicon.heads.get((person.role or "").lower())
    if kinds is None or person.institution is not None:
        return None
    fitting = [i for i in free if parties[i][0].kind in kinds]
    return fitting[0] if len(fitting) == 1 else None


def _of_body(role: str, name: str) -> str:
    """`PT X diwakili Direktur Y`: the office of that body, where the office is told without one."""
    words, body = role.split(), name.removeprefix("Pemerintah ").split()
    if words[-1] == body[0]:
        words.pop()
    elif len(words) > _BARE or set(words) & (set(body) - {_BRANCH}) or _BRANCH in words[:-1]:
        # "Pemimpin Cabang Barabai" says which branch already.
        return role
    return " ".join([*words, *body])


def _with_parties(
    signers: list[Placed],
    status: str,
    parties: list[tuple[Party, str]],
    proof: Proof,
    people: Sequence[PersonMention],
    lexicon: ClauseWords,
) -> list[Signatory]:
    """The signers as they stand in the record, each with whom he signs for."""
    index = {key: i for i, (_, key) in enumerate(parties)}
    sides = [index.get(placed.actor.key) for placed in signers]
    unsigned = [i for i in range(len(parties)) if i not in sides]
    apart = [n for n, placed in enumerate(signers) if sides[n] is None and _acts_for_somebody(placed)]
    ordered = len(apart) == 1 or all(signers[n].slot == "deputy" for n in apart)
    if ordered and len(unsigned) == len(apart) == sides.count(None):
        # "perusahaan diwakili direkturnya, X": of the one party that nobody else signs for; "A dan B meneken MoU,
        # masing-masing diwakili Direktur X dan Ketua Y": of the parties in their order.
        for n, lone in zip(apart, unsigned, strict=True):
            sides[n] = lone
    for n, side in enumerate(sides):
        person = signers[n].actor.person
        if side is None and person is not None:
            sides[n] = _only_fitting(person, parties, [i for i in unsigned if i not in sides], lexicon)
    found: list[Signatory] = []
    named: dict[str, list[PersonMention]] = {}
    for mention in people:
        named.setdefault(mention.key, []).append(mention)
    for placed, party in zip(signers, sides, strict=True):
        person = placed.actor.person
        assert person is not None
        assert person.name is not None
        fullest = _in_full(person, named.get(person.key, []))
        role = _whole(fullest, _role(fullest), lexicon)
        if party is not None and person.institution is None:
            role = _of_body(role, parties[party][0].name)
        capacity = (
            "designated" if status == "planned" else "on_behalf" if placed.slot == "deputy" else "signed"
        )
        field = f"/signatories/{len(found)}"
        actor = placed.actor
        proof.add(
            field, actor.start, actor.end, actor.rule, "inferred" if actor.basis == "inferred" else "text"
        )
        if (full := named_in_full(person, named.get(person.key, []))) is not None:
            proof.add(field, full.start, full.end, full.rule)
        found.append(Signatory(name=person.name, role=role, party=party, capacity=capacity))
    return found
