"""Sentences, and the clauses of those that speak of several agreements at once."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from mouextract.assemble.clause_words import ClauseWords
from mouextract.assemble.model import Actor, Sentence
from mouextract.knowledge.grammar import AFTER
from mouextract.mentions import Annotations, CueMention, DateMention, InstrumentMention, Zone

# Zones whose words report nothing of the article's own.
IDLE_ZONES = frozenset({"see_also", "advert", "tags", "comments", "furniture", "publication"})
_LEAD_SENTENCES = 3
# Characters of the longest line of a page that is no sentence, and what ends sentences.
_LINE = 40
_STOPS = ".!?\"')"
# No sentence is longer; what runs on without a stop is read in pieces, so that time grows with length only.
_MAX_SENTENCE = 3000
# Characters between a word of signing and its document.
_SPACE = 1
# Characters between a subject and its verb: ` kemudian bersama-sama `.
_PREDICATE = 30
# Words that open what tells when or why something was done, beside the verbs that do.
_OPENS = AFTER | {"selain", "sebagai"}
# … between a mark or a word and what follows it.
_NEXT = 2
_FOLLOWS = "cue.contrast.follows"
_Spanned = TypeVar("_Spanned", Actor, CueMention, InstrumentMention, DateMention)


def sentences_of(ann: Annotations, actors: Sequence[Actor]) -> list[Sentence]:
    """The article's sentences with their mentions; those in idle zones are marked by `zone`."""
    sentences: list[Sentence] = []
    lead_left = _LEAD_SENTENCES
    quotations = [z for z in ann.zones if z.kind == "quotation"]
    blocks = [z for z in ann.zones if z.kind not in ("quotation", "dateline")]
    rows = _Row(actors), _Row(ann.cues), _Row(ann.instruments), _Row(ann.dates)
    # A link between two paragraphs does not part them: what stands in idle zones is not counted.
    index = 0
    for start, end in _pieces(ann.sentences):
        zone = next((z.kind for z in _touching(blocks, start, end) if _covers(z, start, end)), None)
        lead = zone is None and lead_left > 0 and _runs(ann.folded, start, end)
        lead_left -= lead
        sentences.append(
            Sentence(
                index,
                start,
                end,
                zone,
                lead,
                _touching(quotations, start, end),
                actors=rows[0].within(start, end),
                cues=rows[1].within(start, end),
                instruments=rows[2].within(start, end),
                dates=rows[3].within(start, end),
            )
        )
        index += zone not in IDLE_ZONES
    return sentences


def _runs(folded: str, start: int, end: int) -> bool:
    """Is it a sentence of running text, not a page's line above it (`Kabar Contoh / Metropolitan`)?"""
    return end - start > _LINE or folded[end - 1] in _STOPS


