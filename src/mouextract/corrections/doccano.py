"""Tasks as doccano takes and gives them (JSONL of a sequence labelling project).

Its labels are bare names: the agreement's number follows where it is not the first (`party 2`), and what
the words mean is known from the proposal, or looked up again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from mouextract.corrections.tasks import LABELS, Label, Task
from mouextract.corrections.wire import from_wire, to_wire

_NAME = re.compile(r"(.+?)(?: (\d+))?")


def label_types() -> str:
    """The labels as doccano imports them (JSON), before the tasks: it offers only those that it knows."""
    return json.dumps([{"text": label} for label in LABELS], indent=1) + "\n"


def to_doccano(task: Task) -> dict[str, Any]:
    """A task with its proposed labels, each once."""
    labels = dict.fromkeys(
        (_units(task.text, each.start), _units(task.text, each.end), _name(each)) for each in task.proposed
    )
    return {
        "text": task.text,
        "label": [list(each) for each in labels],
        "article_id": task.article_id,
        "published": task.published,
        "proposed": to_wire(task.proposed),
        "offsets": "utf-16",
    }


def from_doccano(data: Mapping[str, Any]) -> Task:
    """The task as the annotator left it. ValueError where the object is no such task."""
    # Older versions say `data` for the text and `labels`; projects with relations say `entities`.
    text = data.get("text", data.get("data"))
    labels = data.get("label", data.get("labels", data.get("entities")))
    if "annotation_id" in data:
        raise ValueError("this is Label Studio's JSON-MIN: export as JSON")
    if not isinstance(text, str) or not isinstance(labels, list) or "article_id" not in data:
        raise ValueError("not a line of doccano's JSONL export: it needs text, label and article_id")
    return Task(
        article_id=str(data["article_id"]),
        text=text,
        published=data.get("published"),
        proposed=from_wire(data.get("proposed") or ()),
        labels=tuple(_labels(labels, text, units=data.get("offsets") == "utf-16")),
    )


def _units(text: str, at: int) -> int:
    """The offset in UTF-16 units, by which doccano's page counts (an emoji is two)."""
    return at + sum(char > "\uffff" for char in text[:at])


def _characters(text: str, at: int) -> int:
    """The offset in characters of one in UTF-16 units."""
    return len(text.encode("utf-16-le")[: 2 * at].decode("utf-16-le", "ignore"))


def _name(label: Label) -> str:
    return label.label if label.agreement < 2 else f"{label.label} {label.agreement}"


def _labels(labels: list[Any], text: str, *, units: bool) -> Iterator[Label]:
    for item in labels:
        if isinstance(item, Mapping):
            start, end, name = item["start_offset"], item["end_offset"], item["label"]
        else:
            start, end, name = item
        found = _NAME.fullmatch(str(name))
        if found is None:
            raise ValueError("a label without a name")
        number = 0 if found[1].startswith("named_") else int(found[2] or 1)
        if units:
            start, end = _characters(text, int(start)), _characters(text, int(end))
        yield Label(int(start), int(end), found[1], number)
