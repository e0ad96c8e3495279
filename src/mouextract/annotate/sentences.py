"""Sentences: spans that tile the article's text (rules: `patterns/sentences.toml`)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from mouextract.annotate.lines import line_spans, strip_span
from mouextract.annotate.wording import wording
from mouextract.mentions import Annotations
from mouextract.rules import RuleSet
from mouextract.text import BULLETS

if TYPE_CHECKING:
    from spacy.vocab import Vocab

_BORDERS = frozenset(
    ("title", "see_also", "advert", "furniture", "publication", "caption", "tags", "comments")
)
# A full stop (or several) with the closing marks after it; what follows is judged in code.
_STOP = re.compile(r"([.!?…]+)(?=\s|[\"')\]]|[A-Z(*,]|$)([\"')\]]*)(\s*)")
# Paragraphs that were joined with commas ("… riil., Sebelumnya …"); not "S.H., M.H.".
_JOINED = re.compile(r"(?:,\s?)+(?=[\"A-Z])")
_TOKEN_MAX = 24
_DOMAINS = frozenset(("com", "co", "id", "net", "org", "go", "tv", "news", "info", "ac", "or", "my"))
_NEXT_WORD = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*\.?")
_NOT_ALNUM = re.compile(r"[\W_]")
_ITEM = re.compile(rf"(?:\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]|[{re.escape(BULLETS)}]) ?\S")
_WRAPPED_MIN = 40
# Letters of each part of a degree.
_DEGREE = 3
_THOUSANDS = re.compile(r"\d{3}(?!\d)")

_NAME_AHEAD = re.compile(r"\.\s+[A-Z][a-z]+\s+[A-Z]")
# A short name in brackets within a sentence: "PT Contoh Tbk. (CTHT) meraih …".
_BRACKETED = re.compile(r"\([^()\n]{1,30}\)(?:,|\s+[a-z])")
# The number of a list's first item; characters of its longest item.
_FIRST, _ITEM_REACH = 1, 200


class SentenceAnnotator:
    """Fills `ann.sentences`: spans without white space at their ends, in order, that hold all words.

    Reads `ann.zones`: no sentence runs across the border of a title, link, advert, caption, tag, comment,
    publication line or piece of furniture; datelines and quotations do not split.
    """

    def __init__(self, rules: RuleSet, vocab: Vocab | None) -> None:
        del vocab  # sentences are found in raw text
        self._wording = wording(rules)

    def annotate(self, ann: Annotations) -> None:
        """Add the sentences of one article."""
        folded = ann.folded
        lines = line_spans(folded)
        if not lines:
            return
        borders = sorted({at for zone in ann.zones if zone.kind in _BORDERS for at in (zone.start, zone.end)})
        quotes = {zone.start for zone in ann.zones if zone.kind == "quotation"}
        cuts = [start for start, _ in self._joined(folded, lines, borders)]
        cuts += borders
        # "CONTOHAN. Bupati Contoh …": what stands between the line's stop and the text belongs to the line.
        places = [
            (zone.start, len(folded) - len(folded[zone.end :].lstrip(" ")))
            for zone in ann.zones
            if zone.kind == "dateline"
        ]
        cuts += [at for at in self._stops(folded, quotes) if not any(a < at <= b for a, b in places)]
        cuts.append(len(folded))
        cuts = sorted(set(cuts))
        spans = (strip_span(folded, a, b) for a, b in zip([0, *cuts], cuts, strict=False))
        ann.sentences.extend(span for span in spans if span is not None)

    def _joined(self, folded: str, lines: list[tuple[int, int]], borders: list[int]) -> list[tuple[int, int]]:
        """Lines, those that only lost a full stop or were wrapped joined again."""
        bordered = set(borders)
        joined = [lines[0]]
        for before, line in pairwise(lines):
            if (
                before[1] not in bordered
                and line[0] not in bordered
                and folded.count("\n", before[1], line[0]) <= 1
                and self._goes_on(folded, before, line)
            ):
                joined[-1] = (joined[-1][0], line[1])
            else:
                joined.append(line)
        return joined

    def _goes_on(self, folded: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
        end = before[1]
        last = folded[end - 1]
        first = folded[line[0]]
        if (
            first.islower()
            and last in "\"',"
            and self._word_at(folded, line[0]) in self._wording.attributions
        ):
            return True
        if last in ".!?:;\"')":
            return False
        if last.isdigit() and first.isdigit():
            return end - before[0] > _WRAPPED_MIN and _THOUSANDS.match(folded, line[0], line[1]) is not None
        token = self._token_before(folded, end)
        if (len(token) == 1 and token.isupper()) or (len(token) > 1 and token in self._wording.abbreviations):
            return token[:1].isupper() and first.isalnum()
        if token in self._wording.attributions and folded[before[0] : end].count('"'):
            return True
        return (
            first.islower()
            and (end - before[0] >= _WRAPPED_MIN or last == ",")
            and _ITEM.match(folded, line[0], line[1]) is None
        )

    def _word_at(self, folded: str, start: int) -> str:
        word = _NEXT_WORD.match(folded, start, start + _TOKEN_MAX)
        return "" if word is None else word[0].rstrip(".").lower()

    def _stops(self, folded: str, quotes: set[int]) -> list[int]:
        cuts = []
        for match in _STOP.finditer(folded):
            cut = self._cut(folded, match, quotes)
            if cut is not None:
                cuts.append(cut)
        return cuts

    def _cut(self, folded: str, match: re.Match[str], quotes: set[int]) -> int | None:
        stops, closers, blanks = match.groups()
        after = match.end()
        if after >= len(folded):
            return None
        if folded[after] == ",":
            return self._comma_cut(folded, match)
        first_quote = match.start(2)
        if closers and not blanks and first_quote in quotes:  # garam."Masih: the mark opens the next sentence
            closers, after = "", first_quote
        following = folded[after]
        if following == "(" and stops == "." and not closers and _BRACKETED.match(folded, after):
            return None
        if following in "\"'([" or following in BULLETS:
            begin = after + 1
            following = folded[begin] if begin < len(folded) else " "
            marked = True
        else:
            begin = after
            marked = False
        glued = not blanks and not marked and not closers
        lower_opener = False
        if following.islower():
            if marked and folded[after] in "\"'(":
                pass
            elif blanks and stops == "." and not closers:
                lower_opener = True
            else:
                return None
        elif not (following.isupper() or following.isdigit() or marked):
            return None
        word = _NEXT_WORD.match(folded, begin, begin + _TOKEN_MAX)
        nxt = word[0] if word is not None else ""
        low = nxt.lower().rstrip(".")
        if closers and '"' in closers and low in self._wording.attributions:
            return None
        if stops == "." and closers == ")" and self._is_bracketed_short_form(folded, match.start()):
            return None
        if stops != "." or closers:
            return None if glued and following.isdigit() else after
        token = self._token_before(folded, match.start())
        if lower_opener and (low not in self._wording.openers or not (token.islower() and len(token) > 3)):
            return None
        if self._is_short_form(folded, match.start(), token, nxt, low, glued=glued):
            return None
        if glued and (following.isdigit() or _NOT_ALNUM.split(low, maxsplit=1)[0] in _DOMAINS):
            return None
        return after

    def _comma_cut(self, folded: str, match: re.Match[str]) -> int | None:
        joined = _JOINED.match(folded, match.end(), match.end() + _TOKEN_MAX)
        token = self._token_before(folded, match.start())
        whole = folded[match.start() - 1] == ")" if not token else len(token) > 2 and token.islower()
        plain = whole and "." not in token and token not in self._wording.abbreviations
        return joined.end() if joined is not None and match[1] == "." and plain else None

    def _is_bracketed_short_form(self, folded: str, stop: int) -> bool:
        """`Brigjen Pol. (Purn.) Fulan`: is an abbreviation all that the brackets hold?"""
        token = self._token_before(folded, stop)
        return token in self._wording.abbreviations and folded[stop - len(token) - 1] == "("

    def _is_short_form(self, folded: str, stop: int, token: str, nxt: str, low: str, *, glued: bool) -> bool:
        """Whether the full stop after `token` belongs to an abbreviation, initial, number or list item."""
        if not token:
            return False
        if token in self._wording.abbreviations:
            # "H. Lalu Satriawan": an opening word with another capital behind it is a name.
            return (
                low not in self._wording.openers
                or len(token) > 1
                or _NAME_AHEAD.match(folded, stop) is not None
            )
        if token.isdigit():
            if nxt[:1].isdigit():
                return True
            return len(token) <= 2 and (
                self._opens_item(folded, stop - len(token)) or self._follows_item(folded, stop, int(token))
            )
        tail = token.rsplit(".", 1)[-1]
        if len(tail) == 1:
            if tail.isupper():
                return glued or low not in self._wording.openers
            return glued or self._opens_item(folded, stop - len(token)) or "." in token
        if "." in token:  # a degree: S.Sos. ends a sentence unless another one follows
            return glued or "." in nxt.rstrip(".") or low in ("m", "s")
        if glued and len(token) <= _DEGREE and token.istitle() and nxt.rstrip(".").isupper():
            return len(nxt) <= _DEGREE + 1  # a degree: Bc.IP.
        return glued and tail.isupper() and len(tail) <= 2

    def _opens_item(self, folded: str, at: int) -> bool:
        """Whether a number or letter at `at` is the head of a list's item."""
        while at > 0 and folded[at - 1] in " (":
            at -= 1
        return at == 0 or folded[at - 1] in "\n:;,."

    def _follows_item(self, folded: str, stop: int, number: int) -> bool:
        """`1. PT A 2 | . PT B`: does the number before stand earlier in the line, with a stop behind it?"""
        line = folded.rfind("\n", 0, stop) + 1
        before = f" {number - 1}. "
        return number > _FIRST and folded.find(before, max(line, stop - _ITEM_REACH), stop) >= 0

    def _token_before(self, folded: str, end: int) -> str:
        """Letters, digits and inner stops that end at `end`."""
        start = end
        floor = max(0, end - _TOKEN_MAX)
        while start > floor and (folded[start - 1].isalnum() or folded[start - 1] == "."):
            start -= 1
        return folded[start:end].lstrip(".")
