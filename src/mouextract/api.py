"""The library's front door: one article in, one record out. The commands use the same functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from mouextract.article import Article
from mouextract.records import ArticleRecord, Source


class Extractor:
    """Made once (rules and tables are read and compiled), used for any number of articles.

    `patterns`: folders of further rules. Raises RuleError where a rule is wrong.
    """

    def __init__(self, patterns: Sequence[Path] = ()) -> None:
        self.patterns = tuple(patterns)

    def extract(self, article: Article, *, with_text: bool = False) -> ArticleRecord:
        """The record of one article. Raises RecordError where it would violate the contract."""
        return ArticleRecord(
            article_id=article.article_id,
            source=Source(
                uri=article.uri,
                row=article.row,
                outlet=article.outlet,
                url=article.url,
                text_sha256=article.text_sha256,
                extractor=article.extractor,
            ),
            title=article.title,
            published=article.published,
            warnings=list(article.warnings),
            text=article.text if with_text else None,
        )


def extract_many(
    articles: Iterable[Article], *, patterns: Sequence[Path] = (), with_text: bool = False
) -> Iterator[ArticleRecord]:
    """A lazy stream of records, in the order of the articles."""
    extractor = Extractor(patterns)
    for article in articles:
        yield extractor.extract(article, with_text=with_text)
