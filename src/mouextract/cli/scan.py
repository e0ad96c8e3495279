"""`mouextract scan`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from mouextract.cli.arguments import refuse_overwriting, to_file, worker_count
from mouextract.cli.codes import Exit
from mouextract.cli.reading import (
    DateField,
    DateOrder,
    DateOrderOption,
    Encoding,
    IdField,
    OutletField,
    Patterns,
    TextField,
    TitleField,
    UrlField,
    read_options,
)


def scan(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders, globs, or `-` for standard input."),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Write JSONL to FILE instead of standard output."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write JSONL to a terminal too, where a table is the default.")
    ] = False,
    patterns: Patterns = None,
    workers: Annotated[
        int,
        typer.Option(
            "--workers",
            metavar="N",
            parser=worker_count,
            help="Processes to use: a number, or `auto` for all cores.",
        ),
    ] = 1,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Keep each article's text in its record.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="Errors only: no progress, notes or summary.")
    ] = False,
    text_field: TextField = None,
    title_field: TitleField = None,
    date_field: DateField = None,
    id_field: IdField = None,
    url_field: UrlField = None,
    outlet_field: OutletField = None,
    date_order: DateOrderOption = DateOrder.DMY,
    encoding: Encoding = None,
) -> None:
    """Read articles and write one record a line."""
    from functools import partial

    from mouextract.api import Extractor
    from mouextract.cli.display import Display
    from mouextract.read import read_articles
    from mouextract.run.scan import Scanner
    from mouextract.run.signals import terminable
    from mouextract.run.summary import Summary
    from mouextract.write.jsonl import write_jsonl

    options = read_options(
        text_field=text_field,
        title_field=title_field,
        date_field=date_field,
        id_field=id_field,
        url_field=url_field,
        outlet_field=outlet_field,
        encoding=encoding,
        date_order=date_order,
    )
    target = to_file(out)
    refuse_overwriting(target, inputs)
    as_table = target is None and not as_json and sys.stdout.isatty()
    lines_on_terminal = target is None and not as_table and sys.stdout.isatty()
    summary = Summary()
    display = Display(inputs, summary, quiet=quiet, progress=not lines_on_terminal)
    with (
        terminable(),
        display.announcing_partial(target),
        Scanner(partial(Extractor, tuple(patterns or ())), workers=workers, with_text=with_text) as scanner,
        display,
    ):
        articles = read_articles(
            inputs, options, on_error=display.error, on_notice=display.note, on_bytes=display.advance
        )
        lines = display.counting(scanner.scan(articles, on_error=display.error))
        if as_table:
            display.collect(lines)
        else:
            write_jsonl(lines, target, keep_partial=True)
    display.close()
    raise typer.Exit(Exit.UNREADABLE if summary.failures else Exit.OK)
