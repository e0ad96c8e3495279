"""What stands around an actor in its clause: the list it belongs to, what describes it, what it does next."""

from __future__ import annotations

import itertools
import re

from mouextract.assemble.model import Placed
from mouextract.assemble.row import Row
from mouextract.mentions import CueMention

AND = frozenset({"dan", "serta", "&", "/", "-", "maupun", "hingga", "plus", "x", "atau", "alias"})
MARK = re.compile(r"\W")
_SIGNING = frozenset({"cue.sign.active", "cue.sign.mark"})
# Words between a side and whom it sends.
_SENT = frozenset(
    {
        ",",
        "ada",
        "hadir",
        "datang",
        "langsung",
        "turut",
        "ikut",
        "tampak",
        "adalah",
        "ialah",
        "yaitu",
        "yakni",
        "oleh",
        "sang",
    }
)
_JOINS_IN = frozenset({"turut", "ikut", "juga", "hadir"})
_AFTER = frozenset({"usai", "seusai", "setelah", "selepas", "sesudah", "saat", "sebelum"})
# Words that bind the name right behind them, though no cue.
_BINDING = frozenset({"dari", "ke", "untuk", "bagi", "milik", "tentang", "selain", "tanpa"})
# Letters of the shortest place that is taken for one by its capitals alone (`PALU`).
_PLACE = 4
# `menyaksikan | Bupati X menandatangani`: whom one watches does it.
_WATCHES = frozenset({"menyaksikan", "saksikan", "mendampingi", "dampingi"})
# What may stand between somebody's name and `selaku pihak pertama`.
_BEFORE_ROLE = frozenset({",", "yang", "bertindak"})
_ADVERBS = frozenset(
    {"akhirnya", "resmi", "telah", "sudah", "kembali", "langsung", "turut", "ikut", "pun", "akan"}
)
# Words that tell when, and such as belong to a clock; they govern nothing behind them.
_CLOCK = frozenset({"pukul", "jam", "sekitar", "tepat", "wib", "wita", "wit", "setempat"})
_WHEN = _CLOCK | {
    *("pagi", "siang", "sore", "petang", "malam", "subuh", "dini"),
    *("kemarin", "tadi", "barusan", "kini", "sekarang", "akhirnya"),
}
_TIMES = frozenset({"tahun", "bulan", "hari", "tanggal", "pekan", "akhir", "awal"})
# Labels of words that give a part to what follows; how many tokens an unnamed first party takes at most.
PARTS = frozenset({"sign", "make", "plan", "report", "with", "by", "through", "topic", "represent"})
_UNNAMED = 6
# Words of a clause about somebody in a list, and what begins it.
_RELATIVE = 9
# Tokens from `saya` to the verb (`saya ke Sorong untuk | tanda tangan`).
_TO_SIGN = 6
# … and from `kami` (`kami tadi pagi | teken`).
_JUST_BEFORE = 3
# … and from `saya dan X`.
_WITH_ME, _AND_ME = 8, frozenset({"dan", "dengan", "bersama", "sama"})
_SINCE = frozenset({"yang", "karena", "lantaran", "sebab", "sebagai", "selaku"})
# Words before a subject that say only that its turn has come, or why.
_OPENERS = frozenset({"giliran", "pasalnya", "sebabnya", "nah", "terbaru", "terkini", "teranyar"})
# … and all that leave the subject behind them free.
_FREE = _WATCHES | _OPENERS
# Words that describe a partner whose name follows.
_DESCRIPTION = 10
# … and, where no comma parts the two, up to the noun that they belong to.
_ADJECTIVES = 4


