"""Walks over the unit of an office: the field, the body and the place that follow its head.

`Kepala | Dinas Ketahanan Pangan, Pertanian dan Perikanan Kota Metro`, `Deputi | Bidang Usaha Mikro
Kementerian UMKM`. A unit goes on over words of a vocabulary (rules `unit_word`), bodies and regions
found before, acronyms, numbers and brackets; it ends where none of these stands.
"""

from __future__ import annotations

from typing import Any

from mouextract.annotate.office_border import BorderReader
from mouextract.annotate.office_heads import DEPUTY
from mouextract.annotate.office_pieces import AND
from mouextract.annotate.office_unit import Unit
from mouextract.annotate.office_units_abroad import LONGEST, AbroadReader
from mouextract.annotate.person_names import NameReader
from mouextract.annotate.person_words import Phrases, Words, phrase_index
from mouextract.knowledge.grammar import POINTING
from mouextract.knowledge.offices import is_name_word
from mouextract.knowledge.regions import DIRECTIONS
from mouextract.mentions import InstitutionMention
from mouextract.rules import RuleSet, word_set

_MINISTER = "menteri"
_LINKS = frozenset({"untuk", "of", "for", "the", "pada"})
# A regional office is never one of a single village.
_OFFICE = "dinas"
_ALIAS = frozenset({"atau", "alias"})
_POSTED = "untuk"
_PROVINCE = "provinsi"
# Words of a field that no vocabulary has, before the body.
_UNKNOWN_FIELD = 3


