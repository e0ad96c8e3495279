"""The house's own rules: style, types, the way imports run, seeds kept byte for byte."""

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent

SEEDS = {
    "000_ca46129c4338601e.txt": "a314cba041acd570669219064c792fd569d1a9f746b5b18e4d4b6c31c47be538",
    "001_5c59ac3d1ea646d7.txt": "a4a3f7293ce68dc75cbf5b8180623f0d36cbc57a4e743b587ae3c450da7cfd4c",
    "002_a3aff3a755a1c3b8.txt": "4f6a98fd5a07a573537979446833caaa1b331fe39463309b4c40782dd1b51ffc",
    "003_32380e9a4daa768b.txt": "faf1cee3cc3daa2f5f4920a79754974a8d7c032c9f3d888851374997e8d8dc78",
    "004_cdab04fa7902439b.txt": "b620873432849a62e57b85053c1eb57df7b93de037e253763e96ce002f14573f",
}


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports"],
    ],
    ids=" ".join,
)
def test_static_checks(command: list[str]) -> None:
    done = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_seeds_are_kept_byte_for_byte() -> None:
    found = {p.name: sha256(p.read_bytes()).hexdigest() for p in (ROOT / "data/seeds").glob("*.txt")}
    assert found == SEEDS
