"""Where names of provinces, regencies and cities stand in a text, whatever they mean there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from mouextract.knowledge.regions import RegionName, Use, region, region_names
from mouextract.lost_spaces import BEHIND_NAME
from mouextract.rules import RuleSet, word_values

# Words of a name, the direction at its end apart, that are commonly shortened within it.
_SHORTENED = 3
_TWO = 2
_GAP = re.compile(r"(?<=\w)  +(?=\w)")
# What may be a short name in brackets behind a name: `Musi Rawas Utara (MRU)`.
_BOUND = re.compile(r" ?\(([A-Z]{2,5})\)")


class Hit(NamedTuple):
    """A printed name: its span and everything that it may be the name of."""

    start: int
    end: int
    names: tuple[RegionName, ...]


class NameFinder:
    """Finds the longest names of the table as whole words, capitalised or wholly in capitals.

    A name in small letters counts only with a head word before it. A word may begin where a capital follows
    a small letter (`diSemarang`, `KotaTarakan`) or with a verb of signing (`Semarangmeneken`): spaces get lost around
    links.
    """

    def __init__(self, rules: RuleSet) -> None:
        # By level, heads that people also write before a name in small letters ("kabupaten bengkalis").
        small_heads: dict[str | None, list[str]] = {}
        for rule in rules.of("regions", "small_head"):
            small_heads.setdefault(rule.value, []).extend(phrase.lower() for phrase in rule.phrases)
        forms: dict[str, dict[tuple[str, str], RegionName]] = {}
        self._shift: dict[str, int] = {}
        shortened = word_values(rules.of("regions", "short_word"))
        for name in region_names():
            key = (name.code, name.use)
            for form in _forms(name, shortened):
                forms.setdefault(form, {}).setdefault(key, name)
            if name.kind == "name":
                for head in small_heads.get(region(name.code).level, ()):
                    for first in (head, head.capitalize()):
                        form = f"{first} {name.text.lower()}"
                        forms.setdefault(form, {}).setdefault(key, name)
                        self._shift[form] = len(head) + 1
        self._forms = list(forms)
        self._names = [tuple(found.values()) for found in forms.values()]
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.LeftmostLongest)

    def find(self, folded: str) -> list[Hit]:
        """The names in text order, none overlapping another."""
        hits = self._tabled(folded)
        short = _bound_names(folded, hits)
        if not short:
            return hits
        # The longer name wins (OKU Timur), else the article's own reading.
        both = sorted([*_own_names(folded, short), *hits], key=lambda hit: (hit.start, -hit.end))
        found: list[Hit] = []
        for hit in both:
            if not found or hit.start >= found[-1].end:
                found.append(hit)
        return found

    def _tabled(self, folded: str) -> list[Hit]:
        if "  " not in folded:
            return list(self._find(folded))
        # Two spaces within a name (often a removed tag) must not hide it: search without them, then map back.
        cuts: list[int] = []
        moved: list[int] = []
        parts: list[str] = []
        last = removed = 0
        for gap in _GAP.finditer(folded):
            parts.append(folded[last : gap.start() + 1])
            removed += gap.end() - gap.start() - 1
            cuts.append(gap.start() + 1 - (removed - (gap.end() - gap.start() - 1)))
            moved.append(removed)
            last = gap.end()
        parts.append(folded[last:])

        def back(position: int) -> int:
            index = bisect_right(cuts, position)
            return position + (moved[index - 1] if index else 0)

        return [Hit(back(h.start), back(h.end - 1) + 1, h.names) for h in self._find("".join(parts))]

    def _find(self, text: str) -> Iterator[Hit]:
        size = len(text)
        forms, names, shift = self._forms, self._names, self._shift
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            form = forms[index]
            before = text[start - 1] if start else " "
            after = text[end] if end < size else " "
            last_small = form[-1].islower()
            if before.isalpha() and not (before.islower() and form[0].isupper() and form[1:2].islower()):
                continue
            if after.isalpha() and not (last_small and (after.isupper() or BEHIND_NAME.match(text, end))):
                continue
            yield Hit(start + shift.get(form, 0), end, names[index])


def _bound_names(folded: str, hits: Iterable[Hit]) -> dict[str, RegionName]:
    """The short names that an article itself gives to regions: their initials, in brackets behind the name.

    Two letters mean too much else to count beside another capital.
    """
    found: dict[str, RegionName] = {}
    for hit in hits:
        match = _BOUND.match(folded, hit.end)
        if match is None:
            continue
        for name in hit.names:
            initials = "".join(word[0] for word in name.text.replace("-", " ").split())
            if initials.upper() == match[1]:
                use: Use = "caps" if len(initials) > _TWO else "head"
                found.setdefault(match[1], RegionName(match[1], name.code, use, "acronym"))
    return found


def _own_names(folded: str, short: dict[str, RegionName]) -> list[Hit]:
    words = re.compile(rf"(?<!\w)(?:{'|'.join(short)})(?![\w-])")
    return [Hit(m.start(), m.end(), (short[m[0]],)) for m in words.finditer(folded)]


def _forms(name: RegionName, shortened: Mapping[str, str]) -> Iterable[str]:
    """How a name is printed: as tabled, its first word shortened or its words joined, and all in capitals.

    `shortened`: short forms, in small letters, of words that names begin with.
    """
    text = name.text
    if text.isupper():
        return (text,)
    forms = {text}
    words = text.replace("-", " ").split()
    for short, word in shortened.items():
        if text.startswith(f"{word} "):
            first, rest = short.capitalize(), text.removeprefix(f"{word} ")
            forms |= {f"{first} {rest}", f"{first}. {rest}", f"{first}.{rest}"}
    if len(words) > _SHORTENED:
        # Ogan Komering Ulu (OKU) Timur
        forms.add(f"{' '.join(words[:-1])} ({''.join(word[0] for word in words[:-1])}) {words[-1]}")
    if len(words) > 1:
        forms.add("".join(words))
        forms.add(words[0] + words[1].lower() + "".join(f" {word}" for word in words[2:]))
        forms.add(words[0] + words[1] + "".join(f" {word}" for word in words[2:]))
        if len(words) > 2:
            forms.add(f"{' '.join(words[:-2])} {words[-2]}{words[-1].lower()}")
        if "-" in text:
            forms.add(" ".join(words))
    return forms | {form.upper() for form in forms}