class UnitReader(AbroadReader):
    """Reads units; knows the vocabulary of `patterns/offices.toml`."""

    def __init__(
        self, rules: RuleSet, names: NameReader, offices: Phrases[Any], border: BorderReader
    ) -> None:
        super().__init__(rules, names, offices, border)
        self._acting = phrase_index(rules.of("offices", "acting"))
        self._place_heads = word_set(rules.of("offices", "place_head"))
        self._school_levels = word_set(rules.of("offices", "school_level"))
        self._here = word_set(rules.of("offices", "here"))
        self._links = _LINKS | self._field_openers
        self._provinces = {_PROVINCE} | {
            low for low, level in self._short_levels.items() if level.lower() == _PROVINCE
        }

    def none(self, w: Words, i: int) -> Unit:
        """Only `RI` or `Republik Indonesia` may follow."""
        unit = Unit(i)
        self._country(w, unit)
        return unit

    def region(self, w: Words, i: int, keep: bool = False) -> Unit:
        """One region (with `keep` also its printed class, `Kota Metro`), a country or a body."""
        unit = Unit(i)
        if not self._one_region(w, unit, keep) and w.joined(i):
            body = w.bodies.get(i)
            if body is not None and not body.generic:
                self._body(w, unit, body)
            elif not self._country(w, unit) and w.lows[i] == "bank" and w.capital(i):
                self._central_bank(w, unit)
        if unit.region is not None:
            self._bracket(w, unit)
            if w.joined(unit.end) and w.lows[unit.end] in self._provinces:
                printed = unit.parts
                unit.parts = []
                self._one_region(w, unit, keep=True)
                unit.parts = printed
        return unit

    def country(self, w: Words, i: int) -> Unit:
        """A country, a body whose head is called so (`Presiden | FIFA`), or nothing."""
        body = w.bodies.get(i) if w.joined(i) else None
        if body is None and w.joined(i) and w.capital(i) and w.body_begins(w.lows[i]):
            unit = Unit(i)
            name = self._border.split(w, i, self._names.run_end(w, i), firm=True)
            if name is not None and name > i:
                self.take_body(w, unit, name, "company")
                return unit
        if body is None or body.generic or body.institution.kind in ("country", "ministry"):
            return self.none(w, i)
        unit = Unit(i)
        self._body(w, unit, body)
        return unit

    def any(self, w: Words, i: int) -> Unit:
        """A field, bodies and a place, as far as they go."""
        unit = Unit(i)
        self.go_on(w, unit)
        return unit

    def go_on(self, w: Words, unit: Unit) -> None:
        """Read on from where the unit ends."""
        start = unit.end
        while w.joined(unit.end) and unit.words < LONGEST and self._step(w, unit, start):
            pass

    def _step(self, w: Words, unit: Unit, start: int) -> bool:
        j = unit.end
        text, low = w.texts[j], w.lows[j]
        if text == "(":
            return self._bracket(w, unit)
        if low in _ALIAS and self._other_name(w, unit):
            return True
        body = w.bodies.get(j)
        level_only = (
            unit.words and low in self._school_levels and w.joined(j + 1) and is_name_word(w.lows[j + 1])
        )
        if body is not None and not body.generic and not unit.closed and not level_only:
            self._body(w, unit, body)
            return True
        bare = body is not None and body.generic and j == start and not w.capital(j)
        if body is not None and bare and self._held(w, body, j):
            unit.bodies.append(body)
            unit.parts.append(body.institution.name)
            unit.end = w.after(body.end, j)
            return True
        if low in AND and self._second_place(w, unit):
            return True
        within = j in w.regions and not (unit.closed or w.in_body(j)) and w.match(j, self._countries) is None
        named = w.body_at(j) if within else None
        if named is not None and named > w.after(w.regions[j].end, j):
            # "Direktur Utama Riau Contoh Energi Fulan", where the article has PT Riau Contoh Energi.
            self.take_body(w, unit, named, "company")
            return True
        if not unit.closed and (self._longer_country(w, unit) or self._one_region(w, unit, keep=True)):
            return True
        if unit.closed and low in self.levels and self._one_region(w, unit, keep=True):
            return True
        if not text[0].isalnum() and text not in (",", "&", "/"):
            return False
        if self._names.titles_at(w, j):
            return False
        if text[0].isdigit():
            return self._number(w, unit)
        if w.capital(j):
            return self._capital(w, unit, start)
        return self._connector(w, unit)

    def _held(self, w: Words, body: InstitutionMention, i: int) -> bool:
        """`direktur perusahaan itu, Fulan`: does the holder's name follow the bare noun for a body?"""
        end = w.after(body.end, i)
        if w.joined(end) and w.texts[end] == ",":
            end += 1
        return w.joined(end) and self._names.forward(w, end) is not None

    def _second_place(self, w: Words, unit: Unit) -> bool:
        """`Kepala OJK Kalimantan Selatan | dan Tengah Fulan`: one for two provinces, before the name."""
        after = unit.end + 1
        placed = unit.region is not None or any(m.institution.region for m in unit.bodies)
        placed = placed or w.lows[unit.end - 1] in self._words
        if not (placed and unit.words and w.joined(after) and w.capital(after)):
            return False
        region = w.regions.get(after)
        if region is None and w.lows[after] not in DIRECTIONS:
            return False
        end = after + 1 if region is None else w.after(region.end, after)
        if not w.joined(end) or self._names.forward(w, end) is None:
            return False
        self._take(w, unit, end)
        return True

    def _capital(self, w: Words, unit: Unit, start: int) -> bool:
        j = unit.end
        low = w.lows[j]
        if j > start and unit.closed:
            return False
        if self._chief(w, unit):
            return True
        if not w.in_body(j) and w.match(j, self._countries) is None and (named := w.body_at(j)) is not None:
            self.take_body(w, unit, named, "company")
            return True
        phrase = w.match(j, self._phrases)
        if phrase is not None:
            self._take(w, unit, phrase[0])
            return True
        if self.vocabulary.is_word(w, j):
            if unit.words and self._names.like_a_field(w, j):
                return False
            # Another office begins here, unless it is part of this one (Staf Khusus Presiden).
            if j > start and low not in self._words and w.match(j, self._offices) is not None:
                return False
            self.vocabulary.mend(w, j, j + 1)
            self._take(w, unit, j + 1)
            if low in self._place_heads and self._place_follows(w, j, start):
                self._take(w, unit, j + 2)
            return True
        if self._names.roman(w, j) or (len(low) == 1 and unit.words and not self.vocabulary.initial(w, j)):
            self._take(w, unit, j + 1)
            return True
        if self._country(w, unit):
            return True
        if self.vocabulary.acronym(w, j) and not (
            unit.words and len(low) == 2 and self.vocabulary.before_name(w, j)
        ):
            self._take(w, unit, j + 1)
            return True
        return False

    def _chief(self, w: Words, unit: Unit) -> bool:
        """`Asisten SDM | Kapolri`: the one whose assistant it is, hence the body."""
        found = w.match(unit.end, self._offices)
        if found is None:
            return False
        end, head = found
        if not (head.whole and head.body is not None and head.takes == "none" and head.leads):
            return False
        unit.cut_body = (head.body, head.kind or "agency")
        unit.closed = True
        self._take(w, unit, end)
        return True

    def _body_ahead(self, w: Words, i: int) -> int | None:
        """From word `i`, over one to three unknown words (`dan Tol Laut | Pelni`): where a body begins that its
        holder's name follows; None where none does.
        """
        for k in range(i, i + _UNKNOWN_FIELD + 1):
            if (
                not w.joined(k)
                or not w.capital(k)
                or w.match(k, self._offices)
                or self._names.titles_at(w, k)
            ):
                return None
            body = w.bodies.get(k)
            if body is not None and k > i:
                end = w.after(body.end, k)
                if w.joined(end) and w.texts[end] == ",":
                    end += 1
                held = not body.generic and w.joined(end) and self._names.forward(w, end) is not None
                return k if held else None
        return None

    def _place_follows(self, w: Words, j: int, start: int) -> bool:
        """Is the word after `Desa` a village, or Desa the field (`Dinas Pemerintahan Desa Syahrial`)?"""
        k = j + 1
        if not (w.joined(k) and w.capital(k)) or self.vocabulary.is_word(w, k):
            return False
        if j == start and w.lows[start - 1] == _MINISTER:
            # "Menteri Desa PDT", "Menteri Desa | Fulan"
            return w.texts[k].isupper()
        if j == start or not (self.vocabulary.is_word(w, j - 1) or w.lows[j - 1] in AND):
            return True
        return not (is_name_word(w.lows[k]) or _OFFICE in w.lows[max(start - 1, 0) : start + 1])

    def _connector(self, w: Words, unit: Unit) -> bool:
        j, low = unit.end, w.lows[unit.end]
        if unit.closed:
            return low == _POSTED and self._posting(w, unit)
        if low in self._here:
            unit.end = j + 1
            unit.closed = True
            return True
        if (
            low == "negara"
            and w.joined(j + 1)
            and w.lows[j + 1] in POINTING
            and self._country_before(w, unit)
        ):
            return True
        if low == "/" and w.touches(j) and w.touches(j + 1):
            opens = w.match(j + 1, self._offices) is not None or w.match(j + 1, self._acting) is not None
            if opens or w.lows[j + 1] == DEPUTY.lower():
                # "Menteri ATR | /Kepala BPN": another office of the same holder
                return False
            region = w.regions.get(j + 1)
            self._take(w, unit, j + 2 if region is None else w.after(region.end, j + 1))
            return True
        after = j + 1
        if low == "," and after < len(w) and w.lows[after] in AND:
            after += 1
        if not w.joined(after) or not w.capital(after):
            return False
        if low == "," and self.vocabulary.acronym(w, after) and self._list_goes_on(w, after + 1):
            self._take(w, unit, after + 1)
            return True
        if w.match(after, self._offices) is not None or w.lows[after] in self._heads - self._words:
            return False
        if not unit.words and low not in self._links:
            return False
        fits = (
            w.lows[after] not in self._heads - self._words
            and (self.vocabulary.is_word(w, after) or w.match(after, self._phrases) is not None)
            and after not in w.bodies
        )
        if low in AND and not fits and after not in w.bodies and after not in w.regions:
            # A misspelt field counts where the place or the body follows it: dan Hortikultra Lampung Barat.
            fits = after + 1 in w.regions or (
                w.joined(after + 1) and w.lows[after + 1] in self._heads | self.levels
            )
        if not fits and low in self._links:
            fits = w.match(after, self._countries) is not None or after in w.regions
        if low == "&" and self.vocabulary.acronym(w, after):
            self._take(w, unit, after + 1)
            return True
        if low in AND and not fits and (body := self._body_ahead(w, after)) is not None:
            self._take(w, unit, body)
            return True
        if not (fits and (low in AND or low in self._links or low == ",")):
            return False
        if low == "," and self._reads_as_name(w, after):
            return False
        self._take(w, unit, after)
        return True

    def _list_goes_on(self, w: Words, i: int) -> bool:
        """After `Desa, PDT`: a further field, so that the acronym was one too."""
        if i < len(w) and w.texts[i] == ",":
            i += 1
        return i + 1 < len(w) and w.lows[i] in AND and self.vocabulary.is_word(w, i + 1)

    def _reads_as_name(self, w: Words, i: int) -> bool:
        """After a comma: the second word is no word of a unit either, but a name goes on."""
        k = i + 1
        return is_name_word(w.lows[i]) and w.joined(k) and w.capital(k) and w.lows[k] not in self._words
