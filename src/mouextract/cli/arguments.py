"""Checks of arguments that several commands share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import typer

AUTO = 0
"""In place of a number of workers: as many as pay."""


def to_file(out: Path | None) -> Path | None:
    """The file to write, None for standard output (`-`, or no name at all)."""
    return None if out is None or str(out) == "-" else out


def refuse_overwriting(out: Path | None, inputs: Sequence[str]) -> None:
    """Wrong usage where the output is one of the inputs, however it is spelt."""
    from mouextract.read import iter_inputs

    if out is None or not out.is_file():
        return
    for item in iter_inputs(inputs, on_error=_ignore, on_notice=_ignore):
        if item.path is not None and item.path.is_file() and item.path.samefile(out):
            raise typer.BadParameter(f"{out} is also an input", param_hint="-o")


def worker_count(value: str | int) -> int:
    """A number of processes, or AUTO for `auto`."""
    text = str(value)
    if text == "auto":
        return AUTO
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 512:
        raise typer.BadParameter(f"{text!r} is neither `auto` nor a number from 1 to 512")
    return int(text)


def share(value: str) -> tuple[int, int]:
    """`2/8`: the second of eight parts of the work."""
    match = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", str(value))
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise typer.BadParameter(f"{value!r} is no part of the work, such as 2/8", param_hint="--shard")
    return int(match[1]), int(match[2])


def _ignore(_: object) -> None:
    """Whoever reads the inputs reports what is wrong with them."""
