"""Shards to parts: the work of a run, in one process with its workers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from mouextract.article import Article
from mouextract.errors import InputError
from mouextract.read import Input, Item, ReadOptions
from mouextract.run.folder import Entry, Folder, error_entry
from mouextract.run.plan import Cursor, Shard
from mouextract.run.scan import Scanner
from mouextract.run.summary import Summary
from mouextract.run.worker import Failure


@dataclass(slots=True)
class _Reading:
    """What the reading of one shard met, each with its place among the items."""

    taken: int = 0
    errors: list[tuple[int, dict[str, Any]]] = field(default_factory=list)


def process(
    folder: Folder,
    files: Sequence[Input],
    options: ReadOptions,
    shards: Sequence[Shard],
    scanner: Scanner,
    *,
    on_error: Callable[[InputError], None],
    on_items: Callable[[int], None],
) -> None:
    """Write the parts of these shards (in growing order) of the files, each with its entry.

    `on_error` gets whatever gives no record, `on_items` how many items more are done. The workers go from
    one shard to the next without a pause.
    """
    feed = _Feed(files, options, on_error)
    outcomes = scanner.outcomes(feed.items(shards), sum(shard.items for shard in shards))
    for shard in shards:
        summary = Summary()
        failed: list[tuple[int, dict[str, Any]]] = []
        with folder.part(shard.number) as sink:
            for place, (item, outcome) in enumerate(islice(outcomes, shard.items), 1):
                if outcome.failure is None:
                    summary.add(json.loads(outcome.text))
                    sink.write(outcome.text)
                else:
                    error = InputError(item.uri, outcome.text, item.row)
                    failed.append((place, _entry_of(error, outcome.failure, item)))
                    on_error(error)
                on_items(1)
            if shard is shards[-1]:
                # What the last one holds after its last item is read only now.
                next(outcomes, None)
        met = feed.readings.pop(shard.number, _Reading()).errors
        # In the order of the input, however far the reading was ahead of the work: what an item met stands
        # before what was met after it.
        errors = [entry for _, entry in sorted([*failed, *met], key=lambda placed: placed[0])]
        folder.finish_part(shard.number, Entry(sink.bytes, sink.sha256, summary, errors))


class _Feed:
    def __init__(
        self, files: Sequence[Input], options: ReadOptions, on_error: Callable[[InputError], None]
    ) -> None:
        self._on_error = on_error
        self._cursor = Cursor(files, options, on_error=self._error)
        self._now = _Reading()
        self.readings: dict[int, _Reading] = {}

    def items(self, shards: Sequence[Shard]) -> Iterator[Item]:
        for shard in shards:
            self._now = self.readings[shard.number] = _Reading()
            for item in self._cursor.items(shard):
                self._now.taken += 1
                yield item

    def _error(self, error: InputError) -> None:
        # Before the item that comes next, after the failure of the one before.
        self._now.errors.append((self._now.taken, error_entry(error, Failure.UNREADABLE)))
        self._on_error(error)


def _entry_of(error: InputError, failure: Failure, item: Item) -> dict[str, Any]:
    return error_entry(error, failure, item.article_id if isinstance(item, Article) else None)
