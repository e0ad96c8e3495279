"""Known institutions: official names, short names, kinds and successors.

Facts: `institutions.csv` and `branch_offices.csv`, from public knowledge of Indonesian government and press usage
(see their heads).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from mouextract.knowledge.tables import rows

_TAIL = re.compile(r"(?:\s|-)+(?:ri|republik indonesia)$")
_MARKS = re.compile(r"[^\w/]+")
# Small-letter words that names are often written with otherwise, and their standard spelling.
SPELLINGS = {
    "perlindungan": "pelindungan",
    "kementrian": "kementerian",
    "kemeterian": "kementerian",
    "&": "dan",
}


@dataclass(frozen=True, slots=True)
class Acronym:
    """A short form. `caps`: in capitals only. `weak`: also something else, the context must confirm it."""

    text: str
    caps: bool
    weak: bool


@dataclass(frozen=True, slots=True)
class KnownInstitution:
    """A row of the table. `branches`: a region's name behind it names its branch; `classed`: under the region's
    class and name (Komisi Pemilihan Umum Kabupaten Siak); `everywhere`: each region has one; `successor`: an id.
    """

    id: str
    kind: str
    name: str
    short: str | None
    acronyms: tuple[Acronym, ...]
    names: tuple[str, ...]
    branches: bool
    classed: bool
    everywhere: bool
    successor: str | None


def known(key: str) -> KnownInstitution:
    """The institution of an id (`kemenkes`); KeyError for an unknown one."""
    return _table()[key]


def all_known() -> tuple[KnownInstitution, ...]:
    """Every institution of the table, in its order."""
    return tuple(_table().values())


def lookup(name: str) -> KnownInstitution | None:
    """The institution that bears a name or acronym, whatever the case and commas, with or without RI."""
    index = _index()
    form = normal_form(name)
    return index.get(form) or index.get(_TAIL.sub("", form))


def branch_office(key: str, level: str) -> str | None:
    """What the branch of an institution (its id) in a region of that level is called: Kantor Pertanahan for `bpn` in
    a `kabupaten` or `kota`; None where the table does not know.
    """
    return _offices().get((key, "province" if level == "province" else "regency"))


def owner_of(name: str, region: str | None, known: KnownInstitution | None) -> str | None:
    """The id of the institution that the body called `name`, in a region (its code), belongs to: whose office it is,
    else the one it is known (`known`) to be a branch of; None where it is of neither.
    """
    owner = body_of_office(name) if region is not None else None
    return owner if owner is not None or known is None else known.id


@lru_cache(maxsize=1 << 12)
def body_of_office(name: str) -> str | None:
    """The id of the institution whose office's name begins a branch's: `bpn` for Kantor Pertanahan Contoh."""
    found = [(len(office), key) for office, key in _owners().items() if name.startswith(f"{office} ")]
    return max(found)[1] if found else None


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """What the press calls countries by (Jepang, Korea Selatan, Korea, AS)."""
    return frozenset(
        name
        for entry in all_known()
        if entry.kind == "country"
        for name in (entry.short, *entry.names)
        if name
    )


@lru_cache(maxsize=1 << 15)
def normal_form(name: str) -> str:
    """A name as `lookup` compares it: small letters, marks other than / as spaces, standard spellings."""
    words = _MARKS.sub(" ", name.casefold().replace("&", " dan ")).split()
    return " ".join(SPELLINGS.get(word, word) for word in words)


@lru_cache(maxsize=1)
def _table() -> Mapping[str, KnownInstitution]:
    found: dict[str, KnownInstitution] = {}
    for row in rows("institutions.csv", ";"):
        key = row["id"]
        if key in found or None in row.values():
            raise ValueError(f"institutions.csv: {key}: stands twice or lacks columns")
        found[key] = KnownInstitution(
            id=key,
            kind=row["kind"],
            name=row["name"],
            short=row["short"] or None,
            acronyms=tuple(_acronym(text) for text in row["acronyms"].split("|") if text),
            names=tuple(text for text in row["names"].split("|") if text),
            branches=row["branches"] in ("yes", "class", "each"),
            classed=row["branches"] in ("class", "each"),
            everywhere=row["branches"] == "each",
            successor=row["successor"] or None,
        )
    for entry in found.values():
        if entry.successor is not None and entry.successor not in found:
            raise ValueError(f"institutions.csv: {entry.id}: unknown successor {entry.successor}")
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def _offices() -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for row in rows("branch_offices.csv", ";"):
        if row["id"] not in _table():
            raise ValueError(f"branch_offices.csv: {row['id']}: no such institution")
        found |= {(row["id"], level): row[level] for level in ("regency", "province") if row[level]}
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def _owners() -> Mapping[str, str]:
    """Whose office a name of one is, in all of the body's names; of two bodies, whose the table tells first."""
    owners: dict[str, str] = {}
    for (key, _), office in _offices().items():
        body = known(key)
        for name in (body.name, *body.names, *(acronym.text for acronym in body.acronyms)):
            owners.setdefault(office.replace(body.name, name), key)
    return MappingProxyType(owners)


def _acronym(text: str) -> Acronym:
    bare = text.removeprefix("?")
    return Acronym(bare, caps=bare == bare.upper() and len(bare) < 6, weak=bare != text)


@lru_cache(maxsize=1)
def _index() -> Mapping[str, KnownInstitution]:
    index: dict[str, KnownInstitution] = {}
    for entry in _table().values():
        for text in (entry.name, *entry.names, *(a.text for a in entry.acronyms)):
            index.setdefault(normal_form(text), entry)
    return MappingProxyType(index)
