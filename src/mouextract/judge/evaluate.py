"""Precision, recall and F1 of records against gold, over all articles.

Gold is one object per article: `id`, `agreements` (with `main`, `types`, `status`, `date`,
`parties`, `regencies`, `provinces`, `signatories`) and optionally `regencies_mentioned` and
`dates_mentioned`. A record belongs to the gold whose `id` is its `article_id`, the stem of its
`source.uri` with `#row`, or that stem alone.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mouextract.errors import InputError
from mouextract.judge.records_io import load_raw
from mouextract.judge.score import CORE, ArticleScore, Counts, FieldError, score_article

BANDS = (0.9, 0.7, 0.5, 0.0)
_SEED = 20240229


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the result: a field's F1 and counts; `interval` is the bootstrap's 95 %."""

    f1: float
    precision: float | None = None
    recall: float | None = None
    tp: int | None = None
    fp: int | None = None
    fn: int | None = None
    interval: tuple[float, float] | None = None

    def as_json(self) -> dict[str, Any]:
        """The keys that this line has."""
        names = ("precision", "recall", "f1", "tp", "fp", "fn", "interval")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


@dataclass(frozen=True, slots=True)
class Band:
    """Main agreements found with a confidence of `at_least` (and below the next band): how many are right."""

    at_least: float
    found: int
    right: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result: fields in order, errors article by article, and how far confidence can be trusted."""

    rows: dict[str, Row]
    errors: list[FieldError]
    bands: list[Band]
    articles: int


def evaluate(
    gold: Iterable[Mapping[str, Any]], records: Iterable[Mapping[str, Any]], *, bootstrap: int = 0
) -> Evaluation:
    """Score every article of the gold; `bootstrap` is the number of resamples over articles (0: none).

    Raises InputError where a gold entry or its record does not have the shape of its kind.
    """
    by_key = _index(records)
    scores: list[ArticleScore] = []
    for entry in gold:
        record = by_key.get(entry["id"])
        try:
            scores.append(score_article(entry, record))
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            reason = f"its gold or record is not of the known form ({type(error).__name__}: {error})"
            raise InputError(f"article {entry['id']}", reason) from None
    rows = summarise(scores)
    if bootstrap > 0 and scores:
        rows = _with_intervals(rows, scores, bootstrap)
    return Evaluation(
        rows=rows,
        errors=[error for score in scores for error in score.errors],
        bands=_bands(judged for score in scores for judged in score.judged),
        articles=len(scores),
    )


def load_gold(path: str, ids: str | None = None) -> list[dict[str, Any]]:
    """Gold entries of a JSONL file or of a folder of `.json` files, whose stem is the article's id.

    `ids`: a regular expression that an article's id must match somewhere. Raises InputError for
    what cannot be read, has no `id` or no list of agreements, and where no article is left.
    """
    wanted = re.compile(ids) if ids is not None else None
    folder = Path(path).is_dir()
    gold: list[dict[str, Any]] = []
    for raw in load_raw(path):
        entry = raw.data | {"id": Path(raw.path).stem} if folder else raw.data
        if not isinstance(entry.get("id"), str) or not isinstance(entry.get("agreements"), list):
            raise InputError(raw.path, raw.where("gold needs `id` (a string) and `agreements` (a list)"))
        if wanted is None or wanted.search(entry["id"]):
            gold.append(entry)
    if not gold:
        raise InputError(path, "holds no gold" if ids is None else f"holds no gold whose id matches {ids}")
    return gold


def summarise(scores: Sequence[ArticleScore]) -> dict[str, Row]:
    """Counts of all articles added up, and the two means over them."""
    totals: dict[str, Counts] = {}
    for score in scores:
        for name, counts in score.counts.items():
            totals.setdefault(name, Counts()).add(counts)
    rows = {name: Row(c.f1, c.precision, c.recall, c.tp, c.fp, c.fn) for name, c in totals.items()}
    complete = [score.complete for score in scores if score.complete is not None]
    full = sum(complete)
    rows["articles_right_in_full"] = Row(
        full / len(complete) if complete else 0.0, tp=full, fn=len(complete) - full
    )
    rows["core_mean"] = Row(sum(rows[name].f1 for name in CORE if name in rows) / len(CORE))
    return rows


def _index(records: Iterable[Mapping[str, Any]]) -> dict[Any, Mapping[str, Any]]:
    by_key: dict[Any, Mapping[str, Any]] = {}
    for record in records:
        source = record.get("source") or {}
        stem = Path(source.get("uri") or "").stem
        for key in (record.get("article_id"), f"{stem}#{source.get('row')}", stem):
            by_key.setdefault(key, record)
    return by_key


def _with_intervals(rows: dict[str, Row], scores: Sequence[ArticleScore], resamples: int) -> dict[str, Row]:
    """95 % percentile intervals of F1; the seed is fixed, so that the same records give the same digits."""
    chance = random.Random(_SEED)
    drawn: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(resamples):
        sample = chance.choices(scores, k=len(scores))
        for name, row in summarise(sample).items():
            drawn[name].append(row.f1)
    return {
        name: Row(row.f1, row.precision, row.recall, row.tp, row.fp, row.fn, _middle(drawn[name]))
        for name, row in rows.items()
    }


def _middle(values: list[float]) -> tuple[float, float]:
    ordered = sorted(values)
    last = len(ordered) - 1
    return ordered[round(0.025 * last)], ordered[round(0.975 * last)]


def _bands(judged: Iterable[tuple[float, bool]]) -> list[Band]:
    found = dict.fromkeys(BANDS, 0)
    right = dict.fromkeys(BANDS, 0)
    for confidence, is_right in judged:
        band = next(limit for limit in BANDS if confidence >= limit or limit == BANDS[-1])
        found[band] += 1
        right[band] += is_right
    return [Band(limit, found[limit], right[limit]) for limit in BANDS]
