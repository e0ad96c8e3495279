"""Makes one body of the names that an article uses for it: the fuller name lends itself to the shorter."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from mouextract.annotate.institution_acronyms import by_acronym, by_initials_and_place, confirmed, rebind
from mouextract.annotate.institution_draft import (
    Draft,
    bare_name,
    numbered_parts,
    prefixes,
    region_class,
)
from mouextract.annotate.institution_fuller import (
    FIRMS,
    REGION_BEHIND,
    hospitals,
    initials_of,
    named_after,
    own_names,
    parts_of_ministries,
    schools,
    spelt_offices,
    take,
    take_only,
)
from mouextract.annotate.institution_lexicon import Lexicon, opens
from mouextract.annotate.institution_links import AND
from mouextract.annotate.institution_tokens import Tokens
from mouextract.knowledge.regions import HEADS, full_name, region

_OWN_WORDS = 2
_OR = frozenset({"atau", "alias"})
_BOARD_REACH = 4


def unify(lexicon: Lexicon, tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
    """The drafts that hold, each with its body's fullest name in this article."""
    held = confirmed(tokens, drafts, lexicon.confirming)
    rebind(tokens, held)
    _cut_to_plain(lexicon, tokens, held)
    only = _only_region(tokens, held)
    _branches(tokens, held, only)
    _first_in_full(lexicon, tokens, held)
    _two_names(tokens, held)
    _translated(held)
    by_acronym(tokens, held)
    by_initials_and_place(tokens, held)
    _by_number(held)
    _boards(lexicon, held)
    _offices(lexicon, tokens, held, only)
    spelt_offices(held)
    _faculties(lexicon, held)
    _classes(held)
    hospitals(tokens, held)
    named_after(tokens, held)
    schools(held)
    parts_of_ministries(held)
    own_names(held)
    return _fullest([d for d in held if not _of_nowhere(tokens, d)])


def _cut_to_plain(lexicon: Lexicon, tokens: Tokens, drafts: list[Draft]) -> None:
    """Cut a name that goes on over its head's own name, or a headline's next words, where a plain mention of
    the body shows its end.
    """
    whole = [d for d in drafts if not d.led and d.known is None and d.code is None]
    plain = {_without_region(d.name): d for d in whole}
    forms = lexicon.dropped_forms
    plain |= {bare_name(d.name, forms): d for d in whole if d.kind in FIRMS} | {d.name: d for d in whole}
    for draft in drafts:
        runs_on = draft.led or (
            tokens.starts[draft.start] < tokens.headline_end and tokens.titled(draft.start)
        )
        if not runs_on or draft.known is not None or draft.code is not None:
            continue
        words = draft.name.split()
        for n in range(len(words) - 1, 1, -1):
            twin = plain.get(" ".join(words[:n])) if words[n] not in (*AND, "Kabupaten", "Kota") else None
            if twin is not None and not draft.acronyms and draft.region in (None, twin.region):
                draft.end = max(draft.start + 1, draft.end - (len(words) - n))
                draft.name, draft.region = twin.name, twin.region
                break


def _without_region(name: str) -> str:
    """Perumda Air Minum Contoh, of Perumda Air Minum Contoh Kota Contoh."""
    return REGION_BEHIND.sub("", name)


def _only_region(tokens: Tokens, drafts: list[Draft]) -> str | None:
    """The one region whose government the article names or, where it names none, whose head or offices."""
    codes = (
        {d.code for d in drafts if d.code is not None and not d.stand_in}
        or {region.code for region in tokens.regions if region.head in HEADS}
        or {d.region for d in drafts if d.own and d.region is not None}
        or {d.region for d in drafts if d.branch and d.region is not None and "." in d.region}
    )
    return codes.pop() if len(codes) == 1 else None


def _branches(tokens: Tokens, drafts: list[Draft], only: str | None) -> None:
    """The bare name of a body of which the article names one branch only, before it, means that branch.

    With `setempat` behind it, it does so anywhere. Of a body that each region has, of which no branch is named,
    it means the one of the article's only region.
    """
    branches: dict[str, dict[str, Draft]] = {}
    for draft in drafts:
        if draft.known is None or not draft.known.branches:
            continue
        known = draft.known.id
        if draft.branch:
            branches.setdefault(known, {}).setdefault(draft.key, draft)
    for draft in drafts:
        if draft.known is None or draft.branch:
            continue
        if draft.known.id not in branches:
            if draft.known.everywhere and only is not None:
                draft.name, draft.region, draft.branch = f"{draft.known.name} {full_name(only)}", only, True
                draft.basis = "inferred"
            continue
        found = list(branches[draft.known.id].values())
        local = tokens.local(draft.end)
        if len(found) == 1 and (local or (draft.start > found[0].start and not draft.acronyms)):
            take(draft, found[0])


