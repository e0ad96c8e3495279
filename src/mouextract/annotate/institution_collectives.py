"""Many bodies under one name: seluruh bupati se-Jabar, Pemerintah Kabupaten/Kota se-Provinsi X."""

from __future__ import annotations

import re

from mouextract.annotate.institution_draft import Draft, Piece, spelled
from mouextract.annotate.institution_lexicon import Head, Lexicon
from mouextract.annotate.institution_tokens import Tokens
from mouextract.knowledge.regions import DIRECTIONS

_HINTS = ("se-", "Se-", "SE-", " Kabupaten", " Kota", " Provinsi")
_REACH = 8


class CollectiveReader:
    """Finds collectives by the rule with that label."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._regex = lexicon.collective.regex
        members = sorted(map(re.escape, lexicon.members), key=len, reverse=True)
        self._members = re.compile(rf"\b(?:{'|'.join(members) or '(?!)'})\b", re.I)
        # Words of the place's name: `se-Jawa Barat`, `se-Pengadilan Tinggi Jawa Barat`.
        self._before_place = lexicon.topics | lexicon.islands | DIRECTIONS

    def read(self, tokens: Tokens, claimed: bytearray) -> list[Draft]:
        """Every collective; marks its words as claimed."""
        folded = tokens.folded
        if self._regex is None or not any(hint in folded for hint in _HINTS):
            return []
        drafts = []
        for match in self._regex.finditer(folded):
            start, at = tokens.at(match.start()), tokens.at(match.end())
            end = self._end(tokens, at)
            if end == at or claimed[start]:
                continue
            name = spelled(tokens, [Piece(start, end)], tokens.shouting(start))
            name = self._members.sub(lambda member: self._lexicon.members[member[0].lower()], name)
            low = name.lower()
            kind = next((kind for word, kind in self._lexicon.member_kinds if word in low), "other")
            drafts.append(Draft(start, end, self._lexicon.collective.id, name, kind, collective=True))
            for k in range(start, end):
                claimed[k] = 1
        return drafts

    def _end(self, tokens: Tokens, at: int) -> int:
        """The word after the place that the collective belongs to."""
        end = at
        while end < min(at + _REACH, len(tokens)):
            if end > at and tokens.broken(end):
                break
            place = tokens.place(end)
            if place is not None:
                return place.end
            low = tokens.lows[end]
            if not tokens.capital(end) or low in self._lexicon.stops or low in self._lexicon.offices:
                break
            if (
                end > at
                and not any(isinstance(m.entry, Head) for m in self._lexicon.tree.matches(tokens, end))
                and low not in self._before_place
            ):
                break
            end += 1
        return end
