"""What the walk over a text finds before the article as a whole is considered, and how names are spelt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mouextract.annotate.institution_tokens import Place, Tokens
from mouextract.knowledge.institutions import KnownInstitution, normal_form, owner_of
from mouextract.knowledge.regions import CLASS_WORDS, full_name, government_kind, government_name, region
from mouextract.mentions import Basis, Institution

_SMALL = frozenset(
    {"dan", "di", "untuk", "bagi", "of", "for", "the", "and", "pada", "atau", "de", "in", "on"}
)
_MARKS = (("( ", "("), (" )", ")"), (" ,", ","), (" /", "/"), ("/ ", "/"), (" .", "."))
# Legal forms are written without their stop.
_STOPPED = re.compile(r"\b(PT|CV)\. ?(?=\w)")
_LEGAL = re.compile(r"\b(?:pt|cv|tbk|persero|perseroda|ri|republik indonesia)\b")
_CLASS_WORDS = re.compile(r"\b(?:kabupaten|kota|provinsi)\b")
_CAPITAL_WORD = 4
GOVERNMENT_HEADS = frozenset({"pemkab", "pemkot", "pemprov", "pemda"})
"""Heads of mentions of regions that name the government itself."""
PARTS_OF_MINISTRIES = (
    "Direktorat Jenderal ",
    "Inspektorat Jenderal",
    "Sekretariat Jenderal",
    "Badan Pengembangan Sumber Daya Manusia",
    "Badan Penelitian dan Pengembangan",
    "Direktorat ",
)
"""How the names of ministries' own parts begin."""
_NUMBER_AND_NAME = re.compile(r"(.+) (\d+|[IVX]+)/(\D+)")
_VOWEL = re.compile(r"[AEIOU]")


@dataclass(slots=True)
class Draft:
    """A name found at words `[start, end)`.

    `name`: in official wording. `kind`, `rule`, `basis`: as in the mention. `known`: its row of the table.
    `code`: of the region whose government it is; `region`: of the region it belongs to or is named after,
    with `own` where it is the region's own body. `acronyms`: bound to it in brackets. `led`: a word for an
    office stands before it. `core`: the name without its head. `weak`: the context must confirm it.
    `stand_in`: a region or country that may stand for its government. `void`: no mention, words taken. `classed`: the
    article has another body, of a region of the same name and another class. `full`: the firm's own name as printed,
    where the table has its brand.
    """

    start: int
    end: int
    rule: str
    name: str
    kind: str
    basis: Basis = "text"
    known: KnownInstitution | None = None
    code: str | None = None
    region: str | None = None
    own: bool = False
    short: str | None = None
    core: str = ""
    acronyms: list[str] = field(default_factory=list)
    led: bool = False
    branch: bool = False
    collective: bool = False
    weak: bool = False
    stand_in: bool = False
    void: bool = False
    classed: bool = False
    full: str = ""

    @property
    def key(self) -> str:
        """Equal for all names of one body."""
        if self.code is not None:
            return f"region:{self.code}"
        if self.known is not None and not self.branch:
            return self.known.id
        owner = owner_of(self.name, self.region, self.known)
        base = f"{owner}@" if owner is not None else ""
        if base and self.region is not None:
            return base + self.region
        name = self.name
        if self.known is not None and self.full and name.startswith(self.full):
            name = self.known.name + name.removeprefix(self.full)
        name = _LEGAL.sub(" ", normal_form(name))
        if self.region is not None and not self.classed:
            name = _CLASS_WORDS.sub(" ", name)
        if self.own and self.region is not None:
            name = name.removesuffix(normal_form(region(self.region).name)) + "@" + self.region
        return base + "".join(name.split())

    def institution(self) -> Institution:
        """What the mention means."""
        name = self.name
        if self.kind == "council" and self.own and self.region is not None:
            # Councils are told apart by the class of their region: DPRD Kota X, DPRD Kabupaten X.
            printed = region(self.region).name
            name = (
                f"{name.removesuffix(printed).strip()} {full_name(self.region)}"
                if not _CLASS_WORDS.search(name.lower())
                else name
            )
        return Institution(
            key=self.key,
            name=name,
            kind=self.kind,
            short_name=self.short,
            code=self.code,
            region=self.code or (self.region if self.own else None),
            collective=self.collective,
        )


class Piece(NamedTuple):
    """Words `[start, end)` of a name, or what is written in their stead."""

    start: int
    end: int
    written: str | None = None


def bare_name(name: str, forms: frozenset[str]) -> str:
    """A company's name without the words for its legal form."""
    return " ".join(word for word in name.split() if word.lower() not in forms)


def region_class(name: str) -> str | None:
    """The first word for a region's class in a body's name (Kejaksaan Negeri Kota X), in small letters."""
    found = _CLASS_WORDS.search(name.lower())
    return found[0] if found else None


def numbered_parts(name: str) -> tuple[str, ...]:
    """`Kodam IX/Udayana` by its number alone and by its name of honour alone; nothing for other names."""
    found = _NUMBER_AND_NAME.fullmatch(name)
    return (f"{found[1]} {found[2]}", f"{found[1]} {found[3]}") if found else ()


def part_of_ministry(name: str) -> str | None:
    """`Direktorat Jenderal X`, of the same with its ministry behind; None for other names."""
    part, ministry, _ = name.partition(" Kementerian ")
    return part if ministry and part.startswith(PARTS_OF_MINISTRIES) else None


def spelled(tokens: Tokens, pieces: Sequence[Piece], shouting: bool) -> str:
    """The pieces as one name; from a line in capitals, in standard capitals."""
    words: list[str] = []
    for piece in pieces:
        if piece.written is not None:
            words.append(piece.written)
            continue
        if piece.end <= piece.start:
            continue
        text = tokens.folded[tokens.starts[piece.start] : tokens.ends[piece.end - 1]]
        words.append(_standard(text) if shouting else _small_links(text))
    name = " ".join(" ".join(words).split())
    for mark, plain in _MARKS:
        name = name.replace(mark, plain)
    return _STOPPED.sub(r"\1 ", name).replace("Daerah Daerah", "Daerah")


def government_draft(
    start: int, end: int, rule: str, code: str, basis: Basis = "table", *, stand_in: bool = False
) -> Draft:
    """The government of a region as found at words `[start, end)`."""
    kind = government_kind(region(code).level)
    return Draft(
        start, end, rule, government_name(code), kind, basis, code=code, region=code, stand_in=stand_in
    )


def place_piece(place: Place, classed: bool = False) -> Piece:
    """A region's name in standard spelling, with its class word where one is printed, or always if `classed`."""
    found = region(place.region.code)
    word = place.word or (CLASS_WORDS[found.level] if classed else "")
    return Piece(place.named, place.end, f"{word} {found.name}" if word else found.name)


def _small_links(text: str) -> str:
    return " ".join(low if (low := word.lower()) in _SMALL else word for word in text.split())


def _standard(text: str) -> str:
    words = []
    for word in text.split():
        low = word.lower()
        if low in _SMALL:
            words.append(low)
        elif word.isupper() and (
            len(word) < _CAPITAL_WORD or not _VOWEL.search(word) or any(c.isdigit() for c in word)
        ):
            words.append(word)
        else:
            words.append(word.title() if word.isupper() or word.islower() else word)
    return " ".join(words)


def prefixes(name: str) -> list[str]:
    """What a name is when its last words are left out."""
    words = name.split()
    return [" ".join(words[:n]) for n in range(1, len(words))]
