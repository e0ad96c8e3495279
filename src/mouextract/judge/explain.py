"""Explains an article's agreements: each value's rule and sentence, what else competed, what was left out.

It runs the same annotators and assembly as a scan and reads what they pass on (`Analysis`, frames,
events). Why something was not taken is told as far as that shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from mouextract.api import Extractor
from mouextract.article import Article
from mouextract.assemble.actors import actors_of
from mouextract.assemble.build import Analysis
from mouextract.assemble.clause_words import ClauseWords
from mouextract.assemble.clauses import IDLE_ZONES, clauses_of, sentences_of
from mouextract.assemble.model import Event, Frame, Placed, Sentence
from mouextract.assemble.scene import Scene
from mouextract.judge.passages import Passage, RuleBook, RuleInfo, passage, words_of
from mouextract.judge.reasons import (
    Reason,
    Rejected,
    actor_reason,
    body_name,
    frame_passage,
    nothing_reason,
    rejected_of,
)
from mouextract.knowledge.calendar import DAY
from mouextract.mentions import Annotations, DateMention, InstrumentMention
from mouextract.records import Agreement, Evidence


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence: the words within their sentence, the rule, and the basis."""

    passage: Passage
    rule: RuleInfo
    basis: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value of an agreement and what proves it; `field` is its JSON Pointer."""

    field: str
    value: Any
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """What one clause says of the agreement's state; `decides`: its words are the status's evidence."""

    status: str | None
    passage: Passage
    rule: RuleInfo | None
    decides: bool
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rival:
    """A date, body or instrument that is not the agreement's, and why as far as the steps tell."""

    value: str | None
    passage: Passage
    rule: RuleInfo
    reason: Reason


