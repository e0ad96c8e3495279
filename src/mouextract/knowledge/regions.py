"""Provinces, regencies and cities of Indonesia: codes, names and how newspapers spell them.

Facts: `regions.csv` (Kemendagri's table, 38 provinces and 514 regencies and cities; source and licence in its
head), `districts.csv` (the districts of regencies and cities that share a name, same source) and
`region_aliases.csv` (spellings, short names, acronyms and former names, from everyday press usage).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, cast

from mouextract.errors import RuleError
from mouextract.knowledge.tables import rows
from mouextract.mentions import Institution

Level = Literal["kabupaten", "kota", "province"]
Use = Literal["free", "guarded", "caps", "place", "head"]
# What tells provinces of one name apart.
DIRECTIONS = frozenset({"utara", "selatan", "barat", "timur", "tengah", "tenggara"})

# What the head of a region is called, in standard spelling.
HEADS = frozenset({"bupati", "wali kota", "gubernur"})
# The word of a region's class, by level.
CLASS_WORDS = {"kabupaten": "Kabupaten", "kota": "Kota", "province": "Provinsi"}
_NOT_WORD = re.compile(r"[\W_]+")
_JAKARTA = "31"
_USES = ("free", "guarded", "caps", "place", "head")
_GOVERNMENT_KINDS = {"kabupaten": "regency", "kota": "city", "province": "province"}
_ALIAS_KINDS = ("name", "spelling", "short", "acronym", "former")


@dataclass(frozen=True, slots=True)
class Region:
    """A province, regency or city; `name` is its everyday official form without Kabupaten or Kota."""

    code: str
    name: str
    level: Level
    province_code: str


@dataclass(frozen=True, slots=True)
class RegionName:
    """One printed form of a region's name.

    `use`: `free` counts wherever it stands capitalised; `guarded` likewise, but not beside another
    capitalised word (Bima Arya); `caps` only wholly in capitals or beside a head word (Bupati, Kabupaten,
    …); `head` only beside a head word or in a list with others; `place` also behind `di` or `ke`.
    """

    text: str
    code: str
    use: Use
    kind: str


def region(code: str) -> Region:
    """The region of a dotted Kemendagri code (`14.03`, `21`); KeyError for an unknown one."""
    return _regions()[code]


def province_of(code: str) -> Region:
    """The province of a region's code; a province's own code gives itself. KeyError for an unknown code."""
    return _regions()[_regions()[code].province_code]


def all_regions() -> tuple[Region, ...]:
    """Every province, regency and city, by code."""
    return tuple(_regions().values())


def full_name(code: str) -> str:
    """`Kabupaten Bengkalis`, `Kota Dumai`, `Provinsi Kepulauan Riau`; KeyError for an unknown code."""
    found = _regions()[code]
    kind = CLASS_WORDS[found.level]
    if found.province_code == _JAKARTA and found.level != "province":
        kind += " Administrasi"
    return f"{kind} {found.name}"


def government_name(code: str) -> str:
    """`Pemerintah Kabupaten Bengkalis`, `Pemerintah Kota Dumai`; KeyError for an unknown code."""
    return f"Pemerintah {full_name(code)}"


def government_kind(level: str) -> str:
    """The kind of institution that a region of this level is governed by: `regency`, `city` or `province`."""
    return _GOVERNMENT_KINDS[level]


def government(code: str) -> Institution:
    """The government of a region; KeyError for an unknown code."""
    kind = government_kind(region(code).level)
    return Institution(f"region:{code}", government_name(code), kind, code=code, region=code)


def lookup(name: str, level: str | None = None) -> tuple[Region, ...]:
    """Regions that bear a name, by any spelling, acronym or former name; `level` narrows them.

    Case, spaces, hyphens and dots make no difference; a leading Kabupaten, Kota or Provinsi is not expected.
    An unknown name gives an empty tuple; homonyms come in order of their codes.
    """
    codes = _index().get(normal_form(name), ())
    found = (_regions()[code] for code in codes)
    return tuple(r for r in found if level is None or r.level == level)


@lru_cache(maxsize=1 << 14)
def normal_form(name: str) -> str:
    """A name as `lookup` compares it: small letters and digits alone."""
    return _NOT_WORD.sub("", name).casefold()


def region_names() -> tuple[RegionName, ...]:
    """Every printed form known for every region: official names first, then aliases as tabled."""
    return _names()


@lru_cache(maxsize=1)
def district_regions() -> Mapping[str, tuple[str, ...]]:
    """Codes of the regencies and cities with a namesake, by the `normal_form` of each of their districts."""
    found: dict[str, list[str]] = {}
    for row in rows("districts.csv"):
        found.setdefault(normal_form(row["district"]), []).append(row["code"])
    return MappingProxyType({name: tuple(codes) for name, codes in found.items()})


@lru_cache(maxsize=1)
def _regions() -> Mapping[str, Region]:
    found = {}
    for row in rows("regions.csv"):
        code = row["code"]
        found[code] = Region(code, row["name"], cast(Level, row["level"]), code[:2])
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def _names() -> tuple[RegionName, ...]:
    listed = []
    limits: dict[str, Use] = {}
    for row in rows("region_aliases.csv"):
        code, kind, use = row["code"], row["kind"], row["use"]
        if code not in _regions() or kind not in _ALIAS_KINDS or use not in _USES:
            raise RuleError(f"region_aliases.csv: {row}: unknown code, kind or use")
        if kind == "name":
            limits[code] = cast(Use, use)
            continue
        for text in row["aliases"].split("|"):
            listed.append(RegionName(text, code, cast(Use, use), kind))
    official = []
    for row in rows("regions.csv"):
        code = row["code"]
        official.append(RegionName(row["name"], code, limits.get(code, "free"), "name"))
    return (*official, *listed)


@lru_cache(maxsize=1)
def _index() -> Mapping[str, tuple[str, ...]]:
    index: dict[str, set[str]] = {}
    for name in _names():
        index.setdefault(normal_form(name.text), set()).add(name.code)
    return MappingProxyType({key: tuple(sorted(codes)) for key, codes in index.items()})
