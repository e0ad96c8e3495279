"""`mouextract scan`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mouextract.cli.arguments import refuse_overwriting, to_file, worker_count
from mouextract.cli.codes import Exit


class DateOrder(StrEnum):
    """How 06/11/2023 is read."""

    DMY = "dmy"
    MDY = "mdy"


def _field(name: str, what: str) -> object:
    return typer.Option(
        f"--{name}-field", metavar="NAME", help=f"Field of JSONL, JSON or CSV that holds {what}."
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
    patterns: Annotated[
        list[Path] | None,
        typer.Option("--patterns", metavar="DIR", help="A folder of further rules; may be repeated."),
    ] = None,
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
    text_field: Annotated[str | None, _field("text", "the text")] = None,
    title_field: Annotated[str | None, _field("title", "the title")] = None,
    date_field: Annotated[str | None, _field("date", "the publication date")] = None,
    id_field: Annotated[str | None, _field("id", "the article's id")] = None,
    url_field: Annotated[str | None, _field("url", "the web address")] = None,
    outlet_field: Annotated[str | None, _field("outlet", "the outlet")] = None,
    date_order: Annotated[
        DateOrder,
        typer.Option("--date-order", help="How stored dates like 06/11/2023 are read."),
    ] = DateOrder.DMY,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", help="Encoding of the inputs, where it is not UTF-8."),
    ] = None,
) -> None:
    """Read articles and write one record a line."""
    from functools import partial

    from mouextract.api import Extractor
    from mouextract.cli.display import Display
    from mouextract.read import ReadOptions, read_articles
    from mouextract.run.scan import Scanner
    from mouextract.run.signals import terminable
    from mouextract.run.summary import Summary
    from mouextract.write.jsonl import write_jsonl

    if encoding is not None:
        _check_encoding(encoding)
    target = to_file(out)
    refuse_overwriting(target, inputs)
    options = ReadOptions(
        text_field=text_field,
        title_field=title_field,
        date_field=date_field,
        id_field=id_field,
        url_field=url_field,
        outlet_field=outlet_field,
        encoding=encoding,
        date_order=date_order.value,
    )
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


def _check_encoding(name: str) -> None:
    import codecs

    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        raise typer.BadParameter(f"there is no encoding {name!r}", param_hint="--encoding") from None
