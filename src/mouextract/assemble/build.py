"""From an article's annotations to its validated record."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pydantic import ValidationError

from mouextract.annotate.matching import tokens_within
from mouextract.article import Article
from mouextract.assemble.actors import actors_of
from mouextract.assemble.clause_words import clause_words
from mouextract.assemble.clauses import IDLE_ZONES, clauses_of, sentences_of
from mouextract.assemble.completion import complete
from mouextract.assemble.confidence import confidence_of, support_of
from mouextract.assemble.dating import date_of, in_another_month
from mouextract.assemble.details import DetailReader
from mouextract.assemble.digest import DigestReader
from mouextract.assemble.events import events_of
from mouextract.assemble.frame_time import present_of
from mouextract.assemble.frames import HE, frame_of, speaker_of
from mouextract.assemble.lineage import amendments, predecessors, same_document, successors
from mouextract.assemble.members import parties_of, signatories_of
from mouextract.assemble.mentioned import dates_of, people_of, regencies_of
from mouextract.assemble.model import MERE_COOPERATION, SIDES, Actor, Event, Frame, Placed, Sentence
from mouextract.assemble.possible import may_agree
from mouextract.assemble.proof import Proof
from mouextract.assemble.salience import is_main, told_in_detail
from mouextract.assemble.scene import Scene
from mouextract.assemble.series import (
    announces_list,
    continued,
    is_row,
    item_document,
    item_frame,
    listed_pairs,
    next_pair,
    pairs_of,
)
from mouextract.assemble.status import told_status_of
from mouextract.assemble.types import types_of
from mouextract.assemble.unmarked import UnmarkedReader
from mouextract.errors import RecordError
from mouextract.mentions import Annotations, PersonMention
from mouextract.records import Agreement, ArticleRecord, Source
from mouextract.rules import RuleSet
from mouextract.text import BULLETS, Tokens


def _doubts(ann: Annotations) -> list[str]:
    """What a reader should know about single values, each once."""
    dates = [f"{ann.text[d.start : d.end]}: {d.warning}" for d in ann.dates if d.warning]
    regions = [
        f"{m.name}: nothing tells kabupaten from kota; read as {m.level} {m.code}"
        for m in ann.regions
        if not m.certain and m.inside != "other" and m.level != "province"
    ]
    return list(dict.fromkeys([*dates, *regions]))


def _title(ann: Annotations) -> str | None:
    zone = next((z for z in ann.zones if z.kind == "title"), None)
    return " ".join(ann.text[zone.start : zone.end].split()) if zone else None


def _published(ann: Annotations) -> str | None:
    return next((d.value for d in ann.dates if d.zone == "published" and d.value), None)


_HOAX_WORD = "cue.hoax.word"
# How often a fact-check names hoaxes; a word for one with which the headline ends, or that a mark sets apart.
_NAMED_OFTEN = 2
_VERDICT = re.compile(r"\w+\s*(?:[!:,)\]?].*)?", re.DOTALL)
# "Enam perusahaan meneken MoU dengan X. Mereka adalah:": sentences between a signing and the list of its parties.
_ANNOUNCED = 1
# The number, letter or bullet that opens a list item; a guillemet is folded to a quotation mark.
_ITEM = re.compile(rf"\s*(?:\(?\d{{1,2}}[.)]|[a-z][.)]|[{re.escape(BULLETS)}]|\"(?= ))\s*")


@dataclass(slots=True)
class Analysis:
    """What assembly made of an article, and what led there: for records, and for explaining them."""

    sentences: list[Sentence]
    frames: list[Frame]
    events: list[Event]
    agreements: list[Agreement]


class Assembler:
    """Makes agreements of annotations by the rules."""

    def __init__(self, rules: RuleSet) -> None:
        self._details = DetailReader(rules)
        self._digests = DigestReader(rules)
        self.lexicon = clause_words(rules)
        self._unmarked = UnmarkedReader(rules)

    def record(self, article: Article, ann: Annotations, *, with_text: bool = False) -> ArticleRecord:
        """The record of an article; RecordError (article, reason) where it would break the contract."""
        try:
            agreements = self.analyse(ann).agreements if may_agree(ann, self.lexicon) else []
            record = ArticleRecord(
                article_id=article.article_id,
                source=Source(
                    uri=article.uri,
                    row=article.row,
                    outlet=article.outlet,
                    url=article.url,
                    text_sha256=article.text_sha256,
                    extractor=article.extractor,
                ),
                title=article.title or _title(ann),
                published=article.published or _published(ann),
                agreements=agreements,
                regencies=regencies_of(ann),
                dates=dates_of(ann, agreements),
                people=people_of(ann),
                warnings=[*article.warnings, *ann.warnings, *_doubts(ann)],
                text=article.text if with_text else None,
            )
            record.check_spans(article.text)
        except ValueError as error:
            reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            raise RecordError(
                f"{article.uri}: article {article.article_id}: the record would break the contract: {reason}"
            ) from error
        return record

    def analyse(self, ann: Annotations) -> Analysis:
        """Frames, events and agreements of an article; the main agreements first, each in text order."""
        if not ann.cues or _is_fact_check(ann):
            return Analysis([], [], [], [])
        sentences = sentences_of(ann, self._unmarked.with_unmarked(ann, actors_of(ann, self.lexicon)))
        items = [self._item(item, ann) for item in self._digests.items(sentences, ann.folded)]
        built = [a for item in items for a in item.agreements]
        return Analysis(
            sentences=[s for item in items for s in item.sentences],
            frames=[f for item in items for f in item.frames],
            events=[e for item in items for e in item.events],
            agreements=[a for a in built if a.main] + [a for a in built if not a.main],
        )

    def _item(self, sentences: list[Sentence], ann: Annotations) -> Analysis:
        """What an article, or one item of a digest, tells."""
        scenes = [
            (
                s,
                [
                    Scene(c, ann.folded, self.lexicon, _words_of(c, ann))
                    for c in clauses_of(s, ann.folded, self.lexicon)
                ],
            )
            for s in sentences
            if s.zone not in IDLE_ZONES
        ]
        frames = _frames(scenes, ann)
        events = events_of(frames, self.lexicon)
        complete(events, [scene for _, group in scenes for scene in group])
        events = predecessors(successors(amendments(same_document(events))), frames)
        real = [e for e in events if len(e.parties) >= SIDES and types_of(e) and _has_document(e)]
        real = [e for e in real if not told_in_detail(e, real)]
        built = [a for e in real if (a := self._agreement(e, real, sentences, ann)) is not None]
        return Analysis(sentences, frames, events, built)

    def _agreement(
        self, event: Event, events: list[Event], sentences: list[Sentence], ann: Annotations
    ) -> Agreement | None:
        status, deciding = told_status_of(event)
        types = types_of(event)
        if status is None or deciding is None or deciding.status_cue is None or not types:
            return None
        present = ann.published or _published(ann)
        now = present_of(ann)
        main = is_main(event, events, status, sentences, now)
        signed = [f for f in event.frames if f.status == "signed"]
        if (
            main
            and status == "signed"
            and all(f.past or in_another_month(f, ann.folded, now) for f in signed)
        ):
            # An article about what was signed long before tells how it is carried out.
            status = "in_force"
        proof = Proof(ann.text, ann.sentences)
        for i, (_, mention) in enumerate(types):
            proof.add(f"/types/{i}", mention.start, mention.end, mention.rule)
        proof.add("/status", deciding.status_cue.start, deciding.status_cue.end, deciding.status_cue.rule)
        date = date_of(event, status, sentences, present)
        if date is not None:
            proof.add("/date", date.start, date.end, date.rule, date.basis)
        parties, regencies, provinces = parties_of(event, proof)
        if len(parties) < 2:
            return None
        signatories = signatories_of(event, status, parties, proof, ann.people, self.lexicon)
        details = self._details.read(event, status, date, sentences, ann.folded, proof)
        support = support_of(
            event,
            status,
            date,
            main,
            parties=[key for _, key in parties],
            signatories=signatories,
            events=events,
            sentences=sentences,
        )
        return Agreement(
            main=main,
            types=[kind for kind, _ in types],
            status=status,
            date=date.value if date else None,
            **details.as_dict(),
            parties=[p for p, _ in parties],
            regencies=regencies,
            provinces=provinces,
            signatories=signatories,
            confidence=confidence_of(support),
            evidence=proof.items,
        )


def _words_of(clause: Sentence, ann: Annotations) -> Tokens:
    """A clause's words; the place line before an article's first sentence is none of them."""
    place = [
        z.end for z in ann.zones if z.kind == "dateline" and clause.start <= z.start < z.end < clause.end
    ]
    return tokens_within(ann, place[0] if place else clause.start, clause.end)


def _is_fact_check(ann: Annotations) -> bool:
    """Does the article examine a claim (a check by name, a hoax as the headline's verdict), or tell of a forgery?"""
    offers = [z for z in ann.zones if z.rule == "zone.furniture.fact_check"]
    named = [c for c in ann.cues if c.label == "hoax" and not any(z.start <= c.start < z.end for z in offers)]
    sure = [c for c in named if c.rule != _HOAX_WORD]
    title = next((z for z in ann.zones if z.kind == "title"), None)
    if title is None:
        return len(named) >= _NAMED_OFTEN and bool(sure)
    if any(c.label == "fake" and title.start <= c.start < title.end for c in ann.cues):
        # "Bawa MoU Palsu, Pria Ini Menipu"
        return True
    told = [c for c in named if title.start <= c.start < title.end]
    verdict = any(
        _VERDICT.fullmatch(ann.folded[title.start : title.end], c.start - title.start) for c in told
    )
    return verdict or (bool(sure) and (bool(told) or len(named) >= _NAMED_OFTEN))


def _frames(scenes: list[tuple[Sentence, list[Scene]]], ann: Annotations) -> list[Frame]:
    """The frames of all clauses, in text order; `kami` means who speaks there, or spoke last."""
    speakers = [next((a for scene in group if (a := speaker_of(scene))), None) for _, group in scenes]
    sentences = [sentence for sentence, _ in scenes]
    frames: list[Frame] = []
    head: Frame | None = None
    people = {word: p for p in ann.people if p.name is not None for word in p.name.split()}
    for n, (sentence, group) in enumerate(scenes):
        listed = _ITEM.match(ann.folded, sentence.start) is not None or is_row(group[0])
        if head is not None and listed and len(group) == 1:
            item = None if group[0].sentence.instruments else item_frame(group[0], head)
            if item is not None:
                frames.append(item)
                continue
        speaker = _speaker(sentences, speakers, n, ann)
        for k, scene in enumerate(group):
            if frames and (pairs := listed_pairs(scene, frames[-1])):
                frames += pairs
                continue
            before = group[k - 1] if k else scenes[n - 1][1][-1] if n else None
            frame = frame_of(scene, ann, speaker, before)
            if frame is None and frames:
                frame = next_pair(scene, frames[-1])
            elif frame is not None and frames:
                frame = continued(frames[-1], frame, scene)
            if frame is not None and head is not None and listed:
                frame = item_document(frame, head)
                if frame.apart and head in frames:
                    # What the items tell is all that it announced.
                    frames.remove(head)
            if frame is not None:
                frames += pairs_of(scene, _with_people(frame, people))
        if not listed:
            last = frames[-1] if frames and sentence.index - frames[-1].sentence.index <= _ANNOUNCED else None
            head = last if announces_list(group, ann.folded, last) else None
    return frames


def _with_people(frame: Frame, people: dict[str, PersonMention]) -> Frame:
    """`menandatangani kontrak itu bersama Fulan`: a name read off its place in the sentence that is part of a
    person's means the body which that person heads, and who signs for it; else nobody.
    """
    parties: list[Placed] = []
    signers = list(frame.signers)
    for placed in frame.parties:
        body = placed.actor.institution
        guessed = placed.actor.loose or placed.actor.rule.startswith("institution.slot")
        words = body.name.split() if guessed and body is not None else []
        known = {id(people[w]): people[w] for w in words if w in people}
        if not words or any(w not in people for w in words):
            parties.append(placed)
            continue
        person = next(iter(known.values()))
        if len(known) == 1 and person.institution is not None and person.leads:
            actor = replace(placed.actor, institution=person.institution, person=person, loose=False)
            parties.append(replace(placed, actor=actor))
            signers += [parties[-1]] if frame.signing else []
    return replace(frame, parties=parties, signers=signers)


def _speaker(
    sentences: list[Sentence], speakers: list[Actor | None], n: int, ann: Annotations
) -> Actor | None:
    """Whom `kami` and `ia` mean in the n-th sentence: who speaks there or near by, or began the quotation."""
    sentence = sentences[n]
    # "Pernyataan itu ia sampaikan usai …" speaks of who was quoted before.
    said = any(c.label == "pronoun" and ann.folded[c.start : c.end].lower() in HE for c in sentence.cues)
    if sentence.quoted:
        order = [n, n + 1, n - 1, n - 2, n + 2, n - 3, n - 4]
    elif not said:
        order = [n, n + 1, n - 1, n - 2, n + 2]
    else:
        back = [n, n - 1, n - 2]
        if all(k >= 0 and sentences[k].quoted for k in back[1:]):
            # Before the quotation's own sentences, who began it.
            back.append(n - 3)
        order = [*back, n + 1, n + 2]
    near = [speakers[k] for k in order if 0 <= k < len(speakers)]
    return next((a for a in near if a is not None), None)


def _has_document(event: Event) -> bool:
    """Is there a document: an instrument by name, or at least something that is signed?"""
    return any(
        m.rule != MERE_COOPERATION or f.apart or any(c.label == "sign" for c in f.sentence.cues)
        for f in event.frames
        for m in f.instruments
    )
