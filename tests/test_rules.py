from pathlib import Path

import pytest

from mouextract.errors import RuleError
from mouextract.rules import load_rules

GOOD = (
    '[[rule]]\nid = "my.rule"\nlabel = "sign"\npattern = "teken cepat"\nexamples = ["Mereka teken cepat."]\n'
)


def write(folder: Path, content: str, name: str = "cues.toml") -> Path:
    (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_a_folder_of_the_users_adds_a_rule(tmp_path: Path) -> None:
    rules = load_rules([write(tmp_path, GOOD)])
    added = next(r for r in rules.of("cues") if r.id == "my.rule")
    assert added.phrases == ("teken cepat",)
    assert rules.digest != load_rules().digest


def test_the_same_id_replaces_and_disable_removes(tmp_path: Path) -> None:
    known = load_rules().of("cues")[0].id
    replaced = load_rules([write(tmp_path, GOOD.replace("my.rule", known))])
    assert next(r for r in replaced if r.id == known).phrases == ("teken cepat",)
    removed = load_rules([write(tmp_path, f'disable = ["{known}"]\n')])
    assert known not in {r.id for r in removed}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[[rule]\n", "not valid TOML"),
        ('[[rule]]\nid = "x"\n', "rule 1 (x): label"),
        (GOOD.replace('"my.rule"', '"My Rule"'), "rule 1 (My Rule): id"),
        (GOOD.replace("pattern", "patern"), "patern"),
        (GOOD.replace('pattern = "teken cepat"\n', ""), "exactly one of pattern and regex"),
        (GOOD + 'regex = "a"\n', "exactly one of pattern and regex"),
        (GOOD.replace('pattern = "teken cepat"', 'regex = "("'), "regex"),
        (GOOD.replace('["Mereka teken cepat."]', "[]"), "examples"),
        (GOOD + GOOD, "the id stands twice"),
        (GOOD.replace('"teken cepat"', "[[]]"), "empty pattern"),
        ('disable = ["no.such.rule"]\n', "no.such.rule"),
    ],
)
def test_a_wrong_file_is_named_with_entry_and_reason(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(RuleError) as caught:
        load_rules([write(tmp_path, content)])
    assert "cues.toml" in str(caught.value)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_or_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="not a folder"):
        load_rules([tmp_path / "none"])
    with pytest.raises(RuleError, match=r"no \.toml"):
        load_rules([tmp_path])
