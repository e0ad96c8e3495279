"""The unit of an office as read: its words, bodies and region."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mouextract.mentions import InstitutionMention, RegionMention
from mouextract.text import squeeze

_BRACKET = re.compile(r" ?\([^()]*\)")


@dataclass(slots=True)
class Unit:
    """A unit as read: it ends before word `end`.

    `text`: its words in standard spelling; `bodies`: institutions within it; `region`: the region in it;
    `closed`: nothing but a person can follow (a region or country was read); `cut_body`: name and kind of an
    institution whose mention, `cut`, seems to run on into a person's name.
    """

    end: int
    parts: list[str] = field(default_factory=list)
    bodies: list[InstitutionMention] = field(default_factory=list)
    region: RegionMention | None = None
    closed: bool = False
    words: int = 0
    opens_with_body: bool = False
    cut_body: tuple[str, str] | None = None
    cut: InstitutionMention | None = None

    @property
    def text(self) -> str:
        """The unit in standard spelling, without brackets; empty where there is none."""
        return squeeze(_BRACKET.sub("", " ".join(self.parts))).replace(" ,", ",").replace(" /", "/")
