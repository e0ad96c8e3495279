"""The command line: arguments in, calls out."""

from __future__ import annotations


def main() -> None:
    """Run the command line on `sys.argv` and end the process with its exit code."""
    from mouextract.cli.app import app

    app(prog_name="mouextract")
