"""Writes docs/cli.md from what the commands say of themselves: `python scripts/make_cli_reference.py`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from typer.models import CommandInfo
from typer.testing import CliRunner

from mouextract.cli.app import app
from mouextract.cli.codes import Exit

TARGET = Path(__file__).parents[1] / "docs" / "cli.md"

HEAD = """\
# The command line

Made by `scripts/make_cli_reference.py` from the commands' own help: change it there.

Data go to standard output or to a file, everything else to standard error. An error is one line,
`mouextract: error: <file, row, reason>`; whatever is not concerned by it is still read and written. A file
named by `-o` appears whole or not at all; after an interruption the records so far are in `FILE.partial`.
`mouextract --install-completion` teaches the shell to complete commands and options. `NO_COLOR=1` turns
colours off; `MOUEXTRACT_TRACEBACK=1` shows where an unexpected error happened.
"""

MEANINGS = {
    Exit.OK: "all read",
    Exit.DIFFERENCES: "`check` found differences (`diff` only with `--exit-code`)",
    Exit.USAGE: "wrong usage: arguments, a wrong rule, an output that cannot be written",
    Exit.UNREADABLE: "some inputs could not be read or some articles not processed: each is named",
    Exit.UNEXPECTED: "a fault of the program",
    Exit.INTERRUPTED: "interrupted (Ctrl-C)",
    Exit.BROKEN_PIPE: "nobody reads standard output any more (`… | head`)",
    Exit.TERMINATED: "told to end (SIGTERM)",
}


def reference() -> str:
    """The whole page."""
    parts = [HEAD, _section("mouextract"), *(_section("mouextract", *names) for names in _commands())]
    codes = "\n".join(f"| {code.value} | {MEANINGS[code]} |" for code in Exit)
    parts.append(f"## Exit codes\n\n| code | meaning |\n|---|---|\n{codes}\n")
    return "\n".join(parts)


def _commands() -> Iterator[tuple[str, ...]]:
    """The names of every command, those of groups after the group's own."""
    yield from ((_name(command),) for command in app.registered_commands)
    for group in app.registered_groups:
        assert group.name is not None
        assert group.typer_instance is not None
        yield (group.name,)
        yield from ((group.name, _name(command)) for command in group.typer_instance.registered_commands)


def _name(command: CommandInfo) -> str:
    assert command.callback is not None
    return command.name or str(command.callback.__name__)


def _section(*words: str) -> str:
    shown = CliRunner().invoke(app, [*words[1:], "--help"], prog_name=words[0], env={"COLUMNS": "80"})
    if shown.exit_code != 0:
        sys.exit(f"{' '.join(words)} --help: {shown.output}")
    lines = "\n".join(line.rstrip() for line in shown.stdout.strip().splitlines())
    return f"## {' '.join(words)}\n\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
