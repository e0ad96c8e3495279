"""An extractor that obeys the article's text, for runs that must survive it."""

from __future__ import annotations

import os
import signal
import time

from mouextract.article import Article
from mouextract.errors import RecordError
from mouextract.records import ArticleRecord, Source


class Poisoned:
    """`raise`, `record`, `exit`, `kill`, `hang`, `hoard` in the text do what they say; else a plain record."""

    def extract(self, article: Article, *, with_text: bool = False) -> ArticleRecord:
        word = article.text.split()[0]
        if word == "raise":
            raise ValueError("no\nsuch thing")
        if word == "record":
            raise RecordError("party 3 is not there")
        if word == "exit":
            os._exit(7)
        if word == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "hang":
            time.sleep(3600)
        if word == "hoard":
            bytearray(5 * 10**9)
        source = Source(uri=article.uri, row=article.row, text_sha256=article.text_sha256)
        text = article.text if with_text else None
        return ArticleRecord(article_id=article.article_id, source=source, text=text)
