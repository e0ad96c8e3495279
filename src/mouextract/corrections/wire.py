"""Labels as plain JSON, for what an annotation tool only carries along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from mouextract.corrections.tasks import Label


def to_wire(labels: Iterable[Label]) -> list[list[Any]]:
    """Each label as a list: start, end, label, agreement, value, rule."""
    return [[each.start, each.end, each.label, each.agreement, each.value, each.rule] for each in labels]


def from_wire(rows: Sequence[Sequence[Any]]) -> tuple[Label, ...]:
    """The labels of which `to_wire` made these rows."""
    return tuple(Label(int(a), int(b), str(name), int(n), value, rule) for a, b, name, n, value, rule in rows)
