"""Zones: what in an article is not plain body (rules: `patterns/zones.toml`).

The heuristics that no pattern can say live beside this module: `headlines` (titles, unmarked links),
`links` (how far a see-also link reaches) and `quotations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from mouextract.annotate.headlines import Headlines
from mouextract.annotate.lines import line_spans, strip_span
from mouextract.annotate.links import link_end
from mouextract.annotate.quotations import quotations
from mouextract.annotate.wording import wording
from mouextract.errors import RuleError
from mouextract.mentions import Annotations, Zone
from mouextract.rules import Rule, RuleSet
from mouextract.text import lower

if TYPE_CHECKING:
    from spacy.vocab import Vocab

KINDS = (
    "title",
    "dateline",
    "publication",
    "see_also",
    "advert",
    "caption",
    "tags",
    "comments",
    "furniture",
    "quotation",
)
_SCOPES = ("line", "inline", "lead", "tail")
_LINE_MAX = 110
_LEAD_MAX = 240
_LEAD_LINE = 110
_TAIL_LINES = 4
_TAIL_MAX = 130
_LINK_LINES = 5
# Lines below a heading that may belong to it.
_BELOW = 15
_TAG_MAX = 45
_DIGIT = re.compile(r"\d")
_FLAGS = re.compile(r"\(\?([aiLmsux]+)\)")


class ZoneAnnotator:
    """Fills `ann.zones`, in text order; zones of different kinds do not overlap.

    Reads `ann.text`, `ann.folded` and `ann.title`. Raises RuleError for a rule of no known scope or kind.
    """

    def __init__(self, rules: RuleSet, vocab: Vocab | None) -> None:
        del vocab  # zones are found in raw text
        chosen = rules.of("zones")
        for rule in chosen:
            _check(rule)
        self._wording = wording(rules)
        self._headlines = Headlines(self._wording)
        lines = [rule for rule in chosen if rule.attrs["scope"] == "line"]
        plain = [rule for rule in lines if "anchors" not in rule.attrs]
        self._short_lines = _Lines(plain)
        self._long_lines = _Lines(rule for rule in plain if _max(rule) > _LINE_MAX)
        self._anchored_lines = [rule for rule in lines if "anchors" in rule.attrs]
        self._longest = max((_max(rule) for rule in lines), default=0)
        self._leads = _Union(rule for rule in chosen if rule.attrs["scope"] == "lead")
        self._tails = [rule for rule in chosen if rule.attrs["scope"] == "tail"]
        self._inline = [rule for rule in chosen if rule.attrs["scope"] == "inline"]
        self._anchors = _Anchors(self._anchored_lines + self._inline)

    def annotate(self, ann: Annotations) -> None:
        """Add the zones of one article."""
        self.annotate_print(ann)
        self.annotate_speech(ann)

    def annotate_print(self, ann: Annotations) -> None:
        """Add all zones but quotations."""
        folded = ann.folded
        lowered = ann.lowered
        lines = line_spans(ann.text, folded)
        taken = _Taken()
        anchored = self._anchors.places(lowered)
        self._mark_inline(folded, anchored, lines, taken)
        line_rules = [rule for rule in self._anchored_lines if rule.id in anchored]
        for number, (start, end) in enumerate(lines):
            rule = self._line_rule(folded, lowered, start, end, line_rules)
            if rule is None or taken.covers(start, end):
                continue
            if rule.label == "comments" and 2 * start > len(folded):
                taken.add(Zone(start, lines[-1][1], rule.id, rule.label), replace=True)
                break
            taken.add(Zone(start, end, rule.id, rule.label), replace=True)
            below = lines[number + 1 : number + 1 + _BELOW]
            if rule.label == "tags":
                self._mark_tag_lines(folded, below, rule, taken)
            elif rule.attrs.get("links") and 2 * start > len(folded):
                # "Berita Terkini" at the end: what follows are other articles' headlines.
                self._mark_link_lines(folded, below, rule, taken)
        self._mark_trailing_tags(folded, lines, taken)
        self._mark_tails(folded, lines, taken)
        for zone in self._headlines.titles(ann, lines, taken.overlaps, self._leads.match):
            taken.add(zone)
        self._mark_lead(folded, lines, taken)
        for zone in self._headlines.unmarked_links(folded, lines, taken.overlaps):
            taken.add(zone)
        ann.zones.extend(taken.in_order())

    def annotate_speech(self, ann: Annotations) -> None:
        """Add quotations, once all other zones are there."""
        folded = ann.folded
        taken = _Taken(ann.zones)
        for start, end in taken.gaps(line_spans(ann.text, folded)):
            for a, b in quotations(ann.text, folded, start, end):
                if not self._headlines.is_term(folded, a + 1, b - 1):
                    taken.add(Zone(a, b, "zone.quotation", "quotation"))
        ann.zones[:] = taken.in_order()

    def _line_rule(
        self, folded: str, lowered: str, start: int, end: int, anchored: list[Rule]
    ) -> Rule | None:
        """The rule that a whole line matches; `anchored`: those of its rules whose anchors the text holds."""
        length = end - start
        if length > self._longest:
            return None
        for rule in anchored:
            if (
                length <= _max(rule)
                and any(lowered.find(anchor, start, end) >= 0 for anchor in rule.attrs["anchors"])
                and rule.regex is not None
                and rule.regex.fullmatch(folded, start, end)
            ):
                return rule
        union = self._short_lines if length <= _LINE_MAX else self._long_lines
        found = union.fullmatch(folded, start, end)
        return found if found is not None and length <= max(_LINE_MAX, _max(found)) else None

    def _mark_inline(
        self, folded: str, anchored: dict[str, list[int]], lines: list[tuple[int, int]], taken: _Taken
    ) -> None:
        found = [
            (match.start(), match.end(), rule)
            for rule in self._inline
            if rule.id in anchored
            for start, end in _around(folded, anchored[rule.id])
            for match in rule.regex.finditer(folded, start, end)  # type: ignore[union-attr]
            if match.end() > match.start()
        ]
        found.sort(key=lambda item: (item[0], -item[1], item[2].id))
        starts = [item[0] for item in found]
        row = 0
        for number, (start, end, rule) in enumerate(found):
            while row + 1 < len(lines) and lines[row + 1][0] <= start:
                row += 1
            if taken.overlaps(start, end) or not lines:
                continue
            if not rule.attrs.get("link"):
                self._add_pieces(folded, start, end, rule, taken)
                continue
            limit = max(end, lines[row][1])
            following = next((s for s in starts[number + 1 : number + 4] if s >= end), limit)
            before = folded[start - 1] if start else "\n"
            stop = link_end(
                self._wording,
                folded,
                end,
                min(limit, following),
                glued=not before.isspace(),
                alone=start == lines[row][0],
            )
            self._add_pieces(folded, start, max(end, stop), rule, taken)
            if stop <= end and end >= lines[row][1]:
                self._mark_link_lines(folded, lines[row + 1 : row + 1 + 2 * _LINK_LINES], rule, taken)

    def _add_pieces(self, folded: str, start: int, end: int, rule: Rule, taken: _Taken) -> None:
        span = strip_span(folded, start, end)
        if span is not None and not taken.overlaps(*span):
            taken.add(Zone(*span, rule.id, rule.label))

    def _mark_link_lines(self, folded: str, lines: list[tuple[int, int]], rule: Rule, taken: _Taken) -> None:
        """The headlines on the lines below a marker that stands alone, adverts between them left out."""
        marked = 0
        for start, end in lines:
            if self._is_advert(folded, start, end):
                continue
            if marked == _LINK_LINES or not self._headlines.is_link(folded, start, end):
                return
            if not taken.overlaps(start, end):
                taken.add(Zone(start, end, rule.id, rule.label))
            marked += 1

    def _is_advert(self, folded: str, start: int, end: int) -> bool:
        if end - start > 80:
            return False
        rule = self._short_lines.fullmatch(folded, start, end)
        if rule is not None:
            return rule.label in ("advert", "furniture")
        return any(
            rule.label == "advert" and rule.regex is not None and rule.regex.fullmatch(folded, start, end)
            for rule in self._inline
        )

    def _mark_tag_lines(self, folded: str, lines: list[tuple[int, int]], rule: Rule, taken: _Taken) -> None:
        for start, end in lines:
            other = self._short_lines.fullmatch(folded, start, end)
            if end - start > _TAG_MAX or folded[end - 1] in ".!?\"'" or taken.overlaps(start, end) or other:
                return
            taken.add(Zone(start, end, rule.id, rule.label))

    def _mark_trailing_tags(self, folded: str, lines: list[tuple[int, int]], taken: _Taken) -> None:
        """Tags without a label: two or more short lines in small letters at the article's end."""
        tags: list[tuple[int, int]] = []
        for start, end in reversed(lines[1:][-15:]):
            if taken.covers(start, end):
                if tags:
                    break
                continue
            line = folded[start:end]
            if len(line) > _TAG_MAX or line != line.lower() or not line[-1].isalnum() or line.count(" ") > 5:
                break
            tags.append((start, end))
        if len(tags) > 1:
            for start, end in tags:
                taken.add(Zone(start, end, "zone.tags.trailing", "tags"))

    def _mark_tails(self, folded: str, lines: list[tuple[int, int]], taken: _Taken) -> None:
        last = [(a, b) for a, b in lines[-12:] if not taken.overlaps(b - 1, b)][-_TAIL_LINES:]
        for start, end in last:
            for rule in self._tails:
                match = rule.regex.search(folded, max(start, end - _TAIL_MAX), end)  # type: ignore[union-attr]
                if match is None:
                    continue
                span = strip_span(folded, *match.span(1 if match.re.groups else 0))
                if span is not None and not taken.overlaps(*span):
                    taken.add(Zone(*span, rule.id, rule.label))
                    break

    def _mark_lead(self, folded: str, lines: list[tuple[int, int]], taken: _Taken) -> None:
        for start, end in lines[:12]:
            if taken.overlaps(start, min(end, start + 1)):
                continue
            found = self._leads.match(folded, start, end)
            if found is not None and not taken.overlaps(start, found[1]):
                rule, stop = found
                taken.add(Zone(start, stop, rule.id, rule.label))
                return
            if end - start > _LEAD_LINE:
                return


