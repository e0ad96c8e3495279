"""Poisoned articles among many: exactly they are quarantined, and the rest is as without them."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path

from endure import parts, reasons, run, write_articles

from harm import HARMS

KINDS = {"raise": "raised", "hang": "timeout", "exit": "died", "kill": "died", "hoard": "raised"}


def quarantine(
    folder: Path, *, articles: int, each: int, timeout: float, plain: bool, workers: int = 2
) -> bool:
    """Whether `each` articles of every kind of poison, and only they, are left out."""
    rows = random.Random(1).sample(range(articles), each * len(HARMS))
    poison = {row: HARMS[n % len(HARMS)] for n, row in enumerate(rows)}
    write_articles(folder / "a.jsonl", articles, poison)
    # The same without them, at the same rows.
    lines = (folder / "a.jsonl").read_text("utf-8").splitlines()
    write_articles(folder / "clean.jsonl", articles)
    args = ("-q", "--workers", str(workers), "--timeout", str(timeout))
    done = run("a.jsonl", "--out-dir", "out", "--shard-size", "500", *args, plain=plain, cwd=folder)
    (folder / "a.jsonl").rename(folder / "poisoned.jsonl")
    (folder / "clean.jsonl").rename(folder / "a.jsonl")
    clean = run("a.jsonl", "-o", "clean-records.jsonl", *args, plain=plain, cwd=folder)
    expected = (folder / "clean-records.jsonl").read_bytes().splitlines(keepends=True)
    kept = b"".join(line for row, line in enumerate(expected) if row not in poison)
    return (
        (done.returncode, clean.returncode, len(lines)) == (3, 0, articles)
        and b"".join(parts(folder / "out")) == kept
        and reasons(folder / "out") == {row: KINDS[word] for row, word in poison.items()}
        and len(done.stderr.splitlines()) == len(poison)
    )


def main() -> None:
    """Ask for the scale, run, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--each", type=int, default=4, help="articles of each kind of poison")
    parser.add_argument("--timeout", type=float, default=10.0)
    parser.add_argument("--plain", action="store_true", help="an extractor that finds nothing, quickly")
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        right = quarantine(
            Path(folder), articles=given.articles, each=given.each, timeout=given.timeout, plain=given.plain
        )
    count = given.each * len(HARMS)
    took = time.monotonic() - began
    which = "exactly those" if right else "OTHERS"
    print(f"{count} poisoned among {given.articles:,}: {which} quarantined, {took:,.0f} s")
    raise SystemExit(not right)


if __name__ == "__main__":
    main()
