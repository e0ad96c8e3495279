"""Where a body that no table knows ends and a person's name begins (`CEO Contoh Media Budi Fulan`).

What tells, strongest first: the body named elsewhere in the article; words that close bodies' names; how the
article speaks of the person later; a bare use of the first words before; people's names; the run's length.
Rules: `patterns/offices.toml` (`body_closer`, `perhaps_closer`); verbs of saying: `person_speech`.
"""

from __future__ import annotations

import re

from mouextract.annotate.person_names import NameReader
from mouextract.annotate.person_speech import SpeechReader
from mouextract.annotate.person_words import Words, is_abstract, phrase_index
from mouextract.knowledge.institutions import KnownInstitution, lookup
from mouextract.knowledge.offices import is_name_word
from mouextract.knowledge.towns import town_end
from mouextract.mentions import InstitutionMention
from mouextract.rules import RuleSet, word_set

# A word that a megabyte repeats must not be compared with all its likes.
_OCCURRENCES = 40
_LONGEST_BODY = 8
# A mention that begins this little before a run is the run itself, with PT or Bank before it.
_OWN = 12
_SURELY_LONG = 4
# Words of a person's name at least.
_NAME = 2
_LONGEST_NAME = 3
# Marks that go with a legal form: `(Persero)`, `Tbk.`
_LEGAL_MARKS = frozenset({"(", ")", "."})
_SMALL = frozenset({"of", "the", "for", "and", "dan", "do", "da", "dos", "das", "de", "del", "&"})
_CLASS = re.compile(r"[IVX]+[A-D]?|\d[A-D]?|[A-D]")
_LONGEST_CLASS = 5
_NAMESAKES = frozenset({"hospital", "school"})
_PT = "pt"


