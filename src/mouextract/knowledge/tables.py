"""How the tables of this folder are read: UTF-8, without blank lines and comments (`#`)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources


def lines(name: str) -> Iterator[str]:
    """The lines of the file `name` that hold facts."""
    text = resources.files("mouextract.knowledge").joinpath(name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def rows(name: str, delimiter: str = ",") -> Iterator[dict[str, str]]:
    """The rows of the table `name`, by the columns that its first line names."""
    return csv.DictReader(lines(name), delimiter=delimiter)