@dataclass(frozen=True, slots=True)
class Explained:
    """One agreement: its values with their proofs, and what competed with them."""

    main: bool
    confidence: float
    values: tuple[Value, ...]
    votes: tuple[Vote, ...]
    dates: tuple[Rival, ...]
    bodies: tuple[Rival, ...]
    instruments: tuple[Rival, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One article; `nothing` says why no sentence was read for agreements at all, where that is so."""

    article_id: str
    uri: str
    row: int | None
    title: str | None
    published: str | None
    agreements: tuple[Explained, ...]
    rejected: tuple[Rejected, ...]
    nothing: Reason | None


@dataclass(slots=True)
class Reading:
    """An article as assembly read it: the steps, and every clause with its actors placed."""

    ann: Annotations
    sentences: list[Sentence]
    clauses: list[Sentence]
    analysis: Analysis
    lexicon: ClauseWords
    made: list[tuple[Event, Agreement]]
    _placed: dict[tuple[int, int], list[Placed]] = field(default_factory=dict)

    def placed(self, clause: Sentence) -> list[Placed]:
        """The clause's actors with their slots."""
        key = (clause.start, clause.end)
        if key not in self._placed:
            self._placed[key] = Scene(clause, self.ann.folded, self.lexicon).placed
        return self._placed[key]

    def frame(self, clause: Sentence) -> Frame | None:
        """What assembly read the clause to say, if anything."""
        span = (clause.start, clause.end)
        return next((f for f in self.analysis.frames if (f.sentence.start, f.sentence.end) == span), None)

    def event(self, frame: Frame) -> Event | None:
        """The event that a frame belongs to."""
        return next((e for e in self.analysis.events if any(f is frame for f in e.frames)), None)


class Explainer:
    """Made once per extractor."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        self.book = RuleBook(extractor.rules)

    def read(self, article: Article) -> Reading:
        """Run the steps over an article. Raises ValueError where an agreement would break the contract."""
        ann = self._extractor.annotate(article)
        lexicon = self._extractor.assembler.lexicon
        analysis = self._extractor.assembler.analyse(ann)
        # An article that holds no agreement is not read so far by a scan.
        sentences = analysis.sentences or sentences_of(ann, actors_of(ann, lexicon))
        clauses = [
            c
            for s in sentences
            for c in (clauses_of(s, ann.folded, lexicon) if s.zone not in IDLE_ZONES else [s])
        ]
        return Reading(ann, sentences, clauses, analysis, lexicon, _made(analysis))

    def explain(self, article: Article, reading: Reading | None = None) -> Explanation:
        """The explanation of an article (read again, unless its reading is given)."""
        reading = self.read(article) if reading is None else reading
        ann, analysis = reading.ann, reading.analysis
        made = [event for event, _ in reading.made]
        return Explanation(
            article_id=article.article_id,
            uri=article.uri,
            row=article.row,
            title=article.title or _title(ann),
            published=article.published,
            agreements=tuple(self._explained(agreement, event, reading) for event, agreement in reading.made),
            rejected=tuple(rejected_of(ann, reading.sentences, analysis.frames, analysis.events, made)),
            nothing=nothing_reason(ann),
        )

    def _explained(self, agreement: Agreement, event: Event, reading: Reading) -> Explained:
        ann = reading.ann
        return Explained(
            main=agreement.main,
            confidence=agreement.confidence,
            values=tuple(self._values(agreement, ann)),
            votes=tuple(self._votes(agreement, event, ann)),
            dates=tuple(self._dates(agreement, event, reading)),
            bodies=tuple(self._bodies(event, reading)),
            instruments=tuple(self._instruments(agreement, event, ann)),
        )

    def _values(self, agreement: Agreement, ann: Annotations) -> Iterator[Value]:
        proofs: dict[str, list[Proof]] = {}
        for item in agreement.evidence:
            proof = Proof(passage(ann, item.start, item.end), self.book.info(item.rule), item.basis)
            proofs.setdefault(item.field, []).append(proof)
        data = agreement.model_dump()
        for pointer in proofs:
            yield Value(pointer, _resolve(data, pointer), tuple(proofs[pointer]))

    def _votes(self, agreement: Agreement, event: Event, ann: Annotations) -> Iterator[Vote]:
        deciding = next((e for e in agreement.evidence if e.field == "/status"), None)
        for frame in event.frames:
            if frame.status is None and not frame.hope and not frame.negated:
                continue
            cue = frame.status_cue
            yield Vote(
                frame.status,
                frame_passage(ann, frame) if cue is None else passage(ann, cue.start, cue.end),
                None if cue is None else self.book.info(cue.rule),
                decides=cue is not None and deciding is not None and cue.start == deciding.start,
                flags=_flags(frame),
            )

    def _dates(self, agreement: Agreement, event: Event, reading: Reading) -> Iterator[Rival]:
        ann = reading.ann
        taken = {e.start for e in agreement.evidence}
        chosen = next((d for d in ann.dates if _is_evidence(d, agreement.evidence, "/date")), None)
        for date in ann.dates:
            if date.start not in taken:
                reason = _date_reason(date, chosen, event, reading)
                yield Rival(date.value, passage(ann, date.start, date.end), self.book.info(date.rule), reason)

    def _bodies(self, event: Event, reading: Reading) -> Iterator[Rival]:
        ann = reading.ann
        seen: set[tuple[str, str]] = set()
        for frame in event.frames:
            for placed in reading.placed(frame.sentence):
                reason = actor_reason(placed, frame, event)
                if reason is None or (placed.actor.key, reason.code) in seen:
                    continue
                seen.add((placed.actor.key, reason.code))
                actor = placed.actor
                words = passage(ann, actor.start, actor.end)
                yield Rival(body_name(placed), words, self.book.info(actor.rule), reason)

    def _instruments(self, agreement: Agreement, event: Event, ann: Annotations) -> Iterator[Rival]:
        seen: set[str] = set()
        for mention in (m for frame in event.frames for m in frame.instruments):
            if mention.type in agreement.types or mention.type in seen:
                continue
            seen.add(mention.type)
            words = passage(ann, mention.start, mention.end)
            reason = _instrument_reason(mention, event)
            yield Rival(mention.type, words, self.book.info(mention.rule), reason)


def _made(analysis: Analysis) -> list[tuple[Event, Agreement]]:
    """Each agreement with the event that it was made of: the one that holds most of its evidence."""
    left = list(analysis.events)
    pairs: list[tuple[Event, Agreement]] = []
    for agreement in analysis.agreements:
        event = max(left, key=lambda e: _support(e, agreement), default=None)
        if event is None:
            break
        left = [e for e in left if e is not event]
        pairs.append((event, agreement))
    return pairs


def _support(event: Event, agreement: Agreement) -> int:
    spans: set[tuple[str, int]] = set()
    for frame in event.frames:
        spans |= {("types", m.start) for m in frame.instruments}
        spans |= {("signatories", p.actor.start) for p in frame.signers}
        if frame.status_cue is not None:
            spans.add(("status", frame.status_cue.start))
    spans |= {("parties", p.actor.start) for placed in event.parties.values() for p in placed}
    return sum((e.field.split("/")[1], e.start) in spans for e in agreement.evidence)


def _title(ann: Annotations) -> str | None:
    zone = next((z for z in ann.zones if z.kind == "title"), None)
    return None if zone is None else words_of(ann, zone.start, zone.end)


def _resolve(data: Any, pointer: str) -> Any:
    for part in pointer.split("/")[1:]:
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def _flags(frame: Frame) -> tuple[str, ...]:
    told = {
        "a signature is told": frame.signing,
        "past": frame.past,
        "hoped for": frame.hope,
        "denied": frame.negated,
        "headline": frame.sentence.zone == "title",
        "lead": frame.sentence.lead,
        "no document named": not frame.instruments,
    }
    return tuple(name for name, holds in told.items() if holds)


def _is_evidence(date: DateMention, evidence: Sequence[Evidence], field: str) -> bool:
    return any(e.field == field and e.start == date.start for e in evidence)


def _date_reason(date: DateMention, chosen: DateMention | None, event: Event, reading: Reading) -> Reason:
    """Why a date of the article is not the agreement's."""
    zones = {
        "published": "the publication's own line",
        "page": "a web page's clock",
        "document": "the date of a letter, a law or an earlier document",
    }
    if date.value is None:
        return Reason("unresolved", "nothing tells its year")
    if date.zone is not None:
        return Reason(date.zone, zones.get(date.zone, date.zone))
    home = next((s for s in reading.sentences if s.start <= date.start < s.end), None)
    if home is not None and home.zone in IDLE_ZONES:
        return Reason(
            "idle_zone", f"it stands in a zone that reports nothing of the article's own ({home.zone})"
        )
    if chosen is not None and chosen.value == date.value:
        return Reason("same", "the same day, told again")
    if len(date.value) < DAY:
        return Reason("partial", f"no day ({date.kind})")
    if home is None or not any(f.sentence.index == home.index for f in event.frames):
        return Reason("elsewhere", "its sentence does not speak of this agreement")
    if any(f.past and f.sentence.index == home.index for f in event.frames):
        return Reason("past", "its sentence looks back")
    if chosen is not None:
        return Reason("outdone", "another date was nearer to what decides the state")
    return Reason("not_taken", "assembly took no date here")


def _instrument_reason(mention: InstrumentMention, event: Event) -> Reason:
    """Why an instrument that the event's clauses name is none of its types."""
    strengths = {m.strength for f in event.frames for m in f.instruments}
    if mention.strength == "generic":
        return Reason("generic", "a general word, beside the document's name")
    if mention.strength == "acronym" and "specific" in strengths:
        return Reason("loose", "an acronym used loosely beside a document's full name")
    return Reason("outdone", "another name for the document stands first or more often")
