"""Where the walk over the words of a name stands: what it has taken, and which words may belong to the name."""

from __future__ import annotations

from dataclasses import dataclass, field

from mouextract.annotate.institution_bounds import titled_verb, vouched
from mouextract.annotate.institution_draft import Piece
from mouextract.annotate.institution_lexicon import Head, Lexicon, Name
from mouextract.annotate.institution_links import Links
from mouextract.annotate.institution_marks import FREE
from mouextract.annotate.institution_tokens import Place, Tokens
from mouextract.knowledge.institutions import KnownInstitution

# Bodies that have a number and a name of honour behind a slash (Kodam IX/Udayana), and its words.
NUMBERED, _PROUD_NAME = "military", 4


@dataclass(slots=True)
class Growth:
    """A name behind its head: `end` is the word after it, `pieces` its words, `place` the region in it.

    `cores` counts the words that make the name its own; `acronyms` stand in brackets within or behind it;
    `words` are the numbers of its words; `known` is a known body within it; `loose`: small letters within it.
    """

    end: int
    pieces: list[Piece] = field(default_factory=list)
    place: Place | None = None
    cores: int = 0
    acronyms: list[str] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    known: KnownInstitution | None = None
    loose: bool = False


class Walk:
    """One walk; the state is where it stands (`at`) and what it has accepted so far."""

    def __init__(
        self, lexicon: Lexicon, tokens: Tokens, start: int, after: int, head: Head, led: bool
    ) -> None:
        self.lexicon = lexicon
        self.tokens = tokens
        self.head = head
        self.led = led
        self.start = start
        self.at = after
        self.after = after
        self.growth = Growth(after)
        self.loose: int | None = None
        self.sure = -1
        self.done = False
        self.shouting = tokens.shouting(start)
        self.links = Links(lexicon, tokens, head, after, led, self.shouting)

    def _fits(self, i: int) -> bool:
        """Can word `i` be part of the name?"""
        tokens, head = self.tokens, self.head
        text, low = tokens.texts[i], tokens.lows[i]
        topic = low in self.lexicon.topics
        if not text[0].isalpha() or (len(text) == 1 and head.grow in ("unit", "topic", "people")):
            return False
        if low.endswith("-nya") or tokens.texts[i + 1 : i + 3] == ["-", "nya"]:
            # RSUD Contoh | PKS-nya
            return False
        if not text[0].isupper():
            return head.small and head.grow == "unit" and topic
        if head.grow in ("unit", "topic") and topic:
            return True
        if head.grow == "topic" and not self.growth.words:
            return False
        if low in self.lexicon.offices:
            # Behind PT any word is the firm's: PT Duta X.
            return (head.kind == "company" and not self.growth.words) or (
                head.grow == "people"
                and not self.shouting
                and (topic or not self.led or not self.growth.words)
            )
        if low in self.lexicon.stops and not (
            text.isupper() and not self.shouting and head.grow in FREE and not self.growth.words
        ):
            return False
        if topic:
            return True
        return not titled_verb(self.lexicon, tokens, i) or vouched(
            self.lexicon, tokens, self.head, self.start, i
        )

    def _proud(self, i: int) -> bool:
        """Korem 031/Wira Bima | Sakti Jaya di: do one or two words more of a name of honour end in running text?"""
        tokens, words = self.tokens, self.growth.words
        end = i
        while end < len(tokens) and not tokens.broken(end) and tokens.capital(end):
            end += 1
        named = end - words[0] - 2 if tokens.texts[words[0] + 1] == "/" else _PROUD_NAME + 1
        return named <= _PROUD_NAME and end < len(tokens) and tokens.texts[end][0].islower()

    def _before_rank(self, i: int) -> bool:
        """Korem 031/Wira | Bima Brigjen TNI Fulan: do the capitalised words from `i` on end at an officer's rank?"""
        tokens = self.tokens
        for k in range(i, min(i + _PROUD_NAME, len(tokens))):
            if tokens.broken(k) or not tokens.capital(k):
                return False
            if k > i and tokens.lows[k] in self.lexicon.stops:
                return True
        return False

    def _within_university(self) -> bool:
        """Fakultas Hukum Universitas | Contoh: a name within the name, which goes on like one of its own."""
        return any(self.tokens.lows[k] in self.lexicon.campuses for k in self.growth.words)

    def _known(self, i: int) -> tuple[int, Name] | None:
        best = None
        for match in self.lexicon.tree.matches(self.tokens, i):
            if isinstance(match.entry, Name) and (not match.entry.caps or self.tokens.texts[i].isupper()):
                best = match.end, match.entry
        return best

    def _accept(self, start: int, end: int, written: str | None = None) -> None:
        growth = self.growth
        if (
            growth.pieces
            and written is None
            and growth.pieces[-1].written is None
            and growth.pieces[-1].end == start
        ):
            growth.pieces[-1] = Piece(growth.pieces[-1].start, end)
        else:
            growth.pieces.append(Piece(start, end, written))
        growth.words.extend(range(start, end))
        growth.cores += 1
        self.at = growth.end = end

    def _head_word(self, i: int, close: int) -> bool:
        """Is what stands in brackets only the head's short form: Sekolah Tinggi Ilmu Kesehatan (STIKes) X?"""
        return any(
            isinstance(m.entry, Head) and m.end == close for m in self.lexicon.tree.matches(self.tokens, i)
        )
