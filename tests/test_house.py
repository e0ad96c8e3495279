"""The house's own rules: style, types, the way imports run, seeds byte for byte, pages that are true."""

import doctest
import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest

import mouextract
from mouextract.read.formats import ARCHIVES, READERS
from mouextract.read.rows import GUESSES

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]

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


def test_types_are_checked_strictly() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    assert settings["strict"] is True
    assert settings["packages"] == ["mouextract"]


def test_seeds_are_kept_byte_for_byte() -> None:
    found = {p.name: sha256(p.read_bytes()).hexdigest() for p in (ROOT / "data/seeds").glob("*.txt")}
    assert found == SEEDS


def test_one_version() -> None:
    assert mouextract.__version__ == version("mouextract")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert mouextract.__version__ == project["version"], "installed from another state: pip install -e ."
    assert f"## {mouextract.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = project["build-system"]["requires"] + project["project"]["dependencies"]
    asked += [each for extra in project["project"]["optional-dependencies"].values() for each in extra]

    def plain(name: str) -> str:
        return re.split(r"[\[<>=!~ ]", name)[0].lower().replace("_", "-")

    pinned = {plain(line) for line in (ROOT / "constraints.txt").read_text().splitlines()}
    assert {plain(each) for each in asked} - pinned == {"mouextract"}


def blocks(language: str, text: str = README) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_readme_python_says_what_it_prints() -> None:
    code = "\n".join(blocks("pycon"))
    assert code.count(">>>") > 10
    test = doctest.DocTestParser().get_doctest(code, {}, "README.md", "README.md", 0)
    shown: list[str] = []
    runner = doctest.DocTestRunner()
    runner.run(test, out=shown.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(shown)


def test_readme_commands_run(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data/seeds", tmp_path / "data/seeds")
    lines = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("mouextract ")]
    assert len(lines) >= 5
    for line in lines:
        words = shlex.split(line, comments=True)[1:]
        done = subprocess.run([sys.executable, "-m", "mouextract", *words], cwd=tmp_path, capture_output=True)
        assert done.returncode == 0, (line, done.stderr)
    assert (tmp_path / "agreements.csv").read_text("utf-8").count("Pemerintah Kota Dumai") == 1


def test_readme_record_is_the_records_own() -> None:
    told = re.search(r"<!-- record: (\S+) -->\n```json\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert told
    article = mouextract.Article(text=(ROOT / told[1]).read_bytes().decode(), uri=told[1])
    record = json.loads(mouextract.extract(article).to_json())
    assert not missing(json.loads(told[2]), record)


def missing(part: object, whole: object, where: str = "") -> list[str]:
    """What `part` says and `whole` does not; an entry of a list may stand anywhere in the other list."""
    if isinstance(part, dict):
        assert isinstance(whole, dict)
        return [m for key, value in part.items() for m in missing(value, whole.get(key), f"{where}/{key}")]
    if isinstance(part, list):
        assert isinstance(whole, list)
        lacking = [item for item in part if all(missing(item, other) for other in whole)]
        return [f"{where}: {item}" for item in lacking]
    return [] if part == whole else [f"{where}: {part!r}, not {whole!r}"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text("utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), target


def test_every_page_is_listed() -> None:
    index = (ROOT / "docs/index.md").read_text("utf-8")
    assert [page.name for page in (ROOT / "docs").glob("*.md") if f"({page.name})" not in index] == [
        "index.md"
    ]


def test_the_inputs_page_names_every_suffix_and_field() -> None:
    page = (ROOT / "docs/inputs.md").read_text("utf-8")
    wanted = [*READERS, *ARCHIVES, *(name for names in GUESSES.values() for name in names)]
    assert [name for name in wanted if f"`{name}`" not in page] == []


def test_the_architecture_page_names_the_modules_there_are() -> None:
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    modules = list((ROOT / "src/mouextract").rglob("*.py"))
    paths = [f"/{path.relative_to(ROOT / 'src/mouextract').as_posix()}" for path in modules]
    named = {name for name in re.findall(r"`([\w/]+\.py)[`:]", page) if not name.startswith("test_")}
    assert len(named) > 60
    assert {name for name in named if not any(path.endswith(f"/{name}") for path in paths)} == set()
    whole = [path.name for path in modules if path.parent.name in ("assemble", "run")]
    assert [name for name in whole if name != "__init__.py" and f"{name}`" not in page] == []


def test_ci_runs_the_readme_command() -> None:
    assert "<!-- tests -->" in README
    script = (ROOT / ".ci/run").read_text()
    awk = re.search(r"awk '(.*?)' README.md", script)
    assert awk
    shown = subprocess.run(["awk", awk[1], "README.md"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == blocks("sh")[1].strip()
    assert shown.stdout.strip().endswith("-m pytest -n auto")
