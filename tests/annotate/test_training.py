"""Documents for training: whole without us, and the rules as an EntityRuler takes them."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.tokens import Doc, DocBin
from typer.testing import CliRunner

import mouextract
from mouextract.annotate.components import CONCERNS, PREFIX, blank
from mouextract.cli.app import app
from mouextract.rules import entity_patterns, load_rules

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("docbin") / "seeds.spacy"
    done = CliRunner().invoke(app, ["docbin", str(ROOT / "data/seeds"), "-o", str(out)])
    assert done.exit_code == 0, done.output
    return out


@pytest.fixture(scope="module")
def docs(stored: Path) -> list[Doc]:
    return list(DocBin().from_disk(stored).get_docs(blank().vocab))


def seeds() -> Iterator[str]:
    for path in sorted((ROOT / "data/seeds").glob("*.txt")):
        yield path.read_bytes().decode()


def test_mentions_are_those_of_the_pipeline(docs: list[Doc]) -> None:
    nlp = mouextract.load()
    for doc, text in zip(docs, seeds(), strict=True):
        assert doc.text == text
        expected = nlp(text)
        for concern in CONCERNS:
            name = PREFIX + concern
            found = [(span.start, span.end, span.label_, span.id_) for span in doc.spans[name]]
            assert found == [(s.start, s.end, s.label_, s.id_) for s in expected.spans[name]]


def test_evidence_and_entities(docs: list[Doc]) -> None:
    for doc, text in zip(docs, seeds(), strict=True):
        record = mouextract.extract(text)
        proofs = {
            (item.text, item.field.split("/")[1], item.rule) for a in record.agreements for item in a.evidence
        }
        spans = doc.spans["mouextract_evidence"]
        assert {(span.label_, span.id_) for span in spans} == {(field, rule) for _, field, rule in proofs}
        assert all(any(words in span.text for words, _, _ in proofs) for span in spans)
    dumai = docs[3]
    assert ("Senin (06/11/2023)", "date") in [(ent.text, ent.label_) for ent in dumai.ents]
    assert {ent.label_ for ent in dumai.ents} == {"institution", "person", "region", "date", "instrument"}
    assert all(not doc.user_data for doc in docs)


def test_it_is_read_and_trained_on_without_us(stored: Path) -> None:
    code = f"""
import sys
import spacy
# As if the package were not installed.
spacy.util.registry._entry_point_factories.entry_points = False
from spacy.tokens import DocBin
from spacy.training import Example
nlp = spacy.blank("id")
docs = list(DocBin().from_disk({str(stored)!r}).get_docs(nlp.vocab))
ner = nlp.add_pipe("ner")
examples = [Example(nlp.make_doc(doc.text), doc) for doc in docs]
nlp.initialize(lambda: examples)
assert "institution" in ner.labels
assert nlp.update(examples)["ner"] > 0
assert "mouextract" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_same_bytes(stored: Path, tmp_path: Path) -> None:
    out = tmp_path / "again.spacy"
    CliRunner().invoke(app, ["docbin", str(ROOT / "data/seeds"), "-o", str(out)])
    assert out.read_bytes() == stored.read_bytes()


def test_rules_for_an_entity_ruler(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["rules", "--entity-ruler"])
    assert done.exit_code == 0
    assert "regexes, which an EntityRuler cannot hold" in done.stderr
    patterns = [json.loads(line) for line in done.stdout.splitlines()]
    assert patterns == [pattern for rule in load_rules() for pattern in entity_patterns(rule)]
    assert {pattern["id"] for pattern in patterns} == {rule.id for rule in load_rules() if not rule.regex}
    instruments = [json.dumps(each) + "\n" for each in patterns if each["id"].startswith("instrument.")]
    (tmp_path / "patterns.jsonl").write_text("".join(instruments), encoding="utf-8")
    nlp = blank()
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER", "validate": True})
    ruler.from_disk(tmp_path / "patterns.jsonl")  # type: ignore[attr-defined]
    doc = nlp("Bupati Siak meneken Nota Kesepahaman dengan PT Misal Jaya.")
    assert [(ent.text, ent.label_, ent.ent_id_) for ent in doc.ents] == [
        ("Nota Kesepahaman", "instrument", "instrument.nota_kesepahaman")
    ]
    for other in ("--json", "--coverage"):
        assert CliRunner().invoke(app, ["rules", "instruments", "--entity-ruler", other]).exit_code == 2
