"""Which region a printed name means: namesakes of one article decided together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mouextract.annotate.regions_context import Context
from mouextract.annotate.regions_names import Hit
from mouextract.knowledge.regions import Region, district_regions, normal_form, region

_DISTRICT = re.compile(r"\b(?i:kecamatan|kec\.|distrik) ((?:[A-Z][a-z]+ ?){1,3})")
_PLACE_BEFORE = re.compile(r"((?:[A-Z][\w'-]+ ){0,2}[A-Z][\w'-]+), ?$")
_REGENCY_WORDS = re.compile(r"\b(?i:bupati|pemkab|pemerintah kabupaten)\b")
_CITY_WORDS = re.compile(r"\b(?i:wali ?kota|pemkot|pemko|pemerintah kota|wako|wawako)\b")


@dataclass(slots=True)
class Draft:
    """A name on its way to a mention.

    `options`: the regions that it can still mean, best known first; the mention stands when one is left.
    `listed`: the draft before it in a list. `decided`: the rule or default that chose.
    """

    hit: Hit
    context: Context
    options: list[Region]
    dateline: bool = False
    listed: Draft | None = None
    head: str | None = None
    certain: bool = True
    inherited: bool = False

    @property
    def code(self) -> str | None:
        """The code, once only one region is left."""
        return self.options[0].code if len(self.options) == 1 else None

    def keep(self, *, level: str | None = None, province: str | None = None, codes: Sequence[str] = ()) -> bool:
        """Keeps only the options that fit; False, and nothing changed, where none would be left."""
        left = [
            option
            for option in self.options
            if (level is None or option.level == level)
            and (province is None or option.province_code == province)
            and (not codes or option.code in codes)
        ]
        if not left:
            return False
        self.options = left
        return True


def resolve(folded: str, drafts: Sequence[Draft]) -> None:
    """Leaves every draft with one option; `certain` turns False where only a default decided."""
    open_drafts = [draft for draft in drafts if len(draft.options) > 1]
    if not open_drafts:
        return
    for draft in open_drafts:
        _by_neighbours(folded, draft, drafts)
    headed = _headed(drafts)
    districts = _named_districts(folded)
    for draft in open_drafts:
        if draft.code is None:
            _by_article(folded, draft, drafts, headed, districts)


def _by_neighbours(folded: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """What stands right beside the name: its province, its district, the other items of its list."""
    start = draft.context.start
    before = folded[max(0, start - 60) : start]
    place = _PLACE_BEFORE.search(before)
    if place is not None:
        words = place[1].split()
        for size in range(len(words), 0, -1):
            codes = district_regions().get(normal_form(" ".join(words[-size:])), ())
            if codes and draft.keep(codes=codes) and draft.code is not None:
                return
    if re.search(r"\b[Ss]e-?$", before):
        draft.keep(level="province")
    index = drafts.index(draft)
    after = drafts[index + 1] if index + 1 < len(drafts) else None
    if after is not None and after.listed is draft and after.code is not None and len(after.code) == 2:
        draft.keep(province=after.code)
    previous = draft.listed
    if previous is not None and previous.code is not None and not draft.inherited:
        if len(previous.code) == 2:
            draft.keep(level="province")
        elif folded[previous.hit.end : start].strip() in (",", "(", "-") and (after is None or after.listed is not draft):
            # "Boalemo, Gorontalo": the province of the place before; in a longer list it is one more item.
            if any(o.level == "province" and o.code == previous.code[:2] for o in draft.options):
                draft.keep(level="province")


def _headed(drafts: Sequence[Draft]) -> Mapping[str, list[Draft]]:
    """Drafts whose own words tell the region, by name."""
    found: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.code is not None and (draft.head is not None or draft.context.inside != "other"):
            found.setdefault(draft.options[0].name, []).append(draft)
    return found


def _named_districts(folded: str) -> frozenset[str]:
    """Codes of the regencies and cities with a namesake whose districts the article names as such."""
    codes: set[str] = set()
    for match in _DISTRICT.finditer(folded):
        words = match[1].split()
        for size in range(len(words), 0, -1):
            found = district_regions().get(normal_form(" ".join(words[:size])), ())
            if len(found) == 1:
                codes.update(found)
            if found:
                break
    return frozenset(codes)


def _by_article(
    folded: str,
    draft: Draft,
    drafts: Sequence[Draft],
    headed: Mapping[str, list[Draft]],
    districts: frozenset[str],
) -> None:
    """The rest of the article: a mention with a head, a district, the province it is about; else the default."""
    names = {option.name for option in draft.options}
    said = [d for name in names for d in headed.get(name, ()) if d.options[0] in draft.options]
    told = {d.options[0].code for d in said}
    if len(told) == 1 and draft.keep(codes=tuple(told)):
        return
    if told:
        before = [d for d in said if d.hit.start < draft.hit.start]
        nearest = max(before, key=lambda d: d.hit.start) if before else min(said, key=lambda d: d.hit.start)
        draft.keep(codes=(nearest.options[0].code,))
        draft.certain = False
        return
    near = [option.code for option in draft.options if option.code in districts]
    if len(near) == 1 and draft.keep(codes=near):
        return
    if len({option.province_code for option in draft.options}) > 1:
        provinces = {d.options[0].province_code for d in drafts if d.code is not None}
        fitting = {option.province_code for option in draft.options} & provinces
        if len(fitting) == 1:
            draft.keep(province=fitting.pop())
    if draft.code is not None:
        return
    draft.certain = False
    others = any(d.code is not None and len(d.code) > 2 and d.context.inside != "other" for d in drafts)
    if not others and not draft.dateline:
        regency, city = bool(_REGENCY_WORDS.search(folded)), bool(_CITY_WORDS.search(folded))
        if regency != city:
            draft.keep(level="kabupaten" if regency else "kota")
    for level in ("kota", "kabupaten"):
        if len(draft.options) > 1:
            draft.keep(level=level)
    draft.options = draft.options[:1]


def regions_of(codes: Sequence[str]) -> list[Region]:
    """The regions of codes, each once, in their order."""
    return [region(code) for code in dict.fromkeys(codes)]
