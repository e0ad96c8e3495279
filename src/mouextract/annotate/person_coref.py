"""Joins mentions of one person: fuller and shorter names, offices alone, names alone.

Within one article a shorter name belongs to the person whose name holds all its words, an office alone
to the one person who is named with it. Where two people could be meant, nothing is joined.
"""

from __future__ import annotations

from collections.abc import Iterator

from mouextract.annotate.office_bodies import BodyFinder
from mouextract.annotate.office_identity import Resolver
from mouextract.annotate.offices import Office
from mouextract.annotate.person_names import NameReader
from mouextract.annotate.person_raw import Person, Raw, name_parts
from mouextract.annotate.person_words import Words
from mouextract.knowledge.offices import is_name_word
from mouextract.mentions import Annotations, PersonMention

_LATER_RULE = "people.later"


class Joiner:
    """Turns what was read in one article into mentions."""

    def __init__(
        self,
        ann: Annotations,
        words: Words,
        bodies: BodyFinder,
        names: NameReader,
        common: frozenset[str],
        verbs: frozenset[str],
        headlines: list[tuple[int, int]],
    ) -> None:
        """`common`: words that alone name nobody; `verbs`: what may stand beside a name."""
        self._ann, self._w, self._bodies, self._names = ann, words, bodies, names
        self._common, self._verbs, self._headlines = common, verbs, headlines
        self._people: list[Person] = []
        self._person_of: dict[int, Person] = {}

    def mentions(self, raws: list[Raw]) -> list[PersonMention]:
        """All mentions: those read with an office, and later ones by name alone."""
        named = [raw for raw in raws if raw.name is not None]
        for raw in sorted((r for r in named if not r.weak), key=lambda r: (-len(r.parts), r.start)):
            self._place(raw)
        for raw in (r for r in named if r.weak):
            self._place_weak(raw)
        self._lengthen()
        for raw in raws:
            if raw.same is not None and (person := self._person_of.get(id(raw.same))) is not None:
                self._person_of[id(raw)] = person
                person.raws.append(raw)
        resolver = Resolver(self._ann, raws, lambda raw: self._person_of.get(id(raw)))
        found = [m for raw in raws if (m := self._mention(raw, resolver)) is not None]
        found.extend(self._later(raws, resolver))
        return found

    def _place(self, raw: Raw) -> None:
        assert raw.name is not None
        candidates = [p for p in self._people if _fits(p, raw)]
        exact = [p for p in candidates if p.parts == raw.parts]
        if len(exact or candidates) != 1:
            first = [p for p in candidates if p.parts[0] == raw.parts[0]]
            candidates = first if len(first) == 1 else [p for p in candidates if _same_class(p, raw.office)]
        else:
            candidates = exact or candidates
        if len(candidates) == 1:
            person = candidates[0]
        else:
            person = Person(raw.name.name, raw.parts)
            self._people.append(person)
        person.raws.append(raw)
        person.nicknames.update(self._names.nickname(self._w, raw.name))
        self._person_of[id(raw)] = person

    def _lengthen(self) -> None:
        """Give people known by one word their fuller name, where the article prints just one."""
        short = {
            p.parts[0]: p
            for p in self._people
            if len(p.parts) == 1 and p.raws and not all(r.weak for r in p.raws)
        }
        if not short:
            return
        w = self._w
        fuller: dict[str, dict[tuple[str, ...], str]] = {}
        read = {raw.name.first for p in short.values() for raw in p.raws if raw.name is not None}
        for i, low in enumerate(w.lows):
            if low in short and i not in read and w.capital(i) and not w.in_body(i) and not self._headline(i):
                name = self._names.forward(w, i)
                if (
                    name is not None
                    and 2 <= name.length <= 4
                    and not any(k in w.regions for k in range(i, name.last))
                ):
                    fuller.setdefault(low, {})[name_parts(name.name)] = name.name
        taken = {p.parts for p in self._people}
        for low, names in fuller.items():
            if len(names) == 1 and not taken & names.keys():
                ((short[low].parts, short[low].name),) = names.items()

    def _headline(self, i: int) -> bool:
        return any(a <= self._w.starts[i] < b for a, b in self._headlines)

    def _place_weak(self, raw: Raw) -> None:
        """A headline's name: as much of it as the body confirms; without any such person as it was read."""
        name = raw.name
        assert name is not None
        parts = raw.parts
        for length in range(len(parts), 0, -1):
            short = set(parts[:length])
            holders = [p for p in self._people if short <= set(p.parts) and not short <= self._common]
            if len(holders) == 1:
                if length < len(parts):
                    cut = self._names.forward_words(self._w, name, length)
                    raw.end = max(
                        raw.office.end if raw.office and raw.office.start < name.start else 0, cut.end
                    )
                    raw.name = cut
                self._person_of[id(raw)] = holders[0]
                holders[0].raws.append(raw)
                return
        self._place(raw)

    def _mention(self, raw: Raw, resolver: Resolver) -> PersonMention | None:
        office = raw.office
        assert office is not None
        person = self._person_of.get(id(raw))
        full = resolver.full(raw)
        if person is None:
            person = resolver.holder(raw, full, self._people)
            if person is None and resolver.too_vague(raw, full):
                return None
        title, code = resolver.title(raw, full)
        role = " ".join(
            part for part in (office.former, office.acting or self._acting(person, raw, full), title) if part
        )
        w = self._w
        start = w.starts[raw.start]
        end = max(w.ends[office.end - 1], raw.name.end_offset if raw.name else 0)
        return PersonMention(
            start=start,
            end=end,
            rule=office.head.rule,
            name=person.name if person else None,
            key=person.key if person else "office:" + role.casefold(),
            role=role,
            head=office.head.head,
            acting=office.acting or self._acting(person, raw, full),
            deputy=office.head.deputy,
            leads=self._bodies.leads(full),
            institution=self._bodies.of(full, code),
            name_span=raw.name.span if raw.name else None,
            title_span=(w.starts[office.start], w.ends[office.end - 1]),
        )

    def _acting(self, person: Person | None, raw: Raw, full: Office) -> str | None:
        """The acting mark that the article gives the same person for the same office elsewhere."""
        if person is None or raw.office is None or raw.office.former:
            return None
        marks = {
            other.office.acting
            for other in person.raws
            if other.office is not None
            and other.office.head.value == full.head.value
            and other.office.former is None
            and other.office.unit in (full.unit, "")
        }
        marks.discard(None)
        return marks.pop() if len(marks) == 1 else None

    def _later(self, raws: list[Raw], resolver: Resolver) -> Iterator[PersonMention]:
        w = self._w
        by_part: dict[str, list[Person]] = {}
        for known in self._people:
            for part in {*known.parts, *known.nicknames}:
                by_part.setdefault(part, []).append(known)
        if not by_part:
            return
        taken = bytearray(len(w))
        for raw in raws:
            for i in range(raw.start, raw.end):
                taken[i] = 1
        skip = 0
        for i, low in enumerate(w.lows):
            if i < skip or low not in by_part or taken[i] or not w.capital(i):
                continue
            end, person = self._longest(i, by_part[low], taken)
            skip = end
            if person is not None and self._is_name_alone(i, end, person):
                yield self._named(i, end, person, resolver)

    def _longest(self, i: int, people: list[Person], taken: bytearray) -> tuple[int, Person | None]:
        """Where the longest run of one person's name words from word `i` ends, and whose they are."""
        w = self._w
        best_end = i
        best: list[Person] = []
        for person in people:
            end = self._run(i, {*person.parts, *person.nicknames}, taken)
            if end > best_end:
                best_end, best = end, [person]
            elif end == best_end:
                best.append(person)
        if len(best) == 1:
            return best_end, best[0]
        words = tuple(w.lows[i:best_end])
        exact = [p for p in best if p.parts == words] or [p for p in best if p.parts[0] == words[0]]
        return best_end, exact[0] if len(exact) == 1 else None

    def _run(self, i: int, parts: set[str], taken: bytearray) -> int:
        """The end of the words from `i` on that all are of the name; initials in between count as such."""
        w = self._w
        j = end = i
        while j < len(w) and not taken[j] and (j == i or w.joined(j)):
            initial = len(w.texts[j]) == 1 and (w.capital(j) or (w.texts[j] == "." and w.touches(j)))
            if w.lows[j] in parts and w.capital(j):
                end = j + 1
            elif j == i or not initial or (w.texts[j] == "." and len(w.texts[j - 1]) > 1):
                break
            j += 1
        return end

    def _is_name_alone(self, i: int, end: int, person: Person) -> bool:
        w = self._w
        if end == i + 1 and w.lows[i] in self._common and len(person.parts) > 1:
            return False
        if w.in_body(i) or ((region := w.regions.get(i)) is not None and region.head is not None):
            return False
        if (
            end == i + 1
            and len(w.texts[i]) > 1
            and w.texts[i].isupper()
            and w.lows[i] not in person.nicknames
        ):
            return False
        # A longer run of capitals is another name, unless a sentence's first word or a verb stands there.
        if end < len(w) and w.joined(end) and w.capital(end) and self._belongs(end):
            return False
        if i > 0 and w.joined(i) and w.capital(i - 1) and self._belongs(i - 1):
            opens = i < 2 or not w.joined(i - 1) or not w.texts[i - 2][0].isalnum()
            return opens and not is_name_word(w.lows[i - 1])
        return True

    def _belongs(self, k: int) -> bool:
        low = self._w.lows[k]
        if low in self._verbs or low in self._names.not_name or (low in self._common and len(low) < 5):
            return False
        return not self._names.titles_at(self._w, k) and self._w.texts[k][0].isalpha()

    def _named(self, i: int, end: int, person: Person, resolver: Resolver) -> PersonMention:
        w = self._w
        main = resolver.main_office(person.raws)
        role = head = None
        full: Office | None = None
        code = None
        if main is not None and main.office is not None:
            full = resolver.full(main)
            title, code = resolver.title(main, full)
            acting = main.office.acting or self._acting(person, main, full)
            role = " ".join(part for part in (full.former, acting, title) if part)
            head = full.head.head
        return PersonMention(
            start=w.starts[i],
            end=w.ends[end - 1],
            rule=_LATER_RULE,
            name=person.name,
            key=person.key,
            role=role,
            head=head,
            acting=acting if full else None,
            deputy=full.head.deputy if full else False,
            leads=self._bodies.leads(full) if full else False,
            institution=self._bodies.of(full, code) if full else None,
            name_span=(w.starts[i], w.ends[end - 1]),
        )


def _same_class(person: Person, office: Office | None) -> bool:
    return office is None or any(
        r.office is not None
        and r.office.head.head == office.head.head
        and r.office.head.deputy == office.head.deputy
        for r in person.raws
    )


def _fits(person: Person, raw: Raw) -> bool:
    """May the mention's name be a shorter form of the person's?"""
    parts = set(raw.parts)
    if parts <= person.nicknames:
        return True
    if not parts <= set(person.parts):
        return False
    if person.parts == raw.parts or raw.parts[0] == person.parts[0]:
        return True
    if _same_class(person, raw.office):
        return True
    return len(parts) == 1 and not _has_full_office(raw)


def _has_full_office(raw: Raw) -> bool:
    return raw.office is not None and not raw.office.bare
