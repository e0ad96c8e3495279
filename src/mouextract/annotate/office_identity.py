"""Which office a bare or short mention means, and who in the article holds it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mouextract.annotate.office import Office
from mouextract.annotate.office_heads import Head
from mouextract.annotate.person_raw import Person, Raw
from mouextract.knowledge.regions import region
from mouextract.mentions import Annotations, RegionMention
from mouextract.rules import RuleSet, word_set

_LEVEL = {"bupati": "kabupaten", "wali kota": "kota", "gubernur": "province"}
# Stands for the holder of an office that is named alone; more units than that tell nothing.
_NOBODY = 0
_MANY = 20

_Kind = tuple[str, bool, str]


@dataclass(frozen=True, slots=True)
class _Regions:
    """Regions of one level: codes that are named as governments or with their class, all codes, and where."""

    strong: Counter[str]
    weak: Counter[str]
    starts: list[int]
    codes: list[str]


@dataclass(frozen=True, slots=True)
class IdentityWords:
    """`region_heads`: what stands before the name of a region that is meant as a government, or with its class;
    `clear_alone`: classes of offices that say enough without a unit.
    """

    region_heads: frozenset[str]
    clear_alone: frozenset[str]

    @classmethod
    def of(cls, rules: RuleSet) -> IdentityWords:
        """Read them from the rules."""
        heads = frozenset(rule.value for rule in rules.of("regions", "head") if rule.value)
        return cls(heads, word_set(rules.of("offices", "clear_alone")))


class Resolver:
    """Offices of one article: the fullest form of each, its region, its holder."""

    def __init__(
        self,
        ann: Annotations,
        raws: Sequence[Raw],
        sentences: Callable[[], Sequence[tuple[int, int]]],
        words: IdentityWords,
    ) -> None:
        """`sentences`: the article's; asked for only where one decides."""
        self._ann, self._words = ann, words
        self._sentences = sentences
        self._raws = raws
        self._by_level: dict[str | None, _Regions] = {}
        self._fuller: dict[tuple[_Kind, int], list[Raw]] = {}
        self._longer: dict[tuple[Head, str], dict[str, tuple[Office, set[int]]]] | None = None
        self._holders: dict[tuple[str, str], list[Person]] | None = None

    def full(self, raw: Raw) -> Office:
        """The fullest form of a mention's office: its own, or the same office's elsewhere."""
        office = raw.office
        if not office.bare:
            return self._longer_unit(raw)
        fuller: list[Raw] = []
        if raw.person is not None:
            # Somebody else's office is not this person's: only their own, or one that nobody is named with.
            fuller = self._pool(office, raw.person) or self._pool(office, None, unnamed=True)
        else:
            fuller = self._pool(office, None)
        if not fuller:
            return office
        if len({_identity(fuller[0].office), _identity(fuller[-1].office)}) == 1:
            return fuller[0].office
        before = bisect_left(fuller, raw.start, key=lambda r: r.start)
        return fuller[max(before - 1, 0)].office

    def _pool(self, bare: Office, person: Person | None, unnamed: bool = False) -> list[Raw]:
        """Mentions of the same kind of office with its unit: a person's, nobody's (`unnamed`), or all."""
        kind = (bare.head.head, bare.head.deputy, _base(bare))
        whose = id(person) if person is not None else int(unnamed)
        if (kind, whose) not in self._fuller:
            raws = person.raws if person is not None else self._raws
            found = [r for r in raws if _extends(r.office, kind) and not (unnamed and r.person is not None)]
            self._fuller[kind, whose] = sorted(found, key=lambda r: r.start)
        return self._fuller[kind, whose]

    def _longer_unit(self, raw: Raw) -> Office:
        """`Ketua STIKes` after `Ketua STIKes Contoh Jaya`: the same office, if just one unit begins so.

        Nobody has an office that another is named with (`Menteri Perdagangan`, `Menteri Perdagangan Contoh`).
        """
        office = raw.office
        if " " in office.unit or office.region is not None:
            return office
        if self._longer is None:
            self._longer = {}
            for other in self._raws:
                first, _, rest = other.office.unit.casefold().partition(" ")
                if rest and other.office.former is None:
                    units = self._longer.setdefault((other.office.head, first), {})
                    holders = units.setdefault(other.office.unit, (other.office, set()))[1]
                    holders.add(id(other.person) if other.person is not None else _NOBODY)
        units = self._longer.get((office.head, office.unit.casefold()), {})
        if len(units) > _MANY:
            return office
        mine = {_NOBODY, id(raw.person)}
        longer = [other for other, holders in units.values() if raw.person is None or holders & mine]
        return longer[0] if len(longer) == 1 else office

    def title(self, raw: Raw, office: Office) -> tuple[str, str | None]:
        """The office without marks, with its region where the article tells it, and that region's code."""
        if office.region is not None:
            return office.title, office.region.code
        if office.bare and office.head.takes == "region":
            code = self._region_of(_LEVEL.get(office.head.head), raw)
            if code is not None:
                return f"{office.title} {region(code).name}", code
        return office.title, None

    def beside(self, raw: Raw) -> str | None:
        """The regency or city that a police chief or prosecutor named without one serves: `Bupati Metro A,
        Kapolres B dan Kajari C` are of one place.
        """
        code = self._region_of(None, raw)
        return code if code is not None and region(code).level in ("kabupaten", "kota") else None

    def _region_of(self, level: str | None, raw: Raw) -> str | None:
        """The region that a head named without one means; `level` None: any government's.

        The only one of its level, else the last one before it in its sentence, else the most frequent.
        """
        regions = self._regions(level)
        pool = regions.strong or regions.weak
        if len(pool) == 1:
            return next(iter(pool))
        start = raw.words.starts[raw.start]
        sentences = self._sentences()
        opening = bisect_right(sentences, start, key=lambda span: span[0])
        sentence = sentences[opening - 1][0] if opening else start
        before = bisect_left(regions.starts, start)
        if before and regions.starts[before - 1] >= sentence:
            return regions.codes[before - 1]
        ranked = pool.most_common(2)
        return ranked[0][0] if ranked and level is not None and ranked[0][1] > ranked[1][1] else None

    def _regions(self, level: str | None) -> _Regions:
        if level not in self._by_level:
            fitting = [m for m in self._ann.own_regions if level is None or m.level == level]
            strong = [m for m in fitting if self._is_strong(m)]
            weak = [m for m in fitting if m.inside in (None, "dateline")]
            near = [m for m in fitting if self._is_strong(m) or m.inside in (None, "dateline")]
            self._by_level[level] = _Regions(
                Counter(m.code for m in strong),
                Counter(m.code for m in weak),
                [m.start for m in near],
                [m.code for m in near],
            )
        return self._by_level[level]

    def _is_strong(self, mention: RegionMention) -> bool:
        return mention.head in self._words.region_heads or mention.inside == "own"

    def holder(self, raw: Raw, full: Office, people: Sequence[Person]) -> Person | None:
        """The one person whom the article names with exactly this office, for a mention without a name."""
        if full.former is not None or raw.office.former is not None:
            return None
        if self._holders is None:
            self._holders = {}
            for person in people:
                offices = (r for r in person.raws if r.office.former is None)
                for identity in {self._known_identity(r, self.full(r)) for r in offices}:
                    self._holders.setdefault(identity, []).append(person)
        holders = self._holders.get(self._known_identity(raw, full), ())
        return holders[0] if len(holders) == 1 else None

    def _known_identity(self, raw: Raw, office: Office) -> tuple[str, str]:
        base, unit = _identity(office)
        _, code = self.title(raw, office)
        return (base, code) if code is not None and office.head.takes == "region" else (base, unit)

    def too_vague(self, raw: Raw, full: Office) -> bool:
        """An office alone that could be anybody's."""
        if not full.bare:
            return raw.office.lower and raw.office.bare
        if full.head.head in _LEVEL:
            return self.title(raw, full)[1] is None
        return raw.office.lower or full.head.head not in self._words.clear_alone


def main_office(person: Person) -> Raw:
    """The mention that best tells a person's office: present, with its unit, in the body, early."""
    return min(person.raws, key=lambda r: (r.office.former is not None, r.office.bare, r.weak, r.start))


def _base(office: Office) -> str:
    title = office.title
    if office.unit and title.endswith(office.unit):
        title = title[: -len(office.unit)]
    return title.strip().casefold()


def _identity(office: Office) -> tuple[str, str]:
    base = _base(office)
    if office.region is not None and office.head.takes == "region":
        return base, office.region.code
    if office.bodies and (office.head.leads or office.opens_with_body):
        return base, office.bodies[0].institution.key
    return base, office.unit.casefold()


def _extends(other: Office, kind: _Kind) -> bool:
    """Is `other` an office of this kind, with its unit?"""
    if other.bare or other.former is not None:
        return False
    if other.head.takes == "country" and other.bodies and other.bodies[0].institution.kind != "country":
        return False  # "Presiden" alone is never that of an association
    return (other.head.head, other.head.deputy) == kind[:2] and _base(other).startswith(kind[2])
