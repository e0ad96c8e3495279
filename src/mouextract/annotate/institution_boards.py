"""The company whose workers a trade union's board speaks for, which closes the board's name."""

from __future__ import annotations

from mouextract.annotate.institution_draft import Draft, Piece, spelled
from mouextract.annotate.institution_lexicon import Lexicon
from mouextract.annotate.institution_tokens import Tokens

BOARD_RULE = "institution.association.union_boards"
_LONGEST = 6


def opens_acronym(lexicon: Lexicon, tokens: Tokens, i: int) -> bool:
    """Does a union's name in capitals begin at word `i` (`PUK | SPLM PT Contoh`)?"""
    text = tokens.texts[i] if i < len(tokens) and not tokens.broken(i) else ""
    return len(text) > 1 and text.isalpha() and text.isupper() and text.lower() not in lexicon.forms_before


def take_company(lexicon: Lexicon, tokens: Tokens, draft: Draft) -> None:
    """`PUK Serikat Pekerja Logam (SPL) | PT Contoh`: the company behind the short name in brackets, also without its
    legal form where the article has it with that elsewhere.
    """
    first = end = draft.end
    forms = lexicon.forms_before
    if end >= len(tokens) or tokens.broken(end):
        return
    if tokens.texts[end] == "." and tokens.lows[end - 1] in forms:
        legal, end = True, end + 1
    elif draft.acronyms:
        legal = tokens.lows[end] in forms
        end += legal
        if legal and end < len(tokens) and tokens.texts[end] == ".":
            end += 1
    else:
        return
    bare = end
    while end < min(bare + _LONGEST, len(tokens)) and not tokens.broken(end) and _is_word(tokens, end):
        end += 1
    if end == bare or (not legal and tokens.texts[bare] not in tokens.firms(forms)):
        return
    start = bare if tokens.lows[first - 1] in forms else first
    draft.name = f"{draft.name} {spelled(tokens, [Piece(start, end)], tokens.shouting(first))}"
    draft.end = end


def _is_word(tokens: Tokens, i: int) -> bool:
    return tokens.capital(i) and tokens.texts[i][0].isalpha()
