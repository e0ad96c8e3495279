"""How far two annotators agree, field by field: Krippendorff's alpha.

Alpha is 1 where they always agree and 0 where they agree as by chance. A field of several values
(types, parties, …) is compared as a set: two sets differ by the share of their values that they do not
have in common (Jaccard's distance). Names and offices count as equal as they do in `evaluate`.

Own arithmetic rather than a library's: with two annotators the formula is short, and the libraries take memory
that grows with the square of the distinct values, of which sets have many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from mouextract.errors import InputError
from mouextract.judge.names import same_institution, same_signatory
from mouextract.judge.score import align, distinct, pool

Json = Mapping[str, Any]
Distance = Callable[[Any, Any], float]
Pair = tuple[Hashable, Hashable]

FIELDS = (
    "agreement",
    "agreements",
    "main",
    "types",
    "status",
    "date",
    "regions",
    "parties",
    "signatories",
    "regencies_mentioned",
    "dates_mentioned",
)
"""`agreement`: whether the article has a main one; `agreements`: how many it has at all; `main` and the
following: of the agreements that both have, paired by their parties; the last two: of the article."""
_SETS = frozenset({"types", "regions", "parties", "signatories", "regencies_mentioned", "dates_mentioned"})


@dataclass(frozen=True, slots=True)
class Reliability:
    """`alpha` is None where it says nothing: fewer than two units, or all values are the same."""

    alpha: float | None
    units: int
    equal: int


@dataclass(frozen=True, slots=True)
class Agreeing:
    """The result for each field, and how many articles both have and only one has."""

    fields: dict[str, Reliability]
    articles: int
    alone: int


def reliability(first: Iterable[Json], second: Iterable[Json]) -> Agreeing:
    """Compare two annotators' gold. Raises InputError where an entry does not have the shape of gold."""
    one, other = ({entry["id"]: entry for entry in entries} for entries in (first, second))
    both = [name for name in one if name in other]
    pairs: dict[str, list[Pair]] = {field: [] for field in FIELDS}
    for name in both:
        try:
            _add(pairs, one[name], other[name])
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            reason = f"its gold is not of the known form ({type(error).__name__}: {error})"
            raise InputError(f"article {name}", reason) from None
    fields = {field: _measured(field, values) for field, values in pairs.items()}
    return Agreeing(fields, len(both), len(one.keys() ^ other.keys()))


def alpha(pairs: Sequence[Pair], distance: Distance) -> float | None:
    """Krippendorff's alpha of two annotators' values of each unit, none missing.

    None where it is not defined: fewer than two units, or no two values differ.
    """
    counts = Counter(value for pair in pairs for value in pair)
    total = counts.total()
    expected = sum(counts[a] * counts[b] * distance(a, b) for a, b in combinations(counts, 2))
    if len(pairs) < 2 or not expected:
        return None
    observed = sum(distance(a, b) for a, b in pairs)
    return 1 - (total - 1) * observed / expected


def nominal(a: Hashable, b: Hashable) -> float:
    """0 for the same, 1 for another."""
    return float(a != b)


def jaccard(a: frozenset[Hashable], b: frozenset[Hashable]) -> float:
    """The share of the values of two sets that only one of them has; 0 for two empty sets."""
    return 1 - len(a & b) / len(a | b) if a | b else 0.0


def _measured(field: str, pairs: list[Pair]) -> Reliability:
    distance: Distance = jaccard if field in _SETS else nominal
    return Reliability(alpha(pairs, distance), len(pairs), sum(a == b for a, b in pairs))


def _add(pairs: dict[str, list[Pair]], one: Json, other: Json) -> None:
    a, b = list(one["agreements"]), list(other["agreements"])
    pairs["agreement"].append((any(map(_main, a)), any(map(_main, b))))
    pairs["agreements"].append((len(a), len(b)))
    for i, j in align(a, b):
        x, y = pool([a[i]]), pool([b[j]])
        pairs["main"].append((_main(a[i]), _main(b[j])))
        for field in ("types", "regions"):
            pairs[field].append((frozenset(x[field]), frozenset(y[field])))
        for field in ("status", "date"):
            pairs[field].append((tuple(x[field]), tuple(y[field])))
        pairs["parties"].append(_alike(x["parties"], y["parties"], same_institution))
        pairs["signatories"].append(_alike(x["signatories"], y["signatories"], same_signatory))
    for field in ("regencies_mentioned", "dates_mentioned"):
        if field in one and field in other:
            pairs[field].append((frozenset(distinct(one[field])), frozenset(distinct(other[field]))))


def _main(agreement: Json) -> bool:
    return bool(agreement.get("main", True))


def _alike(one: Sequence[Any], other: Sequence[Any], same: Callable[[Any, Any], bool]) -> Pair:
    """Two sets in which values that count as equal are the first annotator's."""
    renamed = [next((value for value in one if same(each, value)), each) for each in other]
    return frozenset(one), frozenset(renamed)
