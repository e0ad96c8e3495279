"""Measures extraction beside its peers, in one interleaved run, and prints a table.

    .venv/bin/python benchmarks/run.py [PATH …] [--articles N] [--write docs/performance.md]

Without PATH: news made by `news.py`, and the composed articles of `tests/articles`. Times are CPU seconds of
the one thread that works, so that what else the machine does weighs less.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import news
import peers

from mouextract.api import Extractor
from mouextract.article import Article
from mouextract.read.articles import read_articles

ROOT = Path(__file__).parents[1]
_CHUNKS = 10
_LENGTHS = (10_000, 100_000, 1_000_000)
_MARK = "<!-- measured -->"


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", help="articles to measure with, as scan reads them")
    parser.add_argument("--articles", type=int, default=1000, help="how many made articles (default: 1000)")
    parser.add_argument("--script-articles", type=int, default=60, help="how many the slow script reads")
    parser.add_argument("--many", type=int, default=0, help="articles for two workers and memory, e.g. 20000")
    parser.add_argument("--write", type=Path, help="put the results into this file, below its mark")
    options = parser.parse_args()
    groups: dict[str, list[Article]] = {}
    if options.paths:
        for path in options.paths:
            groups[Path(path).name] = _read([path])
    else:
        groups["made news"] = list(news.general(options.articles))
        groups["composed agreements"] = _read([str(ROOT / "tests/articles/articles.jsonl")])
    lines = [
        f"Measured on {datetime.date.today():%Y-%m-%d}, 2 shared cores, Python {platform.python_version()}, "
        + ", ".join(
            f"{name} {version(name)}" for name in ("spacy", "dateparser", "ahocorasick-rs", "pydantic")
        )
        + ".",
        "",
        "| articles | against | median | lowest | highest |",
        "|---|---|---|---|---|",
    ]
    for name, articles in groups.items():
        lines += _ratios(name, articles, options.script_articles)
    lines += ["", "| start | CPU seconds |", "|---|---|"]
    with tempfile.TemporaryDirectory() as compiled:
        lines += [f"| `{' '.join(command)}` | {_cold(command, compiled):.2f} |" for command in _commands()]
    lines += ["", "| one article of | CPU seconds | per character, against the first |", "|---|---|---|"]
    lines += _lengths()
    if options.many:
        lines += ["", "| many articles | |", "|---|---|", *_many(options.many)]
    print("\n".join(lines))
    if options.write:
        _write(options.write, lines)


def _read(paths: list[str]) -> list[Article]:
    def refuse(error: Exception) -> None:
        raise SystemExit(str(error))

    return list(read_articles(paths, on_error=refuse, on_notice=lambda _: None))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.thread_time()
    work()
    return time.thread_time() - begun


def _ratios(name: str, articles: list[Article], script_articles: int) -> list[str]:
    extractor, blank, script = Extractor(), peers.blank(), peers.script()

    def ours(chunk: Sequence[Article]) -> None:
        for article in chunk:
            extractor.extract(article).to_json()

    # What is only done once (tables, the first date) is not counted for anybody.
    warm = articles[:3]
    ours(warm)
    script([article.text for article in warm])
    size = max(1, len(articles) // _CHUNKS)
    share = max(1, script_articles // _CHUNKS)
    against_blank: list[float] = []
    against_script: list[float] = []
    for at in range(0, size * _CHUNKS, size):
        chunk = articles[at : at + size]
        if not chunk:
            break
        texts = [article.text for article in chunk]
        mine = _seconds(lambda chunk=chunk: ours(chunk)) / len(chunk)
        against_blank.append(_seconds(lambda texts=texts: blank(texts)) / len(chunk) / mine)
        few = texts[:share]
        against_script.append(_seconds(lambda few=few: script(few)) / len(few) / mine)
    return [
        _row(f"{name} ({len(articles)})", '`spacy.blank("id").pipe`', against_blank),
        _row(f"{name} ({len(articles)})", "EntityRuler + `search_dates`", against_script),
    ]


def _row(name: str, peer: str, ratios: list[float]) -> str:
    return (
        f"| {name} | {peer} | {statistics.median(ratios):.2f} × | {min(ratios):.2f} × | {max(ratios):.2f} × |"
    )


def _commands() -> list[list[str]]:
    seed = sorted((ROOT / "data/seeds").glob("*.txt"))[0]
    return [["--help"], ["schema"], ["scan", str(seed.relative_to(ROOT)), "--json", "-q"]]


def _cold(command: list[str], compiled: str) -> float:
    """CPU seconds of a command whose modules are compiled to byte code in that folder, as by pip."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    times = []
    for _ in range(4):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "mouextract", *command],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    # The first run compiles.
    return min(times[1:])


def _lengths() -> list[str]:
    extractor = Extractor()
    # One that names an instrument at once, so that every length takes the same steps.
    one = "\n\n".join(["Kerja sama itu belum diteken.", *(article.text for article in news.general(600))])
    texts = {"news": one, "`Bupati `": "Bupati ", "open quotes": "“", "capitals": "A", "digits": "1"}
    lines = []
    for name, unit in texts.items():
        whole = (unit * (_LENGTHS[-1] // len(unit) + 1))[: _LENGTHS[-1]]
        base = 0.0
        for length in _LENGTHS:
            article = Article(text=whole[:length])
            times = [_seconds(lambda article=article: extractor.extract(article)) for _ in range(3)]
            took = min(times)
            base = base or took / length
            lines.append(f"| {length // 1000} KB of {name} | {took:.3f} | {took / length / base:.2f} × |")
    return lines


_SCAN = """
import resource, sys, time
from pathlib import Path
sys.path.insert(0, "benchmarks")
import news
from mouextract.api import Extractor
from mouextract.run.scan import Scanner
begun = time.perf_counter()
with Scanner(Extractor, workers=int(sys.argv[2])) as scanner:
    for line in scanner.scan(news.general(int(sys.argv[1])), on_error=print):
        pass
print(time.perf_counter() - begun)
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(max(int(status["VmHWM"].split()[0]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024)
"""


def _many(count: int) -> list[str]:
    # Linux only: getrusage tells of a child at least what its parent had, so a process asks for itself.
    def scan(number: int, workers: int) -> tuple[float, float]:
        command = [sys.executable, "-c", _SCAN, str(number), str(workers)]
        seconds, megabytes = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.split()
        return float(seconds), float(megabytes)

    (one, peak), (two, _) = scan(count, 1), scan(count, 2)
    _, small = scan(count // 10, 1)
    return [
        f"| {count} articles, two workers against one, wall clock | {one / two:.2f} × |",
        f"| peak memory of the largest process, {count} articles ({peak:.0f} MB) against {count // 10} |"
        f" {peak / small:.2f} × |",
    ]


def _write(path: Path, lines: list[str]) -> None:
    text = path.read_text("utf-8")
    head, mark, _ = text.partition(_MARK)
    if not mark:
        raise SystemExit(f"{path}: holds no line {_MARK}")
    path.write_text(f"{head}{mark}\n" + "\n".join(["", *lines, ""]), "utf-8")


if __name__ == "__main__":
    main()
