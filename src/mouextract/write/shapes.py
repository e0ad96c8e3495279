"""The shapes of an exported table: rows of agreements, parties, signatories, regencies or mentions.

The names and the order of the columns are a promise: new ones come at the end of their block only.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mouextract.records import Agreement, ArticleRecord, Party, Regency, Signatory
from mouextract.records import Mention as Span
from mouextract.write.columns import Block, Cell, Column, Kind, Line, Shape
from mouextract.write.pointers import shown_value

JOIN = "; "
_TEXT, _INT, _NUMBER = Kind.TEXT, Kind.INTEGER, Kind.NUMBER
_BOOL, _DATE, _PARTIAL = Kind.BOOLEAN, Kind.DATE, Kind.PARTIAL_DATE


def _joined(values: Iterable[object]) -> str:
    return JOIN.join(map(str, values))


def words(agreement: Agreement, *fields: str) -> str:
    """The words that prove a field or its entries, in text order, in quote marks."""
    spans = {
        (item.start, item.text)
        for item in agreement.evidence
        if any(item.field == field or item.field.startswith(field + "/") for field in fields)
    }
    return _joined(f"“{text}”" for _, text in sorted(spans))


def _proof(field: str) -> Callable[[Agreement], str]:
    return lambda agreement: words(agreement, field)


def first_day(date: str | None) -> datetime.date | None:
    """The first day that a partial date covers."""
    return None if date is None else datetime.date.fromisoformat(date + "-01" * ((10 - len(date)) // 3))


def last_day(date: str | None) -> datetime.date | None:
    """The last day that a partial date covers."""
    first = first_day(date)
    if first is None or date is None or len(date) == 10:
        return first
    month = 12 if len(date) == 4 else first.month
    return datetime.date(first.year, month, calendar.monthrange(first.year, month)[1])


def _year(date: str | None) -> int | None:
    return None if date is None else int(date[:4])


_ARTICLE: tuple[Column[ArticleRecord], ...] = (
    Column("article_id", _TEXT, "the article's id", lambda r: r.article_id),
    Column("uri", _TEXT, "file or address the article was read from", lambda r: r.source.uri),
    Column(
        "row",
        _INT,
        "row in that file, counted from 0; empty for a file of one article",
        lambda r: r.source.row,
    ),
    Column("url", _TEXT, "the article's web address", lambda r: r.source.url),
    Column("outlet", _TEXT, "who published it", lambda r: r.source.outlet),
    Column("title", _TEXT, "its title", lambda r: r.title),
    Column("published", _PARTIAL, "its stored publication date", lambda r: r.published),
)
_WARNINGS: Column[ArticleRecord] = Column(
    "warnings", _TEXT, "what a reader of the record should know", lambda r: _joined(r.warnings)
)
_NUMBER_COLUMN: Column[Line] = Column(
    "agreement", _INT, "the agreement's number within the article, from 1", lambda line: line.number
)
_STATE: tuple[Column[Agreement], ...] = (
    Column("main", _BOOL, "true: the article is about it; false: only background", lambda a: a.main),
    Column("types", _TEXT, "kinds of instrument", lambda a: _joined(a.types)),
    Column("status", _TEXT, "planned, signed, in_force or ended", lambda a: a.status),
    Column("date", _PARTIAL, "date of the signing, the end or the event, by status", lambda a: a.date),
)
_AGREEMENT: tuple[Column[Agreement], ...] = (
    *_STATE,
    Column("signed_on", _PARTIAL, "earlier signing of one in force", lambda a: a.signed_on),
    Column("planned_for", _PARTIAL, "day foreseen for a planned one", lambda a: a.planned_for),
    Column("valid_until", _PARTIAL, "expiry", lambda a: a.valid_until),
    Column("duration", _TEXT, "term, ISO 8601 (P5Y: five years)", lambda a: a.duration),
    Column("number", _TEXT, "document number", lambda a: a.number),
    Column("place", _TEXT, "where", lambda a: a.place),
    Column("subject", _TEXT, "what it is about, in the article's words", lambda a: a.subject),
    Column("parties", _TEXT, "official names", lambda a: _joined(p.name for p in a.parties)),
    Column(
        "party_kinds", _TEXT, "their kinds, in the same order", lambda a: _joined(p.kind for p in a.parties)
    ),
    Column(
        "party_sides",
        _TEXT,
        "their sides, in the same order; `?` where unknown",
        lambda a: _joined("?" if p.side is None else p.side for p in a.parties),
    ),
    Column(
        "regency_codes",
        _TEXT,
        "Kemendagri codes of party regencies and cities",
        lambda a: _joined(r.code for r in a.regencies),
    ),
    Column(
        "regency_names",
        _TEXT,
        "their names, in the same order",
        lambda a: _joined(r.name for r in a.regencies),
    ),
    Column(
        "province_codes",
        _TEXT,
        "Kemendagri codes of party provinces",
        lambda a: _joined(p.code for p in a.provinces),
    ),
    Column(
        "province_names",
        _TEXT,
        "their names, in the same order",
        lambda a: _joined(p.name for p in a.provinces),
    ),
    Column(
        "signatories",
        _TEXT,
        "who signed or is to sign: name (office)",
        lambda a: _joined(f"{s.name} ({s.role})" for s in a.signatories),
    ),
    Column("confidence", _NUMBER, "0 to 1", lambda a: a.confidence),
    Column("types_evidence", _TEXT, "the words that prove the kinds", _proof("/types")),
    Column("status_evidence", _TEXT, "the words that prove the status", _proof("/status")),
    Column("date_evidence", _TEXT, "the words that prove the date", _proof("/date")),
    Column("parties_evidence", _TEXT, "the words that name the parties", _proof("/parties")),
    Column("signatories_evidence", _TEXT, "the words that name the signatories", _proof("/signatories")),
    Column("year", _INT, "year of `date`", lambda a: _year(a.date)),
    Column(
        "date_first", _DATE, "first day that `date` covers (2023-11: 2023-11-01)", lambda a: first_day(a.date)
    ),
    Column(
        "date_last", _DATE, "last day that `date` covers (2023-11: 2023-11-30)", lambda a: last_day(a.date)
    ),
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A party or a signatory, and its place within the agreement, from 0."""

    agreement: Agreement
    place: int

    @property
    def party(self) -> Party:
        return self.agreement.parties[self.place]

    @property
    def signatory(self) -> Signatory:
        return self.agreement.signatories[self.place]

    @property
    def signs_for(self) -> Party | None:
        return None if self.signatory.party is None else self.agreement.parties[self.signatory.party]

    def proof(self, field: str) -> str:
        return words(self.agreement, f"/{field}/{self.place}")


