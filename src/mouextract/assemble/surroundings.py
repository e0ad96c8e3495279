"""What stands around an actor in its clause: what describes it, where it is named, what it does next."""

from __future__ import annotations

import re
from functools import cached_property

from mouextract.assemble.model import Placed
from mouextract.assemble.row import AND
from mouextract.assemble.signing_verbs import SigningVerbs
from mouextract.knowledge.grammar import TURNS
from mouextract.knowledge.institutions import countries

MARK = re.compile(r"\W")
_PASSIVE = re.compile(r"di[a-z]{3,}")
# Words of a common noun that tells a side.
_SIDE_WORDS = 3
_TURNS = TURNS | {"sedang", "dan", ",", ".", ";"}
# Words that bind the name right behind them, though no cue.
_BINDING = frozenset({"dari", "ke", "untuk", "bagi", "milik", "tentang", "selain", "tanpa"})
# Labels of words that do not (`Kembali`, `Di sela acara`).
_LOOSE = frozenset({"renew", "occasion"})
# Letters of the shortest place that is taken for one by its capitals alone (`PALU`).
_PLACE = 4
# What may stand between somebody's name and `selaku pihak pertama`.
_BEFORE_ROLE = frozenset({",", "yang", "bertindak"})
# Labels of words that give a part to what follows; how many tokens an unnamed first party takes at most.
PARTS = frozenset({"sign", "make", "plan", "report", "with", "by", "through", "topic", "represent"})
_UNNAMED = 6
# Words of a clause about somebody in a list, and what begins it.
_RELATIVE = 9
_SINCE = frozenset({"yang", "karena", "lantaran", "sebab", "sebagai", "selaku"})
# Words that describe a partner whose name follows.
_DESCRIPTION = 10
# The nouns that stand before the name of what they describe (`maskapai X`), not before its owner's (`anak usaha X`).
_CALLED = "cue.described"
# … and, where no comma parts the two, up to the noun that they belong to.
_ADJECTIVES = 4


