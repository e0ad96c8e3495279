"""`mouextract schema`."""

from __future__ import annotations

from pathlib import Path

import typer

# Made from the models by scripts/make_schema.py: to build them takes longer than all the rest of the command.
SCHEMA_FILE = Path(__file__).parents[1] / "record.schema.json"


def schema() -> None:
    """Print the JSON Schema of a record."""
    typer.echo(SCHEMA_FILE.read_text(encoding="utf-8"), nl=False)
