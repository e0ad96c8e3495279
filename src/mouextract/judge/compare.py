"""Compares two records value by value.

Lists of agreements, parties and signatories are compared in their order (indices refer to them);
all other lists as sets: their order has no meaning. Entries are paired before they are compared, so
that one missing entry is one difference and not a difference of all that follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mouextract.judge.pairing import pair_freely, pair_in_order, same

Json = Any
JsonPath = tuple[str | int, ...]
Kind = Literal["changed", "missing", "extra"]

_ORDERED = {"agreements", "parties", "signatories"}
# What a record may change without being another record, unless compared strictly.
_LENIENT = {"confidence", "rule"}
_SHOWN_PROOFS = 3


@dataclass(frozen=True, slots=True)
class Proof:
    """Words of the article that stand behind a value, and the rule that found them."""

    start: int
    end: int
    text: str
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not the same; an entry of a list may be `missing` from the second record or `extra`.

    `pointer` is the JSON Pointer in the first record (for `extra`, in the second); `first` and
    `second` are the values, `first_proofs` and `second_proofs` the words behind them.
    """

    kind: Kind
    pointer: str
    first: Json = None
    second: Json = None
    first_proofs: tuple[Proof, ...] = ()
    second_proofs: tuple[Proof, ...] = ()


def compare_records(
    first: Mapping[str, Json], second: Mapping[str, Json], *, strict: bool = False
) -> list[Difference]:
    """All differences, in the order of the first record's keys; `strict` counts confidence and rule ids."""
    a, b = (dict(first), dict(second)) if strict else (_lenient(first), _lenient(second))
    return [
        Difference(
            kind=step.kind,
            pointer=pointer(step.there if step.kind == "extra" else step.here),
            first=step.first,
            second=step.second,
            first_proofs=() if step.first is None else proofs(first, step.here),
            second_proofs=() if step.second is None else proofs(second, step.there),
        )
        for step in _compare(a, b, (), ())
    ]


def pointer(path: JsonPath) -> str:
    """A path as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def proofs(record: Mapping[str, Json], path: JsonPath) -> tuple[Proof, ...]:
    """The words behind the value at a path; none for what the text does not say (its source, say)."""
    entries: list[Json] = []
    if path[:1] == ("agreements",) and len(path) > 1:
        agreement = _at(record, path[:2])
        if len(path) > 3 and path[2] == "evidence":
            entries = [_at(record, path[:4])]
        elif isinstance(agreement, Mapping):
            entries = _evidence(agreement, path[2:])
    elif path[:1] == ("dates",):
        entries = [_at(record, path[:2])]
    elif path[:1] in (("regencies",), ("people",)):
        mentions = _at(record, (*path[:2], "mentions"))
        entries = [_at(record, path[:4])] if len(path) > 3 else mentions if isinstance(mentions, list) else []
    found = dict.fromkeys(proof for entry in entries if (proof := _proof(entry)) is not None)
    return tuple(found)[:_SHOWN_PROOFS]


@dataclass(frozen=True, slots=True)
class _Step:
    kind: Kind
    here: JsonPath
    there: JsonPath
    first: Json = None
    second: Json = None


def _compare(a: Json, b: Json, here: JsonPath, there: JsonPath) -> Iterator[_Step]:
    if isinstance(a, dict) and isinstance(b, dict):
        for key in [*a, *(key for key in b if key not in a)]:
            # A key that is not there and one that is null say the same.
            yield from _compare(a.get(key), b.get(key), (*here, key), (*there, key))
    elif isinstance(a, list) and isinstance(b, list):
        name = here[-1] if here else ""
        pairs = pair_in_order(a, b) if name in _ORDERED else pair_freely(a, b, as_set=name == "evidence")
        for i, j in pairs:
            if i is not None and j is not None:
                yield from _compare(a[i], b[j], (*here, i), (*there, j))
            elif i is not None:
                yield _Step("missing", (*here, i), there, first=a[i])
            elif j is not None:
                yield _Step("extra", here, (*there, j), second=b[j])
    elif not same(a, b):
        yield _Step("changed", here, there, a, b)


def _lenient(value: Json) -> Json:
    if isinstance(value, Mapping):
        return {key: _lenient(item) for key, item in value.items() if key not in _LENIENT}
    if isinstance(value, list):
        return [_lenient(item) for item in value]
    return value


def _at(value: Json, path: JsonPath) -> Json:
    for part in path:
        if isinstance(value, Mapping):
            value = value.get(str(part))
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def _evidence(agreement: Mapping[str, Json], path: JsonPath) -> list[Json]:
    """Evidence for a field, what lies under it, or the entry that it belongs to; nearest first."""
    listed = agreement.get("evidence")
    items = [item for item in listed if isinstance(item, Mapping)] if isinstance(listed, list) else []
    for depth in range(len(path), -1, -1):
        field = pointer(path[:depth])
        exact = [item for item in items if item.get("field") == field]
        below = [item for item in items if str(item.get("field")).startswith(field + "/")]
        if exact or below:
            return exact or below
    return []


def _proof(entry: Json) -> Proof | None:
    if not isinstance(entry, Mapping):
        return None
    start, end, text, rule = (entry.get(key) for key in ("start", "end", "text", "rule"))
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(text, str)):
        return None
    return Proof(start, end, text, rule if isinstance(rule, str) else None)