class Surroundings(SigningVerbs):
    """One clause, to be asked what stands beside its actors and tokens."""

    def _described(self, last: int) -> str | None:
        """`dengan perusahaan energi asal Jerman, X`: the slot of X, which the words up to token `last` describe."""
        if self.sentence.zone == "title":
            return None
        for i in range(last, max(0, last - _DESCRIPTION), -1):
            labels, before = self.labels[i], self.labels[i - 1]
            if i > 1 and self.word(i - 2) == "selain":
                return None
            if "described" in labels and before.keys() & {"with", "between"} and not self._capital(i):
                return "between" if "between" in before else "with"
            if (
                "described" in labels
                and self.word(i - 1) == "satu"
                and i > 2
                and "with" in self.labels[i - 3]
            ):
                # "dengan salah satu operatornya, X"
                return "with"
            tells = labels.keys() & (PARTS - {"by"}) or MARK.fullmatch(self.word(i))
            if tells or (i in self.actor_at and not self._tells_origin(self.actor_at[i])):
                return None
        return None

    def _before_description(self, first: int) -> int:
        """`dengan importir Jerman X`, `A dan produsen jersei lokal X`: the token at which what describes X begins;
        else `first`, X's own.
        """
        for i in range(first - 1, max(-1, first - 1 - _ADJECTIVES), -1):
            labels = self.labels[i]
            if "described" in labels and labels["described"].rule == _CALLED and self._opens_text(i):
                # "Emiten menara X meneken"
                return i
            if "described" in labels and not self._capital(i):
                if i and (self.labels[i - 1].keys() & {"with", "between"} or self.word(i - 1) in AND):
                    return i
                continue
            last = first - 2 if self._ends_country(first - 1) else first - 1
            origin = self._capital(i) and last <= i < first and i not in self.actor_at
            plain = not (labels.keys() - {"no_name"} or _PASSIVE.fullmatch(self.word(i)))
            if not (origin or (self.word(i).isalpha() and not self._capital(i) and plain)):
                break
        return first

    def _ends_country(self, i: int) -> bool:
        """Does a country's name of two words end at token i (`Korea | Selatan`)?"""
        if not 0 < i < len(self.tokens):
            return False
        return self.folded[self.tokens[i - 1][0] : self.tokens[i][1]] in countries()

    def _opens_text(self, i: int) -> bool:
        """Is token i the first word of its clause, or the first behind a dateline's dash?"""
        return i == 0 or self.word(i - 1) in ("-", ".")

    def _as_deputy(self, i: int) -> bool:
        """`sebagai wakil | kementerian`"""
        return (
            i > 1
            and self.word(i - 1) in ("wakil", "perwakilan")
            and self.word(i - 2) in ("sebagai", "selaku")
        )

    def _before_whom(self, i: int) -> bool:
        """Is token i a comma, or part of `mewakili rektor`?"""
        return self.word(i) == "," or bool(self.labels[i].keys() & {"holder", "represent"})

    def _before_relative(self, last: int) -> int | None:
        """`mewakili Bupati X yang sedang sakit | dan Y`: whom the clause that ends at token `last` is about."""
        for i in range(last, max(0, last - _RELATIVE), -1):
            if self.word(i) in _SINCE:
                k = i - 1
                while k and k not in self.actor_at and self._before_whom(k):
                    k -= 1
                if k in self.actor_at or self.word(i) != "yang":
                    return self.actor_at.get(k)
                # "Direktur X, selaku badan hukum yang menaungi klub dan Kepala Dinas Y"
                continue
            if i in self.actor_at or self.labels[i].keys() & {"sign", "with", "between", "by"}:
                return None
        return None

    def _loosely(self, n: int, i: int) -> bool:
        """May token i, left of the n-th actor, leave it free to be the subject of its own verb?"""
        nearest = self.spans[n][0] - 1
        free = self.word(i) in self.lexicon.watching or self.word(i) in self.lexicon.turn
        return i < nearest or free or self._plainly_named(n, i)

    def _plainly_named(self, n: int, i: int) -> bool:
        """`Usai rapat | Pemkab X`, `Bertempat di aula | Rektor Y`: does no word at token i bind the name?"""
        first = not i or self.word(i - 1) in (",", ".")
        bound = self.labels[i].keys() - _LOOSE or self.word(i) in _BINDING or (self._capital(i) and not first)
        return not (self.actors[n].weak or bound)

    def _watches_next(self, n: int) -> bool:
        """`Gubernur X | ikut menyaksikan`: does a verb of attending follow the n-th actor's list?"""
        i = self._list_end(n) + 1
        while i < len(self.labels) and (
            self.word(i) in ("ikut", "turut") or self.labels[i].keys() == {"also"}
        ):
            i += 1
        return i < len(self.labels) and bool(self.labels[i].keys() & {"attend", "witness"})

    def _closes_list(self, n: int) -> bool:
        """`A dan B |`: is the n-th actor the last of a list?"""
        first = self.spans[n][0] if self.spans[n] else 0
        return first > 0 and self.word(first - 1) in AND

    def _acts_next(self, n: int) -> bool:
        """Does a verb follow the n-th actor, so that a clause of its own begins with it?"""
        after = self.spans[n][-1] + 1
        return after < len(self.labels) and bool(
            self.labels[after].keys() & {"make", "plan", "report", "attend", "also", "in_force"}
        )

    def _makes_next(self, n: int) -> bool:
        """`sejak Pemkot X dan PT Y | mengikat kerja sama`"""
        i = self.past_adverbs(self._list_end(n) + 1)
        make = self.labels[i].get("make") if i < len(self.labels) else None
        return make is not None and make.rule == "cue.make.active"

    def _tells_origin(self, n: int) -> bool:
        """Is the n-th actor a region or country (`asal Jerman`)?"""
        actor, body = self.actors[n], self.actors[n].institution
        return bool(actor.weak) or (actor.person is None and body is not None and body.kind == "country")

    def _since_contrast(self, first: int) -> int:
        """How many actors stand before the `sedangkan` that opens the part of the clause with token `first`."""
        opened = next((i for i in reversed(self._contrasts) if i < first), 0)
        return opened and sum(bool(span) and span[0] < opened for span in self.spans)

    def sent_by_unnamed(self, n: int) -> bool:
        """`sedangkan perusahaan diwakili X`: is the n-th actor sent by a side that a common noun names?"""
        i = self.spans[n][0] - 1 if self.spans[n] else 0
        while i > 0 and self.labels[i].keys() & {"represent", "by"}:
            i -= 1
        return i > 0 and self.labels[i].keys() >= {"described"} and self._since_contrast(i) == n

    @cached_property
    def _contrasts(self) -> list[int]:
        """The tokens that open a part of the clause by a contrast (`sedangkan`)."""
        return [i for i, labels in enumerate(self.labels) if "contrast" in labels]

    @cached_property
    def watches(self) -> bool:
        """Does somebody attend or witness here, other than to sign (`hadir meneken`)?"""
        return any(
            self.labels[i].keys() & {"attend", "witness"} and not self._signs_at(self.past_adverbs(i + 1))
            for i in range(len(self.labels))
        )

    @cached_property
    def each_represented(self) -> bool:
        """`(yang) masing-masing diwakili X dan Y`: does each of several sides send somebody?"""
        return any(
            self.word(i) == "masing-masing" and "represent" in self.labels[i + 1]
            for i in range(len(self.tokens) - 1)
        )

    @cached_property
    def signed_by_somebody(self) -> bool:
        """Does the clause sign, rather than tell who attends a signing?"""
        signs = [c for c in self.sentence.cues if c.label == "sign"]
        return bool(signs) and not (self.watches and any(c.rule == "cue.sign.noun" for c in signs))

    def _from_side(self, n: int) -> bool:
        """`dari pihak B (hadir meneken) Direktur X`, beside a signing: does a side send the n-th actor?"""
        side = self.placed[n - 1] if n else None
        if (
            side is None
            or side.actor.person is not None
            or side.actor.weak == "bare"
            or not self.spans[n - 1]
        ):
            return False
        if not self.signed_by_somebody:
            return False
        before = [self.word(i) for i in range(max(0, self.spans[n - 1][0] - 2), self.spans[n - 1][0])]
        if before[-1:] != ["dari"] and before != ["dari", "pihak"]:
            return False
        between = range(self.spans[n - 1][-1] + 1, self.spans[n][0])
        passed = self.lexicon.sent | self.lexicon.adverb | {","}
        return all(self.word(i) in passed or "sign" in self.labels[i] for i in between)

    def from_unnamed_side(self, n: int) -> bool:
        """`sedangkan dari legislatif Ketua X`, `dari perusahaan ada Komisaris Y`: does a side told by a common noun
        send the n-th actor?
        """
        i = self.spans[n][0] - 1 if self.spans[n] else 0
        if i > 0 and (self.word(i) == "," or self.word(i) in self.lexicon.sent_by_noun):
            i -= 1
        nouns = 0
        while i > 0 and nouns < _SIDE_WORDS and self.word(i).isalpha() and self.word(i) != "dari":
            if self._capital(i) or i in self.actor_at or self.labels[i].keys() & PARTS:
                return False
            nouns += 1
            i -= 1
        if not nouns or i < 0 or self.word(i) != "dari":
            return False
        return i == 0 or self.word(i - 1) in _TURNS

    def _located(self, i: int) -> bool:
        """Do the capitalised words up to token i name a place (`di Nusa Dua, Kabupaten X`)?"""
        first = self._run_start(i)
        # At a clause's begin the preposition has a capital, too.
        opened = self.word(first) == "di" or (first > 0 and "at" in self.labels[first - 1])
        return self._capital(i) and opened

    def _between_unnamed(self, i: int) -> bool:
        """Do only words without a part stand between `antara` and token i (`antara klub itu dan X`)?"""
        for j in range(i, max(-1, i - _UNNAMED), -1):
            if "between" in self.labels[j]:
                return j < i and "listing" not in self.labels[j]
            if j in self.actor_at or j in self.instrument_at or self.labels[j].keys() & PARTS:
                return False
            if MARK.fullmatch(self.word(j)) and self.word(j) != ",":
                return False
        return False

    def _enclosed(self, n: int) -> bool:
        """Does a comma follow the n-th actor (`di Menara X, Bandung, …`)?"""
        after = self.spans[n][-1] + 1
        return after < len(self.tokens) and self.word(after) == ","

    def _heads_quotation(self, n: int) -> bool:
        """A headline's `Wagub Contoh: MoU jangan sekadar seremoni`: does it tell the n-th actor's words?"""
        after = self.spans[n][-1] + 1
        return (
            self.sentence.zone == "title"
            and self.spans[n][0] == 0
            and after < len(self.tokens)
            and self.word(after) == ":"
        )

    def stands_for(self, placed: Placed) -> bool:
        """`Menteri X | mewakili`"""
        span = self.spans[self.placed.index(placed)]
        after = span[-1] + 1 if span else len(self.labels)
        return after < len(self.labels) and "represent" in self.labels[after]

    def _is_numbered_party(self, i: int) -> bool:
        """Does `sebagai pihak pertama`, `, yang bertindak selaku pihak pertama` follow at token i?"""
        end = len(self.tokens)
        k = i
        while k < end and self.word(k) in _BEFORE_ROLE:
            k += 1
        if not (k < end and self.word(k) in ("sebagai", "selaku")):
            k = i
        opens = k < end and self.word(k) in ("sebagai", "selaku", ",", "(")
        return opens and any("party_role" in self.labels[j] for j in range(k, min(k + 3, end)))

    def _ends_by_letter(self) -> bool:
        """`Surat pengakhiran MoU sudah dikirim kepada PT X`: does the clause tell of a letter that ends something?"""
        labels = {cue.label for cue in self.sentence.cues}
        return "ended" in labels and "other_document" in labels

    def _ends_dateline(self, i: int, first: int) -> bool:
        """`TRIBUNNEWS.COM, JAKARTA | Kementerian X`: are there only words in capitals from the sentence's first to
        token i, and a name in small letters right behind, at token `first`?
        """
        start, end = self.tokens[i]
        if i != first - 1 or end - start < _PLACE or not self.folded[start:end].isupper():
            return False
        words = [self.folded[start:end] for start, end in self.tokens[: first + 1]]
        return (
            words[i].isalpha()
            and all(not word[0].isalpha() or word.isupper() for word in words[:-1])
            and not words[-1].isupper()
        )

    def _tells_when(self, i: int) -> bool:
        """Is token i part of a date, or a word for a time of the day?"""
        if self.word(i) in self.lexicon.moment:
            return True
        start = self.tokens[i][0]
        return any(d.start <= start < d.end for d in self.sentence.dates)

    def _whose_chief(self, i: int) -> Placed | None:
        """`diteken Wakil Rektor X, atas nama rektor | dan Bupati Y`: X, who signs in the stead of one whom token i
        names by office alone.
        """
        k = i
        while k > 0 and k not in self.actor_at and self.labels[k].keys() & {"holder", "represent"}:
            k -= 1
        if k == i or not any("represent" in self.labels[j] for j in range(k + 1, i + 1)):
            return None
        k -= k > 0 and self.word(k) == ","
        n = self.actor_at.get(k)
        before = self.placed[n] if n is not None and n < len(self.placed) else None
        return before if before is not None and before.actor.person is not None else None

    def _tells_time(self, i: int) -> bool:
        """`pada tahun 1994 Gubernur X …`: a time, behind which the clause's subject may stand."""
        if self.word(i) != "pada" or i + 1 >= len(self.tokens):
            return False
        return self.word(i + 1) in self.lexicon.period or self._tells_when(i + 1)
