"""How often each rule fires on articles, in how many agreements it is evidence, how many of those are right.

A rule fires where a mention carries its id, or a piece of evidence does. Rules that only help others (drop
look-alikes, name months, end names) carry no mention of their own: they are told apart, and instead of
their firing the articles are counted in which their words stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mouextract.annotate.matching import RuleMatcher, new_vocab
from mouextract.api import Extractor
from mouextract.article import Article
from mouextract.judge.names import same_institution, same_signatory
from mouextract.judge.score import Same, align, is_right, match, pool
from mouextract.mentions import Annotations, Mention
from mouextract.records import Agreement
from mouextract.rules import Rule, RuleSet

Json = Mapping[str, Any]

_FROM_START = re.compile(r"^(\(\?[a-zA-Z]+\))?\^")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
# Rules of these files name evidence and never a mention.
_EVIDENCE_ONLY = frozenset({"details"})
# Where a piece of evidence points, to the field under which its value is judged.
_JUDGED = {
    "types": "types",
    "status": "status",
    "date": "date",
    "regencies": "regions",
    "provinces": "regions",
    "parties": "parties",
    "signatories": "signatories",
}
_SAME: Mapping[str, Same] = {"parties": same_institution, "signatories": same_signatory}


@dataclass(slots=True)
class Tally:
    """Right and wrong ones of what was judged."""

    right: int = 0
    wrong: int = 0

    @property
    def judged(self) -> int:
        """How many were judged."""
        return self.right + self.wrong

    @property
    def precision(self) -> float | None:
        """Share of the right ones; None where none was judged."""
        return self.right / self.judged if self.judged else None

    def add(self, right: bool) -> None:
        """Count one."""
        self.right += right
        self.wrong += not right


@dataclass(slots=True)
class RuleUse:
    """A rule's use; `concern` is None for an id that no rule file holds.

    `counted`: its id can appear in a mention or in evidence; else `articles` are those in which its words
    stand.
    """

    id: str
    concern: str | None
    label: str | None
    counted: bool
    mentions: int = 0
    articles: int = 0
    agreements: int = 0
    judged_agreements: Tally = field(default_factory=Tally)
    judged_values: dict[str, Tally] = field(default_factory=dict)

    @property
    def fired(self) -> bool:
        """Whether the corpus used it."""
        return bool(self.mentions or self.articles or self.agreements)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The result; `judged` is the number of articles that had gold."""

    articles: int
    agreements: int
    judged: int
    rules: tuple[RuleUse, ...]


def mentions_of(ann: Annotations) -> Iterator[Mention]:
    """Every mention of an article."""
    for group in (ann.zones, ann.dates, ann.regions, ann.institutions, ann.people, ann.instruments, ann.cues):
        yield from group


def counted_labels(extractor: Extractor) -> set[tuple[str, str]]:
    """Concern and label of the rules whose ids can appear: found by running every rule on its own examples.

    An example that shows nothing runs again beside an instrument's, without which cues are not read.
    """
    beside = next((r.examples[0] for r in extractor.rules.of("instruments", "instrument")), "")
    found: set[tuple[str, str]] = set()
    for concern, rules in extractor.rules.concerns.items():
        if concern in _EVIDENCE_ONLY:
            found |= {(concern, rule.label) for rule in rules}
            continue
        for rule in rules:
            if (concern, rule.label) not in found and _shows(extractor, rule, beside):
                found.add((concern, rule.label))
    return found


def _shows(extractor: Extractor, rule: Rule, beside: str) -> bool:
    for example in rule.examples:
        for text in (example, f"{example}\n\n{beside}"):
            ann = extractor.pipeline.annotate(Article(text=_BRACKETS.sub(r"\1", text)))
            if any(m.rule == rule.id for m in mentions_of(ann)):
                return True
    return False


