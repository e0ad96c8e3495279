"""The command line with an extractor that obeys the article's text; `python standin.py scan …`.

`one` in the text: one agreement; `raise`: an error; `slow`: two seconds of work, `brief`: five milliseconds.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from conftest import sample_record
from mouextract.article import Article
from mouextract.cli import main
from mouextract.errors import RuleError
from mouextract.records import ArticleRecord


class StandIn:
    def __init__(self, patterns: Sequence[Path] = ()) -> None:
        for folder in patterns:
            if not folder.is_dir():
                raise RuleError(f"{folder}: not a folder of rule files")

    def extract(self, article: Article, *, with_text: bool = False) -> ArticleRecord:
        if "raise" in article.text:
            raise ValueError("cannot\nbe")
        if "slow" in article.text:
            time.sleep(2)
        if "brief" in article.text:
            time.sleep(0.005)
        record: dict[str, Any] = sample_record(
            article_id=article.article_id,
            source={"uri": article.uri, "row": article.row, "text_sha256": article.text_sha256},
            title=article.title,
            published=article.published,
            warnings=list(article.warnings),
            text=article.text if with_text else None,
        )
        if "one" not in article.text:
            record |= {"agreements": []}
        return ArticleRecord.model_validate(record)


if __name__ == "__main__":
    # Who is started in a shell's background has it ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # In place of the module: the real one takes a second to import.
    api: Any = ModuleType("mouextract.api")
    api.Extractor = StandIn
    sys.modules["mouextract.api"] = api
    main()
