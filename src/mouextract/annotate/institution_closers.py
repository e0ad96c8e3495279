"""Names read from other words than a head: Hoshi Solar Co Ltd, Harvest Institute of Technology.

Names in a party's place that have no such word at all are read here as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mouextract.annotate.institution_abroad import legal_form, run_end
from mouextract.annotate.institution_bounds import acronym_in, boundary, titled_verb
from mouextract.annotate.institution_cast import Cast
from mouextract.annotate.institution_draft import Draft, Piece, spelled
from mouextract.annotate.institution_lexicon import Lexicon
from mouextract.annotate.institution_tokens import Tokens
from mouextract.knowledge.offices import is_name_word
from mouextract.rules import Rule

_FIRMS = ("company", "bank")
_LEFT = 7
_RIGHT = 10
_SOLE_WORDS = 2
_ROW_LINKS = frozenset({",", "dan", "serta"})
_SENTENCE_ENDS = frozenset('.!?:"')
_DOTTED = (["u", ".", "s"], ["u", ".", "k"], ["u", ".", "n"])
_PREPOSITIONS = frozenset({"of", "for"})
_ENGLISH_LINKS = frozenset({"of", "for", "the", "and", "&", "on", "in", ","})


class CloserReader:
    """Reads names leftwards from the word that tells what they are."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._opening: dict[str, list[Rule]] = {}
        for rule in lexicon.slots:
            for word in rule.attrs["first"]:
                self._opening.setdefault(word, []).append(rule)

    def read(self, tokens: Tokens, i: int, claimed: bytearray) -> Draft | None:
        """The name that word `i` closes or stands in; its words are not claimed yet."""
        best: tuple[int, Rule] | None = None
        for match in self._lexicon.tree.matches(tokens, i):
            entry = match.entry
            if isinstance(entry, Rule) and entry.label in ("suffix", "english"):
                best = match.end, entry
        if best is None or not tokens.capital(i) or tokens.shouting(i):
            return None
        end, rule = best
        right = self._right(tokens, end) if rule.label == "english" else end
        start = self._left(tokens, i, claimed, least=0 if right > end else 1)
        if start == i and right == end:
            return None
        if rule.attrs.get("caps") and not self._in_capitals(tokens, start, i, end):
            return None
        if right == end and i - start < _SOLE_WORDS and tokens.lows[i] in self._lexicon.common:
            return None
        if tokens.lows[i - 1] in self._lexicon.gatherings:
            return None
        if (
            right == end
            and tokens.lows[i] in self._lexicon.common
            and end < len(tokens)
            and tokens.capital(end)
            and not tokens.broken(end)
        ):
            return None
        if start < i and right == end and tokens.lows[start] in self._lexicon.topics and i - start == 1:
            return None
        end = self._more(tokens, right)
        draft = Draft(
            start,
            end,
            rule.id,
            spelled(tokens, [Piece(start, end)], False),
            str(rule.attrs["kind"]),
            core=spelled(tokens, [Piece(start, i)], False),
        )
        found = (
            acronym_in(self._lexicon, tokens, end) if end < len(tokens) and not tokens.broken(end) else None
        )
        if found is not None:
            draft.acronyms.append(found[0])
            draft.end = found[1]
        return draft

    @staticmethod
    def _in_capitals(tokens: Tokens, start: int, i: int, end: int) -> bool:
        """Are the closing words `[i, end)` printed in capitals, behind two words at least and in no headline?"""
        letters = [text for text in tokens.texts[i:end] if text[0].isalpha()]
        return i - start >= _SOLE_WORDS and all(map(str.isupper, letters)) and not tokens.titled(i)

    def _left(self, tokens: Tokens, i: int, claimed: bytearray, least: int) -> int:
        """The name's first word; a sentence's first one is left out where `least` others are left before word `i`."""
        start = i
        while start > max(0, i - _LEFT) and not claimed[start - 1]:
            k = start - 1
            text, low = tokens.texts[k], tokens.lows[k]
            if tokens.broken(start):
                break
            if (
                k > 0
                and tokens.capital(k - 1)
                and (text == "&" or (text == "-" and tokens.touching(k) and tokens.touching(start)))
            ):
                start = k - 1
                continue
            if text == "." and tokens.lows[k - 3 : k] in _DOTTED and tokens.touching(k):
                # U.S. Department of Commerce
                return k - 3
            if (
                not text[0].isupper()
                or low in self._lexicon.stops
                or low in self._lexicon.offices
                or low in self._lexicon.openers
            ):
                break
            if titled_verb(self._lexicon, tokens, k):
                break
            start = k
        # The first word of a sentence has its capital from there, if it is an everyday one, or the article has it in
        # small letters too.
        opens = start == 0 or tokens.broken(start) or tokens.texts[start - 1] in _SENTENCE_ENDS
        everyday = tokens.lows[start] in tokens.printed or tokens.lows[start] in self._lexicon.openings
        if opens and i - start > least and everyday:
            start += 1
        origin = i - start > 1 and tokens.lows[start] in self._lexicon.origins
        if origin and not opens and tokens.texts[start - 1][0].islower():
            # "importir Jerman | Contoh Handel GmbH"
            start += 1
        return start

    def _right(self, tokens: Tokens, end: int) -> int:
        if end >= len(tokens) or tokens.lows[end] not in _PREPOSITIONS:
            return end
        at = last = end
        while at < min(end + _RIGHT, len(tokens)) and not tokens.broken(at):
            text, low = tokens.texts[at], tokens.lows[at]
            if text == "," and not self._english_list(tokens, at + 1):
                break
            if low in _ENGLISH_LINKS:
                at += 1
                continue
            if not text[0].isupper() or low in self._lexicon.stops or titled_verb(self._lexicon, tokens, at):
                break
            at += 1
            last = at
            if self._closes(tokens, end, at):
                break
        return last

    def _closes(self, tokens: Tokens, first: int, end: int) -> bool:
        """Ends what begins at word `first` before word `end`, with a university's name or an acronym that the article
        explains (Faculty of Law Harvest University | Fulan, Faculty of Law HU | Fulan)?
        """
        if end >= len(tokens) or tokens.lows[end] in _ENGLISH_LINKS:
            return False
        last = end - 1
        if tokens.texts[last].isupper() and tokens.texts[last] in tokens.bracketed:
            return True
        university = any(
            isinstance(m.entry, Rule) and m.entry.label == "english" and m.entry.attrs["kind"] == "university"
            for m in self._lexicon.tree.matches(tokens, last)
        )
        return university and last - first > _SOLE_WORDS and tokens.capital(last - 1)

    @staticmethod
    def _english_list(tokens: Tokens, i: int) -> bool:
        """Do capitalised words lead to "and" from word `i` on (Ministry of Education, Culture and Science)?"""
        for k in range(i, min(i + _LEFT, len(tokens))):
            if tokens.broken(k):
                return False
            if tokens.lows[k] in ("and", "&"):
                return k > i or tokens.texts[i - 1] == ","
            if not tokens.capital(k) and tokens.texts[k] != ",":
                return False
        return False

    def _more(self, tokens: Tokens, end: int) -> int:
        """Further closing words: Mega Group Holding Tbk."""
        while end < len(tokens) and not tokens.broken(end) and tokens.capital(end):
            ends = [
                m.end
                for m in self._lexicon.tree.matches(tokens, end)
                if isinstance(m.entry, Rule) and m.entry.label == "suffix"
            ]
            if not ends:
                break
            end = ends[-1]
        return end

    def slots(self, tokens: Tokens, claimed: bytearray, cast: Cast) -> list[Draft]:
        """Names without any head in a party's place: "MoU dengan Cahaya Gold Jewelry"; marks their words."""
        drafts: list[Draft] = []
        for k in [k for k, low in enumerate(tokens.lows) if low in self._opening]:
            for rule in self._opening[tokens.lows[k]]:
                draft = self._slot(tokens, k, rule, claimed, cast)
                if draft is not None:
                    drafts.append(draft)
                    if rule.attrs.get("row"):
                        drafts += self._row(tokens, draft.end, rule, claimed, cast)
                    break
        return drafts

    def _row(self, tokens: Tokens, at: int, rule: Rule, claimed: bytearray, cast: Cast) -> list[Draft]:
        """The further names of a list whose first one ends before word `at`; marks their words."""
        found: list[Draft] = []
        while True:
            i = at
            while i < min(at + _SOLE_WORDS, len(tokens)) and tokens.lows[i] in _ROW_LINKS:
                i += 1
            if i == at or i >= len(tokens) or tokens.broken(i):
                return found
            if claimed[i]:
                # A name that its head or the table told.
                at = next((k for k in range(i, min(i + _LEFT, len(tokens))) if not claimed[k]), i)
                if at == i:
                    return found
                continue
            at = run_end(self._lexicon, tokens, i, claimed, self._plain, _LEFT)
            words = tokens.texts[i:at]
            person = any(word in cast.speakers or is_name_word(word.lower()) for word in words)
            if not words or person or tokens.place(i) is not None:
                return found
            found.append(self._bare(tokens, i, at, rule, claimed))
            at = found[-1].end

    def asides(self, tokens: Tokens, claimed: bytearray, cast: Cast) -> list[Draft]:
        """Names that what stands behind them tells of: "X, organisasi konservasi yang …"; marks their words."""
        rule = self._lexicon.aside
        drafts: list[Draft] = []
        for match in rule.regex.finditer(tokens.folded) if rule.regex is not None else ():
            end = tokens.at(match.start())
            start = end
            while (
                start > max(0, end - _LEFT)
                and not claimed[start - 1]
                and (start == end or not tokens.broken(start))
                and self._plain(tokens, start - 1)
            ):
                start -= 1
            opens = start == 0 or tokens.broken(start) or tokens.texts[start - 1] in _SENTENCE_ENDS
            if start == end or opens or claimed[start - 1] or tokens.capital(start - 1):
                continue
            if not self._certain(tokens, start, end, cast):
                continue
            drafts.append(self._bare(tokens, start, end, rule, claimed))
        return drafts

    def listed(self, tokens: Tokens, claimed: bytearray, cast: Cast, drafts: Sequence[Draft]) -> list[Draft]:
        """Names that close a list of two companies or more: "PT A, PT B, dan X"; marks their words."""
        rule = self._lexicon.listed
        firms = [d for d in drafts if d.kind in _FIRMS and not d.led]
        found: list[Draft] = []
        for first, last in pairwise(firms):
            if (
                rule.regex is None
                or tokens.folded[tokens.ends[first.end - 1] : tokens.starts[last.start]] != ", "
            ):
                continue
            match = rule.regex.match(tokens.folded, tokens.ends[last.end - 1])
            if match is None:
                continue
            i = tokens.at(match.end())
            end = run_end(self._lexicon, tokens, i, claimed, self._plain, _LEFT)
            if end == i or tokens.place(i) is not None or not self._certain(tokens, i, end, cast):
                continue
            if end < len(tokens) and tokens.capital(end) and not tokens.broken(end):
                continue
            found.append(self._bare(tokens, i, end, rule, claimed))
        return found

    def _certain(self, tokens: Tokens, start: int, end: int, cast: Cast) -> bool:
        """Do the words name neither a person nor a mere task?"""
        return not (
            any(word in cast.speakers for word in tokens.texts[start:end])
            or any(is_name_word(low) for low in tokens.lows[start:end])
            or (end - start == 1 and tokens.lows[start] in self._lexicon.topics)
            or tokens.titled(start)
        )

    def _bare(self, tokens: Tokens, start: int, end: int, rule: Rule, claimed: bytearray) -> Draft:
        """A name without head, with the short name in brackets behind it; marks its words."""
        name = spelled(tokens, [Piece(start, end)], False)
        draft = Draft(start, end, rule.id, name, str(rule.attrs.get("kind", "other")), core=name)
        found = (
            acronym_in(self._lexicon, tokens, end) if end < len(tokens) and not tokens.broken(end) else None
        )
        if found is not None and not any(claimed[end : found[1]]):
            draft.acronyms.append(found[0])
            draft.end = found[1]
        for k in range(draft.start, draft.end):
            claimed[k] = 1
        return draft

    def _slot(self, tokens: Tokens, k: int, rule: Rule, claimed: bytearray, cast: Cast) -> Draft | None:
        match = rule.regex.match(tokens.folded, tokens.starts[k]) if rule.regex is not None else None
        if match is None:
            return None
        if "," in match[0] and k > 0 and tokens.lows[k - 1] in self._lexicon.offices:
            # "Direktur perusahaan, Fulan": who holds the office, not the company
            return None
        i = tokens.at(match.end())
        if tokens.starts[i] != match.end() or claimed[i] or tokens.titled(i) or tokens.place(i) is not None:
            return None
        if tokens.broken(i) or tokens.shouting(i):
            return None
        end = run_end(self._lexicon, tokens, i, claimed, self._plain, _LEFT)
        if end == i or (end < len(tokens) and claimed[end] and not tokens.broken(end)):
            return None
        if not legal_form(self._lexicon, tokens, end - 1) and any(
            word in cast.speakers for word in tokens.texts[i:end]
        ):
            return None
        if end - i == 1 and tokens.lows[i] in self._lexicon.topics:
            return None
        names = [is_name_word(low) for low in tokens.lows[i:end]]
        if len(names) > 1 and (all(names) or self._holds_office(tokens, end, any(names))):
            # "MoU kami teken bersama Budi Fulan …", "… dengan Fulan Misal selaku Direktur"
            return None
        return self._bare(tokens, i, end, rule, claimed)

    def _holds_office(self, tokens: Tokens, i: int, named: bool) -> bool:
        """`dengan Fulan Misal | selaku Direktur`, `| (Ketua …)`: does what stands at word `i` tell an office, be it
        behind a mere comma where the words before it are a person's (`named`)?
        """
        if i + 1 >= len(tokens) or tokens.broken(i):
            return False
        after = i + 2 if tokens.lows[i] == "yang" else i + 1
        before = tokens.lows[after - 1]
        told = before == "(" or before in self._lexicon.holding or (named and tokens.texts[i] == ",")
        return told and after < len(tokens) and tokens.lows[after] in self._lexicon.offices

    def _plain(self, tokens: Tokens, i: int) -> bool:
        low = tokens.lows[i]
        return (
            tokens.texts[i][0].isupper()
            and low not in self._lexicon.stops
            and low not in self._lexicon.offices
            and low not in self._lexicon.openers
            and not titled_verb(self._lexicon, tokens, i)
            and not boundary(self._lexicon, tokens, i)
        )
