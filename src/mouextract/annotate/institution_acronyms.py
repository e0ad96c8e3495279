"""What an acronym means in this article: which of several bodies, a body that brackets bind to it, or none."""

from __future__ import annotations

from mouextract.annotate.institution_boards import BOARD_RULE
from mouextract.annotate.institution_draft import Draft, prefixes
from mouextract.annotate.institution_fuller import INITIALS, initials_of, take
from mouextract.annotate.institution_tokens import Place, Tokens

# What stands between the members of a list: ", dan".
_LINKS = frozenset({",", "dan", "serta", "&", "/", "maupun", "hingga"})
_BETWEEN = 2


def confirmed(tokens: Tokens, drafts: list[Draft], confirming: frozenset[str]) -> list[Draft]:
    """Without the acronyms that stand for something else in the article, or that are weak and nothing confirms."""
    elsewhere = _spelt_elsewhere(tokens, drafts)
    sure = {d.known.id for d in drafts if d.known is not None and not d.weak}
    bound = {text for d in drafts if not d.weak for text in d.acronyms}
    listed = _listed(tokens, drafts)
    held = []
    for draft in drafts:
        if elsewhere and _is_acronym(tokens, draft) and tokens.texts[draft.start] in elsewhere:
            continue
        if draft.weak and draft.known is not None and draft.known.id not in sure:
            before = tokens.lows[draft.start - 1] if draft.start else ""
            if draft.start not in listed and before not in confirming:
                continue
            if tokens.texts[draft.start] in bound:
                continue
        held.append(draft)
    return held


def _listed(tokens: Tokens, drafts: list[Draft]) -> set[int]:
    """Where weak acronyms begin that stand in a list with others of their kind, a sure one among them: `UI, UGM`."""
    found: set[int] = set()
    # The weak ones of the row so far that no sure one has joined yet; whether one has.
    waiting: list[int] = []
    sure = False
    last: Draft | None = None
    for draft in sorted(drafts, key=lambda d: d.start):
        between = tokens.lows[last.end : draft.start][: _BETWEEN + 1] if last is not None else []
        if (
            last is None
            or draft.kind != last.kind
            or len(between) > _BETWEEN
            or not _LINKS.issuperset(between)
        ):
            waiting, sure = [], False
        sure = sure or not draft.weak
        if draft.weak:
            waiting.append(draft.start)
        if sure:
            found.update(waiting)
            waiting = []
        last = draft
    return found


def _spelt_elsewhere(tokens: Tokens, drafts: list[Draft]) -> frozenset[str]:
    """Known bodies' acronyms that brackets bind to words that are no body's name: Perjanjian Kerja Bersama (PKB)."""
    acronyms = {tokens.texts[d.start] for d in drafts if d.known is not None and _is_acronym(tokens, d)}
    taken = {k for d in drafts for k in range(d.start, d.end) if not _is_acronym(tokens, d)}
    found = set()
    for i, text in enumerate(tokens.texts):
        if text not in acronyms or not 0 < i < len(tokens) - 1 or tokens.texts[i - 1] != "(":
            continue
        words = range(i - 1 - len(text), i - 1)
        spelt = words[0] >= 0 and "".join(tokens.lows[k][0] for k in words) == text.lower()
        if spelt and tokens.texts[i + 1] == ")" and not taken & set(words):
            found.add(text)
    return frozenset(found)


def rebind(tokens: Tokens, drafts: list[Draft]) -> None:
    """A known body's acronym that the article binds to another body means that one throughout."""
    bound = {text: d for d in reversed(drafts) for text in d.acronyms}
    if not bound:
        return
    in_full = {d.known.id for d in drafts if d.known is not None and not _is_short(tokens, d)}
    for draft in drafts:
        if draft.known is None or draft.known.id in in_full or not _is_short(tokens, draft):
            continue
        other = bound.get(tokens.texts[draft.start])
        if other is not None and other.key != draft.key:
            take(draft, other)
            draft.kind, draft.known, draft.short = other.kind, other.known, other.short
            draft.code, draft.core = other.code, other.core


def _is_short(tokens: Tokens, draft: Draft) -> bool:
    """Is it an acronym, or a club's short name (Persib)?"""
    return _is_acronym(tokens, draft) or (draft.kind == "association" and draft.end == draft.start + 1)


def _is_acronym(tokens: Tokens, draft: Draft) -> bool:
    """Is the draft printed as one word in capitals, with nothing behind it?"""
    return draft.end == draft.start + 1 and tokens.texts[draft.start].isupper()


def by_acronym(tokens: Tokens, drafts: list[Draft]) -> None:
    """PT CLK is PT Cipta Lestari Kencana, where brackets have bound CLK or PT CLK to that, or its initials say so."""
    bound = {
        initials: d
        for d in reversed(drafts)
        if d.kind == "company" and d.code is None and len(initials := initials_of(d.core)) >= INITIALS
    }
    bound |= {text: d for d in reversed(drafts) for text in d.acronyms if d.code is None}
    for draft in drafts:
        if draft.known is not None or draft.code is not None or draft.acronyms:
            continue
        printed = tokens.folded[tokens.starts[draft.start] : tokens.ends[draft.end - 1]]
        other = bound.get(printed)
        if other is None and (other := bound.get(draft.core)) is not None and other.kind != draft.kind:
            continue
        if other is None and draft.own and draft.region is not None:
            # "BPKAD Contoh" where the article writes out BPKAD of that region.
            other = bound.get(tokens.texts[draft.start])
            other = other if other is not None and other.region == draft.region else None
        if other is None and draft.rule == BOARD_RULE:
            # PUK SPL PT Contoh, where brackets have bound PUK SPL.
            other = next((bound[text] for text in reversed(prefixes(printed)) if text in bound), None)
        if other is not None:
            take(draft, other)
            draft.kind, draft.known = other.kind, other.known


def by_initials_and_place(tokens: Tokens, drafts: list[Draft]) -> None:
    """`UM Sumbar` is the Universitas Muhammadiyah Sumatera Barat of the article, whatever `UM` alone may mean."""
    short: list[tuple[Draft, Place]] = []
    whole: list[Draft] = []
    for draft in drafts:
        if draft.kind != "university":
            continue
        if not _is_acronym(tokens, draft):
            whole.append(draft)
        elif draft.end < len(tokens) and not tokens.broken(draft.end):
            place = tokens.place(draft.end)
            if place is not None and place.word is None:
                short.append((draft, place))
    named = _by_initials(whole) if short else {}
    for draft, place in short:
        meant = named.get((tokens.texts[draft.start], place.region.name), {})
        if len(meant) == 1:
            (other,) = meant.values()
            take(draft, other)
            draft.known, draft.short, draft.core, draft.end = other.known, other.short, other.core, place.end


def _by_initials(drafts: list[Draft]) -> dict[tuple[str, str], dict[str, Draft]]:
    """By initials and what stands behind the words that they are of, the bodies of such names, by their keys."""
    named: dict[tuple[str, str], dict[str, Draft]] = {}
    for draft in drafts:
        words = draft.name.split(" ")
        for n in range(1, len(words)):
            key = initials_of(" ".join(words[:n])), " ".join(words[n:])
            named.setdefault(key, {})[draft.key] = draft
    return named
