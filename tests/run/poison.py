"""An extractor that obeys the article's text, for runs that must survive it."""

from __future__ import annotations

from harm import obey
from mouextract.article import Article
from mouextract.errors import RecordError
from mouextract.records import ArticleRecord, Source


class Poisoned:
    """A first word that names a harm does it, `record` breaks the contract; else a plain record."""

    def extract(self, article: Article, *, with_text: bool = False) -> ArticleRecord:
        word = article.text.split()[0]
        if word == "record":
            raise RecordError("party 3 is not there")
        obey(word)
        source = Source(uri=article.uri, row=article.row, text_sha256=article.text_sha256)
        text = article.text if with_text else None
        return ArticleRecord(article_id=article.article_id, source=source, text=text)