def _pieces(sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in sentences:
        for cut in range(start, end, _MAX_SENTENCE):
            yield cut, min(end, cut + _MAX_SENTENCE)


def _touching(zones: Sequence[Zone], start: int, end: int) -> Sequence[Zone]:
    """The zones (in text order, none overlapping) that share a character with a stretch."""
    first = bisect_right(zones, start, key=lambda z: z.end)
    last = bisect_left(zones, end, key=lambda z: z.start)
    return zones[first:last]


def _covers(zone: Zone, start: int, end: int) -> bool:
    return min(end, zone.end) - max(start, zone.start) > (end - start) / 2


class _Row(Generic[_Spanned]):
    """Mentions in text order, to be asked for those of one stretch after another."""

    def __init__(self, mentions: Sequence[_Spanned]) -> None:
        self._mentions: Sequence[_Spanned] = mentions
        self._starts = [m.start for m in mentions]

    def within(self, start: int, end: int) -> list[_Spanned]:
        """The mentions that lie within a stretch."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [m for m in self._mentions[first:last] if m.end <= end]


def _within(mentions: Sequence[_Spanned], start: int, end: int) -> list[_Spanned]:
    first = bisect_left(mentions, start, key=lambda m: m.start)
    last = bisect_left(mentions, end, key=lambda m: m.start)
    return [m for m in mentions[first:last] if m.end <= end]


def clauses_of(sentence: Sentence, folded: str, lexicon: ClauseWords) -> list[Sentence]:
    """The sentence whole, or cut where it turns from one agreement to another.

    Cut before `sementara`, `sedangkan`, `yang merupakan tindak lanjut`, `menyusul berakhirnya`, at a semicolon, and
    before an instrument that comes after the parties of the one before it, if both sides name an instrument and
    somebody.
    """
    cuts = [c.start for c in sentence.cues if c.label in ("contrast", "after_end")]
    openings: set[int] = set()
    named = [m for m in sentence.instruments if m.strength != "generic"]
    for previous, following in itertools.pairwise(named):
        between = [a for a in sentence.actors if previous.end <= a.start < following.start]
        after = [a for a in sentence.actors if a.start >= following.end]
        pairs = len({a.key for a in between}) >= 2 and len({a.key for a in after}) >= 2
        opening = _end_of_opening(sentence, folded, lexicon, previous, following)
        if opening is not None:
            cuts.append(opening)
            openings.add(opening)
            continue
        # "MoU dengan A dan PKS dengan B": each instrument has a partner of its own.
        withs = [c.start for c in sentence.cues if c.label == "with"]
        partners = any(previous.end <= w < following.start for w in withs) and any(
            w >= following.end for w in withs
        )
        apart = folded.rfind(";", previous.end, following.start)
        if apart > 0 and between:
            cuts.append(apart + 1)
        elif pairs or (partners and between and after):
            # "dilanjutkan penandatanganan PKS antara C dan D": the word of signing goes with its document.
            signs = [c for c in sentence.cues if c.label == "sign" and 0 < following.start - c.end <= _SPACE]
            cuts.append(signs[0].start if signs else following.start)
    clauses = [sentence]
    for cut in sorted(cuts):
        last = clauses[-1]
        left, right = _part(last, last.start, cut), _part(last, cut, last.end)
        there = [c for c in sentence.cues if c.start == cut]
        if cut in openings or any(c.label == "after_end" or c.rule == _FOLLOWS for c in there):
            # What has ended, and what was before, has its own day.
            left.dates, right.dates = (_within(last.dates, p.start, p.end) for p in (left, right))
        left.earlier = cut in openings
        theirs = right.actors or any(c.label == "both" for c in right.cues)
        if (left.actors or cut in openings) and theirs and left.instruments and right.instruments:
            clauses[-1:] = [left, right]
    return clauses


def _end_of_opening(
    sentence: Sentence, folded: str, lexicon: ClauseWords, older: InstrumentMention, own: InstrumentMention
) -> int | None:
    """`Setelah MoU dengan A, | B meneken PKS dengan C`: where the clause begins that makes another document, behind
    what only tells when or why.
    """
    # Behind a dateline, or a quotation mark.
    words = folded[sentence.start : older.start].rpartition("- ")[2].lstrip('" ').split(maxsplit=1)
    if not words or words[0].lower() not in _OPENS | lexicon.opening:
        return None
    if any(c.label == "refer" and 0 < c.start - own.end <= _NEXT for c in sentence.cues):
        # "MoU ini": the same one
        return None
    rows = [(before.end, before.key, subject) for before, subject in itertools.pairwise(sentence.actors)]
    if sentence.actors and sentence.actors[0].start > older.end:
        # "Sebagai tindak lanjut MoU tahun 2012, | A bersama B meneken PKS"
        rows.insert(0, (older.end, "", sentence.actors[0]))
    for end, key, subject in rows:
        comma = folded.find(",", end, subject.start)
        if end < older.end or subject.start >= own.start or comma < 0 or subject.start - comma > _NEXT:
            continue
        deed = any(
            c.label in ("sign", "make") and a.end <= c.start < a.end + _PREDICATE
            for c in sentence.cues
            for a in sentence.actors
            if a.start >= subject.start
        )
        partner = any(a.start > subject.end and a.key != key for a in sentence.actors)
        if deed and partner:
            return comma + 1
    return None


def _part(sentence: Sentence, start: int, end: int) -> Sentence:
    return replace(
        sentence,
        start=start,
        end=end,
        actors=_within(sentence.actors, start, end),
        cues=_within(sentence.cues, start, end),
        instruments=_within(sentence.instruments, start, end),
        # A date anywhere in the sentence may date each of its matters.
        dates=sentence.dates,
    )
