"""Whose date it is: the outlet's own, a web page's clock, a document's; None for all others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from mouextract.annotate.dates_printed import Printed, one_regex
from mouextract.knowledge.calendar import parse_full
from mouextract.mentions import Zone
from mouextract.rules import RuleSet

# The outlet's date stands in the first lines, before the article, or in the last ones.
_HEAD_LINES, _HEAD_CHARS = 9, 1500
_TAIL_LINES = 3
# A line with the outlet's date may also name section, reporter and editor.
_MOST_LETTERS = 70
_LONGEST_LINE = 200
_DOCUMENT_WINDOW, _BIRTH_WINDOW = 110, 60
# Zones whose dates are not of this article.
_FOREIGN = ("see_also", "advert", "tags", "comments")
# The page's clock stands in the first lines, this many days after the article's stored date at least.
_TOP_LINES, _CLOCK_DAYS = 2, 3
_SENTENCE_END = re.compile(r"[.!?]\s")


@dataclass(slots=True)
class Place:
    """Where a date stands.

    `bare`: nothing else is on its line. `cued`: the line marks it as the outlet's. `line`: the line's
    number, if it stands before the article. `unrelated`: its year tells nothing
    about other dates (a birthday, a document).
    """

    zone: str | None = None
    bare: bool = False
    cued: bool = False
    line: int | None = None
    unrelated: bool = False


class DateRoles:
    """Tells the outlet's dates and documents' dates from the others by what stands beside them."""

    def __init__(self, rules: RuleSet) -> None:
        self._before = one_regex(rules.of("dates", "published_before"), r"\Z")
        self._after = one_regex(rules.of("dates", "published_after"))
        self._noise = one_regex(rules.of("dates", "line_noise"))
        self._unrelated = one_regex(rules.of("dates", "unrelated"), r"\Z")
        self._document = one_regex(rules.of("dates", "document"), r"\Z")
        self._stopped = tuple(phrase for rule in rules.of("dates", "stopped") for phrase in rule.phrases)
        self._longest = max(map(len, self._stopped), default=0)

    def places(self, folded: str, dates: list[Printed], zones: list[Zone]) -> list[Place]:
        """The place of each date, in the same order."""
        lines = _Lines(folded)
        foreign = _Cover(z for z in zones if z.kind in _FOREIGN)
        outlet = _Cover(z for z in zones if z.kind == "publication")
        return [
            Place(unrelated=True)
            if foreign.holds(printed.start)
            else self._place(folded, lines, printed, outlet.holds(printed.start))
            for printed in dates
        ]

    def _place(self, folded: str, lines: _Lines, printed: Printed, in_outlet_line: bool) -> Place:
        if printed.kind in ("full", "month") and printed.alone:
            place = self._outlet(folded, lines, printed)
            if in_outlet_line and printed.kind == "full":
                place.zone, place.cued = "published", place.cued or not place.bare
            if place.zone:
                return place
        if printed.kind in ("full", "yearless") and self._of_document(folded, printed):
            return Place("document", unrelated=True)
        # News of a day prints the day of the week, a birthday does not.
        born = printed.weekday is None and self._unrelated.search(
            folded, max(0, printed.start - _BIRTH_WINDOW), printed.start
        )
        return Place(unrelated=bool(born))

    def _outlet(self, folded: str, lines: _Lines, printed: Printed) -> Place:
        start, end, number = lines.around(printed.start)
        if end - start > _LONGEST_LINE or printed.end > end:
            return Place()
        head = number < _HEAD_LINES and start < _HEAD_CHARS
        if not head and number < lines.count - _TAIL_LINES:
            return Place()
        line = folded[start : printed.start] + " " + folded[printed.end : end]
        letters = sum(c.isalpha() for c in self._noise.sub(" ", line))
        if letters == 0:
            cued = self._after.match(folded, printed.end, end) is not None
            bare = not any(c.isalnum() for c in line)
            # "September 2023" alone on a line is a heading as often as a date.
            zone = "published" if printed.kind == "full" or cued else None
            return Place(zone, bare, cued, number if head else None)
        if letters > _MOST_LETTERS:
            return Place()
        before = self._before.search(folded, start, printed.start) is not None
        after = self._after.match(folded, printed.end, end) is not None
        # A sentence of the article ends with a full stop; the outlet's line does not.
        if (before or after) and folded[start:end].rstrip()[-1:] not in (".", ",", '"', "?", "!"):
            return Place("published", cued=True, line=number if head else None)
        return Place()

    def _of_document(self, folded: str, printed: Printed) -> bool:
        low = max(0, printed.start - _DOCUMENT_WINDOW)
        for stop in _SENTENCE_END.finditer(folded, low, printed.start):
            # "No. 12" is no end of a sentence.
            before = folded[max(0, stop.start() - self._longest) : stop.start()].lower()
            if not before.endswith(self._stopped):
                low = stop.end()
        return self._document.search(folded, low, printed.start) is not None


def mark_page_clock(places: list[Place], days: list[str | None], published: str | None) -> None:
    """A bare date at the very top is the page's clock where the article's own date is another, earlier one.

    `days`: value of each date. Changes `zone` from `published` to `page`.
    """
    first = next((i for i, p in enumerate(places) if p.zone == "published"), None)
    if first is None or not places[first].bare or places[first].cued:
        return
    line, clock = places[first].line, parse_full(days[first])
    if line is None or line >= _TOP_LINES or clock is None:
        return
    later = [
        d for p, value in zip(places, days, strict=True) if p.zone == "published" and (d := parse_full(value))
    ]
    stored = parse_full(published)
    if min(later) < clock or (stored and (clock - stored).days > _CLOCK_DAYS):
        places[first].zone = "page"


class _Cover:
    """Whether a character lies in one of several zones."""

    def __init__(self, zones: Iterable[Zone]) -> None:
        spans = sorted((z.start, z.end) for z in zones)
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def holds(self, index: int) -> bool:
        number = bisect_right(self._starts, index) - 1
        return number >= 0 and self._ends[number] > index


class _Lines:
    """Lines with text in them, and the place of a character among them."""

    def __init__(self, folded: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        start = 0
        for line in folded.split("\n"):
            end = start + len(line)
            if line and not line.isspace():
                self._starts.append(start)
                self._ends.append(end)
            start = end + 1
        self.count = len(self._starts)

    def around(self, index: int) -> tuple[int, int, int]:
        """Start, end and number of the line that holds a character which is no white space."""
        number = bisect_right(self._starts, index) - 1
        return self._starts[number], self._ends[number], number
