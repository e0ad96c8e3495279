import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pyarrow = pytest.importorskip("pyarrow")
from pyarrow import parquet  # noqa: E402

Read = Callable[..., Any]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(columns: dict[str, Any], **options: Any) -> None:
    parquet.write_table(pyarrow.table(columns), "x.parquet", **options)


def test_rows_are_articles_with_the_columns_that_count(read: Read) -> None:
    zone = datetime.timezone(datetime.timedelta(hours=-5))
    write(
        {
            "other": [[1, 2], [3], []],
            "isi": ["satu", None, "tiga"],
            "judul": ["Judul", "x", None],
            "tanggal": [datetime.datetime(2023, 11, 5, 20, tzinfo=zone), None, None],
            "id": [1, 2, 3],
        },
        row_group_size=2,
    )
    result = read("x.parquet")
    assert [(a.row, a.id, a.text, a.published) for a in result.articles] == [
        (0, "1", "Judul\n\nsatu", "2023-11-06"),
        (2, "3", "tiga", None),
    ]
    assert result.reasons == [(1, "no text: field 'isi' is empty")]
    assert result.notices == ["x.parquet: text column 'isi', title 'judul', date 'tanggal', id 'id'"]


@pytest.mark.parametrize(
    ("columns", "options", "reason"),
    [
        ({"a": ["x"]}, {}, "no text column among: 'a'"),
        ({"text": ["x"]}, {"date_field": "day"}, "no field 'day'"),
        ({"text": pyarrow.array([], pyarrow.string())}, {}, "no rows"),
        ({"text": [b"bytes"]}, {}, "bytes, not a string"),
    ],
)
def test_what_gives_no_article(columns: dict[str, Any], options: Any, reason: str, read: Read) -> None:
    write(columns)
    assert reason in read("x.parquet", **options).reason


def test_damage_is_one_line(read: Read) -> None:
    write({"text": [f"text {n}" for n in range(1000)]})
    data = Path("x.parquet").read_bytes()
    for broken in (b"", b"PAR1", data[:-20], data[: len(data) // 2], data[:8] + bytes(500) + data[508:]):
        Path("x.parquet").write_bytes(broken)
        assert "\n" not in read("x.parquet").reason


def test_growth_is_limited(read: Read) -> None:
    write({"text": ["x" * 1_000_000 + str(n) for n in range(20)]}, compression="zstd", use_dictionary=False)
    assert "grows to more than 50 times" in read("x.parquet", ratio_floor=1_000_000, max_ratio=50).reason


def test_memory_holds_some_rows_at_a_time(read: Read) -> None:
    write({"text": [str(n) * 2000 for n in range(5000)], "junk": ["x" * 1000] * 5000}, row_group_size=500)
    pool = pyarrow.default_memory_pool()
    before = pool.bytes_allocated()
    most = 0
    from mouextract.read import read_articles

    for _ in read_articles(["x.parquet"], on_error=print, on_notice=str):
        most = max(most, pool.bytes_allocated() - before)
    assert most < 20_000_000


def test_without_pyarrow_it_says_what_to_install(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    write({"text": ["x"]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert read("x.parquet").reason == 'Parquet needs pyarrow: pip install "mouextract[parquet]"'
