"""Which articles are Indonesian."""

import re
import time

import pytest

from mouextract.annotate.language import LanguageTest, indonesian_share, is_indonesian
from mouextract.annotate.matching import RuleMatcher, new_vocab
from mouextract.errors import RuleError
from mouextract.rules import Rule, RuleSet, load_rules

RULES = load_rules()


@pytest.mark.parametrize("rule", RULES.of("language"), ids=lambda rule: rule.id)
def test_rule_matches_its_examples(rule: Rule) -> None:
    matcher = RuleMatcher(new_vocab(), [rule])
    for example in rule.examples:
        text = example.replace("[", "").replace("]", "")
        assert (example.index("["), example.index("]") - 1) in {(f.start, f.end) for f in matcher.find(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Bupati Contoh meneken MoU.",
        "Pemkab Contoh dan kampus bersepakat menjaga hutan.",
        "Rapat itu digelar di aula karena hujan turun sejak pagi.",
        "Perusahaan itu merugi, kata Encik Fulan, karena polisi belum datang ke kantornya di Senin pagi.",
        "Menandatangani kesepakatan, mereka memperingati kemerdekaan.",
    ],
)
def test_indonesian(text: str) -> None:
    assert is_indonesian(text)


@pytest.mark.parametrize(
    "text",
    [
        "Officials from both sides signed the agreement in the hall on Monday.",
        "De minister heeft een verdrag getekend en is naar het hotel van de delegatie.",
        "Bocah-bocah iku padha dolan ing latar nalika wong tuwane lagi rembugan karo lurah.",
        "Barudak ulin di buruan, ari kolot mah keur ngariung jeung lurah dina balé.",
        "Perdana Menteri berkata bahawa syarikat itu akan dibantu kerana polis telah selesai menyiasat.",
        "",
        "12345 67",
    ],
)
def test_not_indonesian(text: str) -> None:
    assert not is_indonesian(text)


def test_share() -> None:
    assert indonesian_share("") == 0.0
    assert indonesian_share("yang dan di") == 1.0
    assert indonesian_share("rapat di aula itu") == 0.5
    assert indonesian_share("the of and") == 0.0


def test_long_text_costs_no_more_than_its_sample() -> None:
    text = "Bupati Contoh membuka rapat di aula itu. " * 50_000
    is_indonesian("rapat di aula")
    began = time.process_time()
    assert is_indonesian(text)
    assert time.process_time() - began < 0.2


def test_wrong_rules_are_refused() -> None:
    for bad in (
        (Rule("a.b", "indonesian", regex=re.compile("x"), file="f.toml"),),
        (Rule("a.b", "indonesian", phrases=("dua kata",), file="f.toml"),),
        (Rule("a.b", "english", phrases=("the",), file="f.toml"),),
    ):
        with pytest.raises(RuleError):
            LanguageTest(RuleSet({"language": bad}, ""))
