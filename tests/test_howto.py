"""Every command and every piece of Python in the how-to pages runs, in the order of the page."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mouextract.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = ["export.md", "show.md", "corrections.md", "spacy.md"]
# What stands in a comment prepares the rest: a person's work in another program, say.
BLOCK = re.compile(r"^(?:```(sh|python)\n(.*?)^```|<!--(python)\n(.*?)^-->)$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_the_page_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "data/seeds", tmp_path / "data/seeds")
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / page).read_text("utf-8")
    names: dict[str, object] = {}
    found = [(a or c, b or d) for a, b, c, d in BLOCK.findall(text)]
    assert found
    for language, code in found:
        if language == "python":
            exec(compile(code, page, "exec"), names)
            continue
        for line in code.splitlines():
            run(line)


def run(line: str) -> None:
    words = shlex.split(line, comments=True)
    if words[0] == "mouextract" and not {"|", ">"} & set(words):
        # In this process, which has loaded everything before.
        done = CliRunner().invoke(app, words[1:])
        assert done.exit_code == 0, f"{line}\n{done.output}"
        return
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = ["bash", "-euo", "pipefail", "-c", line]
    shell = subprocess.run(command, env={**os.environ, "PATH": path}, capture_output=True, text=True)
    assert shell.returncode == 0, f"{line}\n{shell.stderr}"
