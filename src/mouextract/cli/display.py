"""What a scan shows: progress while it runs, a table of agreements, the closing summary."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from mouextract.cli import terminal
from mouextract.errors import InputError
from mouextract.run.signals import Terminated
from mouextract.run.summary import Summary
from mouextract.run.trial import Choice
from mouextract.write.output import partial_path


class Display:
    """Shows one scan: `following` around the run, then `close`.

    Progress appears only where standard error is a terminal (and `progress` is not False); `quiet`
    leaves errors only. Failures are counted in `summary` whether shown or not.
    """

    def __init__(self, summary: Summary, *, quiet: bool, progress: bool) -> None:
        self._summary = summary
        self._quiet = quiet
        self._console = Console(stderr=True)
        self._progress: Progress | None = None
        self._wanted = progress and not quiet and sys.stderr.isatty()
        self._task = TaskID(0)
        self._rows: list[list[str]] | None = None

    @contextmanager
    def following(self, total: Callable[[], int | None]) -> Iterator[None]:
        """Progress of `total` bytes or articles (None: nobody knows), counted only where it is shown."""
        if not self._wanted:
            yield
            return
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[articles]} articles"),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
            redirect_stdout=False,
        )
        self._task = self._progress.add_task("Reading", total=total(), articles=0, rate="")
        with self._progress:
            yield

    def advance(self, size: int) -> None:
        """So many of the total are done."""
        if self._progress is not None:
            self._progress.advance(self._task, size)

    def error(self, error: InputError) -> None:
        """Name what could not be read or processed."""
        self._summary.failures += 1
        terminal.error(str(error))

    def note(self, message: str) -> None:
        """Pass on a guess or something left out."""
        if not self._quiet:
            terminal.note(message)

    def choice(self, choice: Choice) -> None:
        """Tell how many workers there are, and why."""
        self.note(str(choice))

    def counting(self, lines: Iterable[str]) -> Iterator[str]:
        """The same lines, counted as they pass."""
        for line in lines:
            self._summary.add(json.loads(line))
            self._show_count()
            yield line

    def count(self, articles: int) -> None:
        """So many articles more are done, of a total of articles."""
        self._summary.articles += articles
        self.advance(articles)
        self._show_count()

    def collect(self, lines: Iterable[str]) -> None:
        """Keep the agreements for a table on standard output, which `close` prints."""
        self._rows = [row for line in lines for row in _rows(json.loads(line))]

    @contextmanager
    def announcing_partial(self, out: Path | None) -> Iterator[None]:
        """After an interruption, say where the records so far are."""
        try:
            yield
        except (KeyboardInterrupt, Terminated):
            if out is not None and partial_path(out).exists():
                terminal.note(f"the records so far are in {partial_path(out)}")
            raise

    def close(self, summary: Summary | None = None) -> None:
        """Print the agreements, if they were collected, and the summary (or another one), unless quiet."""
        if self._rows is not None:
            console = Console()
            if console.width < _WIDE:
                console.print(_table(_NARROW_HEADER, map(_narrow, self._rows)))
            else:
                console.print(_table(_AGREEMENT_HEADER, self._rows))
        if not self._quiet:
            self._console.print(_summary_table(summary or self._summary))

    def _show_count(self) -> None:
        if self._progress is not None:
            elapsed = self._progress.tasks[0].elapsed
            rate = f"{self._summary.articles / elapsed:,.0f}/s" if elapsed else ""
            self._progress.update(self._task, articles=f"{self._summary.articles:,}", rate=rate)


_WIDE = 110
_AGREEMENT_HEADER = ("article", "status", "date", "types", "parties", "signatories", "confidence")
_NARROW_HEADER = ("article", "agreement", "parties and signatories")


def _rows(record: dict[str, Any]) -> Iterator[list[str]]:
    name = record["title"] or record["source"]["uri"]
    for agreement in record["agreements"]:
        yield [
            name if agreement["main"] else f"{name} (background)",
            agreement["status"],
            agreement["date"] or "",
            "\n".join(agreement["types"]),
            "\n".join(party["name"] for party in agreement["parties"]),
            "\n".join(f"{person['name']} ({person['role']})" for person in agreement["signatories"]),
            f"{agreement['confidence']:.2f}",
        ]


def _narrow(row: Sequence[str]) -> list[str]:
    """The same in three columns, for a terminal on which seven would be cut."""
    name, status, date, types, parties, signatories, confidence = row
    what = (f"{status} {date}".rstrip(), types, f"confidence {confidence}")
    return [name, "\n".join(what), "\n".join(filter(None, (parties, signatories)))]


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(*header, show_lines=True)
    for row in rows:
        # Text, not markup: brackets in an article are brackets.
        table.add_row(*(Text("\n".join(map(terminal.printable, cell.split("\n")))) for cell in row))
    return table


def _summary_table(summary: Summary) -> Table:
    table = Table(show_header=False, title="Summary", title_justify="left")
    table.add_column()
    table.add_column(justify="right")
    rows = [
        ("articles", summary.articles),
        ("  with agreements", summary.with_agreements),
        ("agreements", summary.agreements),
        *((f"  {name}", count) for name, count in sorted(summary.by_status.items())),
        *((f"  {name}", count) for name, count in sorted(summary.by_type.items())),
        ("warnings", summary.warnings),
        ("not read or not processed", summary.failures),
    ]
    for name, count in rows:
        table.add_row(name, f"{count:,}")
    return table
