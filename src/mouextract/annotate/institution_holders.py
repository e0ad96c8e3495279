"""A body told by its kind alone, between an office and the name of who holds it: `Direktur LBH | Fulan Contoh`."""

from __future__ import annotations

from collections.abc import Sequence

from mouextract.annotate.institution_cast import Cast
from mouextract.annotate.institution_draft import Draft
from mouextract.annotate.institution_fuller import take
from mouextract.annotate.institution_lexicon import Lexicon
from mouextract.annotate.institution_tokens import Tokens
from mouextract.knowledge.offices import FILIAL, is_name_word

# Words of a holder's name at most, titles before it aside; letters of a degree behind it (`ST`).
_NAME, _DEGREE = 3, 4
_PLACED = ("institution.court", "institution.prison", "institution.police", "institution.military")


def part_from_holders(
    lexicon: Lexicon, tokens: Tokens, drafts: Sequence[Draft], cast: Cast, claimed: bytearray
) -> None:
    """`Direktur LBH Fulan Contoh`, in an article that names one `LBH Keadilan` by itself: let the draft mean that
    one and end with its head; the words behind it, a person's by their look or since somebody of that name speaks,
    are free again.
    """
    plain: dict[str, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda d: d.start):
        if not draft.led and not draft.collective and (first := _head(draft).partition(" ")[0]):
            plain.setdefault(first, []).append(draft)
    for draft in drafts if plain else ():
        if not draft.led or draft.known is not None or draft.code is not None or draft.acronyms:
            continue
        other = _spoken_of(tokens, draft, plain.get(_head(draft).partition(" ")[0], []))
        cut = _holder(lexicon, tokens, draft, cast) if other is not None else None
        if other is None or cut is None or set(draft.core.split()) & set(other.name.split()):
            continue
        claimed[cut : draft.end] = bytes(draft.end - cut)
        draft.end = cut
        take(draft, other)
        draft.kind, draft.known, draft.core = other.kind, other.known, other.core


def _spoken_of(tokens: Tokens, draft: Draft, plain: Sequence[Draft]) -> Draft | None:
    """The body of the draft's kind that was named last before it, the headline aside; else the only one."""
    head = _head(draft)
    others = [d for d in plain if d.key != draft.key and f"{_head(d)} ".startswith(f"{head} ")]
    before = [d for d in others if d.start < draft.start and tokens.starts[d.start] >= tokens.headline_end]
    if before:
        return before[-1]
    return others[0] if len({d.key for d in others}) == 1 else None


def _head(draft: Draft) -> str:
    """What kind of body the name says it is: the name without what it is called; empty where it does not say."""
    return draft.name.removesuffix(draft.core).strip() if draft.core else draft.name.split()[0]


def _holder(lexicon: Lexicon, tokens: Tokens, draft: Draft, cast: Cast) -> int | None:
    """The first word of the person's name that closes a draft, if one does."""
    first = draft.end - len(draft.core.replace(".", " . ").split())
    if not draft.core or first <= draft.start:
        return None
    at = first
    while at < draft.end and (tokens.lows[at] in lexicon.honorifics or tokens.texts[at] == "."):
        at += 1
    titled = at > first
    end = draft.end
    while end > at and tokens.texts[end - 1].isupper() and len(tokens.texts[end - 1]) <= _DEGREE:
        end -= 1
    words = range(at, end)
    if len(words) > _NAME or not all(tokens.texts[k].isalpha() and tokens.texts[k].istitle() for k in words):
        return None
    if any(tokens.lows[k] in lexicon.topics or tokens.place(k) is not None for k in words):
        return None
    # "Ketua PN Indah | Permanasari": a court bears the name of a place, which no second name follows.
    named = draft.rule.startswith(_PLACED) and (len(words) > 1 or _goes_on(lexicon, tokens, draft.end))
    named = named or any(is_name_word(tokens.lows[k]) or tokens.texts[k] in cast.speakers for k in words)
    return first if (titled or named) and not _name_follows(lexicon, tokens, draft.end) else None


def _goes_on(lexicon: Lexicon, tokens: Tokens, i: int) -> bool:
    """Does a further capitalised word follow that may be a name's?"""
    if i >= len(tokens) or tokens.broken(i) or not (tokens.texts[i].isalpha() and tokens.texts[i].istitle()):
        return False
    return (
        tokens.lows[i] not in lexicon.stops
        and tokens.lows[i] not in lexicon.offices
        and tokens.place(i) is None
    )


def _name_follows(lexicon: Lexicon, tokens: Tokens, i: int) -> bool:
    """`Direktur RS Siti Hajar | , dr. Fulan`: does the holder's name stand behind the comma?"""
    if i + 1 >= len(tokens) or tokens.texts[i] != "," or tokens.broken(i + 1):
        return False
    low = tokens.lows[i + 1]
    return low in lexicon.honorifics or (
        tokens.capital(i + 1)
        and low not in lexicon.stops
        and low not in lexicon.offices
        and is_name_word(low)
    )


def father_named(tokens: Tokens, words: Sequence[int], end: int) -> int | None:
    """The word at which the holder's name begins, if `binti` and the father's name follow word `end - 1`."""
    if len(words) < 2 or end >= len(tokens) or tokens.broken(end) or tokens.lows[end] not in FILIAL:
        return None
    first = len(words) - 1
    while first > 1 and is_name_word(tokens.lows[words[first - 1]]):
        first -= 1
    return words[first]


def holder_named(lexicon: Lexicon, tokens: Tokens, words: Sequence[int], cast: Cast) -> int | None:
    """The word at which the name of the office's holder begins, where the article shows that one does."""
    for n, k in enumerate(words):
        if n == 0:
            continue
        if tokens.texts[k] in cast.speakers:
            return k
        # Direktur CV Contoh | Moh. Fulan
        if tokens.lows[k] in lexicon.shortened and tokens.texts[k + 1 : k + 2] == ["."] and tokens.capital(k):
            return k
        # Universiti Malaysia Contoh, but Universiti Contoh Malaysia | Fulan
        nation = tokens.lows[words[n - 1]]
        if tokens.capital(k) and (nation == "indonesia" or (nation == "malaysia" and n > 1)):
            return k
    return None
