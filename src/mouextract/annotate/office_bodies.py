"""The institution that an office belongs to, with keys that agree with those of institutions in the text.

Keys follow the institutions' own scheme: `region:` and code for governments, the table's id for known
bodies, else the name's letters; a place that names a branch or owns the body stands after `@`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from mouextract.annotate.institution_draft import numbered_parts, part_of_ministry
from mouextract.annotate.office import Office
from mouextract.annotate.office_body_words import BodyWords
from mouextract.annotate.person_words import bare_words
from mouextract.knowledge.institutions import KnownInstitution, lookup, normal_form, owner_of
from mouextract.knowledge.offices import is_name_word
from mouextract.knowledge.regions import HEADS, full_name, government, region
from mouextract.mentions import Annotations, Institution
from mouextract.text import squeeze

_KANWIL = "Kanwil"
_MAYOR = "wali kota"
_AMBASSADOR, _CONSUL = "duta besar", "konsul"
_EMBASSY = "Kedutaan Besar"
_OUR_EMBASSY = "Kedutaan Besar Republik Indonesia"
# How an office goes on behind the country that sends the envoy: "Jepang untuk Indonesia", "(RI) untuk Jepang",
# where RI may be part of the office already.
_POSTED = re.compile(r"(?:^| )untuk ")
_GOVERNMENT_HEADS = HEADS | {"sekretaris"}
_HEADED_BY_DIRECTOR = frozenset(
    {"company", "hospital", "school", "university", "foundation", "bank", "other"}
)
_NUMBER = re.compile(r"\d+|[IVX]+")
# Characters in which the word before a name is looked for.
_WORD = 30
# Words of the shortest name of a body that is not only a place.
_A_NAME = 2
_HAS_PARTS = frozenset({"company", "bank"})
_BRANCHED = frozenset({"police", "prosecutor"})
_OF = re.compile(r"(?:of|for)(?: the)? ", re.IGNORECASE)
_CLASS_WORDS = re.compile(r"\b(?:kabupaten|kota|provinsi)\b")


class BodyFinder:
    """Tells the institution of an office; knows the institutions that one article names."""

    def __init__(self, ann: Annotations, words: BodyWords) -> None:
        self._words = words
        self._by_name: dict[str, Institution] = {}
        # Keys of those that stand somewhere without an office before them.
        alone: set[str] = set()
        bare: dict[str, Institution] = {}
        for mention in ann.institutions:
            institution = mention.institution
            printed = squeeze(ann.folded[mention.start : mention.end])
            before = ann.folded[max(0, mention.start - _WORD) : mention.start].split()
            if not (before and before[-1][0].isupper() and before[-1][-1].isalpha()):
                alone.add(institution.key)
            for name in (printed, institution.name, institution.short_name):
                if name and not mention.generic:
                    form = normal_form(name)
                    self._by_name.setdefault(form, institution)
                    bare.setdefault(normal_form(" ".join(bare_words(name, words.legal_forms))), institution)
            for part in numbered_parts(institution.name):
                bare.setdefault(normal_form(part), institution)
            if (whole := part_of_ministry(institution.name)) is not None:
                bare.setdefault(normal_form(whole), institution)
        # An office is printed without the company's legal form, or with half of a name, more often than not.
        for form, institution in bare.items():
            self._by_name.setdefault(form, institution)
        # Companies' names by their first word.
        self._companies: dict[str, list[tuple[str, Institution]]] = {}
        for form, institution in self._by_name.items():
            if institution.kind == "company" and institution.key in alone:
                self._companies.setdefault(form.split(" ", 1)[0], []).append((form, institution))

    def of(self, office: Office, code: str | None) -> Institution | None:
        """The body; `code`: the region that the office's unit means, printed or concluded."""
        head = office.head
        if office.unit and not office.bodies and (rest := self._rest_of_part(office)) is not None:
            if (entry := lookup(rest[0]) if rest else None) is not None:
                return self._named(entry.name, entry.kind, office)
            if len(rest) < _A_NAME:
                # "Kepala Cabang Waisai", "General Manager Zona 1": of which company, the office does not say.
                return _lone(i for i in self._by_name.values() if i.kind in _HAS_PARTS)
        if office.cut_body is not None:
            # "Sekjen Kementerian Pertanian Yordania"
            named = self._by_name.get(normal_form(office.unit))
            abroad = named is not None and named.name.startswith(f"{office.cut_body[0]} ")
            return named if abroad else self._named(*office.cut_body, office)
        governs = head.takes == "region" and head.head in _GOVERNMENT_HEADS and head.body is None
        if governs and not office.bodies:
            return government(code) if code else self._abroad(office)
        first = office.bodies[0].institution if office.bodies else None
        if head.head == _AMBASSADOR and (first is None or first.kind == "country"):
            return self._sending(office)
        of_dinas = first is not None and first.kind == "office"
        if head.head == "menteri" and (of_dinas or "/" in office.unit):
            # "Menteri X/Kepala Y": both offices are those of the ministry; "Menteri Dikbud" heads no dinas, …
            entry = lookup(f"Kementerian {office.unit.partition('/')[0].strip()}")
            if entry is not None:
                return self._named(entry.name, entry.kind, office)
            if of_dinas:
                return None
        if first is not None and head.value == "Direktur Jenderal" and of_dinas:
            # … nor "Dirjen Dukcapil" one of a region, …
            return self._named(f"Direktorat Jenderal {first.name.removeprefix('Dinas ')}", "agency", office)
        if first is not None and head.body == "Dinas" and first.kind == "ministry":
            # … and "Kadis Kominfo" no ministry.
            return self._named(f"Dinas {first.name.removeprefix('Kementerian ')}", "office", office)
        if code and head.head in self._words.staff and self._words.secretariat.search(office.unit):
            return government(code)
        bodies = (
            office.bodies if head.body is None else [m for m in office.bodies if m.institution.code is None]
        )
        if bodies and head.ministry:
            # "Irjen Kemendagri" heads a part of the ministry.
            return self._named(f"{head.body} {bodies[0].institution.name}", head.kind or "agency", office)
        if bodies and head.body == _KANWIL:
            # "Kakanwil Kemenkum Riau" heads the ministry's office there.
            name = f"Kantor Wilayah {bodies[0].institution.name.removeprefix('Kantor Wilayah ')}"
            place = office.region.name if office.region is not None else ""
            name = name if name.endswith(place) else f"{name} {place}"
            return self._named(name, head.kind or "agency", office)
        if bodies:
            body = (bodies[0] if head.leads else bodies[-1]).institution
            # A Kadis whose unit ends in Kota Metro heads the dinas, not the city.
            if body.code is None or not head.leads or office.opens_with_body:
                unit = self._unit(office, body) if head.units else None
                return unit or self._whole_of(body, office) or body
        if head.body is not None:
            if office.bare:
                only = self._only(head.body)
                if only is None and code is not None and head.body.lower() in self._words.one_each:
                    return self._named(f"{head.body} {region(code).name}", head.kind or "agency", office)
                return only
            written_out = self._written_out(head.body, office)
            return written_out or self._named(self._built_name(office, code), head.kind or "agency", office)
        if code and (head.head in self._words.staff or self._words.secretariat.search(office.unit)):
            return government(code)
        if head.takes == "foreign" and office.unit:
            return self._named(_OF.sub("", office.unit), "foreign", office)
        if office.department or set(office.unit.lower().split()) <= self._words.organs:
            return self._closing(office)
        if (opening := self._words.nouns.get(office.unit.lower())) is not None:
            # "Kepala Balai", of the one Balai X that the article names
            return self._only(opening)
        if office.unit[:1].isalpha() and head.leads and head.head != _CONSUL:
            kind = self._words.unit_kinds.get(head.head, "other")
            return self._named(office.unit, "office" if kind == "agency" and code else kind, office)
        return self._closing(office)

    def _rest_of_part(self, office: Office) -> list[str] | None:
        """`Pemimpin Wilayah III | Pegadaian`: what the office of a company's part names beside it, or None."""
        words, title = office.unit.split(), office.title.lower().split()
        if words and words[0].lower() in self._words.parts:
            words = words[1:]
        elif not self._words.titled_parts.intersection(title[1:2]):
            return None
        return words[1:] if words and _NUMBER.fullmatch(words[0]) else words

    def _sending(self, office: Office) -> Institution | None:
        """The government that sends the ambassador, or its embassy where the article names that; of Indonesia's own,
        the embassy.
        """
        country = _POSTED.split(office.unit)[0]
        sender = lookup(country)
        if not country or (sender is not None and sender.short == "Indonesia"):
            return self._named(_OUR_EMBASSY, "agency", office)
        if sender is None or sender.kind != "country":
            return self._closing(office)
        embassy = self._by_name.get(normal_form(f"{_EMBASSY} {country}"))
        return embassy or self._named(sender.name, sender.kind, office)

    def _abroad(self, office: Office) -> Institution | None:
        """The government of a city or province abroad: Wali Kota | Busan; of a city also where no table has it."""
        for level in self._words.classes_abroad.get(office.head.head, ()):
            entry = lookup(f"{level} {office.unit}") if office.unit else None
            if entry is not None and entry.kind == "foreign":
                return self._named(entry.name, entry.kind, office)
        if office.unit and office.head.head == _MAYOR:
            return self._named(f"Pemerintah Kota {office.unit}", "foreign", office)
        return None

    def _closing(self, office: Office) -> Institution | None:
        """The known body whose bureau or directorate it is: Kepala Biro Hukum dan Humas | BP2MI."""
        return self._known_end(office.unit.split(), 1, office)

    def _whole_of(self, body: Institution, office: Office) -> Institution | None:
        """The known body that an unknown commission is part of: Komisi Hukum dan Perundang-undangan | Dewan Pers."""
        words = body.name.split()
        part = body.kind != "military" and words[0].lower() in self._words.commissions
        if not part or lookup(body.name) is not None:
            return None
        return self._known_end(words, 2, office)

    def _known_end(self, words: list[str], first: int, office: Office) -> Institution | None:
        """The longest known body whose name the words from the one numbered `first` on, or fewer, are."""
        for n in range(first, len(words)):
            if (entry := lookup(" ".join(words[n:]))) is not None:
                return self._named(entry.name, entry.kind, office)
        return None

    def _unit(self, office: Office, body: Institution) -> Institution | None:
        """The one unit of the office's kind that the article names, of a body of the same kind: Ditlantas Polda X."""
        openings = tuple(map(normal_form, office.head.units))
        return _lone(
            i
            for i in self._by_name.values()
            if i.kind == body.kind and normal_form(i.name).startswith(openings)
        )

    def leads(self, office: Office) -> bool:
        """Does the holder stand for the institution?"""
        if office.former is not None:
            return False
        head = office.head
        if head.value == "Direktur" and not (head.leads or head.deputy) and office.opens_with_body:
            kinds = (
                [office.cut_body[1]] if office.cut_body else [m.institution.kind for m in office.bodies[:1]]
            )
            return bool(kinds) and kinds[0] in _HEADED_BY_DIRECTOR
        return office.head.leads

    def _only(self, body: str) -> Institution | None:
        """The one institution of the article whose name begins so (the Polda, for a bare Kapolda)."""
        opening = normal_form(body) + " "
        return _lone(i for i in self._by_name.values() if normal_form(i.name).startswith(opening))

    def _begun(self, name: str) -> Institution | None:
        """The one company of the article whose name, less its legal form, begins so: `Direktur Contoh Mineral`."""
        opening = normal_form(name) + " "
        same_start = self._companies.get(opening.split(" ", 1)[0], ())
        longer = ((form.removeprefix(opening), i) for form, i in same_start if form.startswith(opening))
        # "direktur PT Contoh Power Ahmad Fulan": the holder's name, taken for a part of the company's.
        return _lone(i for rest, i in longer if not (" " in rest and any(map(is_name_word, rest.split()))))

    def _written_out(self, body: str, office: Office) -> Institution | None:
        """The article's one institution that begins like the body and has the acronym's first letters at least."""
        acronym = office.unit
        if office.region is not None:
            acronym = acronym.partition(" ")[0]
        if not acronym.isupper() or " " in acronym:
            return None
        opening = normal_form(body) + " "
        found = []
        for form, institution in self._by_name.items():
            words = [w for w in form.removeprefix(opening).split() if w not in ("dan", "dan/atau", "serta")]
            initials = "".join(word[0] for word in words).upper()
            fits = acronym.startswith(initials) or initials.startswith(acronym)
            if form.startswith(opening) and len(initials) > 2 and fits:
                found.append(institution)
        return _lone(found)

    def _built_name(self, office: Office, code: str | None) -> str:
        body = office.head.body or ""
        unit = office.unit
        if unit and office.head.kind == "association":
            return unit
        if office.head.whole:
            if office.head.takes == "region" and code:
                return f"{body} {full_name(code)}"
            # "Menhan Filipina"
            country = lookup(unit) if unit else None
            abroad = country is not None and country.kind == "country" and country.short != "Indonesia"
            return f"{body} {unit}" if abroad else body
        if (
            body == "Kementerian Koordinator"
            and not unit.startswith("Bidang")
            and lookup(f"{body} {unit}") is None
        ):
            unit = f"Bidang {unit}"
        return f"{body} {unit}".strip()

    def _named(self, name: str, kind: str, office: Office) -> Institution:
        """An institution by name: as the article has it, as the table has it, else a new one."""
        mentioned = self._by_name.get(normal_form(name))
        if mentioned is not None:
            return mentioned
        entry = lookup(name)
        if entry is not None:
            return Institution(entry.id, entry.name, entry.kind, short_name=entry.short)
        if name.isupper() and name.isalpha() and (only := self._only(name)) is not None:
            # "Kepala KPP", of the one KPP Pratama that the article names
            return only
        if kind == "company" and (fuller := self._begun(name)) is not None:
            return fuller
        code = office.region.code if office.region is not None else None
        own = kind == "office" and code is not None
        branch_of = lookup(office.head.body) if office.head.body and kind in _BRANCHED else None
        return Institution(_key(name, code, own, branch_of), name, kind, region=code if own else None)


def _lone(found: Iterable[Institution]) -> Institution | None:
    """The one institution that all of them are."""
    by_key = {institution.key: institution for institution in found}
    return next(iter(by_key.values())) if len(by_key) == 1 else None


def _key(name: str, code: str | None, own: bool, branch_of: KnownInstitution | None) -> str:
    owner = owner_of(name, code, branch_of)
    base = f"{owner}@" if owner is not None else ""
    if base and code is not None:
        return base + code
    form = normal_form(name)
    if code is not None:
        form = _CLASS_WORDS.sub(" ", form)
        if own:
            form = form.strip().removesuffix(normal_form(region(code).name)) + "@" + code
    return base + "".join(form.split())
