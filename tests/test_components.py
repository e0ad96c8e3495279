"""The spaCy pipeline finds what the plain one finds: alone, stored, in other processes, without imports."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import mouextract
from mouextract.annotate.components import CONCERNS, PREFIX, Component, make_doc
from mouextract.annotate.pipeline import Pipeline, annotator_classes
from mouextract.annotate.tokenizer import Tokenizer
from mouextract.article import Article
from mouextract.errors import RuleError
from mouextract.mentions import Annotations, Mention
from mouextract.rules import load_rules

ROOT = Path(__file__).parents[1]
TEXT = "Bupati Siak Ahmad Fulan meneken MoU dengan Universitas Misal di Pekanbaru, Senin (6/11)."


def articles() -> Iterator[Article]:
    for path in sorted((ROOT / "data/seeds").glob("*.txt")):
        yield Article(text=path.read_bytes().decode(), uri=path.name)
    for line in (ROOT / "tests/articles/articles.jsonl").read_text("utf-8").splitlines()[::3]:
        row = json.loads(line)
        yield Article(text=row["text"], published=row["date"], uri=row["id"])


ARTICLES = list(articles())


@pytest.fixture(scope="module")
def nlp() -> Language:
    return mouextract.load()


@pytest.fixture(scope="module")
def plain() -> Pipeline:
    return Pipeline(load_rules())


def mentions(ann: Annotations, concern: str) -> list[Mention]:
    if concern == "sentences":
        return [Mention(start, end, "sentence") for start, end in ann.sentences]
    return list(getattr(ann, concern))


def test_concerns_are_the_annotators_in_order(nlp: Language) -> None:
    assert tuple(annotator_classes()) == CONCERNS
    assert nlp.pipe_names == [PREFIX + concern for concern in CONCERNS]
    assert isinstance(nlp.tokenizer, Tokenizer)
    assert nlp.lang == "id"


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.uri)
def test_mentions_are_those_of_the_plain_pipeline(article: Article, nlp: Language, plain: Pipeline) -> None:
    doc = nlp(make_doc(nlp, article))
    assert doc.text == article.text
    assert doc._.mouextract == plain.annotate(article)
    for concern in CONCERNS:
        expected = mentions(doc._.mouextract, concern)
        spans = doc.spans[PREFIX + concern]
        assert len(spans) == len(expected)
        for span, mention in zip(spans, expected, strict=True):
            assert (span.id_, bool(span.label_)) == (mention.rule, True)
            assert span.start_char <= mention.start < mention.end <= span.end_char


def test_labels_and_rule_ids(nlp: Language) -> None:
    doc = nlp(TEXT)

    def found(concern: str) -> list[tuple[str, str]]:
        return [(span.text, span.label_) for span in doc.spans[PREFIX + concern]]

    assert ("Siak", "kabupaten") in found("regions")
    assert ("Universitas Misal", "university") in found("institutions")
    assert ("Bupati Siak Ahmad Fulan", "person") in found("people")
    assert found("dates") == [("Senin (6/11)", "yearless")]
    (instrument,) = doc.spans["mouextract_instruments"]
    assert (instrument.text, instrument.label_) == ("MoU", "nota_kesepahaman")
    assert instrument.id_ in {rule.id for rule in load_rules().of("instruments")}


def test_the_publication_date_reaches_the_components(nlp: Language) -> None:
    (unknown,) = nlp(TEXT)._.mouextract.dates
    (known,) = nlp(make_doc(nlp, Article(text=TEXT, published="2023-11-07")))._.mouextract.dates
    assert (unknown.value, known.value) == (None, "2023-11-06")


def test_a_component_alone_finds_what_it_finds_among_all(nlp: Language) -> None:
    article = ARTICLES[1]
    whole = nlp(make_doc(nlp, article))
    for concern in ("dates", "people", "cues"):
        alone = spacy.blank("id", config={"nlp": {"tokenizer": {"@tokenizers": "mouextract.Tokenizer.v1"}}})
        alone.add_pipe(PREFIX + concern)
        doc = alone(make_doc(alone, article))
        assert mentions(doc._.mouextract, concern) == mentions(whole._.mouextract, concern)
        assert mentions(doc._.mouextract, concern)


def test_annotating_twice_changes_nothing(nlp: Language) -> None:
    doc = nlp(TEXT)
    before = [len(doc.spans[PREFIX + concern]) for concern in CONCERNS]
    dates = list(doc._.mouextract.dates)
    doc = nlp(doc)
    assert [len(doc.spans[PREFIX + concern]) for concern in CONCERNS] == before
    assert doc._.mouextract.dates == dates


def test_the_rules_are_read_once(nlp: Language) -> None:
    pipes = [pipe for _, pipe in nlp.components]
    assert all(isinstance(pipe, Component) and pipe.rules is pipes[0].rules for pipe in pipes)


def test_pipe_is_lazy_and_keeps_order_and_context(nlp: Language) -> None:
    asked = []

    def texts() -> Iterator[tuple[str, int]]:
        for number in range(40):
            asked.append(number)
            yield f"Rapat ke-{number} digelar Senin (6/11/2023).", number

    stream = nlp.pipe(texts(), as_tuples=True, batch_size=4)
    assert next(stream)[1] == 0
    assert len(asked) < 20
    rest = list(stream)
    assert [number for _, number in rest] == list(range(1, 40))
    assert all(doc._.mouextract.dates[0].value == "2023-11-06" for doc, _ in rest)


def test_documents_travel_with_their_annotations(nlp: Language) -> None:
    docs = list(nlp.pipe([article.text for article in ARTICLES[:3]], n_process=2, batch_size=1))
    for doc, article in zip(docs, ARTICLES, strict=False):
        here = nlp(article.text)
        assert doc._.mouextract == here._.mouextract
        stored = Doc(nlp.vocab).from_bytes(here.to_bytes())
        assert stored._.mouextract == here._.mouextract
        assert [span.id_ for span in stored.spans["mouextract_dates"]] == [
            span.id_ for span in here.spans["mouextract_dates"]
        ]


def test_stored_and_loaded(nlp: Language, plain: Pipeline, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipe")
    loaded = spacy.load(tmp_path / "pipe")
    assert loaded.pipe_names == nlp.pipe_names
    for other in (loaded, mouextract.load().from_disk(tmp_path / "pipe"), nlp.from_bytes(nlp.to_bytes())):
        assert other(make_doc(other, ARTICLES[0]))._.mouextract == plain.annotate(ARTICLES[0])


RULE = """
[[rule]]
id = "instrument.piagam_uji"
label = "instrument"
value = "other"
pattern = "piagam uji"
examples = ["Bupati meneken [piagam uji] itu."]
"""


def test_further_rules(tmp_path: Path) -> None:
    (tmp_path / "instruments.toml").write_text(RULE)
    nlp = mouextract.load(patterns=[tmp_path])
    doc = nlp("Bupati Siak meneken piagam uji.")
    assert [span.id_ for span in doc.spans["mouextract_instruments"]] == ["instrument.piagam_uji"]
    nlp.to_disk(tmp_path / "pipe")
    assert spacy.load(tmp_path / "pipe")(doc.text)._.mouextract == doc._.mouextract
    (tmp_path / "instruments.toml").write_text("[[rule]")
    with pytest.raises(RuleError, match="not valid TOML"):
        mouextract.load(patterns=[tmp_path])


def test_installed_factories_need_no_import(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipe")
    code = f"""
import sys, spacy
spacy.blank("en")
assert not {{"mouextract.annotate.people", "mouextract.knowledge", "dateparser"}} & sys.modules.keys()
nlp = spacy.blank("id")
nlp.add_pipe("mouextract_dates")
doc = nlp("Rapat digelar Senin (6/11/2023).")
assert [(s.text, s.label_) for s in doc.spans["mouextract_dates"]] == [("Senin (6/11/2023)", "full")]
assert len(spacy.load({str(tmp_path / "pipe")!r}).pipe_names) == {len(CONCERNS)}
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
