"""The annotators as spaCy components, one factory each (`mouextract_zones`, `mouextract_dates`, …).

Each component adds its mentions to the document's `Annotations` (`doc._.mouextract`) and, as spans,
to `doc.spans["mouextract_<concern>"]`: the label tells the kind, `span.id_` the rule. They need the
order of `pipeline.annotator_classes()`; `mouextract.load()` builds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from mouextract.annotate.base import Annotator
from mouextract.annotate.pipeline import annotator_classes, start
from mouextract.article import Article
from mouextract.mentions import (
    Annotations,
    CueMention,
    DateMention,
    InstitutionMention,
    InstrumentMention,
    Mention,
    PersonMention,
    RegionMention,
    Zone,
)
from mouextract.rules import load_rules

PREFIX = "mouextract_"
_KEY = "mouextract"


def annotations_of(doc: Doc) -> Annotations:
    """The document's annotations, begun with its text alone where nobody has."""
    if _KEY not in doc.user_data:
        doc.user_data[_KEY] = start(Article(text=doc.text))
    found: Annotations = doc.user_data[_KEY]
    return found


def make_doc(nlp: Language, article: Article) -> Doc:
    """An article as a document with its title and publication date, not yet annotated."""
    doc = nlp.make_doc(article.text)
    doc.user_data[_KEY] = start(article)
    return doc


class Component:
    """One annotator in a spaCy pipeline."""

    def __init__(self, concern: str, annotator: Annotator) -> None:
        self.concern = concern
        self.annotator = annotator

    def __call__(self, doc: Doc) -> Doc:
        """Annotate the document and set its spans."""
        ann = annotations_of(doc)
        self.annotator.annotate(ann)
        group = SpanGroup(doc, name=PREFIX + self.concern, spans=_spans(doc, _mentions(ann, self.concern)))
        doc.spans[PREFIX + self.concern] = group
        return doc


def _mentions(ann: Annotations, concern: str) -> Iterable[Mention]:
    if concern == "sentences":
        return [Mention(a, b, "sentence") for a, b in ann.sentences]
    found: Iterable[Mention] = getattr(ann, concern)
    return found


def _spans(doc: Doc, mentions: Iterable[Mention]) -> list[Span]:
    spans = []
    for mention in mentions:
        span = doc.char_span(
            mention.start, mention.end, label=_label(mention), span_id=mention.rule, alignment_mode="expand"
        )
        if span is not None:
            spans.append(span)
    return spans


def _label(mention: Mention) -> str:
    match mention:
        case Zone(kind=kind):
            return kind
        case RegionMention(level=level):
            return level
        case DateMention(kind=kind):
            return kind
        case InstitutionMention(institution=institution):
            return institution.kind
        case PersonMention():
            return "person" if mention.name else "office"
        case InstrumentMention(type=kind):
            return kind
        case CueMention(label=label):
            return label
    return "sentence"


def _factory(concern: str) -> Callable[[Language, str, list[str]], Component]:
    def make(nlp: Language, name: str, patterns: list[str]) -> Component:
        rules = load_rules([Path(p) for p in patterns])
        return Component(concern, annotator_classes()[concern](rules, nlp.vocab))

    return make


def register() -> None:
    """Make the factories known to spaCy; doing it again changes nothing."""
    if not Doc.has_extension(_KEY):
        Doc.set_extension(_KEY, getter=annotations_of)
    for concern in annotator_classes():
        if not Language.has_factory(PREFIX + concern):
            Language.factory(PREFIX + concern, default_config={"patterns": []}, func=_factory(concern))
