"""Reads records back: JSONL, plain or compressed, a JSON file, or a folder of either."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mouextract.errors import InputError
from mouextract.read import Input, ReadOptions
from mouextract.read.formats import COMPRESSIONS
from mouextract.read.inputs import STDIN
from mouextract.read.opening import open_source
from mouextract.records import SCHEMA_VERSION, ArticleRecord

_SUFFIXES = (".json", ".jsonl", ".ndjson")
# Records are ours: they may compress as well as they like.
_OPTIONS = ReadOptions(max_ratio=100_000)


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A JSON object as it stands in a file; `line` is 1-based, None for a file that is one object."""

    path: str
    line: int | None
    data: dict[str, Any]

    def where(self, reason: str) -> str:
        """The reason, with the line before it."""
        return reason if self.line is None else f"line {self.line}: {reason}"


def load_records(path: str) -> Iterator[ArticleRecord]:
    """Records, each checked against the contract, one at a time.

    `path` is a file, a folder (its files in order of their names) or `-` for standard input. Raises
    InputError (file, line, reason) for what cannot be read or is not a record.
    """
    for raw in load_raw(path):
        version = raw.data.get("schema_version")
        if version != SCHEMA_VERSION:
            reason = f"not a record of schema version {SCHEMA_VERSION} (schema_version is {version!r})"
            raise InputError(raw.path, raw.where(reason))
        try:
            yield ArticleRecord.model_validate(raw.data)
        except ValidationError as error:
            first = error.errors()[0]
            field = "/".join(str(part) for part in first["loc"])
            raise InputError(raw.path, raw.where(f"not a valid record: /{field}: {first['msg']}")) from None


def load_raw(path: str) -> Iterator[RawRecord]:
    """JSON objects as they stand, unchecked; the same inputs and errors as `load_records`."""
    root = Path(path)
    if path == STDIN or not root.is_dir():
        yield from _file(Input(path, None if path == STDIN else root))
        return
    files = [item for item in sorted(root.iterdir()) if item.is_file() and _bare_suffix(item) in _SUFFIXES]
    if not files:
        raise InputError(path, "the folder holds no .json or .jsonl file")
    for file in files:
        yield from _file(Input(str(file), file))


def _bare_suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix in COMPRESSIONS else suffix


def _file(item: Input) -> Iterator[RawRecord]:
    with open_source(item, _OPTIONS, on_error=_ignore, on_notice=_ignore) as source:
        if item.path is not None and _bare_suffix(item.path) == ".json":
            yield from _whole(item.uri, source.stream.read())
        else:
            yield from _lines(item.uri, source.stream)


def _ignore(_: object) -> None:
    """Whatever makes a file of records unreadable is raised; there is nothing else to report."""


def _lines(name: str, stream: Iterable[bytes]) -> Iterator[RawRecord]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield RawRecord(
                name, number, _object(name, f"line {number}: ", _parse(name, number, line.strip()))
            )


def _whole(name: str, data: bytes) -> Iterator[RawRecord]:
    content = _parse(name, None, data)
    for item in content if isinstance(content, list) else [content]:
        yield RawRecord(name, None, _object(name, "", item))


def _parse(name: str, line: int | None, data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        where = f"line {line or error.lineno}, column {error.colno}"
        raise InputError(name, f"{where}: not valid JSON ({error.msg})") from None
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        where = "" if line is None else f"line {line}: "
        kind = "not UTF-8" if isinstance(error, UnicodeDecodeError) else "not valid JSON"
        raise InputError(name, f"{where}{kind}") from None


def _object(name: str, where: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(name, f"{where}not a JSON object")
    return value
