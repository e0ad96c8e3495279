"""Words shown within their sentence, and rules shown with what they say of themselves."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mouextract.mentions import Annotations
from mouextract.rules import Rule, RuleSet

_SPACE = re.compile(r"\s+")
# Characters of a sentence shown on either side of the words.
_AROUND = 220

# Ids that no rule file holds: what decides there.
BUILT_IN: Mapping[str, str] = {
    "actor.unmarked": "a body whose name nothing marks, told by what the article says of it (patterns/unmarked.toml)",
    "actor.home_government": "`pemerintah` without a name, where a sentence on a document means Indonesia's",
    "actor.loose_name": "a capitalised name that no rule or table knows, read off its place in the sentence",
    "institution.known": "the table of known institutions (knowledge/institutions.csv)",
    "institution.short_form": "a short form of a body that the article names in full",
    "table.regions": "the table of regions and their spellings (knowledge/regions.csv, region_aliases.csv)",
    "zone.quotation": "direct speech between quote marks",
    "zone.see_also.lone": "a line that reads like another article's headline",
    "zone.tags.trailing": "short lines in small letters at the end",
    "zone.title.first": "the first line, by its form",
    "zone.title.given": "the title as stored",
    "zone.title.repeat": "a repetition of the title",
}
_UNDESCRIBED = "no rule of a file: a table or the program's own logic decides"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words within their sentence, white space squeezed; `start` and `end` are their offsets in the text."""

    before: str
    words: str
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule as its file describes it; `file` is None for an id of no file (`note` says what decides)."""

    id: str
    file: str | None
    label: str | None
    note: str
    example: str | None


def sentence_span(ann: Annotations, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds `start`, or the span itself where none does."""
    at = bisect_right(ann.sentences, start, key=lambda s: s[0]) - 1
    if at >= 0 and ann.sentences[at][1] > start:
        return ann.sentences[at]
    return start, end


def passage(ann: Annotations, start: int, end: int) -> Passage:
    """The words `[start, end)` of the article within their sentence."""
    first, last = sentence_span(ann, start, end)
    before, after = ann.text[first:start], ann.text[end : max(end, last)]
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:]
    if len(after) > _AROUND:
        after = after[:_AROUND] + "…"
    words = ann.text[start:end]
    if len(words) > 2 * _AROUND:
        words = words[:_AROUND] + "…" + words[-_AROUND:]
    return Passage(_plain(before).lstrip(), _plain(words), _plain(after).rstrip(), start, end)


def words_of(ann: Annotations, start: int, end: int) -> str:
    """The words `[start, end)` of the article, white space squeezed."""
    return _plain(ann.text[start:end]).strip()


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text)


class RuleBook:
    """Rules by id."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules: dict[str, Rule] = {rule.id: rule for rule in rules}

    def info(self, rule_id: str) -> RuleInfo:
        """What is known of a rule's id; ids of tables and of built-in logic say so."""
        rule = self._rules.get(rule_id)
        if rule is None:
            return RuleInfo(rule_id, None, None, BUILT_IN.get(rule_id, _UNDESCRIBED), None)
        example = rule.examples[0] if rule.examples else None
        return RuleInfo(rule.id, Path(rule.file).name, rule.label, rule.note, example)
