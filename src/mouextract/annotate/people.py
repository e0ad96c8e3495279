"""People and offices (rules: `patterns/offices.toml`, `patterns/people.toml`).

Offices are found by their heads and read with the name that stands beside them (`offices`); later
mentions by part of a name or by office alone are joined to the person (`person_coref`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mouextract.annotate.office import Office
from mouextract.annotate.office_body_words import BodyWords
from mouextract.annotate.office_identity import IdentityWords, Resolver
from mouextract.annotate.office_shared import AND, SharedReader
from mouextract.annotate.offices import OfficeReader
from mouextract.annotate.person_coref import Describer, People
from mouextract.annotate.person_later import NameFinder, later_rule
from mouextract.annotate.person_names import NameRead
from mouextract.annotate.person_partial import PartialNames
from mouextract.annotate.person_raw import Raw
from mouextract.annotate.person_speech import SpeechReader
from mouextract.annotate.person_words import Words, phrase_index
from mouextract.knowledge.offices import is_name_word
from mouextract.knowledge.regions import HEADS
from mouextract.mentions import Annotations
from mouextract.rules import RuleSet, word_set

if TYPE_CHECKING:
    from spacy.vocab import Vocab

_HEADLINE_ZONES = frozenset({"title", "see_also", "advert", "tags"})
_LONGEST_LINK = 6
# Marks between a name and the office behind it.
_APART = frozenset({",", "("})
# Words before a name that are no part of it, at least.
_HEADING = 2
# What offices take that may be read as the name behind them: a unit, a village.
_VILLAGE = "place"
_NAMES_BODY = frozenset({"unit", _VILLAGE})
# The class of chairs, the words from one to a deputy of his, and what may number the deputies.
_CHAIR, _BESIDE_CHAIR = "ketua", 24
# A word of the language by its prefix or suffix (Pemateri, Tamunya).
_AFFIXED = re.compile(r"(?:pe[mnrl]|ber|ter|me[mn]|di|se)[a-z]{3,}|[a-z]{3,}(?:nya|kan|lah|pun|annya)")
_NUMERAL = re.compile(r"[IVX]{0,4}|\d?")


@dataclass(frozen=True, slots=True)
class Offices:
    """The words of an article, and those at which offices may begin."""

    words: Words
    starts: list[int]


class PersonAnnotator:
    """Fills `ann.people`; needs regions and institutions, reads zones where there are any."""

    def __init__(self, rules: RuleSet, vocab: Vocab | None) -> None:
        """RuleError where a rule of an office is wrong."""
        self._reader = OfficeReader(rules)
        self._shared = SharedReader(rules, self._reader)
        self._links = phrase_index(rules.of("offices", "link"))
        self._classes = word_set(rules.of("people", "name_class"))
        self._common = self._classes | word_set(rules.of("people", "address"))
        self._speech = SpeechReader(rules)
        self._later = later_rule(rules)
        self._verbs = word_set(rules.of("people", "headline_verb", "never_name"))
        self._body_words, self._identity_words = BodyWords.of(rules), IdentityWords.of(rules)

    def look(self, ann: Annotations) -> Offices | None:
        """The article's words, and where offices may begin; None where these words alone rule them out."""
        offices = self._offices(ann)
        w = offices.words
        return offices if any(self._reader.may_read(w, i) for i in offices.starts) else None

    def _offices(self, ann: Annotations) -> Offices:
        w = Words(ann, self._body_words.legal_forms)
        return Offices(w, list(self._reader.starts(w)))

    def annotate(self, ann: Annotations) -> None:
        """Add the people of one article, in text order."""
        self.read(ann, self._offices(ann), lambda: ann.sentences, for_agreement=True)

    def read(
        self,
        ann: Annotations,
        offices: Offices,
        sentences: Callable[[], Sequence[tuple[int, int]]],
        *,
        for_agreement: bool,
    ) -> None:
        """The same, once it is known where offices may begin.

        `sentences`: asked for only where one decides. `for_agreement`: with their institutions, and with
        offices that nobody holds by name.
        """
        if not offices.starts:
            return
        w, starts = offices.words, offices.starts
        w.place(ann)
        headline = w.marked(_headlines(ann))
        raws = self._collect(w, starts, headline)
        raws.extend(self._inherited(w, raws))
        raws.extend(self._shared.further(w, raws))
        self._shared.of_bodies(w, starts, raws)
        raws.sort(key=lambda raw: raw.start)
        _take_over(raws)
        people = People(w, self._reader.names, self._common)
        people.join(raws, headline)
        if not (people.all or for_agreement):
            return
        resolver = Resolver(ann, raws, sentences, self._identity_words)
        describer = Describer(w, resolver, ann, self._body_words, with_bodies=for_agreement)
        ann.people.extend(m for raw in raws if (m := describer.mention(raw, people)) is not None)
        finder = NameFinder(w, self._reader.names, self._common, self._verbs, self._later)
        parts = PartialNames(w, finder, self._speech, self._classes)
        ann.people.extend(describer.later(*found) for found in finder.find(people.by_part, raws))
        ann.people.extend(describer.later(*found) for found in parts.find(people.all, raws))
        ann.people.sort(key=lambda person: (person.start, person.end))

    def _collect(self, w: Words, starts: list[int], headline: bytearray) -> list[Raw]:
        raws: list[Raw] = []
        done = 0
        for i in starts:
            if i < done:
                continue
            weak = bool(headline[i])
            office = self._reader.read(w, i, headline=weak) or self._reader.his_deputy(
                w, i, raws[-1].office if raws else None
            )
            if office is None:
                continue
            raw = self._raw(w, office, raws, done, weak)
            # An office's own words are never read again, also where they are no mention.
            done = max(done, office.end)
            if raw is not None:
                raws.append(raw)
                done = max(done, raw.end)
        return raws

    def _raw(self, w: Words, office: Office, raws: list[Raw], floor: int, weak: bool) -> Raw | None:
        previous = raws[-1] if raws else None
        name, same = office.name, None
        if office.cut is not None and name is not None and office.cut.end == w.ends[name.last - 1]:
            before, _ = self._name_before(w, office, floor, previous, weak)
            if before is not None and w.texts[before.end] == ",":
                # "Fulan, Ph.D., Rektor Universitas Budi Misal": the university bears somebody's name.
                office.restore(name.last)
                name = office.name = before
        if name is None or office.after_comma or self._doubtful(w, office, name):
            before, same = self._name_before(w, office, floor, previous, weak)
            if before is not None or same is not None:
                if name is not None and not office.after_comma:
                    # Ahmad Fulan, Direktur TI Contohjaya: the one word left over is the company.
                    office.lengthen(name)
                name = before
        if name is None and same is None:
            if self._reader.collective(w, office):
                return None
            if office.lower and not (office.bodies or office.region or office.head.takes == "region"):
                return None
        if previous is not None and previous.name is None and previous.end == office.start - 1 >= 0:
            # Calon Presiden dan Wakil Presiden
            shared = previous.office.former if w.lows[previous.end] in AND else None
            office.former = office.former or shared
        start, end = office.start, office.end
        if name is not None:
            start, end = min(start, name.start), max(end, name.end)
        return Raw(office, name, w, start, end, weak, same)

    @staticmethod
    def _doubtful(w: Words, office: Office, name: NameRead) -> bool:
        """`Direktur Contohjaya`, `Kepala Desa Sukamaju Baru`: may what stands behind the office be its body?"""
        if name.titled or office.head.takes not in _NAMES_BODY:
            return False
        if office.head.takes == _VILLAGE:
            return not any(is_name_word(w.lows[k]) for k in range(name.first, name.last))
        return name.length == 1 and not is_name_word(name.name)

    def _name_before(
        self, w: Words, office: Office, floor: int, previous: Raw | None, headline: bool
    ) -> tuple[NameRead | None, Raw | None]:
        """`Ahmad Fulan, Kepala …`, `Ahmad Fulan (Kepala …)`, `Ahmad Fulan selaku Kepala …`, `Ahmad Fulan
        Kepala …`; in headlines, where verbs have capitals too, only with a word of names.
        """
        i = office.start - (0 if office.former is None else 1)
        if i <= 0 or not w.joined(i):
            return None, None
        end, link = self._link_before(w, i)
        mark = w.texts[end - 1] if end else ""
        apart = mark in _APART
        if not link and not apart and not w.capital(i - 1):
            return None, None
        if apart:
            end -= 1
        if link and previous is not None and previous.end in (end, end + 1) and previous.name is not None:
            return None, previous
        if end <= floor:
            return None, None
        name = self._reader.names.backward(w, end, floor)
        if name is None or any(k in w.bodies for k in range(name.first, name.last)):
            return None, None
        name = self._without_opener(w, name)
        known = name.titled or any(is_name_word(w.lows[k]) for k in range(name.first, name.last))
        if not known and (headline or mark == "(" or (name.length < 2 and not link)):
            return None, None
        if mark == "(":
            name = self._from_first_name(w, name)
        if not link and not apart and not (known and name.length > 1):
            return None, None
        if any(k in w.regions for k in range(name.first, name.last)) and not known:
            return None, None
        return name, None

    def _from_first_name(self, w: Words, name: NameRead) -> NameRead:
        """`Periksa Fakta Ahmad Fulan (Anggota …)`: from the first word of names on, if more than one is left over."""
        first = next((k for k in range(name.first, name.last - 1) if is_name_word(w.lows[k])), name.first)
        if name.titled or first - name.first < _HEADING:
            return name
        shorter = self._reader.names.forward(w, first)
        return shorter if shorter is not None and shorter.last == name.last else name

    def _without_opener(self, w: Words, name: NameRead) -> NameRead:
        """Less a sentence's first word that only its place made a capital (`Tamunya Ahmad Fulan`)."""
        i = name.first
        first_of_sentence = i == 0 or not w.joined(i) or not w.texts[i - 1][0].isalnum()
        if name.length < 3 or not first_of_sentence or name.titled:
            return name
        low = w.lows[i]
        if is_name_word(low) or len(low) == 1 or not is_name_word(w.lows[i + 1]):
            return name
        if _AFFIXED.fullmatch(low) is None and low not in w.texts:
            # "Yan Fulan": nothing shows it to be a word of the language.
            return name
        shorter = self._reader.names.forward(w, i + 1)
        return shorter if shorter is not None and shorter.last == name.last else name

    def _link_before(self, w: Words, i: int) -> tuple[int, bool]:
        """The word after the name, and whether linking words (`yang juga`) follow it."""
        for k in range(max(0, i - _LONGEST_LINK), i):
            found = w.match(k, self._links)
            if found is not None and found[0] == i and w.joined(k):
                return k, True
        return i, False

    def _inherited(self, w: Words, raws: list[Raw]) -> list[Raw]:
        """Further regions of one head: `Bupati Contoh, Misal dan Umpama`."""
        found = []
        taken = {i for raw in raws for i in range(raw.start, raw.end) if i in w.regions}
        for i, region in w.regions.items():
            if i in taken or region.head not in HEADS or region.head_start != region.start:
                continue
            if region.inside in (None, "own"):
                end = w.after(region.end, i)
                office = Office.alone(self._reader.head(region.head), i, end, region)
                found.append(Raw(office, None, w, i, end))
        return found


