"""Explanations as lines for people: parts of text, each with the role that a terminal may colour."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from mouextract.judge.explain import Explained, Explanation, Rival, Vote
from mouextract.judge.passages import Passage, RuleInfo
from mouextract.judge.reasons import Rejected
from mouextract.judge.why_not import Occurrence, WhyNot

Role = Literal["plain", "heading", "value", "words", "quiet"]
_SHOWN = 160
_PASSAGES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line: how far it stands in, and its parts. `words` are the article's words that decide."""

    indent: int
    parts: tuple[tuple[str, Role], ...]

    def text(self) -> str:
        """The line without colours, the words that decide in square brackets."""
        return " " * self.indent + "".join(f"[{t}]" if role == "words" else t for t, role in self.parts)


def explanation_lines(explanation: Explanation, answer: WhyNot | None = None) -> Iterator[Line]:
    """Everything about one article, or, where a question was asked, its answer alone."""
    row = "" if explanation.row is None else f", row {explanation.row}"
    title = explanation.title or "(no title)"
    yield _line(0, (title, "heading"))
    yield _line(0, (f"{explanation.uri}{row}, article {explanation.article_id}, published ", "quiet"),
                (explanation.published or "unknown", "quiet"))  # fmt: skip
    if answer is not None:
        yield from _answer_lines(answer)
        return
    if not explanation.agreements:
        reason = f": {explanation.nothing.text}" if explanation.nothing is not None else ""
        yield _line(0, (f"no agreement{reason}", "value"))
    for number, agreement in enumerate(explanation.agreements, 1):
        yield _line(0)
        yield from _agreement_lines(number, agreement)
    if explanation.rejected:
        yield _line(0)
        yield _line(0, ("what became no agreement", "heading"))
        for rejected in explanation.rejected:
            yield from _rejected_lines(rejected)


def rule_words(rule: RuleInfo) -> str:
    """A rule in a few words: its id, where it stands, its note or first example."""
    if rule.file is None:
        return f"{rule.id} (not in a rule file: {rule.note})"
    says = rule.note or (f"e.g. {rule.example}" if rule.example else "")
    return f"{rule.id} ({rule.file}{': ' + _cut(says) if says else ''})"


def _line(indent: int, *parts: tuple[str, Role]) -> Line:
    return Line(indent, parts)


def _agreement_lines(number: int, agreement: Explained) -> Iterator[Line]:
    place = "main" if agreement.main else "background"
    yield _line(
        0, (f"agreement {number}", "heading"), (f"  {place}, confidence {agreement.confidence}", "quiet")
    )
    for value in agreement.values:
        yield _line(2, (f"{value.field}  ", "plain"), (_value(value.value), "value"))
        for proof in value.proofs:
            yield _passage(4, proof.passage)
            yield _line(4, (f"{proof.basis}; {rule_words(proof.rule)}", "quiet"))
    if all(value.field != "/date" for value in agreement.values):
        yield _line(2, ("/date  ", "plain"), ("none", "value"))
    yield from _vote_lines(agreement.votes)
    yield from _rival_lines("other dates", agreement.dates)
    yield from _rival_lines("not made party", agreement.bodies)
    yield from _rival_lines("instruments that gave no type", agreement.instruments)


def _vote_lines(votes: Sequence[Vote]) -> Iterator[Line]:
    if not votes:
        return
    yield _line(2, ("status, sentence by sentence", "heading"))
    for vote in votes:
        told = ", ".join(vote.flags)
        mark = " (decides)" if vote.decides else ""
        yield _line(4, (f"{vote.status or 'none'}{mark}", "value"), (f"  {told}" if told else "", "quiet"))
        yield _passage(6, vote.passage)
        if vote.rule is not None:
            yield _line(6, (rule_words(vote.rule), "quiet"))


def _rival_lines(name: str, rivals: Sequence[Rival]) -> Iterator[Line]:
    if not rivals:
        return
    yield _line(2, (name, "heading"))
    for rival in rivals:
        yield _line(4, (rival.value or "(unknown)", "value"), (f"  {rival.reason.text}", "plain"))
        yield _passage(6, rival.passage)
        yield _line(6, (rule_words(rival.rule), "quiet"))


def _rejected_lines(rejected: Rejected) -> Iterator[Line]:
    between = f" of {', '.join(rejected.parties)}" if rejected.parties else ""
    status = f"{rejected.status}, " if rejected.status else ""
    yield _line(2, (f"{rejected.kind}{between}: ", "value"), (f"{status}{rejected.reason.text}", "plain"))
    for words in rejected.passages[:_PASSAGES]:
        yield _passage(4, words)
    if len(rejected.passages) > _PASSAGES:
        yield _line(4, (f"and {len(rejected.passages) - _PASSAGES} more sentences", "quiet"))


def _answer_lines(answer: WhyNot) -> Iterator[Line]:
    known = "; ".join(answer.known) if answer.known else "in no table of regions or institutions"
    yield _line(0, (f"why not {answer.text}? ", "heading"), (f"known: {known}", "quiet"))
    if not answer.occurrences:
        yield _line(2, ("the article does not name it", "value"))
    for occurrence in answer.occurrences:
        yield from _occurrence_lines(occurrence)
    if answer.more:
        yield _line(2, (f"and in {answer.more} more places", "quiet"))


def _occurrence_lines(occurrence: Occurrence) -> Iterator[Line]:
    yield _passage(2, occurrence.passage)
    if occurrence.zone is not None:
        yield _line(4, (f"zone: {occurrence.zone}", "plain"))
    if not occurrence.found:
        yield _line(4, ("recognised as nothing", "plain"))
    for found in occurrence.found:
        yield _line(4, (f"{found.kind}: {found.meaning}", "plain"), (f"  {rule_words(found.rule)}", "quiet"))
    if occurrence.slot is not None:
        yield _line(4, (f"part in its sentence: {occurrence.slot}", "plain"))
    if occurrence.frame is not None:
        yield _line(4, (f"the sentence speaks of an agreement: {occurrence.frame}", "plain"))
    place = "not taken: " if occurrence.agreement is None else f"agreement {occurrence.agreement}: "
    yield _line(4, (f"{place}{occurrence.reason.text}", "value"))


def _passage(indent: int, words: Passage) -> Line:
    return _line(indent, (words.before, "plain"), (words.words, "words"), (words.after, "plain"))


def _value(value: Any) -> str:
    if isinstance(value, dict):
        parts = [str(item) for key, item in value.items() if item is not None and key != "party"]
        return _cut(", ".join(parts))
    return _cut(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
