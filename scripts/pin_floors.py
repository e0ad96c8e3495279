"""Pins the scores on the composed articles as floors: `python scripts/pin_floors.py [--lower]`.

Writes `tests/articles/floors.json`: for each field the F1 that must not fall, and a fingerprint of the
articles and their gold. A floor is only ever raised, unless `--lower` asks for it or the articles changed.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path

from mouextract.api import Extractor
from mouextract.article import Article
from mouextract.judge.evaluate import evaluate, load_gold

FOLDER = Path(__file__).parents[1] / "tests" / "articles"
FLOORS = FOLDER / "floors.json"


def fingerprint() -> str:
    """SHA-256 of the articles and the gold."""
    return sha256(
        b"\0".join((FOLDER / name).read_bytes() for name in ("articles.jsonl", "gold.jsonl"))
    ).hexdigest()


def scores() -> dict[str, float]:
    """F1 per field on the composed articles."""
    extractor = Extractor()
    rows = (json.loads(line) for line in (FOLDER / "articles.jsonl").read_text("utf-8").splitlines())
    records = [
        json.loads(
            extractor.extract(
                Article(text=r["text"], published=r["date"], url=r["url"], id=r["id"])
            ).to_json()
        )
        for r in rows
    ]
    result = evaluate(load_gold(str(FOLDER / "gold.jsonl")), records)
    return {name: round(row.f1, 4) for name, row in result.rows.items()}


def main() -> int:
    """Write the floors; refuse to lower one."""
    found, mark = scores(), fingerprint()
    old = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"fingerprint": None, "floors": {}}
    fallen = {k: (v, found[k]) for k, v in old["floors"].items() if found[k] < v}
    if fallen and old["fingerprint"] == mark and "--lower" not in sys.argv:
        for name, (floor, value) in fallen.items():
            print(f"{name}: {value} is below its floor {floor}", file=sys.stderr)
        print("not lowered; --lower does it", file=sys.stderr)
        return 1
    FLOORS.write_text(json.dumps({"fingerprint": mark, "floors": found}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
