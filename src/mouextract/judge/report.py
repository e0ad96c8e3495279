"""Results of judging as lines of text, for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from mouextract.judge.check import Comparison, place
from mouextract.judge.compare import Proof
from mouextract.judge.evaluate import Evaluation, Row
from mouextract.judge.reliability import Agreeing
from mouextract.judge.score import FieldError

_SHOWN = 300
_NOTHING = "(nothing)"


def comparison_lines(comparison: Comparison, first: str, second: str) -> Iterator[str]:
    """An article that is not the same in two runs; `first` and `second` are what to call them."""
    record = comparison.first if comparison.first is not None else comparison.second
    assert record is not None
    uri, row = place(record)
    name = f"{uri}, row {row}" if row is not None else f"{uri}"
    width = max(len(first), len(second))
    yield f"{name} (article {record.get('article_id')})"
    if comparison.second is None:
        yield "  /source/uri" if comparison.reason else f"  the record stands in {first} only"
        if comparison.reason:
            yield f"    {first:{width}}  {_value(uri)}"
            yield f"    {second:{width}}  {_NOTHING}: {comparison.reason}"
    elif comparison.first is None:
        yield f"  the record stands in {second} only"
    for difference in comparison.differences:
        yield f"  {difference.pointer}"
        yield from _side(first, width, difference.first, difference.first_proofs, difference.kind == "extra")
        yield from _side(
            second, width, difference.second, difference.second_proofs, difference.kind == "missing"
        )


def score_lines(evaluation: Evaluation) -> Iterator[str]:
    """The table of an evaluation."""
    intervals = any(row.interval for row in evaluation.rows.values())
    yield (
        f"{'field':24}{'P':>7}{'R':>7}{'F1':>7}{'tp':>6}{'fp':>5}{'fn':>5}"
        + ("   F1, 95 % interval" if intervals else "")
    )
    for name, row in evaluation.rows.items():
        yield _score_line(name, row)


def band_lines(evaluation: Evaluation) -> Iterator[str]:
    """How many of the main agreements found are right, by their confidence."""
    yield f"{'confidence':24}{'found':>7}{'right':>7}{'share':>7}"
    for band in evaluation.bands:
        share = f"{band.right / band.found:7.3f}" if band.found else f"{'-':>7}"
        yield f"{f'at least {band.at_least}':24}{band.found:7}{band.right:7}{share}"


def error_lines(errors: Sequence[FieldError]) -> Iterator[str]:
    """Errors grouped by article: field, what is wrong, what is missed."""
    article = None
    for error in errors:
        if error.article_id != article:
            article = error.article_id
            yield article
        parts = [
            f"{label} {', '.join(map(_plain, values))}"
            for label, values in (("wrong:", error.wrong), ("missed:", error.missed))
            if values
        ]
        yield f"  {error.field:20}  {'   '.join(parts)}"


def evaluation_json(evaluation: Evaluation, *, errors: bool, calibration: bool) -> str:
    """The rows of an evaluation as one JSON object; errors and confidence bands under keys of their own."""
    table: dict[str, Any] = {name: row.as_json() for name, row in evaluation.rows.items()}
    if errors:
        table["errors"] = [asdict(error) for error in evaluation.errors]
    if calibration:
        table["calibration"] = [asdict(band) for band in evaluation.bands]
    return json.dumps(table, ensure_ascii=False)


def agreeing_lines(result: Agreeing) -> Iterator[str]:
    """How far two annotators agree: alpha, compared units, and the share that is wholly equal."""
    yield f"{'field':24}{'alpha':>7}{'units':>7}{'equal':>7}"
    for name, field in result.fields.items():
        alpha = f"{'-':>7}" if field.alpha is None else f"{field.alpha:7.3f}"
        share = f"{field.equal / field.units:7.3f}" if field.units else f"{'-':>7}"
        yield f"{name:24}{alpha}{field.units:7}{share}"
    yield f"articles: {result.articles} by both, {result.alone} by one only"


def agreeing_json(result: Agreeing) -> str:
    """The same as one JSON object; alpha is null where it says nothing."""
    return json.dumps(asdict(result))


def _side(name: str, width: int, value: Any, proofs: Sequence[Proof], absent: bool) -> Iterator[str]:
    yield f"    {name:{width}}  {_NOTHING if absent else _value(value)}"
    for proof in proofs:
        rule = f" ({proof.rule})" if proof.rule else ""
        yield f"    {'':{width}}  at {proof.start}–{proof.end} {_value(proof.text)}{rule}"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        value = {key: item for key, item in value.items() if key not in ("evidence", "mentions")}
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        name, role = value
        return f"{name} ({role})" if role else str(name)
    return str(value)


def _score_line(name: str, row: Row) -> str:
    def number(value: float | None) -> str:
        return f"{'':7}" if value is None else f"{value:7.3f}"

    counts = "".join(
        f"{'' if value is None else value:>{width}}"
        for value, width in ((row.tp, 6), (row.fp, 5), (row.fn, 5))
    )
    interval = "" if row.interval is None else f"   {row.interval[0]:.3f}–{row.interval[1]:.3f}"
    return f"{name:24}{number(row.precision)}{number(row.recall)}{number(row.f1)}{counts}{interval}"
