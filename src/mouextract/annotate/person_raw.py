"""A person or office as first read, before mentions of one person are joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from mouextract.annotate.office import Office
from mouextract.annotate.person_names import NameRead
from mouextract.annotate.person_words import Words


@dataclass(slots=True, eq=False)
class Raw:
    """Words `[start, end)`; `weak`: read in a headline, where the end of a name is unsure.

    `same`: an earlier mention whose person this office belongs to as well (`…, yang juga …`).
    `person`: who it was joined to.
    """

    office: Office
    name: NameRead | None
    words: Words
    start: int
    end: int
    weak: bool = False
    same: Raw | None = None
    person: Person | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The name's words in small letters, initials left out where there are others."""
        return name_parts(self.name.name) if self.name is not None else ()


@dataclass(slots=True, eq=False)
class Person:
    """One person of an article: the fullest name and its words, and where it was read with an office.

    `nicknames`: words that stand for the name; `classes`: classes of the offices (head, deputy);
    `acting`: acting marks by office and unit.
    """

    name: str
    parts: tuple[str, ...]
    raws: list[Raw] = field(default_factory=list)
    nicknames: set[str] = field(default_factory=set)
    classes: set[tuple[str, bool]] = field(default_factory=set)
    acting: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Equal for all mentions."""
        return "person:" + " ".join(self.parts)

    def add(self, raw: Raw) -> None:
        """Join a mention to the person."""
        office = raw.office
        raw.person = self
        self.raws.append(raw)
        self.classes.add((office.head.head, office.head.deputy))
        if office.acting is not None and office.former is None:
            self.acting.setdefault((office.head.value, office.unit), set()).add(office.acting)

    def acting_as(self, office: Office) -> str | None:
        """The acting mark that the article gives the person for an office, if it gives just one."""
        value = office.head.value
        marks = self.acting.get((value, office.unit), set()) | self.acting.get((value, ""), set())
        return next(iter(marks)) if len(marks) == 1 and office.former is None else None


def name_parts(name: str) -> tuple[str, ...]:
    """A name's words in small letters, without marks; initials only where there is nothing else."""
    words = [word for word in name.replace(".", " ").replace(",", " ").casefold().split() if word]
    return tuple(word for word in words if len(word) > 1) or tuple(words)
