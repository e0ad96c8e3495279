"""What `explain` tells of values, of what competed with them, and of what stopped an expected one."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from mouextract.api import Extractor
from mouextract.article import Article
from mouextract.assemble.build import Analysis
from mouextract.judge.explain import Explainer, Explanation, Rival
from mouextract.judge.explain_report import explanation_lines, rule_words
from mouextract.judge.passages import BUILT_IN
from mouextract.judge.why_not import Occurrence, WhyNot, why_not
from mouextract.mentions import Annotations

SRC = Path(__file__).parents[2] / "src" / "mouextract"
TEXT = "\n".join(
    (
        "Pemkab Siak dan Universitas Misal Jalin Kerja Sama",
        "",
        "PEKANBARU - Bupati Siak Ahmad Fulan dan Rektor Universitas Misal Budi Anu menandatangani nota "
        "kesepahaman di Pekanbaru, Senin (6/11/2023).",
        "Penandatanganan nota kesepahaman itu disaksikan Bupati Kampar Citra Fulan.",
        "Nota kesepahaman antara Pemkab Siak dan Universitas Misal akan dibahas bagian hukum.",
        "Baca juga: Pemkab Rokan Hulu Teken MoU dengan Lembaga Contoh",
        "Rapat lain digelar Selasa (14/11/2023) di Polres Bengkalis.",
        "Pemerintah Kota Dumai tidak menandatangani nota kesepahaman dengan siapa pun.",
        "",
    )
)


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    return Explainer(Extractor())


@pytest.fixture(scope="module")
def explained(explainer: Explainer) -> Explanation:
    return explainer.explain(Article(text=TEXT, id="x1", uri="x.txt"))


def ask(explainer: Explainer, text: str, article: str = TEXT) -> WhyNot:
    return why_not(text, explainer.read(Article(text=article)), explainer.book)


def only(answer: WhyNot) -> Occurrence:
    (occurrence,) = answer.occurrences
    return occurrence


def rival(rivals: tuple[Rival, ...], value: str) -> Rival:
    (found,) = (r for r in rivals if r.value == value)
    return found


def test_each_value_has_its_words_sentence_rule_and_basis(explained: Explanation) -> None:
    (agreement,) = explained.agreements
    values = {value.field: value for value in agreement.values}
    status = values["/status"]
    assert status.value == "signed"
    (proof,) = status.proofs
    words = proof.passage
    assert TEXT[words.start : words.end] == words.words
    assert words.before + words.words + words.after in " ".join(TEXT.split())
    assert (proof.rule.file, proof.rule.label, proof.basis) == ("cues.toml", "sign", "text")
    assert proof.rule.example
    assert values["/date"].value == "2023-11-06"
    assert values["/parties/0"].value["name"] == "Pemerintah Kabupaten Siak"
    assert values["/signatories/1"].value["name"] == "Budi Anu"


def test_every_piece_of_evidence_is_shown(explainer: Explainer, explained: Explanation) -> None:
    article = Article(text=TEXT, id="x1", uri="x.txt")
    (agreement,) = explainer.read(article).analysis.agreements
    shown = [
        (value.field, proof.passage.start, proof.rule.id)
        for value in explained.agreements[0].values
        for proof in value.proofs
    ]
    assert sorted(shown) == sorted((e.field, e.start, e.rule) for e in agreement.evidence)


def test_what_competed(explained: Explanation) -> None:
    (agreement,) = explained.agreements
    assert rival(agreement.bodies, "Pemerintah Kabupaten Kampar").reason.code == "witness"
    assert rival(agreement.dates, "2023-11-14").reason.code == "elsewhere"
    deciding = [vote for vote in agreement.votes if vote.decides]
    assert [vote.status for vote in deciding] == ["signed"]
    others = {(vote.status, vote.passage.words.lower()) for vote in agreement.votes if not vote.decides}
    assert ("planned", "akan") in others


def test_a_general_word_is_no_type_beside_a_name(explained: Explanation) -> None:
    (agreement,) = explained.agreements
    assert rival(agreement.instruments, "other").reason.code == "generic"


def test_what_became_no_agreement(explained: Explanation) -> None:
    found = {(r.kind, r.reason.code) for r in explained.rejected}
    assert ("sentence", "idle_zone") in found
    assert ("clause", "negated") in found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Warga memanen padi di sawah.", "no_instrument"),
        ("Pemkab Siak ingin kerja sama dengan warga.", "generic_word"),
    ],
)
def test_an_article_that_is_not_read_for_agreements_says_why(
    explainer: Explainer, text: str, code: str
) -> None:
    explanation = explainer.explain(Article(text=text))
    assert explanation.agreements == ()
    assert explanation.nothing is not None
    assert explanation.nothing.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bupati Siak Ahmad Fulan menandatangani nota kesepahaman di aula.", "one_party"),
        ("Sebuah MoU diteken di aula.", "no_party"),
        (
            "Hujan turun. Jalan basah. Pasar sepi. Nota kesepahaman antara Pemkab Siak dan "
            "Universitas Misal tidak tebal.",
            "no_state",
        ),
    ],
)
def test_why_an_event_became_no_agreement(explainer: Explainer, text: str, code: str) -> None:
    explanation = explainer.explain(Article(text=text))
    assert explanation.agreements == ()
    assert code in {r.reason.code for r in explanation.rejected}


def test_a_broken_status_rule_shows(tmp_path: Path, explained: Explanation) -> None:
    rule = '[[rule]]\nid = "{}"\nlabel = "sign"\npattern = "{}"\nexamples = ["{}"]\nnote = "Broken."\n'
    broken = "".join(
        rule.format(f"cue.sign.{name}", word, word)
        for name, word in (("active", "akan dibahas"), ("passive", "abc"), ("noun", "def"))
    )
    (tmp_path / "cues.toml").write_text(broken)
    changed = Explainer(Extractor([tmp_path])).explain(Article(text=TEXT, id="x1", uri="x.txt"))

    def told(explanation: Explanation) -> list[tuple[str, str]]:
        return [
            (proof.passage.words, proof.rule.note)
            for agreement in explanation.agreements
            for value in agreement.values
            if value.field == "/status"
            for proof in value.proofs
        ]

    assert told(explained) != told(changed)
    assert all(words not in ("menandatangani", "Teken") for words, _ in told(changed))
    before, after = ([line.text() for line in explanation_lines(e)] for e in (explained, changed))
    assert before != after


@pytest.mark.parametrize("turned", [False, True])
def test_agreements_and_events_are_paired_in_any_order(turned: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "Pemkab Siak dan Universitas Misal menandatangani nota kesepahaman di aula, Senin (6/11/2023).\n"
        "Sementara itu, Pemkot Dumai dan Politeknik Contoh menandatangani perjanjian kerja sama di "
        "kampus, Selasa (7/11/2023)."
    )
    extractor = Extractor()
    analyse = extractor.assembler.analyse

    def analysed(ann: Annotations) -> Analysis:
        analysis = analyse(ann)
        if turned:
            analysis.agreements.reverse()
        return analysis

    monkeypatch.setattr(extractor.assembler, "analyse", analysed)
    reading = Explainer(extractor).read(Article(text=text))
    assert [agreement.types for _, agreement in reading.made] == [
        ["perjanjian_kerja_sama"] if second else ["nota_kesepahaman"] for second in (turned, not turned)
    ]
    for event, agreement in reading.made:
        names = {placed[0].actor.institution.name for placed in event.parties.values()}  # type: ignore[union-attr]
        assert {party.name for party in agreement.parties} == names


def test_why_not_a_witness(explainer: Explainer) -> None:
    answer = ask(explainer, "kabupaten kampar")
    assert answer.known == ("the region Kabupaten Kampar (14.01)",)
    occurrence = only(answer)
    assert (occurrence.slot, occurrence.agreement, occurrence.reason.code) == ("witness", None, "witness")
    assert {found.kind for found in occurrence.found} == {"region", "person"}


def test_why_not_a_see_also_link(explainer: Explainer) -> None:
    occurrence = only(ask(explainer, "Rokan Hulu"))
    assert (occurrence.zone, occurrence.reason.code) == ("see_also", "idle_zone")


def test_why_not_a_name_inside_another(explainer: Explainer) -> None:
    occurrence = only(ask(explainer, "Bengkalis"))
    assert occurrence.agreement is None
    assert "does not count as named" in " ".join(found.meaning for found in occurrence.found)


def test_why_not_what_is_denied(explainer: Explainer) -> None:
    occurrence = only(ask(explainer, "Kota Dumai"))
    assert (occurrence.agreement, occurrence.reason.code) == (None, "negated")


def test_why_not_what_is_there(explainer: Explainer) -> None:
    answer = ask(explainer, "Universitas Misal")
    assert {occurrence.agreement for occurrence in answer.occurrences} == {1}
    assert any(o.reason.code == "taken" for o in answer.occurrences)


def test_why_not_a_date_as_a_record_writes_it(explainer: Explainer) -> None:
    (taken, *_) = ask(explainer, "2023-11-06").occurrences
    assert (taken.agreement, taken.reason.code) == (1, "taken")
    assert only(ask(explainer, "2023-11-14")).agreement is None


def test_why_not_a_name_that_nobody_recognises(explainer: Explainer) -> None:
    answer = ask(explainer, "zxcvbn", "Rapat zxcvbn usai. Pemkab Siak dan Universitas Misal meneken MoU.")
    assert answer.known == ()
    occurrence = only(answer)
    assert (occurrence.found, occurrence.reason.code) == ((), "not_recognised")


def test_why_not_what_the_article_does_not_name(explainer: Explainer) -> None:
    answer = ask(explainer, "Kabupaten Bandung")
    assert answer.known == ("the region Kabupaten Bandung (32.04)",)
    assert answer.occurrences == ()


def test_a_head_narrows_a_homonym(explainer: Explainer) -> None:
    assert [words.split("(")[1] for words in ask(explainer, "Bandung").known] == ["32.04)", "32.73)"]
    assert ask(explainer, "Pemkot Bandung").known == ("the region Kota Bandung (32.73)",)


def test_words_across_a_line_break_and_odd_spaces_are_found(explainer: Explainer) -> None:
    text = "Acara usai. Rumah\u00a0 Sakit\nContoh tutup. Pemkab Siak dan Universitas Misal meneken MoU."
    assert only(ask(explainer, "rumah sakit contoh", text)).passage.words.startswith("Rumah")


def test_many_places_are_cut(explainer: Explainer) -> None:
    answer = ask(explainer, "padi", "Padi itu. " * 250)
    assert (len(answer.occurrences), answer.more) == (100, 150)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "MoU", "MoU \x1b[31m Pemkab Siak", "a" * 20000])
def test_any_text_can_be_explained(explainer: Explainer, text: str) -> None:
    article = Article(text=text)
    explanation = explainer.explain(article)
    json.dumps(asdict(explanation))
    assert list(explanation_lines(explanation))
    assert list(explanation_lines(explanation, ask(explainer, "MoU", text)))


def test_lines_mark_the_words_and_name_the_rule(explained: Explanation) -> None:
    lines = [line.text() for line in explanation_lines(explained)]
    assert lines[0] == "Pemkab Siak dan Universitas Misal Jalin Kerja Sama"
    at = lines.index("  /date  2023-11-06")
    assert "(6/11/2023)]" in lines[at + 1]
    assert "date.form.numeric (dates.toml: " in lines[at + 2]


def test_an_id_of_no_rule_file_says_so(explainer: Explainer) -> None:
    assert "not in a rule file: the table of regions" in rule_words(explainer.book.info("table.regions"))
    assert "the program's own logic" in rule_words(explainer.book.info("no.such.rule"))


def test_the_ids_described_as_built_in_are(explainer: Explainer) -> None:
    code = "".join(path.read_text() for path in SRC.rglob("*.py") if path.name != "passages.py")
    for rule_id in BUILT_IN:
        assert f'"{rule_id}"' in code
        assert explainer.book.info(rule_id).file is None
