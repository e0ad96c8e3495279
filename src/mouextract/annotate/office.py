"""An office as read: acting mark, head and unit, with the name after it."""

from __future__ import annotations

from dataclasses import dataclass

from mouextract.annotate.office_heads import Head
from mouextract.annotate.person_names import NameRead
from mouextract.knowledge.offices import is_name_word
from mouextract.knowledge.towns import town_end
from mouextract.mentions import InstitutionMention, RegionMention

# Heads and bodies of villages and subdistricts.
_SMALL_PLACES = frozenset({"camat"})
_SMALL_BODIES = frozenset({"Kepolisian Sektor"})


@dataclass(slots=True)
class Office:
    """An office as read: words `[start, end)`, acting mark and unit included.

    `role` is in standard spelling, acting mark first; `title` the same without that mark. `name`: the name
    that was read after it. `lower`: its head is printed in small letters. `department`: its unit is one that every
    body has. `cut`: an institution whose mention seems to run on into the name.
    """

    start: int
    end: int
    head: Head
    acting: str | None
    former: str | None
    title: str
    unit: str
    region: RegionMention | None
    bodies: list[InstitutionMention]
    cut_body: tuple[str, str] | None
    opens_with_body: bool
    lower: bool
    name: NameRead | None = None
    after_comma: bool = False
    department: bool = False
    cut: InstitutionMention | None = None

    @property
    def perhaps_place(self) -> bool:
        """Is what was read as the name perhaps the place (`Kapolsek Sukamaju`)?"""
        name = self.name
        if name is None or name.titled or self.after_comma or self.region is not None:
            return False
        words = name.name.lower().split()
        if self.head.takes != "place" or any(map(is_name_word, words)):
            return False
        # Seats of regencies are known; villages and subdistricts are too many (`Kapolsek Suka Maju`).
        small = self.head.head in _SMALL_PLACES or self.head.body in _SMALL_BODIES
        return small or len(words) == 1 or town_end(words, 0) is not None

    @classmethod
    def alone(cls, head: Head, start: int, end: int, region: RegionMention) -> Office:
        """An office of which only the region is printed, its head standing before another region."""
        title = f"{head.value} {region.name}"
        return cls(start, end, head, None, None, title, region.name, region, [], None, False, lower=False)

    def lengthen(self, name: NameRead) -> None:
        """Give the words that were read as a name to the unit."""
        self.end = name.last
        self.unit = f"{self.unit} {name.name}".strip()
        self.title = f"{self.title} {name.name}"
        self.name, self.department = None, False

    def restore(self, end: int) -> None:
        """Give the words that were read as a name back to the cut institution, which goes up to word `end`."""
        if self.cut is None or self.name is None:
            return
        self.lengthen(self.name)
        self.end, self.bodies, self.cut_body = end, [*self.bodies, self.cut], None

    @property
    def role(self) -> str:
        """The office with its acting or former mark."""
        return " ".join(part for part in (self.former, self.acting, self.title) if part)

    @property
    def bare(self) -> bool:
        """Only a head that needs a unit to tell which office it is."""
        return not self.unit and self.head.takes != "none" and not self.head.whole
