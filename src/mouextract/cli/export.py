"""`mouextract export`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Rows(StrEnum):
    """What a row of the table stands for."""

    AGREEMENTS = "agreements"
    PARTIES = "parties"
    SIGNATORIES = "signatories"
    REGENCIES = "regencies"
    MENTIONS = "mentions"


class FormatName(StrEnum):
    """The format of the output."""

    CSV = "csv"
    TSV = "tsv"
    PARQUET = "parquet"
    XLSX = "xlsx"
    SQLITE = "sqlite"
    DUCKDB = "duckdb"


def export(
    records: Annotated[
        str, typer.Argument(metavar="RECORDS", help="Records: a JSONL file, a folder of them, or `-`.")
    ],
    out: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", help="The table, or `-` for CSV on standard output."),
    ],
    rows: Annotated[
        Rows | None,
        typer.Option("--rows", help="What a row stands for [agreements]; a database holds all of them."),
    ] = None,
    format: Annotated[
        FormatName | None, typer.Option("--format", help="Where the name of FILE does not tell it.")
    ] = None,
    bom: Annotated[
        bool,
        typer.Option("--bom", help="CSV and TSV: mark the file as UTF-8, for spreadsheets that ask for it."),
    ] = False,
    all_articles: Annotated[
        bool, typer.Option("--all", help="Keep a row for each article that would have none.")
    ] = False,
) -> None:
    """Turn records into a table or a database.

    The name of FILE tells the format: .csv, .tsv, .parquet, .xlsx, .sqlite or .duckdb.
    """
    from mouextract.cli.arguments import refuse_overwriting, to_file
    from mouextract.judge.records_io import load_records
    from mouextract.run.signals import terminable
    from mouextract.write.export import DATABASES, TEXTS, Format, guess_format, write_database, write_table
    from mouextract.write.shapes import SHAPES

    target = to_file(out)
    chosen = Format(format.value) if format else Format.CSV if target is None else guess_format(target)
    if chosen is None:
        known = ", ".join(f".{each.value}" for each in Format)
        raise typer.BadParameter(
            f"{out}: the name must end in {known}, or --format say what it is", param_hint="-o"
        )
    if bom and chosen not in TEXTS:
        raise typer.BadParameter(f"not for {chosen.value}", param_hint="--bom")
    refuse_overwriting(target, [records])
    with terminable():
        if chosen in DATABASES:
            if rows is not None or all_articles:
                hint = "--rows" if rows is not None else "--all"
                raise typer.BadParameter(f"{chosen.value} always holds everything", param_hint=hint)
            if target is None:
                raise typer.BadParameter(f"{chosen.value} needs a file", param_hint="-o")
            write_database(load_records(records), target, chosen)
        else:
            shape = SHAPES[rows or Rows.AGREEMENTS]
            write_table(load_records(records), target, chosen, shape, all_articles=all_articles, bom=bom)
