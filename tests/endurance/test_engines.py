"""What docs/reliability.md shows for other engines."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[2] / "docs/reliability.md"
ROWS = [
    {"id": "a1", "text": "Bupati Siak meneken MoU dengan PT Misal Jaya.", "date": "2023-11-07"},
    {"id": "a2", "text": "Bukan apa-apa.", "date": None},
]


def shown(name: str) -> Any:
    blocks = re.findall(r"^<!-- engine -->\n```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    assert len(blocks) == 2
    space: dict[str, Any] = {}
    exec(next(block for block in blocks if f"def {name}(" in block), space)
    return space[name]


def check(lines: list[str]) -> None:
    first, second = map(json.loads, lines)
    assert [party["name"] for party in first["agreements"][0]["parties"]][1] == "PT Misal Jaya"
    assert (first["published"], second["article_id"], second["agreements"]) == ("2023-11-07", "a2", [])


def test_a_batch_function() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    check(shown("records")(pyarrow.Table.from_pylist(ROWS)).column("record").to_pylist())


def test_frames() -> None:
    pandas = pytest.importorskip("pandas")
    (frame,) = shown("records_of_frames")([pandas.DataFrame(ROWS)])
    check(list(frame["record"]))


def test_on_ray() -> None:
    data = pytest.importorskip("ray.data")
    rows = data.from_items(ROWS).map_batches(shown("records"), batch_format="pyarrow").take_all()
    check(sorted((row["record"] for row in rows), key=lambda line: '"a2"' in line))
