"""How the title of an office is printed, in standard spelling."""

from __future__ import annotations

from mouextract.annotate.office_heads import Head
from mouextract.annotate.person_words import Words
from mouextract.text import squeeze

# Letters of an acronym that a title keeps in capitals, at most.
ALWAYS_CAPITALS = 3


def in_capitals(w: Words, i: int, end: int) -> bool:
    """Is the head printed in capitals because its line is, not because it is an acronym?"""
    if not w.texts[i].isupper() or w.ends[end - 1] - w.starts[i] <= ALWAYS_CAPITALS:
        return False
    return end < len(w) and (not w.texts[end][0].isalpha() or w.texts[end].isupper())


def printed_title(printed: str, head: Head, acronyms: frozenset[str]) -> str:
    """The head's own words, each with a capital; acronyms stay as they are."""
    if head.value.isupper() or (printed.isupper() and len(printed) <= 4 and " " not in printed):
        return squeeze(printed)
    return " ".join(_printed_word(word, printed.isupper(), acronyms) for word in squeeze(printed).split())


def _printed_word(word: str, in_capitals: bool, acronyms: frozenset[str]) -> str:
    if word.lower() in ("of", "and", "dan", "for"):
        return word.lower()
    if word.isupper() and word.lower() in acronyms:
        return word
    if in_capitals or not word.isupper():
        return word[:1].upper() + (word[1:].lower() if word.isupper() else word[1:])
    return word
