"""A person or office as first read, before mentions of one person are joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from mouextract.annotate.offices import Office
from mouextract.annotate.person_names import NameRead
from mouextract.annotate.person_words import Words


@dataclass(slots=True, eq=False)
class Raw:
    """Words `[start, end)`; `weak`: read in a headline, where the end of a name is unsure.

    `same`: an earlier mention whose person this office belongs to as well (`…, yang juga …`).
    """

    office: Office | None
    name: NameRead | None
    words: Words
    start: int
    end: int
    weak: bool = False
    same: Raw | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The name's words in small letters, initials left out where there are others."""
        return name_parts(self.name.name) if self.name is not None else ()


@dataclass(slots=True, eq=False)
class Person:
    """One person of an article: the fullest name and its words, and where it was read with an office."""

    name: str
    parts: tuple[str, ...]
    raws: list[Raw] = field(default_factory=list)
    nicknames: set[str] = field(default_factory=set)

    @property
    def key(self) -> str:
        """Equal for all mentions."""
        return "person:" + " ".join(self.parts)


def name_parts(name: str) -> tuple[str, ...]:
    """A name's words in small letters, without marks; initials only where there is nothing else."""
    words = [word for word in name.replace(".", " ").replace(",", " ").casefold().split() if word]
    return tuple(word for word in words if len(word) > 1) or tuple(words)
