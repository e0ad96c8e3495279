"""The library: the same records as the commands', asked for by name, lazily."""

import datetime
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import mouextract
from mouextract import Article, InputError, RuleError, api

ROOT = Path(__file__).parents[1]
TEXT = "Bupati Siak Ahmad Fulan dan Rektor Universitas Misal Budi Anu meneken MoU, Senin (6/11)."
ENGLISH = "The regent of Siak and the University of Misal have signed an MoU, said the regent on Monday."


def test_importing_the_package_imports_nothing_else() -> None:
    code = (
        "import sys, mouextract\n"
        "heavy = {'spacy', 'pydantic', 'typer', 'dateparser', 'mouextract.api'} & sys.modules.keys()\n"
        "assert not heavy, heavy\n"
        "assert mouextract.__version__.count('.') == 2\n"
        "mouextract.Article\n"
        "assert 'spacy' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_public_name_is_there() -> None:
    for name in mouextract.__all__:
        assert getattr(mouextract, name)
        assert name in dir(mouextract)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        mouextract.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_a_record_is_what_scan_writes() -> None:
    uris = sorted(f"data/seeds/{path.name}" for path in (ROOT / "data/seeds").glob("*.txt"))
    articles = [Article(text=(ROOT / uri).read_bytes().decode(), uri=uri) for uri in uris]
    command = [sys.executable, "-m", "mouextract", "scan", "--quiet", "data/seeds"]
    scanned = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert [mouextract.extract(article).to_json() for article in articles] == scanned
    assert [record.to_json() for record in mouextract.extract_many(articles)] == scanned


def test_values_of_a_text() -> None:
    record = mouextract.extract(
        TEXT,
        title="Siak Gandeng Kampus",
        published="2023-11-07",
        url="https://contoh.id/1",
        id="k1",
        with_text=True,
    )
    assert record.text == f"Siak Gandeng Kampus\n\n{TEXT}"
    assert (record.title, record.published, record.article_id) == ("Siak Gandeng Kampus", "2023-11-07", "k1")
    assert record.source.uri == record.source.url == "https://contoh.id/1"
    (agreement,) = record.agreements
    assert agreement.date == "2023-11-06"
    assert {party.name for party in agreement.parties} == {"Pemerintah Kabupaten Siak", "Universitas Misal"}
    record.check_spans(record.text)


def test_a_bare_text() -> None:
    record = mouextract.extract(TEXT)
    assert (record.source.uri, record.source.url, record.published, record.text) == ("-", None, None, None)
    assert record.article_id == record.source.text_sha256[:16]


def test_a_title_that_begins_the_text_is_not_put_before_it() -> None:
    text = f"Siak  Gandeng Kampus\n{TEXT}"
    assert mouextract.extract(text, title="Siak Gandeng Kampus", with_text=True).text == text


@pytest.mark.parametrize(
    "published",
    [
        datetime.date(2023, 11, 7),
        datetime.datetime(2023, 11, 7, 6, 30),
        datetime.datetime(2023, 11, 6, 23, 30, tzinfo=datetime.UTC),
        "7 November 2023",
        "07/11/2023 (Selasa)",
    ],
    ids=str,
)
def test_publication_dates_as_they_come(published: str | datetime.date) -> None:
    record = mouextract.extract(TEXT, published=published)
    assert record.published == "2023-11-07"
    assert record.agreements[0].date == "2023-11-06"


def test_a_publication_date_that_cannot_be_read_is_a_warning() -> None:
    record = mouextract.extract(TEXT, published="kapan-kapan")
    assert record.published is None
    assert any("'kapan-kapan' cannot be read" in warning for warning in record.warnings)


def test_another_language_gives_a_warning_and_no_agreement() -> None:
    assert mouextract.extract(TEXT).agreements
    assert api.NOT_INDONESIAN not in mouextract.extract(TEXT).warnings
    record = mouextract.extract(ENGLISH)
    assert record.agreements == []
    assert record.warnings == [api.NOT_INDONESIAN]
    # What it quotes in Indonesian is no report of its own, but the place that it names is listed.
    quoting = f"{ENGLISH} " * 4 + "Its site says: Bupati Siak meneken MoU dengan Universitas Misal."
    assert api.Extractor().pipeline.annotate(Article(text=quoting)).cues
    record = mouextract.extract(quoting)
    assert record.agreements == []
    assert [regency.code for regency in record.regencies] == ["14.08"]


def test_no_text_is_an_error() -> None:
    for nothing in ("", " \n "):
        with pytest.raises(InputError, match="no text"):
            mouextract.extract(nothing)


def test_a_lone_surrogate_is_an_error() -> None:
    with pytest.raises(InputError, match="lone surrogate"):
        mouextract.extract(f"{TEXT} \ud800")


def test_an_article_holds_its_own_values() -> None:
    article = Article(text=TEXT, published="2023-11-07")
    assert mouextract.extract(article).published == "2023-11-07"
    with pytest.raises(TypeError, match="its own title, url"):
        mouextract.extract(article, title="Siak", url="https://contoh.id/1")


@pytest.mark.parametrize("published", ["10/7/2025 08:00", "2025-13", "2025-02-30", "kemarin"])
def test_an_articles_date_must_be_a_partial_date(published: str) -> None:
    with pytest.raises(InputError, match=r"arsip\.csv, row 4: published: .*" + published):
        mouextract.extract(Article(text=TEXT, published=published, uri="arsip.csv", row=4))


def test_a_stream_is_lazy_and_keeps_the_order() -> None:
    def texts() -> Iterator[str | Article]:
        yield TEXT
        yield Article(text=ENGLISH, id="kedua")
        raise AssertionError("asked for too much")

    stream = mouextract.extract_many(texts())
    assert next(stream).agreements
    assert next(stream).article_id == "kedua"
    with pytest.raises(AssertionError, match="too much"):
        next(stream)


def test_one_bad_article_does_not_end_a_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = api.Assembler.record

    def broken(self: api.Assembler, article: Article, *args: object, **kwargs: object) -> object:
        if "rusak" in article.text:
            raise KeyError("rusak")
        return whole(self, article, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(api.Assembler, "record", broken)
    items = [TEXT, "  ", Article(text="rusak", uri="a.csv", row=3), TEXT]
    errors: list[InputError] = []
    records = list(mouextract.extract_many(items, on_error=errors.append))
    assert len(records) == 2
    assert [(error.uri, error.row) for error in errors] == [("-", 1), ("a.csv", 3)]
    assert "no text" in errors[0].reason
    assert errors[1].reason == "KeyError: 'rusak'"
    with pytest.raises(InputError):
        list(mouextract.extract_many(items))


RULE = """
[[rule]]
id = "instrument.piagam_uji"
label = "instrument"
value = "other"
pattern = "piagam uji"
examples = ["Bupati meneken [piagam uji] itu."]
"""


def test_further_rules_as_a_folder_or_several(tmp_path: Path) -> None:
    (tmp_path / "instruments.toml").write_text(RULE)
    text = TEXT.replace("MoU", "piagam uji")
    assert mouextract.extract(text).agreements == []
    for patterns in (tmp_path, str(tmp_path), [tmp_path], [str(tmp_path)]):
        (agreement,) = mouextract.extract(text, patterns=patterns).agreements
        assert agreement.types == ["other"]
        (record,) = mouextract.extract_many([text], patterns=patterns)
        assert record.agreements == [agreement]


def test_a_wrong_rule_is_raised_at_once(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"no \.toml"):
        mouextract.extract_many(iter(()), patterns=tmp_path)
    with pytest.raises(RuleError, match="not a folder"):
        mouextract.load(patterns=tmp_path / "nowhere")


def test_rules_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    mouextract.extract(TEXT)
    monkeypatch.setattr(api, "Extractor", None)
    assert mouextract.extract(TEXT) == next(mouextract.extract_many([TEXT]))
