"""What the page holds."""

import base64
import json
import zlib
from collections.abc import Callable
from typing import Any

from mouextract.errors import InputError
from mouextract.read import ReadOptions
from mouextract.records import ArticleRecord
from mouextract.report import data as report
from mouextract.report.data import report_data

Make = Callable[..., ArticleRecord]


def data_of(*records: ArticleRecord, with_text: bool = True) -> tuple[dict[str, Any], list[InputError]]:
    told: list[InputError] = []
    return report_data(records, ReadOptions(), told.append, with_text=with_text), told


def unpacked(data: dict[str, Any]) -> list[list[dict[str, Any]]]:
    return [json.loads(zlib.decompress(base64.b64decode(pack))) for pack in data["packs"]]


def test_names_are_written_once(make: Make) -> None:
    data, _ = data_of(make(1), make(2))
    assert [name for name, *_ in data["parties"]] == ["Pemerintah Kabupaten Siak", "Universitas Misal"]
    assert [a[7] for a in data["agreements"]] == [[[0, 1], [1, 2]]] * 2
    assert [a[:2] for a in data["agreements"]] == [[0, 0], [1, 0]]
    assert len(data["regions"]) == 38 + 514


def test_articles_without_agreements_are_only_counted(make: Make) -> None:
    empty = make(1).model_copy(update={"agreements": []})
    data, told = data_of(empty, make(2), empty)
    assert (data["records"], len(data["articles"]), told) == (3, 1, [])


def test_evidence_leads_to_the_words(make: Make) -> None:
    record = make(before="Siak 😀 - ")
    ((article,),) = unpacked(data_of(record)[0])
    data, _ = data_of(record)
    shown = [
        (data["fields"][field], article["text"][start:end], data["rules"][rule], basis)
        for field, start, end, rule, basis in article["evidence"][0]
    ]
    assert shown == [(e.field, e.text, e.rule, e.basis) for e in record.agreements[0].evidence]


def test_without_text_no_words_of_the_article_remain(make: Make) -> None:
    record = make(after=" Kalimat rahasia.", subject=None, place=None)
    for given in (record, record.model_copy(update={"text": None})):
        data, told = data_of(given, with_text=False)
        ((article,),) = unpacked(data)
        assert told == []
        assert set(article) == {"sha256", "warnings", "evidence"}
        whole = json.dumps([data, article])
        assert not any(words in whole for words in ("rahasia", "Siak Gandeng", "Anu meneken", "6/11/2023"))
        assert article["sha256"] == record.source.text_sha256


def test_a_text_that_is_not_the_scanned_one_is_left_out(make: Make) -> None:
    record = make().model_copy(update={"text": "Lain."})
    data, told = data_of(record)
    ((article,),) = unpacked(data)
    assert article["missing"] == "changed"
    assert "text" not in article
    assert article["words"][0][1] == "meneken"
    assert [str(error) for error in told] == [
        "news/n0.txt: no text: the text is not the one that was scanned (its hash differs)"
    ]


def test_packs_are_small_and_in_order(make: Make, monkeypatch: Any) -> None:
    monkeypatch.setattr(report, "_PACK_CHARS", 400)
    records = [make(i, before=f"{i}. ") for i in range(8)]
    data, _ = data_of(*records)
    packs = unpacked(data)
    assert data["pack_starts"] == [0, 3, 6]
    assert [article["text"] for pack in packs for article in pack] == [record.text for record in records]


def test_half_a_surrogate_pair_moves_nothing(make: Make) -> None:
    whole = make(before="x - ")
    broken = whole.model_copy(update={"text": f"\ud800{(whole.text or '')[1:]}"})
    assert len(report._packed([{"text": broken.text}])) > 0
    (pack,) = unpacked({"packs": [report._packed([{"text": broken.text}])]})
    assert pack[0]["text"] == f"?{(whole.text or '')[1:]}"
