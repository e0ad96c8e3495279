"""Whether a name goes on behind a small word or a mark: "dan", commas between tasks, "of", a slash."""

from __future__ import annotations

from typing import NamedTuple

from mouextract.annotate.institution_bounds import acronym_in, boundary
from mouextract.annotate.institution_lexicon import Head, Lexicon, Name
from mouextract.annotate.institution_tokens import Tokens
from mouextract.rules import Rule

AND = ("dan", "&", "+", "and", "dan/atau", "serta")
_RARE = ("untuk", "bagi", "pada", "di", "in", "on", "de")
_SKIPPED = ("the", "/")
_TASKS = ("unit", "people", "topic")
_PLACE_REACH = 4
_LIST_REACH = 12
# Letters of a short name that tell whose it is.
_LETTERS = 3
# Bodies whose names are made of any words, rather than of what they are for.
_NAMED_FREELY = frozenset({"foundation", "company", "bank", "school"})


class Links(NamedTuple):
    """Reads the links of one name. `after`: the word behind its head; `led`: an office stands before it."""

    lexicon: Lexicon
    tokens: Tokens
    head: Head
    after: int
    led: bool
    shouting: bool

    def behind(self, i: int, worded: bool, placed: bool, loose: bool) -> int | None:
        """The word at which the name goes on behind the link at word `i`, or None.

        `worded`: the name has words already; `placed`: a region; `loose`: words in small letters.
        """
        tokens = self.tokens
        mark = "dan" if tokens.lows[i] in AND else tokens.lows[i]
        j = i + 1
        if mark == "," and j < len(tokens) and tokens.lows[j] in AND:
            # "Dinas Pemuda, Olahraga, dan Pariwisata": the comma before the last item.
            if "," not in tokens.texts[self.after : i]:
                return None
            mark, j = "dan", j + 1
        while j < min(len(tokens), i + 3) and tokens.lows[j] in _SKIPPED:
            j += 1
        if j >= len(tokens) or (not worded and mark != "/") or tokens.broken(i + 1) or mark == ".":
            return None
        low = tokens.lows[j]
        topic = low in self.lexicon.topics
        if not (tokens.capital(j) or (loose and topic)):
            return None
        # "Dinas Perindustrian dan Koperasi", but not "PT Contoh dan Koperasi Misal".
        field = topic and (mark == "-" or (self.head.grow in _TASKS and self._alone(j)))
        # Kodim 0411/Kota Contoh
        unit = mark == "/" and self.head.kind == "military"
        if boundary(self.lexicon, tokens, j) and not (field or unit):
            return None
        if mark in ("/", "-"):
            goes_on = (
                tokens.touching(i) and tokens.touching(i + 1) and not placed and self.head.kind != "school"
            )
        elif mark == ",":
            goes_on = self.head.grow in _TASKS and self._list_goes_on(j)
        elif mark == "dan":
            # English "and" joins words of one name, never two bodies: Pulp and Paper.
            goes_on = tokens.lows[i] == "and" or self._task(j) or self._explained(i, j)
        else:
            goes_on = mark not in _RARE or (self.head.grow == "people" and topic)
        return j if goes_on else None

    def _alone(self, j: int) -> bool:
        """Is the topic word at `j`, which could also begin an institution, only a word of this name?"""
        return not any(
            (isinstance(m.entry, Name | Head) and (m.end > j + 1 or isinstance(m.entry, Name)))
            or (
                isinstance(m.entry, Rule)
                and m.entry.label == "government"
                and (m.end > j + 1 or self._state_at(m.end))
            )
            for m in self.lexicon.tree.matches(self.tokens, j)
        )

    def _task(self, j: int) -> bool:
        """Behind "dan": does a further task of the same body follow, not another body?"""
        tokens, grow = self.tokens, self.head.grow
        if tokens.lows[j] in self.lexicon.topics:
            return True
        if grow == "people":
            return not tokens.texts[j].isupper() and not self.shouting and not self._brands(j)
        if grow not in ("unit", "topic") or tokens.place(j) is not None:
            return False
        if self.head.kind == "ministry" and self._state_near(j + 1):
            # "Kementerian Perdagangan dan MITI Malaysia" are two.
            return self.shouting or not tokens.texts[j].isupper()
        # An unknown word for a task, if the name is closed by a region soon.
        return any(tokens.place(k) is not None for k in range(j + 1, min(j + _PLACE_REACH, len(tokens))))

    def _brands(self, j: int) -> bool:
        """`Yayasan Contoh dan | Misalia`: are the words on both sides of "dan" no common ones, but names?"""
        if self.head.kind not in _NAMED_FREELY:
            return False
        words = (self.tokens.lows[j], self.tokens.lows[j - 2])
        lexicon = self.lexicon
        return not any(w in lexicon.topics or w in lexicon.nouns or w in self.tokens.printed for w in words)

    def _explained(self, i: int, j: int) -> bool:
        """`Unit Induk Contoh Jawa dan | Bali (UIC JB)`: does a short name in brackets behind "dan" at word `i` begin
        with the first letters of words before it?
        """
        tokens = self.tokens
        end = j
        while end < min(j + _PLACE_REACH, len(tokens)) and tokens.capital(end) and not tokens.broken(end):
            end += 1
        found = (
            acronym_in(self.lexicon, tokens, end) if end < len(tokens) and not tokens.broken(end) else None
        )
        if found is None or not found[0][:_LETTERS].isupper() or len(found[0]) < _LETTERS:
            return False
        return found[0][:_LETTERS] in "".join(text[0] for text in tokens.texts[self.after : i])

    def _state_near(self, j: int) -> bool:
        """Does a foreign state's name begin at word `j` or soon behind it, before the line or clause ends?"""
        tokens = self.tokens
        for k in range(j, min(j + _PLACE_REACH, len(tokens))):
            if tokens.broken(k) or not tokens.capital(k):
                return False
            if self._state_at(k):
                return True
        return False

    def _state_at(self, k: int) -> bool:
        """Does a state's name begin at word `k`?"""
        if k >= len(self.tokens) or self.tokens.broken(k):
            return False
        entries = (match.entry for match in self.lexicon.tree.matches(self.tokens, k))
        return any(isinstance(entry, Name) and entry.known.kind == "country" for entry in entries)

    def _list_goes_on(self, j: int) -> bool:
        """Behind a comma: is there a list of tasks that "dan" closes?"""
        tokens, topics = self.tokens, self.lexicon.topics
        free = self.head.kind == "ministry"
        if not (free or tokens.lows[j] in topics) or not tokens.capital(j):
            return False
        for k in range(j + 1, min(j + _LIST_REACH, len(tokens) - 1)):
            low = tokens.lows[k]
            if low in AND:
                if free and tokens.lows[k + 1] not in topics:
                    return self._state_near(k + 2)
                return tokens.lows[k + 1] in topics and tokens.capital(k + 1)
            if low == ",":
                continue
            if not tokens.capital(k) or (boundary(self.lexicon, tokens, k) and low not in topics):
                return False
        return False
