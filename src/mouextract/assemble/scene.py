"""A clause as a scene: who is named in it, also by names that no rule knows, and which part each has."""

from __future__ import annotations

from bisect import bisect_left

from mouextract.assemble.actors import loose_names
from mouextract.assemble.clause_words import ClauseWords
from mouextract.assemble.model import Actor, Sentence
from mouextract.assemble.row import AND
from mouextract.assemble.slots import Slots
from mouextract.knowledge.institutions import countries
from mouextract.knowledge.offices import is_name_word
from mouextract.text import Tokens

# Words of a name in a row, at least.
_NAME_WORDS = 2
_JOINS = frozenset({"dan", "dengan", "bersama"})
# What tells whose man somebody is.
_FROM = " dari "
# Words that describe a body before its name, at most.
_DESCRIPTION = 4
# Tokens between a number of bodies and the list of their names, at most.
_ANNOUNCEMENT = 7


class Scene(Slots):
    """One clause: its tokens with the cues on them, its actors with their slots."""

    def __init__(
        self, sentence: Sentence, folded: str, lexicon: ClauseWords, words: Tokens | None = None
    ) -> None:
        """`words`: those of the clause, where they are known."""
        super().__init__(sentence, folded, lexicon, words)
        self._set_actors(sentence.actors)

    def add_loose_names(self, lone: bool = False) -> bool:
        """Read names that no rule knows where the clause calls for one; True if there were any.

        `lone`: also single words that the article has once.

        Such places are: after a link word, after `dan` behind an actor, before `dan` or `dengan` and an
        actor, and between an instrument and `dengan`.
        """
        if self.folded[self.sentence.start : self.sentence.end].isupper():
            # In a line of capitals, capitals tell no names.
            return False
        calls = [self.tokens[i + 1][0] for i in range(len(self.tokens) - 1) if self._calls_after(i)]
        for i in range(1, len(self.tokens) - 1):
            if self.word(i) in _JOINS and i + 1 in self.actor_at and i - 1 not in self.actor_at:
                calls.append(self.tokens[self._run_start(i - 1)][0])
            elif self.word(i) == "," and i - 1 in self.closed and self._capital(i + 1):
                # "A (AKR), Nama Asing, dan B": a name within a list.
                calls.append(self.tokens[i + 1][0])
        told = [self.tokens[j][0] for i in range(len(self.tokens)) if (j := self._past_description(i))]
        told += [self.tokens[j][0] for j in self._announced()]
        taken = self.sentence.actors
        title = self.sentence.zone == "title"
        # A headline's "Pemasok Jersey" only describes.
        barred = {"no_name", "described"} if title else {"no_name"}
        calls, told = (
            [c for c in group if not self.labels[bisect_left(self._starts, c)].keys() & barred]
            for group in (sorted(set(calls) - set(told)), told)
        )
        found = loose_names(self.folded, self.lexicon, calls, self.sentence.end, lone)
        found += loose_names(self.folded, self.lexicon, told, self.sentence.end, lone=True)
        # A region's bare name within one ("Solidaritas Pedagang Papua") is part of it.
        # So is what closes an English one ("Contoh Fertilizer and Chemicals Corporation").
        wide = [f for f in found if " and " in self.folded[f.start : f.end]]
        parts = [a for a in taken if any(f.start < a.start < f.end for f in wide)]
        firm = [(a.start, a.end) for a in taken if a.weak != "bare" and a not in parts]
        firm += [(m.start, m.end) for m in self.sentence.instruments]
        fresh = [f for f in found if all(f.end <= start or f.start >= end for start, end in firm)]
        fresh = [f for f in fresh if not self._somebody_from(f)]
        if fresh:
            kept = [a for a in taken if all(f.end <= a.start or f.start >= a.end for f in fresh)]
            self._set_actors(sorted([*kept, *fresh], key=lambda a: a.start))
        return bool(fresh)

    def _somebody_from(self, loose: Actor) -> bool:
        """`Budi Fulan dari PT Contoh`: is the loose name that of a person, told with his body?"""
        if not is_name_word(self.folded[loose.start : loose.end].split()[0].lower()):
            return False
        return self.folded.startswith(_FROM, loose.end) and any(
            a.start == loose.end + len(_FROM)
            and a.institution is not None
            and a.institution.kind != "country"
            for a in self.sentence.actors
        )

    def add_listed_names(self) -> bool:
        """Read the names that no rule knows within a row of actors, or at its end; True if there were any."""
        calls = [i for i in range(2, len(self.tokens)) if self._in_row(i)]
        if not calls:
            return False
        found = loose_names(self.folded, self.lexicon, [self.tokens[i][0] for i in calls], self.sentence.end)
        fresh = [f for f in found if len(self.folded[f.start : f.end].split()) >= _NAME_WORDS]
        if fresh:
            self._set_actors(sorted([*self.sentence.actors, *fresh], key=lambda a: a.start))
        return bool(fresh)

    def _in_row(self, i: int) -> bool:
        """`A, | X, dan B`, `A, B, dan | X menandatangani`: does a name nobody knows begin at token i, in a row?"""
        if not self._capital(i) or self._busy(i) or self.labels[i].keys() & {"no_name", "described"}:
            return False
        end = self._run_end(i)
        if end >= len(self.tokens):
            return False
        if self.word(i - 1) == "," and i - 2 in self.closed:
            behind = end + 1 if self.word(end) == "," and end + 1 < len(self.tokens) else end
            return self.word(behind) in AND and behind + 1 in self.actor_at
        last = i - 2 if self.word(i - 1) in AND else -1
        last -= last > 0 and self.word(last) == ","
        row = last in self.closed and self.actor_at[last] > 0 and self.word(i - 2) == ","
        return row and bool(self.labels[end].keys() & {"sign", "make", "plan"})

    def _announced(self) -> list[int]:
        """`dengan lima perusahaan, yakni | X, Y dan Z`: the tokens that begin the listed names nobody knows."""
        opens = next(
            (
                i
                for i, labels in enumerate(self.labels)
                if ("listing" in labels or self.word(i) in (":", "(")) and self._counts_bodies_before(i)
            ),
            None,
        )
        if opens is None:
            return []
        found = []
        for i in range(opens, len(self.tokens) - 1):
            if self.word(i) in (".", ";", '"', ")") or "clause" in self.labels[i + 1]:
                break
            begins = i == opens or self.word(i) in (",", *AND)
            if begins and self._capital(i + 1) and not self._busy(i + 1):
                found.append(i + 1)
        return found

    def _counts_bodies_before(self, i: int) -> bool:
        """`lima perusahaan |`, `tiga kampus swasta, |`: does a number stand before a word for bodies, near by?"""
        first = max(0, i - _ANNOUNCEMENT)
        return any(
            "count" in self.labels[j] and self.labels[j + 1].keys() & {"filler", "described"}
            for j in range(first, i - 1)
        )

    def _past_description(self, i: int) -> int | None:
        """`A dan | produsen jersei lokal X`: the token of X, behind words in small letters that describe it."""
        if i + 1 >= len(self.tokens) or "described" not in self.labels[i + 1] or self._capital(i + 1):
            return None
        if not (
            self.labels[i].keys() & {"between", "with"} or (self.word(i) in _JOINS and i - 1 in self.actor_at)
        ):
            return None
        for j in range(i + 2, min(i + 2 + _DESCRIPTION, len(self.tokens))):
            if self._ends_country(j) or self._ends_country(j + 1):
                # "perusahaan Korea | Selatan X"
                continue
            if self._capital(j) and self.folded[slice(*self.tokens[j])] in countries():
                if j + 2 < len(self.tokens) and self.word(j + 1) == "," and self._capital(j + 2):
                    # "badan antariksa India, X"
                    return j + 2
                continue
            if self._capital(j):
                return None if self._busy(j) or "described" in self.labels[j] else j
            if self.word(j) in ("asal", "dari", "di"):
                # "pembeli asal Swiss, X"
                comma = next(
                    (k for k in range(j + 2, min(j + 4, len(self.tokens))) if self.word(k) == ","), None
                )
                named = comma is not None and comma + 1 < len(self.tokens) and self._capital(comma + 1)
                return comma + 1 if comma is not None and named else None
            if not self.word(j).isalpha():
                return None
        return None

    def _calls_after(self, i: int) -> bool:
        if i + 1 in self.actor_at or i + 1 in self.instrument_at:
            return False
        if self.labels[i].keys() & {"between", "with", "by"}:
            return True
        if "sign" in self.labels[i]:
            return self.labels[i]["sign"].rule == "cue.sign.passive"
        return self.word(i) in AND and i - 1 in self.actor_at

    def paired(self) -> list[int]:
        """The actors that `dengan` joins to the one right behind it: the first of each pair."""
        found: list[int] = []
        for i in range(1, len(self.tokens) - 1):
            if "with" in self.labels[i] and i - 1 in self.closed and i + 1 in self.actor_at:
                n = self.actor_at[i - 1]
                if self.placed[n].slot != "witness" and (not found or n > found[-1] + 1):
                    found.append(n)
        return found

    def _set_actors(self, actors: list[Actor]) -> None:
        # "lima pemerintah kabupaten" announces bodies and names none.
        self._index([a for a in actors if not (a.generic and self._counted(a))])
        self._place()

    def _counted(self, actor: Actor) -> bool:
        first = bisect_left(self._starts, actor.start)
        return first > 0 and (
            "count" in self.labels[first - 1] or "count" in self.labels[min(first, len(self.labels) - 1)]
        )
