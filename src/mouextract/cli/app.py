"""The command `mouextract`: its subcommands, and every failure as one line and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from mouextract.cli import corrections, terminal
from mouextract.cli.codes import Exit
from mouextract.cli.docbin import docbin
from mouextract.cli.explain import explain
from mouextract.cli.export import export
from mouextract.cli.judge import check, diff, evaluate
from mouextract.cli.report import report
from mouextract.cli.rules import rules
from mouextract.cli.scan import scan
from mouextract.cli.schema import schema
from mouextract.cli.show import show
from mouextract.errors import InputError, MouextractError

# The base class of everything that typer says about wrong usage, wherever it keeps it.
_UsageError: type[Exception] = typer.BadParameter.__mro__[2]


class Commands(TyperGroup):
    """A group whose failures are one line on standard error and an exit code of the contract."""

    def invoke(self, ctx: Any) -> Any:
        """Run the subcommand; a reader of standard output who has gone ends it quietly."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            terminal.silence_stdout()
            raise typer.Exit(Exit.BROKEN_PIPE) from None

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run with these arguments and end the process."""
        run = super().main
        code = _guarded(lambda: run(args, prog_name, complete_var, False, windows_expand_args, **extra))
        try:
            sys.stdout.flush()
        except OSError as error:
            # The interpreter would try again at its end, and give a code of its own.
            terminal.silence_stdout()
            if code == 0:
                code = _unwritten(error)
        sys.exit(code)


def _guarded(run: Callable[[], Any]) -> int:
    from mouextract.run.signals import Terminated

    try:
        code = run()
    except _UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            error.show()  # type: ignore[attr-defined]
        else:
            terminal.error(error.format_message())  # type: ignore[attr-defined]
        return Exit.USAGE
    except InputError as error:
        terminal.error(str(error))
        return Exit.UNREADABLE
    except MouextractError as error:
        terminal.error(str(error))
        return Exit.USAGE
    except Terminated:
        terminal.error("told to end")
        return Exit.TERMINATED
    except (typer.Abort, KeyboardInterrupt):
        code = Exit.INTERRUPTED
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            return _unwritten(error)
        if os.environ.get("MOUEXTRACT_TRACEBACK"):
            raise
        what = " ".join(str(error).split())
        terminal.error(
            f"unexpected {type(error).__name__}: {what} (MOUEXTRACT_TRACEBACK=1 shows where it happened)"
        )
        return Exit.UNEXPECTED
    if code == Exit.INTERRUPTED:
        terminal.error("interrupted")
    return code if isinstance(code, int) else 0


def _unwritten(error: OSError) -> int:
    """What standard output did not take (every other output names itself)."""
    if isinstance(error, BrokenPipeError):
        return Exit.BROKEN_PIPE
    terminal.error(f"standard output: {error.strerror}")
    return Exit.USAGE


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Plain help: half the time to show, and the same text everywhere.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Finds agreements between Indonesian public bodies (MoU, nota kesepakatan, perjanjian kerja sama) "
    "in news articles, with the words that prove each value.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"mouextract {version('mouextract')}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


def _examples(*lines: str) -> str:
    # \b: the lines below stay as they are.
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


app.command(
    epilog=_examples(
        "mouextract scan article.txt page.html",
        "mouextract scan news/ 'more/*.jsonl.gz' -o records.jsonl --workers auto",
        "mouextract scan table.csv --text-field body --date-field published_at -o records.jsonl",
        "zcat news.jsonl.gz | mouextract scan - --json > records.jsonl",
    )
)(scan)
app.command(
    epilog=_examples(
        "mouextract show article.txt",
        "mouextract show news.jsonl --id n17 --records records.jsonl",
    )
)(show)
app.command(
    epilog=_examples(
        "mouextract explain article.txt",
        "mouextract explain article.txt --why-not 'Kabupaten Siak'",
        "mouextract explain news.jsonl --id n17 --json",
    )
)(explain)
app.command(
    epilog=_examples(
        "mouextract export records.jsonl -o agreements.csv --bom",
        "mouextract export records.jsonl -o people.xlsx --rows signatories",
        "mouextract export records.jsonl -o records.sqlite",
        "mouextract scan news/ | mouextract export - -o agreements.csv",
    )
)(export)
app.command(
    epilog=_examples(
        "mouextract report records.jsonl -o report.html",
        "mouextract report records.jsonl -o report.html --title 'MoU di Riau' --no-text",
    )
)(report)
app.command(
    epilog=_examples(
        "mouextract check data/golden",
        "mouextract check data/golden records.jsonl --strict",
    )
)(check)
app.command(
    epilog=_examples(
        "mouextract evaluate gold.jsonl records.jsonl --errors",
        "mouextract evaluate gold.jsonl records.jsonl --bootstrap 1000 --ids '[13579]$'",
        "mouextract evaluate gold/ records.jsonl --json --calibration",
        "mouextract evaluate ani.jsonl --against budi.jsonl",
    )
)(evaluate)
app.command(
    epilog=_examples(
        "mouextract diff before.jsonl after.jsonl",
        "mouextract diff before.jsonl after.jsonl --strict --exit-code",
    )
)(diff)
app.command(
    epilog=_examples(
        "mouextract rules instruments",
        "mouextract rules cue.sign.active",
        "mouextract rules instruments --entity-ruler > patterns.jsonl",
        "mouextract rules --coverage news.jsonl --gold gold.jsonl",
    )
)(rules)
app.command(
    epilog=_examples(
        "mouextract docbin news/ -o train.spacy",
    )
)(docbin)
app.command(epilog=_examples("mouextract schema > record.schema.json"))(schema)

_corrections = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Send records to an annotation tool, and bring corrections back.",
    epilog=_examples(
        "mouextract corrections export records.jsonl news/ -o tasks.json",
        "mouextract corrections import corrected.json -o gold.jsonl",
    ),
)
_corrections.command(
    epilog=_examples(
        "mouextract corrections export records.jsonl news/ -o tasks.json --interface interface.xml",
        "mouextract corrections export records.jsonl news/ -o tasks.jsonl --to doccano",
    )
)(corrections.export)
_corrections.command(
    "import",
    epilog=_examples(
        "mouextract corrections import corrected.json -o gold.jsonl",
        "mouextract corrections import corrected.json -o ani.jsonl --annotator ani@example.org",
    ),
)(corrections.import_)
_corrections.command(
    epilog=_examples(
        "mouextract corrections example corrected.json",
        "mouextract corrections example corrected.json 'n17#2' --into my-rules/",
    )
)(corrections.example)
app.add_typer(_corrections, name="corrections")
