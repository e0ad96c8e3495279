"""The annotators as spaCy components, one factory each (`mouextract_zones`, `mouextract_dates`, …).

A component adds its mentions to the document's `Annotations` (`doc._.mouextract`) and, as spans, to
`doc.spans["mouextract_<concern>"]`: the label tells the kind, `span.id_` the rule. A span covers whole
tokens; the exact offsets are the mention's. What a component builds on is done first where no component
before it has, so that one alone finds what it finds in the whole pipeline.

spaCy imports this module by the package's entry points whenever a `Language` is made; annotators and
tables are loaded only when a component is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import spacy
import srsly
from pydantic import TypeAdapter
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

import mouextract.annotate.tokenizer  # noqa: F401  (makes the tokenizer known to spaCy)
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
from mouextract.rules import RuleSet, load_rules

CONCERNS = ("zones", "sentences", "dates", "regions", "institutions", "people", "instruments", "cues")
"""The keys of `annotator_classes()`, which imports every annotator."""
PREFIX = "mouextract_"
_KEY = "mouextract"
_DONE = "mouextract_done"
_PACKED = "__mouextract_annotations__"


def build(patterns: Sequence[Path] = ()) -> Language:
    """The whole pipeline, in order. Raises RuleError where a rule of ours or of `patterns` is wrong."""
    nlp = blank()
    for concern in CONCERNS:
        nlp.add_pipe(PREFIX + concern, config={"patterns": [str(path) for path in patterns]})
    return nlp


def blank() -> Language:
    """`spacy.blank("id")` with our tokenizer and no components."""
    return spacy.blank("id", config={"nlp": {"tokenizer": {"@tokenizers": "mouextract.Tokenizer.v1"}}})


def show_mentions(doc: Doc, ann: Annotations) -> None:
    """Set the spans of a document of the same text, as the components would, and nothing else."""
    for concern in CONCERNS:
        _show(doc, ann, concern)


def make_doc(nlp: Language, article: Article) -> Doc:
    """An article as a document with its title and publication date, not yet annotated: for `nlp(doc)`."""
    doc = nlp.make_doc(article.text)
    doc.user_data[_KEY] = start(article)
    return doc


def annotations_of(doc: Doc) -> Annotations:
    """The document's annotations, begun with its text alone where nobody has."""
    if _KEY not in doc.user_data:
        doc.user_data[_KEY] = start(Article(text=doc.text))
    found: Annotations = doc.user_data[_KEY]
    return found


class Component:
    """One annotator in a spaCy pipeline. `patterns`: the folders of further rules, as configured."""

    def __init__(self, concern: str, patterns: list[str], rules: RuleSet, vocab: Vocab) -> None:
        self.concern = concern
        self.patterns = patterns
        self.rules = rules
        self._vocab = vocab
        self._annotators: dict[str, Annotator] = {}
        self._annotator(concern)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate the document and set its spans; a document that has them already stays as it is."""
        ann = annotations_of(doc)
        done: list[str] = doc.user_data.setdefault(_DONE, [])
        for concern in CONCERNS[: CONCERNS.index(self.concern) + 1]:
            if concern in done:
                continue
            self._annotator(concern).annotate(ann)
            _show(doc, ann, concern)
            done.append(concern)
        return doc

    def _annotator(self, concern: str) -> Annotator:
        if concern not in self._annotators:
            self._annotators[concern] = annotator_classes()[concern](self.rules, self._vocab)
        return self._annotators[concern]


def _show(doc: Doc, ann: Annotations, concern: str) -> None:
    name = PREFIX + concern
    doc.spans[name] = SpanGroup(doc, name=name, spans=_spans(doc, _mentions(ann, concern)))


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
        # The rules are read once for a pipeline, not once for each of its components.
        others = (pipe for _, pipe in nlp.components if isinstance(pipe, Component))
        known = next((pipe.rules for pipe in others if pipe.patterns == patterns), None)
        rules = known if known is not None else load_rules([Path(p) for p in patterns])
        return Component(concern, patterns, rules, nlp.vocab)

    return make


def _register() -> None:
    if not Doc.has_extension(_KEY):
        Doc.set_extension(_KEY, getter=annotations_of)
    for concern in CONCERNS:
        Language.factory(
            PREFIX + concern,
            default_config={"patterns": []},
            assigns=["doc.spans", f"doc._.{_KEY}"],
            func=_factory(concern),
        )
    # So that documents can be stored, and sent between processes, with their annotations.
    srsly.msgpack_encoders.register(_KEY, func=_pack)
    srsly.msgpack_decoders.register(_KEY, func=_unpack)


@cache
def _plain() -> TypeAdapter[Annotations]:
    return TypeAdapter(Annotations)


def _pack(value: object, chain: Callable[[object], Any] | None = None) -> object:
    if isinstance(value, Annotations):
        return {_PACKED: _plain().dump_python(value)}
    return value if chain is None else chain(value)


def _unpack(value: dict[Any, Any], chain: Callable[[object], Any] | None = None) -> object:
    if value.keys() == {_PACKED}:
        return _plain().validate_python(value[_PACKED])
    return value if chain is None else chain(value)


_register()
