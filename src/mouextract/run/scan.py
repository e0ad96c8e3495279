"""From articles to lines of JSON, in input order, in worker processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType

from mouextract.errors import InputError
from mouextract.read import Item
from mouextract.run.pool import Pool, forks
from mouextract.run.trial import Choice
from mouextract.run.worker import Extracts, Outcome


class Scanner:
    """Extracts with one extractor per worker process; to be used in a `with` statement.

    `make_extractor` is called once in this process, or once in each worker where processes cannot
    be forked (it must then be picklable). Whatever it raises of ours (a wrong rule) is raised here,
    on entering. Articles travel to the workers, finished lines come back: the bytes are the same
    for any number of workers. One worker is a process of its own, too: an article may take it down.

    `timeout`: seconds for one article, `memory`: bytes that a worker may take for it (on Linux);
    None for no limit. `fork`: whether workers are copies of this process, by default where the
    system can do so; they must not be where it has threads at work.

    `on_choice`: begin with one worker, measure how many pay (`workers` at most), and tell it.
    """

    def __init__(
        self,
        make_extractor: Callable[[], Extracts],
        *,
        workers: int = 1,
        with_text: bool = False,
        timeout: float | None = None,
        memory: int | None = None,
        fork: bool | None = None,
        on_choice: Callable[[Choice], None] | None = None,
    ) -> None:
        self._pool = Pool(
            workers,
            make_extractor,
            with_text,
            timeout,
            memory,
            fork=forks() if fork is None else fork,
            on_choice=on_choice,
        )

    def __enter__(self) -> Scanner:
        self._pool.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._pool.close()
        else:
            self._pool.kill()

    def scan(self, items: Iterable[Item], *, on_error: Callable[[InputError], None]) -> Iterator[str]:
        """One line of JSON per article, lazily and in order.

        What cannot be processed goes to `on_error` with the reason; the others go on. Not more than
        a few chunks of articles are in memory at a time.
        """
        for item, outcome in self.outcomes(items):
            if outcome.failure is None:
                yield outcome.text
            else:
                on_error(InputError(item.uri, outcome.text, item.row))

    def outcomes(self, items: Iterable[Item], total: int | None = None) -> Iterator[tuple[Item, Outcome]]:
        """Each item with its outcome, lazily and in order; `total`: how many they are, where that is known."""
        return self._pool.run(items, total)
