"""`mouextract export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_DELIMITERS = {".csv": ",", ".tsv": "\t"}


def export(
    records: Annotated[
        str, typer.Argument(metavar="RECORDS", help="Records: a JSONL file, a folder of them, or `-`.")
    ],
    out: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="FILE", help="A .csv or .tsv file, or `-` for standard output."
        ),
    ],
    bom: Annotated[
        bool, typer.Option("--bom", help="Mark the file as UTF-8, for spreadsheets that ask for it.")
    ] = False,
    all_articles: Annotated[
        bool, typer.Option("--all", help="Keep a row for each article without an agreement.")
    ] = False,
) -> None:
    """Turn records into a table, one row per agreement."""
    from mouextract.cli.arguments import refuse_overwriting, to_file
    from mouextract.judge.records_io import load_records
    from mouextract.write.table import export_csv

    target = to_file(out)
    suffix = ".csv" if target is None else target.suffix.lower()
    if suffix not in _DELIMITERS:
        raise typer.BadParameter(f"{out}: the name must end in .csv or .tsv", param_hint="-o")
    refuse_overwriting(target, [records])
    export_csv(
        load_records(records), target, bom=bom, all_articles=all_articles, delimiter=_DELIMITERS[suffix]
    )
