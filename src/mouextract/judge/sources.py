"""Records and the articles that they were made of, brought together by the hash of the text."""

from __future__ import annotations

from collections.abc import Iterable

from mouextract.article import Article
from mouextract.records import ArticleRecord


class RecordsByText:
    """Records, found by their articles. Holds them as JSON, which takes the least memory."""

    def __init__(self, records: Iterable[ArticleRecord]) -> None:
        self._by_id: dict[tuple[str, str], str] = {}
        self._by_text: dict[str, str] = {}
        for record in records:
            line = record.to_json()
            self._by_id.setdefault((record.source.text_sha256, record.article_id), line)
            self._by_text.setdefault(record.source.text_sha256, line)

    def of(self, article: Article) -> ArticleRecord | None:
        """The record of this very text, with the article's id where several have it; None: there is none."""
        sha = article.text_sha256
        line = self._by_id.get((sha, article.article_id)) or self._by_text.get(sha)
        return None if line is None else ArticleRecord.model_validate_json(line)
