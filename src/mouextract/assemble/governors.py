"""Which part a word gives to the actor on its right: `dengan`, `oleh`, `antara`, a verb, an instrument, a mark."""

from __future__ import annotations

import re

from mouextract.assemble.surroundings import PARTS, Surroundings
from mouextract.knowledge.offices import is_name_word
from mouextract.mentions import CueMention

# A passive verb, whose agent may follow without `oleh`.
_PASSIVE = re.compile(r"di[a-z]{3,}(?:kan|i)")
# What stands directly behind a word of signing: "diteken X", "penandatanganan X", "tanda tangan X".
_BEHIND_SIGN = {
    "cue.sign.passive": "by",
    "cue.sign.mark": "by",
    "cue.sign.agent": "by",
    "cue.sign.noun": "of",
}
# Words for a body's people between a link word and `dari`.
_PEOPLE = 4
# Tokens of `senilai Rp1,8 triliun`, at most.
_WORTH = 8
# `Dalam foto tampak X dan Y meneken …`
# A noun that tells of a deed (`pemecahan`), and the verb before it.
_DEED = re.compile(r"pe[a-z]{4,}an")
_PASSIVE_VERB = re.compile(r"di[a-z]{3,}")
# How far a passive verb may stand before its `oleh`.
_BY_REACH = 4


