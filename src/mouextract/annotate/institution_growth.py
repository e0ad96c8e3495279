"""How far a name goes whose head word is known: the walk over the words behind it."""

from __future__ import annotations

import re

from mouextract.annotate.institution_bounds import (
    acronym_in,
    begins_holder,
    binds,
    boundary,
    vouched,
)
from mouextract.annotate.institution_draft import Piece, place_piece
from mouextract.annotate.institution_lexicon import Head, Lexicon
from mouextract.annotate.institution_links import AND
from mouextract.annotate.institution_marks import (
    ARTICLES,
    FREE,
    HAJI,
    NAME_NUMBER,
    SE,
    class_behind,
    direction,
    directions_end,
    everywhere_end,
    initials_end,
    is_province,
    joined_province,
    numbered,
    numbers_part,
    ordinal_behind,
    shared,
    title_end,
)
from mouextract.annotate.institution_tokens import Place, Tokens
from mouextract.annotate.institution_walk import NUMBERED, Growth, Walk
from mouextract.knowledge.towns import town_end

_REACH = 26
_SUM = re.compile(r"rp\d")
_INDONESIA = "indonesia"
_UNIVERSITY = "university"


class Grower:
    """Walks over the words behind a head."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def grow(self, tokens: Tokens, start: int, after: int, head: Head, led: bool) -> Growth | None:
        """The name whose head is words `[start, after)`; None where no name follows."""
        return _Steps(self._lexicon, tokens, start, after, head, led).run()


class _Steps(Walk):
    """One walk over the words behind a head, step by step."""

    def run(self) -> Growth | None:
        tokens, count = self.tokens, min(len(self.tokens), self.start + _REACH)
        while self.at < count and (self.at == self.after or not tokens.broken(self.at)):
            if self.at == self.after and tokens.broken(self.at) and not self._legal_form():
                break
            if not self._step():
                break
        return self._finished()

    def _legal_form(self) -> bool:
        # Some outlets break the line at every full stop, that of "PT." too.
        return (
            self.head.kind == "company" and self.tokens.ends[self.at - 1] + 1 == self.tokens.starts[self.at]
        )

    def _step(self) -> bool:
        """Take what stands at `at`; False where the name ends."""
        tokens, i = self.tokens, self.at
        text, low = tokens.texts[i], tokens.lows[i]
        if i == self.after and low in self.lexicon.forms_behind:
            return False
        if self.growth.words and tokens.seam(i):
            return False
        if text == "(":
            return self._bracket()
        if self.growth.place is not None and self._closed():
            return False
        place = tokens.place(i)
        if place is not None:
            return self._place(place)
        if self.done:
            return False
        if not (text[0].isalnum() or text in "/&,-.+"):
            return False
        if low == SE and self.growth.words and (end := everywhere_end(tokens, i)) is not None:
            self._accept(i, end)
            return True
        if low == "di" and self.head.seat:
            return self._seat()
        if text in ARTICLES and self.head.grow in FREE and self._arabic():
            self._accept(i, i + 3)
            return True
        if text == "-" and self.head.grow in FREE and self._hyphen():
            self._accept(i, i + 2)
            return True
        if low in self.lexicon.links or text in ",-":
            return self._link()
        end = title_end(self.lexicon, self.head, tokens, i, self.growth.words, self.led)
        if end is not None:
            self._accept(i, end)
            return True
        # "Yayasan Contoh H. Fulan": behind a name's words H. is no initial but the title of somebody else.
        titled = low == HAJI and bool(self.growth.words)
        if not titled and (end := initials_end(self.head, tokens, i)) is not None:
            self._accept(i, end)
            return True
        if numbered(self.lexicon, self.head, tokens, i):
            self._accept(i, i + 1)
            return True
        if not self._fits(i):
            return False
        return self._word()

    # ---------------------------------------------------------------- words

    def _word(self) -> bool:
        tokens, i, head = self.tokens, self.at, self.head
        if head.grow == "country":
            return False
        known = self._known(i)
        if known is not None:
            end, name = known
            # Behind `Fakultas Hukum` UB can be nothing else.
            sure = not name.weak or head.kind == name.known.kind == _UNIVERSITY
            written = (
                name.known.name
                if name.acronym and sure and head.grow in ("unit", "topic", "people")
                else None
            )
            if written is not None and head.own:
                # A ministry's short name stands for its task in the name of a regional office: Dinas Kominfo.
                written = written.removeprefix("Kementerian ")
            if self.growth.known is None and name.known.branches:
                self.growth.known = name.known
            if name.known.kind == "country":
                self._accept(i, end)
                return head.grow != "unit"
            self._accept(i, end, written)
            self.done = head.grow == "unit" or (head.caps and head.grow == "people")
            return True
        town = town_end(tokens.lows, i) if head.grow in ("unit", "topic", "place", "people") else None
        if town is not None and not any(tokens.broken(k) for k in range(i + 1, town)):
            self._accept(i, town)
            self.done = True
            return True
        if self.led and head.grow in ("unit", "topic", "place") and not self.shouting and self.growth.words:
            low = tokens.lows[i]
            if (
                low not in self.lexicon.topics
                and i != self.sure
                and not numbers_part(tokens, i)
                and not (head.kind == NUMBERED and self._before_rank(i))
                and not self._within_university()
                and not boundary(self.lexicon, tokens, i)
                and not vouched(self.lexicon, tokens, self.head, self.start, i)
            ):
                return False
        if self.led and not self.growth.words and begins_holder(self.lexicon, tokens, head, self.start, i):
            return False
        if head.grow == "place" and (
            head.own or (len(self.growth.words) >= 4 and not (head.kind == NUMBERED and self._proud(i)))
        ):
            return False
        if self.led and head.kind == "company" and self._short_name_ends():
            return False
        if head.kind == "school" and (
            (not self.growth.words and boundary(self.lexicon, tokens, i)) or _SUM.match(tokens.lows[i])
        ):
            return False
        if not tokens.capital(i) and self.loose is None:
            self.loose = len(self.growth.words)
        self._accept(i, i + 1)
        last = head.grow == "proper" and tokens.lows[i] in self.lexicon.last
        self.done = last or (self.led and numbers_part(tokens, i))
        return True

    def _short_name_ends(self) -> bool:
        """`Direktur PT KITX | Ahmad Fulan`: is the name so far an acronym that the article gives in brackets, and
        what follows its holder?
        """
        tokens, i = self.tokens, self.at
        short = tokens.texts[i - 1]
        if len(self.growth.words) != 1 or not short.isupper() or short not in tokens.bracketed:
            return False
        # "PT PLN Nusantara" elsewhere, too: a longer name.
        return not tokens.texts[i].isupper() and tokens.pairs[short, tokens.texts[i]] == 1

    # ---------------------------------------------------------------- regions, brackets, links

    def _closed(self) -> bool:
        """After a region: may more follow? Only in free names, and there only in running text."""
        place = self.growth.place
        if place is None:
            return False
        if place.word is not None or self.head.grow not in FREE or (self.led and self.head.grow == "people"):
            return True
        self.growth.place = None
        return False

    def _place(self, place: Place) -> bool:
        grow, i = self.head.grow, self.at
        if (
            place.word is not None
            and grow in FREE
            and self.growth.words
            and not self.head.closed
            and self.head.kind not in ("hospital", "association")
        ):
            return False
        if (
            place.word is not None
            and grow == "proper"
            and not self.growth.words
            and self.head.kind not in ("hospital", "company", "university")
        ):
            return False
        if grow in ("unit", "topic") and not self.growth.words:
            return False
        if not self.tokens.capital(place.named):
            return False
        if grow == "country":
            return False
        if self.head.village and place.word is None and not self.growth.words:
            # "Desa Padang Jaya" is not in Padang.
            self._accept(i, place.end)
            return True
        if grow in FREE and place.word is None:
            # Part of the name like any other word; printed as it is (Universitas Jember, PT Jatim Raya).
            self._accept(i, place.end)
            if self.led and grow == "people" and (end := directions_end(self.tokens, place.end)) > place.end:
                self._accept(place.end, end)
            self.growth.place = place
            return True
        self.growth.pieces.append(place_piece(place))
        self.growth.words.extend(range(i, place.end))
        self.growth.place = place
        self.at = self.growth.end = place.end
        # A region's own office serves no second one.
        alone = self.head.own or self.head.kind == "office" or not is_province(place)
        second = [] if alone else joined_province(self.tokens, self.at)
        for piece in second:
            self.growth.pieces.append(piece)
            self.growth.words.extend(range(piece.start, piece.end))
            self.at = self.growth.end = piece.end
        if grow == "place" and not self.head.own and direction(self.head, self.tokens, place.end):
            self._accept(place.end, place.end + 1)
        if grow == "unit" and self.head.kind == "agency" and ordinal_behind(self.tokens, self.at):
            self._accept(self.at, self.at + 1)
        if grow == "place" and class_behind(self.tokens, self.at):
            self.at = self.growth.end = self.at + 2
        return True

    def _arabic(self) -> bool:
        """Does the article at this word open one of the name's words (Universitas al-Hikmah)?"""
        tokens, i = self.tokens, self.at
        whole = i + 2 < len(tokens) and tokens.touching(i + 1) and tokens.touching(i + 2)
        return whole and tokens.texts[i + 1] == "-" and tokens.capital(i + 2) and self._fits(i + 2)

    def _hyphen(self) -> bool:
        """Does a hyphen join the name's last word to another capitalised one (Ponpes Al-Falah)?"""
        tokens, i = self.tokens, self.at
        within = i + 1 < len(tokens) and bool(self.growth.words) and tokens.touching(i)
        return within and tokens.touching(i + 1) and tokens.capital(i + 1) and self._fits(i + 1)

    def _sits(self, i: int) -> bool:
        """Does "di" stand at word `i` with the town that it makes part of the name?"""
        tokens = self.tokens
        if not self.head.seat or tokens.lows[i] != "di" or i + 1 >= len(tokens) or not tokens.capital(i + 1):
            return False
        return self.head.abroad or tokens.place(i + 1) is not None

    def _seat(self) -> bool:
        """The town that "di" makes part of the name: Balai Besar POM di Bandung, KJRI di Cape Town."""
        tokens = self.tokens
        if not self._sits(self.at):
            return False
        place = tokens.place(self.at + 1)
        if place is None:
            end = self.at + 2
            if end < len(tokens) and tokens.capital(end) and not tokens.broken(end) and self._fits(end):
                end += 1
            self._accept(self.at, end)
            self.done = True
            return True
        self._accept(self.at, place.end)
        self.growth.place = place
        return True

    def _bracket(self) -> bool:
        tokens, i = self.tokens, self.at
        close = tokens.bracket(i)
        if close is None:
            return False
        if tokens.lows[i + 1] in ("persero", "perseroda"):
            self.growth.pieces.append(Piece(i, close + 1))
            self.at = self.growth.end = close + 1
            return True
        found = acronym_in(self.lexicon, tokens, i)
        if found is None:
            return False
        text, after = found
        if not self.growth.words or self._head_word(i + 1, close):
            if text[0].lower() != tokens.lows[self.start][0] and not self._head_word(i + 1, close):
                return False
            if after >= len(tokens) or tokens.broken(after):
                return False
            self.at = after
            if (
                tokens.place(after) is None
                and not self._sits(after)
                and not self._fits(after)
                and title_end(self.lexicon, self.head, tokens, after, self.growth.words, self.led) is None
                and not (
                    (self.head.grow == "place" or self.head.kind == "school")
                    and NAME_NUMBER.match(tokens.texts[after])
                )
            ):
                return False
            # Kwartir Cabang (Kwarcab) Contoh: the short form stands for the whole from then on, and so does one that
            # the table writes out in other words.
            written = bool(self.growth.words) and text.isupper() and self.head.grow in ("unit", "topic")
            familiar = not written and any(m.end == close for m in self.lexicon.tree.matches(tokens, i + 1))
            self.growth.acronyms.append("" if familiar else text)
            return True
        if not binds(text, tokens.texts[self.start], self.led):
            return False
        self.growth.acronyms.append(text)
        self.growth.end = self.at = after
        if after >= len(tokens) or tokens.broken(after) or self.growth.place is not None:
            return False
        low = tokens.lows[after]
        if tokens.place(after) is not None:
            # A university's town is no part of its name, where others do not bear the same.
            return self.head.kind != _UNIVERSITY or shared(
                self.lexicon, (tokens.lows[k] for k in self.growth.words)
            )
        if self.head.kind == "association" and town_end(tokens.lows, after) is not None:
            return True
        if low in self.lexicon.forms_behind or low == SE:
            return True
        if not tokens.capital(after):
            return False
        if low in self.lexicon.islands or low == _INDONESIA:
            return True
        if self.head.grow in ("unit", "place") and not self.led and self._fits(after):
            # Balai Wilayah Sungai (BWS) Serayu; a verb with a capital stands in headlines only.
            return not (self.shouting or boundary(self.lexicon, tokens, after))
        return low in self.lexicon.topics and self.head.grow in ("unit", "people", "topic")

    def _link(self) -> bool:
        """A small word or mark, if the name goes on behind it."""
        i, growth = self.at, self.growth
        j = self.links.behind(i, bool(growth.words), growth.place is not None, self.loose is not None)
        if j is None:
            return False
        # The link counts only once the word behind it is taken.
        kept = list(growth.pieces), list(growth.words), growth.end
        self._accept(i, j)
        growth.cores -= 1
        if self.tokens.lows[i] in AND or (self.tokens.lows[i] == "/" and self.head.kind == NUMBERED):
            self.sure = j
        if self._step() and growth.end > j:
            return True
        growth.pieces, growth.words, growth.end = kept
        return False

    # ---------------------------------------------------------------- the end

    def _finished(self) -> Growth | None:
        growth, head = self.growth, self.head
        if self.loose is not None and growth.place is None:
            return None
        if not growth.words:
            return None
        growth.loose = self.loose is not None
        if growth.cores <= 0 and growth.place is None:
            return None
        if head.needs_region and growth.place is None:
            return None
        growth.acronyms = [text for text in growth.acronyms if text]
        return growth
