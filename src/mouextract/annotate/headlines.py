"""Headlines: the article's own title, and those of links that no marker announces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mouextract.annotate.wording import Wording
from mouextract.mentions import Annotations, Zone
from mouextract.rules import Rule
from mouextract.text import BULLETS, fold, lower, squeeze

_Overlaps = Callable[[int, int], bool]
_Lead = Callable[[str, int, int], tuple[Rule, int] | None]

_TITLE_MAX = 210
_PLAIN_MAX = 120
_STOPS = ".!?\"'"
# Characters of a page's line above the headline, at most; words of its parts, and of a letterhead.
_PAGE_LINE, _PART_WORDS, _LETTERHEAD = 60, 4, 6
_BETWEEN = re.compile(r" ?(?:[>»›|•·]|::) ?| [/+—-] ")
_TITLE_WORDS = (3, 32)
_HEAD_LINES = 12
_LINK_MAX = 190
_LINK_WORDS = (4, 30)
_LONE_WORDS = 7
_BODY_MIN = 120
_CASED = 0.75
_TERM = re.compile(r"[^\W_][\w'/&-]*")
_LISTED = re.compile(r"={3}|,[^,]*,[^,]*,|\A\d{1,2}[.)]|(?<=\n)\d{1,2}[.)]")
_CONTENT = re.compile(r"[^\W\d_]{4,}")
# The mark before one of several links (`»` is folded to a quote), and the words that one has at least.
_LINK_MARK = re.compile(rf"[{re.escape(BULLETS)}\"]{{1,3}} +(?=\S)")
_MARKED_WORDS = 3


class Headlines:
    """Judges by capitals, final stops and neighbours."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def titles(
        self, ann: Annotations, lines: list[tuple[int, int]], overlaps: _Overlaps, lead: _Lead
    ) -> Iterator[Zone]:
        """The headline and its repetitions as whole lines; nothing where the text begins with its lead."""
        folded = ann.folded
        given = squeeze(lower(fold(ann.title))) if ann.title else None
        number = self._own_title(folded, lines, given, overlaps, lead)
        if number is None:
            return
        start, end = lines[number]
        title = squeeze(lower(folded[start:end]))
        yield Zone(start, end, "zone.title.given" if title == given else "zone.title.first", "title")
        if len(title.split()) < _TITLE_WORDS[0]:
            return
        for start, end in lines[number + 1 :]:
            if end - start < len(title):
                continue
            begins = squeeze(lower(folded[start : start + len(title) + 20]))
            if begins.startswith(title):
                stop = start + len(title)
                if squeeze(lower(folded[start:end])) == title:
                    stop = end
                elif end - start > len(title) + _BODY_MIN or squeeze(lower(folded[start:stop])) != title:
                    continue
                if not overlaps(start, stop):
                    yield Zone(start, stop, "zone.title.repeat", "title")

    def _own_title(
        self,
        folded: str,
        lines: list[tuple[int, int]],
        given: str | None,
        overlaps: _Overlaps,
        lead: _Lead,
    ) -> int | None:
        """The number of the headline's line: the first that looks like one below the page's own lines, a letterhead
        (`BAWASLU PROVINSI CONTOH`) only where no other does.
        """
        letterhead = None
        for number, (start, end) in enumerate(lines[:_HEAD_LINES]):
            if overlaps(start, end):
                continue
            if given is not None and squeeze(lower(folded[start:end])) == given:
                return number
            if self._is_page_line(folded, start, end):
                continue
            if self._is_title(folded, lines, number, overlaps, lead):
                words = len(self._words(folded, start, end))
                if words > _LETTERHEAD or not folded[start:end].isupper():
                    return number
                letterhead = number if letterhead is None else letterhead
            elif end - start > _PAGE_LINE or folded[end - 1] in _STOPS:
                break
        return letterhead

    def _is_page_line(self, folded: str, start: int, end: int) -> bool:
        """`Beranda > Kabar > Kota`, `Radar Contoh | Metro | 10 Mei 2024`: short parts with signs between them?"""
        parts = _BETWEEN.split(folded[start:end])
        return len(parts) > 1 and all(len(part.split()) <= _PART_WORDS for part in parts)

    def _is_title(
        self, folded: str, lines: list[tuple[int, int]], number: int, overlaps: _Overlaps, lead: _Lead
    ) -> bool:
        start, end = lines[number]
        if (
            end - start > _TITLE_MAX
            or folded[end - 1] in ".,;:"
            or folded[end - 2 : end] in ('."', ',"', ".'")
        ):
            return False
        if number + 1 >= len(lines):
            return False
        share, words = self._wording.headline_share(folded, start, end)
        if not _TITLE_WORDS[0] <= words <= _TITLE_WORDS[1]:
            return False
        after, stop = lines[number + 1]
        alone = folded.count("\n", end, after) > 1
        led = lead(folded, start, end)
        if led is not None and (
            folded[start : led[1]].isupper() or not alone or share < _CASED or end - start > _PLAIN_MAX
        ):
            # "Contohan - Contohin Sepakat Jadi Kota Kembar" only looks like a dateline.
            return False
        if not any(b - a >= _BODY_MIN for a, b in lines[number + 1 : number + 10]):
            return False
        apart = (
            alone
            or overlaps(after, stop)
            or lead(folded, after, stop) is not None
            or self._is_page_line(folded, after, stop)
        )
        if share >= _CASED:  # a broken line of running text looks like it, too
            return apart or stop - after >= _BODY_MIN or folded[stop - 1] in _STOPS
        # A headline in sentence case is short, and a neighbour shows it to be one.
        return end - start <= _PLAIN_MAX and apart

    def is_link(self, folded: str, start: int, end: int) -> bool:
        """Whether a line below a link marker is a link's headline; one with a mark of its own (`» `) may be short."""
        marked = _LINK_MARK.match(folded, start, end)
        start = start if marked is None else marked.end()
        least = _LINK_WORDS[0] if marked is None else _MARKED_WORDS
        if end - start > _LINK_MAX or folded[end - 1] in ".,;" or folded[start] == '"':
            return False
        share, words = self._wording.headline_share(folded, start, end)
        return least <= words <= _LINK_WORDS[1] and share >= _CASED

    def unmarked_links(
        self, folded: str, lines: list[tuple[int, int]], overlaps: _Overlaps
    ) -> Iterator[Zone]:
        """Lone headlines between paragraphs that are about something else.

        Subheadings look alike but are short, or speak of what the article speaks of. Where paragraphs
        end without a stop, a missing stop tells nothing, and no such headline is looked for.
        """
        body = [folded[end - 1] in _STOPS for start, end in lines if end - start >= _BODY_MIN]
        if sum(body) * 2 < len(body):
            return
        for number in range(1, len(lines)):
            start, end = lines[number]
            if end - start > _LINK_MAX or folded[end - 1] in ".,;:\"'" or folded[start] in f"\"'({BULLETS}":
                continue
            if overlaps(start, end) or _LISTED.search(folded, start, end):
                continue
            share, words = self._wording.headline_share(folded, start, end)
            if share < 0.85 or not _LONE_WORDS <= words <= _LINK_WORDS[1]:
                continue
            before, after = lines[number - 1], lines[min(number + 1, len(lines) - 1)]
            if before[1] - before[0] < _BODY_MIN or (
                number + 1 < len(lines) and after[1] - after[0] < _BODY_MIN
            ):
                continue
            if self._known_share(folded, start, end) <= 0.5:
                yield Zone(start, end, "zone.see_also.lone", "see_also")

    def _known_share(self, folded: str, start: int, end: int) -> float:
        """How many of the line's words stand elsewhere in the article, too."""
        near = lower(folded[max(0, start - 4000) : start] + "\n" + folded[end : end + 4000])
        content = {lower(word) for word in _CONTENT.findall(folded, start, end)}
        return sum(word in near for word in content) / len(content) if content else 1.0

    def is_term(self, folded: str, start: int, end: int) -> bool:
        """Whether quoted words are a name or a theme and not speech."""
        if end - start > _TITLE_MAX or folded[end - 1 : end] in (".", ",", "!", "?"):
            return False
        share, words = self._wording.headline_share(folded, start, end)
        return words < 4 or (share >= 0.9 and words <= 15)

    def _words(self, folded: str, start: int, end: int) -> list[str]:
        return _TERM.findall(folded, start, end)
