"""Joins mentions of one person: fuller and shorter names, offices alone.

Within one article a shorter name belongs to the person whose name holds all its words, an office alone
to the one person who is named with it. Where two people could be meant, nothing is joined.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from mouextract.annotate.office import Office
from mouextract.annotate.office_bodies import BodyFinder
from mouextract.annotate.office_body_words import BodyWords
from mouextract.annotate.office_identity import Resolver, main_office
from mouextract.annotate.person_later import LATER_RULE
from mouextract.annotate.person_names import NameReader
from mouextract.annotate.person_raw import Person, Raw, name_parts
from mouextract.annotate.person_words import Words
from mouextract.knowledge.regions import normal_form, region
from mouextract.mentions import Annotations, Institution, PersonMention

_LONGEST_FULLER = 4
_DINAS = "Dinas "
_SHORT_DINAS = re.compile(r"\bDis(?!trik)[a-z]{2,}\b|\bDinas [A-Z]{2,6}\b")
# A megabyte of people who share a name must not be compared each with each.
_NAMESAKES = 40


class People:
    """The people of one article."""

    def __init__(self, words: Words, names: NameReader, common: frozenset[str]) -> None:
        """`common`: words that alone name nobody."""
        self._w, self._names, self._common = words, names, common
        self.all: list[Person] = []
        self.by_part: dict[str, list[Person]] = {}

    def join(self, raws: list[Raw], headline: bytearray) -> None:
        """Give every mention with a name its person; `headline` marks the words of headlines."""
        named = [raw for raw in raws if raw.name is not None]
        sure = [raw for raw in named if not raw.weak and not raw.office.perhaps_place]
        for raw in sorted(sure, key=lambda r: (-len(r.parts), r.start)):
            self._place(raw)
        for raw in named:
            if not raw.weak and raw.office.perhaps_place:
                self._place_or_region(raw)
        for raw in (r for r in named if r.weak):
            self._place_weak(raw)
        self._lengthen(headline)
        for raw in raws:
            if raw.same is not None and raw.same.person is not None:
                raw.same.person.add(raw)

    def _place(self, raw: Raw) -> None:
        assert raw.name is not None
        parts = raw.parts
        candidates = [p for p in self._with(parts) if _fits(p, raw)]
        exact = [p for p in candidates if p.parts == parts]
        if exact:
            candidates = exact
        if len(candidates) > 1:
            first = [p for p in candidates if p.parts[0] == parts[0]]
            candidates = first if len(first) == 1 else [p for p in candidates if _same_class(p, raw)]
        person = candidates[0] if len(candidates) == 1 else None
        if person is None:
            person = Person(raw.name.name, parts)
            self.all.append(person)
            self._index(person, parts)
        person.add(raw)
        nicknames = self._names.nickname(self._w, raw.name)
        self._index(person, set(nicknames) - person.nicknames - set(person.parts))
        person.nicknames.update(nicknames)

    def _place_or_region(self, raw: Raw) -> None:
        """`Kajari Sinuraya` where a Sinuraya is named elsewhere; else `Kajari Merauke`, an office alone."""
        assert raw.name is not None
        parts = set(raw.parts)
        if any(parts <= set(p.parts) for p in self._with(raw.parts)):
            self._place(raw)
            return
        raw.office.lengthen(raw.name)
        raw.name, raw.end = None, raw.office.end

    def _with(self, parts: tuple[str, ...]) -> list[Person]:
        """People with the rarest of these words in their names."""
        return min((self.by_part.get(part, []) for part in parts), key=len)[-_NAMESAKES:]

    def _index(self, person: Person, parts: tuple[str, ...] | set[str]) -> None:
        for part in set(parts):
            self.by_part.setdefault(part, []).append(person)

    def _place_weak(self, raw: Raw) -> None:
        """A headline's name: as much of it as the body confirms; without any such person as it was read."""
        name, parts = raw.name, raw.parts
        assert name is not None
        for length in range(len(parts), 0, -1):
            short = set(parts[:length])
            if short <= self._common:
                continue
            holders = [p for p in self._with(parts[:length]) if short <= set(p.parts)]
            if len(holders) == 1:
                if length < len(parts):
                    raw.name = self._names.cut(self._w, name, length)
                    raw.end = raw.name.end if raw.office.start < name.start else raw.end
                holders[0].add(raw)
                return
        self._place(raw)

    def _lengthen(self, headline: bytearray) -> None:
        """Give people known by one word their fuller name, where the article prints just one."""
        short = {p.parts[0]: p for p in self.all if len(p.parts) == 1 and not all(raw.weak for raw in p.raws)}
        if not short:
            return
        w = self._w
        fuller: dict[str, dict[tuple[str, ...], str]] = {}
        read = {raw.name.first for p in short.values() for raw in p.raws if raw.name is not None}
        for i, low in enumerate(w.lows):
            if low not in short or i in read or headline[i] or not w.capital(i) or w.in_body(i):
                continue
            name = self._names.forward(w, i)
            if name is None or not 2 <= name.length <= _LONGEST_FULLER:
                continue
            if not any(k in w.regions for k in range(i, name.last)):
                fuller.setdefault(low, {})[name_parts(name.name)] = name.name
        taken = {p.parts for p in self.all}
        for low, names in fuller.items():
            if len(names) == 1 and not taken & names.keys():
                person = short[low]
                ((person.parts, person.name),) = names.items()
                self._index(person, set(person.parts) - {low})


def _same_class(person: Person, raw: Raw) -> bool:
    return (raw.office.head.head, raw.office.head.deputy) in person.classes