_PARTY: tuple[Column[_Entry], ...] = (
    Column("party", _INT, "the party's number within the agreement, from 1", lambda e: e.place + 1),
    Column("name", _TEXT, "official full name", lambda e: e.party.name),
    Column("short_name", _TEXT, "usual short name", lambda e: e.party.short_name),
    Column("kind", _TEXT, "kind of institution", lambda e: e.party.kind),
    Column("code", _TEXT, "Kemendagri code of a region's government", lambda e: e.party.code),
    Column("side", _INT, "parties that stand together share a number", lambda e: e.party.side),
    Column("evidence", _TEXT, "the words that prove it", lambda e: e.proof("parties")),
)
_SIGNATORY: tuple[Column[_Entry], ...] = (
    Column("signatory", _INT, "the person's number within the agreement, from 1", lambda e: e.place + 1),
    Column("name", _TEXT, "name without honorifics and degrees", lambda e: e.signatory.name),
    Column("role", _TEXT, "office with its unit", lambda e: e.signatory.role),
    Column("capacity", _TEXT, "signed, designated (is to sign) or on_behalf", lambda e: e.signatory.capacity),
    Column(
        "party",
        _INT,
        "number of the party that the person signs for, from 1",
        lambda e: None if e.signatory.party is None else e.signatory.party + 1,
    ),
    Column(
        "party_name", _TEXT, "its official name", lambda e: None if e.signs_for is None else e.signs_for.name
    ),
    Column("evidence", _TEXT, "the words that prove it", lambda e: e.proof("signatories")),
)


@dataclass(frozen=True, slots=True)
class _RegencyRow:
    """A regency that is party (then `agreement` is set), that the article names (`named`), or both."""

    code: str
    name: str
    named: Regency | None
    agreement: Agreement | None
    evidence: str


_REGENCY: tuple[Column[_RegencyRow], ...] = (
    Column("code", _TEXT, "Kemendagri code", lambda r: r.code),
    Column("name", _TEXT, "official name", lambda r: r.name),
    Column("kind", _TEXT, "kabupaten or kota", lambda r: "kota" if r.code[3] >= "7" else "kabupaten"),
    Column("province_code", _TEXT, "Kemendagri code of its province", lambda r: r.code[:2]),
    Column(
        "province",
        _TEXT,
        "name of its province; empty where the article does not name the regency",
        lambda r: None if r.named is None else r.named.province,
    ),
    Column(
        "party",
        _BOOL,
        "true: its government is party to the agreement; false: only named",
        lambda r: r.agreement is not None,
    ),
    Column(
        "mentions", _INT, "how often the article names it", lambda r: len(r.named.mentions) if r.named else 0
    ),
    Column("evidence", _TEXT, "the words that prove it, or that name it", lambda r: r.evidence),
)


@dataclass(frozen=True, slots=True)
class _MentionRow:
    span: Span
    about: str
    field: str
    value: Cell
    rule: str | None = None
    basis: str | None = None


