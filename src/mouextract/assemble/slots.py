"""Which part each actor of a clause has, by the word that governs its name."""

from __future__ import annotations

from mouextract.assemble.governors import Governors
from mouextract.assemble.model import Placed
from mouextract.assemble.row import AND, COMMAS, JOINS, WHERE
from mouextract.assemble.surroundings import MARK
from mouextract.knowledge.grammar import AFTER

# Parts that set the scene ("Dari Denpasar, …"): after their comma the main clause begins.
_SETTINGS = frozenset({"place", "topic", "through", "other", "agent", "represented"})
# Parts that a word further to the left gives only where no verb of signing follows the name.
_FAR = frozenset({"other", "agent", "place", "topic", "witness", "met", "through"})
# Tokens before a partner that opens its clause: `Sedangkan dengan`.
_FRONT = 2
# First words of a clause that only sets the scene of the one behind its comma, beside the verbs of attending.
_SETS_SCENE = AFTER | {"sebelum", "saat", "ketika", "pasca"}
# Words between a number and the bracket that lists what it counts, at most, with the number.
_COUNT = 4
# How far a listing word may stand after what announces it.
_LISTING_REACH = 20
# What may make those on both of its sides parties.
_BINDS = frozenset({"sign", "make", "with", "between", "by", "hook", "meet"})
# Slots of those with whom another signs.
_PARTNERS = frozenset({"with", "between"})
# What may stand behind a list of signers, but not behind the subject of a verb.
_CLOSES = frozenset({".", ",", ";", "(", "yang", "di", "pada"})
# Digits of the number before an item of a list.
_ITEM_DIGITS = 2


