"""Fits the weights of `confidence`: `python scripts/fit_confidence.py [--write] ARTICLES GOLD [ARTICLES GOLD …]`.

ARTICLES (JSONL with `id`, `text`, `date`, `url`) and GOLD (as `mouextract evaluate` reads it) come in pairs; give
the articles that rules are developed on, never those on which accuracy is stated. Every agreement found is an
example: its support (see `mouextract.assemble.confidence`) and whether it is right, as `evaluate --calibration`
judges main agreements; background agreements are judged in the same way against the background agreements of
the gold. The model is a logistic regression in which no support may weigh below zero, with an L2 penalty that
ten-fold cross-validation chooses by the log loss; an article is never in two folds.

Prints the weights and, cross-validated, the Brier score and reliability table of the main agreements, and how
often a right one of them has a higher confidence than a wrong one (0.5: no better than chance); `--write` writes
`src/mouextract/assemble/confidence.toml`. Needs numpy, which spaCy brings.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from mouextract.api import Extractor
from mouextract.article import Article
from mouextract.assemble import build
from mouextract.assemble.confidence import SUPPORTS, Support
from mouextract.judge.evaluate import BANDS, load_gold
from mouextract.judge.score import align, is_right

TABLE = Path(__file__).parents[1] / "src" / "mouextract" / "assemble" / "confidence.toml"
FOLDS = 10
PENALTIES = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
STEPS = 1000
HEAD = """\
# Weights of the kinds of support in confidence.py (natural logarithm of the odds), written by
# scripts/fit_confidence.py: do not edit by hand, fit anew.
# Fitted on {examples} agreements ({main} main ones, {right} of them right) of {articles} annotated articles.
# L2 penalty, chosen by cross-validation: {penalty:g}.
# Cross-validated by article, main agreements: Brier score {brier:.3f} (always the mean: {naive:.3f}).

[weights]
"""


@dataclass(frozen=True, slots=True)
class Example:
    """An agreement that was found."""

    article: str
    support: Support
    right: bool


def examples_of(articles: str, gold: str, extractor: Extractor) -> list[Example]:
    """Every agreement found in the articles that have gold, judged."""
    wanted = {entry["id"]: entry for entry in load_gold(gold)}
    found: list[Example] = []
    for line in Path(articles).read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["id"] not in wanted:
            continue
        supports: list[Support] = []

        def note(support: Support, kept: list[Support] = supports) -> float:
            kept.append(support)
            return 0.5

        with patch.object(build, "confidence_of", note):
            article = Article(text=row["text"], published=row.get("date"), url=row.get("url"), id=row["id"])
            agreements = json.loads(extractor.extract(article).to_json())["agreements"]
        for main in (True, False):
            mine = [a for a in agreements if a["main"] is main]
            theirs = [a for a in wanted[row["id"]]["agreements"] if a.get("main", True) is main]
            right = {i for i, j in align(mine, theirs) if is_right(mine[i], theirs[j])}
            # A record lists its main agreements first, both kinds in the order in which they were rated.
            rated = [s for s in supports if s.main is main]
            found += [Example(row["id"], s, i in right) for i, s in enumerate(rated)]
    return found


def fit(x: Any, y: Any, penalty: float) -> Any:
    """Base and weights (the base is free and not penalised) by accelerated projected gradient descent."""
    x = np.hstack([np.ones((len(x), 1)), x])
    ridge = np.r_[0.0, np.full(x.shape[1] - 1, penalty)]
    rate = 1 / (np.linalg.norm(x, 2) ** 2 / 4 + penalty)
    w = ahead = np.zeros(x.shape[1])
    for step in range(STEPS):
        slope = x.T @ (_chance(x @ ahead) - y) + ridge * ahead
        new = ahead - rate * slope
        new[1:] = np.maximum(new[1:], 0)
        ahead = new + step / (step + 3) * (new - w)
        w = new
    return w


def predict(w: Any, x: Any) -> Any:
    """The chance of each example."""
    return _chance(w[0] + x @ w[1:])


def cross_validated(x: Any, y: Any, folds: Any, penalty: float) -> Any:
    """The chance that each example has by the weights fitted without its fold."""
    chances = np.zeros(len(y))
    for fold in range(FOLDS):
        held = folds == fold
        if held.any():
            chances[held] = predict(fit(x[~held], y[~held], penalty), x[held])
    return chances


def _chance(score: Any) -> Any:
    return 1 / (1 + np.exp(-score))


def ordering(chances: Any, y: Any) -> float:
    """How often a right example has a higher chance than a wrong one; a tie counts half."""
    gaps = chances[y == 1][:, None] - chances[y == 0][None, :]
    return float(np.mean((gaps > 0) + 0.5 * (gaps == 0)))


def _log_loss(chances: Any, y: Any) -> float:
    return float(-np.mean(y * np.log(chances) + (1 - y) * np.log(1 - chances)))


def main() -> int:
    """Fit, print, and write where asked."""
    paths = [a for a in sys.argv[1:] if a != "--write"]
    if not paths or len(paths) % 2:
        print(__doc__, file=sys.stderr)
        return 2
    extractor = Extractor()
    examples: list[Example] = []
    for articles, gold in zip(paths[::2], paths[1::2], strict=True):
        # An article that stands in two files counts once.
        known = {e.article for e in examples}
        examples += [e for e in examples_of(articles, gold, extractor) if e.article not in known]
    order = {name: n % FOLDS for n, name in enumerate(dict.fromkeys(e.article for e in examples))}
    x = np.array([[getattr(e.support, name) for name in SUPPORTS] for e in examples], dtype=float)
    y = np.array([e.right for e in examples], dtype=float)
    is_main = np.array([e.support.main for e in examples])
    folds = np.array([order[e.article] for e in examples])

    tried = {p: cross_validated(x, y, folds, p) for p in PENALTIES}
    penalty = min(PENALTIES, key=lambda p: _log_loss(tried[p], y))
    for p, chances in tried.items():
        print(f"penalty {p:g}: log loss {_log_loss(chances, y):.4f}")
    chances, hits = np.round(tried[penalty][is_main], 2), y[is_main]
    brier = float(np.mean((chances - hits) ** 2))
    head = HEAD.format(
        examples=len(y),
        main=int(is_main.sum()),
        right=int(hits.sum()),
        articles=len(order),
        penalty=penalty,
        brier=brier,
        naive=float(np.mean(hits) * (1 - np.mean(hits))),
    )
    w = fit(x, y, penalty)
    table = head + "".join(
        f"{name} = {value + 0.0:.2f}\n" for name, value in zip(("base", *SUPPORTS), w, strict=True)
    )
    print(table)
    print(f"a right one above a wrong one: {ordering(chances, hits):.2f}")
    print(f"{'confidence':12}{'found':>7}{'right':>7}{'share':>7}{'mean':>7}")
    upper = 1.01
    for band in BANDS:
        inside = (chances >= band) & (chances < upper)
        if inside.any():
            share, mean = hits[inside].mean(), chances[inside].mean()
            print(f"{band:<12}{inside.sum():7}{int(hits[inside].sum()):7}{share:7.2f}{mean:7.2f}")
        upper = band
    if "--write" in sys.argv:
        TABLE.write_text(table, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
