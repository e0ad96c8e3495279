"""Second names: short forms that the article binds to a name, and the bare nouns with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mouextract.annotate.institution_boards import BOARD_RULE
from mouextract.annotate.institution_cast import Cast
from mouextract.annotate.institution_draft import Draft
from mouextract.annotate.institution_fuller import initials_of, spells
from mouextract.annotate.institution_lexicon import Lexicon, WordTree
from mouextract.annotate.institution_nouns import BareNouns
from mouextract.annotate.institution_tokens import Tokens
from mouextract.knowledge.offices import is_name_word
from mouextract.mentions import RegionMention

_FREE_KINDS = ("company", "bank", "university", "foundation", "school", "hospital", "association", "foreign")
_SHORTEST = 4
# Letters of the shortest form of a head that alone may mean its only body.
_HEAD_LETTERS = 3
# Letters of a campus's short name, at most; more campuses than this are a list, whose short names nobody uses.
_LONGEST_SHORT, _FEW = 10, 8
SHORT_RULE = "institution.short_form"


@dataclass(frozen=True, slots=True)
class _Short:
    """A short form of a name: `bracketed` where the article binds it; `caps`: in capitals only."""

    draft: Draft
    bracketed: bool
    caps: bool


def _boards(drafts: Iterable[Draft]) -> dict[int, list[str]]:
    """The short names of the article's one board of a union: `(PUK SPL)` binds PUK alone, too."""
    boards = [draft for draft in drafts if draft.rule == BOARD_RULE]
    if len({draft.key for draft in boards}) != 1:
        return {}
    return {
        id(draft): [*draft.acronyms, *(t.partition(" ")[0] for t in draft.acronyms if " " in t)]
        for draft in boards
    }


def _short_heads(tokens: Tokens, drafts: Iterable[Draft]) -> dict[str, list[str]]:
    """By body, the short forms of its head that the text or the table has with it (`BBWS` of `Balai Besar Wilayah
    Sungai (BBWS) X`, of `BBWS X`), or a company's initials, where no other body of the article has the same.
    """
    bodies: dict[str, set[str]] = {}
    drafts = list(drafts)
    campuses = {d.name for d in drafts if d.kind == "university" and d.known is None}
    unknown = _unknown_words(tokens) if 0 < len(campuses) <= _FEW else frozenset()
    # "Universitas Contoh Misal … Rektor Unconmi"
    spelt = {name: {word for word in unknown if spells(word, name)} for name in campuses}
    for draft in drafts:
        forms = {tokens.texts[i + 1] for i in range(draft.start, draft.end - 2) if tokens.texts[i] == "("}
        if draft.kind == "company" and draft.known is None:
            # "PT Contoh Tol Nusantara … Direktur CTN"
            forms.add(initials_of(draft.core))
        forms |= spelt.get(draft.name, set())
        short = draft.known.short if draft.known is not None else None
        if short is not None and " " in short and draft.name.endswith(short.partition(" ")[2]):
            forms.add(short.partition(" ")[0])
        for form in forms:
            if (form.isupper() or form in unknown) and len(form) >= _HEAD_LETTERS:
                bodies.setdefault(form, set()).add(draft.key)
    alone: dict[str, list[str]] = {}
    for form, keys in bodies.items():
        if len(keys) == 1:
            alone.setdefault(keys.pop(), []).append(form)
    return alone


def _unknown_words(tokens: Tokens) -> frozenset[str]:
    """The words that stand with a capital only, and are no name of people: what may be a short name."""
    return frozenset(
        word
        for word in tokens.printed
        if _SHORTEST <= len(word) <= _LONGEST_SHORT
        and word.isalpha()
        and word[0].isupper()
        and word.lower() not in tokens.printed
        and not is_name_word(word)
    )


