"""Governments: of regencies, cities and provinces by the regions found, and of states."""

from __future__ import annotations

from collections.abc import Sequence

from mouextract.annotate.institution_bounds import acronym_in, boundary, titled_verb
from mouextract.annotate.institution_draft import GOVERNMENT_HEADS, Draft, Piece, government_draft, spelled
from mouextract.annotate.institution_lexicon import Lexicon, Match, Name
from mouextract.annotate.institution_tokens import Place, Tokens
from mouextract.knowledge.institutions import known
from mouextract.knowledge.regions import CLASS_WORDS, lookup, region
from mouextract.rules import Rule

_LEVELS = frozenset({"kabupaten", "kota", "province"})
_LEVEL_OF = {word: level for level, word in CLASS_WORDS.items()}
_UNLISTED = ("foreign", "other")
_LINKS = frozenset({",", "dan", "serta", "&", "/", "maupun", "-"})
_FOREIGN_REACH = 3
_HOME = "negara-id"


class GovernmentReader:
    """Reads the government whose words begin at a place."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        # Our own state's names.
        self._home = frozenset(map(str.lower, known(_HOME).names))

    def read(self, tokens: Tokens, i: int, match: Match) -> Sequence[Draft]:
        """The government that word `i` opens, with those that follow it in a list; none for a bare noun."""
        rule: Rule = match.entry
        level = rule.value
        at = match.end
        found = acronym_in(self._lexicon, tokens, at) if at < len(tokens) else None
        acronym = None
        if found is not None and found[1] < len(tokens) and not tokens.broken(found[1]):
            acronym, at = found
        if at >= len(tokens) or tokens.broken(at):
            return ()
        if level in _UNLISTED:
            return self._foreign(tokens, i, at, rule) if acronym is None else ()
        country = self._state(tokens, i, at, rule)
        if country is not None:
            return (country,)
        drafts = self._of_one_name(tokens, i, at, level, rule.id)
        if drafts:
            return self._listed(tokens, drafts, rule.id)
        place = tokens.place(at)
        if place is not None and place.word is not None and level == "any":
            level = _LEVEL_OF[place.word]
        if place is None:
            return self._foreign(tokens, i, at, rule) if acronym is None and level != "any" else ()
        if not tokens.capital(place.named) or (
            tokens.lows[i] == "pemerintah"
            and match.end == i + 1
            and not tokens.capital(i)
            and place.word is None
            and place.region.level != "province"
        ):
            return ()
        return self._listed(tokens, [self._government(tokens, i, place, level, rule.id)], rule.id)

    def _listed(self, tokens: Tokens, drafts: list[Draft], rule: str) -> list[Draft]:
        """The governments read, with those that follow them in a list."""
        while (item := self._next(tokens, drafts[-1].end)) is not None:
            start, place = item
            drafts.append(self._government(tokens, start, place, place.region.level, rule))
        return drafts

    def _of_one_name(self, tokens: Tokens, i: int, at: int, level: str | None, rule: str) -> list[Draft]:
        """`Pemerintah Kabupaten dan Kota Pasuruan`: two governments, whose name is printed once."""
        if level not in ("kabupaten", "kota") or tokens.lows[at] not in _LINKS or at + 1 >= len(tokens):
            return []
        place = tokens.place(at + 1)
        if place is None or place.word is None or _LEVEL_OF[place.word] not in ("kabupaten", "kota"):
            return []
        other = lookup(region(place.region.code).name, level)
        if len(other) != 1 or place.region.level == level:
            return []
        return [
            government_draft(i, at, rule, other[0].code),
            self._government(tokens, at + 1, place, place.region.level, rule),
        ]

    def _government(self, tokens: Tokens, start: int, place: Place, level: str | None, rule: str) -> Draft:
        code = place.region.code
        if level in _LEVELS and region(code).level != level:
            same = lookup(region(code).name, level)
            if len(same) == 1:
                code = same[0].code
        end = place.end
        draft = government_draft(start, end, rule, code)
        found = (
            acronym_in(self._lexicon, tokens, end) if end < len(tokens) and not tokens.broken(end) else None
        )
        if found is not None and len(found[0].split()) <= _FOREIGN_REACH:
            draft.acronyms.append(found[0])
            draft.end = found[1]
        return draft

    def _next(self, tokens: Tokens, i: int) -> tuple[int, Place] | None:
        """The next item of a list of governments whose head was printed once."""
        j = i
        while j < len(tokens) and j < i + 2 and tokens.lows[j] in _LINKS:
            j += 1
        if j == i or j >= len(tokens) or tokens.broken(j):
            return None
        place = tokens.place(j)
        if place is None or place.word is not None or place.region.head not in GOVERNMENT_HEADS:
            return None
        return (
            (j, place)
            if place.region.head_start == tokens.starts[j] or place.region.head_start < tokens.starts[i]
            else None
        )

    def _state(self, tokens: Tokens, i: int, at: int, rule: Rule) -> Draft | None:
        """Pemerintah Singapura, Pemerintah Republik Korea."""
        if rule.value != "any" or tokens.lows[i] != "pemerintah":
            return None
        best = self._country(tokens, at)
        if best is None and tokens.lows[at] in self._lexicon.states and at + 1 < len(tokens):
            best = self._country(tokens, at + 1)
        if best is None:
            return None
        known = best.entry.known
        draft = Draft(
            i, best.end, rule.id, self._named(tokens, at, best), "country", "table", known, short=known.short
        )
        found = acronym_in(self._lexicon, tokens, best.end) if best.end < len(tokens) else None
        if found is not None and found[0].isupper():
            draft.end = found[1]
        return draft

    def _country(self, tokens: Tokens, i: int) -> Match | None:
        best = None
        for match in self._lexicon.tree.matches(tokens, i):
            entry = match.entry
            if not isinstance(entry, Name) or entry.known.kind != "country":
                continue
            if tokens.texts[i].isupper() if entry.caps else tokens.capital(i):
                best = match
        return best

    def _named(self, tokens: Tokens, i: int, match: Match) -> str:
        """The state's government by the country's name as printed, but for short forms (AS, Korsel)."""
        known, text = match.entry.known, spelled(tokens, [Piece(i, match.end)], tokens.shouting(i))
        if known.id == _HOME or match.entry.caps or text.lower() in self._lexicon.colloquial:
            return str(known.name)
        return f"Pemerintah {text}"

    def country(self, tokens: Tokens, i: int, match: Match) -> Draft:
        """A country by itself; `void` where it is a place, an origin or part of a name, no actor."""
        known = match.entry.known
        before, after = i - 1, match.end
        void = before >= 0 and not tokens.broken(i) and tokens.lows[before] not in self._lexicon.actors
        if not (void or self._paired(tokens, before)) and after < len(tokens) and not tokens.broken(after):
            verb = titled_verb(self._lexicon, tokens, after) or tokens.shouting(i)
            void = tokens.capital(after) and not verb and not boundary(self._lexicon, tokens, after)
        # What is no mention needs no spelling.
        name = known.name if void else self._named(tokens, i, match)
        rule = self._lexicon.stand_in.id
        draft = Draft(i, match.end, rule, name, "country", "table", known, short=known.short)
        draft.stand_in, draft.void = True, void
        return draft

    def _paired(self, tokens: Tokens, i: int) -> bool:
        """`RI | - Yordania`: does the dash at word `i` pair a state with ours?"""
        return i > 0 and tokens.texts[i] == "-" and tokens.lows[i - 1] in self._home

    def _foreign(self, tokens: Tokens, i: int, at: int, rule: Rule) -> Sequence[Draft]:
        """A regional government that no table lists, mostly of another country."""
        end = at
        while (
            end < min(at + _FOREIGN_REACH, len(tokens))
            and not tokens.broken(end)
            and tokens.texts[end][0].isupper()
            and not tokens.texts[end].isupper()
            and tokens.lows[end] not in self._lexicon.stops
            and not titled_verb(self._lexicon, tokens, end)
            and not boundary(self._lexicon, tokens, end)
        ):
            end += 1
        if end == at or tokens.lows[at] in self._lexicon.topics or tokens.shouting(i):
            return ()
        if rule.value in _LEVELS:
            head = f"Pemerintah {CLASS_WORDS[rule.value]}"
        else:
            head = " ".join(low.capitalize() for low in tokens.lows[i:at])
        name = spelled(tokens, [Piece(i, at, head), Piece(at, end)], False)
        return (Draft(i, end, rule.id, name, "other" if rule.value == "other" else "foreign"),)