class Governors(Surroundings):
    """One clause whose words are asked what they make of the actor behind them."""

    def _governed(self, i: int, labels: dict[str, CueMention], after_mark: bool) -> str | None:
        """The slot that the token i gives to what follows; None: look further to the left."""
        if "between" in labels and "listing" not in labels:
            return "between"
        if "with" in labels and self._watches_with(i):
            return "witness"
        if "with" in labels and i and "consult" in self.labels[i - 1]:
            return "other"
        if "with" in labels:
            # "Selain dengan KKP, dibahas MoU dengan Bakamla": KKP is the partner of another.
            return "other" if i and self.word(i - 1) == "selain" else "with"
        if self.word(i) == "selain" and not after_mark and not self._says_also(i):
            # "Selain Bupati X, naskah diteken Y": who signs, too.
            n = self.actor_at.get(i + 1)
            return "subject" if n is not None and self.actors[n].person is not None else "other"
        if "by" in labels:
            return self._agent(i) if not self._of_other_document(i - 1) else "other"
        if "represent" in labels:
            return "represented" if self.word(i) in ("mewakili", "nama", "wakili") else "deputy"
        if "bond" in labels and not after_mark:
            return "between"
        if "ended" in labels and self.word(i).startswith("di") and not after_mark:
            # "PKS itu dibatalkan Pemkot X"
            return "by"
        if "sign" in labels:
            if self._of_other_document(i):
                return "other"
            if i and self.word(i - 1) == "yang":
                # "dari pihak A yang meneken Sekda X"
                return "by"
            if labels["sign"].rule == "cue.sign.noun" and i and "witness" in self.labels[i - 1]:
                # "Turut menyaksikan penandatanganan Dubes X"
                return "witness"
            if self.word(i) == "tangan":
                # "Ikut membubuhkan tanda tangan Bupati X"
                return "by"
            return _BEHIND_SIGN.get(labels["sign"].rule, "other")
        if "filler" in labels and (not after_mark or self._capital(i)):
            return None
        if after_mark:
            # A mark without an actor before it opens a new clause.
            return "subject"
        if "bids" in labels:
            # "Kementerian X memfasilitasi Pemkab A dan B meneken MoU"
            return "subject"
        if "clause" in labels or "contrast" in labels:
            return "by" if self._names_signer(i) else "subject"
        if "meet" in labels:
            return "met"
        if "to" in labels and self._ends_by_letter():
            return "with"
        if self.word(i) == "dari" and self._behind_worth(i) in self.instrument_at:
            # "mendapat kontrak (senilai Rp1,8 triliun) dari B"
            return "with"
        if self.word(i) in ("kepada", "untuk", "dari") and any(
            "lend" in before for before in self.labels[:i]
        ):
            return "with"
        if self.word(i) == "mengikat" and any(k < i for k in self.instrument_at):
            # "MoU yang nantinya mengikat A, B serta C"
            return "between"
        if (
            self.word(i) in self.lexicon.seen
            and (n := self.actor_at.get(i + 1)) is not None
            and self._sign_behind(n)
        ):
            return "subject"
        if "witness" in labels or "attend" in labels:
            return "witness"
        if "report" in labels:
            return "speaker"
        if self.word(i) == "giliran":
            # "Setelah itu giliran Wali Kota X yang …"
            return "subject"
        if "through" in labels:
            return "through"
        if "topic" in labels:
            return "topic"
        if self.word(i) == "dari" and self._from_partner(i):
            return "with"
        if self.word(i) == "dari" and self._by_hand_of(i):
            return "by"
        if "at" in labels:
            return "subject" if self._tells_time(i) else "place"
        if "in_force" in labels and labels["in_force"].rule == "cue.in_force.owned":
            # "nota kesepahaman yang dimiliki A dengan B"
            return "between"
        if "make" in labels:
            return {"cue.make.passive": "by"}.get(labels["make"].rule, "other")
        if i in self.instrument_at:
            return "of"
        if labels.keys() & {"refer", "also", "past", "plan"}:
            return "subject"
        if not after_mark and _PASSIVE.fullmatch(self.word(i)):
            # "layanan yang dikembangkan A dan B"
            return "agent"
        return "other"

    def _of_other_document(self, i: int) -> bool:
        """`Dalam surat yang | ditandatangani (oleh) X`: is it no agreement that is signed at token i?"""
        relative = i > 1 and "sign" in self.labels[i] and self.word(i - 1) == "yang"
        return relative and "other_document" in self.labels[i - 2]

    def _agent(self, i: int) -> str:
        """The slot after `oleh`, by the verb that it belongs to."""
        body = self.spans[self.actor_at[i - 1]][0] if i and i - 1 in self.closed else 0
        elided = body and self.word(body - 1) in (",", "dan", "sedang", "sementara", "sedangkan")
        if elided and any("represent" in labels for labels in self.labels[:i]):
            # "A diwakili X, B oleh Y": the verb is left out the second time.
            return "deputy"
        for j in range(i - 1, max(-1, i - 1 - _BY_REACH), -1):
            labels = self.labels[j]
            if "represent" in labels:
                # "ditandatangani atas nama bupati oleh X"
                return "by" if self.word(j) in ("nama", "mewakili") else "deputy"
            if "witness" in labels:
                return "witness"
            deed = _DEED.fullmatch(self.word(j)) is not None and j not in self.instrument_at
            other = deed and not labels.keys() & {"sign", "make"}
            if other and j and _PASSIVE_VERB.fullmatch(self.word(j - 1)):
                # "penandatanganan PKS itu ditandai pemecahan kendi oleh X"
                return "other"
            if "make" in labels and self._told_before_document(j):
                # "penguasaan tanah yang dilakukan oleh X"
                return "other"
            if "sign" in labels or "make" in labels:
                return "by"
            if self.word(j).startswith("di") and len(self.word(j)) > 4:
                return "other"
        return "by"

    def _told_before_document(self, i: int) -> bool:
        """`hutan yang | dilakukan oleh A`: a relative clause, all instruments and words of signing far behind?"""
        if not i or self.word(i - 1) != "yang":
            return False
        told = (j for j in range(len(self.tokens)) if j in self.instrument_at or "sign" in self.labels[j])
        return next(told, 0) >= i + _BY_REACH

    def _behind_sign(self, i: int) -> str | None:
        """`diteken Bagus | dan Rektor X`: the slot behind a word of signing that only a name of nobody known parts
        from token i.
        """
        first = self._run_start(i)
        if not self._capital(i) or not first or "sign" not in self.labels[first - 1]:
            return None
        return _BEHIND_SIGN.get(self.labels[first - 1]["sign"].rule)

    def _sign_behind(self, n: int) -> bool:
        """`Tampak Bupati X dan Rektor Y | meneken MoU`: does the list of the n-th actor sign?"""
        return self._signs_at(self.past_adverbs(self._list_end(n) + 1))

    def _by_hand_of(self, i: int) -> bool:
        """`diteken oleh X, dari | Kampus B oleh rektornya`: does `oleh` follow the body behind token i, for somebody
        of no other body?
        """
        n = self.actor_at.get(i + 1)
        if n is None or self.actors[n].person is not None:
            return False
        behind = self.spans[n][-1] + 1
        if behind >= len(self.tokens) or self.word(behind) != "oleh" or behind + 1 in self.actor_at:
            return False
        return any("sign" in labels for labels in self.labels[:i])

    def _from_partner(self, i: int) -> bool:
        """`dengan koleganya dari Badan X`, `bersama Budi Fulan dari X`: does a link word with nothing but who they
        are precede the `dari`?
        """
        named = False
        for j in range(i - 1, max(-1, i - 1 - _PEOPLE), -1):
            if "with" in self.labels[j]:
                return j < i - 1 and (not named or is_name_word(self.word(j + 1)))
            named = named or self._capital(j)
            if (
                not self.word(j).isalpha()
                or named != self._capital(j)
                or self.labels[j].keys() & (PARTS | {"witness"})
            ):
                # "dengan dukungan penuh dari X"
                return False
        return False

    def _says_also(self, i: int) -> bool:
        """`Selain X, naskah itu juga diteken Y`: does `selain` at token i name one more who does the same?"""
        here = self.tokens[i][0]
        return any(c.label == "also" and c.start != here for c in self.sentence.cues) or any(
            self.word(j) in ("turut", "ikut") for j in range(i, len(self.tokens))
        )

    def _watches_with(self, i: int) -> bool:
        """`X menyaksikan penandatanganan MoU bersama Y`: does the link word at token i name one more who watches?"""
        if self.word(i) not in ("bersama", "bersama-sama"):
            return False
        watches = next((j for j in range(i) if self.labels[j].keys() & {"witness", "attend"}), None)
        if watches is None:
            return False
        signs = [self.labels[j]["sign"] for j in range(i) if "sign" in self.labels[j]]
        return bool(signs) and all(
            s.rule == "cue.sign.noun" and s.start > self.tokens[watches][0] for s in signs
        )

    def _behind_worth(self, i: int) -> int:
        """`kontrak baru senilai Rp1,8 triliun | dari B`: the token before what tells the worth, ahead of token i."""
        worth = next((j for j in range(max(0, i - _WORTH), i) if self.word(j) in self.lexicon.worth), i)
        while worth and self.word(worth - 1) in ("baru", "itu", "tersebut", "kerja"):
            worth -= 1
        return worth - 1