class CoverageCounter:
    """Counts over articles that are added one by one; `gold` holds gold entries by article id."""

    def __init__(self, extractor: Extractor, gold: Sequence[Json] = ()) -> None:
        self._extractor = extractor
        self._gold = {str(entry["id"]): entry for entry in gold}
        counted = counted_labels(extractor)
        self._uses: dict[str, RuleUse] = {
            rule.id: RuleUse(rule.id, concern, rule.label, counted=(concern, rule.label) in counted)
            for concern, rules in extractor.rules.concerns.items()
            for rule in rules
        }
        helpers = {use.id for use in self._uses.values() if not use.counted}
        self._words = _Words(extractor.rules, helpers)
        self._articles = self._agreements = self._judged = 0

    def add(self, article: Article) -> None:
        """Count one article. Raises ValueError where an agreement would break the contract."""
        ann = self._extractor.pipeline.annotate(article)
        agreements = self._extractor.assembler.analyse(ann).agreements
        self._articles += 1
        self._agreements += len(agreements)
        mentions = Counter(m.rule for m in mentions_of(ann))
        proving = [{e.rule for e in a.evidence} for a in agreements]
        for rule_id in mentions.keys() | set().union(*proving):
            use = self._use(rule_id)
            use.mentions += mentions[rule_id]
            use.articles += 1
            use.agreements += sum(rule_id in rules for rules in proving)
        for rule_id in self._words.in_text(ann.folded):
            self._use(rule_id).articles += 1
        entry = next((self._gold[key] for key in _keys(article) if key in self._gold), None)
        if entry is not None:
            self._judged += 1
            self._judge(agreements, entry)

    def result(self) -> Coverage:
        """What was counted, rules in the order of their files, ids of no file last."""
        return Coverage(self._articles, self._agreements, self._judged, tuple(self._uses.values()))

    def _use(self, rule_id: str) -> RuleUse:
        return self._uses.setdefault(rule_id, RuleUse(rule_id, None, None, counted=True))

    def _judge(self, agreements: Sequence[Agreement], entry: Json) -> None:
        gold = [a for a in entry["agreements"] if a.get("main", True)]
        background = [a for a in entry["agreements"] if not a.get("main", True)]
        main = [a for a in agreements if a.main]
        found = [a.model_dump() for a in main]
        right = {i for i, j in align(found, gold) if is_right(found[i], gold[j])}
        # Values are judged as in an evaluation: against all main agreements of the article together.
        wanted, neutral = pool(gold), pool(background if gold else ())
        for i, agreement in enumerate(main):
            for rule_id in {e.rule for e in agreement.evidence}:
                self._use(rule_id).judged_agreements.add(i in right)
            for item in {(e.field, e.rule) for e in agreement.evidence}:
                self._judge_value(found[i], *item, wanted, neutral)

    def _judge_value(
        self,
        agreement: Json,
        pointer: str,
        rule_id: str,
        wanted: Mapping[str, list[Any]],
        neutral: Mapping[str, list[Any]],
    ) -> None:
        parts = pointer.split("/")[1:]
        name = _JUDGED.get(parts[0])
        if name is None:
            return
        value = agreement[parts[0]] if len(parts) == 1 else agreement[parts[0]][int(parts[1])]
        if name == "regions":
            value = value["code"]
        elif name == "parties":
            value = value["name"]
        elif name == "signatories":
            value = (value["name"], value["role"])
        same: Same = _SAME.get(name, _equal)
        hits, wrong, _ = match([value], wanted[name], same, neutral[name])
        if hits or wrong:
            self._use(rule_id).judged_values.setdefault(name, Tally()).add(bool(hits))


class _Words:
    """Where the patterns of rules stand in a text, whatever comes of it."""

    def __init__(self, rules: RuleSet, ids: set[str]) -> None:
        chosen = [rule for rule in rules if rule.id in ids]
        self._matcher = RuleMatcher(new_vocab(), [rule for rule in chosen if rule.regex is None])
        # A pattern that must begin where its annotator looks may stand anywhere in the article.
        self._regexes = [
            (rule.id, re.compile(_FROM_START.sub(r"\1", rule.regex.pattern)))
            for rule in chosen
            if rule.regex is not None
        ]

    def in_text(self, folded: str) -> set[str]:
        """Ids of the rules whose pattern matches somewhere in the text."""
        found = {item.rule.id for item in self._matcher.find(folded)}
        found |= {rule_id for rule_id, regex in self._regexes if regex.search(folded)}
        return found


def _keys(article: Article) -> Iterator[str]:
    stem = Path(article.uri).stem
    yield from (article.article_id, f"{stem}#{article.row}", stem)


def _equal(found: Any, gold: Any) -> bool:
    return bool(found == gold)
