import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from mouextract.api import Extractor
from mouextract.article import Article
from mouextract.errors import InputError, RecordError
from mouextract.judge.check import Comparison, check_by_scanning, check_records, compare_runs
from mouextract.judge.report import comparison_lines
from mouextract.records import ArticleRecord, Source

Make = Callable[..., dict[str, Any]]


class Titled(Extractor):
    """Finds the first line of every article to be its title; nothing else."""

    def __init__(self) -> None:
        pass

    def extract(self, article: Article, *, with_text: bool = False) -> ArticleRecord:
        if article.text.startswith("refuse"):
            raise RecordError("no record of this")
        return ArticleRecord(
            article_id=article.article_id,
            source=Source(uri=article.uri, row=article.row, text_sha256=article.text_sha256),
            title=article.text.partition("\n")[0],
            text=article.text if with_text else None,
        )


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def golden_of(*articles: Article, with_text: bool = False) -> list[dict[str, Any]]:
    records = (Titled().extract(article, with_text=with_text) for article in articles)
    return [json.loads(record.to_json()) for record in records]


def scanned(golden: Sequence[dict[str, Any]]) -> list[Comparison]:
    Path("golden.jsonl").write_text("".join(json.dumps(record) + "\n" for record in golden))
    return list(check_by_scanning("golden.jsonl", Titled()))


def shown(comparisons: Sequence[Comparison]) -> str:
    return "\n".join(
        line for c in comparisons if not c.same for line in comparison_lines(c, "golden", "found")
    )


def test_golden_articles_are_scanned_from_the_current_folder() -> None:
    Path("a.txt").write_text("Satu\nisi")
    rows = [{"id": "b0", "text": "Nol"}, {"id": "b1", "text": "Esa"}, {"id": "b2", "text": "Dua"}]
    Path("b.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    golden = golden_of(
        Article("Satu\nisi", uri="a.txt"),
        Article("Dua", uri="b.jsonl", row=2, id="b2"),
        Article("Esa", uri="b.jsonl", row=1, id="b1"),
    )
    comparisons = scanned(golden)
    assert len(comparisons) == 3
    assert all(comparison.same for comparison in comparisons)


def test_text_is_compared_where_the_golden_record_has_it() -> None:
    Path("a.txt").write_text("Satu\nisi")
    golden = golden_of(Article("Satu\nisi", uri="a.txt"), with_text=True)
    assert all(comparison.same for comparison in scanned(golden))
    golden[0]["text"] = "Satu\nlain"
    assert "/text" in shown(scanned(golden))


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        (("title",), "Dua", ["  /title", '    golden  "Dua"', '    found   "Satu"']),
        (("article_id",), "x", ["  /article_id", '    golden  "x"', '    found   "b79a74e1f35fe539"']),
        (("source", "row"), 3, ["  /source/row", "    golden  3", "    found   null"]),
        (
            ("source", "uri"),
            "c.txt",
            ["  /source/uri", '    golden  "c.txt"', "    found   (nothing): c.txt: no such file or folder"],
        ),
        (("source", "uri"), None, ["  /source/uri", "    golden  null"]),
        (("agreements",), [{"status": "signed"}], ["  /agreements/0", "    found   (nothing)"]),
    ],
)
def test_any_change_is_named(path: tuple[str, ...], value: Any, lines: list[str]) -> None:
    Path("a.txt").write_text("Satu\nisi")
    golden = golden_of(Article("Satu\nisi", uri="a.txt"))
    target = golden[0]
    for part in path[:-1]:
        target = target[part]
    target[path[-1]] = value
    report = shown(scanned(golden)).split("\n")
    assert set(lines) <= set(report), report


def test_an_article_without_record_is_a_difference_with_a_reason() -> None:
    Path("a.txt").write_text("refuse")
    golden = golden_of(Article("other", uri="a.txt"))
    assert "found   (nothing): a.txt: not processed (no record of this)" in shown(scanned(golden))
    Path("a.txt").write_bytes(b"")
    assert "found   (nothing): a.txt: empty file" in shown(scanned(golden))


def test_runs_are_paired_by_id_and_place(record: Make) -> None:
    def at(name: str, row: int | None, **changes: Any) -> dict[str, Any]:
        made = record(article_id=name, **changes)
        made["source"] = made["source"] | {"row": row}
        return made

    old = [at("a", 0), at("b", 1), at("twin", 2), at("gone", 3)]
    new = [at("twin", 5), at("a", 0, warnings=["w"]), at("c", 1), at("new", 9)]
    comparisons = list(compare_runs(old, new))
    described = [
        (
            c.first["article_id"] if c.first else None,
            c.second["article_id"] if c.second else None,
            [d.pointer for d in c.differences],
        )
        for c in comparisons
    ]
    assert described == [
        ("a", "a", ["/warnings/0"]),
        ("b", "c", ["/article_id"]),
        ("twin", "twin", ["/source/row"]),
        ("gone", None, []),
        (None, "new", []),
    ]


def test_equal_texts_keep_their_own_records(record: Make) -> None:
    def at(row: int) -> dict[str, Any]:
        made = record()
        return made | {"source": made["source"] | {"row": row}}

    (gone, kept) = compare_runs([at(0), at(1)], [at(1)])
    assert gone.second is None
    assert kept.same


def test_given_records_that_lack_or_add_one(record: Make) -> None:
    Path("golden").mkdir()
    Path("golden/a.json").write_text(json.dumps(record(), indent=2))
    Path("found.jsonl").write_text(json.dumps(record(article_id="x", source={"uri": "y"})) + "\n")
    report = shown(list(check_records("golden", "found.jsonl")))
    assert "news/s1.txt (article s1)\n  the record stands in golden only" in report
    assert "y (article x)\n  the record stands in found only" in report


def test_strictness(record: Make, agreement: Make) -> None:
    Path("golden.jsonl").write_text(json.dumps(record()))
    Path("found.jsonl").write_text(json.dumps(record(agreements=[agreement(confidence=0.1)])))
    (lenient,) = check_records("golden.jsonl", "found.jsonl")
    (strict,) = check_records("golden.jsonl", "found.jsonl", strict=True)
    assert lenient.same
    assert [d.pointer for d in strict.differences] == ["/agreements/0/confidence"]


@pytest.mark.parametrize(
    ("content", "message"),
    [("", "holds no golden record"), ('{"id": "a"}', "line 1: not a record: it lacks article_id or source")],
)
def test_golden_that_is_none(content: str, message: str) -> None:
    Path("golden.jsonl").write_text(content)
    with pytest.raises(InputError, match=message):
        list(check_by_scanning("golden.jsonl", Titled()))


def test_a_record_that_moved_is_found_by_its_id(record: Make) -> None:
    def at(name: str, row: int) -> dict[str, Any]:
        made = record(article_id=name)
        return made | {"source": made["source"] | {"row": row}}

    comparisons = list(compare_runs([at("a", 0), at("b", 1)], [at("b", 0), at("a", 1)]))
    assert [[d.pointer for d in c.differences] for c in comparisons] == [["/source/row"], ["/source/row"]]