class Surroundings(Row):
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
        for i in range(first - 1, max(0, first - 1 - _ADJECTIVES), -1):
            labels = self.labels[i]
            if "described" in labels and not self._capital(i):
                if self.labels[i - 1].keys() & {"with", "between"} or self.word(i - 1) in AND:
                    return i
                continue
            origin = self._capital(i) and i == first - 1 and i not in self.actor_at
            if not (origin or (self.word(i).isalpha() and not self._capital(i) and not labels)):
                break
        return first

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
                return self.actor_at.get(k)
            if i in self.actor_at or self.labels[i].keys() & {"sign", "with", "between", "by"}:
                return None
        return None

    def _loosely(self, n: int, i: int) -> bool:
        """May token i, left of the n-th actor, leave it free to be the subject of its own verb?"""
        nearest = self.spans[n][0] - 1
        return i < nearest or self.word(i) in _FREE or self._plain_government(n, i)

    def _plain_government(self, n: int, i: int) -> bool:
        """`Usai rapat | Pemkab X`: a government named without its office, with no word at token i that binds it?"""
        actor = self.actors[n]
        body = actor.institution if actor.person is None and not actor.weak else None
        return (
            body is not None and body.code is not None and not self.labels[i] and self.word(i) not in _BINDING
        )

    def _signs_straight_on(self, n: int) -> bool:
        """`Pemkab X (akhirnya resmi) menandatangani`: does an active verb of signing follow the n-th actor's list?"""
        i = self._list_end(n) + 1
        while i < len(self.labels) and (
            self.word(i) in _ADVERBS or self.labels[i].keys() & {"also", "at_last"}
        ):
            i += 1
        return self._signs_at(i)

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

    def _signs_next(self, n: int) -> bool:
        """`sejak PSSI | menandatangani MoU`"""
        return self._signs_at(self._list_end(n) + 1)

    def _signs_beside(self, first: int) -> bool:
        """`Selain X, MoU itu ditandatangani pula Y`: does X, who begins at token `first`, sign as another does?"""
        if self.word(first - 1) != "selain":
            return False
        signs = [i for i in range(first, len(self.labels)) if self._passive_at(i)]
        return bool(signs) and any(
            self.word(i) in ("pula", "juga") for i in range(signs[0], min(signs[0] + 3, len(self.tokens)))
        )

    def _passive_at(self, i: int) -> bool:
        sign = self.labels[i].get("sign") if i < len(self.labels) else None
        return sign is not None and sign.rule == "cue.sign.passive"

    def _signs_at_once(self, n: int) -> bool:
        """`dari pihak kampus | diteken`: does a passive verb of signing follow the n-th actor?"""
        return self._passive_at(self.spans[n][-1] + 1)

    def _acts_next(self, n: int) -> bool:
        """Does a verb follow the n-th actor, so that a clause of its own begins with it?"""
        after = self.spans[n][-1] + 1
        return after < len(self.labels) and bool(
            self.labels[after].keys() & {"make", "plan", "report", "attend", "also", "in_force"}
        )

    def _tells_origin(self, n: int) -> bool:
        """Is the n-th actor a region or country (`asal Jerman`)?"""
        actor, body = self.actors[n], self.actors[n].institution
        return bool(actor.weak) or (actor.person is None and body is not None and body.kind == "country")

    def _since_contrast(self, first: int) -> int:
        """How many actors stand before the `sedangkan` that opens the part of the clause with token `first`."""
        opened = next((i for i in range(first - 1, -1, -1) if "contrast" in self.labels[i]), 0)
        return sum(bool(span) and span[0] < opened for span in self.spans)

    def sent_by_unnamed(self, n: int) -> bool:
        """`sedangkan perusahaan diwakili X`: is the n-th actor sent by a side that a common noun names?"""
        i = self.spans[n][0] - 1 if self.spans[n] else 0
        while i > 0 and self.labels[i].keys() & {"represent", "by"}:
            i -= 1
        return i > 0 and self.labels[i].keys() >= {"described"} and self._since_contrast(i) == n

    def watches(self) -> bool:
        """Does somebody attend or witness here, other than to sign (`hadir meneken`)?"""
        return any(
            self.labels[i].keys() & {"attend", "witness"} and not self._signs_at(i + 1)
            for i in range(len(self.labels))
        )

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
        signs = [c for c in self.sentence.cues if c.label == "sign"]
        if not signs or (self.watches() and any(c.rule == "cue.sign.noun" for c in signs)):
            return False
        before = [self.word(i) for i in range(max(0, self.spans[n - 1][0] - 2), self.spans[n - 1][0])]
        if before[-1:] != ["dari"] and before != ["dari", "pihak"]:
            return False
        between = range(self.spans[n - 1][-1] + 1, self.spans[n][0])
        return all(self.word(i) in _SENT or "sign" in self.labels[i] for i in between)

    def _opens_with_signing(self, first: int) -> bool:
        """`Turut meneken dokumen yang sama Wakil Ketua X`, `Dari dewan ikut menandatangani Ketua X`: does the verb
        stand before its subject, which begins at token `first`?
        """
        if self.word(0) in _JOINS_IN:
            return self._signs_at(1)
        i = first - 1
        while i > 0 and "sign" in self.labels[i]:
            i -= 1
        return 0 < i < first - 1 and self.word(i) in _JOINS_IN and self._signs_at(i + 1)

    def _signs_at(self, i: int) -> bool:
        sign = self.labels[i].get("sign") if i < len(self.labels) else None
        return sign is not None and sign.rule in _SIGNING

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

    def _list_end(self, n: int) -> int:
        """The last token of the list of actors that the n-th belongs to or begins."""
        last = self.spans[n][-1] if self.spans[n] else 0
        for span in self.spans[n + 1 :]:
            if (
                not span
                or span[0] - last > 3
                or any(self.word(i) not in (*AND, ",") for i in range(last + 1, span[0]))
            ):
                break
            last = span[-1]
        return last

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

    def said_by_signer(self, sign: CueMention) -> bool:
        """`"Saya teken MoU dengan B," kata A`: does the person who is quoted say that he signed?"""
        first = self._range(sign.start, sign.end).start
        if not first or sign.rule not in _SIGNING:
            return False
        before = self.word(first - 1)
        if self._i_myself(first):
            return True
        said = [self.word(i) for i in range(first) if i not in self.actor_at][-_WITH_ME:]
        if any(pair[0] == "saya" and pair[1] in _AND_ME for pair in itertools.pairwise(said)):
            # "tadi saya dan Pak Dirut sudah tanda tangan"
            return True
        if before == "kami":
            # "kami teken berdua dengan B", "kami tanda tangani tadi pagi, saya dengan B"
            behind = [self.word(i) for i in range(first + 1, len(self.tokens))]
            return behind[:1] == ["berdua"] or ["saya", "dengan"] in [
                behind[i : i + 2] for i in range(len(behind))
            ]
        going = before == "untuk" and "saya" in [self.word(i) for i in range(max(0, first - _TO_SIGN), first)]
        return before == "saya" or going

    def _i_myself(self, sign: int) -> bool:
        """`saya sendiri yang teken`, `yang teken nanti saya dengan X`, `Pak Wali yang teken dengan saya`?"""
        left = [self.word(i) for i in range(max(0, sign - 3), sign)]
        if left[-1:] != ["yang"]:
            return False
        if left[-2:] == ["saya", "yang"] or left == ["saya", "sendiri", "yang"]:
            return True
        right = [self.word(i) for i in range(sign + 1, len(self.tokens)) if self.word(i) != "sendiri"][
            :_TO_SIGN
        ]
        return any("saya" in pair and set(pair) & _AND_ME for pair in itertools.pairwise(right))

    def said_of_us(self, sign: CueMention) -> bool:
        """`"Kemarin sudah kami tanda tangani," kata A`: do the words quoted say that we signed?"""
        first = self._range(sign.start, sign.end).start
        return (
            sign.rule in _SIGNING
            and self.sentence.quotes(sign.start)
            and any(self.word(i) in ("kami", "kita") for i in range(max(0, first - _JUST_BEFORE), first))
        )

    def _signs_in_relative(self, i: int) -> bool:
        """Does `(,) yang (juga) menandatangani`, `sendiri yang akan meneken` begin at token i?"""
        if i < len(self.tokens) and self.word(i) in (",", "sendiri", "langsung"):
            i += 1
        if i >= len(self.tokens) or self.word(i) != "yang":
            return False
        for j in range(i + 1, min(i + 4, len(self.tokens))):
            sign = self.labels[j].get("sign")
            if sign is not None:
                return sign.rule in _SIGNING
            if not self.labels[j].keys() & {"also", "filler", "plan"}:
                return False
        return False

    def _tells_after_signing(self, i: int) -> bool:
        """Does `usai menandatangani` begin at token i, behind who is quoted?"""
        if i + 1 >= len(self.tokens) or self.word(i) not in _AFTER:
            return False
        sign = self.labels[i + 1].get("sign")
        return sign is not None and sign.rule in _SIGNING

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
        if self.word(i) in _WHEN:
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
        return self.word(i + 1) in _TIMES or self._tells_when(i + 1)

    def _names_signer(self, i: int) -> bool:
        """`penanda tangannya adalah X`: does the copula at token i follow a word for signers?"""
        if i > 1 and self.word(i - 1) in ("lain", "lainnya", "berikutnya"):
            i -= 1
        if not i or "sign" not in self.labels[i - 1]:
            return False
        # "penandatangan" is mostly a misprint of the noun, but not before a copula.
        named = self.word(i - 1) == "penandatangan"
        return named or self.labels[i - 1]["sign"].rule in ("cue.sign.agent", "cue.sign.mark")
