"""`mouextract show`."""

from __future__ import annotations

from typing import Annotated

import typer

from mouextract.cli.codes import Exit
from mouextract.cli.reading import (
    Articles,
    DateField,
    DateOrder,
    DateOrderOption,
    Encoding,
    IdField,
    Patterns,
    TextField,
    TitleField,
    read_options,
)


def show(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders, globs, or `-` for standard input."),
    ],
    article_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Only the article with this id.")
    ] = None,
    row: Annotated[
        int | None, typer.Option("--row", metavar="N", min=0, help="Only row N of the input, from 0.")
    ] = None,
    records: Annotated[
        str | None,
        typer.Option("--records", metavar="RECORDS", help="Show these records instead of scanning."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write the records with their texts as JSONL.")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Errors only: no notes.")] = False,
    patterns: Patterns = None,
    text_field: TextField = None,
    title_field: TitleField = None,
    date_field: DateField = None,
    id_field: IdField = None,
    date_order: DateOrderOption = DateOrder.DMY,
    encoding: Encoding = None,
) -> None:
    """Show articles with the words that prove each value, and their agreements.

    On a wide terminal the agreements stand beside the text, else beneath. Without colours (a file,
    NO_COLOR) the words stand in brackets, `[MoU|types]`, with what they prove.
    """
    from mouextract.cli.show_view import View
    from mouextract.errors import InputError
    from mouextract.judge.records_io import load_records
    from mouextract.judge.sources import RecordsByText

    options = read_options(
        text_field=text_field,
        title_field=title_field,
        date_field=date_field,
        id_field=id_field,
        date_order=date_order,
        encoding=encoding,
    )
    articles = Articles(inputs, options, quiet=quiet)
    if records is not None:
        if patterns:
            raise typer.BadParameter("nothing is scanned with --records", param_hint="--patterns")
        find = RecordsByText(load_records(records)).of
    else:
        from mouextract.api import Extractor

        find = Extractor(tuple(patterns or ())).extract
    view = View()
    shown = 0
    for article in articles:
        if article_id not in (None, article.article_id) or row not in (None, article.row):
            continue
        try:
            record = find(article)
            if record is not None:
                record.check_spans(article.text)
        except ValueError as error:
            articles.refused(article, error)
            continue
        if record is None:
            articles.error(InputError(article.uri, f"{records} holds no record of this text", article.row))
            continue
        if as_json:
            typer.echo(record.model_copy(update={"text": article.text}).to_json())
        else:
            view.show(record, article.text)
        shown += 1
    if not shown and not articles.failures and (article_id is not None or row is not None):
        asked = f"article {article_id!r}" if article_id is not None else f"row {row}"
        raise typer.BadParameter(f"there is no {asked}", param_hint="--row" if article_id is None else "--id")
    raise typer.Exit(Exit.UNREADABLE if articles.failures else Exit.OK)
