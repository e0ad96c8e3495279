"""Actors: everybody named in the article who could be party to an agreement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from mouextract.assemble.clause_words import ClauseWords
from mouextract.assemble.holders import holders_of
from mouextract.assemble.home_government import home_government
from mouextract.assemble.model import Actor
from mouextract.knowledge.institutions import countries
from mouextract.knowledge.offices import is_name_word
from mouextract.knowledge.regions import government, lookup, province_of
from mouextract.mentions import Annotations, Institution, InstitutionMention, RegionMention

_STAND_IN = "institution.region_as_government"
# The first digit of the codes of Papua's provinces.
_PAPUA = "9"


def actors_of(ann: Annotations, lexicon: ClauseWords) -> list[Actor]:
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
        for before, m in pairwise((None, *ann.institutions))
        if m is not None and not _tells_province(ann.folded, before, m)
    ]
    actors += [
        Actor(m.start, m.end, m.rule, institution=government(m.code), weak="bare", basis="inferred")
        for before, m in pairwise((None, *ann.regions))
        if m is not None and m.inside is None and m.head is None and not _tells_where(ann.folded, before, m)
    ]
    actors += holders_of(ann, lexicon)
    # The words of an opening that tells the place are no clause's.
    places = [z for z in ann.zones if z.kind == "dateline"]
    actors = [a for a in actors if not any(z.start <= a.start < z.end for z in places)]
    actors.sort(key=lambda a: (a.start, a.start - a.end, a.person is None, a.weak))
    kept: list[Actor] = []
    for actor in sorted([*actors, *home_government(ann, actors)], key=lambda a: a.start):
        if kept and actor.start < kept[-1].end:
            longer = actor.end - actor.start > kept[-1].end - kept[-1].start
            if longer and actor.person is not None:
                kept[-1] = actor
            continue
        kept.append(actor)
    return kept


def _tells_province(folded: str, before: InstitutionMention | None, body: InstitutionMention) -> bool:
    """`Pemerintah Kabupaten X, Provinsi Y dan …`: is the province told to say where the regency is?"""
    code, inner = body.institution.code, before.institution.code if before is not None else None
    if before is None or body.rule != _STAND_IN or code is None or inner is None:
        return False
    return inner.startswith(f"{code}.") and folded[before.end : body.start].strip() in (",", "(")


def _tells_where(folded: str, before: RegionMention | None, region: RegionMention) -> bool:
    """Is it the province of the regency or city named right before it (`Pemkab Bandung, Jawa Barat`)?

    Papua was divided into six provinces in 2022 (laws 14 to 16 and 29 of 2022): older articles name the old ones.
    """
    if before is None or region.level != "province" or before.level == "province":
        return False
    if folded[before.end : region.start].strip() not in (",", "),", "(", "-", "/"):
        return False
    province = province_of(before.code).code
    return province == region.code or province[0] == region.code[0] == _PAPUA


# A run of capitalised words, small connectors inside, as names of bodies are printed.
_CAPITAL = "[A-Z\u00c0-\u00d6\u00d8-\u00de\u0130\u015e\u010c\u0160\u017d\u0141]"
_NAME = re.compile(
    rf"{_CAPITAL}[\w&'.-]*(?:[ ]{{1,2}}(?:(?:of|for|the|and|&)[ ])?{_CAPITAL}[\w&'.-]*){{0,7}}"
)
# Capitals within a word: TaniContoh, WContoh.
_BRAND = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]|[A-Z]\.[A-Z][a-z]")
# "Bermitra dengan B, …": a verb that opens a sentence.
_VERB = re.compile(r"(?:Ber|Me[mn]|Ter|Di)[a-z]{3,}")
# Places abroad, whose governments are meant.
_GOVERNED = re.compile(r"(?:Kota|Provinsi|Prefektur) [A-Z]")
_GOVERNMENT = "Pemerintah"
_SHORTEST = 3
_NEAR = 3000
_DEFINED = re.compile(r"([A-Z][\w ,&'-]{8,90}?) \(([A-Z]{2,8})\)(?: Indonesia)?")
_SMALL = frozenset({"of", "for", "the", "and", "dan", "in", "on", "&", "de"})


def _looks_named(folded: str, position: int, words: str, lone: bool) -> bool:
    """Are capitalised words a name: the first no everyday word of the text, a lone one said again (or `lone`), or
    written as brands are?
    """
    folded = folded[max(0, position - _NEAR) : position + _NEAR]
    first = words.split()[0]
    if re.search(rf"\b{re.escape(first.lower())}\b", folded) is not None and not first.isupper():
        return False
    lone = lone or ("." not in words and _BRAND.search(words) is not None)
    return first != words or lone or len(re.findall(rf"\b{re.escape(words)}\b", folded)) > 1


def _is_person(words: str) -> bool:
    """`ditandatangani Budi Fulan`, `… Budi`: only words that people are called by."""
    return all(map(is_name_word, words.split()))


def loose_names(
    folded: str, lexicon: ClauseWords, positions: Sequence[int], limit: int, lone: bool = False
) -> list[Actor]:
    """Names of bodies that no rule knows, where the sentence needs one: right at `positions`.

    Each position is where a name would begin (after `dengan`, `antara`, `dan`); nothing beyond `limit` is read.
    `lone`: a single word is one also where the article has it just once.
    """
    found = []
    for position in positions:
        defined = _defined(folded, position, limit)
        if defined is not None:
            found.append(_loose(position, position + len(defined), defined))
            continue
        match = _NAME.match(folded, position, limit)
        if match is None:
            continue
        words = lexicon.heading.split(match[0], maxsplit=1)[0].rstrip(" .,'-")
        if (
            len(words) < _SHORTEST
            or lexicon.document.search(words)
            or lookup(words)
            or words in countries()
            or lexicon.honorific.match(words)
            or _is_person(words)
            or _VERB.fullmatch(words)
            or not _looks_named(folded, position, words, lone)
        ):
            continue
        found.append(_loose(position, position + len(words), words))
    return found


def _loose(start: int, end: int, name: str) -> Actor:
    return Actor(start, end, "actor.loose_name", institution=unlisted(name), loose=True)


def unlisted(name: str, short: str | None = None) -> Institution:
    """The body of a name that no rule knows, in words as printed; of a place (`Kota Contoh`), its government."""
    name = " ".join(name.split())
    if _GOVERNED.match(name):
        return Institution(_key(f"{_GOVERNMENT} {name}"), f"{_GOVERNMENT} {name}", "foreign", short)
    return Institution(_key(name), name, "other", short)


def _key(name: str) -> str:
    return re.sub(r"\W", "", name.lower())


def _defined(folded: str, position: int, limit: int) -> str | None:
    """A name that the short name in brackets behind it spells, commas and all: "Plants, Oils and Soils (POS)"."""
    match = _DEFINED.match(folded, position, limit)
    if match is None:
        return None
    words = [word.strip(",") for word in match[1].split()]
    if any(not word[:1].isupper() and word not in _SMALL for word in words):
        return None
    initials = iter("".join(word[0] for word in words if word[:1].isupper()))
    letters = [letter for letter in match[2] if letter.isupper()]
    if letters[0] != words[0][0] or not all(letter in initials for letter in letters):
        return None
    return match[0]
