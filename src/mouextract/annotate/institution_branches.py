"""What goes on behind a known name: tails, short names in brackets, branches, foreign states."""

from __future__ import annotations

from mouextract.annotate.institution_bounds import acronym_in, binds, boundary, titled_verb
from mouextract.annotate.institution_draft import PARTS_OF_MINISTRIES, Draft, Piece, place_piece, spelled
from mouextract.annotate.institution_lexicon import Lexicon, Name
from mouextract.annotate.institution_marks import is_province, joined_province, numeral
from mouextract.annotate.institution_tokens import Tokens
from mouextract.knowledge.institutions import branch_office
from mouextract.knowledge.regions import DIRECTIONS, region

# What a state has, and another under the same name.
_STATE_KINDS = ("ministry", "agency", "council", "police", "prosecutor", "court", "military")
_BRANCH_REACH = 4
_CLASSES = frozenset({"Kabupaten", "Kota", "Provinsi"})


class BranchReader:
    """Lengthens drafts by what belongs to their names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def close(self, tokens: Tokens, draft: Draft, brackets: bool = True) -> None:
        """Take in a tail (RI, (Persero) Tbk) and the short name in brackets behind."""
        while True:
            tails = list(self._lexicon.tails.matches(tokens, draft.end)) if draft.end < len(tokens) else []
            if tails and not tokens.broken(draft.end) and tokens.texts[tails[-1].end - 1] not in ("ri", "Ri"):
                draft.end = tails[-1].end
                continue
            at = draft.end
            if (
                draft.known is not None
                and draft.kind in _STATE_KINDS
                and at < len(tokens)
                and tokens.texts[at] == "Indonesia"
                and not tokens.broken(at)
            ):
                draft.end += 1
                continue
            if (
                at + 1 < len(tokens)
                and tokens.texts[at] == "."
                and tokens.lows[at - 1] in self._lexicon.forms_behind
            ):
                at += 1
            found = (
                acronym_in(self._lexicon, tokens, at)
                if brackets and at < len(tokens) and not tokens.broken(at)
                else None
            )
            if found is None or not binds(found[0], draft.name, draft.led):
                break
            draft.acronyms.append(found[0])
            draft.end = found[1]
        self._parent(tokens, draft)

    def _parent(self, tokens: Tokens, draft: Draft) -> None:
        """Take in the ministry that a part of it is named with (Ditjen X Kemendagri)."""
        at = draft.end
        if not draft.name.startswith(PARTS_OF_MINISTRIES) or at >= len(tokens) or tokens.broken(at):
            return
        for match in self._lexicon.tree.matches(tokens, at):
            entry = match.entry
            if (
                isinstance(entry, Name)
                and entry.known.kind == "ministry"
                and tokens.capital(at)
                and not entry.weak
            ):
                if entry.known.name not in draft.name:
                    draft.name = f"{draft.name} {entry.known.name}"
                draft.end = match.end
                return

    def branch(self, tokens: Tokens, draft: Draft) -> None:
        """The branch that the words behind a known name tell of, or the foreign state that it belongs to."""
        at = draft.end
        known = draft.known
        if known is None or at >= len(tokens) or tokens.broken(at):
            return
        if self._foreign(tokens, draft):
            return
        if known.branches and self._classed(tokens, draft):
            return
        branch = [m for m in self._lexicon.branches.matches(tokens, at) if tokens.capital(at)]
        pieces: list[Piece] = []
        end, place = at, None
        if branch:
            end = branch[-1].end
            if end < len(tokens) and not tokens.broken(end) and tokens.texts[end].isdigit():
                # Daop | 9 Jember
                end += 1
            pieces.append(Piece(at, end))
        place = tokens.place(end) if end < len(tokens) and not tokens.broken(end) else None
        if place is not None and (branch or known.branches) and tokens.capital(end):
            pieces.append(place_piece(place, classed=known.classed and not branch))
            end = self._second_place(tokens, draft, pieces, place.end, bool(branch) and is_province(place))
        elif (branch or known.branches) and self._island(tokens, end):
            pieces.append(Piece(end, end + 1))
            end = self._second_place(tokens, draft, pieces, end + 1)
        elif not branch:
            return
        elif not tokens.texts[end - 1].isdigit():
            # Behind a number no name of the branch goes on: "Manajer Humas KAI Daop 4 | Fulan".
            first = end
            while (
                end < min(first + _BRANCH_REACH, len(tokens))
                and not tokens.broken(end)
                and self.is_word(tokens, end)
                and not (end > first and numeral(tokens.texts[end - 1]))
            ):
                end += 1
            if end == first and not self._short_name_next(tokens, end):
                return
            if end > first:
                pieces.append(Piece(first, end))
        named = spelled(tokens, pieces, tokens.shouting(draft.start))
        office = None if branch or place is None else branch_office(known.id, place.region.level)
        if office is not None:
            draft.name, draft.kind, draft.basis = f"{office} {named}", "agency", "table"
        else:
            draft.name, draft.basis = f"{known.name} {named}", "text"
        draft.branch = True
        draft.region = place.region.code if place else None
        draft.end = end
        self.close(tokens, draft)
        if draft.acronyms and place is None and draft.end < len(tokens) and not tokens.broken(draft.end):
            # "Unit Pelaksana Pelayanan Pelanggan (UP3) Contoh": the place stands behind the short name.
            place, behind = tokens.place(draft.end), draft.end + 1
            if self.is_word(tokens, draft.end) and not tokens.titled(draft.end):
                piece = Piece(draft.end, behind)
                if place is not None:
                    piece, behind = place_piece(place), place.end
                    draft.region = place.region.code
                draft.name = f"{draft.name} {spelled(tokens, [piece], tokens.shouting(draft.start))}"
                draft.end = behind
                draft.acronyms.pop()

    def _short_name_next(self, tokens: Tokens, i: int) -> bool:
        """`Unit Induk Distribusi | (UID) Contoh`"""
        return i < len(tokens) and not tokens.broken(i) and acronym_in(self._lexicon, tokens, i) is not None

    def _island(self, tokens: Tokens, i: int) -> bool:
        """Is word `i` a part of the country that is no official region (`Bank Contoh | Sulawesi`)?"""
        return (
            i < len(tokens)
            and not tokens.broken(i)
            and tokens.capital(i)
            and tokens.lows[i] in self._lexicon.islands
        )

    def _second_place(
        self, tokens: Tokens, draft: Draft, pieces: list[Piece], end: int, provinces: bool = False
    ) -> int:
        """`OJK Kalimantan Selatan | dan Tengah`: a branch for two provinces; the word after it.

        The second is told by its direction alone, or by its name where the holder's name follows or, with
        `provinces`, where it is one (`PLN Wilayah Kalimantan Timur | dan Kalimantan Utara`).
        """
        one_each = draft.known is not None and draft.known.everywhere
        second = [] if one_each else joined_province(tokens, end)
        if second:
            # "OJK Bengkulu-Lampung"
            pieces += second
            return second[-1].end
        beside = tokens.place(end) if provinces and end < len(tokens) and not tokens.broken(end) else None
        if beside is not None and is_province(beside):
            # "Regional Papua | Maluku"
            pieces.append(place_piece(beside))
            return beside.end
        at = end + 1
        if at >= len(tokens) or tokens.lows[end] != "dan" or not tokens.capital(at) or tokens.broken(at):
            return end
        place = tokens.place(at)
        last = place.end if place is not None else at + 1
        named = last < len(tokens) and not tokens.broken(last) and self.is_word(tokens, last)
        pair = provinces and place is not None and is_province(place)
        if (
            pair
            or tokens.lows[at] in DIRECTIONS
            or (draft.led and named and (place is not None or self._island(tokens, at)))
        ):
            pieces.append(Piece(end, at, "dan"))
            pieces.append(place_piece(place) if place is not None else Piece(at, last))
            return last
        return end

    def _classed(self, tokens: Tokens, draft: Draft) -> bool:
        """Take in `Kota (BNNK) Contoh`: a region's class, the short name of such a branch, the region."""
        at = draft.end
        if tokens.texts[at] not in _CLASSES or at + 1 >= len(tokens) or tokens.texts[at + 1] != "(":
            return False
        found = acronym_in(self._lexicon, tokens, at + 1)
        place = tokens.place(found[1]) if found is not None and found[1] < len(tokens) else None
        if found is None or place is None or draft.known is None:
            return False
        draft.name = f"{draft.known.name} {tokens.texts[at]} {region(place.region.code).name}"
        draft.branch, draft.basis, draft.region, draft.end = True, "text", place.region.code, place.end
        draft.acronyms.append(found[0])
        return True

    def is_word(self, tokens: Tokens, i: int) -> bool:
        """May word `i` be part of a branch's own name?"""
        text, low = tokens.texts[i], tokens.lows[i]
        return (
            text[0].isupper()
            and low not in self._lexicon.stops
            and not titled_verb(self._lexicon, tokens, i)
            and not boundary(self._lexicon, tokens, i)
        )

    def _foreign(self, tokens: Tokens, draft: Draft) -> bool:
        """A state's name behind a body's: Kementerian Pertahanan Singapura."""
        if draft.kind not in _STATE_KINDS:
            return False
        for match in self._lexicon.tree.matches(tokens, draft.end):
            entry = match.entry
            if (
                isinstance(entry, Name)
                and entry.known.kind == "country"
                and entry.known.id != "negara-id"
                and tokens.capital(draft.end)
            ):
                # A body's short name is written out: Kemlu Palestina.
                known = draft.known if draft.end == draft.start + 1 else None
                body = Piece(draft.start, draft.end, known.name if known else None)
                pieces = [body, Piece(draft.end, match.end)]
                draft.name = spelled(tokens, pieces, tokens.shouting(draft.start))
                draft.basis, draft.known, draft.short = "text", None, None
                draft.end = match.end
        return draft.known is None

    def country_end(self, tokens: Tokens, i: int) -> int | None:
        """The word after a country's name that begins at word `i`; None where none does."""
        end = None
        if i < len(tokens) and not tokens.broken(i):
            for match in self._lexicon.tree.matches(tokens, i):
                if (
                    isinstance(match.entry, Name)
                    and match.entry.known.kind == "country"
                    and tokens.capital(i)
                ):
                    end = match.end
        return end
