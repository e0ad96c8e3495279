"""What the page holds: records in a compact form, and packs of what only an opened article needs.

Names that return (parties, people, rules) are written once and numbered. A pack is a JSON list of
articles, one object each, deflated (zlib) and in base64: the browser unpacks it when one of them is opened.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar

from mouextract.errors import InputError
from mouextract.knowledge.regions import all_regions, full_name
from mouextract.read import ReadOptions
from mouextract.records import Agreement, ArticleRecord
from mouextract.report.texts import Found, Wanted, read_again, report_missing, verified

# Of text in one pack: deflate looks back 32 kB, and opening an article unpacks no more than this.
_PACK_CHARS = 256_000
_DETAILS = ("signed_on", "planned_for", "valid_until", "duration", "number", "place", "subject")

_T = TypeVar("_T", bound=Hashable)


class _Numbered(Generic[_T]):
    """Distinct values, each with the number of its first coming."""

    def __init__(self) -> None:
        self._numbers: dict[_T, int] = {}

    def __call__(self, value: _T) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    def values(self) -> list[_T]:
        return list(self._numbers)


def report_data(
    records: Iterable[ArticleRecord],
    options: ReadOptions,
    on_error: Callable[[InputError], None],
    *,
    with_text: bool = True,
) -> dict[str, Any]:
    """Everything that the page shows, ready for JSON.

    Articles without agreements are only counted. Texts are looked for in the records, then in the files
    that these name; whatever is not found goes to `on_error` (see `texts`), and its article says why.
    `with_text` False leaves out texts, titles and the words of the evidence.
    """
    builder = _Builder(with_text)
    for record in records:
        builder.add(record, on_error)
    if with_text:
        builder.texts |= read_again(builder.wanted, options, on_error)
    return builder.data()


class _Builder:
    def __init__(self, with_text: bool) -> None:
        self.with_text = with_text
        self.count = 0
        self.wanted: list[Wanted] = []
        self.texts: dict[int, Found] = {}
        self._records: list[ArticleRecord] = []
        self._parties: _Numbered[tuple[str, str | None, str, str | None]] = _Numbered()
        self._people: _Numbered[tuple[str, str]] = _Numbered()
        self._fields: _Numbered[str] = _Numbered()
        self._rules: _Numbered[str] = _Numbered()

    def add(self, record: ArticleRecord, on_error: Callable[[InputError], None]) -> None:
        self.count += 1
        if not record.agreements:
            return
        number = len(self._records)
        # What the page does not show need not be kept.
        kept = record.model_copy(update={"text": None, "regencies": [], "dates": [], "people": []})
        self._records.append(kept)
        if not self.with_text:
            return
        if record.text is None:
            self.wanted.append(Wanted(number, kept))
            return
        self.texts[number] = found = verified(record, record.text)
        if found.missing is not None:
            report_missing(record, found.missing, on_error)

    def data(self) -> dict[str, Any]:
        packs, starts = self._packs()
        return {
            "with_text": self.with_text,
            "records": self.count,
            "articles": [self._article(record) for record in self._records],
            "agreements": [
                self._agreement(i, number, agreement)
                for i, record in enumerate(self._records)
                for number, agreement in enumerate(record.agreements)
            ],
            "parties": self._parties.values(),
            "people": self._people.values(),
            "fields": self._fields.values(),
            "rules": self._rules.values(),
            "regions": [[region.code, full_name(region.code)] for region in all_regions()],
            "pack_starts": starts,
            "packs": packs,
        }

    def _article(self, record: ArticleRecord) -> list[Any]:
        source = record.source
        title = record.title if self.with_text else None
        return [title, record.published, source.outlet, source.url, source.uri, source.row]

    def _agreement(self, article: int, number: int, agreement: Agreement) -> list[Any]:
        details = {name: value for name in _DETAILS if (value := getattr(agreement, name)) is not None}
        codes = [p.code for p in agreement.provinces] + [r.code for r in agreement.regencies]
        return [
            article,
            number,
            int(agreement.main),
            agreement.types,
            agreement.status,
            agreement.date,
            round(agreement.confidence, 4),
            [[self._parties((p.name, p.short_name, p.kind, p.code)), p.side or 0] for p in agreement.parties],
            codes,
            [
                [self._people((s.name, s.role)), -1 if s.party is None else s.party, s.capacity]
                for s in agreement.signatories
            ],
            details or 0,
        ]

    def _packs(self) -> tuple[list[str], list[int]]:
        packs: list[str] = []
        starts: list[int] = []
        pack: list[dict[str, Any]] = []
        size = 0
        for number, record in enumerate(self._records):
            if not pack:
                starts.append(number)
            found = self.texts.get(number, Found())
            pack.append(self._opened(record, found))
            size += len(found.text or "")
            if size >= _PACK_CHARS or len(pack) == 1000:
                packs.append(_packed(pack))
                pack, size = [], 0
        if pack:
            packs.append(_packed(pack))
        return packs, starts

    def _opened(self, record: ArticleRecord, found: Found) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "sha256": record.source.text_sha256,
            "warnings": record.warnings,
            "evidence": [
                [
                    [self._fields(e.field), e.start, e.end, self._rules(e.rule), e.basis]
                    for e in agreement.evidence
                ]
                for agreement in record.agreements
            ],
        }
        if found.text is not None:
            shown["text"] = found.text
        elif self.with_text:
            shown["missing"] = found.missing
            shown["words"] = [[e.text for e in agreement.evidence] for agreement in record.agreements]
        return shown


def _packed(pack: list[dict[str, Any]]) -> str:
    # Half a surrogate pair becomes one `?`: offsets stay.
    line = json.dumps(pack, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return base64.b64encode(zlib.compress(line, 9)).decode("ascii")
