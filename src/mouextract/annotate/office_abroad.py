"""Cities abroad that no table has, told by the words about them: `Kota Contoh`, `Wali Kota Contoh, Portugal`."""

from __future__ import annotations

from typing import Any

from mouextract.annotate.person_words import Phrases, Words
from mouextract.knowledge.offices import is_name_word
from mouextract.knowledge.regions import lookup

City = tuple[str, ...]

_CITY = "kota"
_BEFORE_COUNTRY = frozenset({",", "(", "di"})
_LONGEST = 3


def cities_abroad(w: Words, countries: Phrases[Any], mayors: frozenset[str]) -> frozenset[City]:
    """The names, in small letters, that the article uses as those of cities, and that no region of ours bears.

    `mayors`: words for who heads a city.
    """
    found = set()
    for i, low in enumerate(w.lows):
        if low != _CITY and low not in mayors:
            continue
        mayor = low in mayors or (i > 0 and w.lows[i - 1] in mayors)
        end = _run(w, i + 1, countries)
        if not 0 < end - i - 1 <= _LONGEST:
            continue
        # Behind `Wali Kota` the run may be a person; behind `kota`, a word that only a headline made a capital; a
        # line's first word tells nothing by its own.
        told = country_behind(w, end, countries) is not None
        if told if mayor or not w.capital(i) else told or w.joined(i):
            found.add(tuple(w.lows[i + 1 : end]))
    return frozenset(name for name in found if not (is_name_word(name[0]) or lookup(" ".join(name), _CITY)))


def city_at(w: Words, i: int, cities: frozenset[City]) -> int | None:
    """The word after the longest of the cities' names that begins at word `i`; None where none does."""
    if not cities or not w.joined(i) or not w.capital(i):
        return None
    for end in range(min(i + _LONGEST, len(w)), i, -1):
        if tuple(w.lows[i:end]) in cities and all(map(w.joined, range(i, end))):
            return end
    return None


def country_behind(w: Words, i: int, countries: Phrases[Any]) -> int | None:
    """The word after `, Portugal` at word `i`; None where no country stands there."""
    if not w.joined(i) or w.lows[i] not in _BEFORE_COUNTRY or not w.joined(i + 1) or not w.capital(i + 1):
        return None
    found = w.match(i + 1, countries)
    return None if found is None else found[0]


def _run(w: Words, i: int, countries: Phrases[Any]) -> int:
    """The word after the run of capitals from word `i` on, which a country ends."""
    end = i
    while (
        end - i <= _LONGEST
        and w.joined(end)
        and w.capital(end)
        and not w.texts[end].isupper()
        and (end == i or w.match(end, countries) is None)
    ):
        end += 1
    return end
