"""How `show` looks: an article with its evidence marked, and its agreements beside it or beneath."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mouextract.cli.terminal import printable
from mouextract.records import Agreement, ArticleRecord
from mouextract.write.highlight import Mark, joined, marked, nested

_WIDE = 110
_STYLES = {
    "types": "black on cyan",
    "number": "black on cyan",
    "status": "black on magenta",
    "date": "black on yellow",
    "signed_on": "black on yellow",
    "planned_for": "black on yellow",
    "valid_until": "black on yellow",
    "duration": "black on yellow",
    "parties": "black on green",
    "regencies": "black on green",
    "provinces": "black on green",
    "signatories": "white on blue",
    "place": "black on white",
    "subject": "black on white",
}
_SCALARS = ("date", "signed_on", "planned_for", "valid_until", "duration", "number", "place", "subject")


class View:
    """Prints articles to standard output, with a rule between them."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, markup=False, emoji=False)
        self._terminal = sys.stdout.isatty()
        self._colours = (
            self._terminal and not self._console.no_color and self._console.color_system is not None
        )
        self._count = 0

    def show(self, record: ArticleRecord, text: str) -> None:
        """One article."""
        self._count += 1
        if not self._terminal:
            self._plain(record, text)
            return
        if self._count > 1:
            self._console.print(Rule())
        self._console.print(Text(_place(record), style="dim"))
        self._console.print()
        body, agreements = self._body(record, text), self._agreements(record)
        if self._console.width >= _WIDE:
            grid = Table.grid(padding=(0, 4, 0, 0), expand=True)
            grid.add_column(ratio=3)
            grid.add_column(ratio=2)
            grid.add_row(body, agreements)
            self._console.print(grid)
        else:
            self._console.print(body)
            self._console.print()
            self._console.print(agreements)

    def _plain(self, record: ArticleRecord, text: str) -> None:
        # Not rich's: it would wrap the lines, and whoever reads them has a width of their own.
        lines = [_place(record), "", _bracketed(record, text), ""]
        if not record.agreements:
            lines.append("no agreement")
        for number, agreement in enumerate(record.agreements, 1):
            lines.append(_headline(number, agreement))
            lines += [f"  {name:12}{_shown(value)}" for name, value in _values(agreement)]
        lines += [f"warning: {_shown(warning)}" for warning in record.warnings]
        if self._count > 1:
            lines.insert(0, "")
        sys.stdout.write("\n".join(lines) + "\n")

    def _body(self, record: ArticleRecord, text: str) -> Text:
        if not self._colours:
            return Text(_bracketed(record, text))
        body = Text()
        for piece in nested(text, marked(record)):
            body.append(_shown(piece.text), style=_STYLES.get(piece.marks[0][1], "") if piece.marks else "")
        return body

    def _agreements(self, record: ArticleRecord) -> RenderableType:
        parts: list[RenderableType] = []
        for number, agreement in enumerate(record.agreements, 1):
            parts.append(Text(_headline(number, agreement), style="bold"))
            table = Table.grid(padding=(0, 2, 0, 0))
            for name, value in _values(agreement):
                table.add_row(Text(name, style=_STYLES[name] if self._colours else ""), Text(_shown(value)))
            parts.append(Padding(table, (0, 0, 1, 2)))
        if not record.agreements:
            parts.append(Text("no agreement", style="bold"))
        parts += [Text(f"warning: {_shown(warning)}") for warning in record.warnings]
        return Group(*parts)


def _bracketed(record: ArticleRecord, text: str) -> str:
    several = len(record.agreements) > 1
    return "".join(
        f"[{_shown(piece.text)}|{_labels(piece.marks, several)}]" if piece.marks else _shown(piece.text)
        for piece in joined(text, marked(record))
    )


def _labels(marks: tuple[Mark, ...], several: bool) -> str:
    return " ".join(f"{number}.{field}" if several else field for number, field in marks)


def _shown(text: str) -> str:
    """Words of an article: line ends and tabs as they are meant, nothing that steers the terminal."""
    lines = text.replace("\r\n", "\n").expandtabs(4).split("\n")
    return "\n".join(map(printable, lines))


def _place(record: ArticleRecord) -> str:
    row = "" if record.source.row is None else f", row {record.source.row}"
    words = (
        f"{record.source.uri}{row}, article {record.article_id}, published {record.published or 'unknown'}"
    )
    return printable(words)


def _headline(number: int, agreement: Agreement) -> str:
    weight = "" if agreement.main else "background, "
    return f"{number}. {agreement.status} ({weight}confidence {agreement.confidence:.2f})"


def _values(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """Fields and their values, one line each."""
    yield "status", agreement.status
    yield "types", "\n".join(agreement.types)
    for name in _SCALARS:
        if (value := getattr(agreement, name)) is not None:
            yield name, value
    for n, party in enumerate(agreement.parties, 1):
        side = "" if party.side is None else f", side {party.side}"
        code = "" if party.code is None else f" {party.code}"
        yield "parties", f"{n}: {party.name} ({party.kind}{code}{side})"
    for person in agreement.signatories:
        signs = "" if person.party is None else f" for {person.party + 1}"
        yield "signatories", f"{person.name}, {person.role} ({person.capacity}{signs})"
