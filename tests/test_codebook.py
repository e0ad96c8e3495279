"""docs/codebook.md says what models, shapes and rules say."""

import runpy
from pathlib import Path

from mouextract.records import AgreementType, DateRole, Status
from mouextract.write.shapes import SHAPES
from mouextract.write.tables import TABLES

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/codebook.md").read_text("utf-8")


def test_the_page_is_current() -> None:
    made = runpy.run_path(str(ROOT / "scripts/make_codebook.py"))["codebook"]()
    assert made == PAGE, "run scripts/make_codebook.py"


def test_every_column_and_code_is_explained() -> None:
    names = [name for shape in SHAPES.values() for name in shape.header]
    names += [field.name for table in TABLES for field in table.fields]
    names += [*AgreementType, *Status, *DateRole]
    lines = [line for line in PAGE.splitlines() if line.startswith("| `")]
    assert {name for name in names if not any(line.startswith(f"| `{name}` |") for line in lines)} == set()
    assert not [line for line in lines if line.rstrip(" |").count(" | ") == 0], "without a meaning"
