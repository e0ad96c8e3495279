"""Reads an office at a given word: acting mark, head, unit (rules: `patterns/offices.toml`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mouextract.annotate.office import Office
from mouextract.annotate.office_border import BorderReader
from mouextract.annotate.office_heads import DEPUTY, Head, deputy_of, read_heads
from mouextract.annotate.office_holder import HolderReader
from mouextract.annotate.office_marks import MarkReader
from mouextract.annotate.office_misprints import Speller
from mouextract.annotate.office_titles import ALWAYS_CAPITALS, in_capitals, printed_title
from mouextract.annotate.office_unit import Unit
from mouextract.annotate.office_units import UnitReader
from mouextract.annotate.person_names import NameReader
from mouextract.annotate.person_words import Phrases, Words, is_abstract, phrase_index
from mouextract.knowledge.regions import region
from mouextract.rules import Rule, RuleSet, word_set
from mouextract.text import squeeze

_INITIALS = 2
# The class of office whose head a body may begin within.
_CUT_BY_BODIES = "ketua"
# … and the word behind which one of the table does (`Kepala | Pusat Contoh`; `kepala pusat` is an office, too).
_CUT_BY_TABLED = "kepala"
_MEMBER = "anggota"
_MINISTRY = "ministry"
# Orang nomor satu di Contoh: the office that it is, by the level of the region.
_FIRST_PERSON = "office.first_person"
_HEADS_OF = {"kabupaten": "bupati", "kota": "wali kota", "province": "gubernur"}
_ENDINGS = ("nya", "-nya")
_OWNER_REACH = 14
_AND = frozenset({"dan", "serta", "bersama", "beserta", "&"})
# What a chief's deputy is called behind him, and words between the two.
_HIS_DEPUTY, _CHIEF_REACH = "wakilnya", 20
_MAYOR = _HEADS_OF["kota"]
# What heads cities abroad, is a rank, and a name too; read as the office where a city stands behind it.
_RANK_OR_MAYOR, _LORD_MAYOR = "mayor", "lordmayor"
_REGION_HEADS = frozenset(_HEADS_OF.values())


class OfficeReader:
    """Finds and reads offices, with the names that follow them."""

    def __init__(self, rules: RuleSet) -> None:
        """RuleError for an office rule without a head, or with an unknown `takes`."""
        self._marks = MarkReader(rules)
        self._crowd = phrase_index(rules.of("offices", "crowd"))
        self._agents = phrase_index(rules.of("offices", "agent"))
        self._things = phrase_index(rules.of("offices", "thing"))
        self._no_office = phrase_index(rules.of("offices", "no_office"))
        self._second = phrase_index(rules.of("offices", "second"))
        self.heads = read_heads(rules)
        self._fields = units = word_set(rules.of("offices", "unit_word"))
        self._unit_heads = word_set(rules.of("offices", "unit_head"))
        self._departments = word_set(rules.of("offices", "department"))
        self._acronyms = word_set(rules.of("offices", "capitals"))
        self.names = NameReader(rules, self.heads, self._unit_heads, units)
        border = BorderReader(rules, self.names)
        self.units = UnitReader(rules, self.names, self.heads, border)
        self._holder = HolderReader(rules, self.names, self.units, border)
        self._vocabulary = self.units.vocabulary
        self._starters = frozenset(self.heads) | frozenset(self._marks.acting)
        # Bupatinya, direkturnya, CEO-nya; direktur utamanya
        owned = {
            words[0] + ending for group in self.heads.values() for words, _ in group for ending in _ENDINGS
        }
        self._owned = frozenset(owned - {_HIS_DEPUTY})
        self._pairs = frozenset(
            words for group in self.heads.values() for words, _ in group if len(words) == 2
        )
        self._anchors = self._starters | self._owned | {_HIS_DEPUTY}
        self._speller = Speller(self._starters, word_set(rules.of("offices", "no_misprint")))

    def head(self, phrase: str) -> Head:
        """The head that a phrase stands for; KeyError for an unknown one."""
        words = tuple(phrase.split())
        return dict(self.heads[words[0]])[words]

    def starts(self, w: Words) -> Iterator[int]:
        """Words at which an office may begin; misprinted ones are mended."""
        if _RANK_OR_MAYOR in w.lows:
            for i in [i for i, low in enumerate(w.lows) if low == _RANK_OR_MAYOR and self._heads_city(w, i)]:
                w.stand_for(i, _LORD_MAYOR)
        first = self._anchors.intersection(w.lows)
        misprinted = self._speller.misprinted(w.texts)
        if not (first or misprinted):
            return
        texts = w.texts
        for i in [i for i, low in enumerate(w.lows) if low in first or texts[i] in misprinted]:
            low = w.lows[i]
            if low in self._owned and self._owned_by(w, i):
                # Ngada diwakili bupatinya, Fulan
                low = low.removesuffix("nya").removesuffix("-")
                w.stand_for(i, low)
            elif low in self._starters and w.joined(i + 1) and w.lows[i + 1].endswith("nya"):
                second = w.lows[i + 1].removesuffix("nya")
                owned = (low, second) in self._pairs or second in self._unit_heads or self._is_field(second)
                if owned and self._names_follow(w, i + 2):
                    w.stand_for(i + 1, second)
            if low in self._starters or (low == _HIS_DEPUTY and self._names_follow(w, i + 1)):
                yield i
            elif w.capital(i) and (right := self._speller.right(low)) is not None:
                w.respell(i, right)
                yield i

    def _heads_city(self, w: Words, i: int) -> bool:
        """`Mayor | Busan Kim Fulan`: a city abroad behind what else is a rank or a name."""
        if (
            not w.capital(i)
            or w.texts[i].isupper()
            or (w.joined(i) and w.match(i - 1, self.heads) is not None)
        ):
            return False
        return self.units.place_abroad(w, i + 1)

    def _owned_by(self, w: Words, i: int) -> bool:
        """`diwakili bupatinya, Fulan`, `CEO-nya, Fulan`; but `CEO-nya Contoh` is the one of Contoh."""
        if "-" in w.lows[i] and w.texts[i + 1 : i + 2] != [","]:
            return False
        return self._names_follow(w, i + 1)

    def _names_follow(self, w: Words, i: int) -> bool:
        if w.joined(i):
            i, _ = self._holder.past_opener(w, i)
        return w.joined(i) and self.names.forward(w, i) is not None

    def _is_field(self, low: str) -> bool:
        """Is it a word for a field of work (kemitraan, operasional)?"""
        return low in self._fields or is_abstract(low)

    def _before_body(self, w: Words, j: int, found: tuple[int, Head]) -> tuple[int, Head]:
        """The head at word `j`, or a shorter one where a body begins within it (`Ketua | Komisi Pemilihan Umum`)."""
        k, head = found
        tabled = head.head != _CUT_BY_BODIES
        if tabled and w.lows[j] != _CUT_BY_TABLED:
            return found
        border = next(
            (
                i
                for i in range(j + 1, k)
                if (b := w.bodies.get(i)) and b.end > w.ends[k - 1] and not (tabled and b.basis != "table")
            ),
            None,
        )
        if border is None:
            return found
        shorter = [
            (j + len(words), other)
            for words, other in self.heads[w.lows[j]]
            if (tabled or other.head == head.head)
            and j + len(words) <= border
            and tuple(w.lows[j : j + len(words)]) == words
        ]
        return max(shorter, key=lambda item: item[0], default=found)

    def _take_owner(self, w: Words, i: int, unit: Unit) -> None:
        """`Kampus Contoh diwakili rektornya, Fulan`: the body before is the unit of the office at word `i`."""
        for k in range(i - 1, max(i - _OWNER_REACH, -1), -1):
            body = w.bodies.get(k)
            if body is not None and (not body.generic or body.basis == "inferred"):
                unit.bodies.append(body)
                unit.parts.append(body.institution.name)
                return
            if w.texts[k] in (".", ";") or not w.joined(k):
                return

    def read(self, w: Words, i: int, headline: bool = False) -> Office | None:
        """The office that begins at word `i`, with the name after it; None where there is none.

        `headline`: capitalised verbs end names there.
        """
        office = self._read_one(w, i, headline)
        return None if office is None else self._with_second(w, office, headline)

    def _read_one(self, w: Words, i: int, headline: bool) -> Office | None:
        found = self._head_at(w, i)
        if found is None:
            return None
        acting, j, k, head = found
        k, head = self._before_body(w, j, (k, head))
        if not self._stands(w, j, k, head) or (head.ministry and not _opens_ministry(w, k)):
            return None
        lower = not w.capital(j)
        printed = w.printed(j, k)
        capitals = in_capitals(w, j, k)
        owned = head.takes == "unit" and k < len(w) and _is_owned(w, k)
        # "kepala dinasnya": the unit is the body named before, whatever kind it is of; "manajer kemitraannya": it is
        # a field of work there.
        field = owned and w.lows[k] not in self._unit_heads
        unit = (
            Unit(k + 1, [w.lows[k].capitalize()] if field else []) if owned else self._read_unit(w, k, head)
        )
        if head.rule == _FIRST_PERSON:
            if unit.region is None:
                return None
            head = replace(self.head(_HEADS_OF[region(unit.region.code).level]), rule=_FIRST_PERSON)
        if _is_owned(w, k - 1):
            printed = printed.removesuffix("nya").removesuffix("-")
            owned = head.takes == "unit" and not unit.words
        by_agent = lower and head.takes == "unit" and not unit.words and self._agent_before(w, i, k)
        if owned or by_agent:
            self._take_owner(w, i, unit)
        named = unit.bodies or self._vocabulary.opens_body(w, k)
        # Who leads a protest is called so in small letters: "koordinator aksi, Fulan".
        protest = head.kind == "association" and self._names_follow(w, unit.end)
        if (
            lower
            and head.takes == "unit"
            and not (named or protest or owned or by_agent or self._several(w, i, k))
        ):
            return None
        name, comma = self._holder.read(w, unit, head, capitals, headline)
        former = self._marks.former(w, i)
        office = Office(
            start=i,
            end=unit.end,
            head=head,
            acting=acting,
            former=former,
            title="",
            unit=unit.text,
            region=unit.region,
            bodies=unit.bodies,
            cut_body=unit.cut_body,
            opens_with_body=unit.opens_with_body,
            lower=lower,
            name=name,
            after_comma=comma,
            cut=unit.cut,
            department=bool(unit.text) and set(unit.text.lower().split()) <= self._departments | _AND,
        )
        base = printed_title(printed, head, self._acronyms) if head.keep else head.value
        office.title = squeeze(f"{base} {office.unit}")
        return office

    def _with_second(self, w: Words, office: Office, headline: bool) -> Office:
        """`Menteri Contoh | /Kepala Badan Misal Fulan`, `… | sekaligus Kepala …`: with what else its holder is."""
        i = office.end
        if office.name is not None or office.bare or i + 1 >= len(w):
            return office
        link = w.match(i, self._second) if w.joined(i) else None
        behind = i + 1 if w.texts[i] == "/" else link[0] if link is not None else len(w)
        second = self._read_one(w, behind, headline) if behind < len(w) else None
        if second is None or second.name is None:
            return office
        between = "/" if link is None else f" {w.printed(i, behind)} "
        return replace(
            office,
            end=second.end,
            title=f"{office.title}{between}{second.role}",
            name=second.name,
            after_comma=second.after_comma,
            cut=second.cut,
        )

    def his_deputy(self, w: Words, i: int, chief: Office | None) -> Office | None:
        """`Bupati Contoh diwakili | wakilnya, Fulan`: the deputy of the office just named; None where it is none."""
        if w.lows[i] != _HIS_DEPUTY or chief is None or chief.head.deputy:
            return None
        far = i - chief.end > _CHIEF_REACH or any(w.texts[k] in (".", "!", "?") for k in range(chief.end, i))
        if far and not _names_before(w, i, chief):
            return None
        start, _ = self._holder.past_opener(w, i + 1)
        return replace(
            chief,
            start=i,
            end=i + 1,
            head=deputy_of(chief.head),
            acting=None,
            former=None,
            title=f"{DEPUTY} {chief.title}",
            lower=True,
            name=self.names.forward(w, start),
            after_comma=True,
        )

    def may_read(self, w: Words, i: int) -> bool:
        """Can an office be read at word `i`, whatever bodies the article names? False is certain."""
        found = self._head_at(w, i)
        if found is None:
            return False
        _, j, k, head = found
        # A body may cut the head of a chairman.
        return head.head in (_CUT_BY_BODIES, _MEMBER) or self._stands(w, j, k, head)

    def _head_at(self, w: Words, i: int) -> tuple[str | None, int, int, Head] | None:
        """Acting mark, first word, word after it, and the longest head at word `i`."""
        acting, j = self._marks.read_acting(w, i)
        if j >= len(w) or (j > i and not w.joined(j)):
            return None
        found = w.match(j, self.heads)
        if found is None and w.texts[j] == DEPUTY and w.joined(j + 1):
            # Wakil | Komandan, which no rule has as an office of its own
            found = w.match(j + 1, self.heads)
            if found is not None and not found[1].deputy and found[1].takes != "none":
                return acting, j, found[0], deputy_of(found[1])
            return None
        return None if found is None else (acting, j, *found)

    def _stands(self, w: Words, j: int, k: int, head: Head) -> bool:
        """May words `[j, k)` be the head of an office, as they are printed and by what stands beside them?"""
        if self.names.rank(w, j) > k or w.match(j, self._no_office) is not None:
            return False
        owned = _is_owned(w, k - 1) or (k < len(w) and _is_owned(w, k))
        if head.caps and not (w.capital(j) or owned or self._member(w, k, head)):
            return False
        if head.field and not (
            w.joined(k) and self._vocabulary.is_word(w, k) and w.lows[k] not in self.units.levels
        ):
            return False
        printed = w.printed(j, k)
        return len(printed) > ALWAYS_CAPITALS or printed.isupper()

    def _member(self, w: Words, k: int, head: Head) -> bool:
        """`anggota KPU Fulan`: a member, in small letters, of the body at word `k`, before the member's name."""
        body = w.bodies.get(k)
        if head.head != _MEMBER or body is None:
            return False
        end = w.after(body.end, k)
        return w.joined(end) and self.names.forward(w, end) is not None

    def collective(self, w: Words, office: Office) -> bool:
        """Many office-holders (`para bupati`), or no person at all (`Peraturan Gubernur`)."""
        i = office.start
        joined = office.end + 1 < len(w) and w.touches(office.end + 1)
        if joined and (w.lows[office.end] == "se" or (w.texts[office.end] == "/" and office.bare)):
            return True
        if w.lows[min(office.end, len(w) - 1)].startswith("se-"):
            return True
        if i == 0 or not w.joined(i):
            return False
        before = w.lows[i - 1]
        if before == "/" or before[0].isdigit():
            return True
        starts = [k for k in (i - 1, i - 2) if k >= 0]
        return any(_ends_at(w, k, i, phrases) for phrases in (self._crowd, self._things) for k in starts)

    def counted(self, w: Words, i: int) -> bool:
        """`Dua wakil rektor`, `kedua deputi`: do words before the office at word `i` say that several hold it?"""
        return any(_ends_at(w, k, i, self._crowd) for k in (i - 1, i - 2) if k >= 0)

    def _several(self, w: Words, i: int, k: int) -> bool:
        """`dua wakil ketua, A dan B`: an office in small letters, from word `i` to `k`, with its holders."""
        return self.counted(w, i) and self._names_follow(w, k)

    def _agent_before(self, w: Words, i: int, k: int) -> bool:
        """`diteken oleh direktur utama, Fulan`: an office in small letters that a word for who acts announces."""
        announced = any(_ends_at(w, j, i, self._agents) for j in (i - 1, i - 2) if j >= 0)
        return announced and w.joined(k) and w.texts[k] == "," and self._names_follow(w, k)

    def _read_unit(self, w: Words, i: int, head: Head) -> Unit:
        if i >= len(w):
            return Unit(i)
        if head.takes == "region":
            if i + 3 < len(w) and w.texts[i] == "(" and w.texts[i + 2] == ")" and w.lows[i + 1] in self.heads:
                # Wakil Bupati (Wabup) | Contoh
                unit = self._read_unit(w, i + 3, head)
                return unit if unit.words else Unit(i)
            unit = self.units.region(w, i, keep=head.head not in _REGION_HEADS)
            return unit if unit.words or head.head != _MAYOR else self.units.abroad(w, i)
        if head.takes == "none":
            return self.units.none(w, i)
        if head.takes == "country":
            unit = self.units.country(w, i)
            # "Jaksa Agung ST Fulan": two letters before a name are its initials, where no unit is called for.
            initials = head.whole and len(w.texts[i]) == _INITIALS and self._vocabulary.before_name(w, i)
            if unit.words or initials or not self._vocabulary.acronym(w, i):
                return unit
            # "Presiden JFA": of a federation, known by its letters alone.
            return self.units.any(w, i)
        if head.takes == "foreign":
            return self.units.foreign(w, i)
        unit = self.units.any(w, i)
        if head.kind == "police":
            self.units.city(w, unit)
        return unit


def _ends_at(w: Words, k: int, i: int, phrases: Phrases[Rule]) -> bool:
    """Does one of the phrases begin at word `k` and end before word `i`?"""
    found = w.match(k, phrases)
    return found is not None and found[0] == i


def _names_before(w: Words, i: int, chief: Office) -> bool:
    """`Fulan dan (dua) | wakilnya`: does a part of the chief's name stand right before?"""
    parts = set(chief.name.name.lower().split()) if chief.name is not None else set()
    return any(w.lows[k] in _AND and k > 0 and w.lows[k - 1] in parts for k in range(max(1, i - 2), i))


def _opens_ministry(w: Words, i: int) -> bool:
    """Does a ministry's name begin at word `i`?"""
    body = w.bodies.get(i) if w.joined(i) else None
    return body is not None and body.institution.kind == _MINISTRY


def _is_owned(w: Words, i: int) -> bool:
    """Is word `i` read without the ending it is printed with (direkturnya)?"""
    return w.lows[i] != w.texts[i].lower() and w.texts[i].endswith("nya")
