"""Records as tables of a database, with keys: nothing of a record is lost, but the text where it has none.

`article` numbers the records from 1, in their order: article ids may repeat, where texts are the same.
Everything else is numbered within what it belongs to, from 1 too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mouextract.records import Agreement, ArticleRecord
from mouextract.write.columns import Kind

Value = str | int | float | bool | None
TableRow = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table."""

    name: str
    kind: Kind
    meaning: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its first `key` columns are the primary key.

    `parents`: the tables that its foreign keys lead to, with the columns that make up each key.
    """

    name: str
    row: str
    key: int
    fields: tuple[Field, ...]
    parents: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def primary(self) -> tuple[str, ...]:
        """The columns of the primary key."""
        return tuple(field.name for field in self.fields[: self.key])


_T, _I, _N, _B, _D = Kind.TEXT, Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN, Kind.PARTIAL_DATE
_ARTICLE = Field("article", _I, "the record's number")
_AGREEMENT = Field("agreement", _I, "the agreement's number within the article")
_TO_ARTICLE = ("articles", ("article",))
_TO_AGREEMENT = ("agreements", ("article", "agreement"))
_SPAN = (
    Field("start", _I, "offset of the first character in the article's text, from 0"),
    Field("end", _I, "offset after the last character"),
    Field("text", _T, "the words"),
)


def _maybe(name: str, kind: Kind, meaning: str) -> Field:
    return Field(name, kind, meaning, required=False)


TABLES: tuple[Table, ...] = (
    Table(
        "articles",
        "an article",
        1,
        (
            _ARTICLE,
            Field("article_id", _T, "the article's id; equal texts may share one"),
            Field("schema_version", _T, "of the record"),
            Field("uri", _T, "file or address the article was read from"),
            _maybe("row", _I, "row in that file, counted from 0"),
            _maybe("outlet", _T, "who published it"),
            _maybe("url", _T, "its web address"),
            Field("text_sha256", _T, "SHA-256 of its text"),
            _maybe("extractor", _T, "what took the text out of HTML"),
            _maybe("title", _T, "its title"),
            _maybe("published", _D, "its stored publication date"),
            _maybe("text", _T, "its text, where the record holds it"),
        ),
    ),
    Table(
        "warnings",
        "something that a reader of the record should know",
        2,
        (_ARTICLE, Field("warning", _I, "its number"), Field("message", _T, "what it says")),
        (_TO_ARTICLE,),
    ),
    Table(
        "agreements",
        "an agreement, as one article reports it",
        2,
        (
            _ARTICLE,
            _AGREEMENT,
            Field("main", _B, "the article is about it; else it is only background"),
            Field("status", _T, "planned, signed, in_force or ended"),
            _maybe("date", _D, "of the signing, the end or the event, by status"),
            _maybe("signed_on", _D, "earlier signing of one in force"),
            _maybe("planned_for", _D, "day foreseen for a planned one"),
            _maybe("valid_until", _D, "expiry"),
            _maybe("duration", _T, "term, ISO 8601"),
            _maybe("number", _T, "document number"),
            _maybe("place", _T, "where"),
            _maybe("subject", _T, "what it is about, in the article's words"),
            Field("confidence", _N, "0 to 1"),
        ),
        (_TO_ARTICLE,),
    ),
    Table(
        "types",
        "a kind of instrument that an agreement has",
        3,
        (_ARTICLE, _AGREEMENT, Field("place", _I, "its place in the list"), Field("type", _T, "the kind")),
        (_TO_AGREEMENT,),
    ),
    Table(
        "parties",
        "a party to an agreement",
        3,
        (
            _ARTICLE,
            _AGREEMENT,
            Field("party", _I, "the party's number"),
            Field("name", _T, "official full name"),
            _maybe("short_name", _T, "usual short name"),
            Field("kind", _T, "kind of institution"),
            _maybe("code", _T, "Kemendagri code of a region's government"),
            _maybe("side", _I, "parties that stand together share a number"),
        ),
        (_TO_AGREEMENT,),
    ),
    Table(
        "signatories",
        "a person who signed or is to sign",
        3,
        (
            _ARTICLE,
            _AGREEMENT,
            Field("signatory", _I, "the person's number"),
            Field("name", _T, "name without honorifics and degrees"),
            Field("role", _T, "office with its unit"),
            Field("capacity", _T, "signed, designated (is to sign) or on_behalf"),
            _maybe("party", _I, "number of the party that the person signs for"),
        ),
        (_TO_AGREEMENT, ("parties", ("article", "agreement", "party"))),
    ),
    Table(
        "regencies",
        "a regency or city whose government is party to an agreement",
        3,
        (
            _ARTICLE,
            _AGREEMENT,
            Field("place", _I, "its place in the list"),
            Field("code", _T, "Kemendagri code"),
            Field("name", _T, "official name"),
        ),
        (_TO_AGREEMENT,),
    ),
    Table(
        "provinces",
        "a province whose government is party to an agreement",
        3,
        (
            _ARTICLE,
            _AGREEMENT,
            Field("place", _I, "its place in the list"),
            Field("code", _T, "Kemendagri code"),
            Field("name", _T, "official name"),
        ),
        (_TO_AGREEMENT,),
    ),
    Table(
        "evidence",
        "words that prove a value of an agreement",
        3,
        (
            _ARTICLE,
            _AGREEMENT,
            Field("item", _I, "its number"),
            Field("field", _T, "JSON Pointer of the value, within the agreement"),
            *_SPAN,
            Field("rule", _T, "id of the rule that decided"),
            Field("basis", _T, "text, table, metadata or inferred"),
        ),
        (_TO_AGREEMENT,),
    ),
    Table(
        "named_regencies",
        "a regency or city that an article names, party or not",
        2,
        (
            _ARTICLE,
            Field("place", _I, "its place in the list"),
            Field("code", _T, "Kemendagri code"),
            Field("name", _T, "official name"),
            Field("kind", _T, "kabupaten or kota"),
            Field("province_code", _T, "Kemendagri code of its province"),
            Field("province", _T, "name of its province"),
        ),
        (_TO_ARTICLE,),
    ),
    Table(
        "regency_mentions",
        "where an article names a regency or city",
        3,
        (_ARTICLE, Field("place", _I, "place of the regency"), Field("mention", _I, "its number"), *_SPAN),
        (("named_regencies", ("article", "place")),),
    ),
    Table(
        "dates",
        "a calendar date that an article states",
        2,
        (
            _ARTICLE,
            Field("place", _I, "its place in the list"),
            Field("date", _D, "the date"),
            Field("role", _T, "signed, event, published, document, page or other"),
            *_SPAN,
        ),
        (_TO_ARTICLE,),
    ),
    Table(
        "people",
        "a person with an office whom an article names",
        2,
        (
            _ARTICLE,
            Field("place", _I, "their place in the list"),
            Field("name", _T, "name without honorifics and degrees"),
            Field("office", _T, "office with its unit"),
        ),
        (_TO_ARTICLE,),
    ),
    Table(
        "person_mentions",
        "where an article names a person",
        3,
        (_ARTICLE, Field("place", _I, "place of the person"), Field("mention", _I, "its number"), *_SPAN),
        (("people", ("article", "place")),),
    ),
)


def table_rows(record: ArticleRecord, article: int) -> Iterator[tuple[str, TableRow]]:
    """All rows of one record with the names of their tables; a row comes after those it refers to."""
    source = record.source
    yield (
        "articles",
        (
            article, record.article_id, record.schema_version, source.uri, source.row, source.outlet,
            source.url, source.text_sha256, source.extractor, record.title, record.published, record.text,
        ),
    )  # fmt: skip
    for n, message in enumerate(record.warnings, 1):
        yield "warnings", (article, n, message)
    for n, agreement in enumerate(record.agreements, 1):
        yield from _agreement_rows(agreement, (article, n))
    for n, regency in enumerate(record.regencies, 1):
        yield (
            "named_regencies",
            (article, n, regency.code, regency.name, regency.kind, regency.province_code, regency.province),
        )
        for m, span in enumerate(regency.mentions, 1):
            yield "regency_mentions", (article, n, m, span.start, span.end, span.text)
    for n, date in enumerate(record.dates, 1):
        yield "dates", (article, n, date.date, date.role, date.start, date.end, date.text)
    for n, person in enumerate(record.people, 1):
        yield "people", (article, n, person.name, person.office)
        for m, span in enumerate(person.mentions, 1):
            yield "person_mentions", (article, n, m, span.start, span.end, span.text)


def _agreement_rows(agreement: Agreement, key: tuple[int, int]) -> Iterator[tuple[str, TableRow]]:
    a = agreement
    yield (
        "agreements",
        (
            *key, a.main, a.status, a.date, a.signed_on, a.planned_for, a.valid_until, a.duration,
            a.number, a.place, a.subject, a.confidence,
        ),
    )  # fmt: skip
    for n, kind in enumerate(a.types, 1):
        yield "types", (*key, n, str(kind))
    for n, party in enumerate(a.parties, 1):
        yield "parties", (*key, n, party.name, party.short_name, party.kind, party.code, party.side)
    for n, person in enumerate(a.signatories, 1):
        party_number = None if person.party is None else person.party + 1
        yield "signatories", (*key, n, person.name, person.role, person.capacity, party_number)
    for n, region in enumerate(a.regencies, 1):
        yield "regencies", (*key, n, region.code, region.name)
    for n, province in enumerate(a.provinces, 1):
        yield "provinces", (*key, n, province.code, province.name)
    for n, item in enumerate(a.evidence, 1):
        yield "evidence", (*key, n, item.field, item.start, item.end, item.text, item.rule, item.basis)


def create_statements(types: dict[Kind, str]) -> Iterator[str]:
    """SQL that makes the tables, parents first; `types` names a database's own types."""
    for table in TABLES:
        lines = [
            f'"{field.name}" {types[field.kind]}{" NOT NULL" if field.required else ""}'
            for field in table.fields
        ]
        lines.append(f"PRIMARY KEY ({_names(table.primary)})")
        lines += [
            f'FOREIGN KEY ({_names(columns)}) REFERENCES "{parent}" ({_names(columns)})'
            for parent, columns in table.parents
        ]
        yield f'CREATE TABLE "{table.name}" ({", ".join(lines)})'


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
