"""Provinces, regencies and cities that an article names, with what each name is part of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.vocab import Vocab

from mouextract.annotate.regions_context import Context, ContextReader
from mouextract.annotate.regions_names import Hit, NameFinder
from mouextract.annotate.regions_resolve import Draft, regions_of, resolve
from mouextract.errors import RuleError
from mouextract.knowledge.regions import RegionName, normal_form, region
from mouextract.mentions import Annotations, RegionLevel, RegionMention
from mouextract.rules import RuleSet

TABLE_RULE = "table.regions"
# The place line: "DUMAI - …", "Liputan6.com, Yogyakarta - …", "Palembang (ANTARA) - …", "BOGOR, KABAR PAKUAN - …".
_OUTLET_BEFORE = re.compile(r"(?:^|\n)[ >*\"]*(?:[^,\n|]{2,40}[,|:] ?)?$")
_DASH_AFTER = re.compile(r"(?:, ?[^,\n()-]{2,40}?)? ?(?:\([^()\n]{2,40}\))?[ ,.:]{0,3}(?:-{1,3}|\|)(?!\w*\d)")
_NEXT_WORD = re.compile(r" ([A-Z][\w'-]*)")
_OPEN = re.compile(r" ?\($")


class RegionAnnotator:
    """Finds the names of provinces, regencies and cities; adds `RegionMention`s in text order.

    Uses `patterns/regions.toml` and the tables of `knowledge.regions`. Reads zones where they are known.
    Raises RuleError where a rule of its concern is wrong.
    """

    def __init__(self, rules: RuleSet, vocab: Vocab) -> None:
        self._finder = NameFinder()
        self._reader = ContextReader(rules)
        self._separator = _only_regex(rules, "separator")
        self._intro = _only_regex(rules, "intro")
        self._list_rule = rules.of("regions", "separator")[0].id

    def annotate(self, ann: Annotations) -> None:
        """Add the article's region mentions."""
        hits = self._finder.find(ann.folded)
        if not hits:
            return
        place_lines = [(z.start, z.end) for z in ann.zones if z.kind == "dateline"]
        drafts = self._drafts(ann.folded, hits, place_lines)
        resolve(ann.folded, drafts)
        for draft in drafts:
            ann.regions.extend(self._mentions(ann.text, draft))

    def _drafts(self, folded: str, hits: Sequence[Hit], place_lines: Sequence[tuple[int, int]]) -> list[Draft]:
        read = [(hit, self._reader.read(folded, hit.start, hit.end)) for hit in hits]
        introduced = _introduced(folded, read)
        starts = {hit.start for hit in hits}
        drafts: list[Draft] = []
        previous: Draft | None = None
        for hit, context in read:
            listed = previous if previous is not None and self._lists(folded, previous, context) else None
            dateline = context.head is None and _is_dateline(folded, hit, place_lines)
            names = _by_level(hit.names, context)
            if context.head is None or not names:
                names = [
                    name
                    for name in hit.names
                    if self._counts(folded, hit, name, context, introduced, starts, dateline, listed)
                ]
                headed = False
            else:
                headed = True
            if not names:
                previous = None
                continue
            draft = Draft(hit, context, regions_of([name.code for name in names]), dateline, listed)
            if headed:
                draft.head = context.head
            else:
                self._inherit(folded, draft)
            drafts.append(draft)
            previous = draft
        return drafts

    def _lists(self, folded: str, previous: Draft, context: Context) -> bool:
        between = folded[previous.hit.end : context.start]
        return len(between) < 40 and self._separator.match(between) is not None

    def _inherit(self, folded: str, draft: Draft) -> None:
        """Takes over the head of the list that the name stands in, if one of its namesakes has that level."""
        context, listed = draft.context, draft.listed
        if listed is None:
            intro = self._intro.search(folded[max(0, context.start - 120) : context.start])
            if intro is not None and draft.keep(level=intro.lastgroup):
                draft.head = {"province": "provinsi"}.get(intro.lastgroup or "", intro.lastgroup)
                draft.inherited = True
            return
        if listed.context.inside == "other" and context.inside is None:
            if folded[listed.hit.end : context.start].strip() in ("-", "/"):
                context.inside, context.inside_rule = "other", listed.context.inside_rule
            return
        if listed.head is None or listed.code is None or context.inside is not None:
            return
        options = list(draft.options)
        if any(o.code == listed.code[:2] for o in options) and folded[listed.hit.end : context.start].strip() == ",":
            # "Kabupaten Boalemo, Gorontalo" may name the province; what follows decides.
            return
        level = region(listed.code).level
        if draft.keep(level=level):
            draft.head = listed.head
            draft.inherited = True

    def _counts(
        self,
        folded: str,
        hit: Hit,
        name: RegionName,
        context: Context,
        introduced: frozenset[tuple[str, str]],
        starts: set[int],
        dateline: bool,
        listed: Draft | None,
    ) -> bool:
        """Whether a name without a head of its level may count, by its `use` in the table."""
        if name.use == "free" or context.inside == "own":
            return True
        level = region(name.code).level
        if name.use == "guarded" or (name.code, normal_form(name.text)) in introduced:
            return dateline or listed is not None or not self._beside_capital(hit, context, starts)
        if name.use == "caps":
            printed = folded[hit.start : hit.end]
            return printed.isupper() and not _in_capitals(context)
        if level == "province":
            return False
        return dateline or (listed is not None and len(listed.code or "") > 2) or self._starts_list(folded, hit)

    def _beside_capital(self, hit: Hit, context: Context, starts: set[int]) -> bool:
        """Whether an unknown capitalised word stands directly beside the name, as in a person's."""
        previous = context.previous
        if previous[:1].isupper() and not context.opens_clause and not self._reader.known(previous):
            return True
        following = _NEXT_WORD.match(context.following)
        if following is None or hit.end + 1 in starts:
            return False
        return not self._reader.known(following[1])

    def _starts_list(self, folded: str, hit: Hit) -> bool:
        return False

    def _mentions(self, text: str, draft: Draft) -> Iterator[RegionMention]:
        hit, context, found = draft.hit, draft.context, draft.options[0]
        inside = context.inside
        rule = context.inside_rule or (context.head_rule if draft.head and not draft.inherited else None)
        if inside is None and draft.dateline:
            inside = "dateline"
        if draft.inherited and rule is None:
            rule = self._list_rule
        printed = normal_form(text[hit.start : hit.end])
        own_name = printed == normal_form(found.name)
        wanted: list[tuple[str | None, RegionLevel, str, str]] = [(draft.head, found.level, found.code, found.name)]
        if context.twin is not None and draft.head is not None:
            head, level = context.twin
            others = [name for name in hit.names if region(name.code).level == level]
            if others:
                twin = region(others[0].code)
                wanted.insert(0, (head, twin.level, twin.code, twin.name))
        for head, level, code, name in wanted:
            yield RegionMention(
                start=hit.start,
                end=hit.end,
                rule=rule or TABLE_RULE,
                code=code,
                name=name,
                level=level,
                head=head,
                head_start=context.start,
                inside=inside,
                basis="text" if own_name else "table",
                certain=draft.certain,
            )


