"""The words of clauses are rules: a folder of one's own adds to them, and a wrong one is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

import mouextract
from mouextract.assemble.clause_words import clause_words
from mouextract.errors import RuleError
from mouextract.rules import load_rules

Rule = Callable[[str], Path]


@pytest.fixture
def rule(tmp_path: Path) -> Rule:
    """Writes the lines of one rule to a folder of rules."""

    def write(lines: str) -> Path:
        text = f'[[rule]]\nid = "own.word"\nexamples = ["[x]"]\n{lines}\n'
        (tmp_path / "clauses.toml").write_text(text, "utf-8")
        return tmp_path

    return write


def signers(text: str, patterns: Path | None = None) -> list[str]:
    """The signatories of the only agreement."""
    record = mouextract.extract(text, published="2024-03-08", patterns=[patterns] if patterns else [])
    (agreement,) = record.agreements
    return [signatory.name for signatory in agreement.signatories]


@pytest.mark.parametrize(
    ("text", "signer"),
    [
        (
            "Usai gegas meneken MoU dengan PT Misal Jaya, Bupati Siak Ahmad Fulan meninjau pasar.",
            "Ahmad Fulan",
        ),
        (
            "Dari PT Misal Jaya gegas meneken Direktur Budi Fulan. MoU antara Pemkab Siak dan PT Misal Jaya "
            "diteken Kamis (7/3/2024).",
            "Budi Fulan",
        ),
    ],
)
def test_an_adverb_of_ones_own_does_not_part_a_signer_from_the_verb(
    text: str, signer: str, rule: Rule
) -> None:
    """`gegas`: an adverb that no rule of ours knows."""
    assert signers(text) == []
    assert signers(text, rule('label = "adverb"\npattern = ["gegas"]')) == [signer]


def test_an_office_may_be_spelt_in_ones_own_way(rule: Rule) -> None:
    folder = rule('label = "office_spelling"\npattern = ["wakot"]\nvalue = "wali kota"')
    assert clause_words(load_rules([folder])).office_spelling["wakot"] == "wali kota"
    assert "wakot" not in clause_words(load_rules()).office_spelling


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ('label = "adverbs"\npattern = ["kelak"]', "own.word: label: must be one of adverb, possess"),
        ('label = "adverb"\nregex = "kelak"', "own.word: pattern: must be a word or a list of words"),
        ('label = "counted"\npattern = ["kuil"]', "own.word: attrs.kinds: must be a list"),
        ('label = "kind_alone"\npattern = ["kuil"]', "own.word: value: is missing"),
    ],
)
def test_a_rule_that_cannot_be_read_is_named(rule: Rule, lines: str, reason: str) -> None:
    with pytest.raises(RuleError, match=reason):
        clause_words(load_rules([rule(lines)]))


def test_without_words_nothing_is_recognised_by_them(rule: Rule) -> None:
    folder = rule('label = "adverb"\npattern = ["kelak"]')
    disabled = '", "'.join(["clause.honorific", "clause.document", "clause.heading"])
    path = folder / "clauses.toml"
    path.write_text(f'disable = ["{disabled}"]\n', "utf-8")
    words = clause_words(load_rules([folder]))
    assert not any(regex.search("Pak MoU Akan") for regex in (words.honorific, words.document, words.heading))
