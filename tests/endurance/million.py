"""Very many articles with two workers: the run completes, and memory stays flat (Linux: reads /proc)."""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from pathlib import Path

from endure import command, parts, write_articles


def resident(root: int) -> int:
    """Memory of a process and its descendants in bytes: what is their own, and their share of the rest."""
    children: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(") ")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(status.parent.name))
    total, pending = 0, [root]
    while pending:
        pid = pending.pop()
        pending += children.get(pid, [])
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += next((1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return total


def main() -> None:
    """Ask for the scale, run, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--plain", action="store_true", help="an extractor that finds nothing, quickly")
    parser.add_argument(
        "--news", action="store_true", help="nine of ten are made news, as in a real collection"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        write_articles(here / "a.jsonl", given.articles, news=given.news)
        began = time.monotonic()
        process = subprocess.Popen(
            command("a.jsonl", "-q", "--out-dir", "out", "--workers", "2", plain=given.plain), cwd=here
        )
        samples: list[tuple[int, int]] = []
        while process.poll() is None:
            done = len(list((here / "out").glob("part-*.jsonl")))
            samples.append((done, resident(process.pid)))
            time.sleep(2)
        took = time.monotonic() - began
        lines = sum(part.count(b"\n") for part in parts(here / "out"))
        total = len(list((here / "out").glob("part-*.jsonl")))
    for quarter in range(4):
        within = [
            size for done, size in samples if quarter * total <= 4 * done <= (quarter + 1) * total and done
        ]
        print(f"  quarter {quarter + 1}: at most {max(within, default=0) / 1e6:,.0f} MB in all processes")
    print(
        f"{lines:,} of {given.articles:,} records, exit code {process.returncode}, {took:,.0f} s,"
        f" {lines / took:,.0f} articles a second, {os.cpu_count()} cores"
    )
    raise SystemExit(process.returncode or lines != given.articles)


if __name__ == "__main__":
    main()
