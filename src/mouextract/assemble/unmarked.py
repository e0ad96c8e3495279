"""Bodies by names that no rule knows: brands, clubs, agencies (rules: `patterns/unmarked.toml`).

Capitalised words that name nothing else are a body where the article says so anywhere: by what belongs to it
(`pelanggan X`, `manajemen X`), by what it is (`X, perusahaan …`), by an office that somebody has there, or by
the part that it has in an agreement (`X dan Y meneken`, `MoU antara X dan Y`). Then they are one wherever they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mouextract.assemble.actors import unlisted
from mouextract.assemble.model import Actor
from mouextract.assemble.unmarked_words import ArticleWords, Run
from mouextract.knowledge.institutions import countries
from mouextract.knowledge.institutions import lookup as lookup_body
from mouextract.knowledge.offices import is_name_word
from mouextract.knowledge.regions import lookup
from mouextract.mentions import Annotations, Institution
from mouextract.rules import RuleSet, word_set

RULE = "actor.unmarked"
# Kinds of bodies that found others named after them.
_FIRMS = frozenset({"company", "bank", "other", "foreign"})
_SHORTEST = 3
# Words of a land's name, at most.
_LAND = 3
_AGE = re.compile(r"\s*(?:\(\d\d(?: tahun)?\)|, \d\d tahun\b)")
# Shapes that need no second mention: capitals within, a site, an acronym.
_BRAND = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]|\.[a-z]{2,3}$|^[A-Z]{3,}$")
# A stock exchange's code for a company.
_TICKER = re.compile("[A-Z]{4}")
_WORD = re.compile(r"\w+")
# Characters behind a name in which it is told what it is.
_BEHIND = 80


@dataclass(slots=True)
class _Support:
    """What the article says of one name, in how many of its mentions.

    `code`: it is a stock exchange's for a company. `beside`: it has its part together with another name.
    """

    runs: list[Run] = field(default_factory=list)
    short: str | None = None
    official: Institution | None = None
    code: bool = False
    beside: bool = False
    body: int = 0
    part: int = 0
    person: int = 0
    place: int = 0


class UnmarkedReader:
    """Finds the bodies of an article that no rule names."""

    def __init__(self, rules: RuleSet) -> None:
        self._before = word_set(rules.of("unmarked", "before"))
        self._makers = word_set(rules.of("unmarked", "maker"))
        self._people = word_set(rules.of("unmarked", "person"))
        self._places = word_set(rules.of("unmarked", "place"))
        self._opening = word_set(rules.of("unmarked", "opening"))
        self._offices = word_set(rules.of("institutions", "office"))
        self._void = word_set(rules.of("unmarked", "void")) | self._offices
        regions = word_set(rules.of("unmarked", "lone"))
        self._lone = regions | word_set(rules.of("institutions", "topic", "common", "opener", "stop", "verb"))
        lands = {name.lower() for name in countries() if len(name) >= _SHORTEST}
        self._lands = lands | word_set(rules.of("unmarked", "origin"))
        self._origins = self._lands | regions
        self._adverbs = word_set(rules.of("clauses", "adverb"))
        self._coded = word_set(rules.of("unmarked", "coded"))
        self._behind = [rule.regex for rule in rules.of("unmarked", "behind") if rule.regex is not None]

    def with_unmarked(self, ann: Annotations, taken: Sequence[Actor]) -> list[Actor]:
        """The actors `taken` with one more for every mention of such a body, in text order and none overlapping."""
        found = sorted(self._found(ann, taken), key=lambda actor: actor.start)
        if not found:
            return list(taken)
        ends = [actor.end for actor in found]
        # A region's bare name within one ("Solidaritas Pedagang Papua") is part of it.
        kept = [
            a for a in taken if (i := bisect_right(ends, a.start)) == len(found) or a.end <= found[i].start
        ]
        return sorted([*kept, *found], key=lambda actor: actor.start)

    def _found(self, ann: Annotations, taken: Sequence[Actor]) -> list[Actor]:
        words = ArticleWords(ann, taken, self._adverbs)
        names: dict[str, _Support] = {}
        for run in self._runs(words):
            names.setdefault(run.name, _Support()).runs.append(run)
        for name in [name for name, support in names.items() if not self._is_longer(words, support)]:
            del names[name]
        if not names:
            return []
        for support in names.values():
            for run in support.runs:
                self._weigh(words, run, support)
        for run, beside in words.parts([run for support in names.values() for run in support.runs]):
            names[run.name].part += 1
            names[run.name].beside |= beside
        _join_short(words, names)
        cast = _Cast(ann, taken, names)
        bodies = {name: s for name, s in names.items() if self._is_body(words, cast, name, s)}
        meant = {
            name: (
                s.official or unlisted(name, s.short),
                not (s.body or s.official or name in cast.offices),
            )
            for name, s in bodies.items()
        }
        mentions = [(name, run) for name, s in bodies.items() for run in s.runs]
        mentions += [(run.name, run) for run in words.again({name: s.runs for name, s in bodies.items()})]
        starts, ends = words.tokens.starts, words.tokens.ends
        return [
            Actor(starts[run.first], ends[run.end - 1], RULE, institution=body, loose=loose)
            for name, run in mentions
            for body, loose in (meant[name],)
        ]

    def _runs(self, words: ArticleWords) -> Iterator[Run]:
        """What may be such a name, wherever it stands."""
        for start, end in words.runs():
            first = start
            while first < end and self._only_opens(words, first):
                first += 1
            if first and words.texts[first - 1][0].islower():
                # "importir Jerman | Contoh Handel", "perusahaan Korea Selatan itu"
                first += self._land(words, first, end)
            while first < end and words.lows[first] in self._people:
                first += 1
            body = words.body_before(first) if first < end else None
            if body is not None:
                # "Telkom | Cipta Misal"
                first = body.first if _founds(body) else end
            if first < end and not words.like_degree(first, end):
                name = words.text(first, end)
                if self._may_be_name(name):
                    yield Run(first, end, name)

    def _land(self, words: ArticleWords, first: int, end: int) -> int:
        """How many of the words `[first, end)` are the name of a land at their begin."""
        lengths = range(min(_LAND, end - first), 0, -1)
        return next((n for n in lengths if " ".join(words.lows[first : first + n]) in self._origins), 0)

    def _is_longer(self, words: ArticleWords, support: _Support) -> bool:
        """If the name begins with a known firm's: is it another firm's, not a holder's behind the firm's?"""
        run = support.runs[0]
        firm = words.body_at(run.first)
        if firm is None:
            return True
        names = [is_name_word(low) for low in words.lows[firm.end : run.end]]
        return not all(names) and (len(support.runs) > 1 or (len(names) > 1 and not any(names)))

    def _only_opens(self, words: ArticleWords, i: int) -> bool:
        """Has word `i` its capital only from where it stands, or does no body's name begin with it?"""
        low, labels = words.lows[i], words.labels[i]
        if low in self._opening or "no_name" in labels or (low in self._before and words.opens(i)):
            return True
        return low in words.tokens.printed and (words.opens(i) or bool(labels - {"filler"}))

    def _may_be_name(self, name: str) -> bool:
        words = name.lower().split()
        return not (
            len(name) < _SHORTEST
            or words[0] in self._void
            or words[-1] in self._void
            or (len(words) == 1 and words[0] in self._lone)
            or words[0] in self._lands
            or name.lower() in self._lands
            or lookup(name)
            or ("-" in name and any(map(lookup, name.split("-"))))
            or all(map(is_name_word, words))
        )

    def _weigh(self, words: ArticleWords, run: Run, support: _Support) -> None:
        """Count what stands right beside one mention."""
        before = words.lows[run.first - 1] if run.first else ""
        behind = words.behind(run.end, _BEHIND)
        told = before in self._before or (before in self._makers and not run.name.isupper())
        # "presiden klub | Fulan"
        told = told and (run.first < 2 or words.lows[run.first - 2] not in self._offices)
        support.body += told or any(regex.match(behind) for regex in self._behind)
        support.code |= before in self._coded and _TICKER.fullmatch(run.name) is not None
        spoken = run.first > 0 and "report" in words.labels[run.first - 1]
        support.person += before in self._people or spoken or _AGE.match(behind) is not None
        support.place += before in self._places
        if (known := words.body_behind(run)) is not None:
            support.official = known.body

    def _is_body(self, words: ArticleWords, cast: _Cast, name: str, support: _Support) -> bool:
        if support.code or support.person > support.body or cast.names(name):
            return False
        lone = " " not in name
        if lone and name.lower() in words.tokens.printed:
            return False
        if name in cast.offices:
            return True
        if cast.shortens(name):
            return False
        if support.body:
            return True
        if not support.part or support.place * 2 > len(support.runs):
            return False
        once = len(support.runs) == 1 and words.opens(support.runs[0].first)
        return not (lone and once) or support.beside or _BRAND.search(name) is not None


