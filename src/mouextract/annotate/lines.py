"""Lines of an article: where they begin and end, white space at their ends left out."""

from __future__ import annotations


def line_spans(folded: str) -> list[tuple[int, int]]:
    """Spans of a folded text's lines that are not blank, in order."""
    spans: list[tuple[int, int]] = []
    start = 0
    for line in folded.split("\n"):
        left = line.lstrip()
        if left:
            first = start + len(line) - len(left)
            spans.append((first, first + len(left.rstrip())))
        start += len(line) + 1
    return spans


def strip_span(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space at its ends; None where nothing is left."""
    piece = folded[start:end]
    left = piece.lstrip()
    if not left:
        return None
    first = end - len(left)
    return first, first + len(left.rstrip())
