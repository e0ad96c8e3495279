"""Units of offices abroad: cities, countries and central banks, and whatever English puts behind an office."""

from __future__ import annotations

from typing import Any

from mouextract.annotate.office_abroad import cities_abroad, city_at, country_behind
from mouextract.annotate.office_border import BorderReader
from mouextract.annotate.office_pieces import UnitPieces
from mouextract.annotate.office_unit import Unit
from mouextract.annotate.person_names import NameReader
from mouextract.annotate.person_words import Phrases, Words
from mouextract.knowledge.offices import is_name_word
from mouextract.rules import RuleSet, word_set

# Words of a unit, at most.
LONGEST = 26
# Words of a country's name, at most.
_COUNTRY = 4
# Words before `negara itu` in which the country has been named.
_FAR_BACK = 150
_LONGEST_BANK = 10
_DOTTED = (["u", ".", "s", "."], ["u", ".", "k", "."], ["u", ".", "n", "."])
_OF_FOR = frozenset({"of", "for"})
_OF = frozenset({"of", "the", "for", "and", "do", "de", "del", "da"})


class AbroadReader(UnitPieces):
    """Reads units that lie abroad."""

    def __init__(
        self, rules: RuleSet, names: NameReader, offices: Phrases[Any], border: BorderReader
    ) -> None:
        super().__init__(rules, names, offices, border)
        self._mayors = word_set(rules.of("offices", "mayor_word"))

    def abroad(self, w: Words, i: int) -> Unit:
        """`Wali Kota | Contoh`, of a city abroad that no table has, but the article tells (`Kota Contoh`)."""
        unit = Unit(i)
        end = self.city_abroad(w, i)
        if end is not None:
            self._take(w, unit, end)
            unit.closed = True
        return unit

    def city_abroad(self, w: Words, i: int) -> int | None:
        """The word after the name, at word `i`, of a city that the article tells to be abroad."""
        if w.cities is None:
            w.cities = cities_abroad(w, self._countries, self._mayors)
        return city_at(w, i, w.cities)

    def place_abroad(self, w: Words, i: int) -> bool:
        """Does a place abroad begin at word `i`, known or told?"""
        if not w.joined(i) or not w.capital(i):
            return False
        return w.match(i, self._countries) is not None or self.city_abroad(w, i) is not None

    def past_country(self, w: Words, i: int) -> int | None:
        """The word after `, Portugal` at word `i`; None where no country stands there."""
        return country_behind(w, i, self._countries)

    def foreign(self, w: Words, i: int) -> Unit:
        """English: words joined by of, for, the, and; up to a comma or a title."""
        unit = Unit(i)
        n = len(w)
        if not (
            w.joined(i)
            and (i in w.bodies or {w.lows[i], w.lows[i - 1]} & _OF_FOR or w.lows[i] in self._words)
        ):
            return unit
        while unit.end < n and w.joined(unit.end) and unit.words < LONGEST:
            j = unit.end
            if w.lows[j : j + 4] in _DOTTED:
                self._take(w, unit, j + 4)
                continue
            if self._names.titles_at(w, j) or not w.texts[j][0].isalpha():
                break
            if not w.capital(j) and w.lows[j] not in ("of", "for", "the", "and", "dan", "on", "in"):
                break
            if j > i and w.capital(j) and w.capital(j - 1) and is_name_word(w.lows[j]):
                break
            if not w.capital(j) and not (j + 1 < n and w.joined(j + 1) and w.texts[j + 1][0].isalpha()):
                break
            self._take(w, unit, j + 1)
            if j in w.bodies:
                unit.bodies.append(w.bodies[j])
                # "Director of Asia Pacific Masdar | Hessa Fulan": behind a body a name may begin.
                end = w.after(w.bodies[j].end, j)
                if w.joined(end) and self._names.forward(w, end) is not None:
                    if end > unit.end:
                        self._take(w, unit, end)
                    break
        return unit

    def _central_bank(self, w: Words, unit: Unit) -> None:
        """`Gubernur | Bank of Contoh`, which no table knows: up to the name that follows."""
        i = unit.end
        end = i + 1
        while (
            end - i < _LONGEST_BANK
            and w.joined(end)
            and (w.lows[end] in _OF or w.capital(end))
            and not self._names.titles_at(w, end)
        ):
            end += 1
        while w.lows[end - 1] in _OF:
            end -= 1
        name = self._border.split(w, i, end, firm=True)
        self.take_body(w, unit, end if name is None else name, "bank")
        unit.closed = True

    def _posting(self, w: Words, unit: Unit) -> bool:
        """`Duta Besar Jepang | untuk (Republik) Indonesia Fulan`: the country to which an envoy is sent."""
        after = unit.end + 1
        found = w.match(after, self._countries) if w.joined(after) and w.capital(after) else None
        starts = range(max(unit.end - _COUNTRY, 0), unit.end)
        sent = any(w.capital(k) and (m := w.match(k, self._countries)) and m[0] == unit.end for k in starts)
        if found is None or not sent or w.lows[found[0] - 1] not in self._own_country:
            return False
        self._take(w, unit, found[0])
        return True

    def _country_before(self, w: Words, unit: Unit) -> bool:
        """`Menteri Pertanian | negara itu, Fulan`: of the foreign country named last."""
        for k in range(unit.end - 1, max(unit.end - _FAR_BACK, -1), -1):
            found = w.match(k, self._countries) if w.capital(k) else None
            if found is not None and w.lows[k] not in self._own_country:
                unit.parts.append(w.printed(k, found[0]))
                unit.end += 2
                unit.closed = True
                return True
        return False
