"""Which rules fire, and how many of the agreements that they prove are right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mouextract.api import Extractor
from mouextract.article import Article
from mouextract.judge.coverage import Coverage, CoverageCounter, RuleUse, counted_labels
from mouextract.judge.coverage_report import coverage_json, coverage_lines
from mouextract.judge.rule_lines import first_examples, rule_lines

TEXT = (
    "Bupati Siak Ahmad Fulan dan Rektor Universitas Misal Budi Anu menandatangani nota kesepahaman "
    "di Pekanbaru, Senin (6/11/2023)."
)
GOLD: dict[str, Any] = {
    "main": True,
    "types": ["nota_kesepahaman"],
    "status": "signed",
    "date": "2023-11-06",
    "parties": ["Pemerintah Kabupaten Siak", "Universitas Misal"],
    "regencies": ["14.08"],
    "provinces": [],
    "signatories": [
        {"name": "Ahmad Fulan", "role": "Bupati Siak"},
        {"name": "Budi Anu", "role": "Rektor Universitas Misal"},
    ],
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def cover(extractor: Extractor, *agreements: dict[str, Any], text: str = TEXT) -> Coverage:
    counter = CoverageCounter(extractor, [{"id": "x1", "agreements": list(agreements)}])
    counter.add(Article(text=text, id="x1", uri="x.txt"))
    return counter.result()


def use(coverage: Coverage, rule_id: str) -> RuleUse:
    return next(use for use in coverage.rules if use.id == rule_id)


def test_firing_and_evidence_are_counted(extractor: Extractor) -> None:
    coverage = cover(extractor, GOLD, text=TEXT + " Nota kesepahaman itu dijelaskan.")
    assert (coverage.articles, coverage.agreements, coverage.judged) == (1, 1, 1)
    instrument = use(coverage, "instrument.nota_kesepahaman")
    assert (instrument.mentions, instrument.articles, instrument.agreements) == (2, 1, 1)
    never = use(coverage, "instrument.letter_of_intent")
    assert never.counted
    assert not never.fired


def test_a_right_agreement_counts_for_every_rule_that_proves_it(extractor: Extractor) -> None:
    coverage = cover(extractor, GOLD)
    signing = use(coverage, "cue.sign.active")
    assert (signing.judged_agreements.right, signing.judged_agreements.wrong) == (1, 0)
    assert signing.judged_values["status"].precision == 1.0
    assert use(coverage, "date.form.numeric").judged_values["date"].right == 1
    assert use(coverage, "office.bupati").judged_values["signatories"].right == 1


def test_a_wrong_value_counts_against_its_rule_and_the_agreement_against_all(extractor: Extractor) -> None:
    coverage = cover(extractor, GOLD | {"date": "2023-11-07"})
    assert use(coverage, "date.form.numeric").judged_values["date"].wrong == 1
    assert use(coverage, "date.form.numeric").judged_agreements.wrong == 1
    signing = use(coverage, "cue.sign.active")
    assert signing.judged_agreements.precision == 0.0
    assert signing.judged_values["status"].precision == 1.0


def test_an_agreement_where_gold_has_none_is_wrong(extractor: Extractor) -> None:
    signing = use(cover(extractor), "cue.sign.active")
    assert (signing.judged_agreements.wrong, signing.judged_values["status"].wrong) == (1, 1)


def test_a_value_of_a_background_agreement_is_neither(extractor: Extractor) -> None:
    other = GOLD | {"date": "2023-11-07"}
    coverage = cover(extractor, other, GOLD | {"main": False})
    assert "date" not in use(coverage, "date.form.numeric").judged_values


def test_an_article_without_gold_is_not_judged(extractor: Extractor) -> None:
    counter = CoverageCounter(extractor, [{"id": "other", "agreements": []}])
    counter.add(Article(text=TEXT, id="x1", uri="x.txt"))
    coverage = counter.result()
    assert coverage.judged == 0
    assert use(coverage, "cue.sign.active").judged_agreements.judged == 0


@pytest.mark.parametrize("gold_id", ["x1", "news#4", "news"])
def test_gold_is_found_by_id_or_by_file_and_row(extractor: Extractor, gold_id: str) -> None:
    counter = CoverageCounter(extractor, [{"id": gold_id, "agreements": [GOLD]}])
    counter.add(Article(text=TEXT, id="x1", uri="a/news.jsonl", row=4))
    assert counter.result().judged == 1


def test_rules_that_only_help_others_are_not_counted(extractor: Extractor) -> None:
    labels = counted_labels(extractor)
    assert {("cues", "sign"), ("cues", "represent"), ("details", "number"), ("zones", "tags")} <= labels
    assert not labels & {("instruments", "drop"), ("people", "honorific"), ("sentences", "abbreviation")}
    coverage = cover(extractor, text="Terbit 3 Febuari 2024.")
    helper = use(coverage, "date.month.february")
    assert (helper.counted, helper.mentions, helper.articles) == (False, 0, 1)
    assert use(coverage, "date.month.march").articles == 0


def test_ids_of_no_file_are_counted_too(extractor: Extractor) -> None:
    table = use(cover(extractor, text="Warga Sleman panen."), "table.regions")
    assert (table.concern, table.mentions) == (None, 1)


def test_a_rule_of_ones_own_that_never_fires_is_listed(tmp_path: Path) -> None:
    (tmp_path / "cues.toml").write_text(
        '[[rule]]\nid = "my.own"\nlabel = "sign"\npattern = "membubuhkan paraf"\n'
        'examples = ["Mereka [membubuhkan paraf]."]\n'
    )
    extractor = Extractor([tmp_path])

    def listed(text: str) -> bool:
        lines = list(coverage_lines(cover(extractor, text=text), first_examples(extractor.rules)))
        start = next(n for n, line in enumerate(lines) if line.startswith("never fired"))
        end = next(n for n, line in enumerate(lines) if line.startswith("not counted"))
        return any(line.startswith("  my.own ") for line in lines[start:end])

    assert listed(TEXT)
    assert not listed("Pemkab Siak dan Universitas Misal membubuhkan paraf pada nota kesepahaman.")


def test_the_least_precise_rule_stands_first(extractor: Extractor) -> None:
    counter = CoverageCounter(
        extractor,
        [{"id": "x1", "agreements": [GOLD]}, {"id": "x2", "agreements": []}],
    )
    counter.add(Article(text=TEXT, id="x1"))
    text = (
        "Penandatanganan nota kesepahaman antara Pemkab Siak dan Universitas Misal digelar Senin (6/11/2023)."
    )
    counter.add(Article(text=text, id="x2"))
    lines = list(coverage_lines(counter.result(), {}))
    ids = [line.split()[0] for line in lines[4:] if line.startswith("  ")]
    assert ids.index("cue.sign.noun") < ids.index("date.form.numeric") < ids.index("cue.sign.active")


def test_json_holds_what_the_table_shows(extractor: Extractor) -> None:
    coverage = cover(extractor, GOLD)
    data = json.loads(coverage_json(coverage))
    assert len(data["rules"]) == len(coverage.rules)
    entry = next(rule for rule in data["rules"] if rule["id"] == "cue.sign.active")
    assert entry["precision"] == 1.0
    assert entry["values"] == {"status": {"right": 1, "judged": 1}}


def test_one_rule_in_full(extractor: Extractor) -> None:
    rule = next(r for r in extractor.rules if r.id == "instrument.letter_of_intent")
    lines = list(rule_lines("instruments", rule))
    assert lines[0].split() == ["id", "instrument.letter_of_intent"]
    assert any(rule.examples[0] in line for line in lines)
