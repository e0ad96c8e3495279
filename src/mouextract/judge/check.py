"""Compares runs: found records with golden ones, or those of two runs with each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mouextract.article import Article
from mouextract.errors import InputError, MouextractError
from mouextract.judge.compare import Difference, compare_records
from mouextract.judge.records_io import RawRecord, load_raw
from mouextract.read import ReadOptions, read_articles

if TYPE_CHECKING:
    # Comparing two runs needs no extractor, which is slow to import.
    from mouextract.api import Extractor

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A record in waiting: its JSON takes an eighth of the memory that its objects would."""

    article_id: str
    place: tuple[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One article in two runs: None where a run has no record of it; `differences` where both have one.

    `reason` says why the second has none, as far as that is known.
    """

    first: Record | None
    second: Record | None
    differences: tuple[Difference, ...] = ()
    reason: str | None = None

    @property
    def same(self) -> bool:
        """Whether both have a record and no difference counts."""
        return self.first is not None and self.second is not None and not self.differences


def compare_runs(
    first: Iterable[Record], second: Iterable[Record], *, strict: bool = False
) -> Iterator[Comparison]:
    """Compare record by record, in the order of the first run; what only the second has comes last.

    Records belong together by article id, path and row; else by article id; else by path and row.
    """
    a, b = [_keep(record) for record in first], [_keep(record) for record in second]
    partner = _pair(a, b)
    for i, kept in enumerate(a):
        record = json.loads(kept.text)
        j = partner.get(i)
        if j is None:
            yield Comparison(record, None)
        elif b[j].text == kept.text:
            yield Comparison(record, record)
        else:
            other = json.loads(b[j].text)
            yield Comparison(record, other, tuple(compare_records(record, other, strict=strict)))
    paired = set(partner.values())
    yield from (Comparison(None, json.loads(kept.text)) for j, kept in enumerate(b) if j not in paired)


def check_records(golden: str, records: str, *, strict: bool = False) -> Iterator[Comparison]:
    """Compare records with golden ones. Raises InputError where either cannot be read or none is golden."""
    wanted = [raw.data for raw in _golden(golden)]
    yield from compare_runs(wanted, (raw.data for raw in load_raw(records)), strict=strict)


def check_by_scanning(golden: str, extractor: Extractor, *, strict: bool = False) -> Iterator[Comparison]:
    """Scan the articles that the golden records name (`source.uri`, from the current folder) and compare.

    Raises InputError where the golden records cannot be read; an article that cannot be read has no
    record, and the reason is given.
    """
    wanted = [raw.data for raw in _golden(golden)]
    found, reasons = _scan(wanted, extractor)
    for comparison in compare_runs(wanted, found, strict=strict):
        if comparison.first is not None and comparison.second is None:
            uri, row = place(comparison.first)
            reason = reasons.get((uri, row)) or reasons.get((uri, None)) or "no such article in it"
            yield Comparison(comparison.first, None, reason=f"{uri}: {reason}")
        else:
            yield comparison


def place(record: Record) -> tuple[Any, Any]:
    """Where a record's article stands: path and row, None where the record does not say."""
    source = record.get("source")
    return (source.get("uri"), source.get("row")) if isinstance(source, Mapping) else (None, None)


def _golden(path: str) -> list[RawRecord]:
    golden = list(load_raw(path))
    if not golden:
        raise InputError(path, "holds no golden record")
    for raw in golden:
        if "article_id" not in raw.data or "source" not in raw.data:
            raise InputError(raw.path, raw.where("not a record: it lacks article_id or source"))
    return golden


def _keep(record: Record) -> _Kept:
    uri, row = place(record)
    return _Kept(str(record.get("article_id")), (str(uri), str(row)), json.dumps(record, ensure_ascii=False))


def _pair(a: Sequence[_Kept], b: Sequence[_Kept]) -> dict[int, int]:
    partner: dict[int, int] = {}
    free = set(range(len(b)))
    keys: tuple[Callable[[_Kept], object], ...] = (
        lambda kept: (kept.article_id, kept.place),
        lambda kept: kept.article_id,
        lambda kept: kept.place,
    )
    for key in keys:
        places: dict[object, list[int]] = {}
        for j in sorted(free, reverse=True):
            places.setdefault(key(b[j]), []).append(j)
        for i, kept in enumerate(a):
            if i not in partner and places.get(key(kept)):
                partner[i] = places[key(kept)].pop()
                free.discard(partner[i])
    return partner


def _scan(wanted: Sequence[Record], extractor: Extractor) -> tuple[list[Record], dict[tuple[Any, Any], str]]:
    """The records of the named articles, and why others have none."""
    rows: dict[Any, set[Any]] = {}
    ids: dict[Any, set[Any]] = {}
    with_text: set[Any] = set()
    for record in wanted:
        uri, row = place(record)
        rows.setdefault(uri, set()).add(row)
        ids.setdefault(uri, set()).add(record["article_id"])
        if record.get("text") is not None:
            with_text.add(uri)

    found: list[Record] = []
    reasons: dict[tuple[Any, Any], str] = {}

    def note(error: InputError) -> None:
        reasons.setdefault((error.uri, error.row), error.reason)

    for uri in rows:
        if not isinstance(uri, str) or not uri:
            reasons[uri, None] = "source.uri names no file"
            continue
        for article in read_articles([uri], ReadOptions(), on_error=note, on_notice=_ignore):
            if article.row not in rows[uri] and article.article_id not in ids[uri]:
                continue
            if (made := _extract(extractor, article, uri in with_text, note)) is not None:
                found.append(made)
    return found, reasons


def _extract(
    extractor: Extractor, article: Article, with_text: bool, note: Callable[[InputError], None]
) -> Record | None:
    try:
        return extractor.extract(article, with_text=with_text).model_dump(mode="json")
    except MouextractError as error:
        note(InputError(article.uri, f"not processed ({error})", article.row))
    except Exception as error:
        note(InputError(article.uri, f"not processed ({type(error).__name__}: {error})", article.row))
    return None


def _ignore(_: str) -> None:
    """Notices are about inputs that somebody chose; golden records chose theirs long ago."""