def _first_in_full(lexicon: Lexicon, tokens: Tokens, drafts: list[Draft]) -> None:
    """A name that shortens the only longer one of its kind named before it means the same body; so does a
    company's in the headline, wherever it is named in full.
    """
    own = [draft for draft in drafts if draft.known is None and draft.code is None]
    longer: dict[tuple[str, str], dict[str, Draft]] = {}
    for draft in own:
        family, name = _family(lexicon, draft)
        if _tells_enough(lexicon, draft, name):
            take_only(draft, longer.get((family, name), {}))
        if not draft.led or tokens.texts[draft.end : draft.end + 1] == [","]:
            # … or of an office whose holder's name a comma parts from it
            family, name = _family(lexicon, draft)
            for prefix in prefixes(name):
                longer.setdefault((family, prefix), {}).setdefault(draft.key, draft)
    title = tokens.headline_end
    for draft in own if title < len(tokens.folded) else ():
        if draft.kind in FIRMS and tokens.starts[draft.start] < title:
            family, name = _family(lexicon, draft)
            if _tells_enough(lexicon, draft, name):
                take_only(draft, longer.get((family, name), {}))


def _tells_enough(lexicon: Lexicon, draft: Draft, name: str) -> bool:
    """May the name be the beginning of a longer one: of two words or more, a firm's behind PT (`PT Contoh`), or a
    hospital's that is no place's (`RSUD Contoh`)?
    """
    if draft.kind == "hospital" and draft.region is None and len(name.split()) >= _OWN_WORDS:
        return True
    own = name if draft.kind in FIRMS else draft.core
    form = draft.name.partition(" ")[0].lower()
    return len(own.split()) >= _OWN_WORDS or (draft.kind in FIRMS and form in lexicon.forms_before)


def _two_names(tokens: Tokens, drafts: list[Draft]) -> None:
    """`Majlis Bandaraya X atau X City Council`: two names of one body abroad, which share its own word."""
    same: dict[str, Draft] = {}
    for first, second in pairwise(sorted(drafts, key=lambda d: d.start)):
        if (
            first.kind == second.kind == "foreign"
            and second.start == first.end + 1
            and tokens.lows[first.end] in _OR
            and set(first.core.split()) & set(second.core.split())
        ):
            same.setdefault(second.key, first)
    for draft in drafts if same else ():
        if (other := same.get(draft.key)) is not None:
            take(draft, other)


def _translated(drafts: list[Draft]) -> None:
    """A foreign body's translated name means the one that its own name in brackets has been bound to."""
    own = {(d.rule, d.core): d for d in drafts if d.kind == "foreign" and d.name in d.acronyms}
    for draft in drafts if own else ():
        other = own.get((draft.rule, draft.core))
        if other is not None and other is not draft:
            take(draft, other)


def _family(lexicon: Lexicon, draft: Draft) -> tuple[str, str]:
    """Which names shorten which: those of one rule, or of any company, whose legal form is left out."""
    if draft.kind in FIRMS:
        return "", bare_name(draft.name, lexicon.dropped_forms)
    return draft.rule, draft.name


def _by_number(drafts: list[Draft]) -> None:
    """Kodam IX, Kodam Udayana and Kodam IX/UDY are Kodam IX/Udayana, where the article names it so."""
    whole: dict[str, dict[str, Draft]] = {}
    for draft in drafts:
        for part in numbered_parts(draft.name) if draft.kind == "military" else ():
            whole.setdefault(part, {})[draft.key] = draft
    for draft in drafts:
        if draft.kind == "military" and draft.known is None:
            take_only(draft, whole.get(draft.name, {}))
            number, _, proud = draft.name.rpartition("/")
            if proud.isupper() and len(proud) > 1:
                same = whole.get(number, {})
                take_only(
                    draft,
                    {k: d for k, d in same.items() if initials_of(d.name.rpartition("/")[2]) == proud},
                )


