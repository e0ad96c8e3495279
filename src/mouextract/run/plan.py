"""How a run is cut into shards, and how the items of one are found again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mouextract.errors import InputError, MouextractError
from mouextract.read import Input, Item, ReadOptions, read_items


@dataclass(frozen=True, slots=True)
class Shard:
    """Some items in a row: where they begin (`skip` items into the input number `file`), and how many.

    What cannot be read belongs to the shard of the item after it; after the last item, to the last shard.
    """

    number: int
    file: int
    skip: int
    items: int
    last: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """All shards of a run. There is at least one, if only for errors."""

    size: int
    items: int
    starts: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.starts)

    def shard(self, number: int) -> Shard:
        """The shard of this number, from 0."""
        last = number == len(self.starts) - 1
        items = self.items - number * self.size if last else self.size
        return Shard(number, *self.starts[number], items, last)


def make_plan(
    files: Sequence[Input],
    options: ReadOptions,
    size: int,
    *,
    on_notice: Callable[[str], None],
    on_bytes: Callable[[int], None] | None = None,
) -> Plan:
    """Read all inputs once, and cut after every `size` items."""
    starts = [(0, 0)]
    items = 0
    for number, file in enumerate(files):
        found = read_items([file], options, on_error=_ignore, on_notice=on_notice, on_bytes=on_bytes)
        for taken, _ in enumerate(found, 1):
            items += 1
            if items % size == 0:
                starts.append((number, taken))
    if items and items % size == 0:
        starts.pop()
    return Plan(size, items, tuple(starts))


class Cursor:
    """Reads the items of shards; for shards in growing order every input is opened once.

    `on_error` gets what cannot be read within the shard at hand.
    """

    def __init__(
        self, files: Sequence[Input], options: ReadOptions, *, on_error: Callable[[InputError], None]
    ) -> None:
        self._files = files
        self._options = options
        self._on_error = on_error
        self._muted = False
        self._file = 0
        self._taken = 0
        self._stream: Iterator[Item] | None = None

    def items(self, shard: Shard) -> Iterator[Item]:
        """The items of a shard, lazily. Raises MouextractError where an input is not what it was."""
        self._seek(shard)
        for _ in range(shard.items):
            yield self._expected()
        if shard.last and self._next() is not None:
            raise self._changed()

    def _seek(self, shard: Shard) -> None:
        if self._stream is None or self._file != shard.file or self._taken > shard.skip:
            self._stream = None
            self._file = shard.file
            self._taken = 0
        self._muted = True
        try:
            while self._taken < shard.skip:
                self._expected()
                if self._file != shard.file:
                    raise self._changed()
        finally:
            self._muted = False

    def _expected(self) -> Item:
        item = self._next()
        if item is None:
            raise self._changed()
        return item

    def _next(self) -> Item | None:
        while self._file < len(self._files):
            if self._stream is None:
                self._taken = 0
                self._stream = read_items(
                    [self._files[self._file]], self._options, on_error=self._error, on_notice=_ignore
                )
            item = next(self._stream, None)
            if item is not None:
                self._taken += 1
                return item
            self._stream = None
            self._file += 1
        return None

    def _error(self, error: InputError) -> None:
        if not self._muted:
            self._on_error(error)

    def _changed(self) -> MouextractError:
        return MouextractError("an input has changed since the run began: --restart begins anew")


def _ignore(_: object) -> None:
    pass
