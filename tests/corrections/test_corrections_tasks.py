"""What goes out to an annotation tool and comes back untouched is the record's own values."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import mouextract
from mouextract.corrections.doccano import from_doccano, to_doccano
from mouextract.corrections.gold import gold_of
from mouextract.corrections.label_studio import config, from_label_studio, to_label_studio
from mouextract.corrections.tasks import LABELS, Label, Task, task_of
from mouextract.judge.evaluate import evaluate
from mouextract.mentions import Annotations
from mouextract.records import ArticleRecord

ROOT = Path(__file__).parents[2]
Make = Callable[..., dict[str, Any]]


def nobody(_: Task) -> Annotations:
    raise AssertionError("every value was known")


@cache
def made() -> list[tuple[ArticleRecord, str]]:
    texts = [
        (path.stem, path.read_bytes().decode(), None) for path in sorted((ROOT / "data/seeds").glob("*.txt"))
    ]
    for row in map(
        json.loads, (ROOT / "tests/articles/articles.jsonl").read_text("utf-8").splitlines()[1::3]
    ):
        texts.append((row["id"], row["text"], row["date"]))
    return [(mouextract.extract(text, id=name, published=date), text) for name, text, date in texts]


def label_studio(task: Task) -> Task | None:
    sent = json.loads(json.dumps(to_label_studio(task, "mouextract")))
    result = sent.pop("predictions")[0]["result"]
    return from_label_studio(sent | {"annotations": [{"completed_by": 1, "result": result}]}, None)


def doccano(task: Task) -> Task | None:
    return from_doccano(json.loads(json.dumps(to_doccano(task))) | {"id": 17, "Comments": []})


@pytest.mark.parametrize("through", [label_studio, doccano])
def test_untouched_is_right_in_everything(through: Callable[[Task], Task | None]) -> None:
    gold = []
    for record, text in made():
        task = through(task_of(record, text))
        assert task is not None
        assert (task.article_id, task.text, task.published) == (record.article_id, text, record.published)
        gold.append(gold_of(task, nobody))
    result = evaluate(gold, [record.model_dump(mode="json") for record, _ in made()])
    assert result.rows["agreements_right"].tp > 20
    assert {name: (row.fp, row.fn) for name, row in result.rows.items() if row.fp or row.fn} == {}


def test_the_same_ids_in_every_export() -> None:
    record, text = made()[0]
    first = to_label_studio(task_of(record, text), "a")
    assert first == to_label_studio(task_of(record, text), "a")
    ids = [item["id"] for item in first["predictions"][0]["result"] if item["type"] == "labels"]
    assert len(ids) == len(set(ids)) > 5


def test_the_interface_knows_every_label() -> None:
    view = ElementTree.fromstring(config())
    assert [each.get("value") for each in view.iter("Label")] == list(LABELS)
    names = {each.get("name") for each in view.iter() if each.get("toName") == "text"}
    record, text = made()[0]
    results = to_label_studio(task_of(record, text), "a")["predictions"][0]["result"]
    assert {item["from_name"] for item in results} == names


TEXT = "Bupati Siak Ahmad Fulan meneken MoU dengan Universitas Misal 🙂, Senin (6/11/2023)."


def by_hand(*labels: tuple[str, str, str | None], agreement: int = 1) -> Task:
    placed = [
        Label(
            TEXT.index(words),
            TEXT.index(words) + len(words),
            label,
            0 if "named" in label else agreement,
            value,
        )
        for words, label, value in labels
    ]
    return Task("a1", TEXT, None, (), tuple(placed))


def annotate(task: Task) -> Annotations:
    from mouextract.api import Extractor

    return _extractor(Extractor).annotate(mouextract.Article(text=task.text))


@cache
def _extractor(kind: Any) -> Any:
    return kind()


def test_values_that_nobody_wrote_are_looked_up() -> None:
    task = by_hand(
        ("MoU", "type:nota_kesepahaman", None),
        ("meneken", "status:signed", None),
        ("Senin (6/11/2023)", "date", None),
        ("Bupati Siak", "party", None),
        ("Siak", "region", None),
        ("Universitas Misal", "party", None),
        ("Ahmad Fulan", "signatory", None),
        ("Siak", "named_regency", None),
        ("6/11/2023", "named_date", None),
    )
    assert gold_of(task, annotate) == {
        "id": "a1",
        "published": None,
        "agreements": [
            {
                "main": True,
                "types": ["nota_kesepahaman"],
                "status": "signed",
                "date": "2023-11-06",
                "parties": ["Pemerintah Kabupaten Siak", "Universitas Misal"],
                "regencies": ["14.08"],
                "provinces": [],
                "signatories": [{"name": "Ahmad Fulan", "role": "Bupati Siak"}],
            }
        ],
        "regencies_mentioned": ["14.08"],
        "dates_mentioned": ["2023-11-06"],
    }


GOOD = (("MoU", "type:nota_kesepahaman", None), ("meneken", "status:signed", None))


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ([("MoU", "kind", None)], "unknown label 'kind' at 'MoU'"),
        ([*GOOD, ("meneken", "date", None)], "nobody knows which date 'meneken' is: write its value"),
        ([*GOOD, ("meneken", "date", "kemarin")], "'kemarin', the date of 'meneken', is not a date"),
        ([*GOOD, ("Siak", "region", "Siak")], "is not a code like 14.72"),
        ([*GOOD, ("Ahmad Fulan", "signatory", "Ahmad Fulan")], r"is not written as name \(office\)"),
        (GOOD[:1], "agreement 1 has no status"),
        (GOOD[1:], "agreement 1 has no type"),
        ([*GOOD, ("MoU", "status:planned", None)], "several values for status: signed, planned"),
    ],
)
def test_what_cannot_be_gold(labels: list[tuple[str, str, str | None]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        gold_of(by_hand(*labels), annotate)


def test_a_second_agreement_and_background() -> None:
    task = by_hand(*GOOD, ("MoU", "background", None), agreement=2)
    task = replace(task, labels=(*by_hand(*GOOD).labels, *task.labels))
    for through in (label_studio, doccano):
        back = through(replace(task, proposed=task.labels))
        assert back is not None
        assert [a["main"] for a in gold_of(back, nobody)["agreements"]] == [True, False]


def test_offsets_that_a_browser_counted() -> None:
    task = replace(
        by_hand(("Senin", "date", "2023-11-06")), proposed=by_hand(("Senin", "date", "2023-11-06")).labels
    )
    sent = to_label_studio(task, "a")
    results = sent["predictions"][0]["result"]
    results[0]["value"]["start"] += 1  # the smile is two UTF-16 units
    results[0]["value"]["end"] += 1
    data = {"data": sent["data"], "annotations": [{"result": results}]}
    back = from_label_studio(data, None)
    assert back is not None
    assert TEXT[back.labels[0].start : back.labels[0].end] == "Senin"
    results[0]["value"]["text"] = "Selasa"
    with pytest.raises(ValueError, match="are not 'Selasa'"):
        from_label_studio(data, None)


def test_whose_annotation() -> None:
    data = to_label_studio(by_hand(), "a")
    assert from_label_studio(data, None) is None
    result = [{"id": "x", "type": "labels", "value": {"start": 0, "end": 6, "labels": ["party"]}}]
    data["annotations"] = [
        {"completed_by": {"id": 1, "email": "a@misal.id"}, "result": result},
        {"completed_by": 2, "result": []},
        {"completed_by": 2, "result": result, "was_cancelled": True},
    ]
    with pytest.raises(ValueError, match=r"several people \(1, 2\)"):
        from_label_studio(data, None)
    for who, labels in (("1", 1), ("a@misal.id", 1), ("2", 0)):
        task = from_label_studio(data, who)
        assert task is not None
        assert len(task.labels) == labels
    assert from_label_studio(data, "3") is None
    for other in ({}, {"data": {"title": "x"}}):
        with pytest.raises(ValueError, match="not a task"):
            from_label_studio(other, None)
    with pytest.raises(ValueError, match="not a line of doccano"):
        from_doccano({"text": "x", "label": []})


def test_doccano_counts_in_utf_16_units() -> None:
    """Its page does; seen in version 1.8.4."""
    text = "\U0001f91d Bupati Blora Arif Rahman meneken MoU dengan Universitas Jambi, Senin (4/3/2024)."
    task = task_of(mouextract.extract(text, id="a", published="2024-03-05"), text)
    sent = to_doccano(task)
    units = text.encode("utf-16-le")
    words = {units[2 * start : 2 * end].decode("utf-16-le") for start, end, _ in sent["label"]}
    assert {text[each.start : each.end] for each in task.proposed} == words
    back = from_doccano(json.loads(json.dumps(sent)))
    assert {text[each.start : each.end] for each in back.labels} == words


def test_ids_in_label_studio_have_no_colon() -> None:
    """It makes CSS classes of them; seen in version 1.23.2."""
    record, text = made()[0]
    ids = [each["id"] for each in to_label_studio(task_of(record, text), "a")["predictions"][0]["result"]]
    assert ids
    assert not any(":" in each for each in ids)