class _Union:
    """Many regexes as one alternation; tells which of them matched."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules: dict[int, Rule] = {}
        parts = []
        group = 1
        for rule in rules:
            assert rule.regex is not None
            flags = _FLAGS.match(rule.regex.pattern)
            body = (
                rule.regex.pattern if flags is None else f"(?{flags[1]}:{rule.regex.pattern[flags.end() :]})"
            )
            parts.append(f"({body})")
            self._rules[group] = rule
            group += 1 + rule.regex.groups
        self._regex = re.compile("|".join(parts)) if parts else re.compile(r"(?!)")

    def fullmatch(self, folded: str, start: int, end: int) -> Rule | None:
        """The first rule that matches exactly `folded[start:end]`."""
        match = self._regex.fullmatch(folded, start, end)
        return None if match is None else self._rules[match.lastindex or 0]

    def match(self, folded: str, start: int, end: int) -> tuple[Rule, int] | None:
        """The first rule that matches from `start` on, and where its match ends (white space left out)."""
        match = self._regex.match(folded, start, min(end, start + _LEAD_MAX))
        if match is None:
            return None
        span = strip_span(folded, start, match.end())
        return None if span is None else (self._rules[match.lastindex or 0], span[1])


class _Lines:
    """Rules of whole lines; those that want a digit are left out for a line without any."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        chosen = list(rules)
        self._all = _Union(chosen)
        self._wordy = _Union(rule for rule in chosen if not rule.attrs.get("digit"))

    def fullmatch(self, folded: str, start: int, end: int) -> Rule | None:
        """The first rule that matches exactly `folded[start:end]`."""
        union = self._wordy if _DIGIT.search(folded, start, end) is None else self._all
        return union.fullmatch(folded, start, end)


