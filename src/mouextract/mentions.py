"""What annotators find: typed spans of the text, offsets in Unicode code points.

Every mention names the rule that found it. Mentions are plain data: they can be made from a spaCy
`Doc` or from raw text alike, and the assembly of agreements reads nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from mouextract.text import WordList, lower

Basis = Literal["text", "table", "metadata", "inferred"]
RegionLevel = Literal["kabupaten", "kota", "province"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span `[start, end)` of the article's text and the id of the rule that found it."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Zone(Mention):
    """A stretch of text that is not plain body.

    `kind`: `title`, `dateline`, `publication` (the outlet's date or byline line), `see_also`,
    `advert`, `caption`, `tags`, `comments`, `furniture` (menus, counters, page numbers) or
    `quotation` (direct speech, with its quote marks).
    """

    kind: str


@dataclass(frozen=True, slots=True)
class RegionMention(Mention):
    """A regency, city or province named in the text; the span is the name without its head.

    `code`: Kemendagri code. `head`: the word class that stands before it, in standard spelling
    (`kabupaten`, `kota`, `provinsi`, `pemkab`, `pemkot`, `pemprov`, `pemda`, `bupati`,
    `wali kota`, `gubernur`), inherited within lists, or None. `head_start`: where head and name
    begin. `inside`: None for the region itself; `own` within the name of one of its government's
    bodies (dinas, badan, DPRD, sekretariat daerah); `other` within another institution's or
    place's name (Polres, Kejari, Universitas, Jalan, …), where it does not count as named;
    `dateline` when it opens the article as its place line. `certain` is False where
    only a default decided (a homonym without any hint).
    """

    code: str
    name: str
    level: RegionLevel
    head: str | None
    head_start: int
    inside: str | None = None
    basis: Basis = "text"
    certain: bool = True


@dataclass(frozen=True, slots=True)
class DateMention(Mention):
    """A date expression.

    `value`: partial ISO date, or None where it cannot be resolved (a year-less date with no base).
    `kind`: `full` (day, month and year printed), `yearless`, `weekday` (only a day name or
    `hari ini`, resolved from the publication date), `month`, `year`, `relative` (`tahun lalu`).
    `zone`: `published` (publication line), `page` (a page's clock), `document` (date of a letter
    or law), else None. `range`: `from` or `to` for the ends of a range. `warning`: what a
    reader should know (weekday disagrees, ambiguous order), or None.
    """

    value: str | None
    kind: str
    zone: str | None = None
    range: str | None = None
    weekday: int | None = None
    basis: Basis = "text"
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class Institution:
    """What an institution mention means.

    `key`: equal for all names of the same body. `name`: official full name. `kind`: `regency`,
    `city`, `province`, `ministry`, `agency`, `university`, `school`, `company`, `bank`, `police`,
    `military`, `prosecutor`, `court`, `council`, `office` (a regional government's dinas, badan or bureau),
    `hospital`, `association`, `foundation`, `party`, `media`, `foreign`, `country`, `other`. `code`: Kemendagri
    code for a region's government itself. `region`: code of the region whose government it
    is or belongs to (a dinas), else None. `collective`: several bodies under one name
    ("seluruh bupati se-Jabar").
    """

    key: str
    name: str
    kind: str
    short_name: str | None = None
    code: str | None = None
    region: str | None = None
    collective: bool = False


@dataclass(frozen=True, slots=True)
class InstitutionMention(Mention):
    """An institution named in the text; `basis` is `table` for a known name's official form.

    `generic` is True for a bare noun that stands for an institution named elsewhere in the
    article (`Pemkab`, `kementerian`, `kampus itu`), already resolved to it.
    """

    institution: Institution
    basis: Basis = "text"
    generic: bool = False


@dataclass(frozen=True, slots=True)
class PersonMention(Mention):
    """A person, an office, or both; the span covers all of it, honorifics and degrees included.

    `name`: without honorifics and degrees, as fully as the article gives it anywhere (a later
    mention by part of the name carries the full name), or None for an office alone.
    `key`: equal for all mentions of one person (or of one office without a person). `role`: the
    office with its unit in standard spelling and short acting mark (`Pj Wali Kota Tanjungpinang`),
    or None. `head`: the office's class (`bupati`, `wali kota`, `gubernur`, `kepala`, `ketua`,
    `menteri`, `rektor`, `direktur`, …). `acting`: `Pj`, `Plt`, `Plh`, `Pjs` or None. `deputy`:
    wakil. `leads`: True where the office heads its institution, so that its holder stands for it.
    `institution`: the body that the office belongs to. `title_span` is the office's own span,
    `name_span` the name's.
    """

    name: str | None
    key: str
    role: str | None = None
    head: str | None = None
    acting: str | None = None
    deputy: bool = False
    leads: bool = False
    institution: Institution | None = None
    name_span: tuple[int, int] | None = None
    title_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class InstrumentMention(Mention):
    """The name of an agreement's instrument. `type` is the contract's enum value.

    `strength`: `specific` (nota kesepakatan), `acronym` (MoU, which is also used loosely for any
    other instrument and yields to its specific name) or `generic` (perjanjian, kerja sama,
    kesepakatan: an instrument only where something else in the article makes it one).
    """

    type: str
    strength: Literal["specific", "acronym", "generic"] = "specific"


@dataclass(frozen=True, slots=True)
class CueMention(Mention):
    """A word or phrase that tells what happens to an agreement or who plays which part in it."""

    label: str


class _Derived:
    """What is made of an article's text when first asked for; no field, since it can be made again."""

    __slots__ = ("_lowered", "_place_line_ends", "_words")
    folded: str
    zones: list[Zone]
    regions: list[RegionMention]
    _lowered: str
    _place_line_ends: list[int]
    _words: WordList

    @property
    def words(self) -> WordList:
        """The words of the folded text; read when first asked for, once zones and regions are there."""
        try:
            return self._words
        except AttributeError:
            names = [mention.end for mention in self.regions]
            self._words = WordList(self.folded, self.place_line_ends, names)
            return self._words

    @property
    def place_line_ends(self) -> list[int]:
        """Where the place lines that open articles end: their dash is no hyphen. Read once the zones are there."""
        try:
            return self._place_line_ends
        except AttributeError:
            self._place_line_ends = [zone.end for zone in self.zones if zone.kind == "dateline"]
            return self._place_line_ends

    @property
    def lowered(self) -> str:
        """The folded text in small letters, of the same length; made when first asked for."""
        try:
            return self._lowered
        except AttributeError:
            self._lowered = lower(self.folded)
            return self._lowered


# Zones of words that no word of the article itself means.
_OF_OTHERS = frozenset({"see_also", "advert", "comments"})


@dataclass(slots=True)
class Annotations(_Derived):
    """Everything found in one article, each list in text order.

    `folded`: the text as `text.fold` makes it, with the lines that were broken within sentences joined.
    """

    # What is made when asked for is of no kind that pydantic knows, and not stored.
    __pydantic_config__ = {"arbitrary_types_allowed": True}  # noqa: RUF012

    text: str
    published: str | None = None
    title: str | None = None
    zones: list[Zone] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    regions: list[RegionMention] = field(default_factory=list)
    institutions: list[InstitutionMention] = field(default_factory=list)
    people: list[PersonMention] = field(default_factory=list)
    instruments: list[InstrumentMention] = field(default_factory=list)
    cues: list[CueMention] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    folded: str = ""

    @property
    def links(self) -> list[Zone]:
        """The zones that hold words of other texts: links, adverts, readers' comments."""
        return [zone for zone in self.zones if zone.kind in _OF_OTHERS]

    @property
    def own_regions(self) -> list[RegionMention]:
        """The regions that the article itself names, without those of links, adverts and comments."""
        links = self.links
        if not links:
            return self.regions
        return [m for m in self.regions if not any(z.start <= m.start < z.end for z in links)]
