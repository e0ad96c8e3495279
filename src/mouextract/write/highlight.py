"""An article's text in pieces: which words prove which fields of its agreements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mouextract.records import ArticleRecord

Mark = tuple[int, str]
"""The number of an agreement within the article, from 1, and a field of it (`parties`, `status`, …)."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that prove something."""

    start: int
    end: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, and what it proves; nothing where `marks` is empty."""

    text: str
    marks: tuple[Mark, ...] = ()


def marked(record: ArticleRecord) -> list[Marked]:
    """The spans of all evidence, each once for a field, in text order."""
    spans = {
        (item.start, item.end, (number, item.field.split("/")[1]))
        for number, agreement in enumerate(record.agreements, 1)
        for item in agreement.evidence
    }
    return [Marked(*span) for span in sorted(spans)]


def joined(text: str, spans: Sequence[Marked]) -> Iterator[Piece]:
    """The text in pieces; spans that overlap make one piece with the marks of all."""
    at = 0
    for start, end, marks in _clusters(spans):
        yield from _piece(text[at:start])
        yield Piece(text[start:end], marks)
        at = end
    yield from _piece(text[at:])


def nested(text: str, spans: Sequence[Marked]) -> Iterator[Piece]:
    """The text in pieces with one mark each: of spans that overlap the shortest shows."""
    at = 0
    for start, end, _ in _clusters(spans):
        yield from _piece(text[at:start])
        inside = [span for span in spans if start <= span.start and span.end <= end]
        edges = sorted({edge for span in inside for edge in (span.start, span.end)})
        for a, b in pairwise(edges):
            over = [span for span in inside if span.start <= a and b <= span.end]
            shortest = min(over, key=lambda span: (span.end - span.start, span.mark))
            yield Piece(text[a:b], (shortest.mark,))
        at = end
    yield from _piece(text[at:])


def _piece(text: str) -> Iterator[Piece]:
    if text:
        yield Piece(text)


def _clusters(spans: Sequence[Marked]) -> Iterator[tuple[int, int, tuple[Mark, ...]]]:
    """Stretches of overlapping spans, with the marks of all of them."""
    start = end = 0
    marks: dict[Mark, None] = {}
    for span in sorted(spans, key=lambda span: (span.start, span.end, span.mark)):
        if marks and span.start >= end:
            yield start, end, tuple(marks)
            marks = {}
        if not marks:
            start, end = span.start, span.end
        end = max(end, span.end)
        marks[span.mark] = None
    if marks:
        yield start, end, tuple(marks)
