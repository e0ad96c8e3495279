"""Whether a rule obeys an example."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mouextract.annotate.matching import RuleMatcher, new_vocab
from mouextract.annotate.pipeline import Pipeline
from mouextract.article import Article
from mouextract.mentions import Annotations, Mention
from mouextract.rules import Rule
from mouextract.text import fold

_MARKED = re.compile(r"\[([^\[\]]*)\]")


def fires(rule: Rule, text: str, pipeline: Pipeline) -> list[tuple[int, int]]:
    """Where the rule fires: as a mention of the pipeline, else (a rule that only helps others) by its pattern."""
    found = mentioned(rule, text, pipeline)
    if found:
        return found
    folded = fold(text)
    if rule.regex is not None:
        return [match.span() for match in rule.regex.finditer(folded)]
    return [(each.start, each.end) for each in RuleMatcher(new_vocab(), [rule]).find(folded)]


def mentioned(rule: Rule, text: str, pipeline: Pipeline) -> list[tuple[int, int]]:
    """Where the pipeline mentions something by this rule."""
    ann = pipeline.annotate(Article(text=text))
    return [(m.start, m.end) for m in _mentions(ann) if m.rule == rule.id]


def example_holds(rule: Rule, example: str, pipeline: Pipeline) -> bool:
    """Whether the rule fires on an example, and shows the words in square brackets where there are any."""
    marked = _MARKED.search(example)
    text = _MARKED.sub(r"\1", example)
    spans = fires(rule, text, pipeline)
    return bool(spans) and (marked is None or marked[1] in [text[a:b] for a, b in spans])


def counterexample_holds(rule: Rule, text: str, pipeline: Pipeline) -> bool:
    """Whether the rule leaves a counterexample alone."""
    return not mentioned(rule, text, pipeline)


def _mentions(ann: Annotations) -> Iterator[Mention]:
    for group in (ann.zones, ann.dates, ann.regions, ann.institutions, ann.people, ann.instruments, ann.cues):
        yield from group
