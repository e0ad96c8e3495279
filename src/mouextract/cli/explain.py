"""`mouextract explain`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

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
from mouextract.cli.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from mouextract.judge.explain_report import Line


def explain(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders, globs, or `-` for standard input."),
    ],
    article_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Only the article with this id.")
    ] = None,
    why_not: Annotated[
        str | None,
        typer.Option(
            "--why-not",
            metavar="TEXT",
            help="Tell what each step made of a name, date or word that you expected.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSONL, one object per article.")] = False,
    patterns: Patterns = None,
    text_field: TextField = None,
    title_field: TitleField = None,
    date_field: DateField = None,
    id_field: IdField = None,
    date_order: DateOrderOption = DateOrder.DMY,
    encoding: Encoding = None,
) -> None:
    """Show why each value was found, and why others were not.

    For each value the sentence with the words that decide, the rule, and what else competed; then
    whatever spoke of an agreement and became none.
    """
    import json
    from dataclasses import asdict

    from mouextract.api import Extractor
    from mouextract.judge.explain import Explainer
    from mouextract.judge.explain_report import explanation_lines
    from mouextract.judge.why_not import why_not as answer_for

    if why_not is not None and not why_not.strip():
        raise typer.BadParameter("names nothing", param_hint="--why-not")
    options = read_options(
        text_field=text_field,
        title_field=title_field,
        date_field=date_field,
        id_field=id_field,
        date_order=date_order,
        encoding=encoding,
    )
    explainer = Explainer(Extractor(tuple(patterns or ())))
    articles = Articles(inputs, options)
    show = None if as_json else _shower()
    shown = 0
    for article in articles:
        if article_id is not None and article.article_id != article_id:
            continue
        try:
            reading = explainer.read(article)
            explanation = explainer.explain(article, reading)
            answer = None if why_not is None else answer_for(why_not, reading, explainer.book)
        except ValueError as error:
            articles.refused(article, error)
            continue
        if show is None:
            told = (
                asdict(explanation) if answer is None else asdict(explanation) | {"why_not": asdict(answer)}
            )
            # Escaped: a lone surrogate of an article cannot be written otherwise.
            typer.echo(json.dumps(told, ensure_ascii=True))
        else:
            if shown:
                typer.echo()
            for line in explanation_lines(explanation, answer):
                show(line)
        shown += 1
    if article_id is not None and not shown and not articles.failures:
        raise typer.BadParameter(f"there is no article {article_id!r}", param_hint="--id")
    raise typer.Exit(Exit.UNREADABLE if articles.failures else Exit.OK)


def _shower() -> Callable[[Line], None]:
    """What prints a line: with colours and wrapped on a terminal, plain elsewhere."""
    if not sys.stdout.isatty():
        return lambda line: typer.echo(printable(line.text()))
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    styles = {"plain": "", "heading": "bold", "value": "green", "words": "reverse", "quiet": "dim"}

    def show(line: Line) -> None:
        text = Text()
        for part, role in line.parts:
            # Brackets too: without colours they are all there is.
            words = f"[{printable(part)}]" if role == "words" else printable(part)
            text.append(words, style=styles[role])
        console.print(Padding(text, (0, 0, 0, line.indent)))

    return show
