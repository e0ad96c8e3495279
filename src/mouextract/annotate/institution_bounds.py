"""Where names end: the words that begin something else, verbs in headlines, short names in brackets."""

from __future__ import annotations

import re

from mouextract.annotate.institution_lexicon import Head, Lexicon, Name
from mouextract.annotate.institution_tokens import Tokens
from mouextract.knowledge.offices import is_name_word
from mouextract.rules import Rule

_ACRONYM_WORDS = 5
_PERSON_WORDS = 5
_ACRONYM_LENGTH = 32
# Bodies that sit in the seats of regencies, which are known.
_SEATED = frozenset({"prosecutor", "court", "police"})
_VERB = re.compile(
    r"(?:(?!pe|ke)[a-z-]{3,}kan|(?:mem|men|meng|meny|di)[a-z]{4,}|ber[a-z]{4,}|ter[a-z]{5,}|[a-z]{5,}nya)$"
)


def boundary(lexicon: Lexicon, tokens: Tokens, i: int) -> bool:
    """Does another institution, region with its class word, or office begin at word `i`?"""
    if tokens.lows[i] in lexicon.offices or tokens.lows[i] in lexicon.stops:
        return True
    place = tokens.place(i)
    if place is not None and place.word is not None:
        return True
    for match in lexicon.tree.matches(tokens, i):
        entry = match.entry
        if isinstance(entry, Name):
            if entry.caps and not tokens.texts[i].isupper():
                continue
            if entry.known.kind != "country" or tokens.lows[i] != "indonesia":
                return True
        elif isinstance(entry, Head):
            if not entry.caps or tokens.texts[i].isupper():
                return True
        elif isinstance(entry, Rule) and entry.label == "government":
            return True
    return False


def acronym_in(lexicon: Lexicon, tokens: Tokens, i: int) -> tuple[str, int] | None:
    """A short name in brackets at word `i`: its text, and the word after the closing bracket."""
    close = tokens.bracket(i)
    if close is None or close - i - 1 > _ACRONYM_WORDS:
        return None
    first = tokens.texts[i + 1]
    text = tokens.folded[tokens.starts[i + 1] : tokens.ends[close - 1]]
    if (
        len(text) > _ACRONYM_LENGTH
        or not first[0].isalpha()
        or ("/" in text and any(c.isdigit() for c in text))
    ):
        return None
    if (
        text.lower() in lexicon.unnamed
        or not any(c.isupper() for c in text)
        or any(mark in text for mark in '.,:;?!"')
    ):
        return None
    return text, close + 1


def binds(text: str, name: str, led: bool) -> bool:
    """Can a short name in brackets be that of the body before it, not of its head or the head's own name?

    `led`: a word for an office stands before the body (Kepala Kejaksaan Negeri (Kajari), Ketua X (Budi Fulan)). Two
    words or more in small letters after a capital are then its holder, unless they begin as the body does.
    """
    words = text.split()
    if led and len(words) > 1:
        plain = all(len(word) > 2 and word.isalpha() and word.istitle() for word in words)
        if any(map(is_name_word, words)) or (plain and words[0].lower() != name.lower()):
            return False
    if not led or sum(c.isupper() for c in text) > 1 or " " in text:
        return True
    return text[0].lower() == name[0].lower() and not text.startswith("Ka")


def titled_verb(lexicon: Lexicon, tokens: Tokens, i: int) -> bool:
    """Is word `i` a verb that a headline prints with a capital (Gandeng, Luncurkan, Meneken, Digelar)?"""
    low = tokens.lows[i]
    if low not in lexicon.verbs and (
        low in lexicon.nouns or low in lexicon.topics or low in lexicon.tree.first or _VERB.match(low) is None
    ):
        return False
    return tokens.titled(i)


def vouched(lexicon: Lexicon, tokens: Tokens, head: Head, start: int, i: int) -> bool:
    """Do the capitalised words from `i` on end as no person's name does?

    That is with an acronym in brackets that fits them, or with "dan" and a word that opens no other name.
    """
    end = i
    while (
        end < min(i + _PERSON_WORDS, len(tokens))
        and tokens.texts[end][0].isupper()
        and not (end > i and tokens.broken(end))
    ):
        end += 1
    if end >= len(tokens) or tokens.broken(end):
        return False
    if tokens.lows[end - 1] in lexicon.forms_behind or tokens.lows[end : end + 2] == ["(", "persero"]:
        return True
    if tokens.texts[end] == "(":
        found = acronym_in(lexicon, tokens, end)
        return (
            found is not None
            and found[0][-1].lower() == tokens.lows[end - 1][0]
            and found[0][0].lower() == tokens.lows[start][0]
        )
    return (
        tokens.lows[end] == "dan"
        and end + 1 < len(tokens)
        and tokens.capital(end + 1)
        and head.grow != "place"
        and not boundary(lexicon, tokens, end + 1)
        and tokens.place(end + 1) is None
    )


def begins_holder(lexicon: Lexicon, tokens: Tokens, head: Head, start: int, i: int) -> bool:
    """Does the name of the office's holder begin at word `i`, right behind the head of a body at word `start`?

    `Kepala Balai | Siti Fulan`: then the head's word is the office's alone, and no body is named.
    """
    if head.kind in _SEATED and not head.small:
        return _two_capitals(tokens, i)
    low = tokens.lows[i]
    unit = head.grow in ("unit", "place") and low not in lexicon.topics
    return unit and is_name_word(low) and not vouched(lexicon, tokens, head, start, i)


def _two_capitals(tokens: Tokens, i: int) -> bool:
    """Kepala Kejaksaan Negeri | Fulan Wibowo: do two capitals stand here, of which the first names no town?"""
    capitals = [
        k < len(tokens) and not tokens.broken(k) and tokens.texts[k].isalpha() and tokens.capital(k)
        for k in range(i + 1, i + 3)
    ]
    return capitals == [True, False]
