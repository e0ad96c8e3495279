"""Which region a printed name means: the namesakes of one article decided together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mouextract.annotate.regions_context import Context
from mouextract.annotate.regions_names import Hit
from mouextract.knowledge.regions import Region, district_regions, normal_form
from mouextract.rules import Rule, RuleSet

_PLACE_BEFORE = re.compile(r"((?:[A-Z][\w'-]+ ){0,2}[A-Z][\w'-]+) ?, ?$")
_ALL_OF = re.compile(r"\b[Ss]e-?$")
_BEFORE = 60
# Matches nowhere: a label of which no rule is left.
_NOTHING = "(?!)"


@dataclass(frozen=True, slots=True)
class ResolvingWords:
    """`district`: a district's name behind its class; `regency`, `city`: words for one's government."""

    district: re.Pattern[str]
    regency: re.Pattern[str]
    city: re.Pattern[str]

    @classmethod
    def of(cls, rules: RuleSet) -> ResolvingWords:
        """Read them from the rules."""
        levels = rules.of("regions", "government_word")
        return cls(
            district=re.compile(rf"\b{_any_of(rules.of('regions', 'district'))} ((?:[A-Z][a-z]+ ?){{1,3}})"),
            regency=re.compile(rf"\b{_any_of(rule for rule in levels if rule.value == 'kabupaten')}\b"),
            city=re.compile(rf"\b{_any_of(rule for rule in levels if rule.value == 'kota')}\b"),
        )


@dataclass(slots=True, eq=False)
class Draft:
    """A name on its way to a mention.

    `options`: the regions that it can still mean; a mention is made of the one that is left. `head`: the head
    that holds for it; `inherited`: the rule by which it came from elsewhere, None for its own. `listed`: the
    draft before it in a list; `continued`: whether the list goes on after it. `certain`: False once a mere
    default decides.
    """

    hit: Hit
    context: Context
    options: list[Region]
    dateline: bool = False
    listed: Draft | None = None
    continued: bool = False
    head: str | None = None
    inherited: str | None = None
    certain: bool = True

    @property
    def code(self) -> str | None:
        """The code, once only one region is left."""
        return self.options[0].code if len(self.options) == 1 else None

    @property
    def province_code(self) -> str | None:
        """The code of its province, once only one region is left."""
        return self.options[0].province_code if len(self.options) == 1 else None

    @property
    def province(self) -> bool:
        """Whether it means a province, for sure."""
        return len(self.options) == 1 and self.options[0].level == "province"

    def keep(
        self, *, level: str | None = None, province: str | None = None, codes: Sequence[str] = ()
    ) -> bool:
        """Keeps only the options that fit; False, and nothing changed, where none would be left."""
        left = [
            option
            for option in self.options
            if (level is None or option.level == level)
            and (province is None or option.province_code == province)
            and (not codes or option.code in codes)
        ]
        if left:
            self.options = left
        return bool(left)


def resolve(folded: str, drafts: Sequence[Draft], words: ResolvingWords) -> None:
    """Leaves every draft with one option; `certain` turns False where only a default decided."""
    if all(len(draft.options) == 1 for draft in drafts):
        return
    for index, draft in enumerate(drafts):
        if draft.code is None:
            _by_neighbours(
                folded,
                draft,
                drafts[index - 1] if index else None,
                drafts[index + 1] if index + 1 < len(drafts) else None,
            )
    article = _Article.of(folded, drafts, words)
    for draft in drafts:
        if draft.code is None:
            _by_article(draft, article)


def _by_neighbours(folded: str, draft: Draft, previous: Draft | None, following: Draft | None) -> None:
    """What stands right beside the name: its district, its province, the other items of its list."""
    start = draft.context.start
    before = folded[max(0, start - _BEFORE) : start]
    place = _PLACE_BEFORE.search(before)
    if place is not None:
        words = place[1].split()
        for size in range(len(words), 0, -1):
            codes = district_regions().get(normal_form(" ".join(words[-size:])))
            if codes and draft.keep(codes=codes):
                break
    if draft.context.prefers is not None:
        draft.keep(level=draft.context.prefers)
    if _ALL_OF.search(before):
        draft.keep(level="province")
    if following is not None and following.listed is draft and following.province:
        draft.keep(province=following.options[0].code)
    if previous is None or draft.inherited is not None:
        return
    if draft.listed is previous and previous.province:
        draft.keep(level="province")
    elif previous.code is not None and not draft.continued:
        # "Boalemo, Gorontalo": the province of the place before; in a longer list it is one more item.
        between = folded[previous.hit.end : start].strip()
        if between in ("", ",", "(", "-") and any(
            option.code == previous.province_code for option in draft.options
        ):
            draft.keep(level="province")


@dataclass(slots=True)
class _Article:
    """What an article tells about its regions, gathered once.

    `places`: for each name, where it stands for sure, and as which code. `districts`: regencies and cities
    with a namesake whose districts it names. `provinces` of all that is sure. `level`: the only one of
    kabupaten and kota whose government the article speaks of, where no other regency or city is named.
    """

    places: dict[str, tuple[list[int], list[str]]] = field(default_factory=dict)
    districts: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    level: str | None = None

    @classmethod
    def of(cls, folded: str, drafts: Sequence[Draft], words: ResolvingWords) -> _Article:
        """Gather."""
        article = cls(districts=_named_districts(folded, words.district))
        provinces = set()
        alone = True
        for draft in drafts:
            if len(draft.options) != 1:
                continue
            found = draft.options[0]
            provinces.add(found.province_code)
            if draft.context.inside != "other" or draft.head is not None:
                positions, codes = article.places.setdefault(found.name, ([], []))
                positions.append(draft.hit.start)
                codes.append(found.code)
                alone = alone and found.level == "province"
        article.provinces = frozenset(provinces)
        if alone:
            regency, city = bool(words.regency.search(folded)), bool(words.city.search(folded))
            if regency != city:
                article.level = "kabupaten" if regency else "kota"
        return article


def _named_districts(folded: str, district: re.Pattern[str]) -> frozenset[str]:
    codes: set[str] = set()
    for match in district.finditer(folded):
        words = match[1].split()
        for size in range(len(words), 0, -1):
            found = district_regions().get(normal_form(" ".join(words[:size])), ())
            if len(found) == 1:
                codes.update(found)
            if found:
                break
    return frozenset(codes)


def _by_article(draft: Draft, article: _Article) -> None:
    """The rest of the article: a sure mention, a district, the province it is about; else the default."""
    if draft.dateline and any(option.level == "kota" for option in draft.options):
        draft.options = [option for option in draft.options if option.level != "province"]
    near = [option.code for option in draft.options if option.code in article.districts]
    told = False
    for name in dict.fromkeys(option.name for option in draft.options):
        positions, codes = article.places.get(name, ((), ()))
        if not positions:
            continue
        distinct = set(codes)
        at = max(bisect_left(positions, draft.hit.start) - 1, 0)
        if draft.keep(codes=tuple(distinct) if len(distinct) == 1 else (codes[at],)):
            told = True
            draft.certain = len(distinct) == 1
    if not told and len(near) == 1:
        draft.keep(codes=near)
    if len({option.province_code for option in draft.options}) > 1:
        fitting = article.provinces & {option.province_code for option in draft.options}
        if len(fitting) == 1:
            draft.keep(province=next(iter(fitting)))
    if draft.code is not None:
        return
    draft.certain = False
    if article.level is not None and not draft.dateline:
        draft.keep(level=article.level)
    # Same name and no hint: the city.
    draft.keep(level="kota")
    draft.options = draft.options[:1]


def _any_of(rules: Iterable[Rule]) -> str:
    """A regex's group for any of the rules' phrases, whatever the case."""
    phrases = "|".join(re.escape(phrase) for rule in rules for phrase in rule.phrases)
    return f"(?i:{phrases or _NOTHING})"