class _Cast:
    """Who is known in an article: its people, their offices' bodies (`offices`), and the bodies that rules found."""

    def __init__(self, ann: Annotations, taken: Sequence[Actor], names: Iterable[str]) -> None:
        """`names`: all that may be bodies."""
        # "Rodrigo Contoh Teles", then "Teles": a person.
        self._last = {name.split()[-1] for name in names if " " in name}
        self.offices = {p.institution.name for p in ann.people if p.institution is not None}
        self._people = {word for p in ann.people if p.name for word in p.name.split()}
        bodies = {
            frozenset(_WORD.findall(f"{a.institution.name} {ann.folded[a.start : a.end]}".lower()))
            for a in taken
            if a.institution is not None
        }
        self._bodies: dict[str, list[frozenset[str]]] = {}
        for body in bodies:
            for word in body:
                self._bodies.setdefault(word, []).append(body)

    def names(self, name: str) -> bool:
        """Is it part of a person's name, or the last word of a longer one?"""
        return name in self._last or all(word in self._people for word in name.split())

    def shortens(self, name: str) -> bool:
        """Are all its words those of one known body?"""
        words = set(_WORD.findall(name.lower()))
        rarest = min((self._bodies.get(word, []) for word in words), key=len, default=[])
        return any(words <= body for body in rarest)


def _founds(body: Run) -> bool:
    """Is it a firm that others may be named after?"""
    known = body.body
    return (
        known is not None
        and known.kind in _FIRMS
        and (known.kind == "other" or lookup_body(known.name) is not None)
    )


def _join_short(words: ArticleWords, names: dict[str, _Support]) -> None:
    """`Toyota Contoh Motor (TCM)`: take what is said of the short name for what is said of the long one."""
    for name, support in list(names.items()):
        shorts = [s for run in support.runs if (s := words.short_name(run)) in names]
        if not shorts or name not in names:
            continue
        support.short = shorts[0]
        other = names.pop(shorts[0])
        support.runs += other.runs
        support.body += other.body
        support.part += other.part
        support.person += other.person
        support.place += other.place
