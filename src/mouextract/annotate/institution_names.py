"""Reads the institution's name that begins at a word: a known one with its branch, or one by its head."""

from __future__ import annotations

from collections.abc import Sequence

from mouextract.annotate.institution_boards import opens_acronym, take_company
from mouextract.annotate.institution_bounds import acronym_in, boundary
from mouextract.annotate.institution_branches import BranchReader
from mouextract.annotate.institution_cast import Cast
from mouextract.annotate.institution_draft import Draft, Piece, spelled
from mouextract.annotate.institution_governments import GovernmentReader
from mouextract.annotate.institution_growth import Grower
from mouextract.annotate.institution_holders import father_named, holder_named
from mouextract.annotate.institution_lexicon import Head, Lexicon, Match, Name
from mouextract.annotate.institution_marks import shared_name
from mouextract.annotate.institution_tokens import Tokens
from mouextract.knowledge.institutions import lookup as known_body
from mouextract.knowledge.offices import is_name_word
from mouextract.knowledge.regions import lookup

KNOWN_RULE = "institution.known"
_LED_REACH = 4
# Rules of heads that ministries have, at home and abroad.
_MINISTRIES = frozenset({"institution.ministry", "institution.ministry.department"})
_BRANDED = ("company", "bank", "media", "foundation")
_BRANCH_REACH = 4
_BRANCH_RULES = ("institution.agency.kanwil", "institution.agency.kantor", "institution.agency.branch_office")
_DESCRIBED_RULE = "institution.company.described"
_LONG_WORD = 5
_MINISTRY, _DEPARTMENT = "Kementerian", "departemen"
_BANK = "PT Bank "


