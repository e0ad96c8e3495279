"""Reads who holds an office: the name behind its unit, which may turn out to go on.

Where a unit ends and a name begins is decided here, together: `Kapolsek Sukamaju AKP Fulan` has a place
and a name, `Kapolres Fulan` only a name.
"""

from __future__ import annotations

from mouextract.annotate.office_border import BorderReader
from mouextract.annotate.office_heads import Head
from mouextract.annotate.office_unit import Unit
from mouextract.annotate.office_units import UnitReader
from mouextract.annotate.person_names import NameRead, NameReader
from mouextract.annotate.person_words import Words, phrase_index
from mouextract.knowledge.offices import is_name_word
from mouextract.rules import RuleSet

_INDONESIA = "indonesia"
_AND = frozenset({"dan", "serta", "&"})
_VILLAGE_HEADS = frozenset({"camat"})


class HolderReader:
    """Finds the name that follows an office, and gives the unit what belongs to it."""

    def __init__(self, rules: RuleSet, names: NameReader, units: UnitReader, border: BorderReader) -> None:
        self._openers = phrase_index(rules.of("offices", "opener"))
        self.names = names
        self.units = units
        self._border = border
        self._vocabulary = units.vocabulary

    def read(
        self, w: Words, unit: Unit, head: Head, capitals: bool, headline: bool
    ) -> tuple[NameRead | None, bool]:
        """The name after the unit, which may still grow; whether a comma stood between."""
        for _ in range(3):
            i = unit.end
            if not w.joined(i):
                return None, False
            if (within := self.names.in_brackets(w, i)) is not None:
                return within, True
            start, comma = self.past_opener(w, i)
            if comma and (w.regions.get(start) is not None):
                # Bupati Contoh, Jawa Barat, Ahmad Fulan
                region_end = w.after(w.regions[start].end, start)
                if region_end < len(w) and w.texts[region_end] == ",":
                    start = region_end + 1
            elif comma and unit.region is None and head.takes == "region":
                # Wali Kota Contoh, Portugal, Maria Fulan
                past = self.units.past_country(w, i)
                if past is not None and past < len(w) and w.texts[past] == ",":
                    start = past + 1
            if not w.joined(start):
                return None, False
            name = self.names.forward(w, start, capitals, headline)
            if name is None:
                return None, comma
            if comma:
                return (name if self._stands_alone(w, name) else None), True
            end = self._unit_after_all(w, unit, head, name, capitals, headline)
            if end is not None:
                self.units.take(w, unit, end)
                self.units.go_on(w, unit)
                continue
            border = self._border_within(w, unit, head, name, capitals, headline)
            if border is None:
                return name, False
            if head.firm:
                self.units.take_body(w, unit, border, self._border.kind(w, border) or "company")
            else:
                self.units.take(w, unit, border)
            if border < name.last:
                return self.names.forward(w, border, capitals, headline), False
            self.units.go_on(w, unit)
        return None, False

    def _border_within(
        self, w: Words, unit: Unit, head: Head, name: NameRead, capitals: bool, headline: bool
    ) -> int | None:
        """Where a body that was not found as one ends within the supposed name, else None."""
        if name.titled or unit.closed or head.takes not in ("unit", "place"):
            return None
        last = self.names.run_end(w, name.first, capitals, headline)
        if name.end > name.last:
            last = name.last
        if unit.bodies and self._middle_initial(w, name):
            return None
        # Behind a body that was found, an unknown one is unlikely.
        firm = head.firm and not (unit.bodies or (unit.words and self._vocabulary.acronym(w, unit.end - 1)))
        return self._border.split(w, name.first, last, firm, place=head.head in _VILLAGE_HEADS)

    @staticmethod
    def _middle_initial(w: Words, name: NameRead) -> bool:
        """`Direktur Utama Contoh | Fulan A. Misal`: is the name's second word an initial, with more behind it?"""
        k = name.first + 1
        return k + 2 < name.last and len(w.texts[k]) == 1 and w.texts[k + 1] == "."

    def past_opener(self, w: Words, i: int) -> tuple[int, bool]:
        """Past a comma, `yakni`, `bernama` between office and name."""
        comma = False
        if w.texts[i] == "," and i + 1 < len(w):
            comma, i = True, i + 1
        found = w.match(i, self._openers)
        if found is None or found[0] >= len(w):
            return i, comma
        # Bupati Contoh kala itu, Ahmad Fulan
        i = found[0]
        return (i + 1 if w.texts[i] == "," and i + 1 < len(w) else i), True

    def _stands_alone(self, w: Words, name: NameRead) -> bool:
        """After a comma: an apposition, not the next item of a list or a new sentence."""
        if name.titled or name.length > 1:
            return True
        if name.end < len(w) and w.lows[name.end] in _AND:
            return is_name_word(name.name)
        return not w.in_body(name.first)

    def _unit_after_all(
        self, w: Words, unit: Unit, head: Head, name: NameRead, capitals: bool, headline: bool
    ) -> int | None:
        """Where the unit ends if the supposed name belongs to it in whole or in part, else None."""
        if name.titled or unit.closed or head.takes in ("country", "none"):
            return None
        if head.takes == "region":
            return name.last if self._foreign_place(w, name) else None
        n, end = len(w), name.last
        if name.end > end and end < n and end not in w.bodies:
            # "Sekretaris Utama Fulan, S.H.", "Rektor Contoh Fulan SH MH": degrees stand behind people's names only.
            return None
        known = any(is_name_word(w.lows[k]) for k in range(name.first, name.last))
        if end < n and w.joined(end) and not headline:
            if self.names.titles_at(w, end):
                after = self.names.titles(w, end)
                if w.joined(after) and w.capital(after) and name.end == name.last:
                    return end
            bracket = end + (w.lows[end] == _INDONESIA)
            if self._spelled(w, name.first, bracket):
                return bracket
            if not known and self._vocabulary.acronym_in_bracket(w, end):
                return end
            goes_on = w.capital(end) and (
                self._vocabulary.is_word(w, end) or self._vocabulary.acronym(w, end)
            )
            goes_on = goes_on or (w.capital(end) and w.lows[end] == _INDONESIA)
            if not known and (end in w.regions or end in w.bodies or goes_on):
                return end
            if not known and self._joins_field(w, end):
                return end + 1
            if not known and any(self._vocabulary.is_abstract(w, k) for k in range(name.first + 1, end)):
                return end
            if not known and w.texts[end] == ",":
                second = self.names.forward(w, end + 1, capitals, headline) if w.joined(end + 1) else None
                if second is not None and (second.titled or second.length > 1):
                    return end
        return None

    @staticmethod
    def _spelled(w: Words, first: int, end: int) -> bool:
        """`Persatuan Misal Contoh Indonesia | (PMCI)`: does the acronym in brackets at word `end` spell the words
        from word `first` on, as it does a body's name?
        """
        if not w.joined(end + 2) or (w.texts[end], w.texts[end + 2]) != ("(", ")"):
            return False
        letters = "".join(text[0] for text in w.texts[first:end])
        return len(letters) > 2 and w.texts[end + 1] == letters

    def _joins_field(self, w: Words, i: int) -> bool:
        """`Direktur Bisnis Kurir | dan Logistik Fulan`: does a second field follow, and then a name or a body?"""
        if w.lows[i] not in _AND or not (w.joined(i + 1) and self._vocabulary.is_word(w, i + 1)):
            return False
        if not (w.capital(i + 1) and w.joined(i + 2)):
            return False
        return i + 2 in w.bodies or self.names.forward(w, i + 2) is not None

    def _foreign_place(self, w: Words, name: NameRead) -> bool:
        """`Wali Kota Rotterdam, John Fulan,`: not a person but a place that no table has."""
        end = name.last
        if name.end != end or not w.joined(end) or w.texts[end] != "," or not w.joined(end + 1):
            return False
        if any(is_name_word(w.lows[k]) for k in range(name.first, end)):
            return False
        second = self.names.forward(w, end + 1)
        if second is None or not (second.titled or second.length > 1) or not w.joined(second.end):
            return False
        return w.texts[second.end] == "," or w.texts[second.end][0].islower()
