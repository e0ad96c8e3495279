"""The one way in: INPUT arguments to a stream of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO

from mouextract.article import Article
from mouextract.errors import InputError
from mouextract.read.archives import read_archive
from mouextract.read.formats import Item, is_archive, reader_for
from mouextract.read.html import Page
from mouextract.read.inputs import Input, iter_inputs
from mouextract.read.opening import open_source
from mouextract.read.options import ReadOptions
from mouextract.read.plain import read_pipe


def read_articles(
    inputs: Sequence[str],
    options: ReadOptions | None = None,
    *,
    on_error: Callable[[InputError], None],
    on_notice: Callable[[str], None],
    on_bytes: Callable[[int], None] | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article]:
    """The articles of all inputs, in order, lazily and in memory that does not grow with line formats.

    `inputs` are files, folders, globs or `-`. Each input or row that cannot be read becomes one
    InputError for `on_error`, and the rest goes on; nothing is raised for what a file holds.
    `on_notice` gets guesses (which column is the text) and skipped files; `on_bytes` the number of bytes
    taken from disk since last time (their sum is `total_bytes(inputs)`). `stdin` stands in for the
    process's own.
    """
    files = iter_inputs(inputs, on_error=on_error, on_notice=on_notice)
    for item in read_items(
        files, options, on_error=on_error, on_notice=on_notice, on_bytes=on_bytes, stdin=stdin
    ):
        try:
            article = item.article() if isinstance(item, Page) else item
        except InputError as error:
            on_error(error)
        else:
            yield article


def read_items(
    files: Iterable[Input],
    options: ReadOptions | None = None,
    *,
    on_error: Callable[[InputError], None],
    on_notice: Callable[[str], None],
    on_bytes: Callable[[int], None] | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Item]:
    """The same for files already found, with pages as they are: for whoever parses them elsewhere."""
    chosen = options if options is not None else ReadOptions()
    for file in files:
        try:
            with open_source(
                file, chosen, on_error=on_error, on_notice=on_notice, on_bytes=on_bytes, stdin=stdin
            ) as source:
                if file.is_pipe:
                    yield from read_pipe(source)
                elif is_archive(file.uri):
                    yield from read_archive(source)
                else:
                    yield from reader_for(file.uri)(source)
        except InputError as error:
            on_error(error)
