"""Foreign names in their own spelling: small link words between capitals, legal forms in capitals."""

from __future__ import annotations

from collections.abc import Callable

from mouextract.annotate.institution_bounds import acronym_in
from mouextract.annotate.institution_draft import Draft, Piece, spelled
from mouextract.annotate.institution_lexicon import Lexicon
from mouextract.annotate.institution_tokens import Tokens

_REACH = 10
_ARTICLE = "the"
_TWO = 2
_DANISH = ["A", "/", "S"]
# Links that English shares with terms (Letter of Intent), so that initials prove nothing.
_ENGLISH = frozenset({"of", "for", "and", "the"})


def run_end(
    lexicon: Lexicon,
    tokens: Tokens,
    i: int,
    claimed: bytearray,
    plain: Callable[[Tokens, int], bool],
    most: int,
) -> int:
    """Where the capitalised words end that begin at word `i`: El Nokhba for Trading, Nordvik Geothermal AS."""
    end = i
    while end < min(i + most, len(tokens)) and not (end > i and tokens.broken(end)):
        if not claimed[end] and plain(tokens, end):
            end += 1
        elif end > i and (links := _links(lexicon, tokens, end, claimed)):
            end += links + 1
        else:
            break
    if tokens.texts[end - 1 : end + 2] == _DANISH:
        return end + 2
    return end + 1 if end - i >= _TWO and legal_form(lexicon, tokens, end) else end


def _links(lexicon: Lexicon, tokens: Tokens, k: int, claimed: bytearray) -> int:
    """How many small link words stand at word `k` with a further word of the name behind them (`of`, `of the`)?"""
    if tokens.texts[k] not in lexicon.abroad:
        return 0
    behind = k + 2 if tokens.texts[k + 1 : k + 2] == [_ARTICLE] else k + 1
    goes_on = (
        behind < len(tokens)
        and not claimed[behind]
        and not tokens.broken(behind)
        and tokens.capital(behind)
        and tokens.lows[behind] not in lexicon.stops
    )
    return behind - k if goes_on else 0


def legal_form(lexicon: Lexicon, tokens: Tokens, k: int) -> bool:
    """Is word `k` a legal form in capitals that closes the name (AS, which alone is a country, ASA, KK)?"""
    if k >= len(tokens) or tokens.broken(k) or not tokens.texts[k].isupper():
        return False
    ends = k + 1 == len(tokens) or tokens.broken(k + 1) or not tokens.capital(k + 1)
    return ends and tokens.lows[k] in lexicon.legal


def explained(lexicon: Lexicon, tokens: Tokens, claimed: bytearray) -> list[Draft]:
    """Names with link words whose initials stand in brackets behind them, as `Oficina Central y Agraria (OCA)`;
    marks their words.
    """
    drafts: list[Draft] = []
    for k in [k for k, text in enumerate(tokens.texts) if text in lexicon.abroad and text not in _ENGLISH]:
        found = _around(lexicon, tokens, k, claimed)
        if found is None:
            continue
        start, end, acronym, behind = found
        name = spelled(tokens, [Piece(start, end)], False)
        drafts.append(Draft(start, behind, lexicon.linked.id, name, "foreign", core=name, acronyms=[acronym]))
        for n in range(start, behind):
            claimed[n] = 1
    return drafts


def _around(lexicon: Lexicon, tokens: Tokens, k: int, claimed: bytearray) -> tuple[int, int, str, int] | None:
    """The name around the link word `k`: its first word, the bracket behind, the short name, the word after it."""
    end = k + 1
    while end < min(k + _REACH, len(tokens)) and not tokens.broken(end) and _part(lexicon, tokens, end):
        end += 1
    found = acronym_in(lexicon, tokens, end) if k + 1 < end < len(tokens) and not tokens.broken(end) else None
    if found is None or not found[0].isalpha() or not found[0].isupper():
        return None
    left = list(found[0])
    at = end
    while left and at > max(0, end - _REACH) and not tokens.broken(at):
        at -= 1
        if claimed[at] or not _part(lexicon, tokens, at):
            return None
        if tokens.capital(at) and tokens.texts[at][0] != left.pop():
            return None
    return (at, end, *found) if not left and at < k else None


def _part(lexicon: Lexicon, tokens: Tokens, i: int) -> bool:
    return tokens.texts[i] in lexicon.abroad or (tokens.texts[i][0].isalpha() and tokens.capital(i))
