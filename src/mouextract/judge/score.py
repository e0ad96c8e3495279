"""Counts right, wrong and missed values of an article's record against its gold, field by field.

Works on plain JSON objects, so that records of other programs (and gold, whose parties and regions
are bare strings) can be measured too. A value that stands only in a background agreement of the
gold (`main: false`) is neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mouextract.judge.names import same_institution, same_name, same_signatory

Json = Mapping[str, Any]
Same = Callable[[Any, Any], bool]
Pool = dict[str, list[Any]]

POOLED = ("types", "status", "date", "regions", "parties", "signatory_names", "signatories")
CORE = ("agreement", "types", "status", "date", "regions", "parties", "signatories")


def _equal(found: Any, gold: Any) -> bool:
    return bool(found == gold)


_SAME: dict[str, Same] = {
    "parties": same_institution,
    "signatory_names": same_name,
    "signatories": same_signatory,
}


@dataclass(slots=True)
class Counts:
    """Right (`tp`), wrong (`fp`) and missed (`fn`) values."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, other: Counts) -> None:
        """Add another's counts to these."""
        self.tp += other.tp
        self.fp += other.fp
        self.fn += other.fn

    @property
    def precision(self) -> float:
        """Share of the found values that are right; 1 where nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold's values that were found; 1 where the gold has none."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class FieldError:
    """The values of one field that an article's record has wrongly and those that it lacks."""

    article_id: str
    field: str
    wrong: tuple[Any, ...]
    missed: tuple[Any, ...]


@dataclass(slots=True)
class ArticleScore:
    """One article's counts by field, its errors, and the judgement of each main agreement found.

    `complete`: every core field right; None where the gold has no main agreement. `judged`: the
    confidence of each main agreement that was found, and whether the agreement is right.
    """

    article_id: str
    counts: dict[str, Counts] = field(default_factory=dict)
    errors: list[FieldError] = field(default_factory=list)
    complete: bool | None = None
    judged: list[tuple[float, bool]] = field(default_factory=list)

    def presence(self, name: str, found: Sequence[Json], gold: Sequence[Json]) -> None:
        """Count once whether there are any, found and in the gold."""
        self.counts[name] = Counts(
            int(bool(gold) and bool(found)), int(not gold and bool(found)), int(bool(gold) and not found)
        )

    def values(self, name: str, found: list[Any], gold: list[Any], background: list[Any]) -> bool:
        """Match one field's values and count them; True where none is wrong and none missed."""
        hits, wrong, missed = match(found, gold, _SAME.get(name, _equal), background)
        self.counts[name] = Counts(hits, len(wrong), len(missed))
        if wrong or missed:
            self.errors.append(FieldError(self.article_id, name, tuple(wrong), tuple(missed)))
        return not wrong and not missed


def score_article(gold: Json, record: Json | None) -> ArticleScore:
    """Score one record against its gold; without a record everything is missed.

    `gold` needs `id` and `agreements`. Raises KeyError, TypeError or AttributeError where either
    does not have the shape of its kind.
    """
    score = ArticleScore(str(gold["id"]))
    if record is None:
        score.errors.append(FieldError(score.article_id, "record", ("no record",), ()))
        record = {}
    gold_main, gold_background = _by_weight(gold["agreements"])
    main, background = _by_weight(record.get("agreements") or [])

    score.presence("agreement", main, gold_main)
    found_it = bool(main) == bool(gold_main)
    if not found_it:
        counted = (f"predicted {len(main)}",), (f"gold {len(gold_main)}",)
        score.errors.append(FieldError(score.article_id, "agreement", *counted))

    complete = found_it
    found_pool, gold_pool, background_pool = pool(main), pool(gold_main), pool(gold_background)
    for name in POOLED:
        neutral = background_pool[name] if gold_main else []
        agrees = score.values(name, found_pool[name], gold_pool[name], neutral)
        # A name without its office is judged with the signatories.
        complete = complete and (agrees or name == "signatory_names")
    if gold_main:
        score.complete = complete

    right = {index for index, other in align(main, gold_main) if is_right(main[index], gold_main[other])}
    score.counts["agreements_right"] = Counts(len(right), len(main) - len(right), len(gold_main) - len(right))
    score.judged = [
        (float(agreement["confidence"]), index in right)
        for index, agreement in enumerate(main)
        if agreement.get("confidence") is not None
    ]
    score.presence("background", background, gold_background)

    if "regencies_mentioned" in gold:
        codes = [regency["code"] for regency in record.get("regencies") or []]
        score.values("regencies_mentioned", distinct(codes), distinct(gold["regencies_mentioned"]), [])
    if "dates_mentioned" in gold:
        days = [day["date"] for day in record.get("dates") or [] if len(day.get("date") or "") == 10]
        score.values("dates_mentioned", distinct(days), distinct(gold["dates_mentioned"]), [])
    return score


