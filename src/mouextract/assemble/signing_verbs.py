"""Verbs of signing in a clause: whose they are by where they stand."""

from __future__ import annotations

import itertools
from collections.abc import Collection

from mouextract.assemble.row import Row
from mouextract.knowledge.grammar import AFTER
from mouextract.mentions import CueMention

_SIGNING = frozenset({"cue.sign.active", "cue.sign.mark"})
_JOINS_IN = frozenset({"turut", "ikut", "juga", "hadir"})
_AROUND = AFTER | {"saat", "sebelum"}
# Tokens from `saya` to the verb (`saya ke Sorong untuk | tanda tangan`).
_TO_SIGN = 6
# … and from `kami` (`kami tadi pagi | teken`).
_JUST_BEFORE = 3
# … and from `saya dan X`.
_WITH_ME, _AND_ME = 8, frozenset({"dan", "dengan", "bersama", "sama"})

# Tokens from the `yang` that opens a clause to its verb (`Yang turut hadir untuk | meneken`).
_WHO = 4
# Tokens of the body that somebody stands for, at most, and what follows it.
_BODY, _AT = 8, frozenset({"dalam", "pada", "saat", "di"})
# Tokens between a verb and its object, at most.
_OBJECT = 4


class SigningVerbs(Row):
    """One clause, to be asked who signs by the verbs that stand in it."""

    def _signs_straight_on(self, n: int) -> bool:
        """`Pemkab X (akhirnya resmi) menandatangani`: does an active verb of signing follow the n-th actor's list?"""
        i = self._list_end(n) + 1
        while i < len(self.labels) and (
            self.word(i) in self.lexicon.adverb or self.labels[i].keys() & {"also", "at_last", "plan"}
        ):
            i += 1
        return self._signs_at(i)

    def past_adverbs(self, i: int) -> int:
        """The token from i on at which the verb stands, behind `resmi`, `langsung`, `telah`."""
        while i < len(self.tokens) and self.word(i) in self.lexicon.adverb:
            i += 1
        return i

    def _signs_next(self, n: int) -> bool:
        """`sejak PSSI | (resmi) menandatangani MoU`"""
        return self._signs_at(self.past_adverbs(self._list_end(n) + 1))

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

    def _opens_with_signing(self, first: int) -> bool:
        """`Turut meneken dokumen yang sama Wakil Ketua X`, `Dari dewan ikut menandatangani Ketua X`: does the verb
        stand before its subject, which begins at token `first`?
        """
        if self.word(0) in _JOINS_IN:
            return self._signs_at(self.past_adverbs(1))
        i = first - 1
        while i > 0 and "sign" in self.labels[i]:
            i -= 1
        while i > 0 and self.word(i) in self.lexicon.adverb - _JOINS_IN:
            i -= 1
        return 0 < i < first - 1 and self.word(i) in _JOINS_IN and self._signs_at(self.past_adverbs(i + 1))

    def _signs_at(self, i: int) -> bool:
        sign = self.labels[i].get("sign") if i < len(self.labels) else None
        return sign is not None and sign.rule in _SIGNING

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
            if self.word(j) in self.lexicon.possess:
                # "Dinas X yang (sudah) punya perjanjian dengan Y"
                return any(k in self.instrument_at for k in range(j + 1, j + 1 + _OBJECT))
            if "ended" in self.labels[j] and self.word(j).startswith("me"):
                # "langkah Pemkot X yang mengakhiri secara sepihak perjanjian"
                return any(k in self.instrument_at for k in range(j + 1, j + 1 + _OBJECT))
            passed = self.labels[j].keys() & {"also", "filler", "plan", "attend", "witness"}
            if not passed and self.word(j) not in self.lexicon.adverb:
                return False
        return False

    def _tells_after_signing(self, i: int) -> bool:
        """Does `usai menandatangani` begin at token i, behind who is quoted?"""
        if i + 1 >= len(self.tokens) or self.word(i) not in _AROUND:
            return False
        return self._signs_at(self.past_adverbs(i + 1))

    def _names_signer(self, i: int) -> bool:
        """`penanda tangannya adalah X`: does the copula at token i follow a word for signers?"""
        if i > 1 and self.word(i - 1) in ("lain", "lainnya", "berikutnya"):
            i -= 1
        if not i or "sign" not in self.labels[i - 1]:
            return False
        # "penandatangan" is mostly a misprint of the noun, but not before a copula.
        named = self.word(i - 1) == "penandatangan"
        return named or self.labels[i - 1]["sign"].rule in ("cue.sign.agent", "cue.sign.mark")

    def _is_asked_for(self, n: int) -> bool:
        """`Yang membubuhkan tanda tangan waktu itu | X dan Y`: is the n-th actor, the clause's first, told to be the
        one who signs?
        """
        opens = self.first_word
        if n or self.word(opens) != "yang":
            return False
        before = range(opens + 1, self.spans[n][0])
        signs = [i for i in before if i <= opens + _WHO and "sign" in self.labels[i]]
        return bool(signs) and not any("report" in self.labels[i] or "by" in self.labels[i] for i in before)

    def done_by(self, sign: CueMention, pronouns: Collection[str]) -> bool:
        """`nota kesepahaman itu ia | teken`: does one of the pronouns stand right before the verb?"""
        first = self._range(sign.start, sign.end).start
        return first > 0 and sign.rule in _SIGNING and self.word(first - 1) in pronouns

    def _signs_for(self, n: int) -> bool:
        """`X yang mewakili B dalam penandatanganan itu menyebut …`: does the n-th actor sign in the body's stead?"""
        i = self.spans[n][-1] + 1
        i += i < len(self.tokens) and self.word(i) == ","
        if i + 1 >= len(self.tokens) or self.word(i) != "yang" or "represent" not in self.labels[i + 1]:
            return False
        return any(
            self.word(j) in _AT and "sign" in self.labels[j + 1]
            for j in range(i + 2, min(i + 2 + _BODY, len(self.tokens) - 1))
        )
