"""The words of an article as the search for bodies by unknown names needs them: runs of capitals, rows of names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from mouextract.annotate.cues import EVENT_LABELS
from mouextract.annotate.institution_tokens import Tokens
from mouextract.assemble.model import Actor
from mouextract.assemble.row import AND
from mouextract.mentions import Annotations, Institution

# Small words within a name, capitals on both sides; endings of a name that is a site's.
_INNER = frozenset({"of", "for", "by", "the", "and", "&", "-", "'"})
_DOMAINS = frozenset({"id", "com", "co", "ai", "io", "net", "org"})
_MOST_WORDS = 7
# What parts the two sides of an agreement, and what gives the names behind it, or before it, a part in one.
_SIDES = frozenset({"dengan", "bersama"})
_GOVERNS = frozenset({"between", "with", "by", "hook"})
_ACTS = frozenset({"sign", "make", "renew"})
_PASSIVE = frozenset({"cue.sign.passive", "cue.sign.noun", "cue.make.passive", "cue.make.noun"})
_TELLS = EVENT_LABELS | {"sign", "between"}
_BODIES = frozenset({"described", "sign"})
_BEFORE_VERB = frozenset({"also", "at_last", "plan"})
# What stands behind the place or the outlet that opens a line.
_DATELINE = frozenset({",", "-", "(", "/", "|"})
_ENDS = frozenset('.!?:;"')
_AS_PARTIES = (["selaku", "pihak"], ["sebagai", "pihak"])
# Words that join two names, at most; of a description before a name; of a bracket behind one.
_JOINT, _DESCRIPTION, _BRACKET = 3, 4, 6
# Words between a word for bodies and the list of their names, at most.
_ANNOUNCEMENT = 10
_UNKNOWN, _REGION, _TAKEN = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that begin with capitals: `[first, end)`. `body`: the one that a rule found there."""

    first: int
    end: int
    name: str
    body: Institution | None = None

    @property
    def known(self) -> bool:
        """Did a rule find the body?"""
        return self.body is not None


