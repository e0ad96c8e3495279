"""The shapes that assembly works with, between mentions and records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mouextract.mentions import (
    CueMention,
    DateMention,
    Institution,
    InstrumentMention,
    PersonMention,
    Zone,
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who can be party to an agreement: an institution, named itself or through a person.

    `institution` is the body that stands for the party (None for a person whose body the article
    does not tell). `person` is set where an office or its holder is named. `leads`: the person
    heads the body. `weak`: a region's name that only sometimes means its government (`head`: Kota X; `bare`: X
    alone). `loose`: a name that no rule knows, read off its place in the sentence.
    """

    start: int
    end: int
    rule: str
    institution: Institution | None
    person: PersonMention | None = None
    leads: bool = False
    weak: str = ""
    loose: bool = False
    generic: bool = False
    basis: str = "text"

    @property
    def key(self) -> str:
        """Equal for all actors that stand for the same body (or person, where no body is known)."""
        if self.institution is not None:
            return self.institution.key
        assert self.person is not None
        return f"person:{self.person.key}"


def base_of(key: str) -> str:
    """A body's key without its branch: headlines leave the place out."""
    return key.partition("@")[0]


@dataclass(slots=True)
class Sentence:
    """A sentence with everything found in it; `zone` is the kind of zone that holds it, if any.

    `quotations`: the stretches of direct speech that touch it. `earlier`: a clause that only tells which document
    came before the one that its sentence is about.
    """

    index: int
    start: int
    end: int
    zone: str | None
    lead: bool
    quotations: Sequence[Zone] = ()
    actors: list[Actor] = field(default_factory=list)
    cues: list[CueMention] = field(default_factory=list)
    instruments: list[InstrumentMention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    earlier: bool = False

    @property
    def opens(self) -> bool:
        """Is it the headline, or of the lead?"""
        return self.zone == "title" or self.lead

    @property
    def quoted(self) -> bool:
        """Does it hold direct speech?"""
        return bool(self.quotations)

    @property
    def same_day(self) -> bool:
        """`pada hari yang sama`: does it tell of the day spoken of before?"""
        occasions = [c.start for c in self.cues if c.label == "occasion"]
        return any(c.label == "also" and c.start <= o < c.end for c in self.cues for o in occasions)

    def quotes(self, position: int) -> bool:
        """Is the character at `position` within direct speech?"""
        return any(z.start <= position < z.end for z in self.quotations)


@dataclass(frozen=True, slots=True)
class Placed:
    """An actor with the part that grammar gives it in its sentence.

    `slot`: `subject`, `between`, `with`, `by`, `of` (directly after an instrument or a noun of
    signing), `represented` (whom a deputy stands for), `deputy` (who stands in), `witness`,
    `speaker`, `topic`, `place`, `through`, `agent` (of some other verb), `other`. `group` numbers
    coordinated actors alike.
    """

    actor: Actor
    slot: str
    group: int


# No article tells more of one agreement; comparing all with all would take for ever.
_MAX_FRAMES = 150
# An agreement takes two.
SIDES = 2
# How many sentences before the items of a list the signing may stand.
LIST_REACH = 8
# Days in which also what an article tells late is its news.
THESE_DAYS = 7
# Characters before `Kedua, …`: a quotation mark, `Adapun `.
FRONT = 7
# Conjunctions after which somebody else is the subject.
SUBORDINATE = "cue.clause.subordinate"
# Cooperation alone is a wish, not an instrument.
MERE_COOPERATION = "instrument.kerja_sama"


@dataclass(slots=True)
class Frame:
    """What one clause says about an agreement.

    `strength`: of its strongest instrument (`specific`, `acronym`, `generic`), or `list` for a mere list of
    governments, `roll` for one of people with their bodies. `apart`: an item of a list of agreements.
    """

    sentence: Sentence
    instruments: list[InstrumentMention]
    parties: list[Placed]
    signers: list[Placed]
    status: str | None
    status_cue: CueMention | InstrumentMention | None
    signing: bool
    past: bool
    hope: bool
    negated: bool
    strength: str
    dates: list[DateMention] = field(default_factory=list)
    apart: bool = False

    @property
    def is_next(self) -> bool:
        """`Kedua, nota kesepahaman …`, `- A dengan B`: does the clause tell of the next of several documents?"""
        if self.apart:
            return True
        opens = any(
            c.label == "ordinal" and c.start - self.sentence.start <= FRONT for c in self.sentence.cues
        )
        return opens and self.names_contract

    @property
    def is_item(self) -> bool:
        """`Mereka ialah:` / `1. Kabupaten X`: is the document that it speaks of named before its sentence?"""
        named = self.instruments
        return bool(named) and not self.apart and all(m.end <= self.sentence.start for m in named)

    @property
    def types_named(self) -> set[str]:
        """The types of the documents that the clause names, other than by a general word."""
        return {m.type for m in self.instruments if m.strength != "generic"}

    @property
    def names_contract(self) -> bool:
        """Does the clause name an instrument that is more than mere cooperation?"""
        return any(m.rule != MERE_COOPERATION for m in self.instruments)

    @property
    def signs_contract(self) -> bool:
        """`NPHD dengan Bawaslu bakal ditandatangani`: does it name a contract and a signing, done or to come?"""
        return self.names_contract and any(c.label == "sign" for c in self.sentence.cues)

    @property
    def of_both(self) -> bool:
        """`perjanjian jual beli gas yang ditandatangani kedua perusahaan`: a contract that those told before made?"""
        return self.signs_contract and any(c.label == "both" for c in self.sentence.cues)

    @property
    def also(self) -> bool:
        """`Selain itu`, `juga`, `pula`: does the clause tell of something more?"""
        return any(c.label == "also" for c in self.sentence.cues)


@dataclass(slots=True)
class Event:
    """Frames that speak of one agreement."""

    frames: list[Frame]
    parties: dict[str, list[Placed]] = field(default_factory=dict)
    past: bool = False

    def add(self, frame: Frame) -> None:
        """Take in a frame with its parties; a wish names no further ones."""
        if len(self.frames) >= _MAX_FRAMES:
            return
        self.frames.append(frame)
        for placed in frame.parties:
            if frame.hope and len(self.parties) >= SIDES and placed.actor.key not in self.parties:
                continue
            self.parties.setdefault(placed.actor.key, []).append(placed)
        self.past = self.past and frame.past

    def may_name(self, frame: Frame) -> bool:
        """Can the frame's instrument be the event's? MoU may stand for any."""
        types = {m.type for f in self.frames for m in f.instruments if m.strength == "specific"}
        mine = {m.type for m in frame.instruments if m.strength == "specific"}
        return not mine or not types or bool(mine & types)