class NameReader:
    """Reads names at a place of an article's words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._grower = Grower(lexicon)
        self._governments = GovernmentReader(lexicon)
        self._branches = BranchReader(lexicon)

    def read(self, tokens: Tokens, i: int, cast: Cast) -> Sequence[Draft]:
        """The names that begin at word `i`: none, one, or the items of a list of governments."""
        dropped = 0
        name: Match | None = None
        head: Match | None = None
        government: Match | None = None
        for match in self._lexicon.tree.matches(tokens, i):
            entry = match.entry
            if isinstance(entry, Name):
                if self._prints(tokens, i, match) and (
                    name is None or match.end > name.end or not entry.weak
                ):
                    name = match
            elif isinstance(entry, Head):
                if self._opens(tokens, i, match) and not (match.end == i + 1 and self._field(tokens, i)):
                    head = match
            elif entry.label == "government":
                government = match
            elif entry.label == "drop":
                dropped = match.end
        longest = max(match.end if match else 0 for match in (name, head, government))
        if longest <= dropped:
            return ()
        if government is not None and government.end == longest:
            return self._governments.read(tokens, i, government)
        led = self._led(tokens, i)
        known = self._known(tokens, i, name, led) if name is not None else None
        grown = self._grown(tokens, i, head, led, cast) if head is not None else None
        if known is None or grown is None:
            best = known or grown
            return (best,) if best else ()
        return (grown,) if self._prefer_grown(tokens, known, grown, head, name) else (known,)

    # ---------------------------------------------------------------- what may begin here

    def _prints(self, tokens: Tokens, i: int, match: Match) -> bool:
        """Is the known name printed as such a name is?"""
        name: Name = match.entry
        texts = tokens.texts[i : match.end]
        if len(texts) == 1 and name.acronym and self._numbered(tokens, i):
            return False
        if name.caps:
            return all(not t[0].isalpha() or t.isupper() or t[-1].isdigit() for t in texts)
        if len(texts) == 1:
            return texts[0][0].isupper()
        # bank bjb
        return any(t[0].isupper() for t in texts) or name.known.kind in ("ministry", "agency", "bank")

    @staticmethod
    def _numbered(tokens: Tokens, i: int) -> bool:
        """Is the acronym part of a document's number (S-12/MK.6/2021)?"""
        before = tokens.folded[max(0, tokens.starts[i] - 1) : tokens.starts[i]]
        behind = tokens.folded[tokens.ends[i] : tokens.ends[i] + 2]
        return (before == "/" and behind[:1] in ("/", ".")) or (behind[:1] == "." and behind[1:].isdigit())

    @staticmethod
    def _opens(tokens: Tokens, i: int, match: Match) -> bool:
        """May the head be printed so?"""
        head: Head = match.entry
        text = tokens.texts[i]
        if head.caps:
            return all(
                not t[0].isalpha() or t.isupper() or t.startswith("Negeri")
                for t in tokens.texts[i : match.end]
            )
        return head.small or text[0].isupper()

    def _field(self, tokens: Tokens, i: int) -> bool:
        """Is the head's word only a field of somebody's work (Menteri Koperasi, Deputi Digitalisasi Koperasi)?"""
        topics, before = self._lexicon.topics, tokens.lows[i - 1] if i else ""
        if tokens.lows[i] not in topics or not i or tokens.broken(i) or not tokens.texts[i - 1][0].isupper():
            return False
        return before in topics or before in self._lexicon.ministers

    def _led(self, tokens: Tokens, i: int) -> bool:
        """Does a word for an office stand right before the name?"""
        for k in range(i - 1, max(-1, i - 1 - _LED_REACH), -1):
            text = tokens.texts[k]
            if not text[0].isalnum() or tokens.broken(k + 1):
                return False
            if tokens.lows[k] in self._lexicon.offices:
                return True
        return False

    def _prefer_grown(
        self, tokens: Tokens, known: Draft, grown: Draft, head: Match | None, name: Match | None
    ) -> bool:
        if grown.end <= known.end or head is None or name is None:
            return False
        if known.kind == "country":
            return True
        if head.entry.rule.id in _MINISTRIES:
            # A foreign ministry bears its country's name, and may begin like one of ours.
            return grown.region == "foreign"
        if known.led and self._holder(tokens, known.end, grown.end):
            return False
        if (
            known.kind == grown.kind == "university"
            and not known.led
            and shared_name(self._lexicon, known.name)
        ):
            # Universitas Kristen Indonesia | Contoh is another one.
            return True
        return grown.kind in ("company", "bank") or head.end > name.end

    @staticmethod
    def _holder(tokens: Tokens, start: int, end: int) -> bool:
        """Do words `[start, end)` look like the name of the one who holds the office before the body?"""
        words = [low for low in tokens.lows[start:end] if low[0].isalpha()]
        return bool(words) and len(words) == end - start and is_name_word(words[0])

    # ---------------------------------------------------------------- known names

    def _known(self, tokens: Tokens, i: int, match: Match, led: bool) -> Draft | None:
        name: Name = match.entry
        known = name.known
        if known.kind == "country":
            return self._governments.country(tokens, i, match)
        draft = Draft(
            i,
            match.end,
            KNOWN_RULE,
            known.name,
            known.kind,
            "table",
            known,
            short=known.short,
            led=led,
            weak=name.weak,
        )
        if name.weak and tokens.shouting(i):
            return None
        if tokens.lows[i] == _DEPARTMENT and known.name.startswith(_MINISTRY):
            # As ministries were called until 2009.
            draft.name = known.name.replace(_MINISTRY, _DEPARTMENT.capitalize(), 1)
        if known.kind == "association" and (other := self._other_club(tokens, i, match)) is not None:
            return other
        if known.kind in _BRANDED and not name.acronym and not known.name.startswith("PT "):
            # Under a brand's name the table may know the firm's own, which the article may prefer.
            printed = spelled(tokens, [Piece(i, match.end)], tokens.shouting(i))
            draft.name = draft.full = max(known.name, printed, key=len)
        self._branches.close(tokens, draft, brackets=not name.acronym)
        if not name.weak or known.branches:
            self._branches.branch(tokens, draft)
        return draft

    @staticmethod
    def _other_club(tokens: Tokens, i: int, match: Match) -> Draft | None:
        """A club of the known one's short name, but of another regency or city: Persikas | Contoh."""
        known, at = match.entry.known, match.end
        printed = " ".join(tokens.texts[i:at])
        homes = {r.code for r in lookup(known.name.removeprefix(f"{printed} "))}
        place = tokens.place(at) if homes and at < len(tokens) and not tokens.broken(at) else None
        if place is None or place.word is not None or not tokens.capital(at):
            return None
        if place.region.level == "province" or place.region.code in homes or known.name in tokens.folded:
            # "CEO PSIM | Bima Fulan", of the club that the article names with its home
            return None
        name = f"{printed} {tokens.folded[tokens.starts[at] : tokens.ends[place.end - 1]]}"
        return Draft(i, place.end, KNOWN_RULE, name, known.kind, core=name, acronyms=[printed])

    # ---------------------------------------------------------------- names by their heads

    def _past_short(self, tokens: Tokens, i: int) -> int:
        """`Lembaga Contoh | (LC) Universitas Misal`: the word behind a short name in brackets, else `i` itself."""
        found = acronym_in(self._lexicon, tokens, i) if i < len(tokens) else None
        return i if found is None else found[1]

    def _grown(self, tokens: Tokens, i: int, match: Match, led: bool, cast: Cast) -> Draft | None:
        head: Head = match.entry
        if head.before and not (
            self._heads_body(tokens, self._past_short(tokens, match.end), head.kind)
            or (head.firm and opens_acronym(self._lexicon, tokens, match.end))
        ):
            return None
        if head.rule.id == _DESCRIBED_RULE:
            described = self._described(tokens, i, match)
            if described is not None or self._headed(tokens, match.end):
                return described
        after = match.end
        if head.kind == "company" and after < len(tokens) and tokens.texts[after] == ".":
            after += 1
        growth = self._grower.grow(tokens, i, after, head, led)
        if head.grow == "country":
            return self._of_country(tokens, i, match, head)
        shouting = tokens.shouting(i)
        front = Piece(i, match.end, head.rule.value) if head.rule.value else Piece(i, match.end)
        if head.before and self._bare_party(tokens, match.end):
            # DPC Hanura Contoh
            front = Piece(i, match.end, f"{tokens.texts[i].upper()} Partai")
        if growth is None:
            here = head.grow == "place" and tokens.local(match.end)
            if not (head.alone or here) or not tokens.texts[i][0].isupper():
                return None
            draft = Draft(
                i,
                match.end,
                head.rule.id,
                spelled(tokens, [front], shouting),
                head.kind,
                led=led,
                own=head.own,
            )
            draft.core = tokens.folded[tokens.starts[i] : tokens.ends[match.end - 1]]
            self._branches.close(tokens, draft)
            return draft
        pieces, end = growth.pieces, growth.end
        if led and growth.place is None:
            cut = holder_named(self._lexicon, tokens, growth.words, cast) or father_named(
                tokens, growth.words, end
            )
            if cut is not None:
                pieces = [Piece(p.start, min(p.end, cut), p.written) for p in pieces if p.start < cut]
                end = cut
        if growth.loose or (not shouting and self._loud(tokens, i, end)):
            shouting = True
        draft = Draft(
            i,
            end,
            head.rule.id,
            spelled(tokens, [front, *pieces], shouting),
            head.kind,
            led=led,
            own=head.own,
            acronyms=growth.acronyms,
            core=spelled(tokens, pieces, shouting),
        )
        if growth.place is not None and head.grow not in ("proper",):
            draft.region = growth.place.region.code
            draft.own = head.own or (
                head.kind == "agency" and head.grow == "unit" and self._regional(tokens, i)
            )
        if growth.known is not None and growth.place is not None and head.rule.id in _BRANCH_RULES:
            draft.known, draft.branch, draft.own = growth.known, True, False
        if head.kind == "company" and draft.name.startswith(_BANK):
            self._take_known(draft)
        self._branches.close(tokens, draft)
        if head.firm:
            take_company(self._lexicon, tokens, draft)
        if head.kind in ("ministry", "police") and self._country_at(tokens, end - 1):
            draft.region = "foreign"
        return draft

    @staticmethod
    def _take_known(draft: Draft) -> None:
        """A bank that the table has, though a line break within its name hid it."""
        known = known_body(draft.name)
        if known is not None and known.kind == "bank":
            draft.known, draft.kind, draft.basis, draft.short = known, known.kind, "table", known.short
            draft.full = draft.name

    def _described(self, tokens: Tokens, i: int, match: Match) -> Draft | None:
        """The company named behind its description and region: BUMD Provinsi Jawa Barat Jasa Contoh."""
        place = tokens.place(match.end) if match.end < len(tokens) else None
        first = place.end if place is not None else match.end
        named = self._company_at(tokens, first)
        if named is not None:
            known = named.entry.known
            draft = Draft(i, named.end, KNOWN_RULE, known.name, known.kind, "table", known, short=known.short)
            self._branches.close(tokens, draft)
            return draft
        end = first
        limit = min(first + _BRANCH_REACH, len(tokens))
        while end < limit and not tokens.broken(end) and self._branches.is_word(tokens, end):
            end += 1
        if end == first:
            return None
        name = spelled(tokens, [Piece(first, end)], tokens.shouting(i))
        draft = Draft(i, end, match.entry.rule.id, name, "company", core=name)
        self._branches.close(tokens, draft)
        return draft

    def _company_at(self, tokens: Tokens, i: int) -> Match | None:
        """The known company or bank whose name begins at word `i`."""
        if i >= len(tokens) or tokens.broken(i):
            return None
        found = None
        for match in self._lexicon.tree.matches(tokens, i):
            entry = match.entry
            if (
                isinstance(entry, Name)
                and entry.known.kind in ("company", "bank")
                and not entry.weak
                and self._prints(tokens, i, match)
            ):
                found = match
        return found

    def _headed(self, tokens: Tokens, i: int) -> bool:
        """Does a name with a head of its own begin at word `i`?"""
        if i >= len(tokens) or tokens.broken(i) or tokens.place(i) is not None:
            return False
        return boundary(self._lexicon, tokens, i)

    @staticmethod
    def _loud(tokens: Tokens, i: int, end: int) -> bool:
        """Is the whole name printed in capitals, long words too?"""
        texts = [t for t in tokens.texts[i:end] if t[0].isalpha()]
        return all(t.isupper() for t in texts) and sum(len(t) >= _LONG_WORD for t in texts) > 1

    def _regional(self, tokens: Tokens, i: int) -> bool:
        return tokens.lows[i] == "badan" and "nasional" not in tokens.lows[i : i + 4]

    def _heads_body(self, tokens: Tokens, i: int, kind: str) -> bool:
        """Does a head begin at word `i`, or the name of a known body of the kind (or, for an association, party)?"""
        if i >= len(tokens) or tokens.broken(i):
            return False
        for match in self._lexicon.tree.matches(tokens, i):
            entry = match.entry
            if (
                isinstance(entry, Head)
                and self._opens(tokens, i, match)
                and entry.grow in ("people", "proper", "unit")
            ):
                return True
            if (
                isinstance(entry, Name)
                and (entry.known.kind == kind or (entry.known.kind == "party" and kind == "association"))
                and self._prints(tokens, i, match)
            ):
                return True
        return False

    def _bare_party(self, tokens: Tokens, i: int) -> bool:
        """Does a political party's name without `Partai` begin at word `i`?"""
        return any(
            isinstance(m.entry, Name)
            and m.entry.known.kind == "party"
            and m.entry.known.name.startswith("Partai ")
            and tokens.lows[i] not in self._lexicon.parties
            and not m.entry.acronym
            for m in self._lexicon.tree.matches(tokens, i)
        )

    def _of_country(self, tokens: Tokens, i: int, match: Match, head: Head) -> Draft | None:
        end = self._branches.country_end(tokens, match.end)
        if end is None:
            return None
        front = " ".join(text[0].upper() + text[1:] for text in tokens.texts[i : match.end])
        pieces = [Piece(i, match.end, front), Piece(match.end, end)]
        name = spelled(tokens, pieces, tokens.shouting(i))
        draft = Draft(i, end, head.rule.id, name, head.kind, core=name)
        self._branches.close(tokens, draft)
        for text in draft.acronyms:
            own, _, short = text.partition("/")
            if " " in own and short.isupper():
                # Penjaga Pantai X (X Coast Guard/XCG): its own name, and how that is shortened.
                draft.name, draft.acronyms = own, [short, own]
        return draft

    def _country_at(self, tokens: Tokens, i: int) -> bool:
        """Does a foreign country's name end at word `i`?"""
        for k in range(max(0, i - 2), i + 1):
            if (
                tokens.capital(k)
                and self._branches.country_end(tokens, k) == i + 1
                and tokens.lows[k] not in ("indonesia", "ri")
            ):
                return True
        return False
