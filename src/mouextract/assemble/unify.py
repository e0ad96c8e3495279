"""One key for each body: short names, branches and offices of what is party to an agreement already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mouextract.annotate.institution_fuller import spells
from mouextract.assemble.clause_words import ClauseWords
from mouextract.assemble.model import SIDES, Event, Frame, Placed
from mouextract.assemble.parties import ORGANS
from mouextract.knowledge.institutions import lookup
from mouextract.mentions import Institution

# The national police, in the names of its own parts and in full.
_POLICE = ("polri", "kepolisian negara republik indonesia")
# Comparing all with all would take for ever.
_MAX_PARTIES = 200
# Words of a name's head, at most, that one short word stands for.
_HEAD_WORDS = 5
_TREATY = "instrument.treaty"
_CITY = ["Pemerintah", "Kota"]
# Kinds of bodies whose heads are told together (`bupati dan wali kota se-X`).
_LOCAL = frozenset({"regency", "city"})
# Members of a collective that are named, from which on it is none but theirs.
_MEMBERS = 3


def settle(event: Event, lexicon: ClauseWords) -> None:
    """One key for each body: a shorter name of the same one, an office beside its own government, a country
    beside its ministries, a collective beside its members, and political parties beside two other bodies are
    taken out; of a treaty, the ministries.
    """
    _trust_the_body(event)
    bodies = {key: placed[0].actor.institution for key, placed in event.parties.items()}
    named = [b for b in bodies.values() if b is not None and b.kind not in ("country", "party")]
    treaty = _is_treaty(event, bodies)
    # Who stand beside each other in one clause are different bodies, however alike their names.
    apart = {
        (p.actor.key, q.actor.key)
        for f in event.frames
        for p in f.parties
        for q in f.parties
        if p.group == q.group and p.slot == q.slot and p.slot != "subject"
    }
    told = [key for key, placed in event.parties.items() if any(p.actor.person is None for p in placed)]
    compared = bodies if len(bodies) <= _MAX_PARTIES else {}
    for key, body in list(bodies.items()):
        if body is None:
            continue
        # Where the parties are named themselves, an unknown signer's office is no party of its own.
        only_signs = key not in told and len(told) >= 2 and body.kind in ("office", "other")
        only_signs = only_signs and not any(_has_partners(f, key) for f in event.frames)
        aside = len(named) >= SIDES and (body.kind == "party" or (body.kind == "country" and not treaty))
        aside = aside or (body.collective and _members_named(body, named))
        if aside or only_signs or (treaty and body.kind != "country"):
            del event.parties[key]
            continue
        others = [o for k, o in compared.items() if k in event.parties and o is not None and o is not body]
        if any(_serves(body, o, lexicon) for o in others):
            del event.parties[key]
            continue
        fuller = next(
            (
                k
                for k, other in compared.items()
                if k in event.parties and (key, k) not in apart and _fuller(body, other, event.parties[key])
            ),
            None,
        )
        if fuller is not None:
            event.parties[fuller] += event.parties.pop(key)


def _has_partners(frame: Frame, key: str) -> bool:
    """`Kepala Dinas X menandatanganinya bersama A dan B`: is the body its clause's one subject, with partners?"""
    subjects = {p.actor.key for p in frame.parties if p.slot == "subject"}
    return subjects == {key} and any(p.slot == "with" for p in frame.parties)


def _is_treaty(event: Event, bodies: dict[str, Institution | None]) -> bool:
    """`RI dan Maroko meneken perjanjian ekstradisi`, by whatever ministers: is it made by two states?"""
    told = any(m.rule == _TREATY for f in event.frames for m in f.instruments)
    return told and sum(b is not None and b.kind == "country" for b in bodies.values()) == SIDES


def _members_named(collective: Institution, named: Iterable[Institution]) -> bool:
    """`lima kepala daerah se-X`, who are then named one by one: are so many bodies of its kind parties themselves?"""
    kinds = _LOCAL if collective.kind in _LOCAL else {collective.kind}
    return sum(b.kind in kinds and not b.collective for b in named) >= _MEMBERS


def _trust_the_body(event: Event) -> None:
    """Leave out who only the headline names, where the text names as many parties: it says them in short."""
    title = {p.actor.key for f in event.frames if f.sentence.zone == "title" for p in f.parties}
    body = {p.actor.key for f in event.frames if f.sentence.zone != "title" for p in f.parties}
    if len(body) >= max(SIDES, len(title)) and title & body:
        for key in title - body:
            event.parties.pop(key, None)


