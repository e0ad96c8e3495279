"""Records as JSONL: UTF-8, one record a line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mouextract.records import ArticleRecord
from mouextract.write.output import output


def write_jsonl(
    records: Iterable[ArticleRecord | str], out: Path | None, *, keep_partial: bool = False
) -> int:
    """Write records (or their finished lines) to a file or to standard output (None); their number.

    A file appears whole or not at all, see `output`, which also says what `keep_partial` does and
    what is raised.
    """
    count = 0
    with output(out, keep_partial=keep_partial) as sink:
        for record in records:
            line = record if isinstance(record, str) else record.to_json()
            sink.write(line + "\n")
            count += 1
    return count
