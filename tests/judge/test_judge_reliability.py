"""Krippendorff's alpha against published examples, another's program, and by its own laws."""

import json
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import krippendorff
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from mouextract.cli.app import app
from mouextract.errors import InputError
from mouextract.judge.reliability import FIELDS, alpha, jaccard, nominal, reliability

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), A and B.
MEG, OWEN = "0100000010", "1110010000"
BEN, GERRY = "aabbdcccedda", "babbbccceddd"


@pytest.mark.parametrize(("one", "other", "expected"), [(MEG, OWEN, 0.095), (BEN, GERRY, 0.692)])
def test_published_examples(one: str, other: str, expected: float) -> None:
    assert alpha(list(zip(one, other, strict=True)), nominal) == pytest.approx(expected, abs=0.0005)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12))
def test_as_another_program_counts(pairs: list[tuple[int, int]]) -> None:
    ours = alpha(pairs, nominal)
    if len({value for pair in pairs for value in pair}) == 1:
        assert ours is None
        return
    data = [[float(pair[side]) for pair in pairs] for side in (0, 1)]
    theirs = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
    assert ours == pytest.approx(theirs, abs=1e-9)


@settings(deadline=None)
@given(st.lists(st.tuples(*2 * [st.frozensets(st.integers(0, 3))]), min_size=2, max_size=8))
def test_sets_as_another_program_counts_with_our_distance(
    pairs: list[tuple[frozenset[int], frozenset[int]]],
) -> None:
    values: list[frozenset[int]] = list(dict.fromkeys(value for pair in pairs for value in pair))
    ours = alpha(pairs, jaccard)
    if len(values) == 1:
        assert ours is None
        return
    table = [[jaccard(a, b) for b in values] for a in values]

    def metric(v1: Any, v2: Any, i1: Any, i2: Any, n_v: Any, dtype: Any) -> Any:
        import numpy as np

        return np.array(table, dtype=dtype)[i1, i2]

    counts = [[pair.count(value) for value in values] for pair in pairs]
    theirs = krippendorff.alpha(value_counts=counts, level_of_measurement=metric)
    assert ours == pytest.approx(theirs, abs=1e-9)


def test_distance_of_sets() -> None:
    def sets(*values: Hashable) -> frozenset[Hashable]:
        return frozenset(values)

    assert jaccard(sets(), sets()) == 0
    assert jaccard(sets(), sets(1)) == jaccard(sets(2), sets(1)) == 1
    assert jaccard(sets(1, 2), sets(2, 3)) == pytest.approx(2 / 3)


def gold(name: str, **changes: Any) -> dict[str, Any]:
    agreement = {
        "main": True,
        "types": ["nota_kesepahaman"],
        "status": "signed",
        "date": "2023-11-06",
        "parties": ["Pemerintah Kabupaten Siak", "Universitas Misal"],
        "regencies": ["14.08"],
        "provinces": [],
        "signatories": [{"name": "Ahmad Fulan", "role": "Bupati Siak"}],
    }
    return {"id": name, "agreements": [agreement | changes], "regencies_mentioned": [], "dates_mentioned": []}


def test_field_by_field() -> None:
    one = [gold("a"), gold("b", status="planned", date=None), {"id": "c", "agreements": []}, gold("x")]
    other = [
        gold("a", parties=["Pemkab Siak", "Univ Misal"]),
        gold("b", status="signed", date=None),
        {"id": "c", "agreements": []},
    ]
    result = reliability(one, other)
    assert (result.articles, result.alone) == (3, 1)
    assert tuple(result.fields) == FIELDS
    assert result.fields["agreement"].alpha == 1
    assert (result.fields["agreement"].units, result.fields["status"].units) == (3, 2)
    assert result.fields["status"].equal == 1
    assert result.fields["status"].alpha == pytest.approx(0)
    # Two wordings of one institution are no disagreement; where nothing differs alpha says nothing.
    assert (result.fields["parties"].equal, result.fields["parties"].alpha) == (2, None)
    assert result.fields["date"].alpha == 1
    assert result.fields["dates_mentioned"].units == 2
    with pytest.raises(InputError, match="article a: its gold is not of the known form"):
        reliability([{"id": "a", "agreements": [3]}], [gold("a")])


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, entries in (("ani", [gold("a"), gold("b", status="ended")]), ("budi", [gold("a"), gold("b")])):
        Path(f"{name}.jsonl").write_text("".join(json.dumps(entry) + "\n" for entry in entries))

    def run(*args: str) -> Any:
        return CliRunner().invoke(app, ["evaluate", *args])

    done = run("ani.jsonl", "--against", "budi.jsonl")
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["field", "alpha", "units", "equal"]
    assert ["status", "0.000", "2", "0.500"] in [line.split() for line in lines]
    assert lines[-1] == "articles: 2 by both, 0 by one only"
    told = json.loads(run("ani.jsonl", "--against", "budi.jsonl", "--json").stdout)
    assert told["fields"]["status"] == {"alpha": 0.0, "units": 2, "equal": 1}
    assert run("ani.jsonl").exit_code == 2
    assert run("ani.jsonl", "budi.jsonl", "--against", "budi.jsonl").exit_code == 2