def _fuller(body: Institution, other: Institution | None, placed: list[Placed]) -> bool:
    """Is `other` the same body under its full name, or the government of an office known by its people only?"""
    if other is None or other is body or _abroad(body, other):
        return False
    if {body.kind, other.kind} == {"company", "association"}:
        # A trade union's board bears its company's name.
        return False
    if body.code is None and other.code is None:
        mine, theirs = _core(body), _core(other)
        if _shortens(body.name, other.name):
            return True
        if other.short_name and mine < set(other.short_name.lower().split()):
            return True
        return mine < theirs or (mine == theirs and len(body.name) < len(other.name))
    if other.code is not None and body.kind == "office" and body.region == other.code:
        return all(p.actor.person is not None for p in placed)
    return False


def _shortens(short: str, name: str) -> bool:
    """`Kwarcab X` beside `Kwartir Cabang Gerakan Pramuka Kota X`: does the first word stand for the first ones of
    the other name, the rest being in it?
    """
    first, *rest = short.split()
    words = name.split()
    if not rest or first == words[0]:
        return False
    return any(
        spells(first, " ".join(words[:n])) and set(rest) <= set(words[n:])
        for n in range(2, min(len(words), _HEAD_WORDS) + 1)
    )


def _abroad(body: Institution, other: Institution) -> bool:
    """Is `other` a foreign country's body of that name (`Kementerian Perdagangan Vietnam`)?"""
    if not other.name.startswith(f"{body.name} "):
        return False
    place = lookup(other.name.removeprefix(body.name))
    return place is not None and place.kind == "country" and place.short != "Indonesia"


def _serves(body: Institution, other: Institution, lexicon: ClauseWords) -> bool:
    """Is the body a technical unit (balai) or a bureau of an agency that is party itself?"""
    words = body.name.lower().split()
    if words[0] in lexicon.bureau and body.name.endswith(f" {other.name}"):
        return True
    return (
        words[0] == "balai" and other.kind in ORGANS and set(other.name.lower().split()[1:]) <= set(words[1:])
    )


def _core(body: Institution) -> set[str]:
    name = body.name.lower().replace(*_POLICE)
    return set(name.split()) - {"pt", "tbk", "(persero)", "kantor", "dan"}


def one_branch(frames: list[Frame], lexicon: ClauseWords) -> list[Frame]:
    """A body named without its place (`BPKP`) is its only branch that is a party here (`BPKP Provinsi X`)."""
    bodies = {p.actor.key: p.actor.institution for f in frames for p in (*f.parties, *f.signers)}
    told = {p.actor.key for f in frames for p in f.parties if p.actor.person is None}
    branches: dict[str, list[str]] = {}
    for key in bodies:
        base, _, place = key.partition("@")
        if place:
            branches.setdefault(base, []).append(key)
    meant: dict[str, Institution | None] = {}
    for base, (branch, *others) in branches.items():
        if base in bodies and not others:
            whole = bodies[base]
            company = whole is not None and whole.kind == "company" and base in told
            if company and branch not in told:
                # "PT X meneken PKS … bersama Manajer X Cabang Y": the party is what the news calls it.
                meant[branch] = whole
            else:
                meant[base] = bodies[branch]
    meant.update(_of_one_class(bodies, lexicon))
    meant.update(_of_one_city(bodies))
    if not meant:
        return frames

    def local(placed: Placed) -> Placed:
        if placed.actor.key not in meant:
            return placed
        return replace(placed, actor=replace(placed.actor, institution=meant[placed.actor.key]))

    return [
        replace(f, parties=[local(p) for p in f.parties], signers=[local(p) for p in f.signers])
        for f in frames
    ]


def _of_one_class(
    bodies: dict[str, Institution | None], lexicon: ClauseWords
) -> dict[str, Institution | None]:
    """`Kantor Imigrasi X` is `Kantor Imigrasi Kelas II Non TPI X`: by key, the body named with its class."""
    named: dict[tuple[str, ...], list[str]] = {}
    for key, body in bodies.items():
        if body is not None:
            name = tuple(w for w in body.name.lower().split() if w not in lexicon.office_class)
            named.setdefault(name, []).append(key)
    meant: dict[str, Institution | None] = {}
    for keys in named.values():
        classed = next(
            (k for k in keys if (b := bodies[k]) is not None and "kelas" in b.name.lower().split()), None
        )
        if classed is not None:
            meant.update({k: bodies[classed] for k in keys if k != classed})
    return meant


def _of_one_city(bodies: dict[str, Institution | None]) -> dict[str, Institution | None]:
    """`Padang dan Hildesheim`, where `Wali Kota Hildesheim` signs: by key, the government of the city abroad."""
    cities = {
        words[-1]: body
        for body in bodies.values()
        if body is not None and body.kind == "foreign" and (words := body.name.split())[:2] == _CITY
    }
    return {key: cities[b.name] for key, b in bodies.items() if b is not None and b.name in cities}
