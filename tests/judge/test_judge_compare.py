import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouextract.judge.compare import Proof, compare_records, pointer
from mouextract.judge.pairing import pair_freely, pair_in_order

Make = Callable[..., dict[str, Any]]
Path = tuple[str | int, ...]


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


def changed(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return value + "x"
    return "x" if value is None else value + 1


def put(record: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    record = copy.deepcopy(record)
    target: Any = record
    for part in path[:-1]:
        target = target[part]
    target[path[-1]] = value
    return record


def test_equal_records_do_not_differ(record: Make) -> None:
    assert compare_records(record(), record(), strict=True) == []


def test_any_one_value_that_changes_is_named(record: Make) -> None:
    found = record()
    seen = 0
    for path, value in leaves(found):
        golden = put(found, path, changed(value))
        (difference,) = compare_records(golden, found, strict=True)
        assert difference.kind == "changed"
        assert (difference.pointer, difference.first, difference.second) == (
            pointer(path), changed(value), value,
        )  # fmt: skip
        lenient = compare_records(golden, found)
        assert lenient == ([] if path[-1] in ("confidence", "rule") else [difference])
        seen += 1
    assert seen > 100


def test_both_proofs_are_shown(record: Make) -> None:
    found = record()
    golden = put(found, ("agreements", 0, "status"), "planned")
    (difference,) = compare_records(golden, found)
    assert difference.second_proofs == (Proof(62, 69, "meneken", "status.meneken"),)
    assert difference.first_proofs == difference.second_proofs
    (difference,) = compare_records(put(found, ("agreements", 0, "parties", 1, "kind"), "school"), found)
    assert [proof.text for proof in difference.first_proofs] == ["Universitas Misal"]
    (difference,) = compare_records(put(found, ("regencies", 0, "name"), "Siak"), found)
    assert [proof.text for proof in difference.second_proofs] == ["Siak"]
    (difference,) = compare_records(put(found, ("dates", 0, "role"), "event"), found)
    assert [proof.text for proof in difference.second_proofs] == ["6/11/2023"]
    (difference,) = compare_records(put(found, ("agreements", 0, "evidence", 2, "end"), 1), found)
    assert [proof.end for proof in difference.first_proofs + difference.second_proofs] == [1, 134]
    (difference,) = compare_records(put(found, ("published",), None), found)
    assert (difference.first, difference.second) == (None, "2023-11-07")
    assert difference.first_proofs == difference.second_proofs == ()


def test_a_missing_party_is_one_difference(record: Make) -> None:
    found = record()
    party = {"name": "Bank Anu", "short_name": None, "kind": "bank", "code": None, "side": 1}
    golden = copy.deepcopy(found)
    golden["agreements"][0]["parties"].insert(1, party)
    (difference,) = compare_records(golden, found)
    assert (difference.kind, difference.pointer, difference.first) == (
        "missing", "/agreements/0/parties/1", party,
    )  # fmt: skip
    (difference,) = compare_records(found, golden)
    assert (difference.kind, difference.pointer, difference.second) == (
        "extra", "/agreements/0/parties/1", party,
    )  # fmt: skip


def test_order_counts_only_where_it_means_something(record: Make) -> None:
    found = record()
    turned = copy.deepcopy(found)
    turned["agreements"][0]["evidence"].reverse()
    turned["regencies"].append(dict(turned["regencies"][0], code="14.09"))
    found["regencies"].insert(0, dict(found["regencies"][0], code="14.09"))
    assert compare_records(found, turned, strict=True) == []
    turned["agreements"][0]["parties"].reverse()
    assert compare_records(found, turned) != []


def test_evidence_is_a_set(record: Make) -> None:
    found = record()
    twice = copy.deepcopy(found)
    evidence = twice["agreements"][0]["evidence"]
    evidence.insert(0, dict(evidence[3], rule="another.rule"))
    assert compare_records(found, twice) == compare_records(twice, found) == []
    (difference,) = compare_records(found, twice, strict=True)
    assert difference.kind == "extra"
    assert difference.second["rule"] == "another.rule"


def test_absent_is_null_and_true_is_not_one(record: Make) -> None:
    found = record()
    golden = copy.deepcopy(found)
    del golden["agreements"][0]["number"]
    assert compare_records(golden, found) == []
    golden["agreements"][0]["main"] = 1
    assert [d.pointer for d in compare_records(golden, found)] == ["/agreements/0/main"]


@pytest.mark.parametrize("wrong", ["text", 7, None, {"a": []}, [7], [[]], [{"evidence": 7}]])
def test_a_golden_record_may_be_spoiled_anyhow(record: Make, wrong: Any) -> None:
    for key, value in record().items():
        if value == wrong:
            continue
        assert compare_records(record() | {key: wrong}, record())
        assert compare_records(record(), record() | {key: wrong})


def test_pointers_are_escaped() -> None:
    assert pointer(("a/b", 0, "~")) == "/a~1b/0/~0"


_LISTS = st.lists(st.sampled_from(["a", "b", "c", {"a": 1}, {"a": 1, "b": 2}]), max_size=6)


@given(_LISTS, _LISTS)
def test_every_entry_is_paired_once(a: list[Any], b: list[Any]) -> None:
    for pairs in (pair_in_order(a, b), pair_freely(a, b)):
        assert sorted(i for i, _ in pairs if i is not None) == list(range(len(a)))
        assert sorted(j for _, j in pairs if j is not None) == list(range(len(b)))
    assert sum(i is None or j is None for i, j in pair_freely(a, b)) == abs(len(a) - len(b))
    both = [(i, j) for i, j in pair_in_order(a, b) if i is not None and j is not None]
    assert both == sorted(both)
    assert [j for _, j in both] == sorted(j for _, j in both)


@given(st.permutations(range(6)))
def test_free_pairing_finds_equals_anywhere(order: list[int]) -> None:
    pairs = pair_freely(list(range(6)), order)
    assert all(i is not None and j is not None and order[j] == i for i, j in pairs)


def test_long_lists_are_paired_by_position() -> None:
    a, b = [{"n": n} for n in range(300)], [{"n": n} for n in range(300, 500)]
    for pairs in (pair_in_order(a, b), pair_freely(a, b)):
        assert pairs[:200] == [(n, n) for n in range(200)]
        assert pairs[200:] == [(n, None) for n in range(200, 300)]
