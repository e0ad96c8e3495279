"""The gate: no score on the composed articles falls below its pinned floor (see scripts/pin_floors.py)."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def pin() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pin_floors", ROOT / "scripts" / "pin_floors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_score_falls_below_its_floor(pin: ModuleType) -> None:
    pinned = json.loads(pin.FLOORS.read_text("utf-8"))
    assert pinned["fingerprint"] == pin.fingerprint(), "articles or gold changed: pin the floors anew"
    found = pin.scores()
    fallen = {name: (floor, found[name]) for name, floor in pinned["floors"].items() if found[name] < floor}
    assert not fallen, f"(floor, found): {fallen}"


def test_a_floor_is_not_lowered_unasked(
    pin: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text(
        json.dumps({"fingerprint": pin.fingerprint(), "floors": {"types": 1.0}}), encoding="utf-8"
    )
    monkeypatch.setattr(pin, "FLOORS", floors)
    monkeypatch.setattr(pin, "scores", lambda: {"types": 0.5})
    monkeypatch.setattr("sys.argv", ["pin_floors.py"])
    assert pin.main() == 1
    assert json.loads(floors.read_text("utf-8"))["floors"] == {"types": 1.0}
    monkeypatch.setattr("sys.argv", ["pin_floors.py", "--lower"])
    assert pin.main() == 0
    assert json.loads(floors.read_text("utf-8"))["floors"] == {"types": 0.5}
