"""The library's front door: one article in, one record out. The commands use the same functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from mouextract.annotate.pipeline import Pipeline
from mouextract.article import Article
from mouextract.assemble.build import Assembler
from mouextract.records import ArticleRecord
from mouextract.rules import load_rules


class Extractor:
    """Made once (rules and tables are read and compiled), used for any number of articles.

    `patterns`: folders of further rules. Raises RuleError where a rule is wrong.
    """

    def __init__(self, patterns: Sequence[Path] = ()) -> None:
        self.rules = load_rules(patterns)
        self.pipeline = Pipeline(self.rules)
        self.assembler = Assembler(self.rules)

    def extract(self, article: Article, *, with_text: bool = False) -> ArticleRecord:
        """The record of one article. Raises RecordError where it would violate the contract."""
        return self.assembler.record(article, self.pipeline.annotate(article), with_text=with_text)


def extract_many(
    articles: Iterable[Article], *, patterns: Sequence[Path] = (), with_text: bool = False
) -> Iterator[ArticleRecord]:
    """A lazy stream of records, in the order of the articles."""
    extractor = Extractor(patterns)
    for article in articles:
        yield extractor.extract(article, with_text=with_text)