def _by_level(names: Sequence[RegionName], context: Context) -> list[RegionName]:
    return [name for name in names if region(name.code).level in context.levels]


def _introduced(folded: str, read: Sequence[tuple[Hit, Context]]) -> frozenset[tuple[str, str]]:
    """(code, name) of names that the article itself explains: with a head, or in parentheses behind the full name."""
    found: set[tuple[str, str]] = set()
    before: Hit | None = None
    for hit, context in read:
        for name in hit.names:
            form = normal_form(name.text)
            if region(name.code).level in context.levels:
                found.add((name.code, form))
            elif (
                before is not None
                and any(other.code == name.code for other in before.names)
                and _OPEN.fullmatch(folded[before.end : hit.start])
            ):
                found.add((name.code, form))
        before = hit
    return frozenset(found)


def _is_dateline(folded: str, hit: Hit, place_lines: Sequence[tuple[int, int]]) -> bool:
    if any(start <= hit.start and hit.end <= end for start, end in place_lines):
        return True
    return (
        _OUTLET_BEFORE.search(folded[max(0, hit.start - 60) : hit.start]) is not None
        and _DASH_AFTER.match(folded, hit.end, hit.end + 110) is not None
    )


def _in_capitals(context: Context) -> bool:
    """Whether the words beside the name are in capitals too, so that capitals tell nothing."""
    following = context.following.split(maxsplit=1)
    beside = [word for word in (context.previous, following[0] if following else "") if len(word) > 3]
    return bool(beside) and all(word.isupper() for word in beside)


def _only_regex(rules: RuleSet, label: str) -> re.Pattern[str]:
    found = rules.of("regions", label)
    if len(found) != 1 or found[0].regex is None:
        raise RuleError(f"patterns/regions: label {label!r} needs exactly one rule, with a regex")
    return found[0].regex
