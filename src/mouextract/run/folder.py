"""The folder of a run that resumes: parts, what is known of each, the manifest, the errors.

Every file is written under a temporary name, flushed to disk and renamed. A part counts as done once its
entry in `shards/` stands, which is written after it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from mouextract.errors import InputError, OutputError
from mouextract.run.plan import Plan
from mouextract.run.summary import Summary
from mouextract.write.output import Sink, named, output

MANIFEST_VERSION = "1"
# The names of the parts sort as their numbers do.
MAX_PARTS = 100_000
_MANIFEST = "manifest.json"
_ERRORS = "errors.jsonl"
_DONE = "shards"


@dataclass(slots=True)
class Entry:
    """What is known of a finished part: its size, counts, and everything that gave no record."""

    bytes: int
    sha256: str
    summary: Summary
    errors: list[dict[str, Any]] = field(default_factory=list)


class Folder:
    """One run's folder. Raises OutputError for whatever prevents reading or writing it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def manifest(self) -> dict[str, Any] | None:
        """The manifest, None where no run has begun here."""
        place = self.path / _MANIFEST
        try:
            found = json.loads(place.read_text("utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise OutputError(f"{place}: cannot be read ({error})") from None
        if not isinstance(found, dict) or found.get("manifest_version") != MANIFEST_VERSION:
            raise OutputError(f"{place}: not a manifest that this version can read")
        return found

    def begin(self, identity: Mapping[str, Any], plan: Plan) -> None:
        """Write the manifest, as of a run with nothing done yet."""
        self._write_manifest(
            {
                "manifest_version": MANIFEST_VERSION,
                **identity,
                "plan": {"items": plan.items, "starts": [list(start) for start in plan.starts]},
                "counts": _counts(plan, 0, Summary()),
            }
        )

    def prepare(self) -> None:
        """Make the folder. Refuses one that holds files of such names and no manifest."""
        with named(str(self.path)):
            self.path.mkdir(parents=True, exist_ok=True)
            (self.path / _DONE).mkdir(exist_ok=True)
            foreign = [*self.path.glob("part-*.jsonl"), *self.path.glob(_ERRORS), *self._entries()]
        if foreign and not (self.path / _MANIFEST).exists():
            raise OutputError(f"{self.path}: holds {foreign[0].name}, but no {_MANIFEST}: not a run's folder")

    def clear(self) -> None:
        """Remove all that a run has left here, the manifest last."""
        with named(str(self.path)):
            for pattern in (f"{_DONE}/*.jsonl", "part-*.jsonl", _ERRORS, ".mouextract-*.tmp", _MANIFEST):
                for path in self.path.glob(pattern):
                    path.unlink()

    def remove_torn(self) -> None:
        """Remove what a run that was killed has left under temporary names."""
        with suppress(OSError):
            for pattern in (".mouextract-*.tmp", f"{_DONE}/.mouextract-*.tmp"):
                for path in self.path.glob(pattern):
                    path.unlink()

    def part_path(self, number: int) -> Path:
        """Where the part of a shard stands; the names sort as the numbers do."""
        return self.path / f"part-{number:05}.jsonl"

    @contextmanager
    def part(self, number: int) -> Iterator[PartSink]:
        """A sink for the lines of one part; the file appears at the end, without an entry yet."""
        with output(self.part_path(number)) as sink:
            yield PartSink(sink)

    def finish_part(self, number: int, entry: Entry) -> None:
        """Write the entry of a part that stands."""
        head = {
            "part": self.part_path(number).name,
            "bytes": entry.bytes,
            "sha256": entry.sha256,
            "errors": len(entry.errors),
            "counts": entry.summary.as_json(),
        }
        with output(self._entry_path(number)) as sink:
            for line in (head, *entry.errors):
                sink.write(json.dumps(line, ensure_ascii=False) + "\n")

    def is_done(self, number: int) -> bool:
        """Whether the part and its entry stand, and the part has the size that the entry says."""
        return self._head(number) is not None

    def counts(self, numbers: Sequence[int]) -> tuple[int, Summary]:
        """How many of these parts are done, and the counts over them."""
        summary = Summary()
        done = 0
        for number in numbers:
            head = self._head(number)
            if head is not None:
                done += 1
                summary.include(head["counts"])
                summary.failures += head["errors"]
        return done, summary

    def conclude(self, plan: Plan) -> None:
        """Bring `errors.jsonl` and the manifest's counts up to date with the parts that are done."""
        with self.lock():
            manifest = self.manifest()
            if manifest is None:
                raise OutputError(f"{self.path / _MANIFEST}: gone while the run went on")
            with output(self.path / _ERRORS) as sink:
                for error in manifest["input_errors"]:
                    sink.write(json.dumps(error, ensure_ascii=False) + "\n")
                for number in range(len(plan)):
                    for line in self._errors(number):
                        sink.write(line)
            done, summary = self.counts(range(len(plan)))
            summary.failures += len(manifest["input_errors"])
            self._write_manifest({**manifest, "counts": _counts(plan, done, summary)})

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Nobody else changes manifest or errors meanwhile, on systems that can tell."""
        with self._locked(".lock", wait=True, shared=False):
            yield

    @contextmanager
    def in_use(self, *, shared: bool) -> Iterator[None]:
        """OutputError where another run writes here; with `shared`, where one does that is not `shared`."""
        with self._locked(".run.lock", wait=False, shared=shared):
            yield

    @contextmanager
    def _locked(self, name: str, *, wait: bool, shared: bool) -> Iterator[None]:
        try:
            import fcntl
        except ImportError:
            yield
            return
        how = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
        with named(str(self.path)):
            stream = (self.path / name).open("a+b")
        with stream:
            try:
                # Such a lock is not handed on to worker processes, which may outlive this one for a moment.
                fcntl.lockf(stream, how)
            except (BlockingIOError, PermissionError):
                raise OutputError(f"{self.path}: another run is writing here") from None
            except OSError:
                # A file system without locks.
                pass
            yield

    def _write_manifest(self, content: Mapping[str, Any]) -> None:
        with output(self.path / _MANIFEST) as sink:
            sink.write("{\n" + ",\n".join(_lines(content)) + "\n}\n")

    def _entry_path(self, number: int) -> Path:
        return self.path / _DONE / f"{number:05}.jsonl"

    def _entries(self) -> Iterator[Path]:
        return (self.path / _DONE).glob("*.jsonl")

    def _head(self, number: int) -> dict[str, Any] | None:
        try:
            with self._entry_path(number).open(encoding="utf-8") as stream:
                head: dict[str, Any] = json.loads(stream.readline())
            size = self.part_path(number).stat().st_size
        except (OSError, ValueError):
            return None
        return head if size == head["bytes"] else None

    def _errors(self, number: int) -> Iterator[str]:
        if not self.is_done(number):
            return
        with self._entry_path(number).open(encoding="utf-8") as stream:
            stream.readline()
            yield from stream


class PartSink:
    """Takes the lines of a part, and keeps their size and hash."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._digest = sha256()
        self.bytes = 0

    def write(self, line: str) -> None:
        """Write one record."""
        text = line + "\n"
        self._sink.write(text)
        data = text.encode("utf-8", "backslashreplace")
        self._digest.update(data)
        self.bytes += len(data)

    @property
    def sha256(self) -> str:
        """The hash of what was written so far."""
        return self._digest.hexdigest()


def error_entry(error: InputError, kind: str, article_id: str | None = None) -> dict[str, Any]:
    """What `errors.jsonl` says of something that gave no record."""
    entry = {"uri": error.uri, "row": error.row, "kind": kind, "reason": error.reason}
    return entry if article_id is None else {**entry, "article_id": article_id}


def _lines(content: Mapping[str, Any]) -> Iterator[str]:
    """One key a line, and one input a line: to be read by people, and not long for millions."""
    for key, value in content.items():
        if key in ("inputs", "input_errors") and value:
            items = ",\n".join(f"  {json.dumps(item, ensure_ascii=False)}" for item in value)
            yield f" {json.dumps(key)}: [\n{items}\n ]"
        else:
            yield f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"


def _counts(plan: Plan, done: int, summary: Summary) -> dict[str, Any]:
    return {
        "parts": len(plan),
        "parts_done": done,
        "errors": summary.failures,
        **summary.as_json(),
    }


def is_within(folder: Path, other: Path) -> bool:
    """Whether a folder, which need not be there yet, lies in another one or is the same."""
    return Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(other))