class ArticleWords:
    """The words of an article with what is known of them: mentions, cues, instruments."""

    def __init__(self, ann: Annotations, taken: Sequence[Actor], adverbs: Set[str]) -> None:
        """`adverbs`: what may stand between a body and its verb."""
        tokens = Tokens(ann.folded, ann.own_regions, ann.words)
        self.tokens = tokens
        self.texts, self.lows = tokens.texts, tokens.lows
        self._sentences = ann.sentences
        self._adverbs = adverbs
        size = len(tokens) + 1
        self._state = bytearray(size)
        for region in ann.regions:
            self._mark(region.start, region.end, _REGION)
        sure = [actor for actor in taken if actor.weak != "bare"]
        for group in (sure, ann.people, ann.instruments, ann.dates):
            for mention in group:
                self._mark(mention.start, mention.end, _TAKEN)
        for zone in ann.zones:
            if zone.kind not in ("quotation", "title", "caption"):
                self._mark(zone.start, zone.end, _TAKEN)
        self._bodies = [
            Run(span.start, span.stop, actor.institution.name, actor.institution)
            for actor in sure
            if actor.institution is not None
            if len(span := self.within(actor.start, actor.end))
        ]
        self._ending = {body.end: body for body in self._bodies}
        self._named = {self.within(person.start, person.end).stop for person in ann.people}
        self._beginning = {body.first: body for body in self._bodies}
        self.labels: list[frozenset[str]] = [frozenset()] * size
        self._passive = bytearray(size)
        for cue in ann.cues:
            for k in self.within(cue.start, cue.end):
                self.labels[k] |= {cue.label}
                self._passive[k] |= cue.rule in _PASSIVE
        self._instrument = bytearray(size)
        for mention in ann.instruments:
            for k in self.within(mention.start, mention.end):
                self._instrument[k] = 1

    def _mark(self, start: int, end: int, state: int) -> None:
        for k in self.within(start, end):
            self._state[k] = state

    def within(self, start: int, end: int) -> range:
        """The words that a stretch of text touches."""
        return range(bisect_right(self.tokens.ends, start), bisect_left(self.tokens.starts, end))

    def text(self, first: int, end: int) -> str:
        """The words `[first, end)` as the text has them."""
        return self.tokens.folded[self.tokens.starts[first] : self.tokens.ends[end - 1]]

    def behind(self, end: int, most: int) -> str:
        """So many characters behind the word before word `end`."""
        at = self.tokens.ends[end - 1]
        return self.tokens.folded[at : at + most]

    def opens(self, i: int) -> bool:
        """Is word `i` the first of a sentence or line, so that its capital says nothing?"""
        return i == 0 or self.texts[i - 1] in _ENDS or self.tokens.broken(i)

    def body_before(self, i: int) -> Run | None:
        """The known body whose name ends right before word `i`, with nothing between."""
        return None if self.tokens.broken(i) else self._ending.get(i)

    def like_degree(self, first: int, end: int) -> bool:
        """`Direktur X, Siti Fulan, | MMR dan …`: a word in capitals behind somebody's name and a comma."""
        behind = end == first + 1 and self.texts[first - 1] == "," and first - 1 in self._named
        return behind and self.texts[first].isupper()

    def body_at(self, i: int) -> Run | None:
        """The known body whose name begins at word `i`."""
        return self._beginning.get(i)

    def runs(self) -> Iterator[tuple[int, int]]:
        """Capitalised words in a row that name nothing known: `[first, end)`. Headlines have none."""
        i = 0
        while i < len(self.texts):
            if not self._capital(i) or self._state[i] != _UNKNOWN or self.tokens.headed(i):
                i += 1
                continue
            end = self._run_end(i)
            if not self._set_apart(i, end):
                yield i, end
            i = end

    def _capital(self, i: int) -> bool:
        text = self.texts[i]
        # eFishery, iNews
        return text[0].isupper() or (len(text) > 2 and text[0] in "ei" and text[1].isupper())

    def _goes_on(self, i: int) -> bool:
        """May word `i` be one more of a name?"""
        return (
            i < len(self.texts)
            and self._capital(i)
            and self._state[i] != _TAKEN
            and not self.tokens.broken(i)
            and ("no_name" not in self.labels[i] or self.lows[i] == "indonesia")
        )

    def _run_end(self, i: int) -> int:
        end = i + 1
        while end < len(self.texts) and end - i < _MOST_WORDS and not self.tokens.broken(end):
            if self._goes_on(end):
                end += 1
            elif self.texts[end] in _INNER and self._goes_on(end + 1):
                end += 2
            elif self.texts[end : end + 2] == ["of", "the"] and self._goes_on(end + 2):
                end += 3
            elif (
                self.texts[end] == "."
                and end + 1 < len(self.texts)
                and self.tokens.touching(end + 1)
                and self.lows[end + 1] in _DOMAINS
            ):
                end += 2
            else:
                break
        return end

    def _set_apart(self, first: int, end: int) -> bool:
        """Is it a line's opening in capitals (`ATAMBUA, KORAN -`), an outlet (`Koran.com -`), bracketed, or followed
        by `and` with a known name?
        """
        behind = self.lows[end : end + 1]
        loud = all(text.isupper() or not text.isalpha() for text in self.texts[first:end])
        bracket = first > 0 and self.texts[first - 1] == "(" and behind == [")"]
        outlet = self.lows[end - 1] in _DOMAINS and behind == ["-"]
        glued = behind == ["-"] and self.tokens.touching(end)
        joined = (glued or behind == ["and"]) and self._state[end + 1] == _TAKEN
        dateline = loud and self.opens(first) and behind != [] and behind[0] in _DATELINE
        return dateline or bracket or outlet or joined

    def body_behind(self, run: Run) -> Run | None:
        """`Contoria (PT Misal Digital)`: the known body in brackets behind a name."""
        first = run.end + 1
        if self.texts[run.end : first] != ["("]:
            return None
        body = self.body_at(first)
        return body if body is not None and self.texts[body.end : body.end + 1] == [")"] else None

    def short_name(self, run: Run) -> str | None:
        """The acronym in brackets behind a name whose words begin with its letters."""
        if self.texts[run.end : run.end + 1] != ["("] or self.texts[run.end + 2 : run.end + 3] != [")"]:
            return None
        short = self.texts[run.end + 1]
        letters = "".join(word[0] for word in self.texts[run.first : run.end] if word[0].isupper())
        return short if len(short) > 1 and letters.startswith(short) else None

    def _announces_bodies(self, i: int, start: int) -> bool:
        """`perusahaan yang meneken MoU itu antara lain |`: is it bodies that word `i` begins the list of?"""
        return any(
            self.labels[k] & _BODIES
            for k in range(max(start, i - _ANNOUNCEMENT), i)
            if self.texts[k][0].islower()
        )

    def again(self, names: Mapping[str, Sequence[Run]]) -> Iterator[Run]:
        """Further mentions of names whose mentions are known in part: in the headline, in capitals, beside other
        capitalised words.
        """
        forms: dict[tuple[str, ...], str] = {}
        for name, runs in names.items():
            words = tuple(self.texts[runs[0].first : runs[0].end])
            forms.setdefault(tuple(map(str.upper, words)), name)
            forms[words] = name
        lengths = sorted({len(form) for form in forms}, reverse=True)
        opening = {form[0] for form in forms}
        taken = {k for runs in names.values() for run in runs for k in range(run.first, run.end)}
        i = 0
        while i < len(self.texts):
            end = i + 1
            if self.texts[i] in opening and i not in taken:
                ends = (i + n for n in lengths if tuple(self.texts[i : i + n]) in forms)
                end = next((e for e in ends if self._free(i, e, taken)), i)
                if end > i:
                    yield Run(i, end, forms[tuple(self.texts[i:end])])
            i = max(end, i + 1)

    def _free(self, first: int, end: int, taken: Set[int]) -> bool:
        """May words `[first, end)` be a further mention of a name?"""
        return not (
            any(self._state[k] == _TAKEN or k in taken for k in range(first, end))
            or self._set_apart(first, end)
        )

    def parts(self, runs: Sequence[Run]) -> Iterator[tuple[Run, bool]]:
        """Those of the runs to which a sentence about an agreement gives a part in it, and whether `dan` or the like
        joins another name to them.
        """
        longer = {run.first for run in runs}
        known = (body for body in self._bodies if body.first not in longer)
        members = sorted([*runs, *known], key=lambda run: run.first)
        for start, end in self._sentences:
            span = self.within(start, end)
            if not any(self._instrument[k] for k in span) or not any(self.labels[k] & _TELLS for k in span):
                continue
            low = bisect_left(members, span.start, key=lambda run: run.first)
            high = bisect_left(members, span.stop, key=lambda run: run.first)
            for row, cut in self._rows(members[low:high]):
                if all(run.known for run in row):
                    continue
                if not self._has_part(row, span, sides=cut > 0):
                    # "kontrak pengembangan Contoria dengan | A": what stands before `dengan` may be no side.
                    row = row[cut:] if cut and self._has_part(row[cut:], span, sides=False) else []
                for run in row:
                    if not run.known:
                        yield run, len(row) > 1 and self.texts[run.end : run.end + 1] != [","]

    def _rows(self, members: Sequence[Run]) -> Iterator[tuple[list[Run], int]]:
        """Names in rows (`A, B dengan C`), and how many stand before the last `dengan` in them."""
        row: list[Run] = []
        cut = 0
        for member in members:
            joint = self._joint(row[-1].end, member.first) if row else None
            if joint is None:
                if row:
                    yield from self._closed(row, cut)
                row, cut = [], 0
            cut = len(row) if joint else cut
            row.append(member)
        if row:
            yield from self._closed(row, cut)

    def _joint(self, first: int, last: int) -> bool | None:
        """Do the words `[first, last)` join two names (False), or two sides (True)? None: neither."""
        words = self.lows[self._past_bracket(first) : last]
        if not words or len(words) > _JOINT or not all(w in AND or w in _SIDES or w == "," for w in words):
            return None
        return any(w in _SIDES for w in words)

    def _closed(self, row: list[Run], cut: int) -> Iterator[tuple[list[Run], int]]:
        """A row up to the last name that more than a comma joins, the others apart: `Di sela CES, Contoria meneken`,
        `Fulan, SE`.
        """
        last = len(row)
        while last > 1 and self.lows[self._past_bracket(row[last - 2].end) : row[last - 1].first] == [","]:
            last -= 1
        yield row[:last], cut
        yield from (([run], 0) for run in row[last:])

    def _past_bracket(self, i: int) -> int:
        """The word behind the bracket that opens at word `i`; else `i`."""
        if self.texts[i : i + 1] == ["("]:
            for k in range(i + 1, min(i + _BRACKET, len(self.texts))):
                if self.texts[k] == ")":
                    return k + 1
        return i

    def _has_part(self, row: Sequence[Run], sentence: range, sides: bool) -> bool:
        """Does a word before a row, or the verb behind it, make its names parties?"""
        i = row[0].first - 1
        for k in range(i, max(sentence.start - 1, i - _DESCRIPTION - 1), -1):
            told = self.labels[k] & _GOVERNS and not self._instrument[k] and "occasion" not in self.labels[k]
            if "listing" in self.labels[k] or self.texts[k] == ":":
                return len(row) > 1 and self._announces_bodies(k, sentence.start)
            if told:
                return True
            if k == i and sides and (self._instrument[k] or (self._passive[k] and "sign" in self.labels[k])):
                # "penandatanganan MoU | A dengan B", "diteken | A bersama B"
                return True
            # "dengan perusahaan rintisan | A"
            if not self.texts[k][0].islower() or not any(
                "described" in self.labels[j] for j in range(k, i + 1)
            ):
                break
        k = self._past_bracket(row[-1].end)
        if self.texts[k : k + 1] == [","] == self.texts[i : i + 1]:
            # "Perusahaan rintisan asal Malang, A, | meneken"
            k += 1
        while k < sentence.stop and (self.lows[k] in self._adverbs or self.labels[k] & _BEFORE_VERB):
            k += 1
        if k < sentence.stop and self.labels[k] & _ACTS and not self._passive[k]:
            return True
        # "A dan B selaku pihak yang meneken"
        return self.lows[k : k + 2] in _AS_PARTIES
