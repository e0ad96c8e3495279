"""Tables as Parquet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mouextract.write.batches import batches
from mouextract.write.columns import Kind, Row, Shape
from mouextract.write.extras import needed
from mouextract.write.output import output_path

_ROWS_PER_GROUP = 10_000


def write_parquet(shape: Shape, rows: Iterable[Row], out: Path) -> int:
    """Write rows to a file; their number. What a column means stands in its field's metadata.

    Raises OutputError, also where pyarrow is not installed.
    """
    pa = needed("pyarrow", "parquet")
    schema = _schema(pa, shape)
    count = 0
    with (
        output_path(out) as path,
        needed("pyarrow.parquet", "parquet").ParquetWriter(path, schema, compression="zstd") as writer,
    ):
        for batch in batches(rows, _ROWS_PER_GROUP):
            writer.write_table(pa.table(list(map(list, zip(*batch, strict=True))), schema=schema))
            count += len(batch)
    return count


def _schema(pa: Any, shape: Shape) -> Any:
    types = {
        Kind.TEXT: pa.string(),
        Kind.PARTIAL_DATE: pa.string(),
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.BOOLEAN: pa.bool_(),
        Kind.DATE: pa.date32(),
    }
    return pa.schema(
        [
            pa.field(column.name, types[column.kind], metadata={"description": column.meaning})
            for column in shape.columns
        ]
    )