class Slots(Governors):
    """One clause with the slots of its actors."""

    def _place(self) -> None:
        """Give each actor its slot, and its group: the row of names that it is listed in."""
        group = 0
        for n, actor in enumerate(self.actors):
            slot, joined = self._slot(n)
            group += not joined
            self.placed.append(Placed(actor, slot, group))

    def _slot(self, n: int) -> tuple[str, bool]:
        """The slot of the n-th actor, and whether it is coordinated with the one before."""
        if not self.spans[n] or self._second_office(n):
            return "other", False
        if self._signs_in_relative(self._list_end(n) + 1):
            return "subject", n > 0 and self._list_end(n - 1) == self._list_end(n)
        first = self.spans[n][0]
        if "aside" in self.labels[first] and self._signs_at_once(n):
            # "Dokumen ini dari pihak kampus diteken Wakil Rektor X"
            return "place", False
        if self.actors[n].person is not None and self._tells_after_signing(self.spans[n][-1] + 1):
            stood_for = first and "represent" in self.labels[first - 1]
            if not stood_for:
                return "subject", False
        if self.actors[n].person is not None and (self._signs_for(n) or self._is_asked_for(n)):
            return "by", False
        if self._is_numbered_party(self.spans[n][-1] + 1):
            return "between", False
        if first and self.actors[n].person is not None and self._signs_beside(first):
            return "by", False
        if self._heads_quotation(n):
            return "speaker", False
        alone = all(p.actor.person is None for p in self.placed[self._since_contrast(first) :])
        if self.actors[n].person is not None and (
            self._from_side(n) or (self.signed_by_somebody and self.from_unnamed_side(n))
        ):
            return "by", False
        if alone and self.actors[n].person is not None and self._opens_with_signing(first):
            return "by", False
        if self._tells_district(n):
            return "place", False
        conjunction = comma = listing = False
        aside = -1
        first = self._before_description(first)
        for i in range(first - 1, -1, -1):
            if i == aside:
                continue
            if listing and i in self.actor_at and self._is_setting(self.actor_at[i]):
                # "tiga kabupaten di Riau, yakni …": the place stands between the list and what announces it.
                aside = i - 1
                continue
            if i in self.actor_at:
                return self._beside(n, self.actor_at[i], i == first - 1, conjunction, comma, listing)
            if i in self.instrument_at and self.instrument_at[i].strength != "generic":
                return ("subject", False) if (conjunction or comma) and not listing else ("of", False)
            word, labels = self.word(i), self.labels[i]
            if "aside" in labels:
                continue
            if word in AND and not (
                word == "/" and self.word(i - 1).isdigit()
            ):  # a date's slash joins nobody
                conjunction = True
            elif word in COMMAS:
                described = self._described(i - 1) if i == first - 1 and not self._acts_next(n) else None
                if described is not None:
                    return described, False
                if listing and not (i + 1 < first and "listing" in self.labels[i + 1]):
                    # "Di tingkat provinsi, pengirim terdiri dari A": what stands before the comma governs nothing.
                    return "subject", False
                comma = True
            elif word in (".", ")") and self._numbers_item(i):
                comma, aside = True, i - 1
            elif word in (".", "!", "?"):
                return "subject", False
            elif word == ":" or "listing" in labels or self.lists_in_brackets(i):
                listing = True
            elif "counterpart" in labels:
                # "dengan mitranya, Menteri X"
                comma = False
            elif MARK.fullmatch(word) or word.isdigit() or (conjunction and "himself" in labels):
                continue
            elif self._ends_dateline(i, self.spans[n][0]):
                # "JAKARTA Kementerian X menandatangani": the dash behind the place is lost.
                return "subject", False
            elif self._tells_when(i):
                # "Kamis (7/3) siang Bupati X menandatangani": when it was governs nothing.
                continue
            elif word in ("sejak", "semenjak") and (self._signs_next(n) or self._makes_next(n)):
                return "subject", False
            else:
                if conjunction and (signer := self._whose_chief(i)) is not None:
                    return signer.slot, True
                if conjunction and (told := self._before_relative(i)) is not None:
                    return self._beside(n, told, False, conjunction, comma, listing)
                if conjunction and not comma and (behind := self._behind_sign(i)) is not None:
                    return behind, False
                slot = self._governed(i, labels, (conjunction or comma) and not listing)
                if slot == "subject" and comma and self.actors[n].weak:
                    if self.actors[n].weak == "bare" and self._enclosed(n):
                        return "place", False
                    if self._located(i):
                        return "place", False
                if slot == "subject" and conjunction and (before := self._across_place(i)) is not None:
                    return before.slot, True
                if slot == "subject" and (conjunction or comma) and self._between_unnamed(i):
                    return "between", False
                if slot in _FAR and self._loosely(n, i) and self._signs_straight_on(n):
                    # "Usai rapat | Pemkab X menandatangani": what lacks its comma governs no subject.
                    return "subject", False
                if slot is not None and not (
                    listing
                    and slot in ("other", "agent", "subject", "place", "topic")
                    and first - i <= _LISTING_REACH
                ):
                    return slot, False
        return "subject", False

    def _second_office(self, n: int) -> bool:
        """`Bupati X Fulan, yang juga | Ketua Y, meneken`: does the n-th actor only tell what else
        the one before is?
        """
        i = self.spans[n][0] - 1
        while i > 0 and self.word(i) in self.lexicon.holding:
            i -= 1
        if i < 1 or self.word(i) not in self.lexicon.second_office:
            return False
        if self.word(i) == "juga" and self.word(i - 1) != "yang":
            return False
        i -= 1
        while i > 0 and self.word(i) in ("yang", ","):
            i -= 1
        before = self.actors[self.actor_at[i]].person if i in self.closed else None
        return before is not None and before.name is not None and self.actors[n].person is not None

    def _numbers_item(self, i: int) -> bool:
        """`dengan: 1. PT A; 2 | . PT B`: does the mark at token i end the number of a list's item?"""
        return (
            i > 1
            and self.word(i - 1).isdigit()
            and len(self.word(i - 1)) <= _ITEM_DIGITS
            and (i - 2 in self.closed or self.word(i - 2) in (":", ";", ","))
        )

    def _across_place(self, i: int) -> Placed | None:
        """`diteken Menteri X di Jakarta dan Dubes Y`: the person before the place whose name ends at token i."""
        first = self._run_start(i)
        if (
            first < 2
            or not self._capital(i)
            or self.word(first - 1) != "di"
            or first - 2 not in self.actor_at
        ):
            return None
        n = self.actor_at[first - 2]
        before = self.placed[n] if n < len(self.placed) else None
        return (
            before if before is not None and before.actor.person is not None and before.slot == "by" else None
        )

    def _opens_clause(self, before: Placed, n: int) -> bool:
        """Behind a comma: does the actor open the main clause, after what only set the scene?"""
        after = self._list_end(n) + 1
        verb = after < len(self.labels) and bool(
            self.labels[after].keys() & {"sign", "make", "plan", "attend", "also"}
        )
        if before.slot == "witness" or self._opens_with_partner(before):
            return verb
        if self._first_person_behind_setting(n):
            return True
        if before.actor.weak == "bare" and before.slot == "place" and not self.actors[n].weak:
            # "Bertempat di sebuah hotel di Medan, A dan B bertukar naskah"
            return True
        if before.slot not in _SETTINGS:
            return False
        mine, theirs = self.actors[n].institution, before.actor.institution
        # "di Sulawesi Selatan, Kabupaten Enrekang dan …": places are told from small to large.
        inward = (
            mine is not None
            and theirs is not None
            and theirs.kind == "province"
            and mine.kind in ("regency", "city")
        )
        return verb or inward or self.actors[n].person is not None

    def _first_person_behind_setting(self, n: int) -> bool:
        """`Usai penandatanganan MoU A dengan B, | Bupati X mengajak …`: is it the first person, behind what sets the
        scene by its first word?
        """
        first = self.word(self.first_word)
        if self.actors[n].person is None or not (first in _SETS_SCENE or first in self.lexicon.attendance):
            return False
        return all(p.actor.person is None and p.slot != "subject" for p in self.placed)

    def _attended(self, previous: int) -> bool:
        """Does the clause begin with who attends (`Hadir dalam …`), ahead of the actor before?"""
        return any(
            self.labels[i].keys() & {"attend", "witness"}
            for i in range(self.first_word, min(self.first_word + _FRONT, self.spans[previous][0]))
        )

    def _opens_with_partner(self, before: Placed) -> bool:
        """`Dengan A, B meneken MoU`: is the partner the clause's first words?"""
        first = self.first_token(before)
        return before.slot == "with" and 0 < first <= _FRONT and "with" in self.labels[first - 1]

    def _is_setting(self, n: int) -> bool:
        return n < len(self.placed) and self.placed[n].slot == "place"

    def _beside(
        self, n: int, previous: int, touching: bool, conjunction: bool, comma: bool, listing: bool
    ) -> tuple[str, bool]:
        """The slot of an actor that has another one to its left with only marks and fillers between."""
        if previous >= len(self.placed):
            return "subject", False
        before = self.placed[previous]
        actor = self.actors[n]
        if (
            before.slot == "other"
            and previous
            and self.spans[previous - 1][-1] + 1 == self.spans[previous][0]
        ):
            # "LPDP Kementerian X dan Universitas Y": whose the first one is stands between.
            before = self.placed[previous - 1]
        elif previous and conjunction and self._second_office(previous):
            # "Fulan, Bupati X sekaligus Ketua Y, dan Z": what else the first one is.
            before = self.placed[previous - 1]
        if listing and not conjunction and before.actor.person is None and self._attended(previous):
            # "Hadir dalam penandatanganan MoU A dan B antara lain X"
            return "witness", False
        if conjunction or comma or listing:
            # "Pondok Pesantren X, Kabupaten Y": the region tells where, it does not join the list.
            if (
                actor.weak
                and comma
                and not conjunction
                and not before.actor.weak
                and before.actor.institution is not None
                and before.actor.institution.code is None
            ):
                return "place", False
            aside = before.slot == "represented" or (before.slot == "place" and conjunction)
            aside = aside or self._as_deputy(self.spans[previous][0])
            if aside and actor.person is not None and self._signs_before(previous):
                # "diteken Sekda X mewakili bupati, Wali Kota Y", "oleh X dari pihak A dan Y": beside the signer.
                return self.placed[previous - 1].slot, True
            if before.slot == "deputy":
                if conjunction and actor.person is not None:
                    return self._beside_deputy(n, previous)
                if self._is_bracketed(previous):
                    # "diteken Bupati A, Bupati B (diwakili Sekda X), dan Bupati C"
                    return self.placed[previous - 1].slot, True
                listed = conjunction or self._list_end(n) > self.spans[n][-1]
                side = self._sent_by(previous, n)
                if side is not None and listed and not self._acts_next(n):
                    # "dengan Pemkab A yang diwakili Sekda X, Polres B dan Kodim C"; "diteken Bupati A, Bupati B yang
                    # diwakili Sekda X, dan Bupati C"
                    return side, True
            if comma and not conjunction and self._watches_next(n) and self._closes_list(previous):
                # "dengan Bupati A dan Bupati B, Gubernur C ikut menyaksikan"
                return "witness", False
            besides = before.slot == "other" and self.word(self.first_token(before) - 1) == "selain"
            if (
                before.slot == "deputy"
                or (besides and comma)
                or (comma and not conjunction and self._opens_clause(before, n))
            ):
                return "subject", False
            return before.slot, True
        if before.actor.key == actor.key and self._is_bracketed(n):
            # "Timor Tengah Selatan (TTS), Belu": the short name in brackets goes on with the list.
            return before.slot, True
        return ("other", False) if touching else ("subject", False)

    def lists_in_brackets(self, i: int) -> bool:
        """`dengan tiga BUMN (A, B, dan C)`: does a bracket at token i name several that are counted before it?"""
        if i < 1 or self.word(i) != "(":
            return False
        before = range(max(i - _COUNT, 1), i)
        counts = [j for j in before if "count" in self.labels[j] or self.word(j).isdigit()]
        n = self.actor_at.get(i + 1)
        if not counts or n is None or i - 1 in self.actor_at or self.word(counts[0] - 1) in WHERE:
            return False
        if self.actors[n].weak and "filler" not in self.labels[i - 1]:
            # "untuk dua pembangkit (Ngawi dan Blora)"
            return False
        last = self._list_end(n)
        return last > self.spans[n][-1] and self.word(min(last + 1, len(self.tokens) - 1)) == ")"

    def _is_bracketed(self, n: int) -> bool:
        """`Timor Tengah Selatan (TTS), Belu`: is the n-th actor in brackets, with the list going on behind them?"""
        first, last = self.spans[n][0], self.spans[n][-1]
        while n and "represent" in self.labels[first - 1]:
            first -= 1
        if self.word(first - 1) != "(" or last + 2 >= len(self.tokens) or self.word(last + 1) != ")":
            return False
        return self.word(last + 2) in JOINS

    def _sent_by(self, deputy: int, n: int) -> str | None:
        """The slot of the partner or signer whom a deputy stands for, if the n-th actor may share it."""
        sender, actor = self.placed[deputy - 1] if deputy else None, self.actors[n]
        if sender is None:
            return None
        if actor.person is None:
            return sender.slot if sender.slot in _PARTNERS else None
        signs = sender.slot == "by" and sender.actor.person is not None
        other = actor.institution is not None and actor.key != sender.actor.key
        # "…, Bupati C dan Bupati D menanam pohon" begins another clause.
        after = self._list_end(n) + 1
        closed = after >= len(self.tokens) or self.word(after) in _CLOSES or "represent" in self.labels[after]
        return sender.slot if signs and other and closed else None

    def _beside_deputy(self, n: int, previous: int) -> tuple[str, bool]:
        """`antara A dan B, diwakili X dan Y`: Y stands in too; `antara A yang diwakili X dan Direktur B Y`: for B."""
        body = self.actors[n].institution
        if body is None and self.each_represented:
            # "Masing-masing diwakili Direktur X dan Ketua Y"
            return "deputy", True
        bodies = [p for p in self.placed[: previous + 1] if p.slot != "deputy"]
        if body is None or not bodies:
            return "subject", False
        if any(p.actor.key == body.key for p in bodies):
            return "deputy", True
        return (bodies[-1].slot, True) if bodies[-1].slot in ("between", "by", "with") else ("subject", False)

    def _signs_before(self, n: int) -> bool:
        """Does the n-th actor, who is stood in for, follow the one who signs in his stead?"""
        return (
            n > 0
            and self.placed[n - 1].slot in ("by", "subject")
            and self.placed[n - 1].actor.person is not None
        )

    def within_relative(self) -> list[Placed]:
        """The placed actors, less the main clause's subject where another one's relative clause is what counts:
        `Pemprov A memuji | Dinas B yang telah menandatangani PKS dengan C`.
        """
        opens = (n for n in range(len(self.placed)) if self._signs_in_relative(self._list_end(n) + 1))
        n = next(opens, None)
        if n is None or self.placed[n].slot != "subject" or self.actors[n].person is not None:
            return self.placed
        first = self.spans[n][0]
        return [
            p
            for p in self.placed
            if p.slot != "subject"
            or p.group == self.placed[n].group
            or p.actor.start >= self.tokens[first][0]
            or any(labels.keys() & _BINDS for labels in self.labels[self.first_token(p) : first])
        ]

    def _tells_district(self, n: int) -> bool:
        """`Pemdes X, Kecamatan Y, | Kabupaten Z, …`: does the region only go on with where the one before it is?"""
        first = self.spans[n][0]
        if not self.actors[n].weak or first < _FRONT or self.word(first - 1) != ",":
            return False
        opens = self._run_start(first - 2)
        return opens < first - 2 and self.word(opens) in self.lexicon.district and n > 0
