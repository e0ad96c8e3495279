"""`mouextract report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mouextract.cli import terminal
from mouextract.cli.codes import Exit
from mouextract.cli.reading import DateOrder, Encoding, TextField, TitleField, read_options


def report(
    records: Annotated[
        str, typer.Argument(metavar="RECORDS", help="Records: a JSONL file, a folder of them, or `-`.")
    ],
    out: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", help="An .html file, or `-` for standard output."),
    ],
    title: Annotated[str | None, typer.Option("--title", help="The page's heading.")] = None,
    no_text: Annotated[
        bool,
        typer.Option(
            "--no-text",
            help="Leave out the articles' texts, titles and quoted words: offsets, hashes and links remain.",
        ),
    ] = False,
    text_field: TextField = None,
    title_field: TitleField = None,
    encoding: Encoding = None,
) -> None:
    """Make one HTML file for browsing: figures, filters, map and proof.

    The articles' texts come from the records (`scan --with-text`), else from the files that the records
    name, read again as `scan` read them: give the same field names and encoding. A text that is not
    the one scanned is not shown.
    """
    from mouextract.cli.arguments import refuse_overwriting, to_file
    from mouextract.errors import InputError
    from mouextract.judge.records_io import load_records
    from mouextract.report.data import report_data
    from mouextract.report.page import write_page

    target = to_file(out)
    if target is not None and target.suffix.lower() not in (".html", ".htm"):
        raise typer.BadParameter(f"{out}: the name must end in .html", param_hint="-o")
    refuse_overwriting(target, [records])
    options = read_options(
        text_field=text_field,
        title_field=title_field,
        date_field=None,
        id_field=None,
        date_order=DateOrder.DMY,
        encoding=encoding,
    )
    missing = 0

    def refused(error: InputError) -> None:
        nonlocal missing
        missing += 1
        terminal.error(str(error))

    data = report_data(load_records(records), options, refused, with_text=not no_text)
    write_page(data, target, title=title, source="-" if records == "-" else Path(records).name)
    raise typer.Exit(Exit.UNREADABLE if missing else Exit.OK)
