"""Tasks as Label Studio takes and gives them (JSON; one object per task)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from mouextract.corrections.tasks import LABELS, VALUED, Label, Task
from mouextract.corrections.wire import from_wire, to_wire

Json = Mapping[str, Any]
_AGREEMENTS = tuple(str(number) for number in range(1, 10))


def config() -> str:
    """The labelling interface (XML) that the tasks are made for."""
    labels = "\n".join(f'    <Label value="{escape(label)}"/>' for label in LABELS)
    valued = ",".join(VALUED)
    choices = "\n".join(f'      <Choice value="{number}"/>' for number in _AGREEMENTS)
    return f"""<View>
  <Labels name="label" toName="text">
{labels}
  </Labels>
  <Text name="text" value="$text"/>
  <View visibleWhen="region-selected">
    <Header value="agreement"/>
    <Choices name="agreement" toName="text" perRegion="true" choice="single-radio" showInline="true">
{choices}
    </Choices>
  </View>
  <View visibleWhen="region-selected" whenTagName="label" whenLabelValue="{valued}">
    <Header value="value: an official name, name (office), a date like 2023-11-06, a code like 14.72"/>
    <TextArea name="value" toName="text" perRegion="true" maxSubmissions="1" editable="true"/>
  </View>
</View>
"""


def to_label_studio(task: Task, version: str) -> dict[str, Any]:
    """A task with its proposed labels as a prediction; ids are the same in every export."""
    seen: dict[tuple[int, int, str, int], int] = {}
    result: list[dict[str, Any]] = []
    for label in task.proposed:
        seen[label.key] = seen.get(label.key, 0) + 1
        # Label Studio makes a CSS class of the id: with a colon in it, the words are not coloured.
        identity = "-".join(map(str, (*label.key, seen[label.key]))).replace(":", "-")
        result += _regions(label, task.text, identity)
    return {
        "data": {
            "text": task.text,
            "article_id": task.article_id,
            "published": task.published,
            "proposed": to_wire(task.proposed),
        },
        "predictions": [{"model_version": version, "result": result}],
    }


def _regions(label: Label, text: str, identity: str) -> Iterator[dict[str, Any]]:
    where = {"start": label.start, "end": label.end}
    shared = {"id": identity, "to_name": "text"}
    words = text[label.start : label.end]
    yield shared | {
        "from_name": "label",
        "type": "labels",
        "value": where | {"text": words, "labels": [label.label]},
    }
    if label.agreement:
        chosen = where | {"choices": [str(label.agreement)]}
        yield shared | {"from_name": "agreement", "type": "choices", "value": chosen}
    if label.value is not None:
        written = where | {"text": [label.value]}
        yield shared | {"from_name": "value", "type": "textarea", "value": written}


def from_label_studio(data: Json, annotator: str | None) -> Task | None:
    """The task as an annotator left it; None where nobody (or not this annotator) has.

    `annotator` is the id or e-mail address of `completed_by`. Raises ValueError where the object is no such
    task, or several people annotated it and none is chosen.
    """
    inner = data.get("data")
    if not isinstance(inner, Mapping) or not isinstance(inner.get("text"), str):
        raise ValueError("not a task of Label Studio's JSON export")
    done = [each for each in data.get("annotations") or () if not each.get("was_cancelled")]
    if annotator is not None:
        done = [each for each in done if annotator in _names(each)]
    people = {_names(each)[:1] for each in done}
    if len(people) > 1:
        known = ", ".join(sorted(name for names in people for name in names))
        raise ValueError(f"annotated by several people ({known}): choose one")
    if not done:
        return None
    text = inner["text"]
    return Task(
        article_id=str(inner["article_id"]),
        text=text,
        published=inner.get("published"),
        proposed=from_wire(inner.get("proposed") or ()),
        labels=tuple(_labels(done[-1].get("result") or (), text)),
    )


def _names(annotation: Json) -> tuple[str, ...]:
    who = annotation.get("completed_by")
    if isinstance(who, Mapping):
        return tuple(str(who[key]) for key in ("id", "email") if who.get(key) is not None)
    return (str(who),)


def _labels(result: Sequence[Json], text: str) -> Iterator[Label]:
    parts: dict[str, dict[str, Json]] = {}
    for item in result:
        if item.get("type") in ("labels", "choices", "textarea"):
            parts.setdefault(str(item["id"]), {})[item["type"]] = item["value"]
    for part in parts.values():
        if "labels" not in part:
            continue
        span = part["labels"]
        start, end = _offsets(span, text)
        written = [line.strip() for line in part.get("textarea", {}).get("text") or () if line.strip()]
        chosen = part.get("choices", {}).get("choices") or ("1",)
        for name in span["labels"]:
            number = 0 if name.startswith("named_") else int(chosen[0])
            yield Label(start, end, name, number, written[-1] if written else None)


def _offsets(span: Json, text: str) -> tuple[int, int]:
    """Offsets in characters; a browser may have counted UTF-16 units, which the words tell apart."""
    start, end, words = int(span["start"]), int(span["end"]), span.get("text")
    if not isinstance(words, str) or text[start:end] == words:
        return start, end
    units = text.encode("utf-16-le")
    before = units[: 2 * start].decode("utf-16-le", "replace")
    start, end = len(before), len(before) + len(words)
    if text[start:end] != words:
        raise ValueError(f"the words at {span['start']}–{span['end']} are not {words!r}")
    return start, end
