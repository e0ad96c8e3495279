"""`mouextract` with an extractor that obeys some articles; what the long runs share.

`python endure.py [--plain] scan …`: an article that begins with `POISON word` does the harm that the
word names; others go to the real extractor, or with `--plain` to one that finds nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "benchmarks")]

from news import general

from harm import obey
from mouextract.article import Article
from mouextract.records import ArticleRecord, Source

ARTICLES = Path(__file__).parents[1] / "articles/articles.jsonl"


class Plain:
    """Finds nothing."""

    def __init__(self, patterns: object = ()) -> None:
        pass

    def extract(self, article: Article, *, with_text: bool = False) -> ArticleRecord:
        source = Source(uri=article.uri, row=article.row, text_sha256=article.text_sha256)
        return ArticleRecord(article_id=article.article_id, source=source)


def poisoned(kind: Any) -> Any:
    """The same kind of extractor, obeying the poisoned articles."""

    class Poisoned(kind):  # type: ignore[misc]
        def extract(self, article: Article, *, with_text: bool = False) -> ArticleRecord:
            if article.text.startswith("POISON "):
                obey(article.text.split()[1])
            record: ArticleRecord = super().extract(article, with_text=with_text)
            return record

    return Poisoned


def write_articles(
    path: Path, count: int, poison: Mapping[int, str] | None = None, *, news: bool = False
) -> None:
    """The composed articles again and again, each with an id and a last sentence of its own.

    `news`: nine articles of made news before each, as in a collection of all kinds of news.
    """
    with ARTICLES.open(encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    if news:
        made = map(_row, general(9 * len(rows)))
        rows = [row for composed in rows for row in (*islice(made, 9), composed)]
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            row = dict(rows[number % len(rows)])
            word = (poison or {}).get(number)
            row["id"] = f"n{number}"
            row["text"] = f"POISON {word}" if word else f"{row['text']}\n\nBerita ke-{number}."
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _row(article: Article) -> dict[str, Any]:
    return {"text": article.text, "date": article.published}


def command(*args: str, plain: bool) -> list[str]:
    """The command line of a scan."""
    return [sys.executable, __file__, *(["--plain"] if plain else []), "scan", *args]


def run(*args: str, plain: bool, cwd: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """A scan to its end."""
    return subprocess.run(
        command(*args, plain=plain), cwd=cwd, capture_output=True, text=True, check=False, **options
    )


def parts(folder: Path) -> Iterator[bytes]:
    """The bytes of all parts, in order."""
    return (path.read_bytes() for path in sorted(folder.glob("part-*.jsonl")))


def same(folder: Path, whole: Path) -> bool:
    """Whether the parts together are the file, and nothing torn lies beside them."""
    with whole.open("rb") as stream:
        equal = all(stream.read(len(part)) == part for part in parts(folder)) and not stream.read(1)
    return equal and not list(folder.rglob("*.tmp"))


def reasons(folder: Path) -> dict[int, str]:
    """What `errors.jsonl` says, by row."""
    lines = (folder / "errors.jsonl").read_text("utf-8").splitlines()
    return {entry["row"]: entry["kind"] for entry in map(json.loads, lines)}


def main() -> None:
    """Run the command line with the poisoned extractor."""
    if sys.argv[1] == "--plain":
        del sys.argv[1]
        api: Any = ModuleType("mouextract.api")
        api.Extractor = poisoned(Plain)
        sys.modules["mouextract.api"] = api
    else:
        from mouextract import api

        api.Extractor = poisoned(api.Extractor)
    from mouextract.cli import main

    main()


if __name__ == "__main__":
    main()