def _boards(lexicon: Lexicon, drafts: list[Draft]) -> None:
    """Of an association whose board has been named (Pengurus Pusat X), the bare name means the board."""
    boards: dict[str, dict[str, Draft]] = {}
    bodies = [draft for draft in drafts if draft.kind == "association"]
    for draft in bodies:
        words = draft.name.split()
        if words[0].lower() in lexicon.boards:
            for n in range(1, min(_BOARD_REACH, len(words))):
                boards.setdefault(" ".join(words[n:]), {})[draft.key] = draft
    for draft in bodies:
        found = boards.get(draft.name, {})
        if len(found) == 1:
            other = next(iter(found.values()))
            take(draft, other)
            draft.known, draft.short = other.known, other.short


def _offices(lexicon: Lexicon, tokens: Tokens, drafts: list[Draft], only: str | None) -> None:
    """A name that another lengthens by its region alone means the same body.

    A region's office that is named without the region gets `only`; else the one regency or city that the article
    names at all.
    """
    if only is None:
        named = {region.code for region in tokens.regions if region.level != "province"}
        only = named.pop() if len(named) == 1 else None
    longer: dict[tuple[str, str], dict[str, Draft]] = {}
    for draft in drafts:
        if draft.known is None and draft.code is None and draft.region not in (None, "foreign"):
            for prefix in prefixes(draft.name):
                longer.setdefault((draft.rule, prefix), {}).setdefault(draft.key, draft)
    for draft in drafts:
        if draft.known is not None or draft.region is not None or draft.code is not None or draft.collective:
            continue
        fitting = longer.get((draft.rule, draft.name), {})
        if len(fitting) == 1:
            take(draft, next(iter(fitting.values())))
        elif draft.own and draft.kind in ("office", "council") and only is not None:
            draft.region = only
            if opens(draft.name, lexicon.regional):
                draft.name, draft.basis = f"{draft.name} {full_name(only)}", "inferred"
        elif only is not None and tokens.local(draft.end):
            draft.name, draft.region, draft.basis = f"{draft.name} {region(only).name}", only, "inferred"


def _of_nowhere(tokens: Tokens, draft: Draft) -> bool:
    """`Polres setempat`, of a place that the article does not tell: no body that can be named."""
    printed = tokens.folded[tokens.starts[draft.start] : tokens.ends[draft.end - 1]]
    return draft.region is None and draft.core == printed and tokens.local(draft.end)


def _faculties(lexicon: Lexicon, drafts: list[Draft]) -> None:
    """A faculty that is named without its university belongs to the one university of the article."""
    parts = (*lexicon.faculties, *lexicon.bureaus)
    whole = {d.key: d for d in drafts if d.kind == "university" and not opens(d.name, parts)}
    names = {d.name for d in whole.values()}
    if len(names) != 1:
        return
    (university,) = names
    for draft in drafts:
        if (
            draft.kind == "university"
            and draft.known is None
            and opens(draft.name, lexicon.faculties)
            and lexicon.owners.isdisjoint(f"{draft.core} {draft.name}".lower().split())
        ):
            draft.name, draft.basis = f"{draft.name} {university}", "inferred"


def _classes(drafts: list[Draft]) -> None:
    """Tell Kejaksaan Negeri Kota X from Kejaksaan Negeri Kabupaten X, where the article has both."""
    classes: dict[str, set[str]] = {}
    for draft in drafts:
        if (word := region_class(draft.name)) is not None and draft.region is not None:
            classes.setdefault(draft.key, set()).add(word)
    for draft in drafts:
        draft.classed = len(classes.get(draft.key, ())) > 1 and region_class(draft.name) is not None


def _fullest(drafts: list[Draft]) -> list[Draft]:
    """Each body under its longest name, with the short name that brackets bind to it."""
    names: dict[str, str] = {}
    shorts: dict[str, str] = {}
    for draft in drafts:
        key = draft.key
        fuller = (
            draft.branch
            or (draft.own and draft.region is not None)
            or (draft.known is not None and draft.basis == "table")
        )
        if fuller and len(draft.name) > len(names.get(key, "")):
            names[key] = draft.name
        for text in draft.acronyms:
            shorts.setdefault(key, text)
    held = []
    for draft in drafts:
        key = draft.key
        name, short = names.get(key, draft.name), draft.short or shorts.get(key)
        held.append(
            replace(draft, name=name, short=short) if (name, short) != (draft.name, draft.short) else draft
        )
    return held
