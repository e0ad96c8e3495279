"""Annotates an article for its record alone: what cannot show there is not looked for.

The tests make every record of the annotations of all annotators as well, and want the same bytes.
"""

from __future__ import annotations

from mouextract.annotate.cues import CueAnnotator
from mouextract.annotate.dates import DateAnnotator
from mouextract.annotate.institutions import InstitutionAnnotator
from mouextract.annotate.instruments import InstrumentAnnotator
from mouextract.annotate.people import PersonAnnotator
from mouextract.annotate.pipeline import Pipeline, start
from mouextract.annotate.regions import RegionAnnotator
from mouextract.annotate.sentences import SentenceAnnotator
from mouextract.annotate.zones import ZoneAnnotator
from mouextract.article import Article
from mouextract.mentions import Annotations


class RecordAnnotator:
    """Runs the annotators of a whole pipeline, each as far as an article's record needs it."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._zones = pipeline.step(ZoneAnnotator)
        self._sentences = pipeline.step(SentenceAnnotator)
        self._dates = pipeline.step(DateAnnotator)
        self._regions = pipeline.step(RegionAnnotator)
        self._institutions = pipeline.step(InstitutionAnnotator)
        self._people = pipeline.step(PersonAnnotator)
        self._instruments = pipeline.step(InstrumentAnnotator)
        self._cues = pipeline.step(CueAnnotator)

    def annotate(self, article: Article) -> Annotations:
        """Annotations of one article.

        First comes whether it can tell of an agreement: quotations, dates told in words and cues serve
        nothing else. Institutions show in agreements and in people's offices: without either nobody looks
        for them.
        """
        ann = start(article)
        self._zones.annotate_print(ann)
        self._regions.annotate(ann)
        agreement = self._may_agree(ann)
        if agreement:
            self._dates.annotate(ann)
        else:
            self._dates.annotate_stated(ann)
        offices = self._people.look(ann)
        if agreement or offices is not None:
            self._institutions.annotate(ann)
        if offices is not None:
            self._people.read(ann, offices, lambda: self._split(ann), for_agreement=agreement)
        if agreement:
            self._cues.annotate(ann)
        return ann

    def _may_agree(self, ann: Annotations) -> bool:
        """Can the article tell of an agreement? False is certain. Adds what must be known for that."""
        if not self._instruments.possible(ann):
            return False
        self._split(ann)
        self._instruments.annotate(ann)
        return bool(ann.instruments) and self._cues.may_begin(ann)

    def _split(self, ann: Annotations) -> list[tuple[int, int]]:
        """The article's sentences, split when first asked for."""
        if not ann.sentences:
            self._zones.annotate_speech(ann)
            self._sentences.annotate(ann)
        return ann.sentences
