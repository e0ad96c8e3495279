"""Annotated articles as plain spaCy documents, for training and for looking at."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import filter_spans

from mouextract.annotate.components import PREFIX, show_mentions
from mouextract.mentions import Annotations
from mouextract.records import Evidence

EVIDENCE = f"{PREFIX}evidence"
ENTITIES = {
    "institutions": "institution",
    "people": "person",
    "regions": "region",
    "dates": "date",
    "instruments": "instrument",
}
"""The concerns whose mentions become `doc.ents`, and the label that they get there."""


def training_doc(nlp: Language, ann: Annotations, evidence: Iterable[Evidence]) -> Doc:
    """A document with a span group for each concern, one of the evidence, and entities.

    The evidence's label is the field of the agreement (`parties`, `status`, …), `span.id_` the rule. Entities
    may not overlap: of those that would, the longest stays. Spans cover whole tokens. Nothing of ours is needed to
    read the document.
    """
    doc = nlp.make_doc(ann.text)
    show_mentions(doc, ann)
    proofs = {(each.start, each.end, each.field.split("/")[1], each.rule) for each in evidence}
    found = [
        doc.char_span(start, end, label=field, span_id=rule, alignment_mode="expand")
        for start, end, field, rule in sorted(proofs)
    ]
    doc.spans[EVIDENCE] = SpanGroup(doc, name=EVIDENCE, spans=[span for span in found if span is not None])
    doc.ents = filter_spans(
        [
            Span(doc, span.start, span.end, label=label, span_id=span.id_)
            for concern, label in ENTITIES.items()
            for span in doc.spans[PREFIX + concern]
        ]
    )
    return doc
