"""From INPUT arguments to the files they mean: files, folders, globs, `-`."""

from __future__ import annotations

import fnmatch
import glob
import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from mouextract.errors import InputError
from mouextract.read.context import describe
from mouextract.read.formats import is_known

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read. `uri` is its name in records; `path` is None for standard input, `is_pipe` true for
    that and for whatever is no regular file: its kind shows in its bytes, not in its name.
    """

    uri: str
    path: Path | None
    is_pipe: bool = False


def iter_inputs(
    inputs: Sequence[str],
    *,
    on_error: Callable[[InputError], None],
    on_notice: Callable[[str], None],
) -> Iterator[Input]:
    """The files that the arguments name, in their order; a folder's or glob's sorted by path bytes.

    A file that is given twice comes twice. What cannot be found goes to `on_error`; skipped files of
    unknown kind and links into folders already read go to `on_notice`.
    """
    for given in inputs:
        if given == STDIN:
            yield Input(STDIN, None, is_pipe=True)
            continue
        try:
            mode = os.stat(given).st_mode  # noqa: PTH116 (Path("") would be the current folder)
        except (OSError, ValueError) as error:
            if isinstance(error, FileNotFoundError | NotADirectoryError) and glob.has_magic(given):
                yield from _expand(given, on_error, on_notice)
            else:
                on_error(InputError(uri_of(given), _why_missing(given, error)))
            continue
        if stat.S_ISDIR(mode):
            yield from _folder(given, on_error, on_notice)
        else:
            yield Input(uri_of(given), Path(given), is_pipe=not stat.S_ISREG(mode))


def total_bytes(inputs: Sequence[str]) -> int | None:
    """The sum of the files' sizes on disk, for a progress bar; None where it cannot be known (`-`, pipes)."""
    total = 0
    for item in iter_inputs(inputs, on_error=_ignore, on_notice=_ignore):
        if item.path is None:
            return None
        try:
            status = item.path.stat()
        except OSError:
            continue
        if not stat.S_ISREG(status.st_mode):
            return None
        total += status.st_size
    return total


def uri_of(path: str) -> str:
    """The path as given, with forward slashes; bytes that are not UTF-8 appear as `\\xNN`."""
    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    return name if os.sep == "/" else name.replace(os.sep, "/")


def _ignore(_: object) -> None:
    pass


def _why_missing(given: str, error: Exception) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        if re.match(r"https?://", given):
            return "a web address, not a file: save the page and give the file"
        return "no such file or folder"
    return describe(error)


