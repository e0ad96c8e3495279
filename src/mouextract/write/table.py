"""Records as a table: one row per agreement, for a spreadsheet or a notebook."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mouextract.records import Agreement, ArticleRecord, Signatory
from mouextract.write.output import output

_Cell = str | int | float | bool | None

# A spreadsheet takes a cell that begins so for a formula (the wide forms too, in East Asian settings).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_JOIN = "; "


@dataclass(frozen=True, slots=True)
class ArticleColumn:
    """A column that says something about the article."""

    name: str
    meaning: str
    value: Callable[[ArticleRecord], _Cell]


@dataclass(frozen=True, slots=True)
class AgreementColumn:
    """A column that says something about one agreement."""

    name: str
    meaning: str
    value: Callable[[Agreement], _Cell]


def _evidence(*fields: str) -> Callable[[Agreement], str]:
    """The words that prove a field or its entries, in text order, in quote marks."""

    def words(agreement: Agreement) -> str:
        spans = {
            (item.start, item.text)
            for item in agreement.evidence
            if any(item.field == field or item.field.startswith(field + "/") for field in fields)
        }
        return _JOIN.join(f"“{text}”" for _, text in sorted(spans))

    return words


def _signatory(signatory: Signatory) -> str:
    return f"{signatory.name} ({signatory.role})"


# The order and the names are a promise: add new columns at the end of their block only.
ARTICLE_COLUMNS: tuple[ArticleColumn, ...] = (
    ArticleColumn("article_id", "the article's id", lambda r: r.article_id),
    ArticleColumn("uri", "file or address the article was read from", lambda r: r.source.uri),
    ArticleColumn(
        "row", "row in that file, counted from 0; empty for a file of one article", lambda r: r.source.row
    ),
    ArticleColumn("url", "the article's web address", lambda r: r.source.url),
    ArticleColumn("outlet", "who published it", lambda r: r.source.outlet),
    ArticleColumn("title", "its title", lambda r: r.title),
    ArticleColumn("published", "its stored publication date", lambda r: r.published),
    ArticleColumn("warnings", "what a reader of the record should know", lambda r: _JOIN.join(r.warnings)),
)
AGREEMENT_COLUMNS: tuple[AgreementColumn, ...] = (
    AgreementColumn("main", "true: the article is about it; false: only background", lambda a: a.main),
    AgreementColumn("types", "kinds of instrument", lambda a: _JOIN.join(a.types)),
    AgreementColumn("status", "planned, signed, in_force or ended", lambda a: a.status),
    AgreementColumn("date", "date of the signing, the end or the event, by status", lambda a: a.date),
    AgreementColumn("signed_on", "earlier signing of one in force", lambda a: a.signed_on),
    AgreementColumn("planned_for", "day foreseen for a planned one", lambda a: a.planned_for),
    AgreementColumn("valid_until", "expiry", lambda a: a.valid_until),
    AgreementColumn("duration", "term, ISO 8601 (P5Y: five years)", lambda a: a.duration),
    AgreementColumn("number", "document number", lambda a: a.number),
    AgreementColumn("place", "where", lambda a: a.place),
    AgreementColumn("subject", "what it is about, in the article's words", lambda a: a.subject),
    AgreementColumn("parties", "official names", lambda a: _JOIN.join(p.name for p in a.parties)),
    AgreementColumn(
        "party_kinds", "their kinds, in the same order", lambda a: _JOIN.join(p.kind for p in a.parties)
    ),
    AgreementColumn(
        "party_sides",
        "their sides, in the same order; `?` where unknown",
        lambda a: _JOIN.join("?" if p.side is None else str(p.side) for p in a.parties),
    ),
    AgreementColumn(
        "regency_codes",
        "Kemendagri codes of party regencies and cities",
        lambda a: _JOIN.join(r.code for r in a.regencies),
    ),
    AgreementColumn(
        "regency_names", "their names, in the same order", lambda a: _JOIN.join(r.name for r in a.regencies)
    ),
    AgreementColumn(
        "province_codes",
        "Kemendagri codes of party provinces",
        lambda a: _JOIN.join(p.code for p in a.provinces),
    ),
    AgreementColumn(
        "province_names", "their names, in the same order", lambda a: _JOIN.join(p.name for p in a.provinces)
    ),
    AgreementColumn(
        "signatories",
        "who signed or is to sign: name (office)",
        lambda a: _JOIN.join(map(_signatory, a.signatories)),
    ),
    AgreementColumn("confidence", "0 to 1", lambda a: a.confidence),
    AgreementColumn("types_evidence", "the words that prove the kinds", _evidence("/types")),
    AgreementColumn("status_evidence", "the words that prove the status", _evidence("/status")),
    AgreementColumn("date_evidence", "the words that prove the date", _evidence("/date")),
    AgreementColumn("parties_evidence", "the words that name the parties", _evidence("/parties")),
    AgreementColumn("signatories_evidence", "the words that name the signatories", _evidence("/signatories")),
)
# Between the two blocks stands the agreement's number within the article, counted from 1.
HEADER: tuple[str, ...] = (
    *(column.name for column in ARTICLE_COLUMNS),
    "agreement",
    *(column.name for column in AGREEMENT_COLUMNS),
)


def export_csv(
    records: Iterable[ArticleRecord],
    out: Path | None,
    *,
    bom: bool = False,
    all_articles: bool = False,
    delimiter: str = ",",
) -> int:
    """Write one row per agreement, to a file or to standard output (None); the number of rows.

    `all_articles` keeps one row for an article without any (number and agreement cells empty).
    `bom` marks the file as UTF-8 for old spreadsheets. Cells that a spreadsheet would run as a
    formula get an apostrophe before them. Raises OutputError, see `output`.
    """
    count = 0
    with output(out) as sink:
        if bom:
            sink.write("\ufeff")
        table = csv.writer(sink, delimiter=delimiter, lineterminator="\r\n")
        table.writerow(HEADER)
        for record in records:
            for row in rows(record, all_articles=all_articles):
                table.writerow(row)
                count += 1
    return count


def rows(record: ArticleRecord, *, all_articles: bool = False) -> Iterator[list[str]]:
    """The rows of one record, cells in the order of `HEADER`."""
    article = [_cell(column.value(record)) for column in ARTICLE_COLUMNS]
    for number, agreement in enumerate(record.agreements, 1):
        yield [*article, str(number), *(_cell(column.value(agreement)) for column in AGREEMENT_COLUMNS)]
    if all_articles and not record.agreements:
        yield [*article, "", *("" for _ in AGREEMENT_COLUMNS)]


def _cell(value: _Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