def pool(agreements: Iterable[Json]) -> Pool:
    """The distinct values of several agreements, by field, in the order in which they stand."""
    values: Pool = {name: [] for name in POOLED}
    for agreement in agreements:
        values["types"] += agreement.get("types") or []
        values["status"] += [agreement["status"]] if agreement.get("status") else []
        values["date"] += [agreement["date"]] if agreement.get("date") else []
        for key in ("regencies", "provinces"):
            values["regions"] += [_bare(region, "code") for region in agreement.get(key) or []]
        values["parties"] += [_bare(party, "name") or "" for party in agreement.get("parties") or []]
        for signatory in agreement.get("signatories") or []:
            name = signatory["name"] or ""
            values["signatory_names"].append(name)
            values["signatories"].append((name, signatory.get("role") or ""))
    return {name: distinct(items) for name, items in values.items()}


def match(
    found: Sequence[Any], gold: Sequence[Any], same: Same, neutral: Sequence[Any] = ()
) -> tuple[int, list[Any], list[Any]]:
    """Match one to one: hits, wrong ones, missed ones. What equals a neutral value is not wrong."""
    left, wrong, hits = list(gold), [], 0
    for value in found:
        twin = next((i for i, other in enumerate(left) if same(value, other)), None)
        if twin is not None:
            del left[twin]
            hits += 1
        elif not any(same(value, other) for other in neutral):
            wrong.append(value)
    return hits, wrong, left


def align(found: Sequence[Json], gold: Sequence[Json]) -> list[tuple[int, int]]:
    """Pairs of indices, one to one; agreements that share most parties pair first.

    Types, status and date decide between equals, then the order in which they stand.
    """
    pools, gold_pools = [pool([a]) for a in found], [pool([a]) for a in gold]
    ranked = sorted(
        ((_closeness(p, g), -i, -j) for i, p in enumerate(pools) for j, g in enumerate(gold_pools)),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    used, gold_used = set[int](), set[int]()
    for _, minus_i, minus_j in ranked:
        if -minus_i not in used and -minus_j not in gold_used:
            used.add(-minus_i)
            gold_used.add(-minus_j)
            pairs.append((-minus_i, -minus_j))
    return pairs


def is_right(found: Json, gold: Json) -> bool:
    """Whether types, status, date, regions and signatories are all equal (party wording aside)."""
    f, g = pool([found]), pool([gold])
    if any(sorted(f[name]) != sorted(g[name]) for name in ("types", "status", "date", "regions")):
        return False
    signed, gold_signed = f["signatories"], g["signatories"]
    return len(signed) == len(gold_signed) == match(signed, gold_signed, same_signatory)[0]


def distinct(values: Iterable[Any]) -> list[Any]:
    """The values without repetitions, in order."""
    return list(dict.fromkeys(values))


def _closeness(found: Pool, gold: Pool) -> tuple[float, int, bool, bool]:
    shared = match(found["parties"], gold["parties"], same_institution)[0]
    return (
        2 * shared / max(1, len(found["parties"]) + len(gold["parties"])),
        len(set(found["types"]) & set(gold["types"])),
        found["status"] == gold["status"],
        found["date"] == gold["date"],
    )


def _by_weight(agreements: Iterable[Json]) -> tuple[list[Json], list[Json]]:
    main, background = list[Json](), list[Json]()
    for agreement in agreements:
        (main if agreement.get("main", True) else background).append(agreement)
    return main, background


def _bare(entry: Any, key: str) -> Any:
    return entry[key] if isinstance(entry, Mapping) else entry
