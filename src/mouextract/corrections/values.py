"""What labelled words mean, where the annotator has not written it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from mouextract.corrections.tasks import LABELS, VALUED, Label, Task
from mouextract.mentions import Annotations, Mention
from mouextract.records import PartialDate

M = TypeVar("M", bound=Mention)
_CODE = re.compile(r"\d\d(\.\d\d)?")
_DATE: TypeAdapter[str] = TypeAdapter(PartialDate)


def with_values(task: Task, annotate: Callable[[Task], Annotations]) -> list[Label]:
    """The annotator's labels, each with its value, in text order.

    A value that is not written is that of the same label in the proposal, else what the annotators of
    the pipeline read there (`annotate` gives their mentions, and is asked only then), else, for a party,
    the words themselves. ValueError names a label that cannot be, or whose value cannot be known.
    """
    return sorted(_filled(task, annotate), key=lambda label: (label.key, label.value or ""))


def _filled(task: Task, annotate: Callable[[Task], Annotations]) -> Iterator[Label]:
    known: dict[tuple[int, int, str, int], list[str]] = {}
    for label in task.proposed:
        if label.value is not None:
            known.setdefault(label.key, []).append(label.value)
    ann: Annotations | None = None
    for label in task.labels:
        words = task.text[label.start : label.end]
        if label.label not in LABELS:
            raise ValueError(f"unknown label {label.label!r} at {words!r}")
        if not 0 <= label.start < label.end <= len(task.text):
            raise ValueError(f"label {label.label} at {label.start}–{label.end} lies outside the text")
        if label.label not in VALUED:
            yield _said(label, None)
            continue
        values = [label.value] if label.value is not None else known.get(label.key, [])
        if not values:
            ann = ann or annotate(task)
            values = [_read(label, words, ann)]
        for value in dict.fromkeys(values):
            yield _said(label, _checked(label, words, value))


def _said(label: Label, value: str | None) -> Label:
    return Label(label.start, label.end, label.label, label.agreement, value)


def _read(label: Label, words: str, ann: Annotations) -> str:
    value: str | None = None
    if label.label in ("date", "named_date"):
        date = _nearest(label, ann.dates)
        value = date.value if date else None
    elif label.label in ("region", "named_regency"):
        region, body = _nearest(label, ann.regions), _nearest(label, ann.institutions)
        value = region.code if region else body.institution.region if body else None
    elif label.label == "signatory":
        person = _nearest(label, (person for person in ann.people if person.name and person.role))
        value = f"{person.name} ({person.role})" if person else None
    else:
        body = _nearest(label, ann.institutions)
        person = _nearest(label, (person for person in ann.people if person.institution))
        named = body.institution if body else person.institution if person else None
        value = named.name if named else " ".join(words.split())
    if value is None:
        raise ValueError(f"nobody knows which {label.label} {words!r} is: write its value")
    return value


def _nearest(label: Label, mentions: Iterable[M]) -> M | None:
    """The mention that shares most characters with the label."""
    shared = [(min(label.end, m.end) - max(label.start, m.start), m) for m in mentions]
    best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] > 0 else None


def _checked(label: Label, words: str, value: str) -> str:
    if label.label in ("region", "named_regency") and not _CODE.fullmatch(value):
        raise ValueError(f"{value!r}, the {label.label} of {words!r}, is not a code like 14.72")
    if label.label in ("date", "named_date"):
        try:
            return _DATE.validate_python(value)
        except ValidationError:
            raise ValueError(
                f"{value!r}, the {label.label} of {words!r}, is not a date like 2023-11-06"
            ) from None
    if label.label == "signatory" and not re.fullmatch(r".+ \(.+\)", value):
        raise ValueError(f"{value!r}, the signatory of {words!r}, is not written as name (office)")
    return value
