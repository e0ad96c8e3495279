"""What stopped a value that a reader expected: what each step made of some words of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mouextract.assemble.clauses import IDLE_ZONES
from mouextract.assemble.model import Placed, Sentence
from mouextract.judge.explain import Reading
from mouextract.judge.passages import Passage, RuleBook, RuleInfo, passage, words_of
from mouextract.judge.reasons import (
    Reason,
    actor_reason,
    event_reason,
    frame_reason,
    nothing_reason,
    sentence_reason,
)
from mouextract.knowledge import institutions, regions
from mouextract.mentions import Annotations, Mention
from mouextract.text import WORD_END, WORD_START, fold

# What may stand before a region's name in what a reader expects, and what it narrows the name to.
_HEADS = re.compile(
    r"(?i)^(?:pemerintah\s+)?(kabupaten|kab\.?|kota|provinsi|prov\.?|pemkab|pemkot|pemprov)\s+(?=\S)"
)
_LEVELS = {
    "kab": "kabupaten",
    "pemkab": "kabupaten",
    "pemkot": "kota",
    "prov": "province",
    "pemprov": "province",
}
# Places told of: a reader needs no more.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A mention that the words are part of: its kind, what it means, its rule."""

    kind: str
    meaning: str
    rule: RuleInfo


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where the words stand (or the value that they mean), and what became of it there.

    `agreement`: number (from 1) of the agreement to which it belongs, else None and `reason` says why not.
    """

    passage: Passage
    zone: str | None
    found: tuple[Found, ...]
    slot: str | None
    frame: str | None
    agreement: int | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class WhyNot:
    """The answer: `known` says in which tables the words stand; `more` places are left out."""

    text: str
    known: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    more: int


def why_not(text: str, reading: Reading, book: RuleBook) -> WhyNot:
    """What became of `text` wherever it stands in the article, whatever its case.

    A region is also found where the article names it otherwise (`Kabupaten Siak` in `Bupati Siak`), a date or
    an instrument where it is written as a record writes it (`2024-05-03`, `nota_kesepakatan`).
    """
    codes = _region_codes(text)
    body = institutions.lookup(text)
    known = [f"the region {regions.full_name(code)} ({code})" for code in codes]
    if body is not None:
        known.append(f"the institution {body.name}")
    spans = _spans(text, reading.ann, set(codes), None if body is None else body.name)
    found = tuple(_occurrence(a, b, reading, book) for a, b in spans[:_MOST])
    return WhyNot(text, tuple(known), found, max(0, len(spans) - _MOST))


def _region_codes(text: str) -> list[str]:
    head = _HEADS.match(text)
    level = None
    if head is not None:
        word = head[1].lower().rstrip(".")
        level = _LEVELS.get(word, {"provinsi": "province"}.get(word, word))
        text = text[head.end() :]
    return [r.code for r in regions.lookup(text, level)]


def _spans(text: str, ann: Annotations, codes: set[str], body: str | None) -> list[tuple[int, int]]:
    """Where the words stand, and where a mention means what they mean; in text order, none within another."""
    spans = _literal(text, ann.folded)
    wanted = text.strip().casefold()
    spans += [(r.head_start, r.end) for r in ann.regions if r.code in codes]
    for m in ann.institutions:
        own = m.institution
        if own.code in codes or own.name.casefold() in (wanted, (body or "").casefold()):
            spans.append((m.start, m.end))
    for p in ann.people:
        if p.name is not None and wanted in (p.name.casefold(), (p.role or "").casefold()):
            spans.append((p.start, p.end))
    spans += [(d.start, d.end) for d in ann.dates if d.value == wanted]
    spans += [(i.start, i.end) for i in ann.instruments if i.type == wanted]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _literal(text: str, folded: str) -> list[tuple[int, int]]:
    words = fold(text).split()
    if not words:
        return []
    body = "(?i:" + r"\s+".join(map(re.escape, words)) + ")"
    whole = (
        (WORD_START if words[0][0].isalpha() else "") + body + (WORD_END if words[-1][-1].isalpha() else "")
    )
    return [m.span() for m in re.finditer(whole, folded)] or [m.span() for m in re.finditer(body, folded)]


def _occurrence(start: int, end: int, reading: Reading, book: RuleBook) -> Occurrence:
    ann = reading.ann
    clause = next((c for c in reading.clauses if c.start <= start < c.end), None)
    zone = next((z for z in ann.zones if z.start < end and z.end > start), None)
    placed = None if clause is None else _placed(reading, clause, start, end)
    frame = None if clause is None else reading.frame(clause)
    agreement, reason = _outcome(start, end, reading, clause, placed)
    return Occurrence(
        passage=passage(ann, start, end),
        zone=None if zone is None else zone.kind,
        found=tuple(_found(ann, start, end, book)) or tuple(_cues(ann, start, end, book)),
        slot=None if placed is None else placed.slot,
        frame=None if frame is None else frame.status or "no state",
        agreement=agreement,
        reason=reason,
    )


def _placed(reading: Reading, clause: Sentence, start: int, end: int) -> Placed | None:
    return next((p for p in reading.placed(clause) if p.actor.start < end and p.actor.end > start), None)


def _found(ann: Annotations, start: int, end: int, book: RuleBook) -> Iterator[Found]:
    def over(mention: Mention) -> bool:
        return mention.start < end and mention.end > start

    for r in filter(over, ann.regions):
        part = "" if r.inside is None else f", {_inside(r.inside)}"
        yield Found("region", f"{regions.full_name(r.code)} ({r.code}){part}", book.info(r.rule))
    for i in filter(over, ann.institutions):
        generic = ", by a general word" if i.generic else ""
        yield Found("institution", f"{i.institution.name} ({i.institution.kind}){generic}", book.info(i.rule))
    for p in filter(over, ann.people):
        name = ", ".join(part for part in (p.name, p.role) if part)
        yield Found("person", name, book.info(p.rule))
    for d in filter(over, ann.dates):
        told = d.value or "unresolved"
        yield Found("date", f"{told} ({d.kind})" + (f", {d.zone}" if d.zone else ""), book.info(d.rule))
    for m in filter(over, ann.instruments):
        yield Found("instrument", f"{m.type} ({m.strength})", book.info(m.rule))


def _cues(ann: Annotations, start: int, end: int, book: RuleBook) -> Iterator[Found]:
    for c in ann.cues:
        if c.start < end and c.end > start:
            yield Found("cue", f"{c.label}: {words_of(ann, c.start, c.end)}", book.info(c.rule))


def _inside(inside: str) -> str:
    told = {
        "own": "in the name of its own government's body",
        "other": "only in the name of something else, where it does not count as named",
        "dateline": "as the article's place line",
    }
    return told.get(inside, inside)


def _outcome(
    start: int, end: int, reading: Reading, clause: Sentence | None, placed: Placed | None
) -> tuple[int | None, Reason]:
    """The agreement to which the words belong, or the first step that stopped them."""
    for number, (_, agreement) in enumerate(reading.made, 1):
        fields = [e.field for e in agreement.evidence if e.start < end and e.end > start]
        if fields:
            return number, Reason("taken", f"it proves {', '.join(dict.fromkeys(fields))}")
    if clause is None:
        return None, Reason("no_sentence", "it stands in no sentence")
    if clause.zone in IDLE_ZONES:
        return None, sentence_reason(clause)
    if placed is None:
        return _not_an_actor(start, end, reading, clause)
    frame = reading.frame(clause)
    event = None if frame is None else reading.event(frame)
    reason = actor_reason(placed, frame, event)
    if reason is not None and reason.code != "no_frame":
        return None, reason
    return _standing(reading, clause, "party, proven by other words")


def _standing(reading: Reading, clause: Sentence, taken: str) -> tuple[int | None, Reason]:
    """The agreement that the clause speaks of (for the reason `taken`), or what stopped the clause."""
    frame = reading.frame(clause)
    if frame is None:
        return None, nothing_reason(reading.ann) or sentence_reason(clause)
    event = reading.event(frame)
    if event is None:
        return None, frame_reason(frame, reading.ann)
    for number, (made, _) in enumerate(reading.made, 1):
        if made is event:
            return number, Reason("beside", taken)
    return None, event_reason(event)


def _not_an_actor(start: int, end: int, reading: Reading, clause: Sentence) -> tuple[int | None, Reason]:
    ann = reading.ann
    region = next((r for r in ann.regions if r.start < end and r.end > start), None)
    if region is not None and region.inside is not None:
        return None, Reason(f"inside_{region.inside}", _inside(region.inside))
    if any(m.start < end and m.end > start for m in (*ann.dates, *ann.instruments, *ann.cues)):
        return _standing(
            reading, clause, "its sentence speaks of the agreement, which has this value from other words"
        )
    if region is not None:
        return None, Reason("no_actor", "named as a place, not as a government")
    told = "no rule or table took the words for a region, a body, a person, a date or an instrument"
    return None, Reason("not_recognised", told)
