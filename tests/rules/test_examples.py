"""Every rule proves itself: it fires on its examples, where they show, and not on its counterexamples."""

import re
from collections.abc import Iterator

import pytest

from mouextract.annotate.matching import RuleMatcher, new_vocab
from mouextract.annotate.pipeline import Pipeline
from mouextract.article import Article
from mouextract.mentions import Annotations, Mention
from mouextract.rules import Rule, load_rules
from mouextract.text import fold

RULES = load_rules()
BRACKETS = re.compile(r"\[([^\[\]]*)\]")


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(RULES)


def mentions(ann: Annotations) -> Iterator[Mention]:
    for group in (ann.zones, ann.dates, ann.regions, ann.institutions, ann.people, ann.instruments, ann.cues):
        yield from group


def fires(rule: Rule, text: str, pipeline: Pipeline) -> list[tuple[int, int]]:
    """Spans at which the rule fires: as a mention of the pipeline, else (a rule that only helps
    others, or that drops look-alikes) by its own pattern."""
    ann = pipeline.annotate(Article(text=text))
    found = [(m.start, m.end) for m in mentions(ann) if m.rule == rule.id]
    if found:
        return found
    folded = fold(text)
    if rule.regex is not None:
        return [m.span() for m in rule.regex.finditer(folded)]
    return [(f.start, f.end) for f in RuleMatcher(new_vocab(), [rule]).find(folded)]


@pytest.mark.parametrize("rule", list(RULES), ids=lambda r: r.id)
def test_rule_fires_on_its_examples(rule: Rule, pipeline: Pipeline) -> None:
    for example in rule.examples:
        marked = BRACKETS.search(example)
        text = BRACKETS.sub(r"\1", example)
        spans = fires(rule, text, pipeline)
        assert spans, f"{rule.id} does not fire on {text!r}"
        if marked:
            shown = [text[a:b] for a, b in spans]
            assert marked[1] in shown, f"{rule.id} finds {shown} in {text!r}"


@pytest.mark.parametrize("rule", [r for r in RULES if r.counterexamples], ids=lambda r: r.id)
def test_rule_keeps_still_on_its_counterexamples(rule: Rule, pipeline: Pipeline) -> None:
    for text in rule.counterexamples:
        ann = pipeline.annotate(Article(text=text))
        found = [text[m.start : m.end] for m in mentions(ann) if m.rule == rule.id]
        assert not found, f"{rule.id} finds {found} in {text!r}"