_MENTION: tuple[Column[_MentionRow], ...] = (
    Column(
        "about",
        _TEXT,
        "agreement (the span proves a value), regency, date or person (the article names it)",
        lambda m: m.about,
    ),
    Column(
        "field",
        _TEXT,
        "JSON Pointer of what it proves, within the agreement or the record",
        lambda m: m.field,
    ),
    Column("value", _TEXT, "the value that it proves", lambda m: m.value),
    Column(
        "start", _INT, "offset of the first character in the article's text, from 0", lambda m: m.span.start
    ),
    Column("end", _INT, "offset after the last character", lambda m: m.span.end),
    Column("text", _TEXT, "the words", lambda m: m.span.text),
    Column("rule", _TEXT, "id of the rule that decided", lambda m: m.rule),
    Column("basis", _TEXT, "text, table, metadata or inferred", lambda m: m.basis),
)


def _agreements(record: ArticleRecord) -> Iterator[Line]:
    for number, agreement in enumerate(record.agreements, 1):
        yield Line(record, number, agreement)


def _parties(record: ArticleRecord) -> Iterator[Line]:
    for number, agreement in enumerate(record.agreements, 1):
        for place in range(len(agreement.parties)):
            yield Line(record, number, agreement, _Entry(agreement, place))


def _signatories(record: ArticleRecord) -> Iterator[Line]:
    for number, agreement in enumerate(record.agreements, 1):
        for place in range(len(agreement.signatories)):
            yield Line(record, number, agreement, _Entry(agreement, place))


def _regency_rows(record: ArticleRecord) -> Iterator[Line]:
    named = {regency.code: regency for regency in record.regencies}
    parties = set()
    for number, agreement in enumerate(record.agreements, 1):
        for place, region in enumerate(agreement.regencies):
            parties.add(region.code)
            proof = words(agreement, f"/regencies/{place}")
            row = _RegencyRow(region.code, region.name, named.get(region.code), agreement, proof)
            yield Line(record, number, agreement, row)
    for regency in record.regencies:
        if regency.code not in parties:
            spans = _joined(f"“{text}”" for text in dict.fromkeys(m.text for m in regency.mentions))
            yield Line(record, item=_RegencyRow(regency.code, regency.name, regency, None, spans))


def _mentions(record: ArticleRecord) -> Iterator[Line]:
    for number, agreement in enumerate(record.agreements, 1):
        for item in agreement.evidence:
            value = shown_value(agreement, item.field)
            row = _MentionRow(item, "agreement", item.field, value, item.rule, item.basis)
            yield Line(record, number, agreement, row)
    for place, regency in enumerate(record.regencies):
        for span in regency.mentions:
            yield Line(record, item=_MentionRow(span, "regency", f"/regencies/{place}", regency.code))
    for place, date in enumerate(record.dates):
        yield Line(record, item=_MentionRow(date, "date", f"/dates/{place}", date.date))
    for place, person in enumerate(record.people):
        for span in person.mentions:
            row = _MentionRow(span, "person", f"/people/{place}", f"{person.name} ({person.office})")
            yield Line(record, item=row)


_RECORD: Block[ArticleRecord] = Block(lambda line: line.record, _ARTICLE)
_CONTEXT: tuple[Block[Line] | Block[Agreement], ...] = (
    Block(lambda line: line, (_NUMBER_COLUMN,)),
    Block(lambda line: line.agreement, _STATE),
)

AGREEMENTS = Shape(
    "agreements",
    "an agreement, as one article reports it",
    (
        Block(lambda line: line.record, (*_ARTICLE, _WARNINGS)),
        Block(lambda line: line, (_NUMBER_COLUMN,)),
        Block(lambda line: line.agreement, _AGREEMENT),
    ),
    _agreements,
)
PARTIES = Shape(
    "parties",
    "a party to an agreement",
    (_RECORD, *_CONTEXT, Block(lambda line: line.item, _PARTY)),
    _parties,
)
SIGNATORIES = Shape(
    "signatories",
    "a person who signed or is to sign an agreement",
    (_RECORD, *_CONTEXT, Block(lambda line: line.item, _SIGNATORY)),
    _signatories,
)
REGENCIES = Shape(
    "regencies",
    "a regency or city and an agreement that its government is party to; one that the article only names "
    "has a row of its own, without an agreement",
    (_RECORD, *_CONTEXT, Block(lambda line: line.item, _REGENCY)),
    _regency_rows,
)
MENTIONS = Shape(
    "mentions",
    "a span of the article: words that prove a value, or that name a regency, a date or a person",
    (
        _RECORD,
        Block(lambda line: line, (_NUMBER_COLUMN,)),
        Block(lambda line: line.item, _MENTION),
    ),
    _mentions,
)
SHAPES: dict[str, Shape] = {
    shape.name: shape for shape in (AGREEMENTS, PARTIES, SIGNATORIES, REGENCIES, MENTIONS)
}
