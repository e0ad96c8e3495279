"""The how-to pages are true: every command, file and piece of Python works, in order, and shows what they say."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mouextract.cli.app import app

pty = pytest.importorskip("pty")
ROOT = Path(__file__).parents[1]
PAGES = [
    *("tutorial.md", "export.md", "show.md", "report.md", "explain.md", "corrections.md"),
    *("rules.md", "components.md", "spacy.md", "reliability.md"),
]
# What stands in a comment prepares the rest (a person's work in another program, say), or looks at what came of it.
# A comment `file: NAME` makes the block below it that file's content, `change: NAME …` a change of each of these.
# Below `engine` stands what tests/endurance/test_engines.py runs, below `elsewhere` what cannot run here.
# A block of `text` is what the commands before it show on a terminal, with … for whatever is left out.
BLOCK = re.compile(
    r"^(?:<!--python\n(?P<hidden>.*?)^-->"
    r"|(?:<!-- (?:file: (?P<file>\S+)|change: (?P<changed>[^>\n]+)|(?P<elsewhere>engine|elsewhere: [^>\n]+)) -->\n)?"
    r"```(?P<language>\w+)\n(?P<code>.*?)^```)$",
    re.MULTILINE | re.DOTALL,
)
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")
# What changes with anything: the weights behind confidences, and how wide the columns of a list are.
_CONFIDENCE = re.compile(r"confidence 0\.\d\d")
_GAP = re.compile(r"(?<=\S) {2,}")


@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_true(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "data/seeds", tmp_path / "data/seeds")
    monkeypatch.chdir(tmp_path)
    if page == "components.md":
        a_copy_of_the_project(tmp_path)
        monkeypatch.setenv("PYTHONPATH", str(tmp_path / "src"))
    text = (ROOT / "docs" / page).read_text("utf-8")
    names: dict[str, object] = {"PAGE": text, "monkeypatch": monkeypatch}
    blocks = list(BLOCK.finditer(text))
    assert blocks
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if block["file"]:
            Path(block["file"]).parent.mkdir(parents=True, exist_ok=True)
            Path(block["file"]).write_text(block["code"], "utf-8")
        elif block["changed"]:
            for name in block["changed"].split():
                change(Path(name), block["code"])
        elif block["elsewhere"]:
            compile(block["code"], page, "exec")
        elif block["hidden"] or block["language"] == "python":
            exec(compile(block["hidden"] or block["code"], page, "exec"), names)
        elif block["language"] == "sh":
            lines = [line for line in map(command_of, block["code"].splitlines()) if line]
            if following is not None and following["language"] == "text" and not following["file"]:
                compare(following["code"], "".join(map(on_terminal, lines)))
            else:
                for line in lines:
                    run(line)


def a_copy_of_the_project(where: Path) -> None:
    unneeded = shutil.ignore_patterns("__pycache__")
    for name in ("src", "patterns", "tests"):
        shutil.copytree(ROOT / name, where / name, ignore=unneeded)
    shutil.copy(ROOT / "pyproject.toml", where)


def change(path: Path, diff: str) -> None:
    """Put a diff's new lines (` ` kept, `+` new) in the place of its old ones (` `, `-`), which stand there once."""
    lines = diff.splitlines(keepends=True)
    old, new = ("".join(line[1:] for line in lines if line[0] in kinds) for kinds in (" -", " +"))
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path}: not once:\n{old}"
    path.write_text(text.replace(old, new), "utf-8")


def command_of(line: str) -> str:
    """What of a line is run here: all of it but the setting up, of which the words are checked."""
    readme = (ROOT / "README.md").read_text("utf-8")
    if line.startswith("python3 -m venv"):
        assert f"```sh\n{line}\n```" in readme
        return line.rpartition("&& .venv/bin/")[2]
    if line.startswith(". .venv"):
        assert f"`{line}`" in readme
        return ""
    if " -m pip install " in line or line.startswith("pip install "):
        asked = re.search(r"\[([a-z,]+)\]", line)
        assert asked
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        assert set(asked[1].split(",")) <= project["optional-dependencies"].keys()
        return ""
    return line


def run(line: str) -> None:
    words = shlex.split(os.path.expandvars(line), comments=True)
    if words and words[0] == "mouextract" and not {"|", ">"} & set(words):
        # In this process, which has loaded everything before.
        done = CliRunner().invoke(app, words[1:])
        assert done.exit_code == 0, f"{line}\n{done.output}"
        return
    shell = subprocess.run(in_shell(line), env=environment(), capture_output=True, text=True)
    assert shell.returncode == 0, f"{line}\n{shell.stdout}{shell.stderr}"


def in_shell(line: str) -> list[str]:
    return ["bash", "-euo", "pipefail", "-c", line]


def environment() -> dict[str, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "100", "TERM": "xterm-256color"}


def on_terminal(line: str) -> str:
    """What a command shows on a terminal of 100 columns, without colours."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(in_shell(line), stdin=theirs, stdout=theirs, stderr=theirs, env=environment())
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:
        # Linux says so when the other side has closed.
        pass
    os.close(ours)
    assert process.wait(60) == 0, f"{line}\n{shown.decode()}"
    return shown.decode()


def compare(told: str, shown: str) -> None:
    lines = [line.rstrip() for line in _ESCAPE.sub("", shown).splitlines() if not line.startswith("Reading")]
    told, shown = plain(told), plain("\n".join(lines))
    pattern = ".*?".join(re.escape(part) for part in told.split("…"))
    assert re.fullmatch(pattern, shown, re.DOTALL), f"told:\n{told}\n\nshown:\n{shown}"


def plain(text: str) -> str:
    return _GAP.sub("  ", _CONFIDENCE.sub("confidence 0.00", text)).strip()
