"""The vocabulary of units: the words that fields of work and bodies are named with."""

from __future__ import annotations

from mouextract.annotate.office_misprints import Speller
from mouextract.annotate.person_words import Words, is_abstract
from mouextract.knowledge.offices import office_acronyms
from mouextract.rules import RuleSet, word_set


class Vocabulary:
    """Words of units (`words`) and words that open a body's name (`heads`), by `patterns/offices.toml`."""

    def __init__(self, rules: RuleSet) -> None:
        self.words = word_set(rules.of("offices", "unit_word"))
        self.heads = word_set(rules.of("offices", "unit_head"))
        tabled = {entry.form.removeprefix("ka") for entry in office_acronyms() if entry.kind == "office"}
        self._speller = Speller(
            self.words | self.heads | tabled, word_set(rules.of("offices", "no_misprint"))
        )

    def mend(self, w: Words, start: int, end: int) -> None:
        """Respell misprinted words of the vocabulary."""
        self._speller.mend(w, start, end)

    def is_word(self, w: Words, i: int) -> bool:
        """Is word `i` one of a unit's vocabulary?"""
        low = w.lows[i]
        return low in self.words or low in self.heads or is_abstract(low) or self.misprint(w, i)

    def misprint(self, w: Words, i: int) -> bool:
        """Is word `i` one of the vocabulary's, but for a letter?"""
        return w.capital(i) and self._speller.right(w.lows[i]) is not None

    def is_abstract(self, w: Words, i: int) -> bool:
        """Is word `i` made like the nouns that name fields of work (Kemasyarakatan, Pemberdayaan)?"""
        return is_abstract(w.lows[i])

    def opens_body(self, w: Words, i: int) -> bool:
        """Does word `i` begin a body's name (Dinas, DPRD)?"""
        return w.joined(i) and w.capital(i) and (w.lows[i] in self.heads or self.acronym(w, i))

    def acronym(self, w: Words, i: int) -> bool:
        """BP2MI, STIKes, KemenPPPA; no word in a line of capitals is known as one by its look alone."""
        text = w.texts[i]
        return len(text) > 1 and sum(char.isupper() for char in text) > 1 and not text[1:].islower()

    def acronym_in_bracket(self, w: Words, i: int) -> bool:
        """Does `(GeNAM)` stand at word `i`, so that a body's name ended before it?"""
        return w.joined(i + 2) and w.texts[i] == "(" and w.texts[i + 2] == ")" and self.acronym(w, i + 1)

    def initial(self, w: Words, i: int) -> bool:
        """May word `i`, a single letter, be the initial of a name?"""
        return i + 1 < len(w) and (w.texts[i + 1] == "." or w.capital(i + 1))

    def before_name(self, w: Words, i: int) -> bool:
        """Does a word that may be a name follow word `i`?"""
        k = i + 1
        return w.joined(k) and w.capital(k) and w.texts[k][1:].islower() and not self.is_word(w, k)
