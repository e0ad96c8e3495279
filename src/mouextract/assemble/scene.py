"""Sentences as scenes: who is named in them, by which word each is governed, hence which part it has."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from mouextract.annotate.matching import tokenize
from mouextract.assemble.model import Actor, Placed, Sentence
from mouextract.mentions import Annotations, CueMention, InstrumentMention

# Zones whose words report nothing of the article's own.
IDLE_ZONES = frozenset({"see_also", "advert", "caption", "tags", "comments", "furniture", "publication"})
_QUOTES = frozenset("\"'([{")


def actors_of(ann: Annotations) -> list[Actor]:
    """All actors in text order, none overlapping: people with offices before bare institutions."""
    actors: list[Actor] = []
    for person in ann.people:
        actors.append(
            Actor(
                person.start,
                person.end,
                person.rule,
                institution=person.institution,
                person=person,
                leads=person.leads,
            )
        )
    for mention in ann.institutions:
        actors.append(
            Actor(
                mention.start,
                mention.end,
                mention.rule,
                institution=mention.institution,
                weak=mention.rule == "institution.region_as_government",
                generic=mention.generic,
                basis=mention.basis,
            )
        )
    actors.sort(key=lambda a: (a.start, -(a.end - a.start), a.person is None))
    kept: list[Actor] = []
    for actor in actors:
        if kept and actor.start < kept[-1].end:
            if actor.end - actor.start > kept[-1].end - kept[-1].start and actor.person is not None:
                kept[-1] = actor
            continue
        kept.append(actor)
    return kept


def sentences_of(ann: Annotations, actors: Sequence[Actor]) -> list[Sentence]:
    """The article's sentences with their mentions; idle zones are marked by `zone`."""
    sentences: list[Sentence] = []
    lead_left = 3
    for index, (start, end) in enumerate(ann.sentences):
        zone = _zone_at(ann, start, end)
        quoted = any(z.kind == "quotation" and z.start <= start and end <= z.end + 1 for z in ann.zones)
        lead = zone is None and lead_left > 0
        if lead:
            lead_left -= 1
        sentences.append(
            Sentence(
                index,
                start,
                end,
                zone,
                lead,
                quoted,
                actors=_within(actors, start, end),
                cues=_within(ann.cues, start, end),
                instruments=_within(ann.instruments, start, end),
                dates=_within(ann.dates, start, end),
            )
        )
    return sentences


def _zone_at(ann: Annotations, start: int, end: int) -> str | None:
    for zone in ann.zones:
        if zone.kind in ("quotation", "dateline"):
            continue
        overlap = min(end, zone.end) - max(start, zone.start)
        if overlap > (end - start) / 2:
            return zone.kind
    return None


def _within(mentions: Sequence, start: int, end: int) -> list:  # type: ignore[type-arg]
    starts = [m.start for m in mentions]
    return [m for m in mentions[bisect_left(starts, start) : bisect_right(starts, end - 1)] if m.end <= end]


class Scene:
    """One sentence, its tokens classed by the cues on them, its actors placed."""

    def __init__(self, sentence: Sentence, folded: str) -> None:
        self.sentence = sentence
        self.folded = folded
        self.tokens = tokenize(folded, sentence.start, sentence.end)
        self.starts = [a for a, _ in self.tokens]
        self.labels: list[dict[str, CueMention]] = [{} for _ in self.tokens]
        for cue in sentence.cues:
            for i in range(*self._token_range(cue.start, cue.end)):
                self.labels[i].setdefault(cue.label, cue)
        self.instrument_at: dict[int, InstrumentMention] = {}
        for instrument in sentence.instruments:
            for i in range(*self._token_range(instrument.start, instrument.end)):
                self.instrument_at[i] = instrument
        self.actor_at: dict[int, int] = {}
        self.spans: list[tuple[int, int]] = []
        for n, actor in enumerate(sentence.actors):
            first, last = self._token_range(actor.start, actor.end)
            self.spans.append((first, last))
            for i in range(first, last):
                self.actor_at[i] = n
        self.placed = self._place()

    def _token_range(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def word(self, i: int) -> str:
        """The i-th token in lower case."""
        a, b = self.tokens[i]
        return self.folded[a:b].lower()

    def _place(self) -> list[Placed]:
        placed: list[Placed] = []
        group = 0
        for n, actor in enumerate(self.sentence.actors):
            slot, joined = self._slot(n, placed)
            if not joined:
                group += 1
            placed.append(Placed(actor, slot, group))
        return placed

    def _slot(self, n: int, placed: list[Placed]) -> tuple[str, bool]:
        """The slot of the n-th actor, and whether it is coordinated with the one before."""
        first = self.spans[n][0]
        i = first - 1
        coordinated = False
        comma = False
        while i >= 0:
            if i in self.actor_at:
                previous = self.actor_at[i]
                if previous < len(placed) and (coordinated or comma):
                    return placed[previous].slot, True
                # Two names without any mark between: the second explains or belongs to the first.
                if previous < len(placed) and i == first - 1:
                    return "other", False
                return "subject", False
            if i in self.instrument_at and self.instrument_at[i].strength != "generic":
                return ("subject", False) if coordinated or comma else ("of", False)
            word = self.word(i)
            labels = self.labels[i]
            if word in ("dan", "serta", "&", "/", "-", "maupun", "hingga", "plus"):
                coordinated = True
            elif word in (",", ";"):
                comma = True
            elif word in (".", ":", "!", "?"):
                return ("subject", False) if word != ":" or not placed else (placed[-1].slot, True)
            elif word in ("(", ")", '"', "'", "*") or word.isdigit():
                pass
            else:
                slot = self._governed(i, labels, coordinated or comma)
                if slot is not None:
                    return slot, False
            i -= 1
        return "subject", False

    def _governed(self, i: int, labels: dict[str, CueMention], after_mark: bool) -> str | None:
        """The slot that the token i gives to what follows; None: look further to the left."""
        if "between" in labels:
            return "between"
        if "with" in labels:
            return "with"
        if "by" in labels:
            return "by"
        if "represent" in labels:
            word = self.word(i)
            return "represented" if word in ("mewakili", "nama", "wakili") else "deputy"
        if "sign" in labels:
            cue = labels["sign"]
            return {"cue.sign.passive": "by", "cue.sign.noun": "of"}.get(cue.rule, "other")
        if after_mark:
            # A mark without an actor before it opens a new clause.
            return "subject" if "filler" not in labels else None
        if "filler" in labels:
            return None
        if "clause" in labels:
            return "subject"
        if "witness" in labels or "attend" in labels:
            return "witness"
        if "report" in labels:
            return "speaker"
        if "through" in labels:
            return "through"
        if "topic" in labels:
            return "topic"
        if "at" in labels:
            return "place"
        if "make" in labels:
            return {"cue.make.passive": "by"}.get(labels["make"].rule, "other")
        if i in self.instrument_at:
            return "of"
        if "refer" in labels or "also" in labels or "past" in labels or "plan" in labels:
            return "subject"
        if re.fullmatch(r"\W", self.word(i)):
            return None
        return "other"
