"""Provinces, regencies and cities that an article names, with what each name is part of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mouextract.annotate.regions_context import Context, ContextReader
from mouextract.annotate.regions_names import Hit, NameFinder
from mouextract.annotate.regions_resolve import Draft, ResolvingWords, resolve
from mouextract.errors import RuleError
from mouextract.knowledge.regions import Region, RegionName, normal_form, region
from mouextract.mentions import Annotations, RegionMention
from mouextract.rules import RuleSet

if TYPE_CHECKING:
    from spacy.vocab import Vocab

TABLE_RULE = "table.regions"
# The place line: "DUMAI - …", "Liputan6.com, Yogyakarta - …", "Palembang (ANTARA) - …",
# "BOGOR, SURAT KABAR - …".
_OUTLET_BEFORE = re.compile(r"(?:^|\n)[ >*\"]*(?:[^,\n|]{2,40}[,|:] ?)?$")
_DASH_AFTER = re.compile(
    r"(?: ?, ?[^,\n()-]{2,40}?)? ?(?:\([^()\n]{2,40}\))?[ ,.:]{0,3}(?:-{1,3}|\|)(?!\w*\d)"
)
# Not `dari`, which also names a source (`dikutip dari Metro`).
_PLACE_WORDS = frozenset({"di", "ke"})
_NEXT_WORD = re.compile(r" ([A-Z][\w'-]*)")


class RegionAnnotator:
    """Finds the names of provinces, regencies and cities; adds `RegionMention`s in text order.

    Uses `patterns/regions.toml` and the tables of `knowledge.regions`. Reads zones where they are known.
    Raises RuleError where a rule of its concern is wrong.
    """

    def __init__(self, rules: RuleSet, vocab: Vocab | None) -> None:
        self._finder = NameFinder(rules)
        self._reader = ContextReader(rules)
        self._words = ResolvingWords.of(rules)
        self._list_rule, self._separator = _only_regex(rules, "separator")
        self._intro_rule, self._intro = _only_regex(rules, "intro")

    def annotate(self, ann: Annotations) -> None:
        """Add the article's region mentions."""
        hits = self._finder.find(ann.folded)
        if not hits:
            return
        place_lines = [(z.start, z.end) for z in ann.zones if z.kind == "dateline"]
        drafts = self._drafts(ann.folded, hits, place_lines)
        resolve(ann.folded, drafts, self._words)
        for draft in drafts:
            ann.regions.extend(self._mentions(ann.text, draft))

    def _drafts(
        self, folded: str, hits: Sequence[Hit], place_lines: Sequence[tuple[int, int]]
    ) -> list[Draft]:
        read = [(hit, self._reader.read(folded, hit.start, hit.end)) for hit in hits]
        introduced = _introduced(folded, read)
        drafts: list[Draft] = []
        previous: Draft | None = None
        for index, (hit, context) in enumerate(read):
            follower = read[index + 1] if index + 1 < len(read) else None
            if previous is not None and not previous.continued:
                previous = None
            draft = Draft(hit, context, [], listed=previous)
            draft.continued = follower is not None and self._lists(folded, hit, follower[1])
            draft.dateline = context.head is None and _is_dateline(folded, hit, place_lines)
            names = [name for name in hit.names if region(name.code).level in context.levels]
            headed = bool(names)
            if not headed:
                beside = self._beside_capital(hit, context, follower)
                listed = draft.listed is not None or (
                    draft.continued and follower is not None and _plain(follower[0])
                )
                names = [
                    name
                    for name in hit.names
                    if _counts(name, draft, folded, introduced, beside=beside, listed=listed)
                ]
            if not names:
                previous = None
                continue
            draft.options = [region(code) for code in dict.fromkeys(name.code for name in names)]
            if headed:
                draft.head = context.head
            else:
                self._inherit(folded, draft, follower)
            drafts.append(draft)
            previous = draft
        return drafts

    def _lists(self, folded: str, hit: Hit, context: Context) -> bool:
        between = folded[hit.end : context.start]
        return len(between) < 40 and self._separator.match(between) is not None

    def _inherit(self, folded: str, draft: Draft, follower: tuple[Hit, Context] | None) -> None:
        """Takes over the head of the list that the name stands in, if one of its namesakes has that level."""
        context, listed = draft.context, draft.listed
        if listed is None:
            intro = self._intro.search(folded[max(0, context.start - 120) : context.start])
            if intro is not None and draft.keep(level=intro.lastgroup):
                draft.head = "provinsi" if intro.lastgroup == "province" else intro.lastgroup
                draft.inherited = self._intro_rule
            return
        between = folded[listed.hit.end : context.start].strip()
        if listed.context.inside == "other":
            if between in ("-", "/", "(") and context.inside is None:
                context.inside, context.inside_rule = "other", listed.context.inside_rule
            return
        if listed.head is None or listed.code is None or context.inside is not None:
            return
        if between == "(" and not draft.keep(codes=(listed.code,)):
            return
        if (
            between == ","
            and any(option.code == listed.province_code for option in draft.options)
            and not (draft.continued and follower is not None and follower[1].head is None)
        ):
            # "Kabupaten Boalemo, Gorontalo" names the province; a longer list has one more regency there.
            return
        if draft.keep(level=listed.options[0].level):
            draft.head = listed.head
            draft.inherited = self._list_rule

    def _beside_capital(self, hit: Hit, context: Context, follower: tuple[Hit, Context] | None) -> bool:
        """Whether an unknown capitalised word stands directly beside the name, as in a person's."""
        previous = context.previous
        if previous[:1].isupper() and not context.opens_clause and not self._reader.known(previous):
            return True
        following = _NEXT_WORD.match(context.following)
        if following is None or (follower is not None and follower[0].start <= hit.end + 1):
            return False
        return not self._reader.known(following[1])

    def _mentions(self, text: str, draft: Draft) -> Iterator[RegionMention]:
        hit, context, found = draft.hit, draft.context, draft.options[0]
        own_head = draft.head is not None and draft.inherited is None
        rule = context.inside_rule or draft.inherited or (context.head_rule if own_head else None)
        readings: list[tuple[str | None, Region]] = [(draft.head, found)]
        if context.twin is not None and own_head:
            twin_head, level = context.twin
            twins = [region(name.code) for name in hit.names if region(name.code).level == level]
            readings = [(twin_head, twin) for twin in twins[:1]] + readings
        printed = normal_form(text[hit.start : hit.end])
        for head, meant in readings:
            yield RegionMention(
                start=hit.start,
                end=hit.end,
                rule=rule or TABLE_RULE,
                code=meant.code,
                name=meant.name,
                level=meant.level,
                head=head,
                head_start=context.start if own_head else hit.start,
                inside=context.inside or ("dateline" if draft.dateline else None),
                basis="text" if printed == normal_form(meant.name) else "table",
                certain=draft.certain,
            )


