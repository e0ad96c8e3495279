"""A clause as a row of tokens: the cues and instruments on them, and where the actors stand."""

from __future__ import annotations

from bisect import bisect_left

from mouextract.annotate.matching import tokens_of
from mouextract.assemble.clause_words import ClauseWords
from mouextract.assemble.model import Actor, Placed, Sentence
from mouextract.mentions import CueMention, InstrumentMention
from mouextract.text import BULLETS, Tokens

AND = frozenset({"dan", "serta", "&", "/", "-", "maupun", "hingga", "plus", "x", "atau", "alias"})
# What stands between the items of a list; bullets, where its lines have run together ("• Pemkab A • Pemkab B").
COMMAS = frozenset(",;") | frozenset(BULLETS) - frozenset("-*>~")
JOINS = AND | COMMAS
# Words before a number of places where something takes place ("di tiga kota").
WHERE = frozenset({"di", "ke", "pada"})
# Tokens between two actors of a list, at most.
_IN_LIST = 2
# Shared by the tokens without a cue, which are most; never filled.
_NO_LABELS: dict[str, CueMention] = {}


def _split_at(words: Tokens, actors: list[Actor], folded: str) -> Tokens:
    """Tokens cut where an actor begins or ends within one ("Pemkab Sragen-UNS")."""
    inside: dict[int, set[int]] = {}
    for border in {p for a in actors for p in (a.start, a.end)}:
        i = bisect_left(words.starts, border) - 1
        if i >= 0 and border < words.ends[i]:
            inside.setdefault(i, set()).add(border)
    if not inside:
        return words
    cut = Tokens(list(words.texts), list(words.lows), list(words.starts), list(words.ends))
    for i in sorted(inside, reverse=True):
        borders = sorted(inside[i])
        cut.starts[i : i + 1] = [cut.starts[i], *borders]
        cut.ends[i : i + 1] = [*borders, cut.ends[i]]
        spans = zip(cut.starts[i : i + len(borders) + 1], cut.ends[i : i + len(borders) + 1], strict=True)
        cut.texts[i : i + 1] = [folded[a:b] for a, b in spans]
        cut.lows[i : i + 1] = [text.lower() for text in cut.texts[i : i + len(borders) + 1]]
    return cut


class Row:
    """One clause: its tokens with the cues on them; its actors and where they stand, once they are indexed."""

    def __init__(
        self, sentence: Sentence, folded: str, lexicon: ClauseWords, words: Tokens | None = None
    ) -> None:
        """`words`: those of the clause, where they are known."""
        self.sentence = sentence
        self.folded = folded
        self.lexicon = lexicon
        if words is None:
            words = tokens_of(folded, sentence.start, sentence.end)
        words = _split_at(words, sentence.actors, folded)
        self.tokens = list(zip(words.starts, words.ends, strict=True))
        self._starts, self._lows = words.starts, words.lows
        self.instrument_at: dict[int, InstrumentMention] = {
            i: m for m in sentence.instruments for i in self._range(m.start, m.end)
        }
        self.labels: list[dict[str, CueMention]] = [_NO_LABELS] * len(self.tokens)
        for cue in sentence.cues:
            where = self._range(cue.start, cue.end)
            if cue.label == "with" and all(i in self.instrument_at for i in where):
                # "Komitmen Bersama"
                continue
            for i in where:
                if self.labels[i] is _NO_LABELS:
                    self.labels[i] = {}
                self.labels[i].setdefault(cue.label, cue)

    def _index(self, actors: list[Actor]) -> None:
        """Note where the actors stand; nobody has a part yet."""
        self.actors = actors
        self.spans = [self._range(a.start, a.end) for a in actors]
        self.actor_at = {i: n for n, span in enumerate(self.spans) for i in span}
        self._list_ends: dict[int, int] = {}
        # Tokens that end an actor.
        self.closed = {i for i in self.actor_at if i + 1 not in self.actor_at}
        self.placed: list[Placed] = []

    def _run_start(self, i: int) -> int:
        """The first token of the capitalised run that ends at token i (i itself where there is none)."""
        while i > 0 and self._capital(i) and self._capital(i - 1) and not self._busy(i - 1):
            i -= 1
        return i

    def _run_end(self, i: int) -> int:
        """The token behind the capitalised run that begins at token i (i itself where there is none)."""
        while i < len(self.tokens) and self._capital(i) and not self._busy(i):
            i += 1
        return i

    def _capital(self, i: int) -> bool:
        return self.folded[self.tokens[i][0]].isupper()

    def _busy(self, i: int) -> bool:
        return i in self.actor_at or i in self.instrument_at

    def first_token(self, placed: Placed) -> int:
        """Index of the first token of a placed actor."""
        return bisect_left(self._starts, placed.actor.start)

    @property
    def first_word(self) -> int:
        """The token that the clause begins with, a quotation mark left out."""
        return int(len(self.tokens) > 1 and self.word(0) == '"')

    def word(self, i: int) -> str:
        """The i-th token in lower case."""
        return self._lows[i]

    def _range(self, start: int, end: int) -> range:
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def _list_end(self, n: int) -> int:
        """The last token of the list of actors that the n-th belongs to or begins."""
        if n in self._list_ends:
            return self._list_ends[n]
        last = self.spans[n][-1] if self.spans[n] else 0
        members = [n]
        for span in self.spans[n + 1 :]:
            if (
                not span
                or span[0] - last > _IN_LIST + 1
                or any(self.word(i) not in JOINS for i in range(last + 1, span[0]))
            ):
                break
            last = span[-1]
            members.append(members[-1] + 1)
        # All of a list's members have the same end.
        self._list_ends.update(dict.fromkeys(members, last))
        return last
