"""Corrected tasks as gold, in the shape that `evaluate` reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from mouextract.corrections.tasks import STATUS, TYPE, Label, Task
from mouextract.corrections.values import with_values
from mouextract.mentions import Annotations


def gold_of(task: Task, annotate: Callable[[Task], Annotations]) -> dict[str, Any]:
    """The gold of one article; `annotate` and errors as in `with_values`.

    ValueError also where an agreement lacks type or status, or has two states or dates.
    """
    labels = with_values(task, annotate)
    numbers = sorted({label.agreement for label in labels if label.agreement})
    return {
        "id": task.article_id,
        "published": task.published,
        "agreements": [
            _agreement(number, [label for label in labels if label.agreement == number]) for number in numbers
        ],
        "regencies_mentioned": _values(labels, "named_regency"),
        "dates_mentioned": _values(labels, "named_date"),
    }


def _agreement(number: int, labels: Sequence[Label]) -> dict[str, Any]:
    where = f"agreement {number}"
    types = _names(labels, TYPE)
    if not types:
        raise ValueError(f"{where} has no type")
    codes = _values(labels, "region")
    # Roles may have brackets, names have none.
    people = [value.partition(" (") for value in _values(labels, "signatory")]
    return {
        "main": not any(label.label == "background" for label in labels),
        "types": types,
        "status": _one(where, "status", _names(labels, STATUS), required=True),
        "date": _one(where, "date", _values(labels, "date")),
        "parties": _values(labels, "party"),
        "regencies": [code for code in codes if len(code) > 2],
        "provinces": [code for code in codes if len(code) == 2],
        "signatories": [{"name": name, "role": role[:-1]} for name, _, role in people],
    }


def _names(labels: Iterable[Label], prefix: str) -> list[str]:
    found = (label.label.removeprefix(prefix) for label in labels if label.label.startswith(prefix))
    return list(dict.fromkeys(found))


def _values(labels: Iterable[Label], name: str) -> list[str]:
    return list(dict.fromkeys(label.value for label in labels if label.label == name and label.value))


def _one(where: str, what: str, values: Sequence[str], *, required: bool = False) -> str | None:
    if len(values) > 1:
        raise ValueError(f"{where} has several values for {what}: {', '.join(values)}")
    if required and not values:
        raise ValueError(f"{where} has no {what}")
    return values[0] if values else None
