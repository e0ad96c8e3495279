"""Mutated articles and input files: no crash, no hang, every record valid.

`MOUEXTRACT_FUZZ=50000` sets how many of them (`make endurance`); the tests take a few hundred.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from material import FILES, ODD, TEXTS, check_file, check_record

from mouextract.article import Article

# What goes wrong where nobody can catch it.
pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
MANY = int(os.environ.get("MOUEXTRACT_FUZZ", "0"))
SECONDS = 5
NEEDS = {"a.html": "trafilatura", "a.warc": "fastwarc", "a.parquet": "pyarrow"}


@contextmanager
def in_time() -> Iterator[None]:
    """A hang is an error, not a wait."""

    def ring(*_: object) -> None:
        raise TimeoutError(f"longer than {4 * SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    # Patience for a machine that has other work.
    signal.setitimer(signal.ITIMER_REAL, SECONDS * 4)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


Edit = tuple[str, float, float, str]
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["cut", "copy", "put", "swap", "case"]),
        st.floats(0, 1),
        st.floats(0, 1),
        st.sampled_from(ODD) | st.text(max_size=5),
    ),
    max_size=12,
)


def mutated(text: str, edits: list[Edit]) -> str:
    for kind, one, two, word in edits:
        start, end = sorted((int(one * len(text)), int(two * len(text))))
        end = min(end, start + 400)
        piece = text[start:end]
        change = {
            "cut": "",
            "copy": piece * 3,
            "put": word + piece,
            "swap": " ".join(reversed(piece.split(" "))),
            "case": piece.swapcase(),
        }[kind]
        text = text[:start] + change + text[end:]
    return text


@settings(
    max_examples=MANY or 60,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    derandomize=not MANY,
)
@given(st.sampled_from(TEXTS), EDITS, st.none() | st.dates().map(str))
def test_mutated_articles_give_valid_records(text: str, edits: list[Edit], published: str | None) -> None:
    article = Article(text=mutated(text, edits), published=published)
    if not article.text.strip() or any("\ud800" <= c <= "\udfff" for c in article.text):
        return
    with in_time():
        check_record(article)


BYTES = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "copy", "put", "fill"]),
        st.floats(0, 1),
        st.integers(0, 64),
        st.binary(min_size=1, max_size=8)
        | st.sampled_from([b"\0", b"\xff" * 8, b'"', b"\n", b"[" * 2000, b"{"]),
    ),
    max_size=6,
)


def damaged(data: bytes, edits: list[tuple[str, float, int, bytes]]) -> bytes:
    for kind, place, length, word in edits:
        at = int(place * len(data))
        piece = data[at : at + length]
        change = {
            "flip": bytes(byte ^ word[0] for byte in piece),
            "cut": b"",
            "copy": piece * 3,
            "put": word + piece,
            "fill": word[:1] * len(piece),
        }[kind]
        data = data[:at] + change + data[at + length :]
    return data


@pytest.mark.parametrize("name", FILES)
@settings(
    max_examples=MANY // 10 or 40,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    derandomize=not MANY,
)
@given(edits=BYTES)
@example(edits=[("cut", 0.5, 64, b"x")])
def test_damaged_files_give_articles_or_errors(name: str, edits: list[tuple[str, float, int, bytes]]) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    data = damaged(FILES[name](), edits)
    with in_time():
        check_file(name, data)
