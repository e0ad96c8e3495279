"""Records to write: those of the seeds and the composed articles, and made-up ones with hostile text."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import mouextract
from mouextract.records import ArticleRecord

ROOT = Path(__file__).parents[2]

HOSTILE = (
    "=1+1",
    "'=1",
    "''@x",
    "-",
    "\t tab",
    "\r\n",
    'a;b,c\n"d"',
    "'tis",
    "＝1",
    "\x00\x0b\x1b[31m",
    "_x000B_",
    "🙂 é",
    " ",
    "</sheet>&amp;",
    "Robert'); DROP TABLE articles; --",
    "http://misal.id/" + "a" * 300,
    '=HYPERLINK("x")',
)


@cache
def _records() -> tuple[ArticleRecord, ...]:
    texts = [path.read_bytes().decode() for path in sorted((ROOT / "data/seeds").glob("*.txt"))]
    rows = (ROOT / "tests/articles/articles.jsonl").read_text("utf-8").splitlines()[::4]
    articles = [mouextract.Article(text=text, uri=f"seed{n}.txt") for n, text in enumerate(texts)]
    for n, row in enumerate(map(json.loads, rows)):
        articles.append(mouextract.Article(text=row["text"], id=row["id"], published=row["date"], row=n))
    return tuple(mouextract.extract(article, with_text=n % 2 == 0) for n, article in enumerate(articles))


@pytest.fixture
def records(
    record: Callable[..., dict[str, Any]], agreement: Callable[..., dict[str, Any]]
) -> list[ArticleRecord]:
    """Records of every kind; two have the same article id."""
    made = [
        ArticleRecord.model_validate(
            record(title=text, warnings=[text], agreements=[agreement(place=text, subject=text, date=None)])
        )
        for text in HOSTILE
    ]
    return [*_records(), *made]