class ShortForms:
    """Finds the other mentions of an article's institutions."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._outside = lexicon.stops | lexicon.offices
        self._before = self._outside | lexicon.forms_before

    def resolve(
        self,
        tokens: Tokens,
        drafts: list[Draft],
        regions: Sequence[RegionMention],
        claimed: bytearray,
        cast: Cast,
        bare: bool = True,
    ) -> list[tuple[Draft, bool]]:
        """Further mentions as (draft, whether a bare noun), each resolved; marks their words as claimed.

        `bare` False: short forms only.
        """
        tree = self._bound(tokens, drafts)
        nouns = BareNouns(self._lexicon, tokens, drafts, regions)
        found: list[tuple[Draft, bool]] = []
        short, generic = tree.first, self._lexicon.generics.first
        words = short.keys() | generic.keys() if bare else short.keys()
        for i in [k for k, low in enumerate(tokens.lows) if low in words]:
            if claimed[i]:
                continue
            low = tokens.lows[i]
            draft = self._short(tokens, i, tree, claimed, cast) if low in short else None
            noun = draft is None
            if noun and bare and low in generic:
                draft = nouns.read(i, claimed)
            if draft is None:
                continue
            found.append((draft, noun))
            for k in range(draft.start, draft.end):
                claimed[k] = 1
        return found

    # ---------------------------------------------------------------- short forms

    def _bound(self, tokens: Tokens, drafts: Iterable[Draft]) -> WordTree:
        tree = WordTree(self._lexicon.dotted)
        slots = {rule.id for rule in self._lexicon.slots}
        seen: set[tuple[str, str]] = set()
        boards, alone = _boards(drafts), _short_heads(tokens, drafts)
        for draft in drafts:
            if draft.stand_in or draft.collective or draft.code is not None:
                continue
            for text in (*boards.get(id(draft), draft.acronyms), *alone.get(draft.key, ())):
                if (text, draft.key) not in seen and len(text) > 1:
                    seen.add((text, draft.key))
                    tree.add(text, _Short(draft, True, text.isupper()))
            if draft.known is None and (draft.kind in _FREE_KINDS or draft.rule in slots):
                for text in self._parts(draft):
                    if (text, draft.key) not in seen:
                        seen.add((text, draft.key))
                        tree.add(text, _Short(draft, False, False))
        return tree

    def _parts(self, draft: Draft) -> Iterable[str]:
        """The words that make a name its own: Medco Power and Medco for PT Medco Power Indonesia."""
        words = [
            w
            for w in draft.core.replace("(", " ").replace(")", " ").split()
            if w.lower().strip(".,") not in self._lexicon.plain
        ]
        if not words:
            return
        for n in range(len(words), 0, -1):
            if n == 1 and (draft.kind == "foreign" or not self._telling(words[0])):
                continue
            yield " ".join(words[:n])

    def _telling(self, word: str) -> bool:
        """Is the word by itself enough to know a name by: long, capitalised, no number and no head word?"""
        return (
            len(word) >= _SHORTEST
            and word[0].isupper()
            and word.isalpha()
            and word.lower() not in self._lexicon.tree.first
        )

    def _short(self, tokens: Tokens, i: int, tree: WordTree, claimed: bytearray, cast: Cast) -> Draft | None:
        best: tuple[int, _Short] | None = None
        for match in tree.matches(tokens, i):
            short: _Short = match.entry
            if any(claimed[k] for k in range(i, match.end)) or not tokens.capital(i):
                continue
            if short.caps and not all(not t[0].isalpha() or t.isupper() for t in tokens.texts[i : match.end]):
                continue
            if not short.bracketed and not (
                self._free(tokens, i, match.end) and self._introduced(tokens, i, short.draft, cast)
            ):
                continue
            if best is None or match.end > best[0]:
                best = match.end, short
        if best is None:
            return None
        end, short = best
        return replace(short.draft, start=i, end=end, rule=SHORT_RULE, acronyms=[])

    def _introduced(self, tokens: Tokens, i: int, draft: Draft, cast: Cast) -> bool:
        """Has the full name come before, but for the headline, and is it no person's?"""
        firm = draft.kind == "company" and draft.name.split()[-1].lower() in self._lexicon.legal
        if not firm and any(word in cast.speakers for word in draft.core.split()[:2]):
            return False
        return draft.end <= i or tokens.starts[i] < tokens.headline_end

    def _free(self, tokens: Tokens, i: int, end: int) -> bool:
        """Do the words stand by themselves, neither part of another name nor an everyday word?"""
        single = end - i == 1
        if (
            i > 0
            and not tokens.broken(i)
            and tokens.texts[i - 1][0].isupper()
            and tokens.lows[i - 1] not in self._before
        ):
            return False
        if end < len(tokens) and not tokens.broken(end):
            text = tokens.texts[end]
            if (
                text[0].isupper()
                and tokens.lows[end] not in self._outside
                and (single or text not in ("Indonesia",))
            ):
                return False
        if not single:
            return True
        low = tokens.lows[i]
        return low not in self._lexicon.topics and tokens.place(i) is None and low not in tokens.printed
