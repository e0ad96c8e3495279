"""Direct speech: where quotes open and close."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARK = re.compile("\"|'+")
_WORDS = re.compile(r"\s+\S")
_OPENING = "“„«‘‚"
_CLOSING = "”»’"
_BEFORE_OPENING = " \n([{-/:,"
_AFTER_CLOSING = " \n)]},.;:!?-/"
_UNCLOSED_MAX = 600
_MIN_WORDS = 4


def quotations(text: str, folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of direct speech within one paragraph, quote marks included.

    Straight, curly and mixed marks count alike; apostrophes do not, and single marks only in pairs. What
    is not closed ends before the next opening mark, else with the paragraph (where more than 600 characters
    are left: with its sentence).
    Terms and titles of fewer than four words are no speech.
    """
    if folded.find('"', start, end) < 0 and folded.find("'", start, end) < 0:
        return
    opened = -1
    single = -1
    for match in _MARK.finditer(folded, start, end):
        a, b = match.span()
        before = folded[a - 1] if a > start else "\n"
        after = folded[b] if b < end else "\n"
        may_open, may_close = _roles(text[a], before, after)
        if folded[a] == "'" and b - a == 1:
            if opened >= 0 or (before.isalnum() and after.isalnum()):
                continue
            if single >= 0 and may_close:
                if _long(folded, single, b):
                    yield single, b
                single = -1
            elif may_open:
                single = a
            continue
        if opened < 0:
            if may_open:
                opened = a
                single = -1
        elif may_close:
            if _long(folded, opened, b):
                yield opened, b
            opened = -1
        else:  # a second opening mark: the first was never closed
            if _long(folded, opened, a):
                yield opened, _unclosed(folded, opened, a)
            opened = a
    if opened >= 0 and _long(folded, opened, end):
        yield opened, _unclosed(folded, opened, end)


def _roles(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark may open and may close, by its shape and its neighbours."""
    opens = before in _BEFORE_OPENING and not after.isspace()
    closes = not before.isspace() and after in _AFTER_CLOSING
    if mark in _OPENING:
        return True, not opens and closes
    if mark in _CLOSING:
        return opens and not closes, True
    if opens == closes:  # spaces lost on both sides, or none of them: it closes what is open, else opens
        return not after.isspace(), True
    return opens, closes


def _long(folded: str, start: int, end: int) -> bool:
    return any(count >= _MIN_WORDS for count, _ in enumerate(_WORDS.finditer(folded, start, end), 2))


def _unclosed(folded: str, start: int, end: int) -> int:
    if end - start > _UNCLOSED_MAX:
        stop = re.compile(r"[.!?](?=\s)").search(folded, start, end)
        if stop is not None:
            end = stop.end()
    while end > start and folded[end - 1].isspace():
        end -= 1
    return end
