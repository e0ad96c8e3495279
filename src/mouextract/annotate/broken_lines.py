"""Line breaks within sentences: of hard-wrapped text, and around links that a crawler set on lines of their own.

`Kontrak itu diteken\\nBadan Contoh\\n, kemarin` is one line of the article's.
"""

from __future__ import annotations

import re

# A line that goes on with the sentence of the one before: with a mark that ends something, or in small letters
# (`a. ` tells an item, `foto:` a label).
_MARK = re.compile(r"[,.;:?!)%](?=[\s\"')\]]|\Z)|\([^():]{1,40}\) ?\S")
_SMALL = re.compile(r"(?!(?:[a-z][.)]|[a-z]+ ?:|www\.|\S+@))[a-z]")
_BROKEN = re.compile(r"[^\s.!?:;\"] *\n *[a-z,.;:?!()%]")
# What a sentence does not go on behind, nor within.
_ENDS = re.compile(r"[.!?:;][\"')\]]*(?: ?\([^()]*\))?\Z|(?<!,)[\"']\Z")
_APART = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[^a-z]*")
_WORD = re.compile(r"[^\W\d_][\w'-]*")
# Words that something must follow.
_OPEN = frozenset(
    {
        *("di", "ke", "dari", "pada", "kepada", "dalam", "oleh", "untuk", "bagi", "atas", "antara"),
        *("melalui", "tentang", "mengenai", "terkait", "terhadap"),
        *("dan", "dengan", "bersama", "serta", "atau", "yang", "bahwa", "agar", "sebagai", "selaku", "para"),
    }
)
# Letters of a line that is no headline any more, of the shortest that a link breaks off, of the longest link;
# how many of a running line's words are in small letters, at least.
_LONG, _BROKEN_OFF, _LINK, _RUNNING = 130, 40, 150, 0.4
# Words of a sentence's begin before a link (`Rektor | UCB | Fulan meminta …`).
_BEGIN = 3
_PLACE_LINE = " - "
# Breaks in sentences of a text whose links are set apart.
_OFTEN = 2
# Width of hard-wrapped lines, in characters; how many must be as full as that, at least and as a share.
_NARROWEST, _WIDEST = 40, 130
_FEWEST, _MOST = 3, 0.6


def join_broken(folded: str) -> str:
    """A folded text in which spaces stand for the line breaks within sentences; of the same length."""
    if _BROKEN.search(folded) is None:
        return folded
    lines = _Lines(folded)
    lines.join()
    parts, done = [], 0
    for i, joined in enumerate(lines.joined):
        if joined:
            parts += [folded[done : lines.starts[i] - 1], " "]
            done = lines.starts[i]
    return "".join([*parts, folded[done:]])


class _Lines:
    """The lines of a text: `starts`, `texts` without white space at their ends, and whether each is `joined` to the
    one before.
    """

    def __init__(self, folded: str) -> None:
        self.texts: list[str] = []
        self.starts: list[int] = []
        at = 0
        for line in folded.split("\n"):
            self.starts.append(at)
            self.texts.append(line.strip())
            at += len(line) + 1
        self.joined = [False] * len(self.texts)
        self._often = False
        self._first = next((i for i, text in enumerate(self.texts) if text), 0)

    def join(self) -> None:
        """Find out which lines go on with the one before."""
        joined = self.joined
        pairs = [i for i in range(1, len(self.texts)) if self.texts[i - 1] and self.texts[i]]
        width = self._wrapped_at(pairs)
        for i in pairs:
            joined[i] = (width is not None and self._full(i, width)) or self._goes_on(i)
        self._often = width is None and sum(joined) >= _OFTEN and self._stops()
        if self._often:
            for i in pairs:
                joined[i] = joined[i] or self._runs_on(i)
        for i in reversed(pairs):
            joined[i] = joined[i] or self._opens_link(i)

    def _wrapped_at(self, pairs: list[int]) -> int | None:
        """The width that the text is wrapped at; None where it is not."""
        width = max((len(text) for text in self.texts if "://" not in text), default=0)
        if not _NARROWEST <= width <= _WIDEST:
            return None
        full = sum(self._full(i, width) for i in pairs)
        return width if full >= _FEWEST and full >= _MOST * len(pairs) else None

    def _stops(self) -> bool:
        """Do paragraphs end with a stop? Some pages lost those at the ends of lines."""
        ends = [i for i, text in enumerate(self.texts) if len(text) > _LONG and not self._joins(i + 1)]
        return 2 * sum(self._ended(i) for i in ends) >= len(ends)

    def _full(self, i: int, width: int) -> bool:
        """Would the first word of line i not have found room in the line before?"""
        return len(self.texts[i - 1]) + 1 + len(self.texts[i].partition(" ")[0]) > width

    def _goes_on(self, i: int) -> bool:
        """Does line i begin within a sentence?"""
        before, text = self.texts[i - 1], self.texts[i]
        if _MARK.match(text):
            return before[-1].isalnum() or before[-1] in ")\"'%]"
        # Tags stand in small letters, each on its line.
        begun = self.joined[i - 1] or not before[0].islower()
        return begun and _SMALL.match(text) is not None and not self._ended(i - 1)

    def _runs_on(self, i: int) -> bool:
        """Has the sentence of the line before no end, in a text whose sentences are broken elsewhere as well?"""
        return (
            self.texts[i][0].isalpha()
            and not self._ended(i - 1)
            and _APART.fullmatch(self.texts[i]) is None
            and (self.joined[i - 1] or self._running(i - 1))
        )

    def _opens_link(self, i: int) -> bool:
        """Is line i a link within the sentence that the line before begins (`… diteken | Badan Contoh | kemarin`)?"""
        before, text = self.texts[i - 1], self.texts[i]
        if (
            (i - 1 == self._first and _PLACE_LINE not in before)
            or not text[0].isalpha()
            or len(text) > _LINK
            or self._ended(i - 1)
        ):
            return False
        last = before.rpartition(" ")[2]
        if last in _OPEN and len(before) >= _BROKEN_OFF:
            return True
        if not self._joins(i + 1) or (self._running(i) and not self._often):
            return False
        return (
            (self._often and self._begins(i - 1))
            or self.joined[i - 1]
            or self._running(i - 1)
            or last[0].islower()
            or last.endswith((",", "("))
            or (len(before.split()) <= _BEGIN and before.isalpha())
        )

    def _begins(self, i: int) -> bool:
        """Is line i more like a sentence's begin than like a link's headline or the line with the date?"""
        return not self.texts[i - 1].endswith(":") and any(
            word[0].islower() for word in self.texts[i].split()
        )

    def _joins(self, i: int) -> bool:
        return i < len(self.joined) and self.joined[i]

    def _ended(self, i: int) -> bool:
        """Does no sentence go on behind line i?"""
        text = self.texts[i]
        return _ENDS.search(text) is not None or _APART.fullmatch(text) is not None

    def _running(self, i: int) -> bool:
        """Is line i no headline but running text?"""
        text = self.texts[i]
        if len(text) > _LONG or ". " in text:
            return True
        words = _WORD.findall(text)
        small = sum(word[0].islower() for word in words)
        return i != self._first and len(words) > _BEGIN and small >= _RUNNING * len(words)
