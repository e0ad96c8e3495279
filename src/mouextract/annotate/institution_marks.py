"""Small words, titles and numbers that belong to the names of bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mouextract.annotate.institution_draft import Piece, place_piece
from mouextract.annotate.institution_lexicon import Head, Lexicon
from mouextract.annotate.institution_tokens import Place, Tokens
from mouextract.knowledge.grammar import NUMBERED_PARTS, ROMAN
from mouextract.knowledge.regions import DIRECTIONS

FREE = ("proper", "people")
"""How the names grow that go on over most capitalised words."""
NAME_NUMBER = re.compile(r"\d{1,4}$")
ARTICLES = frozenset({"al", "an", "ar", "as", "at", "az", "ad", "asy", "adz", "ath", "el"})
"""The Arabic article before a name's word, in small letters."""
SE = "se"
HAJI = "h"
"""The honorific H., in small letters."""
_CLASS_NUMBER = re.compile(r"(?:[IVX]+[A-D]?|\d[A-D]?|[A-D])$")
_HYPHENS = frozenset({"-", "–"})
# Offices of one kind that a province has, at most five.
_ORDINAL = re.compile("I{1,3}|IV|V")
_TITLED = ("university", "hospital", "school", "foundation")
_HALF_POINTS = frozenset({"laut", "daya"})
_DIRECTIONS = frozenset({"utara", "selatan", "timur", "barat", "tengah", "satu", "dua", "tiga"})


def direction(head: Head, tokens: Tokens, i: int) -> bool:
    """Does a word like Selatan stand behind the region (KPP Pratama X Selatan, Polres Blitar Kota)?"""
    if not (i < len(tokens) and not tokens.broken(i) and tokens.capital(i)):
        return False
    if tokens.lows[i] == "kota":
        return head.kind == "police" and tokens.place(i) is None
    return tokens.lows[i] in _DIRECTIONS and not tokens.titled(i)


def directions_end(tokens: Tokens, i: int) -> int:
    """The word after the points of the compass that stand behind a region (Alor | Barat Laut | Fulan), else `i`."""
    end = i
    while (
        end < len(tokens)
        and not tokens.broken(end)
        and tokens.capital(end)
        and (tokens.lows[end] in DIRECTIONS or (end > i and tokens.lows[end] in _HALF_POINTS))
    ):
        end += 1
    return end


def class_behind(tokens: Tokens, i: int) -> bool:
    """Does a court's or prison's class follow, which its name does without (Pengadilan Agama X Kelas IB)?"""
    return (
        i + 1 < len(tokens)
        and tokens.lows[i] == "kelas"
        and not tokens.broken(i)
        and _CLASS_NUMBER.match(tokens.texts[i + 1]) is not None
    )


def shared(lexicon: Lexicon, words: Iterable[str]) -> bool:
    """Is a campus's name, its head apart, one that many bear, each with its town (Universitas Muhammadiyah X)?"""
    return lexicon.shared.issuperset(words)


def shared_name(lexicon: Lexicon, name: str) -> bool:
    """The same of a whole name."""
    return shared(lexicon, name.lower().split()[1:])


def ordinal_behind(tokens: Tokens, i: int) -> bool:
    """Is word `i` the number of one of several offices of a province (Kanwil DJP X | II)? `I Made` is a name."""
    if i >= len(tokens) or tokens.broken(i) or _ORDINAL.fullmatch(tokens.texts[i]) is None:
        return False
    return (
        i + 1 >= len(tokens) or tokens.broken(i + 1) or not (tokens.texts[i] == "I" and tokens.capital(i + 1))
    )


def is_province(place: Place) -> bool:
    """Is a place a province, by a name of its own?"""
    return place.word is None and place.region.level == "province"