class _Anchors:
    """Which rules have one of their anchors in a text."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        owners: dict[str, set[str]] = {}
        for rule in rules:
            for anchor in rule.attrs["anchors"]:
                owners.setdefault(anchor, set()).add(rule.id)
        self._owners = list(owners.values())
        self._words = AhoCorasick(list(owners))

    def places(self, lowered: str) -> dict[str, list[int]]:
        """Where anchors stand, in order, by the ids of their rules; the text is given in small letters."""
        found: dict[str, list[int]] = {}
        for number, start, _ in self._words.find_matches_as_indexes(lowered, overlapping=True):
            for rule_id in self._owners[number]:
                found.setdefault(rule_id, []).append(start)
        for places in found.values():
            places.sort()
        return found


def _around(folded: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """The lines that hold these places (in order), each with the one before and the one behind it."""
    start = end = -1
    for place in places:
        if place < end:
            continue
        first = folded.rfind("\n", 0, max(0, folded.rfind("\n", 0, place))) + 1
        last = folded.find("\n", place) + 1
        last = folded.find("\n", last) + 1 if last else 0
        if first > end:
            if start >= 0:
                yield start, end
            start = first
        end = last or len(folded)
    if start >= 0:
        yield start, end


class _Taken:
    """Zones without overlap, kept in order of their starts."""

    def __init__(self, zones: Iterable[Zone] = ()) -> None:
        self._zones: list[Zone] = list(zones)

    def add(self, zone: Zone, *, replace: bool = False) -> None:
        if replace and self.overlaps(zone.start, zone.end):
            self._zones = [z for z in self._zones if z.end <= zone.start or z.start >= zone.end]
        self._zones.insert(self._after(zone.start), zone)

    def _after(self, offset: int) -> int:
        low, high = 0, len(self._zones)
        while low < high:
            middle = (low + high) // 2
            if self._zones[middle].start <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a zone shares a character with the span."""
        at = self._after(start)
        return (at > 0 and self._zones[at - 1].end > start) or (
            at < len(self._zones) and self._zones[at].start < end
        )

    def covers(self, start: int, end: int) -> bool:
        """Whether one zone holds the whole span."""
        at = self._after(start)
        return at > 0 and self._zones[at - 1].end >= end

    def gaps(self, lines: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """What the zones leave of the lines."""
        zones = list(self._zones)
        left: list[tuple[int, int]] = []
        at = 0
        for start, end in lines:
            while at < len(zones) and zones[at].end <= start:
                at += 1
            here = at
            while here < len(zones) and zones[here].start < end:
                if zones[here].start > start:
                    left.append((start, zones[here].start))
                start = max(start, zones[here].end)
                here += 1
            if start < end:
                left.append((start, end))
        return left

    def in_order(self) -> list[Zone]:
        """All zones by their starts."""
        return self._zones


def _max(rule: Rule) -> int:
    return int(rule.attrs.get("max", _LINE_MAX))


def _check(rule: Rule) -> None:
    where = f"{rule.file}: {rule.id}"
    if rule.label not in KINDS:
        raise RuleError(f"{where}: label: must be one of {', '.join(KINDS)}")
    if rule.regex is None:
        raise RuleError(f"{where}: a zone's rule needs a regex")
    scope = rule.attrs.get("scope")
    if scope not in _SCOPES:
        raise RuleError(f"{where}: attrs.scope: must be one of {', '.join(_SCOPES)}")
    anchors = rule.attrs.get("anchors")
    if scope == "inline" and (
        not isinstance(anchors, list) or not anchors or any(a != lower(a) for a in anchors)
    ):
        raise RuleError(f"{where}: attrs.anchors: an inline rule needs words in small letters")
