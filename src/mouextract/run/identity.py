"""What decides the bytes of a run: the program, its rules and tables, the options, the inputs."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from hashlib import file_digest, sha256
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from mouextract.errors import RuleError
from mouextract.read import Input, ReadOptions
from mouextract.rules import builtin_dir

# Those whose versions can change a record.
_LIBRARIES = (
    *("mouextract", "spacy", "pydantic", "ahocorasick-rs", "rapidfuzz", "dateparser", "tzdata"),
    *("trafilatura", "lxml", "justext", "htmldate", "courlan", "fastwarc", "pyarrow"),
)
_TABLE_SUFFIXES = frozenset({".csv", ".txt", ".toml", ".json"})


def program_identity(
    options: ReadOptions, *, with_text: bool, patterns: Sequence[Path] = ()
) -> dict[str, Any]:
    """Versions, hashes of code, rules and tables, and the options that change bytes, as JSON.

    `patterns`: folders of further rules, in order. Raises RuleError where one is no folder.
    """
    package = Path(str(resources.files("mouextract")))
    files = sorted(path for path in package.rglob("*") if path.is_file())
    tables = [path for path in files if path.suffix in _TABLE_SUFFIXES and "patterns" not in path.parts]
    code = [path for path in files if path.suffix == ".py"]
    return {
        "versions": {"python": platform.python_version(), **_versions()},
        "code": _digest(code, package),
        "rules": _rules(patterns),
        "tables": _digest(tables, package),
        "options": {**asdict(options), "with_text": with_text},
    }


def input_identity(file: Input) -> dict[str, Any]:
    """Name, size in bytes and SHA-256 of one input; nulls where it cannot be read."""
    assert file.path is not None, "standard input cannot be read twice"
    try:
        with file.path.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
            size = stream.tell()
    except OSError:
        return {"uri": file.uri, "bytes": None, "sha256": None}
    return {"uri": file.uri, "bytes": size, "sha256": digest}


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What has changed between two identities (with `inputs`), in a few words each."""
    found = []
    for key, what in (("code", "the program"), ("rules", "the rules"), ("tables", "the tables")):
        if before.get(key) != now.get(key):
            found.append(f"{what} changed")
    for key, what in (("versions", ""), ("options", "option ")):
        old, new = before.get(key, {}), now.get(key, {})
        changed = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
        found.extend(f"{what}{name} was {old.get(name)}, is {new.get(name)}" for name in changed)
    found.extend(_changed_inputs(before.get("inputs", []), now.get("inputs", [])))
    if before.get("input_errors") != now.get("input_errors") and not any("input" in line for line in found):
        found.append("other inputs cannot be found")
    if before.get("shard_size") != now.get("shard_size"):
        found.append(f"--shard-size was {before.get('shard_size')}, is {now.get('shard_size')}")
    return found


def _changed_inputs(before: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    if before == now:
        return
    old = {file["uri"]: file["sha256"] for file in before}
    new = {file["uri"]: file["sha256"] for file in now}
    told = [
        *(f"input {uri} is new" for uri in new if uri not in old),
        *(f"input {uri} is missing" for uri in old if uri not in new),
        *(f"input {uri} changed" for uri, digest in new.items() if uri in old and old[uri] != digest),
    ]
    yield from told[:3]
    if len(told) > 3:
        yield f"{len(told) - 3} more inputs differ"
    if not told:
        yield "the inputs come in another order"


def _versions() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for name in _LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = None
    return found


def _rules(patterns: Sequence[Path]) -> str:
    whole = sha256()
    for folder in (builtin_dir(), *patterns):
        if not folder.is_dir():
            raise RuleError(f"{folder}: not a folder of rule files")
        whole.update(_digest(sorted(folder.glob("*.toml")), folder).encode())
    return whole.hexdigest()


def _digest(paths: Iterable[Path], base: Path) -> str:
    whole = sha256()
    for path in paths:
        data = path.read_bytes()
        whole.update(f"{path.relative_to(base).as_posix()}\0{len(data)}\0".encode())
        whole.update(data)
    return whole.hexdigest()
