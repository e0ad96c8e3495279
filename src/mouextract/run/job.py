"""A run into a folder: begun or gone on with, after looking whether it is still the same run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mouextract.errors import InputError, OutputError
from mouextract.read import Input, ReadOptions, iter_inputs
from mouextract.run.folder import MAX_PARTS, Folder, error_entry, is_within
from mouextract.run.identity import differences, input_identity, program_identity
from mouextract.run.plan import Plan, Shard, make_plan


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done: which inputs, read how, with which rules, into which folder."""

    inputs: tuple[str, ...]
    out_dir: Path
    options: ReadOptions
    with_text: bool = False
    patterns: tuple[Path, ...] = ()
    shard_size: int = 2000

    def program(self) -> dict[str, Any]:
        """What decides the bytes beside the inputs."""
        return program_identity(self.options, with_text=self.with_text, patterns=self.patterns)


@dataclass(frozen=True, slots=True)
class Run:
    """A job that has begun: its files and how they are cut. `resumed`: the plan was there already."""

    job: Job
    folder: Folder
    files: tuple[Input, ...]
    plan: Plan
    resumed: bool

    def share(self, index: int, count: int) -> range:
        """The numbers of the shards that are the part `index` (from 1) of `count` parts of the work."""
        shards = len(self.plan)
        return range(shards * (index - 1) // count, shards * index // count)

    def missing(self, numbers: Sequence[int]) -> list[Shard]:
        """Those of the shards that are not done."""
        return [self.plan.shard(number) for number in numbers if not self.folder.is_done(number)]


def begin(
    job: Job,
    *,
    restart: bool = False,
    on_error: Callable[[InputError], None],
    on_notice: Callable[[str], None],
) -> Run:
    """Make the run's folder and plan, or find them as they were left.

    Raises OutputError where another run stands there: with other inputs, rules, options or versions;
    `restart` removes it. What cannot be found among the inputs goes to `on_error`.
    """
    folder = Folder(job.out_dir)
    files, errors = _find(job, on_error, on_notice)
    folder.prepare()
    identity = _identity(job, files, errors)
    if restart:
        folder.clear()
    before = folder.manifest()
    if before is not None:
        _same(job, before, identity)
        plan = before["plan"]
        starts = tuple((file, skip) for file, skip in plan["starts"])
        return Run(job, folder, files, Plan(job.shard_size, plan["items"], starts), resumed=True)
    made = make_plan(files, job.options, job.shard_size, on_notice=on_notice)
    if len(made) > MAX_PARTS:
        raise OutputError(f"{len(made):,} parts; more than {MAX_PARTS:,} are too many: a larger --shard-size")
    with folder.lock():
        # Another part of the same work may have been faster.
        before = folder.manifest()
        if before is None:
            folder.begin(identity, made)
        else:
            _same(job, before, identity)
    return Run(job, folder, files, made, resumed=False)


def _find(
    job: Job, on_error: Callable[[InputError], None], on_notice: Callable[[str], None]
) -> tuple[tuple[Input, ...], list[dict[str, Any]]]:
    errors: list[dict[str, Any]] = []

    def note(error: InputError) -> None:
        errors.append(error_entry(error, "unreadable"))
        on_error(error)

    for given in job.inputs:
        if Path(given).is_dir() and is_within(job.out_dir, Path(given)):
            raise OutputError(f"{job.out_dir}: lies within the input {given}")
    files = tuple(iter_inputs(job.inputs, on_error=note, on_notice=on_notice))
    for file in files:
        if file.path is None or file.is_pipe:
            raise OutputError(f"{file.uri}: cannot be read twice, as --out-dir must (a pipe?)")
        if is_within(file.path, job.out_dir):
            raise OutputError(f"{job.out_dir}: holds the input {file.uri}")
    return files, errors


def _identity(job: Job, files: Sequence[Input], errors: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        **job.program(),
        "shard_size": job.shard_size,
        "inputs": [input_identity(file) for file in files],
        "input_errors": errors,
    }


def _same(job: Job, before: dict[str, Any], identity: dict[str, Any]) -> None:
    changed = differences(before, identity)
    if changed:
        raise OutputError(
            f"{job.out_dir}: holds a run that is not this one ({'; '.join(changed[:5])}):"
            " --restart begins anew, another --out-dir keeps it"
        )
