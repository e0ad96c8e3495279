from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

STANDIN = Path(__file__).parent / "standin.py"


@dataclass
class Done:
    code: int
    out: str
    err: str


def command(*args: str) -> list[str]:
    return [sys.executable, str(STANDIN), *args]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Run the command line in a process of its own, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MOUEXTRACT_TRACEBACK", raising=False)

    def run(*args: str, **options: Any) -> Done:
        environment = {**os.environ, "COLUMNS": "100", **options.pop("env", {})}
        done = subprocess.run(
            command(*args), capture_output=True, env=environment, timeout=60, check=False, **options
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
