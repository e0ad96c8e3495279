"""Parquet files, by pyarrow (an optional dependency): the columns that count, some rows at a time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from mouextract.article import Article
from mouextract.read.context import Source, describe
from mouextract.read.rows import NoTextFieldError, RowError, article_of, find_columns, listed, missing_fields

_ROWS = 64
_BUFFER = 1 << 20


def read_parquet(source: Source) -> Iterator[Article]:
    """One article a row; other columns are not read. Raises InputError where there is no text column, the
    file is damaged, or pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise source.failure('Parquet needs pyarrow: pip install "mouextract[parquet]"') from None
    if source.path is None or source.uri.lower().endswith((".gz", ".zst")):
        raise source.failure("Parquet cannot be read from within another file: unpack it")
    options = source.options
    try:
        with parquet.ParquetFile(source.path, buffer_size=_BUFFER, pre_buffer=False) as file:
            names = [str(name) for name in file.schema_arrow.names]
            columns = find_columns(names, options)
            if missing := missing_fields(names, options):
                raise source.failure(f"no field {missing[0]!r}; there are: {listed(names)}")
            source.notice(columns.described())
            wanted = {columns.text, columns.title, columns.date, columns.url, columns.outlet, columns.id}
            chosen = [name for name in dict.fromkeys(names) if name in wanted]
            row = -1
            for group in range(file.num_row_groups):
                _check_growth(source, file.metadata.row_group(group))
                batches = file.iter_batches(batch_size=_ROWS, row_groups=[group], columns=chosen)
                for batch in batches:
                    for fields in batch.to_pylist():
                        row += 1
                        try:
                            plain = {name: _plain(value) for name, value in fields.items()}
                            article = article_of(plain, columns, options, uri=source.uri, row=row)
                        except RowError as error:
                            source.error(str(error), row)
                            continue
                        yield article
    except NoTextFieldError as error:
        raise source.failure(str(error)) from None
    except (pyarrow.ArrowException, ValueError, OverflowError, MemoryError) as error:
        raise source.failure(f"damaged Parquet data ({describe(error)})") from error
    if row < 0:
        raise source.failure("no rows")


def _check_growth(source: Source, group: object) -> None:
    options = source.options
    columns = [group.column(n) for n in range(group.num_columns)]  # type: ignore[attr-defined]
    packed = sum(column.total_compressed_size for column in columns)
    grown = sum(column.total_uncompressed_size for column in columns)
    if grown > options.ratio_floor and grown > options.max_ratio * max(packed, 1):
        raise source.failure(f"grows to more than {options.max_ratio} times its size when decompressed")


def _plain(value: object) -> object:
    """Arrow's times as ISO dates, which readers of dates know."""
    return value.isoformat() if isinstance(value, datetime.date) else value
