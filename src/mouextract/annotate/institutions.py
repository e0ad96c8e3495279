"""Institutions: ministries, governments, companies, universities (rules: `patterns/institutions.toml`; facts:
`knowledge/institutions.csv`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mouextract.annotate.degrees import degree_regex
from mouextract.annotate.institution_abroad import explained
from mouextract.annotate.institution_cast import Cast
from mouextract.annotate.institution_closers import CloserReader
from mouextract.annotate.institution_collectives import CollectiveReader
from mouextract.annotate.institution_coref import ShortForms
from mouextract.annotate.institution_draft import GOVERNMENT_HEADS, Draft, government_draft
from mouextract.annotate.institution_holders import part_from_holders
from mouextract.annotate.institution_lexicon import Lexicon
from mouextract.annotate.institution_names import NameReader
from mouextract.annotate.institution_tokens import Tokens
from mouextract.annotate.institution_unify import unify
from mouextract.knowledge.regions import region
from mouextract.mentions import Annotations, InstitutionMention, RegionMention, Zone
from mouextract.rules import RuleSet

if TYPE_CHECKING:
    from spacy.vocab import Vocab

_STAND_INS = ("kabupaten", "kota", "provinsi")
_GOVERNMENT_RULES = {
    "kabupaten": "institution.government.kabupaten",
    "kota": "institution.government.kota",
    "province": "institution.government.provinsi",
}
_LIST_LENGTH = 3
# Words behind a known name up to the one that closes a longer name.
_LONGER = 6
_LIST_LINK = re.compile(r"\s*(?:,|dan|serta|, dan|, serta|&)\s*")

# Letters of the shortest acronym that may stand before the name in brackets that it is made of.
_ACRONYM = 3
_SMALL_WORDS = frozenset({"dan", "untuk", "di"})


def _with_short_before(tokens: Tokens, draft: Draft, claimed: bytearray) -> None:
    """`FKIR (Forum Komunikasi Industri Rotan)`: take the acronym and the brackets into the mention."""
    first, last = draft.start - 2, draft.end
    if first < 0 or last >= len(tokens) or tokens.texts[first + 1] != "(" or tokens.texts[last] != ")":
        return
    acronym = tokens.texts[first]
    words = (low for low in tokens.lows[draft.start : draft.end] if low.isalpha() and low not in _SMALL_WORDS)
    if claimed[first] or len(acronym) < _ACRONYM or not acronym.isupper():
        return
    if acronym.lower() == "".join(word[0] for word in words):
        draft.start, draft.end = first, last + 1
        draft.acronyms.append(acronym)
        claimed[first] = claimed[first + 1] = claimed[last] = 1


class InstitutionAnnotator:
    """Fills `ann.institutions`, no two mentions overlapping, in text order; reads `ann.regions`.

    Raises RuleError where a rule of its concern lacks what its label needs.
    """

    def __init__(self, rules: RuleSet, vocab: Vocab | None) -> None:
        lexicon = Lexicon(rules)
        self._lexicon = lexicon
        self._names = NameReader(lexicon)
        self._closers = CloserReader(lexicon)
        self._collectives = CollectiveReader(lexicon)
        self._short = ShortForms(lexicon)
        self._degree = degree_regex(rules)

    def annotate(self, ann: Annotations) -> None:
        """Add the institutions of the article, those of links to other articles and of readers' comments left out."""
        regions = ann.own_regions
        tokens = Tokens(ann.folded, regions, ann.words)
        claimed = _claimed(tokens, ann.links)
        cast = Cast(tokens, self._lexicon.speech)
        drafts = self._collectives.read(tokens, claimed)
        drafts += self._first_names(tokens, claimed, cast)
        drafts += self._stand_ins(tokens, ann, claimed)
        for draft in drafts:
            _with_short_before(tokens, draft, claimed)
        part_from_holders(self._lexicon, tokens, drafts, cast, claimed)
        drafts = unify(self._lexicon, tokens, drafts)
        drafts.sort(key=lambda d: d.start)
        more = self._short.resolve(tokens, drafts, regions, claimed, cast)
        slots = explained(self._lexicon, tokens, claimed)
        slots += self._closers.slots(tokens, claimed, cast)
        slots += self._closers.asides(tokens, claimed, cast)
        slots += self._closers.listed(tokens, claimed, cast, drafts)
        if slots:
            drafts += slots
            more += self._short.resolve(tokens, slots, regions, claimed, cast, bare=False)
        made = {id(draft): draft.institution() for draft in drafts}
        found = [(draft, False) for draft in drafts] + more
        for draft, generic in found:
            ann.institutions.append(
                InstitutionMention(
                    tokens.starts[draft.start],
                    tokens.ends[draft.end - 1],
                    draft.rule,
                    institution=made.get(id(draft)) or draft.institution(),
                    basis=draft.basis,
                    generic=generic,
                )
            )
        ann.institutions.sort(key=lambda mention: mention.start)

    def _first_names(self, tokens: Tokens, claimed: bytearray, cast: Cast) -> list[Draft]:
        """Names in full, from left to right."""
        drafts: list[Draft] = []
        for i in self._lexicon.tree.starts(tokens):
            if claimed[i]:
                continue
            found = self._names.read(tokens, i, cast)
            if not found:
                closed = self._closers.read(tokens, i, claimed)
                if closed is None:
                    continue
                found = (self._lengthened(tokens, closed, claimed, known=False) or closed,)
            elif (closed := self._lengthened(tokens, found[-1], claimed)) is not None:
                found = (closed,)
            if any(any(claimed[draft.start : draft.end]) for draft in found) or self._is_doctor(
                tokens, found[-1]
            ):
                continue
            for draft in found:
                for k in range(draft.start, draft.end):
                    claimed[k] = 1
            drafts += [draft for draft in found if not draft.void]
        return drafts

    def _is_doctor(self, tokens: Tokens, draft: Draft) -> bool:
        """`Direktur RSUD | dr. Fulan, MARS`: is what looks like a hospital's name its director's, with a degree?"""
        lexicon = self._lexicon
        if (
            draft.kind != "hospital"
            or not draft.start
            or tokens.lows[draft.start - 1] not in lexicon.directors
        ):
            return False
        doctor = any(low in lexicon.doctors for low in tokens.lows[draft.start + 1 : draft.end])
        # The first letter of `M. Kes` may have been taken for one more word of the name.
        last = draft.end - 1 if len(tokens.texts[draft.end - 1]) > 1 else draft.end - 2
        behind = tokens.ends[last]
        return doctor and self._degree.match(tokens.folded, behind) is not None

    def _lengthened(
        self, tokens: Tokens, draft: Draft, claimed: bytearray, known: bool = True
    ) -> Draft | None:
        """A name that is only the beginning of a longer one: Semen Indonesia Group, Petronas Muriah II Ltd; with
        `known`, only of one that the table or a region's name told.
        """
        if (
            draft.end >= len(tokens)
            or tokens.broken(draft.end)
            or draft.acronyms
            or (known and not (draft.known or draft.stand_in))
        ):
            return None
        for i in range(draft.end, min(draft.end + _LONGER, len(tokens))):
            if tokens.broken(i) or not (tokens.capital(i) or tokens.texts[i] == "&"):
                break
            closed = self._closers.read(tokens, i, claimed)
            if closed is not None:
                return closed if closed.start <= draft.start else None
        return None

    def _stand_ins(self, tokens: Tokens, ann: Annotations, claimed: bytearray) -> list[Draft]:
        """Regions named with their class word, which may stand for their governments."""
        drafts = []
        rule = self._lexicon.stand_in.id
        listed = _listed(ann)
        for mention in ann.regions:
            if (mention.head in _STAND_INS and mention.inside is None) or mention.start in listed:
                stand_in = True
            elif mention.head in GOVERNMENT_HEADS:
                stand_in = False
            else:
                continue
            start, end = tokens.at(mention.head_start), tokens.at(max(mention.start, mention.end - 1)) + 1
            if mention.head_start > mention.start or any(claimed[start:end]):
                start = tokens.at(mention.start)
            if any(claimed[start:end]) or end - start > 6:
                continue
            for k in range(start, end):
                claimed[k] = 1
            code = mention.code
            used = rule if stand_in else _GOVERNMENT_RULES[region(code).level]
            drafts.append(government_draft(start, end, used, code, stand_in=stand_in))
        return drafts


def _claimed(tokens: Tokens, links: Sequence[Zone]) -> bytearray:
    """Which words are no longer to be read: none but those of other texts."""
    claimed = bytearray(len(tokens) + 1)
    for zone in links:
        for i in range(bisect_left(tokens.starts, zone.start), bisect_left(tokens.starts, zone.end)):
            claimed[i] = 1
    return claimed


def _listed(ann: Annotations) -> set[int]:
    """Where regions without a class word begin that stand in a list of three or more of one level."""
    found: set[int] = set()
    row: list[RegionMention] = []
    for mention in ann.regions:
        if row and not (
            mention.level == row[-1].level
            and mention.inside is None
            and _LIST_LINK.fullmatch(ann.folded, row[-1].end, max(row[-1].end, mention.head_start))
        ):
            row = []
        row.append(mention)
        if len(row) >= _LIST_LENGTH:
            fresh = row if len(row) == _LIST_LENGTH else row[-1:]
            found.update(m.start for m in fresh if m.head is None and m.inside is None)
    return found