class Skipped:
    """Files passed over in one folder, glob or archive, counted by suffix."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, path: str) -> None:
        """Count one."""
        suffixes = PurePath(path).suffixes[-1:]
        self.counts[suffixes[0].lower() if suffixes else "no suffix"] += 1

    def report(self, uri: str, on_notice: Callable[[str], None]) -> None:
        """Tell how many there were, if any."""
        total = sum(self.counts.values())
        if total:
            kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.counts.items()))
            files = "file" if total == 1 else "files"
            on_notice(f"{uri}: {total} {files} of a kind that is not read in a folder: {kinds}")


def _folder(
    folder: str, on_error: Callable[[InputError], None], on_notice: Callable[[str], None]
) -> Iterator[Input]:
    skipped = Skipped()
    found = failed = False

    def note(error: InputError) -> None:
        nonlocal failed
        failed = True
        on_error(error)

    for path, readable in _walk(folder, note, on_notice):
        if readable and is_known(path):
            found = True
            yield Input(uri_of(path), Path(path))
        else:
            skipped.add(path)
    skipped.report(uri_of(folder), on_notice)
    if not found and not failed:
        reason = "no file of a kind that is read in this folder" if skipped.counts else "empty folder"
        on_error(InputError(uri_of(folder), reason))


def _walk(
    folder: str, on_error: Callable[[InputError], None], on_notice: Callable[[str], None]
) -> Iterator[tuple[str, bool]]:
    """Files below a folder, hidden ones left out, and whether each may be opened (pipes and devices may
    not). Every real folder is entered once, so loops of links end.
    """
    seen: set[tuple[int, int]] = set()
    # A stack of our own: folders may be nested deeper than Python's calls.
    pending: list[tuple[str, int]] = [(folder, stat.S_IFDIR)]
    while pending:
        path, kind = pending.pop()
        if kind != stat.S_IFDIR:
            yield path, kind == stat.S_IFREG
            continue
        try:
            status = Path(path).stat()
            if (status.st_dev, status.st_ino) in seen:
                on_notice(f"{uri_of(path)}: a link to a folder that is already read: skipped")
                continue
            seen.add((status.st_dev, status.st_ino))
            names = os.listdir(path)  # noqa: PTH208
        except OSError as error:
            on_error(InputError(uri_of(path), describe(error)))
            continue
        entries = [_entry(path, name) for name in names if not name.startswith(".")]
        # Last first, for the stack; "/" after folders gives the order of whole paths.
        entries.sort(key=lambda e: os.fsencode(e[0]) + (b"/" if e[1] == stat.S_IFDIR else b""), reverse=True)
        pending.extend(entries)


def _entry(folder: str, name: str) -> tuple[str, int]:
    path = f"{folder.rstrip('/')}/{name}" if os.sep == "/" else os.path.join(folder, name)  # noqa: PTH118
    try:
        return path, stat.S_IFMT(Path(path).stat().st_mode)
    except OSError:
        # A broken link, say: opening it will tell the reason.
        return path, stat.S_IFREG


def _expand(
    pattern: str, on_error: Callable[[InputError], None], on_notice: Callable[[str], None]
) -> Iterator[Input]:
    """Matches count as named by the user, except where the last part says no more than "anything"."""
    anything = set(pattern.replace(os.sep, "/").rpartition("/")[2]) == {"*"}
    if "**" in pattern:
        matches = _deep_matches(pattern, on_error, on_notice)
    else:
        matches = glob.glob(pattern)  # noqa: PTH207
    skipped = Skipped()
    for path in sorted(matches, key=os.fsencode):
        if Path(path).is_dir():
            yield from _folder(path, on_error, on_notice)
        elif anything and not is_known(path):
            skipped.add(path)
        else:
            yield Input(uri_of(path), Path(path))
    skipped.report(uri_of(pattern), on_notice)
    if not matches:
        on_error(InputError(uri_of(pattern), "nothing matches this pattern"))


def _deep_matches(
    pattern: str, on_error: Callable[[InputError], None], on_notice: Callable[[str], None]
) -> list[str]:
    """Files that match a pattern with `**`; glob's own walk would follow loops of links."""
    parts = pattern.replace(os.sep, "/").split("/")
    first = next(i for i, part in enumerate(parts) if glob.has_magic(part))
    base = "/".join(parts[:first]) or ("/" if pattern.startswith("/") else "")
    wanted = [None if part == "**" else re.compile(fnmatch.translate(part)) for part in parts[first:]]
    start = base or "."
    if not Path(start).is_dir():
        return []
    prefix = len(start.rstrip("/")) + 1
    walk = _walk(start, on_error, on_notice)
    found = [path for path, _ in walk if _matches(path[prefix:].replace(os.sep, "/").split("/"), wanted)]
    return found if base else [path[prefix:] for path in found]


def _matches(names: list[str], wanted: list[re.Pattern[str] | None]) -> bool:
    """Whether the parts of a path fit the parts of a pattern; None stands for any number of folders."""
    if wanted[-1] is None:
        wanted = [*wanted, re.compile(".*", re.DOTALL)]
    # The positions in `wanted` that may come next; a set, so that many `**` cost no more than one.
    states = {0}
    for name in names:
        after: set[int] = set()
        for state in _skip_free(states, wanted):
            part = wanted[state] if state < len(wanted) else ...
            if part is None:
                after.add(state)
            elif part is not ... and part.match(name):
                after.add(state + 1)
        states = after
    return len(wanted) in states


def _skip_free(states: set[int], wanted: list[re.Pattern[str] | None]) -> set[int]:
    reached = set(states)
    for state in states:
        while state < len(wanted) and wanted[state] is None:
            state += 1
            reached.add(state)
    return reached
