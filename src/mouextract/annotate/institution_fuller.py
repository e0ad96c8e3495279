"""Shorter names of a body that one fuller name in the article explains: by initials, place, ministry or brand."""

from __future__ import annotations

import re

from mouextract.annotate.institution_draft import Draft, part_of_ministry
from mouextract.annotate.institution_tokens import Tokens
from mouextract.knowledge.regions import region

FIRMS = ("company", "bank")
_SMALL = frozenset({"dan", "&", "di", "of", "and"})
# Words that a short name is made of at least; letters of the first, and words that it may leave out.
_PARTS = 2
INITIALS = 3
"""Letters of a short name that a name's initials alone explain."""
REGION_BEHIND = re.compile(r" (?:Kabupaten|Kota) .+$")


def hospitals(tokens: Tokens, drafts: list[Draft]) -> None:
    """`RSUD Harapan` is `RSUD Harapan Kota X`, where the article names only one with a place behind that name."""
    placed: dict[str, dict[str, Draft]] = {}
    found = [draft for draft in drafts if draft.kind == "hospital" and draft.known is None]
    for draft in found:
        base, code = _before_place(tokens, draft)
        if code is not None:
            longest = placed.setdefault(base, {}).setdefault(code, draft)
            if len(draft.name) > len(longest.name):
                placed[base][code] = draft
    for draft in found if placed else ():
        base, code = _before_place(tokens, draft)
        whole = placed.get(base, {})
        if code is None:
            take_only(draft, whole)
        elif draft is not whole[code]:
            take(draft, whole[code])


def named_after(tokens: Tokens, drafts: list[Draft]) -> None:
    """`RSUP Prof. Fulan` is `RSUP Prof. dr. A.B. Fulan Kota X`: of one head and one last word."""
    whole: dict[tuple[str, str], dict[str, Draft]] = {}
    words = [
        (draft, _before_place(tokens, draft)[0].split())
        for draft in drafts
        if draft.kind == "hospital" and draft.known is None
    ]
    lengths = {id(draft): len(name) for draft, name in words}
    for draft, name in words:
        if any("." in word for word in name[1:-1]):
            whole.setdefault((name[0], name[-1]), {})[draft.key] = draft
    for draft, name in words if whole else ():
        found = whole.get((name[0], name[-1]), {})
        most = max((lengths[id(other)] for other in found.values()), default=0)
        longest = {key: other for key, other in found.items() if lengths[id(other)] == most > len(name) > 1}
        if all(set(name) <= set(other.name.split()) for other in longest.values()):
            take_only(draft, longest)


def schools(drafts: list[Draft]) -> None:
    """`SMK Harapan` is `Sekolah Menengah Kejuruan Harapan Kota X`, where the article names one so."""
    found = [draft for draft in drafts if draft.kind == "school" and draft.known is None]
    whole: dict[str, dict[str, Draft]] = {}
    for draft in found:
        words = draft.name.split()
        head = len(words) - len(draft.core.split())
        if draft.core and head > 1:
            short = initials_of(" ".join(words[:head]))
            for n in range(head + 1, len(words) + 1):
                whole.setdefault(" ".join([short, *words[head:n]]), {})[draft.key] = draft
    for draft in found if whole else ():
        take_only(draft, whole.get(draft.name, {}))


def _before_place(tokens: Tokens, draft: Draft) -> tuple[str, str | None]:
    """A body's name without the place that closes it, and the place's code; a place alone is no name."""
    for k in range(draft.start + 1, draft.end):
        place = tokens.place(k)
        if place is not None and place.end == draft.end:
            printed = tokens.folded[tokens.starts[k] : tokens.ends[place.end - 1]]
            core = draft.core.removesuffix(printed).strip()
            if core and core != draft.core:
                return draft.name.removesuffix(printed).strip(), place.region.code
            break
    return draft.name, None


def spelt_offices(drafts: list[Draft]) -> None:
    """`Dinas PUPR X` is `Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten X`, where the article names both."""
    spelt: dict[tuple[str, str | None, str], dict[str, Draft]] = {}
    offices = [draft for draft in drafts if draft.own and draft.known is None and draft.region is not None]
    for draft in offices:
        if len(initials := initials_of(_task(draft))) >= INITIALS:
            spelt.setdefault((draft.rule, draft.region, initials), {})[draft.key] = draft
    for draft in offices:
        if (task := _task(draft)).isupper() and " " not in task:
            take_only(draft, spelt.get((draft.rule, draft.region, task), {}))


def _task(draft: Draft) -> str:
    """What a region's office is for: its name without the head and the region."""
    task = REGION_BEHIND.sub("", draft.core)
    return task.removesuffix(region(draft.region).name).strip() if draft.region is not None else task


def parts_of_ministries(drafts: list[Draft]) -> None:
    """A part of a ministry that the article names with it once bears the whole name throughout."""
    whole: dict[str, dict[str, Draft]] = {}
    for draft in drafts:
        if draft.known is None and (part := part_of_ministry(draft.name)) is not None:
            whole.setdefault(part, {})[draft.key] = draft
    for draft in drafts if whole else ():
        if draft.known is None:
            take_only(draft, whole.get(draft.name, {}))


def own_names(drafts: list[Draft]) -> None:
    """A branch bears the firm's own name where the article prints that, as the firm itself does, not the brand."""
    full: dict[str, str] = {}
    for draft in drafts:
        if (
            draft.kind in FIRMS
            and draft.known
            and len(draft.full) > len(full.get(draft.known.id, draft.known.name))
        ):
            full[draft.known.id] = draft.full
    for draft in drafts:
        if draft.branch and draft.known is not None and draft.known.id in full:
            brand = draft.known.name
            if draft.name.startswith(f"{brand} "):
                draft.full = full[draft.known.id]
                draft.name = draft.full + draft.name.removeprefix(brand)


def take(draft: Draft, other: Draft) -> None:
    """Let a draft mean what another means."""
    draft.name, draft.region, draft.branch, draft.own = other.name, other.region, other.branch, other.own
    draft.basis = "inferred"


def take_only(draft: Draft, found: dict[str, Draft]) -> None:
    """Let a draft mean the body found, if it is the only one."""
    if len(found) == 1:
        take(draft, next(iter(found.values())))


def initials_of(core: str) -> str:
    """The first letters of a name's words that have capitals."""
    return "".join(word[0] for word in core.split() if word[0].isupper())


def spells(short: str, name: str) -> bool:
    """Is the short name made of the beginnings of the name's words, from the first on (`Unmisal`, of Universitas
    Misalia; `BUMDes`)? In capitals, of one letter of each.
    """
    printed = [word for word in name.split() if word.lower() not in _SMALL]
    if short.isupper():
        return short == "".join(word if word.isupper() else word[0].upper() for word in printed)
    words, low = [word.lower() for word in printed], short.lower()
    mixed = sum(map(str.isupper, short)) > 1
    if len(words) < _PARTS or len(low) <= _PARTS or not (mixed or low.startswith(words[0][:_PARTS])):
        return False
    # Letters used up by the words so far, in every way.
    reached = {0}
    for n, word in enumerate(words):
        reached = {
            i + k
            for i in reached
            for k in range(1, min(len(word), len(low) - i) + 1)
            if word.startswith(low[i : i + k])
        }
        if len(low) in reached:
            return n + 1 >= _PARTS and len(words) - n <= _PARTS
    return False
