"""`kill -9` at random moments: the parts of a run that is killed and resumed are those of one that is not."""

from __future__ import annotations

import argparse
import random
import subprocess
import tempfile
import time
from pathlib import Path

from endure import command, parts, run, same, write_articles


def kill_and_resume(
    folder: Path, *, articles: int, kills: int, shard_size: int, plain: bool, seed: int = 1
) -> tuple[int, bool]:
    """How many kills hit a running scan, and whether the result is that of the uninterrupted run."""
    write_articles(folder / "a.jsonl", articles, {7: "raise", articles // 2: "kill"})
    began = time.monotonic()
    run("a.jsonl", "-q", "-o", "whole.jsonl", "--workers", "2", plain=plain, cwd=folder)
    whole = time.monotonic() - began
    args = ("a.jsonl", "-q", "--out-dir", "out", "--shard-size", str(shard_size), "--workers", "2")
    chance = random.Random(seed)
    began = time.monotonic()
    subprocess.run(command("--help", plain=plain), capture_output=True, check=True)
    start = time.monotonic() - began
    longest = 2 * start + 3 * whole / max(kills, 1)
    shards = -(-articles // shard_size)
    hits = 0
    while hits < kills:
        process = subprocess.Popen(
            command(*args, plain=plain), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(chance.uniform(0, longest))
        except subprocess.TimeoutExpired:
            process.kill()
            hits += 1
            # Sooner or later, so that the run lasts for all the kills.
            done = len(list((folder / "out").glob("part-*.jsonl")))
            longest *= 0.8 if done / shards > hits / kills else 1.1
        else:
            break
        finally:
            process.wait()
    done = run(*args, plain=plain, cwd=folder)
    lines = sum(part.count(b"\n") for part in parts(folder / "out"))
    right = done.returncode == 3 and same(folder / "out", folder / "whole.jsonl") and lines == articles - 2
    return hits, right


def main() -> None:
    """Ask for the scale, run, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--shard-size", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="an extractor that finds nothing, quickly")
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        hits, right = kill_and_resume(
            Path(folder),
            articles=given.articles,
            kills=given.kills,
            shard_size=given.shard_size,
            plain=given.plain,
            seed=given.seed,
        )
    took = time.monotonic() - began
    print(
        f"{hits} kills over {given.articles:,} articles: {'identical' if right else 'DIFFERENT'}, {took:,.0f} s"
    )
    raise SystemExit(not right)


if __name__ == "__main__":
    main()
