"""The pieces of an office's unit: bodies, regions, countries, numbers and brackets, each taken whole."""

from __future__ import annotations

from typing import Any

from mouextract.annotate.office_border import BorderReader
from mouextract.annotate.office_unit import Unit
from mouextract.annotate.office_words import Vocabulary
from mouextract.annotate.person_names import NameReader
from mouextract.annotate.person_words import Phrases, Words, phrase_index
from mouextract.mentions import InstitutionMention
from mouextract.rules import RuleSet, word_set, word_values
from mouextract.text import squeeze

AND = frozenset({"dan", "&", "serta", "and"})
_LEVELS = frozenset({"kabupaten", "kota", "provinsi"})
# Kinds of bodies whose names are made of the words of their field.
_LOCAL = frozenset({"office", "agency", "ministry"})
_LONGEST_BRACKET = 9


class UnitPieces:
    """Takes one piece after the other into a unit."""

    def __init__(
        self, rules: RuleSet, names: NameReader, offices: Phrases[Any], border: BorderReader
    ) -> None:
        self._names, self._border = names, border
        self._offices = offices
        self.vocabulary = Vocabulary(rules)
        self._words, self._heads = self.vocabulary.words, self.vocabulary.heads
        self._phrases = phrase_index(rules.of("offices", "unit_phrase"))
        self._countries = phrase_index(rules.of("offices", "country"))
        self._own_country = word_set(rules.of("offices", "own_country"))
        # Kab., Prov.
        self._short_levels = word_values(rules.of("offices", "short_level"))
        self.levels = _LEVELS | self._short_levels.keys()
        self._before_region = self.levels | word_set(rules.of("offices", "before_region"))
        self._field_openers = word_set(rules.of("offices", "field_opener"))

    def take_body(self, w: Words, unit: Unit, end: int, kind: str) -> None:
        """Add the words up to `end`, which are a body that was not found as one, or a known one's last words."""
        offset, known = w.starts[unit.end], unit.bodies[-1] if unit.bodies else None
        if known is not None and known.end == w.ends[unit.end - 1]:
            offset, kind = known.start, known.institution.kind
        elif unit.words and w.lows[unit.end - 1] in (
            self._heads - self._words if unit.words > 1 else self._heads
        ):
            offset = w.starts[unit.end - 1]
            unit.opens_with_body = unit.opens_with_body or unit.words == 1
        unit.cut_body = (squeeze(w.folded[offset : w.ends[end - 1]]), kind)
        unit.opens_with_body = unit.opens_with_body or not unit.words
        self._take(w, unit, end)

    def take(self, w: Words, unit: Unit, end: int) -> None:
        """Add the words up to `end`, whatever they are."""
        self._take(w, unit, end)

    def city(self, w: Words, unit: Unit) -> None:
        """Take the word that tells a city's police from the regency's of the same name: `Polres Blitar | Kota`."""
        j = unit.end
        if unit.region is None or not (w.joined(j) and w.texts[j] == "Kota"):
            return
        if w.regions.get(j + 1) is None:
            unit.parts.append("Kota")
            unit.end, unit.words = j + 1, unit.words + 1

    def _number(self, w: Words, unit: Unit) -> bool:
        j = unit.end
        if (
            unit.closed
            or len(w.texts[j]) > 4
            or (j + 1 < len(w) and w.texts[j + 1] in ("/", "-") and unit.words > 2)
        ):
            return False
        self._take(w, unit, j + 1)
        return True

    def _country(self, w: Words, unit: Unit) -> bool:
        j = unit.end
        if not w.joined(j) or not w.capital(j):
            return False
        found = w.match(j, self._countries)
        if found is None or (len(w.texts[j]) == 2 and not w.texts[j].isupper()):
            return False
        self._take(w, unit, found[0])
        unit.closed = w.lows[j] not in self._own_country or w.texts[j] == "RI"
        return True

    def _longer_country(self, w: Words, unit: Unit) -> bool:
        """A country that begins with a region's name (Papua Nugini)."""
        found = w.match(unit.end, self._countries) if w.capital(unit.end) else None
        if found is None or unit.end not in w.regions or w.starts[found[0] - 1] < w.regions[unit.end].end:
            return False
        return self._country(w, unit)

    def _one_region(self, w: Words, unit: Unit, keep: bool = False) -> bool:
        """Take one region and the words that class it; `keep` prints these, else the bare name."""
        j = start = unit.end
        while (
            w.joined(j)
            and w.lows[j] in self._before_region
            and (w.lows[j] != "di" or w.texts[j] == "DI")
            and j - start < 4
            and j not in w.regions
        ):
            j += 1
            if j < len(w) and w.texts[j] == "." and w.touches(j):
                j += 1
        region = w.regions.get(j)
        if region is None or not w.joined(j) or (j == start and not w.joined(start)):
            return False
        if keep and j > start:
            printed = squeeze(w.folded[w.starts[start] : w.ends[j - 1]])
            unit.parts.append(self._short_levels.get(printed.rstrip(".").lower(), printed))
        unit.parts.append(region.name)
        unit.end = w.after(region.end, j)
        unit.words += unit.end - start
        if unit.region is None:
            unit.region = region
        unit.closed = True
        return True

    def _body(self, w: Words, unit: Unit, body: InstitutionMention) -> None:
        j = unit.end
        end = w.after(body.end, j)
        if body.institution.kind in _LOCAL and body.basis == "text":
            self.vocabulary.mend(w, j, end)
        cut = self._border.in_body(w, j, end, body)
        if cut is not None:
            end = cut
            name = squeeze(w.folded[w.starts[j] : w.ends[end - 1]])
            unit.cut_body, unit.cut = (name, body.institution.kind), body
        else:
            unit.bodies.append(body)
        unit.opens_with_body = unit.opens_with_body or not unit.words
        for i in range(j, end):
            if (region := w.regions.get(i)) is not None:
                unit.region = unit.region or region
                unit.closed = w.after(region.end, i) >= end
        self._take(w, unit, end)

    def _other_name(self, w: Words, unit: Unit) -> bool:
        """Past `PT Pelabuhan Indonesia (Persero) | atau Pelindo`: the same body once more."""
        j = unit.end + 1
        body = w.bodies.get(j) if w.joined(j) else None
        if body is None or not unit.bodies or unit.bodies[-1].institution.key != body.institution.key:
            return False
        unit.end = w.after(body.end, j)
        return True

    def _bracket(self, w: Words, unit: Unit) -> bool:
        """Past `(Bappeda)` or `(Persero) Tbk`; a bracket with a date, an age, a sentence or a name is none of it."""
        j = unit.end
        if not w.joined(j) or w.texts[j] != "(" or self._names.in_brackets(w, j) is not None:
            return False
        for k in range(j + 1, min(j + _LONGEST_BRACKET, len(w))):
            text = w.texts[k]
            if text == ")":
                if k == j + 1:
                    return False
                unit.end = k + 1
                return True
            if text[0].isdigit() or not (w.capital(k) or text in ("-", "/", "&", ".") or w.lows[k] in AND):
                return False
        return False

    def _take(self, w: Words, unit: Unit, end: int) -> None:
        start = unit.end
        words = squeeze(w.printed(start, end))
        unit.parts.append(words.capitalize() if words in self._field_openers else words)
        unit.words += end - start
        unit.end = end
