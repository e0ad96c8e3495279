"""Finds the texts of records: in the record itself, else read again from its source; the hash decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mouextract.errors import InputError
from mouextract.read import ReadOptions, read_articles
from mouextract.records import ArticleRecord
from mouextract.text import text_sha256

# Why an article is shown without its text; the page says it in the reader's language.
Missing = Literal["not_found", "not_a_file", "no_such_row", "unreadable", "changed", "spans"]
_REASONS: dict[Missing, str] = {
    "not_found": "no such file (looked for from the current folder)",
    "not_a_file": "the record names no file that can be read again (scan --with-text keeps the text)",
    "no_such_row": "the file has no such article any more",
    "unreadable": "not readable",
    "changed": "the text is not the one that was scanned (its hash differs)",
    "spans": "the record's spans do not fit the text",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article whose text is sought: the record without its text, and its number among the wanted ones."""

    number: int
    record: ArticleRecord


@dataclass(frozen=True, slots=True)
class Found:
    """A text, or why there is none."""

    text: str | None = None
    missing: Missing | None = None


def verified(record: ArticleRecord, text: str) -> Found:
    """The text, if its hash is the record's and every span equals its slice."""
    if text_sha256(text) != record.source.text_sha256:
        return Found(missing="changed")
    try:
        record.check_spans(text)
    except ValueError:
        return Found(missing="spans")
    return Found(text)


def read_again(
    wanted: Iterable[Wanted], options: ReadOptions, on_error: Callable[[InputError], None]
) -> dict[int, Found]:
    """The texts of the wanted articles by number, read from the files that their records name.

    Each file is read once. A missing text is reported to `on_error`, one line for each article (one for
    a whole file that is not there), and its `Found` says why.
    """
    files: dict[str, dict[int | None, list[Wanted]]] = {}
    for item in wanted:
        source = item.record.source
        files.setdefault(source.uri, {}).setdefault(source.row, []).append(item)
    found: dict[int, Found] = {}
    for uri, rows in files.items():
        found |= _read_file(uri, rows, options, on_error)
    return found


def report_missing(record: ArticleRecord, missing: Missing, on_error: Callable[[InputError], None]) -> None:
    """Say on one line which article has no text, and why."""
    on_error(InputError(record.source.uri, f"no text: {_REASONS[missing]}", record.source.row))


def _read_file(
    uri: str,
    rows: dict[int | None, list[Wanted]],
    options: ReadOptions,
    on_error: Callable[[InputError], None],
) -> dict[int, Found]:
    if (missing := _no_file(uri)) is not None:
        on_error(InputError(uri, f"no text: {_REASONS[missing]}"))
        return {item.number: Found(missing=missing) for items in rows.values() for item in items}
    found: dict[int, Found] = {}
    reasons: dict[int | None, str] = {}

    def note(error: InputError) -> None:
        reasons.setdefault(error.row, error.reason)

    for article in read_articles([uri], options, on_error=note, on_notice=_ignore):
        for item in rows.get(article.row, ()):
            found[item.number] = result = verified(item.record, article.text)
            if result.missing is not None:
                report_missing(item.record, result.missing, on_error)
    for row, items in rows.items():
        for item in items:
            if item.number in found:
                continue
            reason = reasons.get(row) or reasons.get(None)
            missing = "no_such_row" if reason is None else "unreadable"
            found[item.number] = Found(missing=missing)
            on_error(InputError(uri, f"no text: {reason or _REASONS[missing]}", row))
    return found


def _no_file(uri: str) -> Missing | None:
    if uri == "-" or uri.startswith(("http://", "https://")):
        return "not_a_file"
    try:
        path = Path(uri)
        # A pipe or a device would wait, or never end.
        return None if path.is_file() else "not_a_file" if path.exists() else "not_found"
    except (OSError, ValueError):
        return "not_found"


def _ignore(_: str) -> None:
    """Notices are about inputs that somebody chose; these were chosen at the scan."""
