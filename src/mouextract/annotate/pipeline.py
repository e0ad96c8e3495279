"""The annotators in order, over plain data or as components of a spaCy `Language`."""

from __future__ import annotations

from collections.abc import Iterable

from mouextract.annotate.base import Annotator
from mouextract.article import Article
from mouextract.mentions import Annotations
from mouextract.rules import RuleSet
from mouextract.text import fold


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
    return Annotations(
        text=article.text, published=article.published, title=article.title, folded=fold(article.text)
    )


class Pipeline:
    """All annotators (or those named by `only`), made once from one set of rules."""

    def __init__(self, rules: RuleSet, only: Iterable[str] | None = None) -> None:
        wanted = None if only is None else set(only)
        self._by_name = {
            name: cls(rules, None)
            for name, cls in annotator_classes().items()
            if wanted is None or name in wanted
        }
        self.annotators: list[Annotator] = list(self._by_name.values())

    def annotate(self, article: Article) -> Annotations:
        """Annotations of one article."""
        ann = start(article)
        for annotator in self.annotators:
            annotator.annotate(ann)
        return ann

    def annotate_for_record(self, article: Article) -> Annotations:
        """Annotations of one article, less what cannot show in its record; for a pipeline of all annotators.

        Institutions are told in agreements and in people's offices only: where a text holds no instrument
        and no office, nobody looks for them.
        """
        from mouextract.annotate.instruments import InstrumentAnnotator
        from mouextract.annotate.people import PersonAnnotator

        ann = start(article)
        steps = self._by_name
        instruments, people = steps["instruments"], steps["people"]
        assert isinstance(instruments, InstrumentAnnotator)
        assert isinstance(people, PersonAnnotator)
        for name in ("zones", "dates", "regions"):
            steps[name].annotate(ann)
        offices = people.possible(ann)
        if offices or instruments.possible(ann):
            steps["sentences"].annotate(ann)
            instruments.annotate(ann)
        if offices or ann.instruments:
            steps["institutions"].annotate(ann)
            people.annotate(ann)
            steps["cues"].annotate(ann)
        return ann
