"""Writes src/mouextract/record.schema.json from the record's models: `python scripts/make_schema.py`."""

from __future__ import annotations

import json
from pathlib import Path

from mouextract.records import json_schema

TARGET = Path(__file__).parents[1] / "src" / "mouextract" / "record.schema.json"


def page() -> str:
    """The schema as `mouextract schema` prints it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
