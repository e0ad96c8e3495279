"""Reads a person's name at a given word: honorifics and ranks, the name itself, degrees.

Rules: `patterns/people.toml`. Nothing here searches an article; the offices tell where to look.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from mouextract.annotate.degrees import degree_regex
from mouextract.annotate.person_titles import INITIALS, TitleReader
from mouextract.annotate.person_words import Phrases, Words, is_abstract, phrase_index
from mouextract.knowledge.grammar import ROMAN
from mouextract.knowledge.offices import FILIAL, is_name_word
from mouextract.knowledge.towns import town_end
from mouextract.rules import RuleSet, word_set

# Words of a name in full, at least.
_FULL = 2
_LONGEST = 6
_LONGEST_RUN = 12
_LALU = "lalu"
_LOOK_BACK = 18
_STOPS = frozenset('.!?:"')
# Ditetapkan, Saksikan: verbs in capitals, as headlines have them, whatever their root.
_VERB = re.compile(r"[a-z]{4,}kan|[a-z]{5,}nya")


class NameRead(NamedTuple):
    """A name as read: words `[first, last)` are the name, `[start, end)` honorifics and degrees too.

    `name` is spelt as printed (capitals throughout become title case); `end_offset` closes the
    last degree; `titled`: an honorific or rank stands before it, so that it is surely a person.
    """

    start: int
    first: int
    last: int
    end: int
    start_offset: int
    end_offset: int
    span: tuple[int, int]
    name: str
    titled: bool

    @property
    def length(self) -> int:
        """Number of words and marks of the name."""
        return self.last - self.first


class NameReader(TitleReader):
    """Reads names forwards from a word, or backwards so that they end at one."""

    def __init__(
        self, rules: RuleSet, stops: Phrases[Any], openers: frozenset[str], units: frozenset[str]
    ) -> None:
        """`stops`: phrases that open an office; `openers`: a body's name; `units`: a unit's words."""
        super().__init__(rules)
        self._sure_titles = phrase_index(rules.of("people", "honorific", "rank"))
        self._aliases = phrase_index(rules.of("people", "alias"))
        self._particles = word_set(rules.of("people", "particle"))
        self._articles = word_set(rules.of("people", "article"))
        self._either = word_set(rules.of("people", "either"))
        self._shortened = word_set(rules.of("people", "shortened"))
        self._balinese = word_set(rules.of("people", "balinese"))
        self.verbs = word_set(rules.of("people", "headline_verb"))
        self._never = word_set(rules.of("people", "never_name"))
        self._stops, self._openers, self._units = stops, openers, units
        self._degree = degree_regex(rules)

    def forward(self, w: Words, i: int, capitals: bool = False, verbs: bool = False) -> NameRead | None:
        """The name whose honorifics or first word stand at word `i`, or None.

        `capitals`: the line is all in capitals; `verbs`: a capitalised verb ends the name (headlines).
        """
        n = len(w)
        if i >= n:
            return None
        first = self.titles(w, i)
        if first < n and len(w.texts[first]) > 1 and self.roman(w, first):
            return None
        field = first < n and (w.lows[first] in self._units or is_abstract(w.lows[first]))
        if first == i and field and not self.like_a_field(w, first):
            return None
        capitals = capitals or self._in_capitals(w, first, titled=first > i)
        last = self._name_end(w, first, capitals, verbs)
        if last == first and i < first < n and self._everyday(w, first):
            last = self._name_end(w, first + 1, capitals, verbs)
        apart = first == i and i > 0 and w.texts[i - 1] == ","
        if last == first or (apart and town_end(w.lows, first) == last):
            return None
        if not self._may_be_name(w, first, last, titled=first > i):
            return None
        a, b = w.starts[first], w.ends[last - 1]
        end_offset = self._degrees_end(w.folded, b)
        name = _spelt(w, first, last)
        if name.isupper() and len(name) > 3:
            name = " ".join(part.capitalize() for part in name.split())
        end = w.after(end_offset, last)
        return NameRead(i, first, last, end, w.starts[i], end_offset, (a, b), name, first > i)

    def in_brackets(self, w: Words, i: int) -> NameRead | None:
        """`Bupati Contoh | (Ahmad Fulan)`: a name, by its words, that fills the brackets at word `i`."""
        if i >= len(w) or w.texts[i] != "(" or not w.joined(i + 1) or i + 1 in w.regions:
            return None
        name = self.forward(w, i + 1)
        if name is None or name.end >= len(w) or w.texts[name.end] != ")" or name.length < _FULL:
            return None
        words = range(name.first, name.last)
        known = name.titled or any(is_name_word(w.lows[k]) for k in words)
        # "Bupati Contoh (Fulan Misal)", not "(Partai Golkar)": no word of a unit, a body or a place.
        other = any(
            w.lows[k] in self._units or k in w.bodies or k in w.regions or is_abstract(w.lows[k])
            for k in words
        )
        return name if known or not other else None

    @staticmethod
    def _in_capitals(w: Words, i: int, titled: bool) -> bool:
        """`Bpk. | AHMAD FULAN, S.H.`: is the name that begins at word `i` written in capitals?

        Without a title before it, its first word must be known as a name.
        """
        return (
            i + 1 < len(w)
            and w.joined(i + 1)
            and (titled or is_name_word(w.lows[i]))
            and all(len(word) > INITIALS and word.isalpha() and word.isupper() for word in w.texts[i : i + 2])
        )

    def _everyday(self, w: Words, i: int) -> bool:
        """Behind a title: is word `i` an everyday one that begins a name here (`Mayjen | Bakti Hartono`, `Drs. | AS
        Tamrin`)?
        """
        if self._initials(w, i):
            return True
        return (
            w.lows[i] in self.not_name
            and w.capital(i)
            and w.joined(i + 1)
            and w.capital(i + 1)
            and is_name_word(w.lows[i + 1])
        )

    def like_a_field(self, w: Words, i: int) -> bool:
        """Does a name begin at word `i` whose first word is one of fields, or an everyday one, too (`Sandi Nugroho`)?

        Only a word of names behind it tells. `Lalu`, as the Sasak are called, has a capital only there or at the
        beginning of a sentence.
        """
        if w.lows[i] not in self._either or not (w.capital(i) and w.joined(i + 1) and w.capital(i + 1)):
            return False
        if w.lows[i] == _LALU and w.lows[i + 1] not in self._units:
            return is_name_word(w.lows[i + 1]) or (i > 0 and w.joined(i) and w.texts[i - 1] not in _STOPS)
        return is_name_word(w.lows[i + 1])

    def run_end(self, w: Words, i: int, capitals: bool = False, verbs: bool = False) -> int:
        """The word after the run of capitals from word `i` on that reads as a name, however long for one."""
        return self._name_end(w, i, capitals, verbs, _LONGEST_RUN)

    def _name_end(self, w: Words, i: int, capitals: bool, verbs: bool, longest: int = _LONGEST) -> int:
        n, j, count, last = len(w), i, 0, i
        while j < n and count < longest and (j == i or w.joined(j)):
            text, low = w.texts[j], w.lows[j]
            if not text[0].isalpha():
                break
            if not text[0].isupper() and not (count and self.with_article(text)):
                # bin, van der: only between two names.
                k = self._past_particles(w, j) if count else j
                if k > j and k < n and w.capital(k) and w.joined(k):
                    j = k
                    continue
                break
            if j > i and w.lows[j - 1] in FILIAL:
                # The father's name, though it be a day's or a month's (Siti binti Jumat).
                count, j = count + 1, j + 1
                last = j
                continue
            if j > i and (self.degree_at(w, j) or self._title_within(w, j)):
                break
            if self._ends_name(w, j, first=j == i, capitals=capitals, verbs=verbs):
                break
            count += 1
            j += 1
            last = j
            if j < n and w.texts[j] == "." and w.touches(j):
                short = len(text) == 1 or low in self._shortened
                if not (short and j + 1 < n and w.joined(j + 1) and w.capital(j + 1)):
                    break
                j += 1
        return last

    def with_article(self, text: str) -> bool:
        """Is a word an Arabic name behind its article (`al-Fulani`)?"""
        article, hyphen, name = text.partition("-")
        return bool(hyphen) and article in self._articles and name[:1].isupper()

    def _past_particles(self, w: Words, j: int) -> int:
        while j < len(w) and w.lows[j] in self._particles and w.texts[j].islower() and w.joined(j):
            j += 1
        return j

    def _title_within(self, w: Words, j: int) -> bool:
        """Does a title begin here that never stands inside a name (`Sukamaju AKP Fulan`)?"""
        found = w.match(j, self._sure_titles) if len(w.texts[j]) > 1 else None
        if found is None:
            return False
        after = self._past_stop(w, found[0])
        # At a name's end it is a name itself: "Kepala Cabang X, Ribka Mayor."
        return w.joined(after) and after < len(w) and (w.capital(after) or w.texts[after] == "(")

    def _ends_name(self, w: Words, j: int, first: bool, capitals: bool, verbs: bool) -> bool:
        text, low = w.texts[j], w.lows[j]
        if low in self.not_name or low in self._openers or (_VERB.fullmatch(low) and not is_name_word(low)):
            return not (first and self.like_a_field(w, j))
        if low in self._never or (verbs and low in self.verbs):
            return True
        if len(text) > 1 and not capitals and text[1].isupper() and text[0:2] != "Mc":
            # An acronym: only short ones stand in names (AM Hendropriyono, Mahfud MD, Bustami HY).
            if not text.isupper() or len(text) > (2 if first else 3):
                return True
            if first and not (
                j + 1 < len(w) and w.joined(j + 1) and w.texts[j + 1][1:].islower() and w.capital(j + 1)
            ):
                return True
        if j in w.bodies and not w.bodies[j].generic:
            return True
        if w.match(j, self._stops) is not None:
            return True
        if not first and (region := w.regions.get(j)) is not None and region.head is not None:
            return region.head_start <= w.starts[j]
        return False

    def _may_be_name(self, w: Words, first: int, last: int, titled: bool) -> bool:
        if w.texts[last - 1] == "." or (len(w.texts[first]) == 1 and last == first + 1):
            return False
        region = w.regions.get(first)
        return titled or region is None or region.end < w.ends[last - 1]

    def cut(self, w: Words, name: NameRead, length: int) -> NameRead:
        """The same name cut down to its first `length` words."""
        j, count = name.first, 0
        while count < length:
            count += w.texts[j][0].isalpha() and len(w.texts[j]) > 1
            j += 1
        a, b = w.starts[name.first], w.ends[j - 1]
        text = _spelt(w, name.first, j)
        return NameRead(name.start, name.first, j, j, name.start_offset, b, (a, b), text, name.titled)

    def degree_at(self, w: Words, j: int) -> bool:
        """Is word `j` an academic degree, or the comma before one?"""
        match = self._degree.match(w.folded, w.starts[j])
        return match is not None and match.end() >= w.ends[j]

    def _degrees_end(self, folded: str, end: int) -> int:
        """Offset after all degrees that follow a name which ends at `end`."""
        match = self._degree.match(folded, end)
        while match is not None and match.end() > end:
            end = match.end()
            match = self._degree.match(folded, end)
        if folded[end : end + 1] == "." and folded[end - 1].isalpha():
            rest = folded[end + 1 : end + 4].lstrip(" ")
            # The stop belongs to the degree where the sentence goes on.
            if rest and (rest[0].islower() or rest[0] in ",;)"):
                end += 1
        return end

    def backward(self, w: Words, end: int, floor: int) -> NameRead | None:
        """The longest name, degrees included, that ends before word `end` and begins at `floor` or later."""
        start = end
        lowest = max(floor, end - _LOOK_BACK, 0)
        while start > lowest and self._may_lead(w, start - 1) and w.joined(start):
            start -= 1
        for i in range(start, end):
            if not w.texts[i][0].isalpha():
                continue
            found = self.forward(w, i)
            if (
                found is not None
                and w.after(found.end_offset, found.last) in (end, end - 1)
                and found.end <= end
            ):
                between = w.texts[found.end] if found.end < end else ""
                if between in ("", ".") and self._is_whole(w, i):
                    return found
        return None

    def _may_lead(self, w: Words, i: int) -> bool:
        text = w.texts[i]
        if text in (".", ",", "(", ")"):
            return True
        return w.capital(i) or w.lows[i] in self._particles or w.lows[i] in self._small_titles

    def _is_whole(self, w: Words, i: int) -> bool:
        """Not the tail of a longer run of capitals (`Universitas Budi Luhur`)."""
        if i == 0 or not w.joined(i) or not w.capital(i - 1):
            return True
        return w.lows[i - 1] in self.not_name or not w.texts[i - 1].isalpha()

    def nickname(self, w: Words, name: NameRead) -> tuple[str, ...]:
        """The words of a nickname after a name: `(Jokowi)`, `(BBS)`, `yang akrab disapa Mat`."""
        i = name.end
        if not w.joined(i):
            return ()
        if w.texts[i] == "(" and i + 2 < len(w):
            words = self._capitals(w, i + 1)
            after = i + 1 + len(words)
            initials = "".join(part[0] for part in name.name.split())
            if (
                not words
                or after >= len(w)
                or w.texts[after] != ")"
                or (words[0].isupper() and words[0] != initials)
            ):
                return ()
            return tuple(word.lower() for word in words)
        for word in (",", "yang"):
            if i < len(w) and w.lows[i] == word:
                i += 1
        found = w.match(i, self._aliases) if i < len(w) else None
        return tuple(word.lower() for word in self._capitals(w, found[0])) if found is not None else ()

    def _capitals(self, w: Words, i: int) -> list[str]:
        """Up to two capitalised words from word `i` on that may be a nickname."""
        words: list[str] = []
        while i < len(w) and len(words) < 2 and w.joined(i) and w.capital(i):
            if w.lows[i] in self._openers or w.lows[i] in self._units or w.match(i, self._stops) is not None:
                break
            words.append(w.texts[i])
            i += 1
        return words

    def roman(self, w: Words, i: int) -> bool:
        """Is word `i` a Roman numeral, and not the Balinese I of a name?"""
        text = w.texts[i]
        if not text.isupper() or ROMAN.fullmatch(text) is None:
            return False
        return not (text == "I" and i + 1 < len(w) and w.lows[i + 1] in self._balinese)


def _spelt(w: Words, first: int, last: int) -> str:
    """Words as one name: single spaces, also where the text lost them."""
    return " ".join(w.texts[first:last]).replace(" .", ".")
