"""`mouextract schema`."""

from __future__ import annotations

import typer


def schema() -> None:
    """Print the JSON Schema of a record."""
    import json

    from mouextract.records import json_schema

    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