def _counts(
    name: RegionName,
    draft: Draft,
    folded: str,
    introduced: frozenset[tuple[str, str]],
    *,
    beside: bool,
    listed: bool,
) -> bool:
    """Whether a name without a head of its level may count, by its `use` in the table."""
    if name.use == "free" or draft.context.inside == "own":
        return True
    province = region(name.code).level == "province"
    if name.use == "guarded" or (not province and (name.code, normal_form(name.text)) in introduced):
        return draft.dateline or listed or draft.context.inside is not None or not beside
    if name.use == "caps":
        return folded[draft.hit.start : draft.hit.end].isupper() and not _in_capitals(draft.context)
    if name.use == "place" and draft.context.previous in _PLACE_WORDS:
        return _NEXT_WORD.match(draft.context.following) is None
    return not province and (draft.dateline or listed)


def _plain(hit: Hit) -> bool:
    """Whether a name is a regency's or city's and counts wherever it stands."""
    return any(name.use == "free" and len(name.code) > 2 for name in hit.names)


def _introduced(folded: str, read: Sequence[tuple[Hit, Context]]) -> frozenset[tuple[str, str]]:
    """(code, name) of names that the article explains: by a head, or in parentheses behind the full name."""
    found: set[tuple[str, str]] = set()
    before: Hit | None = None
    for hit, context in read:
        for name in hit.names:
            form = normal_form(name.text)
            explained = (
                before is not None
                and folded[before.end : hit.start].strip() == "("
                and any(other.code == name.code for other in before.names)
            )
            if explained or region(name.code).level in context.levels:
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


def _only_regex(rules: RuleSet, label: str) -> tuple[str, re.Pattern[str]]:
    found = rules.of("regions", label)
    if len(found) != 1 or found[0].regex is None:
        raise RuleError(f"patterns/regions: label {label!r} needs exactly one rule, with a regex")
    return found[0].id, found[0].regex