def joined_province(tokens: Tokens, i: int) -> list[Piece]:
    """The pieces of a name from the hyphen at word `i` on that joins one more province (`Kaltim | -Kaltara`)."""
    joins = i + 1 < len(tokens) and tokens.texts[i] in _HYPHENS and tokens.touching(i)
    place = tokens.place(i + 1) if joins and tokens.touching(i + 1) else None
    if place is None or not is_province(place):
        return []
    return [Piece(i, i + 1, "dan"), place_piece(place)]


def numeral(text: str) -> bool:
    """Is a word a number, in figures or Roman (`Wilayah | XIV`)?"""
    return text.isdigit() or ROMAN.fullmatch(text) is not None


def numbers_part(tokens: Tokens, i: int) -> bool:
    """Is word `i` the number of a part of a body (`Balai Contoh Wilayah | XX`)?"""
    return tokens.lows[i - 1] in NUMBERED_PARTS and numeral(tokens.texts[i])


def everywhere_end(tokens: Tokens, i: int) -> int | None:
    """Where a tail "se-Provinsi X" ends that begins at word `i`."""
    j = i + 2 if i + 1 < len(tokens) and tokens.texts[i + 1] == "-" else i + 1
    if j >= len(tokens) or not tokens.capital(j):
        return None
    place = tokens.place(j)
    if place is None and tokens.lows[j] != "indonesia":
        return None
    return place.end if place else j + 1


def title_end(
    lexicon: Lexicon, head: Head, tokens: Tokens, i: int, words: Sequence[int], led: bool
) -> int | None:
    """Where a title ends that begins a name in somebody's honour (RSUD dr. Soetomo).

    `words`: those of the name so far; `led`: a word for an office stands before the body.
    """
    if head.grow not in FREE or head.kind not in _TITLED or (led and head.kind == "foundation"):
        return None
    if tokens.lows[i] not in lexicon.titles or any(
        tokens.lows[k] not in lexicon.titles and tokens.texts[k] != "." for k in words
    ):
        return None
    j = i + 1
    if j < len(tokens) and tokens.texts[j] == ".":
        j += 1
    if j >= len(tokens) or tokens.broken(j) or not tokens.texts[j][0].isalpha():
        return None
    if tokens.lows[j] not in lexicon.titles and not tokens.capital(j):
        return None
    return j


def initials_end(head: Head, tokens: Tokens, i: int) -> int | None:
    """Where initials end that begin at word `i` in somebody's name (RSUD dr. T.C. Hillers), or None."""
    if head.grow not in FREE or head.kind not in _TITLED:
        return None
    j = i
    while (
        j + 2 < len(tokens)
        and len(tokens.texts[j]) == 1
        and tokens.texts[j].isupper()
        and tokens.texts[j + 1] == "."
        and tokens.starts[j + 1] == tokens.ends[j]
        and not tokens.broken(j + 2)
        and tokens.capital(j + 2)
    ):
        j += 2
    return j if j > i else None


def numbered(lexicon: Lexicon, head: Head, tokens: Tokens, i: int) -> bool:
    """Is word `i` a number that belongs to the name (SMKN 2, Kodim 0717, Kelas II A), or the word Kelas?"""
    text = tokens.texts[i]
    if head.grow == "place" and (tokens.lows[i] == "kelas" or _CLASS_NUMBER.match(text)):
        return True
    if (
        head.grow == "place"
        and tokens.lows[i] in lexicon.class_ends
        and "kelas" in tokens.lows[max(0, i - 4) : i]
    ):
        # Kantor Imigrasi Kelas II Non TPI
        return True
    return (
        NAME_NUMBER.match(text) is not None
        and ((head.grow == "place" and not head.own) or head.kind == "school")
        and not _dated(lexicon, head, tokens, i)
    )


def _dated(lexicon: Lexicon, head: Head, tokens: Tokens, i: int) -> bool:
    following = tokens.lows[i + 1] if i + 1 < len(tokens) else ""
    if head.kind == "school":
        return not following[:1].isalpha() or not tokens.capital(i + 1)
    return following in lexicon.stops or (following[:1].islower() and not tokens.capital(i + 1))
