"""Rule coverage as lines and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mouextract.judge.coverage import Coverage, RuleUse, Tally
from mouextract.judge.rule_lines import short


def coverage_lines(coverage: Coverage, examples: Mapping[str, str]) -> Iterator[str]:
    """The tables: rules that fired (the least precise first, where there is gold), that never did, helpers.

    `examples`: the first example of each rule, by id.
    """
    yield f"{coverage.articles} articles ({coverage.judged} with gold), {coverage.agreements} agreements"
    counted = [use for use in coverage.rules if use.counted]
    helpers = [use for use in coverage.rules if not use.counted]
    fired = [use for use in counted if use.fired]
    never = [use for use in counted if not use.fired]
    yield ""
    yield f"fired ({len(fired)} of {len(counted)} counted rules)"
    yield from _use_lines(fired, judged=bool(coverage.judged))
    yield ""
    yield f"never fired ({len(never)})"
    for use in never:
        yield f"  {use.id:44}  {use.concern}/{use.label}  {short(examples.get(use.id, ''))}"
    idle = [use for use in helpers if not use.articles]
    yield ""
    yield f"not counted: {len(helpers)} rules only help others; no article holds the words of {len(idle)}"
    for use in idle:
        yield f"  {use.id:44}  {use.concern}/{use.label}  {short(examples.get(use.id, ''))}"


def coverage_json(coverage: Coverage) -> str:
    """One JSON object."""
    rules = [_use_json(use) for use in coverage.rules]
    head = {"articles": coverage.articles, "agreements": coverage.agreements, "judged": coverage.judged}
    return json.dumps(head | {"rules": rules}, ensure_ascii=False)


def _use_lines(uses: Sequence[RuleUse], *, judged: bool) -> Iterator[str]:
    head = f"  {'rule':44}{'mentions':>9}{'articles':>9}{'agreements':>11}"
    yield head + ("      right  values right" if judged else "")
    for use in sorted(uses, key=_rank):
        line = f"  {use.id:44}{use.mentions:9}{use.articles:9}{use.agreements:11}"
        if judged:
            values = "  ".join(f"{name} {_share(tally)}" for name, tally in use.judged_values.items())
            line += f"{_share(use.judged_agreements):>11}  {values}"
        yield line.rstrip()


def _rank(use: RuleUse) -> tuple[float, int, int, str]:
    """The least precise first; then the most used."""
    precision = use.judged_agreements.precision
    return (2.0 if precision is None else precision, -use.agreements, -use.mentions, use.id)


def _share(tally: Tally) -> str:
    return f"{tally.right}/{tally.judged}" if tally.judged else ""


def _use_json(use: RuleUse) -> dict[str, Any]:
    return {
        "id": use.id,
        "concern": use.concern,
        "label": use.label,
        "counted": use.counted,
        "mentions": use.mentions,
        "articles": use.articles,
        "agreements": use.agreements,
        "agreements_right": use.judged_agreements.right,
        "agreements_judged": use.judged_agreements.judged,
        "precision": use.judged_agreements.precision,
        "values": {
            name: {"right": tally.right, "judged": tally.judged} for name, tally in use.judged_values.items()
        },
    }
