"""Options of commands that read articles, and the reading itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mouextract.cli import terminal

if TYPE_CHECKING:
    from mouextract.article import Article
    from mouextract.errors import InputError
    from mouextract.read import ReadOptions


class DateOrder(StrEnum):
    """How 06/11/2023 is read."""

    DMY = "dmy"
    MDY = "mdy"


def _field(name: str, what: str) -> object:
    return typer.Option(
        f"--{name}-field", metavar="NAME", help=f"Field of JSONL, JSON or CSV that holds {what}."
    )


Patterns = Annotated[
    list[Path] | None,
    typer.Option("--patterns", metavar="DIR", help="A folder of further rules; may be repeated."),
]
TextField = Annotated[str | None, _field("text", "the text")]
TitleField = Annotated[str | None, _field("title", "the title")]
DateField = Annotated[str | None, _field("date", "the publication date")]
IdField = Annotated[str | None, _field("id", "the article's id")]
UrlField = Annotated[str | None, _field("url", "the web address")]
OutletField = Annotated[str | None, _field("outlet", "the outlet")]
DateOrderOption = Annotated[
    DateOrder, typer.Option("--date-order", help="How stored dates like 06/11/2023 are read.")
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="Encoding of the inputs, where it is not UTF-8."),
]


def read_options(
    *,
    text_field: str | None,
    title_field: str | None,
    date_field: str | None,
    id_field: str | None,
    date_order: DateOrder,
    encoding: str | None,
    url_field: str | None = None,
    outlet_field: str | None = None,
) -> ReadOptions:
    """The reading options as given; wrong usage where there is no such encoding."""
    import codecs

    from mouextract.read import ReadOptions

    try:
        codecs.lookup(encoding or "utf-8")
    except (LookupError, ValueError):
        raise typer.BadParameter(f"there is no encoding {encoding!r}", param_hint="--encoding") from None
    return ReadOptions(
        text_field=text_field,
        title_field=title_field,
        date_field=date_field,
        id_field=id_field,
        url_field=url_field,
        outlet_field=outlet_field,
        encoding=encoding,
        date_order=date_order.value,
    )


class Articles:
    """The articles of inputs, one at a time; `failures` counts what could not be read or processed.

    `quiet` leaves out notes.
    """

    def __init__(self, inputs: Sequence[str], options: ReadOptions, *, quiet: bool = False) -> None:
        self._inputs = inputs
        self._options = options
        self._quiet = quiet
        self.failures = 0

    def __iter__(self) -> Iterator[Article]:
        from mouextract.read import read_articles

        yield from read_articles(self._inputs, self._options, on_error=self.error, on_notice=self._note)

    def _note(self, message: str) -> None:
        if not self._quiet:
            terminal.note(message)

    def error(self, error: InputError) -> None:
        """Name what could not be read, and count it."""
        self.failures += 1
        terminal.error(str(error))

    def refused(self, article: Article, reason: Exception) -> None:
        """Name an article that could not be processed, and count it."""
        from mouextract.errors import InputError

        words = " ".join(str(reason).split())[:300]
        what = f"not processed ({type(reason).__name__}: {words})"
        self.error(InputError(article.uri, what, article.row))
