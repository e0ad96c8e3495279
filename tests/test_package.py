"""What is shipped: the wheel holds rules, tables and types, and scans elsewhere as the checkout does."""

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from mouextract.annotate.components import CONCERNS, PREFIX

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "mouextract"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel that is built from it."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's content and nothing else."""
    target = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "--target",
        str(target),
    ]
    done = subprocess.run([*command, str(wheel)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def test_wheel_holds_all_that_is_needed_and_no_more(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = next(name for name in names if name.endswith("/METADATA"))
        assert "LICENSE" in " ".join(names)
        assert "Requires-Dist: spacy" in archive.read(metadata).decode()
    code = {
        f"mouextract/{path.relative_to(PACKAGE).as_posix()}"
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    rules = {f"mouextract/patterns/{path.name}" for path in (ROOT / "patterns").glob("*.toml")}
    assert {"mouextract/py.typed", "mouextract/knowledge/regions.csv"} <= code
    assert "mouextract/patterns/instruments.toml" in rules
    assert {name for name in names if name.startswith("mouextract/")} == code | rules
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"mouextract"}


def test_source_archive_holds_what_the_readme_asks_for(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"README.md", "constraints.txt", "pyproject.toml", "tests/test_package.py", "docs/rules.md"}
    assert wanted <= names
    assert {f"data/seeds/{path.name}" for path in (ROOT / "data/seeds").iterdir()} <= names


def test_every_component_has_its_entry_point() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    factories = project["entry-points"]["spacy_factories"]
    assert list(factories) == [PREFIX + concern for concern in CONCERNS]


def scan(package: Path, where: Path) -> bytes:
    """The records of the seeds below `where`, scanned there with the package in that folder."""
    code = "import mouextract; print(mouextract.__file__); from mouextract.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "scan", "-q", "data/seeds/"],
        cwd=where,
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    file, _, records = done.stdout.partition(b"\n")
    assert Path(file.decode()) == package / "mouextract" / "__init__.py"
    return records


def test_wheel_elsewhere_gives_the_bytes_of_the_checkout(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data/seeds", tmp_path / "data/seeds")
    here = scan(ROOT / "src", ROOT)
    assert here.count(b"\n") == 5
    assert scan(installed, tmp_path) == here


def test_without_the_html_extra_pages_are_an_error_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "trafilatura.py").write_text("raise ImportError('not installed')\n")
    (tmp_path / "a.html").write_text("<p>Bupati Siak meneken MoU dengan Universitas Misal.</p>")
    shutil.copy(ROOT / "data/seeds/004_cdab04fa7902439b.txt", tmp_path / "b.txt")
    done = subprocess.run(
        [sys.executable, "-m", "mouextract", "scan", "-q", "a.html", "b.txt"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT / 'src'}"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 3
    assert done.stdout.count("\n") == 1
    assert done.stderr == (
        'mouextract: error: a.html: HTML needs trafilatura: pip install "mouextract[html]"\n'
    )