def _take_over(raws: list[Raw]) -> None:
    """`Ketua DPRD Contoh A bersama dua wakil ketua, B dan C`: deputies of the chair just named."""
    chair: Raw | None = None
    for raw in raws:
        office = raw.office
        if office.head.head != _CHAIR:
            continue
        if office.bodies and not office.head.deputy:
            chair = raw
            continue
        alone = office.head.deputy and not office.bodies and _NUMERAL.fullmatch(office.unit)
        if alone and chair is not None and raw.start - chair.end <= _BESIDE_CHAIR:
            office.bodies = chair.office.bodies
            office.unit = f"{office.unit} {chair.office.unit}".strip()
            # "wakil ketua dewan": of the council just named.
            office.title = f"{office.title.removesuffix(' Dewan')} {chair.office.unit}"


def _headlines(ann: Annotations) -> list[tuple[int, int]]:
    """Stretches in a headline's style; without a title zone also a first line that looks so."""
    found = [(zone.start, zone.end) for zone in ann.zones if zone.kind in _HEADLINE_ZONES]
    if not any(zone.kind == "title" for zone in ann.zones):
        text = ann.folded
        start = len(text) - len(text.lstrip())
        end = text.find("\n", start)
        if end > start and text[end - 1] not in '.,:;"':
            words = [word for word in text[start:end].split() if len(word) > 3 and word[0].isalpha()]
            if len(words) < 25 and sum(word[0].isupper() for word in words) > 0.7 * len(words):
                found.append((start, end))
    return found
