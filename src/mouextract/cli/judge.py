"""`mouextract check`, `evaluate` and `diff`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from mouextract.cli.codes import Exit
from mouextract.cli.terminal import printable

_STRICT = typer.Option("--strict", help="Compare confidence and rule ids too.")
_PATTERNS = typer.Option("--patterns", metavar="DIR", help="A folder of further rules; may be repeated.")


def check(
    golden: Annotated[
        str, typer.Argument(metavar="GOLDEN", help="Golden records: a JSONL file or a folder of .json files.")
    ],
    records: Annotated[
        str | None,
        typer.Argument(
            metavar="RECORDS", help="Records to compare; without them the golden articles are scanned."
        ),
    ] = None,
    strict: Annotated[bool, _STRICT] = False,
    patterns: Annotated[list[Path] | None, _PATTERNS] = None,
) -> None:
    """Compare with golden records; exit 1 on any difference."""
    from mouextract.judge.check import check_by_scanning, check_records
    from mouextract.judge.report import comparison_lines

    if records is not None:
        comparisons = check_records(golden, records, strict=strict)
    else:
        from mouextract.api import Extractor

        comparisons = check_by_scanning(golden, Extractor(patterns or ()), strict=strict)
    total = values = different = 0
    for comparison in comparisons:
        total += 1
        if not comparison.same:
            different += 1
            values += max(1, len(comparison.differences))
            _print(comparison_lines(comparison, "golden", "found"))
    if different:
        typer.echo(f"{_count(values, 'difference')} in {different} of {_count(total, 'record')}")
        raise typer.Exit(Exit.DIFFERENCES)
    typer.echo(f"{_count(total, 'record')}, no difference")


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Records of an earlier run.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Records of a later run.")],
    strict: Annotated[bool, _STRICT] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 on any difference.")] = False,
) -> None:
    """Show what changed between two runs.

    Lists the records and values that appeared, vanished or changed.
    """
    from mouextract.judge.check import compare_runs
    from mouextract.judge.records_io import load_raw
    from mouextract.judge.report import comparison_lines

    runs = [(raw.data for raw in load_raw(path)) for path in (old, new)]
    appeared = vanished = changed = 0
    for comparison in compare_runs(*runs, strict=strict):
        appeared += comparison.first is None
        vanished += comparison.second is None
        changed += bool(comparison.differences)
        if not comparison.same:
            _print(comparison_lines(comparison, "old", "new"))
    typer.echo(f"records: {appeared} appeared, {vanished} vanished, {changed} changed")
    if exit_code and appeared + vanished + changed:
        raise typer.Exit(Exit.DIFFERENCES)


def evaluate(
    gold: Annotated[
        str, typer.Argument(metavar="GOLD", help="Gold annotations: a JSONL file or a folder of .json files.")
    ],
    records: Annotated[
        str | None, typer.Argument(metavar="RECORDS", help="Records to measure.", show_default=False)
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="OTHER",
            help="Instead of records: another annotator's gold, for Krippendorff's alpha of each field.",
        ),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List the errors, article by article.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    bootstrap: Annotated[
        int,
        typer.Option(
            "--bootstrap", metavar="N", min=0, help="95 % intervals of F1 from N resamples over articles."
        ),
    ] = 0,
    ids: Annotated[
        str | None,
        typer.Option("--ids", metavar="REGEX", help="Only articles whose id matches, e.g. `[13579]$`."),
    ] = None,
    calibration: Annotated[
        bool, typer.Option("--calibration", help="How many agreements are right, by their confidence.")
    ] = False,
) -> None:
    """Measure records against gold, or one annotator against another.

    Precision, recall and F1 per field, over all articles; with --against, Krippendorff's alpha per field.
    """
    import re

    from mouextract.judge.evaluate import evaluate as measure
    from mouextract.judge.evaluate import load_gold
    from mouextract.judge.records_io import load_raw
    from mouextract.judge.report import band_lines, error_lines, evaluation_json, score_lines

    try:
        re.compile(ids or "")
    except re.error as error:
        raise typer.BadParameter(f"{ids!r}: {error}", param_hint="--ids") from None
    if against is not None:
        if records is not None or errors or bootstrap or calibration:
            raise typer.BadParameter(
                "goes with --ids and --json only, without RECORDS", param_hint="--against"
            )
        _agree(gold, against, ids, as_json)
        return
    if records is None:
        raise typer.BadParameter("name the records, or --against another's gold", param_hint="RECORDS")
    result = measure(load_gold(gold, ids), (raw.data for raw in load_raw(records)), bootstrap=bootstrap)
    if as_json:
        typer.echo(evaluation_json(result, errors=errors, calibration=calibration))
        return
    if errors:
        _print(error_lines(result.errors))
        typer.echo()
    _print(score_lines(result))
    if calibration:
        typer.echo()
        _print(band_lines(result))


def _agree(gold: str, against: str, ids: str | None, as_json: bool) -> None:
    from mouextract.judge.evaluate import load_gold
    from mouextract.judge.reliability import reliability
    from mouextract.judge.report import agreeing_json, agreeing_lines

    result = reliability(load_gold(gold, ids), load_gold(against, ids))
    if as_json:
        typer.echo(agreeing_json(result))
    else:
        _print(agreeing_lines(result))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(printable(line))
