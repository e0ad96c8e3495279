"""Lines of an article: where they begin and end, white space at their ends left out."""

from __future__ import annotations

import re

# \r alone is a line end of old files; \r\n is one line end.
_BREAK = re.compile("[\n\x0b\x0c\x85\u2028\u2029]|\r(?!\n)")
_ODD_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"


def line_spans(text: str, folded: str) -> list[tuple[int, int]]:
    """Spans of the lines that are not blank, in order.

    `text` is the article's own text, `folded` its folded form, in which invisible characters are blanks.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    if not any(odd in text for odd in _ODD_BREAKS):
        for line in folded.split("\n"):
            left = line.lstrip()
            if left:
                first = start + len(line) - len(left)
                spans.append((first, first + len(left.rstrip())))
            start += len(line) + 1
        return spans
    for match in _BREAK.finditer(text):
        stripped = strip_span(folded, start, match.start())
        if stripped is not None:
            spans.append(stripped)
        start = match.end()
    stripped = strip_span(folded, start, len(text))
    if stripped is not None:
        spans.append(stripped)
    return spans


def strip_span(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space at its ends; None where nothing is left."""
    piece = folded[start:end]
    left = piece.lstrip()
    if not left:
        return None
    first = end - len(left)
    return first, first + len(left.rstrip())
