"""The annotators in order, over plain data or as components of a spaCy `Language`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from mouextract.annotate.base import Annotator
from mouextract.annotate.broken_lines import join_broken
from mouextract.article import Article
from mouextract.mentions import Annotations
from mouextract.rules import RuleSet
from mouextract.text import fold

A = TypeVar("A")


def annotator_classes() -> dict[str, type[Annotator]]:
    """Name and class of every annotator, in the order in which they must run."""
    from mouextract.annotate.cues import CueAnnotator
    from mouextract.annotate.dates import DateAnnotator
    from mouextract.annotate.institutions import InstitutionAnnotator
    from mouextract.annotate.instruments import InstrumentAnnotator
    from mouextract.annotate.people import PersonAnnotator
    from mouextract.annotate.regions import RegionAnnotator
    from mouextract.annotate.sentences import SentenceAnnotator
    from mouextract.annotate.zones import ZoneAnnotator

    return {
        "zones": ZoneAnnotator,
        "sentences": SentenceAnnotator,
        "dates": DateAnnotator,
        "regions": RegionAnnotator,
        "institutions": InstitutionAnnotator,
        "people": PersonAnnotator,
        "instruments": InstrumentAnnotator,
        "cues": CueAnnotator,
    }


def start(article: Article) -> Annotations:
    """Empty annotations for an article."""
    folded = join_broken(fold(article.text))
    return Annotations(text=article.text, published=article.published, title=article.title, folded=folded)


class Pipeline:
    """All annotators (or those named by `only`), made once from one set of rules."""

    def __init__(self, rules: RuleSet, only: Iterable[str] | None = None) -> None:
        wanted = None if only is None else set(only)
        self.annotators: list[Annotator] = [
            cls(rules, None) for name, cls in annotator_classes().items() if wanted is None or name in wanted
        ]

    def annotate(self, article: Article) -> Annotations:
        """Annotations of one article."""
        ann = start(article)
        for annotator in self.annotators:
            annotator.annotate(ann)
        return ann

    def step(self, cls: type[A]) -> A:
        """The annotator of a class; KeyError where it is none of this pipeline's."""
        for annotator in self.annotators:
            if isinstance(annotator, cls):
                return annotator
        raise KeyError(cls.__name__)
