"""`mouextract scan`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from mouextract.cli.arguments import AUTO, refuse_overwriting, share, to_file, worker_count
from mouextract.cli.codes import Exit
from mouextract.cli.reading import (
    DateField,
    DateOrder,
    DateOrderOption,
    Encoding,
    IdField,
    OutletField,
    Patterns,
    TextField,
    TitleField,
    UrlField,
    read_options,
)

_SHARD_SIZE = 2000


def scan(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders, globs, or `-` for standard input."),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Write JSONL to FILE instead of standard output."
        ),
    ] = None,
    out_dir: Annotated[
        Path | None,
        typer.Option(
            "--out-dir",
            metavar="DIR",
            help="Write parts to DIR; the same command again goes on where it was interrupted.",
        ),
    ] = None,
    shard_size: Annotated[
        int, typer.Option("--shard-size", metavar="N", min=1, help="With --out-dir: articles in a part.")
    ] = _SHARD_SIZE,
    shard: Annotated[
        str | None,
        typer.Option(
            "--shard",
            metavar="I/N",
            help="With --out-dir: do only the I-th of N parts of the work (job arrays).",
        ),
    ] = None,
    dask: Annotated[
        str | None,
        typer.Option(
            "--dask",
            metavar="ADDRESS",
            help="With --out-dir: work on this Dask cluster, or `local` for --workers processes here.",
        ),
    ] = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="With --out-dir: remove the run that is there and begin anew.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write JSONL to a terminal too, where a table is the default.")
    ] = False,
    patterns: Patterns = None,
    workers: Annotated[
        int,
        typer.Option(
            "--workers",
            metavar="N",
            parser=worker_count,
            help="Processes to use: a number, or `auto`: measured on the first articles, at most all cores.",
        ),
    ] = 1,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout", metavar="SECONDS", min=0, help="Give up an article after so long (twice); 0: never."
        ),
    ] = 300.0,
    memory: Annotated[
        int,
        typer.Option(
            "--memory",
            metavar="MB",
            min=0,
            help="Memory that a process may take for an article (Linux); 0: all there is.",
        ),
    ] = 4000,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Keep each article's text in its record.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="Errors only: no progress, notes or summary.")
    ] = False,
    text_field: TextField = None,
    title_field: TitleField = None,
    date_field: DateField = None,
    id_field: IdField = None,
    url_field: UrlField = None,
    outlet_field: OutletField = None,
    date_order: DateOrderOption = DateOrder.DMY,
    encoding: Encoding = None,
) -> None:
    """Read articles and write one record a line."""
    from functools import partial

    from mouextract.api import Extractor
    from mouextract.cli.display import Display
    from mouextract.cli.folder import scan_to_folder
    from mouextract.read import iter_inputs, read_items, total_bytes
    from mouextract.run.job import Job
    from mouextract.run.scan import Scanner
    from mouextract.run.signals import terminable
    from mouextract.run.summary import Summary
    from mouextract.run.trial import usable_cores
    from mouextract.write.jsonl import write_jsonl

    options = read_options(
        text_field=text_field,
        title_field=title_field,
        date_field=date_field,
        id_field=id_field,
        url_field=url_field,
        outlet_field=outlet_field,
        encoding=encoding,
        date_order=date_order,
    )
    make_extractor = partial(Extractor, tuple(patterns or ()))
    seconds, memory_bytes = timeout or None, memory * 1_000_000 or None
    if out_dir is not None:
        if out is not None:
            raise typer.BadParameter("not together with -o", param_hint="--out-dir")
        code = scan_to_folder(
            Job(tuple(inputs), out_dir, options, with_text, tuple(patterns or ()), shard_size),
            make_extractor,
            workers=workers,
            timeout=seconds,
            memory=memory_bytes,
            dask=dask,
            part=share(shard) if shard is not None else None,
            restart=restart,
            quiet=quiet,
        )
        raise typer.Exit(code)
    given = {
        "--restart": restart,
        "--shard": shard,
        "--shard-size": shard_size != _SHARD_SIZE,
        "--dask": dask,
    }
    for name, used in given.items():
        if used:
            raise typer.BadParameter("only with --out-dir", param_hint=name)
    target = to_file(out)
    refuse_overwriting(target, inputs)
    as_table = target is None and not as_json and sys.stdout.isatty()
    lines_on_terminal = target is None and not as_table and sys.stdout.isatty()
    summary = Summary()
    display = Display(summary, quiet=quiet, progress=not lines_on_terminal)
    scanner = Scanner(
        make_extractor,
        workers=workers or usable_cores(),
        with_text=with_text,
        timeout=seconds,
        memory=memory_bytes,
        on_choice=display.choice if workers == AUTO else None,
    )
    with (
        terminable(),
        display.announcing_partial(target),
        scanner,
        display.following(partial(total_bytes, inputs)),
    ):
        files = iter_inputs(inputs, on_error=display.error, on_notice=display.note)
        items = read_items(
            files, options, on_error=display.error, on_notice=display.note, on_bytes=display.advance
        )
        lines = display.counting(scanner.scan(items, on_error=display.error))
        if as_table:
            display.collect(lines)
        else:
            write_jsonl(lines, target, keep_partial=True)
    display.close()
    raise typer.Exit(Exit.UNREADABLE if summary.failures else Exit.OK)
