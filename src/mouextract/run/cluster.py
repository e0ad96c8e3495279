"""The work of a run on a Dask cluster (an optional dependency): the same shards, one a task.

Tasks get paths, not articles: every machine must see inputs and folder under the same names. An article that
takes its process down takes down a child of the Dask worker, not the worker itself.
"""

from __future__ import annotations

import logging
import multiprocessing
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mouextract.errors import InputError, MouextractError
from mouextract.read import Input
from mouextract.run.folder import Folder
from mouextract.run.identity import differences
from mouextract.run.job import Job, Run
from mouextract.run.plan import Shard
from mouextract.run.scan import Scanner
from mouextract.run.shards import process
from mouextract.run.worker import Extracts

LOCAL = "local"
_DEATHS_ALLOWED = 20


@dataclass(frozen=True, slots=True)
class Task:
    """One shard for another process: where its files and its folder are, and by which program it is made."""

    job: Job
    program: Mapping[str, Any]
    files: tuple[Input, ...]
    shard: Shard
    make_extractor: Callable[[], Extracts]
    timeout: float | None
    memory: int | None


def process_on_dask(
    run: Run,
    shards: Sequence[Shard],
    address: str,
    make_extractor: Callable[[], Extracts],
    *,
    workers: int,
    timeout: float | None,
    memory: int | None,
    on_error: Callable[[InputError], None],
    on_items: Callable[[int], None],
) -> None:
    """Write the parts of these shards, like `shards.process`. `address`: a scheduler, or `local` for `workers`
    workers of our own. `make_extractor` must be picklable.

    Raises MouextractError where dask is not installed, nothing answers, a worker runs another program, or
    some shards could not be done (all others then are).
    """
    program = run.job.program()
    with _client(address, workers) as client:
        from distributed import as_completed

        futures = {
            client.submit(
                run_task, _task(run, shard, program, make_extractor, timeout, memory), pure=False
            ): shard
            for shard in shards
        }
        lost = 0
        try:
            for future in as_completed(futures):  # type: ignore[no-untyped-call]
                error = future.exception()
                if isinstance(error, MouextractError):
                    raise error
                if error is not None:
                    lost += 1
                    continue
                for failure in future.result():
                    on_error(InputError(*failure))
                on_items(futures[future].items)
        except BaseException:
            client.cancel(list(futures), force=True)
            raise
    if lost:
        raise MouextractError(
            f"{lost} of {len(shards)} parts are not done: their workers were lost again and again;"
            " the same command tries again"
        )


def run_task(task: Task) -> list[tuple[str, str, int | None]]:
    """Make one part, in a Dask worker; what gave no record as `(uri, reason, row)`."""
    changed = differences(dict(task.program), task.job.program())
    if changed:
        raise MouextractError(f"a Dask worker does not run the same program ({'; '.join(changed[:5])})")
    failures: list[tuple[str, str, int | None]] = []
    with _Scanners.borrowed(task) as scanner:
        process(
            Folder(task.job.out_dir),
            task.files,
            task.job.options,
            [task.shard],
            scanner,
            on_error=lambda error: failures.append((error.uri, error.reason, error.row)),
            on_items=_ignore,
        )
    return failures


class _Scanners:
    """Scanners of this process that wait for the next task: making one takes seconds."""

    idle: list[tuple[object, Scanner]] = []  # noqa: RUF012
    lock = threading.Lock()

    @classmethod
    @contextmanager
    def borrowed(cls, task: Task) -> Iterator[Scanner]:
        """A scanner for this task, given back unless the task fails."""
        kind = (repr(task.make_extractor), task.job.with_text, task.timeout, task.memory)
        with cls.lock:
            found = next((pair for pair in cls.idle if pair[0] == kind), None)
            if found is not None:
                cls.idle.remove(found)
        scanner = found[1] if found is not None else _start_scanner(task)
        try:
            yield scanner
        except BaseException as error:
            scanner.__exit__(type(error), error, None)
            raise
        with cls.lock:
            cls.idle.append((kind, scanner))


def _start_scanner(task: Task) -> Scanner:
    # Dask's workers are daemons, which Python lets have no children. Ours end with their parent.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    scanner = Scanner(
        task.make_extractor,
        with_text=task.job.with_text,
        timeout=task.timeout,
        memory=task.memory,
        # A Dask worker has threads.
        fork=False,
    )
    return scanner.__enter__()


def _task(
    run: Run,
    shard: Shard,
    program: Mapping[str, Any],
    make_extractor: Callable[[], Extracts],
    timeout: float | None,
    memory: int | None,
) -> Task:
    # Of the files only those that the shard reaches: the next one begins where it ends.
    end = len(run.files) if shard.last else run.plan.shard(shard.number + 1).file + 1
    files = tuple(
        replace(file, path=file.path.absolute())
        for file in run.files[shard.file : end]
        if file.path is not None
    )
    job = replace(
        run.job,
        inputs=(),
        out_dir=run.job.out_dir.absolute(),
        patterns=tuple(Path(folder).absolute() for folder in run.job.patterns),
    )
    return Task(job, program, files, replace(shard, file=0), make_extractor, timeout, memory)


@contextmanager
def _client(address: str, workers: int) -> Iterator[Any]:
    try:
        import dask
        import distributed
    except ImportError:
        raise MouextractError('--dask needs dask: pip install "mouextract[dask]"') from None
    # Lost workers are told by us, where they matter.
    for name in ("distributed", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if address != LOCAL:
        try:
            client = distributed.Client(address, timeout=30)  # type: ignore[no-untyped-call]
        except (OSError, ValueError, TimeoutError) as error:
            raise MouextractError(
                f"no Dask scheduler answers at {address} ({type(error).__name__})"
            ) from None
        with client:
            yield client
        return
    settings = {"distributed.scheduler.allowed-failures": _DEATHS_ALLOWED, "distributed.worker.daemon": False}
    with dask.config.set(settings):
        cluster = distributed.LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
        )
        with cluster, distributed.Client(cluster) as client:  # type: ignore[no-untyped-call]
            yield client


def _ignore(_: object) -> None:
    pass
