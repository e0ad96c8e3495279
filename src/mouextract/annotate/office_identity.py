"""Which office a bare or short mention means, and who in the article holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from mouextract.annotate.offices import Office
from mouextract.annotate.person_raw import Person, Raw
from mouextract.knowledge.regions import region
from mouextract.mentions import Annotations, RegionMention

_LEVEL = {"bupati": "kabupaten", "wali kota": "kota", "gubernur": "province"}
_REGION_HEADS = frozenset(
    {
        "kabupaten",
        "kota",
        "provinsi",
        "pemkab",
        "pemkot",
        "pemprov",
        "pemda",
        "bupati",
        "wali kota",
        "gubernur",
    }
)
# Offices that say enough without a unit.
_CLEAR_ALONE = frozenset({"presiden", "kapol", "kajari", "kajati", "jaksa agung"})


class Resolver:
    """Offices of one article: the fullest form of each, its region, its holder."""

    def __init__(
        self, ann: Annotations, raws: Sequence[Raw], person_of: Callable[[Raw], Person | None]
    ) -> None:
        self._ann = ann
        self._raws = [raw for raw in raws if raw.office is not None]
        self._person_of = person_of
        self._by_level: dict[str | None, tuple[list[RegionMention], list[RegionMention]]] = {}

    def full(self, raw: Raw) -> Office:
        """The fullest form of a mention's office: its own, or the same office's elsewhere."""
        office = raw.office
        assert office is not None
        if not office.bare:
            return self._longer_unit(office)
        person = self._person_of(raw)
        pool = person.raws if person is not None else []
        fuller = [r for r in pool if _extends(r.office, office)]
        if not fuller:
            fuller = [r for r in self._raws if _extends(r.office, office)]
            if person is not None:
                # Somebody else's office is not this person's, unless nobody is named with it.
                fuller = [r for r in fuller if self._person_of(r) is None]
        titles = {_identity(r.office) for r in fuller if r.office}
        if not fuller:
            return office
        if len(titles) > 1:
            before = [r for r in fuller if r.start < raw.start]
            chosen = before[-1] if before else fuller[0]
        else:
            chosen = fuller[0]
        assert chosen.office is not None
        return chosen.office

    def _longer_unit(self, office: Office) -> Office:
        """`Ketua STIKes` after `Ketua STIKes Contoh Jaya`: the same office, if just one unit begins so."""
        if " " in office.unit or office.region is not None:
            return office
        opening = office.unit.casefold() + " "
        longer = {
            r.office.unit: r.office
            for r in self._raws
            if r.office is not None
            and r.office.unit.casefold().startswith(opening)
            and r.office.head == office.head
            and r.office.former is None
        }
        return next(iter(longer.values())) if len(longer) == 1 else office

    def title(self, raw: Raw, office: Office) -> tuple[str, str | None]:
        """The office without marks, with its region where the article tells it, and that region's code."""
        if office.region is not None:
            return office.title, office.region.code
        if office.bare and office.head.takes == "region":
            code = self._region_of(_LEVEL.get(office.head.head), raw)
            if code is not None:
                return f"{office.title} {region(code).name}", code
        return office.title, None

    def _region_of(self, level: str | None, raw: Raw) -> str | None:
        """The region that a head named without one means; `level` None: any government's.

        The only one of its level, else the last one before it in its sentence, else the most frequent.
        """
        strong, weak = self._pools(level)
        for pool in (strong, weak):
            if pool and len({m.code for m in pool}) == 1:
                return pool[0].code
            start = raw.words.starts[raw.start]
            sentence = next((a for a, b in self._ann.sentences if a <= start < b), start)
            before = [m for m in (*strong, *weak) if sentence <= m.start < start]
            if before:
                return max(before, key=lambda m: m.start).code
            ranked = Counter(m.code for m in pool).most_common(2)
            if ranked:
                return ranked[0][0] if level is not None and ranked[0][1] > ranked[1][1] else None
        return None

    def _pools(self, level: str | None) -> tuple[list[RegionMention], list[RegionMention]]:
        """Regions of a level: those named as governments or with their class, and all others."""
        if level not in self._by_level:
            fitting = [m for m in self._ann.regions if level is None or m.level == level]
            strong = [m for m in fitting if m.head in _REGION_HEADS or m.inside == "own"]
            weak = [m for m in fitting if m.inside in (None, "dateline")]
            self._by_level[level] = (strong, weak)
        return self._by_level[level]

    def holder(self, raw: Raw, full: Office, people: Sequence[Person]) -> Person | None:
        """The one person whom the article names with exactly this office, for a mention without a name."""
        if full.former is not None or (raw.office is not None and raw.office.former is not None):
            return None
        identity = self._known_identity(raw, full)
        holders = []
        for person in people:
            for other in person.raws:
                if other.office is None or other.office.former is not None:
                    continue
                if self._known_identity(other, self.full(other)) == identity:
                    holders.append(person)
                    break
        return holders[0] if len(holders) == 1 else None

    def _known_identity(self, raw: Raw, office: Office) -> tuple[str, str]:
        base, unit = _identity(office)
        _, code = self.title(raw, office)
        return (base, code) if code is not None and office.head.takes == "region" else (base, unit)

    def too_vague(self, raw: Raw, full: Office) -> bool:
        """An office alone that could be anybody's."""
        office = raw.office
        assert office is not None
        if not full.bare:
            return office.lower and office.bare
        if full.head.head in _LEVEL:
            return self.title(raw, full)[1] is None
        return office.lower or full.head.head not in _CLEAR_ALONE

    def main_office(self, raws: Sequence[Raw]) -> Raw | None:
        """The mention that best tells a person's office: present, with its unit, in the body, early."""
        with_office = [raw for raw in raws if raw.office is not None]
        if not with_office:
            return None
        return min(
            with_office,
            key=lambda r: (
                r.office is None or r.office.former is not None,
                r.office is None or r.office.bare,
                r.weak,
                r.start,
            ),
        )


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


def _extends(other: Office | None, bare: Office) -> bool:
    """Is `other` the same kind of office as `bare`, with its unit?"""
    return (
        other is not None
        and not other.bare
        and other.former is None
        and other.head.head == bare.head.head
        and other.head.deputy == bare.head.deputy
        and _base(other).startswith(_base(bare))
    )
