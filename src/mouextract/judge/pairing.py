"""Which entry of one list answers to which of another."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

Json = Any
# Indices in the first and the second list; None where an entry has no partner.
Pairs = list[tuple[int | None, int | None]]

# Beyond this many comparisons lists are paired by position.
_TOO_MANY = 40_000


def same(a: Json, b: Json) -> bool:
    """Equality of JSON values, in which true is not 1."""
    if isinstance(a, (dict, list)) or isinstance(b, (dict, list)):
        return type(a) is type(b) and _canonical(a) == _canonical(b)
    return isinstance(a, bool) == isinstance(b, bool) and bool(a == b)


def pair_in_order(a: Sequence[Json], b: Sequence[Json]) -> Pairs:
    """Pairs that do not cross, so that their total similarity is the highest possible."""
    if len(a) * len(b) > _TOO_MANY:
        return _by_position(range(len(a)), range(len(b)))
    # best[i][j]: the highest total similarity of a[i:] and b[j:].
    likeness = [[_similarity(x, y) for y in b] for x in a]
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            best[i][j] = max(1e-6 + likeness[i][j] + best[i + 1][j + 1], best[i + 1][j], best[i][j + 1])
    pairs: Pairs = []
    i = j = 0
    while i < len(a) and j < len(b):
        if best[i][j] == 1e-6 + likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    pairs += [(rest, None) for rest in range(i, len(a))]
    pairs += [(None, rest) for rest in range(j, len(b))]
    return pairs


def pair_freely(a: Sequence[Json], b: Sequence[Json], *, as_set: bool = False) -> Pairs:
    """Equal entries first, wherever they stand, then the most similar; in the order of the first list.

    `as_set`: an entry that stands twice counts once.
    """
    limit = 1 if as_set else None
    left, right = _places(a), _places(b)
    pairs: Pairs = []
    alone: list[int] = []
    free: list[int] = []
    for key, places in left.items():
        here, there = places[:limit], right.get(key, [])[:limit]
        pairs += zip(here, there, strict=False)
        alone += here[len(there) :]
        free += there[len(here) :]
    for key, places in right.items():
        if key not in left:
            free += places[:limit]
    pairs += _most_similar(a, b, sorted(alone), sorted(free))
    return sorted(pairs, key=lambda pair: (pair[0] is None, pair[0] or 0, pair[1] or 0))


def _places(values: Sequence[Json]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for index, value in enumerate(values):
        places.setdefault(_canonical(value), []).append(index)
    return places


def _most_similar(a: Sequence[Json], b: Sequence[Json], alone: list[int], free: list[int]) -> Pairs:
    if len(alone) * len(free) > _TOO_MANY:
        return _by_position(alone, free)
    ranked = sorted(((_similarity(a[i], b[j]), -i, -j) for i in alone for j in free), reverse=True)
    partner: dict[int, int] = {}
    taken = set[int]()
    for _, minus_i, minus_j in ranked:
        if -minus_i not in partner and -minus_j not in taken:
            partner[-minus_i] = -minus_j
            taken.add(-minus_j)
    pairs: Pairs = [(i, partner.get(i)) for i in alone]
    pairs += [(None, j) for j in free if j not in taken]
    return pairs


def _by_position(a: Sequence[int], b: Sequence[int]) -> Pairs:
    shared = min(len(a), len(b))
    pairs: Pairs = list(zip(a[:shared], b[:shared], strict=True))
    pairs += [(i, None) for i in a[shared:]]
    pairs += [(None, j) for j in b[shared:]]
    return pairs


def _similarity(a: Json, b: Json) -> float:
    """0 to 1: the share of equal values."""
    if isinstance(a, dict) and isinstance(b, dict):
        keys = a.keys() | b.keys()
        return sum(_similarity(a.get(key), b.get(key)) for key in keys) / len(keys) if keys else 1.0
    if isinstance(a, list) and isinstance(b, list):
        x, y = {_canonical(item) for item in a}, {_canonical(item) for item in b}
        return 2 * len(x & y) / (len(x) + len(y)) if x or y else 1.0
    return float(same(a, b))


def _canonical(value: Json) -> str:
    return json.dumps(value, sort_keys=True)
