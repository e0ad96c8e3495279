"""`mouextract scan --out-dir`: what it says while it runs and when it is interrupted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from mouextract.cli import terminal
from mouextract.cli.arguments import AUTO
from mouextract.cli.codes import Exit
from mouextract.cli.display import Display
from mouextract.errors import InputError, MouextractError, OutputError
from mouextract.run.cluster import LOCAL, process_on_dask
from mouextract.run.job import Job, Run, begin
from mouextract.run.scan import Scanner
from mouextract.run.shards import process
from mouextract.run.signals import Terminated, terminable
from mouextract.run.summary import Summary
from mouextract.run.trial import Choice, usable_cores
from mouextract.run.worker import Extracts


def scan_to_folder(
    job: Job,
    make_extractor: Callable[[], Extracts],
    *,
    workers: int,
    timeout: float | None,
    memory: int | None,
    dask: str | None,
    part: tuple[int, int] | None,
    restart: bool,
    quiet: bool,
) -> Exit:
    """Do what is missing of a job, or of the part `(i, n)` of it, here or on Dask; the exit code."""
    if restart and part is not None:
        raise OutputError("--restart would remove what others do: restart once, without --shard")
    display = Display(Summary(), quiet=quiet, progress=True)
    not_found: list[InputError] = []

    def missing(error: InputError) -> None:
        not_found.append(error)
        display.error(error)

    with terminable():
        if dask is not None:
            # Wrong rules must not begin a run.
            make_extractor()
            if dask == LOCAL and workers == AUTO:
                display.choice(
                    Choice(usable_cores(), "one for each usable core: Dask starts them all at once")
                )
            run = begin(job, restart=restart, on_error=missing, on_notice=display.note)
            work = partial(
                process_on_dask,
                run,
                address=dask,
                make_extractor=make_extractor,
                workers=workers or usable_cores(),
                timeout=timeout,
                memory=memory,
            )
            numbers = _work(run, work, display, part)
        else:
            scanner = Scanner(
                make_extractor,
                workers=workers or usable_cores(),
                with_text=job.with_text,
                timeout=timeout,
                memory=memory,
                on_choice=display.choice if workers == AUTO else None,
            )
            with scanner:
                run = begin(job, restart=restart, on_error=missing, on_notice=display.note)
                work = partial(process, run.folder, run.files, job.options, scanner=scanner)
                numbers = _work(run, work, display, part)
        run.folder.conclude(run.plan)
    _, summary = run.folder.counts(numbers)
    summary.failures += len(not_found)
    if summary.failures:
        display.note(f"what gave no record is listed in {job.out_dir / 'errors.jsonl'}")
    display.close(summary)
    return Exit.UNREADABLE if summary.failures else Exit.OK


def _work(run: Run, work: Callable[..., None], display: Display, part: tuple[int, int] | None) -> range:
    """Do what is missing; the numbers of the shards that were to be done."""
    numbers = run.share(*part) if part is not None else range(len(run.plan))
    with run.folder.in_use(shared=part is not None):
        if part is None:
            run.folder.remove_torn()
        missing = run.missing(numbers)
        if len(missing) < len(numbers):
            display.note(f"{len(numbers) - len(missing):,} of {len(numbers):,} parts are done already")
        try:
            if missing:
                with display.following(lambda: sum(shard.items for shard in missing)):
                    work(shards=missing, on_error=display.error, on_items=display.count)
        except (KeyboardInterrupt, Terminated):
            run.folder.conclude(run.plan)
            _say_how_to_go_on(run, numbers)
            raise
        except MouextractError:
            _say_how_to_go_on(run, numbers)
            raise
    return numbers


def _say_how_to_go_on(run: Run, numbers: range) -> None:
    done = len(numbers) - len(run.missing(numbers))
    terminal.note(
        f"{done:,} of {len(numbers):,} parts are done in {run.folder.path}; the same command goes on from there"
    )
