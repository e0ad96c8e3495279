"""Zones: what in an article is not plain body (rules: `patterns/zones.toml`).

The heuristics that no pattern can say live beside this module: `headlines` (titles, unmarked links),
`links` (how far a see-also link reaches) and `quotations`; `zone_matching` tries the rules,
`zone_set` keeps what is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mouextract.annotate.headlines import Headlines
from mouextract.annotate.lines import line_spans, strip_span
from mouextract.annotate.links import link_end
from mouextract.annotate.quotations import quotations
from mouextract.annotate.wording import wording
from mouextract.annotate.zone_matching import AnchorIndex, LineRules, RuleUnion, lines_around
from mouextract.annotate.zone_set import ZoneSet
from mouextract.errors import RuleError
from mouextract.knowledge.institutions import lookup
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
_LEAD_LINE = 110
# What a sentence ends with, and no headline.
_ENDS = '."'
_TAIL_LINES = 4
_TAIL_MAX = 130
_LINK_LINES = 5
# Lines below a heading that may belong to it.
_BELOW = 15
_TAG_MAX = 45


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
        self._short_lines = LineRules(plain)
        self._long_lines = LineRules(rule for rule in plain if _max(rule) > _LINE_MAX)
        self._anchored_lines = [rule for rule in lines if "anchors" in rule.attrs]
        self._longest = max((_max(rule) for rule in lines), default=0)
        self._leads = RuleUnion(rule for rule in chosen if rule.attrs["scope"] == "lead")
        self._tails = [rule for rule in chosen if rule.attrs["scope"] == "tail"]
        self._inline = [rule for rule in chosen if rule.attrs["scope"] == "inline"]
        self._anchors = AnchorIndex(self._anchored_lines + self._inline)

    def annotate(self, ann: Annotations) -> None:
        """Add the zones of one article."""
        self.annotate_print(ann)
        self.annotate_speech(ann)

    def annotate_print(self, ann: Annotations) -> None:
        """Add all zones but quotations."""
        folded = ann.folded
        lowered = ann.lowered
        lines = line_spans(folded)
        taken = ZoneSet()
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
        for zone in self._headlines.titles(ann, lines, taken.overlaps, self._lead):
            taken.add(zone)
        self._mark_lead(folded, lines, taken)
        for zone in self._headlines.unmarked_links(folded, lines, taken.overlaps):
            taken.add(zone)
        ann.zones.extend(taken.in_order())

    def annotate_speech(self, ann: Annotations) -> None:
        """Add quotations, once all other zones are there."""
        folded = ann.folded
        taken = ZoneSet(ann.zones)
        for start, end in taken.gaps(line_spans(folded)):
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
        self, folded: str, anchored: dict[str, list[int]], lines: list[tuple[int, int]], taken: ZoneSet
    ) -> None:
        found = [
            (match.start(), match.end(), rule)
            for rule in self._inline
            if rule.id in anchored
            for start, end in lines_around(folded, anchored[rule.id])
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

    def _add_pieces(self, folded: str, start: int, end: int, rule: Rule, taken: ZoneSet) -> None:
        span = strip_span(folded, start, end)
        if span is not None and not taken.overlaps(*span):
            taken.add(Zone(*span, rule.id, rule.label))

    def _mark_link_lines(self, folded: str, lines: list[tuple[int, int]], rule: Rule, taken: ZoneSet) -> None:
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

    def _mark_tag_lines(self, folded: str, lines: list[tuple[int, int]], rule: Rule, taken: ZoneSet) -> None:
        for start, end in lines:
            other = self._short_lines.fullmatch(folded, start, end)
            if end - start > _TAG_MAX or folded[end - 1] in ".!?\"'" or taken.overlaps(start, end) or other:
                return
            taken.add(Zone(start, end, rule.id, rule.label))

    def _mark_trailing_tags(self, folded: str, lines: list[tuple[int, int]], taken: ZoneSet) -> None:
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

    def _mark_tails(self, folded: str, lines: list[tuple[int, int]], taken: ZoneSet) -> None:
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

    def _lead(self, folded: str, start: int, end: int) -> tuple[Rule, int] | None:
        """The dateline that a line begins with; not the first of two bodies in a headline (`BKN - UNS Teken MoU`)."""
        found = self._leads.match(folded, start, end)
        if found is None or end - start > _LEAD_LINE or folded[end - 1] in _ENDS:
            return found
        name, mark, _ = folded[start : found[1]].partition(" -")
        known = lookup(name) if mark and name.isupper() and " " not in name else None
        return found if known is None or known.kind == "country" else None

    def _mark_lead(self, folded: str, lines: list[tuple[int, int]], taken: ZoneSet) -> None:
        for start, end in lines[:12]:
            if taken.overlaps(start, min(end, start + 1)):
                continue
            found = self._lead(folded, start, end)
            if found is not None and not taken.overlaps(start, found[1]):
                rule, stop = found
                taken.add(Zone(start, stop, rule.id, rule.label))
                return
            if end - start > _LEAD_LINE:
                return


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