def _fits(person: Person, raw: Raw) -> bool:
    """May the mention's name be a shorter form of the person's?"""
    parts = set(raw.parts)
    if parts <= person.nicknames:
        return True
    if not parts <= set(person.parts):
        return False
    if raw.parts[0] == person.parts[0] or _same_class(person, raw):
        return True
    return len(parts) == 1 and raw.office.bare


class Describer:
    """Turns what was joined into mentions, with role and (`with_bodies`) institution."""

    def __init__(
        self, words: Words, resolver: Resolver, ann: Annotations, body_words: BodyWords, with_bodies: bool
    ) -> None:
        """`body_words`: those that tell an office's institution."""
        self._w, self._resolver, self._ann = words, resolver, ann
        self._body_words = body_words
        self._bodies = self._finder if with_bodies else None
        self._main: dict[int, PersonMention] = {}
        self._printed: dict[int, dict[str, str]] = {}

    @cached_property
    def _finder(self) -> BodyFinder:
        return BodyFinder(self._ann, self._body_words)

    def mention(self, raw: Raw, people: People) -> PersonMention | None:
        """The mention that was read with an office; None for an office alone that could be anybody's."""
        full = self._resolver.full(raw)
        person = raw.person
        if person is None:
            person = self._resolver.holder(raw, full, people.all)
            if person is None and self._resolver.too_vague(raw, full):
                return None
        w, office = self._w, raw.office
        end = max(w.ends[office.end - 1], raw.name.end_offset if raw.name else 0)
        before, behind = w.texts[office.start - 1], w.texts[office.end : office.end + 1]
        if raw.start < office.start and before == "(" and behind == [")"]:
            # "Fulan (Ketua X) dan Misal (Ketua Y)" is a row of two.
            end = w.ends[office.end]
        # Who shares an office told before has none in his own words.
        title_span = (w.starts[office.start], w.ends[office.end - 1]) if office.start >= raw.start else None
        name_span = raw.name.span if raw.name else None
        return self._described(raw, full, person, (w.starts[raw.start], end), title_span, name_span)

    def later(self, person: Person, span: tuple[int, int]) -> PersonMention:
        """A mention by name alone, with the person's main office."""
        if id(person) not in self._main:
            raw = main_office(person)
            full = self._resolver.full(raw)
            self._main[id(person)] = self._described(raw, full, person, span, None, span)
        main = self._main[id(person)]
        return replace(main, start=span[0], end=span[1], rule=LATER_RULE, name_span=span)

    def _as_printed(self, title: str, full: Office, person: Person | None) -> str:
        """The title with its region's short name (Bupati Labura), where the person's offices print no longer one."""
        if full.region is None or full.region.name not in title:
            return title
        name = full.region.name
        printed = self._w.folded[full.region.start : full.region.end]
        longest = max(
            printed,
            self._forms(person).get(full.region.code, ""),
            self._told.get(full.region.code, ""),
            key=len,
        )
        if len(longest) >= len(name) or normal_form(longest) == normal_form(name):
            return title
        return title.replace(name, longest)

    @cached_property
    def _told(self) -> dict[str, str]:
        """By code, the longest name that the article prints of each regency and city.

        Provinces go by their short names everywhere.
        """
        longest: dict[str, str] = {}
        for m in self._ann.regions:
            if m.level != "province":
                longest[m.code] = max(longest.get(m.code, ""), self._ann.folded[m.start : m.end], key=len)
        return longest

    def _forms(self, person: Person | None) -> dict[str, str]:
        """The longest printed name of each region that a person's offices are of."""
        if person is None:
            return {}
        if id(person) not in self._printed:
            found: dict[str, str] = {}
            for named in (raw.office.region for raw in person.raws):
                if named is not None:
                    form = self._w.folded[named.start : named.end]
                    found[named.code] = max(found.get(named.code, ""), form, key=len)
            self._printed[id(person)] = found
        return self._printed[id(person)]

    def _described(
        self,
        raw: Raw,
        full: Office,
        person: Person | None,
        span: tuple[int, int],
        title_span: tuple[int, int] | None,
        name_span: tuple[int, int] | None,
    ) -> PersonMention:
        office = raw.office
        title, code = self._resolver.title(raw, full)
        acting = office.acting
        if acting is None and person is not None and office.former is None:
            acting = person.acting_as(full)
        if full.bare and full.head.takes == "place":
            code = self._resolver.beside(raw)
        institution = None if self._bodies is None else self._bodies.of(full, code)
        title = self._as_printed(title, full, person)
        if _SHORT_DINAS.search(title):
            title = _spelled_out(title, institution or self._finder.of(full, code))
        role = " ".join(part for part in (office.former, acting, title) if part)
        return PersonMention(
            start=span[0],
            end=span[1],
            rule=office.head.rule,
            name=person.name if person else None,
            key=person.key if person else "office:" + role.casefold(),
            role=role,
            head=office.head.head,
            acting=acting,
            deputy=office.head.deputy,
            leads=self._bodies is not None and self._bodies.leads(full) and office.former is None,
            institution=institution,
            name_span=name_span,
            title_span=title_span,
        )


def _spelled_out(title: str, body: Institution | None) -> str:
    """`Kepala Disdikbud Lampung`, `Kepala Dinas TPH Lamteng`: with the regional office's name written out."""
    if body is None or body.kind != "office" or not body.name.startswith(_DINAS):
        return title
    name = body.name
    if body.region is not None:
        name = re.sub(rf" (?:(?:Kabupaten|Kota|Provinsi) )?{re.escape(region(body.region).name)}$", "", name)
    return _SHORT_DINAS.sub(name, title, count=1) if name != _DINAS.strip() else title