class BorderReader:
    """Tells bodies from names by what one article says; knows the rules, keeps nothing of any article."""

    def __init__(self, rules: RuleSet, names: NameReader) -> None:
        self._names = names
        closers = rules.of("offices", "body_closer")
        self._kinds = {phrase.lower(): rule.value for rule in closers for phrase in rule.phrases}
        self._perhaps = word_set(rules.of("offices", "perhaps_closer"))
        self._speech = SpeechReader(rules)
        self._units = word_set(rules.of("offices", "unit_word"))
        self._openers = word_set(rules.of("offices", "unit_head"))
        self._countries = phrase_index(rules.of("offices", "country"))
        self._legal = word_set(rules.of("offices", "legal_form", "state_form")) | _LEGAL_MARKS
        self._public = word_set(rules.of("offices", "public_firm"))
        self._class_ends = word_set(rules.of("offices", "class_end"))

    def split(self, w: Words, first: int, last: int, firm: bool, place: bool = False) -> int | None:
        """The word at which the name begins in the run `[first, last)`; `last` where all is the body.

        None where nothing tells, or where all is the name. `firm`: the office is a company's, so that an
        unknown body is likely; `place`: a village's, so that its name is.
        """
        spoken = self._spoken(w, first, last)
        person = spoken == first or self._is_name(w, first)
        town = town_end(w.lows, first)
        if town is not None and town <= last and spoken != first:
            return town
        if self._after_class(w, first) and not person and last - first > 1:
            # A prison's or court's class stands before its place.
            named = (k for k in range(first + 1, last) if k == spoken or self._is_name(w, k))
            return next(named, first + 1)
        sure = self._known(w, first, last)
        if not sure and firm and last - first > 2 and not person:
            # "CEO Contoh Budi Fulan" where the article has Contoh Lifesciences.
            sure = w.body_begun(tuple(w.lows[first : last - 1]))
        if sure == 1 and person:
            sure = 0
        sure = max(sure, 0 if spoken == first else self._closed(w, first, last, person))
        if not (sure or person) and (firm or place):
            sure = self._named_before(w, first, last, place)
        if sure:
            return self._after_body(w, first + sure, last, firm, spoken)
        if last - first < 2 or person:
            return None
        # The last word alone tells nothing of where the name begins.
        if spoken is not None and spoken < last - 1:
            return self._back_over_names(w, first, spoken)
        shortest = 2 if firm or place else 3
        for k in range(first + 1, last - (0 if place else 1)):
            if self._is_name(w, k) and w.texts[k - 1] != ".":
                return k if k - first > 1 or last - first > shortest or place else None
        if firm and self._length(w, first, last) >= _SURELY_LONG:
            return self._last_two(w, first, last)
        return None

    def kind(self, w: Words, last: int) -> str | None:
        """The kind of a body whose last word stands before word `last`, if that word tells."""
        return self._kinds.get(w.lows[last - 1])

    def in_body(self, w: Words, start: int, end: int, body: InstitutionMention) -> int | None:
        """Where a person's name begins that ran into a body's (`PT Adaro Power Dharma …`), else None."""
        if body.basis == "table" or (w.joined(end) and self._names.titles_at(w, end)):
            return None
        if any(lookup(w.printed(k, end)) is not None for k in range(start + 1, end - 1)):
            # Fakultas Hukum Universitas Contoh: a body that the table has closes the name.
            return None
        degree = self._before_degree(w, start, end)
        if (
            degree is None
            and end + 1 < len(w)
            and w.texts[end] == ","
            and self._names.forward(w, end + 1) is not None
        ):
            return None
        last = max(end, self._names.run_end(w, end)) if w.joined(end) else end
        if last - start < _SURELY_LONG:
            return None
        k = degree or self._border_in_body(w, start, last, body)
        if k is None or k >= end or self._bracket_names(w, k, last):
            return None
        # "PT Contoh Motor Batam Fulan Contoh": a place behind the name that the article knows closes the body.
        for j in range(k, end - 1):
            if (region := w.regions.get(j)) is not None:
                k = w.after(region.end, j)
        if last - k < _NAME or all(w.lows[j] in self._legal for j in range(k, end)):
            return None
        if any(self._is_unit_word(w, j) or j in w.regions for j in range(k, end)):
            return None
        return k if all(w.capital(j) or self._names.with_article(w.texts[j]) for j in range(k, end)) else None

    def _before_degree(self, w: Words, start: int, end: int) -> int | None:
        """`RSUD Contoh | Fulan Misal SH`: where a name begins that a degree ends, in the body or right behind it:
        after the place, else two words before.
        """
        inside = (
            j for j in range(start + _NAME, min(end + w.joined(end), len(w))) if self._names.degree_at(w, j)
        )
        degree = next(inside, None)
        if degree is None:
            return None
        for j in range(degree - _NAME, start, -1):
            if (region := w.regions.get(j)) is not None:
                k = w.after(region.end, j)
                return k if degree - k >= _NAME else None
        return degree - _NAME if degree - _NAME > start + 1 else None

    def _border_in_body(self, w: Words, start: int, last: int, body: InstitutionMention) -> int | None:
        tabled = self._tabled(w, start, last)
        if tabled is not None:
            return tabled
        opened = w.lows[start] in self._openers
        known = self._known(w, start, last - 1)
        if known < 2 and opened:
            known = self._known(w, start + 1, last - 1)
            known += bool(known)
        if known > 1:
            return start + known
        spoken = self._spoken(w, start + 2, last)
        if spoken is not None and spoken < last - 1:
            return self._back_over_names(w, start + 1, spoken)
        if (
            body.institution.kind in _NAMESAKES
            and self._is_name(w, start + 1)
            and last - start > _SURELY_LONG
        ):
            return last - 2
        if opened and last - start == _SURELY_LONG and self._acronym(w, start + 1):
            return start + 2 if all(w.texts[k][1:].islower() for k in (start + 2, start + 3)) else None
        for k in range(start + 2, last - 1):
            if self._is_name(w, k) and w.lows[k] not in self._units:
                # "PT Samudra Contoh Lestari Budi Fulan": the surname closes the body's name, a whole one follows.
                closes = w.lows[k] in self._perhaps and last - k > _NAME and self._is_name(w, k + 1)
                return k + closes
        return self._behind_place(w, start, last, body)

    def _behind_place(self, w: Words, start: int, last: int, body: InstitutionMention) -> int | None:
        """`Direktur PD BPR Kuningan | Fulan Misal`: where two or three words of no unit follow the place of a public
        body, which has no further name there.
        """
        if body.institution.kind not in _NAMESAKES and w.lows[start] not in self._public:
            return None
        for j in range(start + 1, last - 1):
            region = w.regions.get(j)
            k = w.after(region.end, j) if region is not None else town_end(w.lows, j)
            if k is not None:
                rest = range(k, last)
                plain = all(
                    w.texts[i].istitle()
                    and not (self._is_unit_word(w, i) or i in w.regions or w.lows[i] in self._kinds)
                    for i in rest
                )
                return k if _NAME <= len(rest) <= _LONGEST_NAME and plain else None
            if not (self._is_unit_word(w, j) or w.texts[j].isupper() or w.texts[j].isdigit()):
                return None
        return None

    def _tabled(self, w: Words, start: int, last: int) -> int | None:
        """`PT Timah | Fulan Contoh`: where the name of a body that the table has ends within the run, if two words
        of no unit follow.
        """
        for k in range(last - _NAME, start, -1):
            if any(self._is_unit_word(w, j) or w.lows[j] in self._kinds for j in range(k, last)):
                return None
            if k > start + 1 and (lookup(w.printed(start, k)) or self._firm(w, start, k)) is not None:
                return k
        return None

    @staticmethod
    def _firm(w: Words, start: int, end: int) -> KnownInstitution | None:
        """`PT | Transjakarta`: the firm that the table has by the name behind its legal form."""
        return lookup(w.printed(start + 1, end)) if w.lows[start] == _PT else None

    def _bracket_names(self, w: Words, start: int, end: int) -> bool:
        """Does a bracket follow words `[start, end)` that is not their initials, as after bodies (`(kiri)` does
        after people)?
        """
        if not w.joined(end) or w.texts[end] != "(" or not w.joined(end + 1):
            return False
        initials = "".join(text[0] for text in w.texts[start:end])
        legal = w.lows[end + 1] in self._legal
        return (w.texts[end + 1][0].isupper() or legal) and w.texts[end + 1] != initials

    def _is_unit_word(self, w: Words, k: int) -> bool:
        low = w.lows[k]
        return low in self._units or low in self._openers or is_abstract(low)

    def _is_name(self, w: Words, k: int) -> bool:
        """May a person's name begin at word `k` by its look (`Budi`, `I Made`, `M. Fulan`)?"""
        text = w.texts[k]
        if len(text) == 1 and text.isupper() and w.joined(k + 1):
            return w.texts[k + 1] == "." or is_name_word(w.lows[k + 1])
        return is_name_word(w.lows[k]) or self._names.like_a_field(w, k)

    def _acronym(self, w: Words, k: int) -> bool:
        return len(w.texts[k]) > 1 and w.texts[k].isupper()

    def _length(self, w: Words, first: int, last: int) -> int:
        return sum(w.capital(k) for k in range(first, last))

    def _last_two(self, w: Words, first: int, last: int) -> int:
        """Where the last two words begin that have capitals, particles between them aside."""
        k = last - 1
        while k > first + 1:
            k -= 1
            if w.capital(k):
                return k
        return k

    def _after_body(self, w: Words, start: int, last: int, firm: bool, spoken: int | None) -> int:
        """The name's first word, if a body surely goes up to `start` but perhaps further."""
        while start < last and w.lows[start] in self._kinds:
            start += 1
        if spoken is not None and start < spoken < last - 1:
            return self._back_over_names(w, start, spoken) or start
        rest = self._length(w, start, last)
        if rest < _SURELY_LONG:
            return start
        for k in range(start, last - 1):
            if self._is_name(w, k):
                return k
        return self._last_two(w, start, last) if firm else start

    def _back_over_names(self, w: Words, first: int, k: int) -> int | None:
        """From a word of the name to its first, or None where that is the whole run."""
        while k > first and self._is_name(w, k - 1):
            k -= 1
        return k if k > first else None

    def _known(self, w: Words, first: int, last: int) -> int:
        """How many of the run's words are a body that the article names elsewhere."""
        low = w.lows
        for k in range(min(last, first + _LONGEST_BODY), first, -1):
            mentions = w.body_named(tuple(low[first:k]))
            if any(not w.starts[first] - _OWN <= start < w.ends[last - 1] for start in mentions):
                return k - first
        return 0

    def _closed(self, w: Words, first: int, last: int, person: bool) -> int:
        """How many words there are up to the last one that closes a body's name, and leaves a name over."""
        line = all(w.texts[k].isupper() for k in range(first, last))
        for k in range(last, first, -1):
            low = w.lows[k - 1]
            rest = last - k
            if k - first < 2:
                break
            lone = rest == 1 and not is_name_word(w.lows[k])
            if not lone and not person and self._region_ends(w, first, k):
                return k - first
            if low in self._kinds and rest:
                return k - first
            if rest < 2 or person or w.lows[k] in _SMALL:
                continue
            if low in self._perhaps or (not line and self._acronym(w, k - 1)):
                return k - first
            if any(
                (found := w.match(j, self._countries)) and found[0] == k for j in (k - 1, k - 2) if j > first
            ):
                return k - first
        return 0

    @staticmethod
    def _region_ends(w: Words, first: int, k: int) -> bool:
        """Does a region's name end before word `k` that does not open the run?"""
        return any((r := w.regions.get(j)) and r.end == w.ends[k - 1] for j in (k - 1, k - 2) if j > first)

    def _spoken(self, w: Words, first: int, last: int) -> int | None:
        """The first word of the run that elsewhere speaks or is spoken of as a person (`kata Fulan`)."""
        for k in range(first, last):
            for p in w.places(w.lows[k])[:_OCCURRENCES]:
                if not first <= p < last and self._speech.person_at(w, p):
                    return k
        return None

    def _named_before(self, w: Words, first: int, last: int, place: bool) -> int:
        """How many of the run's words stood alone before it, where a person would have been named in full.

        `place`: a village may stand so anywhere, after `Desa`.
        """
        best = 0
        for p in w.places(w.lows[first])[:_OCCURRENCES]:
            if p >= first and not place:
                break
            if first <= p < last:
                continue
            follows = p > 0 and w.joined(p)
            if place and not (follows and w.lows[p - 1] in self._openers):
                continue
            if follows and w.capital(p - 1) and not self._introduces(w, p - 1):
                continue
            k = 1
            while first + k < last and w.joined(p + k) and w.lows[p + k] == w.lows[first + k]:
                k += 1
            after = p + k
            if w.joined(after) and w.texts[after][0].isupper() and not self._ends_body(w, after):
                if k == 1 and last - first == 1:
                    return 0
                continue
            if k < last - first or last - first == 1:
                best = max(best, k)
        # Of two words alone, the second must look like a name.
        if best and last - first == 2 and not (place or is_name_word(w.lows[last - 1])):
            return 0
        return best

    def _introduces(self, w: Words, k: int) -> bool:
        """Is the capitalised word `k` no part of the name after it (`Aplikasi Contoh`, `Selain Contoh`)?"""
        return self._is_unit_word(w, k) or w.lows[k] in self._names.not_name

    def _ends_body(self, w: Words, k: int) -> bool:
        low = w.lows[k]
        return low in self._kinds or low in self._names.not_name or low in self._names.verbs

    def _after_class(self, w: Words, i: int) -> bool:
        """Does `Kelas IIA` or `Kelas I TPI` stand before word `i`?"""
        k = i - 1
        while k > 0 and i - k < _LONGEST_CLASS:
            if w.lows[k] not in self._class_ends and not _CLASS.fullmatch(w.texts[k]):
                break
            k -= 1
        return k < i - 1 and w.lows[k] == "kelas"
