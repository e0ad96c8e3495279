"""A correction is written into a folder of rules, and what stood there stays."""

import tomllib
from pathlib import Path

import pytest

import mouextract
from mouextract.annotate.pipeline import Pipeline
from mouextract.corrections.examples import add_example, corrections_of
from mouextract.corrections.holds import counterexample_holds, example_holds
from mouextract.corrections.tasks import Label, Task
from mouextract.errors import MouextractError, OutputError, RuleError
from mouextract.mentions import Annotations
from mouextract.rules import load_rules

RULES = load_rules()
TEXT = "Rapat [tertutup] selesai. Tim meneken MoU baru. Hadir Pak Mou di sana."


def annotate(task: Task) -> Annotations:
    return Pipeline(RULES).annotate(mouextract.Article(text=task.text))


def label(words: str, name: str, rule: str | None = None) -> Label:
    at = TEXT.index(words)
    return Label(at, at + len(words), name, 1, rule=rule)


def test_what_was_changed() -> None:
    wrong = label("Mou", "type:nota_kesepahaman", "instrument.mou")
    right = label("meneken", "status:signed", "cue.sign.active")
    new = label("tertutup", "type:other")
    task = Task("n1", TEXT, None, (wrong, right), (right, new))
    added, removed = corrections_of(task, annotate)
    assert (added.name, added.removed, added.rule) == ("n1#1", False, None)
    assert added.sentence == "Rapat ([tertutup]) selesai."
    assert (removed.name, removed.removed, removed.rule) == ("n1#2", True, "instrument.mou")
    assert removed.sentence == "Hadir Pak [Mou] di sana."
    assert list(corrections_of(Task("n1", TEXT, None, (right,), (right,)), annotate)) == []


def test_a_rule_is_copied_and_grows(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    path = add_example(RULES, "instrument.mou", "Hadir Pak [Mou] di sana.", folder, counter=True)
    assert path == folder / "instruments.toml"
    (rule,) = tomllib.loads(path.read_text())["rule"]
    assert rule["counterexamples"][-1] == "Hadir Pak Mou di sana."
    ours = next(rule for rule in RULES if rule.id == "instrument.mou")
    assert tuple(rule["examples"]) == ours.examples
    assert add_example(RULES, "instrument.mou", "Hadir Pak [Mou] di sana.", folder, counter=True) is None
    add_example(RULES, "instrument.mou", "Tim meneken [MoU] baru.", folder, counter=False)
    add_example(RULES, "instrument.pks", "Tim meneken [PKS] baru.", folder, counter=False)
    first, second = tomllib.loads(path.read_text())["rule"]
    assert first["examples"] == [*ours.examples, "Tim meneken [MoU] baru."]
    assert second["id"] == "instrument.pks"
    loaded = {rule.id: rule for rule in load_rules([folder])}
    assert loaded["instrument.mou"].examples == tuple(first["examples"])
    assert loaded["instrument.mou"].tokens == ours.tokens


OWN = """\
# Rules of our newspaper.
[[rule]]
id = "instrument.piagam"   # ours
label = "instrument"
value = "other"
pattern = "piagam"
examples = ["Bupati meneken [piagam] itu."]
"""


def test_own_rules_and_their_comments_stay(tmp_path: Path) -> None:
    (tmp_path / "instruments.toml").write_text(OWN)
    rules = load_rules([tmp_path])
    add_example(rules, "instrument.piagam", "Bupati memegang piagam lomba.", tmp_path, counter=True)
    text = (tmp_path / "instruments.toml").read_text()
    assert text == OWN + 'counterexamples = ["Bupati memegang piagam lomba."]\n'
    rule = next(rule for rule in load_rules([tmp_path]) if rule.id == "instrument.piagam")
    pipeline = Pipeline(load_rules([tmp_path]))
    assert example_holds(rule, "Bupati meneken [piagam] itu.", pipeline)
    assert not example_holds(rule, "Bupati meneken piagam [itu].", pipeline)
    assert not counterexample_holds(rule, "Bupati memegang piagam lomba.", pipeline)
    assert counterexample_holds(rule, "Bupati memegang bendera.", pipeline)


def test_what_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MouextractError, match=r"institution.known stands in no rule file"):
        add_example(RULES, "institution.known", "x", tmp_path, counter=True)
    (tmp_path / "cues.toml").write_text("[[rule]")
    with pytest.raises(RuleError, match=r"cues.toml: not valid TOML"):
        add_example(RULES, "instrument.mou", "x", tmp_path, counter=True)
    monkeypatch.setitem(__import__("sys").modules, "tomlkit", None)
    with pytest.raises(OutputError, match=r"this needs tomlkit: pip install 'mouextract\[corrections\]'"):
        add_example(RULES, "instrument.mou", "x", tmp_path, counter=True)
