"""A correction becomes an example or a counterexample of a rule, in a folder of the user's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mouextract.corrections.tasks import Label, Task
from mouextract.errors import MouextractError, RuleError
from mouextract.mentions import Annotations
from mouextract.rules import Rule, RuleSet
from mouextract.write.extras import needed
from mouextract.write.output import output

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


@dataclass(frozen=True, slots=True)
class Correction:
    """What an annotator changed: a proposed label taken away (then `rule` proposed it) or one added.

    `sentence` holds the words in square brackets, as a rule's example does.
    """

    name: str
    removed: bool
    label: str
    words: str
    sentence: str
    rule: str | None


def corrections_of(task: Task, annotate: Callable[[Task], Annotations]) -> Iterator[Correction]:
    """The corrections of one article, named `<article id>#<number>`; `annotate` gives its sentences."""
    proposed = {label.key: label for label in task.proposed}
    kept = {label.key: label for label in task.labels}
    changed = [(label, True) for key, label in proposed.items() if key not in kept]
    changed += [(label, False) for key, label in kept.items() if key not in proposed]
    if not changed:
        return
    sentences = annotate(task).sentences
    for number, (label, removed) in enumerate(sorted(changed, key=lambda each: each[0].key), 1):
        yield Correction(
            name=f"{task.article_id}#{number}",
            removed=removed,
            label=label.label,
            words=task.text[label.start : label.end],
            sentence=_sentence(task.text, label, sentences),
            rule=label.rule if removed else None,
        )


def _sentence(text: str, label: Label, sentences: list[tuple[int, int]]) -> str:
    around = [(a, b) for a, b in sentences if a < label.end and label.start < b] or [(label.start, label.end)]
    start, end = min(a for a, _ in around), max(b for _, b in around)
    parts = text[start : label.start], text[label.start : label.end], text[label.end : end]
    # Brackets of the article would be taken for ours.
    before, words, after = (part.translate({ord("["): "(", ord("]"): ")"}) for part in parts)
    return " ".join(f"{before}[{words}]{after}".split())


def unmarked(sentence: str) -> str:
    """The sentence without the brackets: a counterexample is a text that a rule must leave alone."""
    return sentence.replace("[", "").replace("]", "")


def add_example(rules: RuleSet, rule_id: str, sentence: str, folder: Path, *, counter: bool) -> Path | None:
    """Write the sentence to the rule's (counter)examples in `folder`; the file, None where it is there already.

    A rule that the folder does not have yet is copied into it, where it replaces ours. Comments and the order of
    what stands there are kept. Raises MouextractError where there is no such rule file, OutputError.
    """
    tomlkit = needed("tomlkit", "corrections")
    concern, rule = _find(rules, rule_id)
    own = [
        path for path in sorted(folder.glob("*.toml")) if _entry(_read(tomlkit, path), rule_id) is not None
    ]
    path = own[0] if own else folder / f"{concern}.toml"
    document = _read(tomlkit, path) if path.exists() else tomlkit.document()
    entry = _entry(document, rule_id)
    if entry is None:
        entry = _entry(_read(tomlkit, Path(rule.file)), rule_id)
        assert entry is not None, "a rule is in its file"
        document.setdefault("rule", tomlkit.aot()).append(entry)
        entry = document["rule"][-1]
    key, text = ("counterexamples", unmarked(sentence)) if counter else ("examples", sentence)
    if text in entry.get(key, ()):
        return None
    if key not in entry:
        entry[key] = tomlkit.array()
    entry[key].append(text)
    folder.mkdir(parents=True, exist_ok=True)
    with output(path) as sink:
        sink.write(tomlkit.dumps(document))
    return path


def _find(rules: RuleSet, rule_id: str) -> tuple[str, Rule]:
    for concern, listed in rules.concerns.items():
        for rule in listed:
            if rule.id == rule_id:
                return concern, rule
    raise MouextractError(f"{rule_id} stands in no rule file: name the rule that should (--rule)")


def _read(tomlkit: Any, path: Path) -> TOMLDocument:
    try:
        document: TOMLDocument = tomlkit.parse(path.read_text("utf-8"))
    except (tomlkit.exceptions.TOMLKitError, UnicodeDecodeError) as error:
        raise RuleError(f"{path}: not valid TOML: {error}") from None
    return document


def _entry(document: TOMLDocument, rule_id: str) -> Any:
    return next((entry for entry in document.get("rule", ()) if entry.get("id") == rule_id), None)
