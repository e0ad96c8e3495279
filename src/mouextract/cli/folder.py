"""`mouextract scan --out-dir`: what it says while it runs and when it is interrupted."""

from __future__ import annotations

from mouextract.cli import terminal
from mouextract.cli.codes import Exit
from mouextract.cli.display import Display
from mouextract.errors import OutputError
from mouextract.run.job import Job, Run, begin
from mouextract.run.scan import Scanner
from mouextract.run.shards import process
from mouextract.run.signals import Terminated, terminable
from mouextract.run.summary import Summary


def scan_to_folder(
    job: Job, scanner: Scanner, *, part: tuple[int, int] | None, restart: bool, quiet: bool
) -> Exit:
    """Do what is missing of a job, or of the part `(i, n)` of it; the exit code."""
    if restart and part is not None:
        raise OutputError("--restart would remove what others do: restart once, without --shard")
    counted = Summary()
    display = Display(counted, quiet=quiet, progress=True)
    with terminable():
        # The rules are looked at first: a run with wrong ones must not begin.
        with scanner:
            run = begin(job, restart=restart, on_error=display.error, on_notice=display.note)
            not_found = counted.failures
            numbers = run.share(*part) if part is not None else range(len(run.plan))
            _work(run, numbers, scanner, display, shared=part is not None)
        run.folder.conclude(run.plan)
    _, summary = run.folder.counts(numbers)
    summary.failures += not_found
    if summary.failures:
        display.note(f"what gave no record is listed in {job.out_dir / 'errors.jsonl'}")
    display.close(summary)
    return Exit.UNREADABLE if summary.failures else Exit.OK


def _work(run: Run, numbers: range, scanner: Scanner, display: Display, *, shared: bool) -> None:
    with run.folder.in_use(shared=shared):
        if not shared:
            run.folder.remove_torn()
        missing = run.missing(numbers)
        if len(missing) < len(numbers):
            display.note(f"{len(numbers) - len(missing):,} of {len(numbers):,} parts are done already")
        total = sum(run.plan.shard(number).items for number in missing)
        try:
            with display.following(total):
                process(run, missing, scanner, on_error=display.error, on_items=display.count)
        except (KeyboardInterrupt, Terminated):
            run.folder.conclude(run.plan)
            _say_how_to_go_on(run, numbers)
            raise
        except OutputError:
            _say_how_to_go_on(run, numbers)
            raise


def _say_how_to_go_on(run: Run, numbers: range) -> None:
    done = len(numbers) - len(run.missing(numbers))
    terminal.note(
        f"{done:,} of {len(numbers):,} parts are done in {run.folder.path}; the same command goes on from there"
    )
