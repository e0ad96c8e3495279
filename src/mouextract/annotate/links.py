"""How far a link's headline reaches after its marker (`Baca juga:`), also where no line break ends it.

Headlines capitalise their words and have no full stop; running text resumes where a capitalised word is
followed by a small one that is no headline's small word (`Pengakuan Sandi mengatakan`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mouextract.annotate.wording import Wording

REACH = 320
_CHUNK = re.compile(r"\S+")
_GLUED = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])|(?<=[A-Z]{2})(?=[A-Z][a-z])|(?<=[a-z]{2}[?!.])(?=[A-Z])")
_MIN_WORDS = 4
_SHORT_LINE = 140
_NEAR = 3000  # how far away another mention of a name is looked for


class _Word(NamedTuple):
    start: int
    end: int
    bare: str
    mark: str

    @property
    def big(self) -> bool:
        return self.bare[:1].isupper()

    @property
    def small(self) -> bool:
        return self.bare[:1].islower() and not self.bare[1:2].isupper()  # iPhone is a name


def link_end(wording: Wording, folded: str, start: int, limit: int, *, glued: bool, alone: bool) -> int:
    """End of the headline that begins at or after `start`, at most `limit` (the line's or next marker's).

    Returns `start` where no headline follows. `glued`: the outlet has lost the spaces around its links;
    `alone`: the marker opens its line, so that a short line is all headline unless a quote follows.
    """
    alone = alone and limit - start <= _SHORT_LINE
    end = min(limit, start + REACH)
    while start < end and folded[start].isspace():
        start += 1
    if start < end and folded[start] in "\"'":
        return _quoted(folded, start, end)
    words = _words(folded, start, end)
    if not words:
        return start
    cut = _cut(wording, folded, words, glued=glued, alone=alone)
    if cut is not None:
        return cut
    if end == limit:
        return words[-1].end
    return start


def _quoted(folded: str, start: int, end: int) -> int:
    mark = folded[start]
    close = re.compile(re.escape(mark) + r"(?![^\W_])(?: di sini)? ?:?").search(folded, start + 1, end)
    return close.end() if close is not None else end


def _words(folded: str, start: int, end: int) -> list[_Word]:
    words = []
    for match in _CHUNK.finditer(folded, start, end):
        chunk = match[0]
        bare = chunk.strip("\"'()[],.;:!?-")
        words.append(_Word(match.start(), match.end(), bare, chunk[len(chunk.rstrip(",.;:!?\"')")) :]))
    return words


def _cut(wording: Wording, folded: str, words: list[_Word], *, glued: bool, alone: bool) -> int | None:
    if _opens_text(wording, words, 0) and (
        words[0].mark == "," or (len(words) > 1 and _verb(wording, words[1]))
    ):
        return words[0].start  # the headline is gone, the text goes on
    sentence_case = sum(_verb(wording, word) for word in words[1:5]) >= 2
    for i, word in enumerate(words):
        inside = _glue(folded, word, words[i + 1] if i + 1 < len(words) else None, glued)
        if inside is not None and i >= 1:
            return inside
        if i < 2:
            continue
        before = words[i - 1]
        if folded[word.start] == '"' and _speech(folded, words, i):
            return before.end
        if i < _MIN_WORDS - 1:
            continue
        if word.start - before.end >= 3:
            return before.end
        if alone:
            continue
        if before.mark.endswith(".") and len(before.bare) > 3 and word.big:
            return before.end
        if word.big and _opens_text(wording, words, i):
            return before.end
        if not sentence_case and _verb(wording, word):
            cut = _before_subject(wording, folded, words, i)
            if cut is not None:
                return cut
    return None


def _verb(wording: Wording, word: _Word) -> bool:
    """A small word that headlines would have capitalised."""
    return word.small and word.bare.lower() not in wording.small_words


def _opens_text(wording: Wording, words: list[_Word], i: int) -> bool:
    word = words[i]
    low = word.bare.lower()
    if low not in wording.openers or (len(word.bare) > 1 and word.bare.isupper()):
        return False
    if i and words[i - 1].small and words[i - 1].bare in wording.small_words:
        return False  # no sentence begins after "jika"
    if i and words[i - 1].mark[-1:] in (":", ",", "?", "-"):
        return word.mark == "," or (i + 1 < len(words) and _verb(wording, words[i + 1]))
    if word.mark == ",":
        return True
    if i + 1 == len(words):
        return False
    # "Di Kota Contoh" after a headline that writes its own "di" small.
    return words[i + 1].small or (
        low in wording.small_words
        and any(w.small for w in words[:i])
        and any(_verb(wording, w) for w in words[i + 1 : i + 7])
    )


def _speech(folded: str, words: list[_Word], i: int) -> bool:
    """Whether the quote that opens at word `i` is speech and not a quoted term of the headline."""
    return not any('"' in folded[word.start + 1 : word.end] for word in words[i : i + 4])


def _glue(folded: str, word: _Word, following: _Word | None, glued: bool) -> int | None:
    """Where body text is stuck to the headline's last word."""
    quote = folded.find('"', word.start + 1, word.end - 1)
    if quote > 0 and folded[quote + 1].isalpha() and folded[quote - 1].isalnum():
        return quote
    if (
        not glued
        or following is None
        or not (following.small or word.mark == "," or following.bare[:1].isdigit())
    ):
        return None
    cut = _GLUED.search(folded, word.start, word.end)
    return cut.start() if cut is not None else None


def _before_subject(wording: Wording, folded: str, words: list[_Word], i: int) -> int | None:
    """The running text's verb is word `i`: the end of the word before its subject."""
    subject = i - 1
    while subject > 0 and words[subject].small:
        subject -= 1
    first = subject
    # A name that the article writes elsewhere is one subject: "Sandi Nugroho mengatakan".
    while first > _MIN_WORDS - 1 and words[first - 1].big and not words[first - 1].mark:
        pair = folded[words[first - 1].start : words[first].end]
        near = max(0, words[first].start - _NEAR), words[first].start + _NEAR
        if folded.count(pair, *near) < 2:
            break
        first -= 1
    # An office or body opens the subject: "Kapolres Contoh AKBP Fulan mengatakan".
    for back in range(first, max(_MIN_WORDS - 1, first - 8) - 1, -1):
        if not words[back].big or (back < first and words[back].mark):
            break
        if words[back].bare.lower() in wording.heads:
            first = back
            while first > _MIN_WORDS - 1 and words[first - 1].bare.lower() in wording.heads:
                first -= 1
            break
    if first > _MIN_WORDS - 1 and words[first - 1].big and words[first - 1].bare.lower() in wording.openers:
        first -= 1  # "Menurut Fulan, pasokan …"
    return words[first - 1].end if first >= _MIN_WORDS - 1 else None
