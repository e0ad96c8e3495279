"""Bare nouns that stand for a body named elsewhere in the article: Pemkab, kejaksaan, kampus itu."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mouextract.annotate.institution_draft import GOVERNMENT_HEADS, Draft, government_draft
from mouextract.annotate.institution_lexicon import Lexicon
from mouextract.annotate.institution_tokens import Tokens
from mouextract.knowledge.grammar import POINTING
from mouextract.knowledge.regions import HEADS, full_name, government_kind, region
from mouextract.mentions import RegionMention
from mouextract.rules import Rule

_GOVERNMENTS = frozenset({"regency", "city", "province"})
_ACTING_HEADS = HEADS | GOVERNMENT_HEADS
_ACTING_VOTES = 3


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The names that a noun can stand for, in text order; `top` of them is named most, None at a tie."""

    drafts: list[Draft]
    starts: list[int]
    keys: int
    top: Draft | None


class BareNouns:
    """The bare nouns of one article, resolved to its `drafts` or, for governments, to its `regions`."""

    def __init__(
        self, lexicon: Lexicon, tokens: Tokens, drafts: Sequence[Draft], regions: Sequence[RegionMention]
    ) -> None:
        self._lexicon = lexicon
        self._tokens = tokens
        self._drafts = [d for d in drafts if not d.collective and not d.stand_in]
        self._regions = regions
        self._found: dict[str, _Candidates] = {}
        self._seats: dict[str, Draft | None] = {}

    def read(self, i: int, claimed: bytearray) -> Draft | None:
        """The body that a noun at word `i` stands for, as a mention of it; None where there is none."""
        best: tuple[int, Rule] | None = None
        for match in self._lexicon.generics.matches(self._tokens, i):
            if not any(claimed[k] for k in range(i, match.end)):
                best = match.end, match.entry
        if best is None:
            return None
        end, rule = best
        number = self._tokens.texts[end - 1] if rule.attrs.get("numbered") else ""
        if not number and self._part_of_more(i, end):
            return None
        candidates = self._candidates(rule, number)
        # In small letters these nouns mostly mean the kind, not a certain body.
        vague = not self._tokens.capital(i) and not rule.attrs.get("any")
        if vague and candidates.keys > 1 and self._pointed_at(end):
            vague = False
        if vague and (rule.attrs.get("capital") or candidates.keys > 1):
            return None
        target = self._target(i, candidates)
        if target is None and set(rule.attrs["kinds"]) <= _GOVERNMENTS:
            target = self._seat(rule)
        if target is None and "each" in rule.attrs and self._tokens.capital(i):
            target = self._local(rule)
        if target is None:
            return None
        return replace(target, start=i, end=end, rule=rule.id, acronyms=[], basis="inferred", stand_in=False)

    def _pointed_at(self, end: int) -> bool:
        """`rumah sakit itu`: does the noun mean one that was named before?"""
        return self._tokens.lows[end - 1] in POINTING

    def _part_of_more(self, i: int, end: int) -> bool:
        """Does the noun mean no certain body (pemerintah daerah lain), or begin a name?"""
        tokens = self._tokens
        if end >= len(tokens) or tokens.broken(end):
            return False
        if tokens.lows[end] in self._lexicon.uncertain:
            return True
        return tokens.capital(i) and tokens.capital(end) and not tokens.titled(i)

    def _candidates(self, rule: Rule, number: str) -> _Candidates:
        """Those of the rule's kinds; where the noun bears a `number` (Daop 4), those that bear it too."""
        place = rule.id + number
        if place not in self._found:
            kinds, prefix = rule.attrs["kinds"], rule.value or ""
            drafts = [
                d
                for d in self._drafts
                if d.kind in kinds and d.name.startswith(prefix) and (not number or number in d.name.split())
            ]
            counts = Counter(d.key for d in drafts).most_common(2)
            lone = len(counts) == 1 or (len(counts) > 1 and counts[0][1] > counts[1][1])
            top = next(d for d in drafts if d.key == counts[0][0]) if lone else None
            keys = len({d.key for d in drafts})
            self._found[place] = _Candidates(drafts, [d.start for d in drafts], keys, top)
        return self._found[place]

    def _target(self, i: int, candidates: _Candidates) -> Draft | None:
        """The only candidate; else the last before within the paragraph, the most named, the last before."""
        if candidates.keys < 2:
            return candidates.top
        n = bisect_right(candidates.starts, i)
        if n == 0:
            return candidates.top or candidates.drafts[0]
        last = candidates.drafts[n - 1]
        tokens = self._tokens
        near = tokens.line(last.end - 1) == tokens.line(i)
        return last if near or candidates.top is None else candidates.top

    def _local(self, rule: Rule) -> Draft | None:
        """The office of a kind of which each region has one, named by it: the one of the article's only region."""
        provincial = rule.attrs["each"] == "province"
        codes = {d.code for d in self._drafts if d.code is not None} or {
            r.code for r in self._regions if r.head in _ACTING_HEADS
        }
        codes = {code for code in codes if (region(code).level == "province") == provincial}
        if len(codes) != 1:
            return None
        (code,) = codes
        place = full_name(code) if rule.attrs["each"] == "class" else region(code).name
        kind = rule.attrs["kinds"][0]
        return Draft(0, 0, rule.id, f"{rule.value} {place}", kind, region=code)

    def _seat(self, rule: Rule) -> Draft | None:
        """The government of the region that the article speaks of most, where no government is named."""
        if rule.id in self._seats:
            return self._seats[rule.id]
        votes: Counter[str] = Counter()
        for mention in self._regions:
            if (
                mention.inside in (None, "own", "dateline")
                and government_kind(mention.level) in rule.attrs["kinds"]
            ):
                votes[mention.code] += _ACTING_VOTES if mention.head in _ACTING_HEADS else 1
        ranked = votes.most_common(2)
        self._seats[rule.id] = None
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            self._seats[rule.id] = government_draft(0, 0, rule.id, ranked[0][0], "inferred")
        return self._seats[rule.id]
