"""What a caller may set about reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Names of fields, encoding and limits; the defaults suit files nobody has described.

    A field that is None is guessed from its name. `encoding` None: UTF-8, UTF-16 where it shows,
    Windows-1252 byte by byte as the last resort. `date_order` is how `06/11/2023` is read.
    """

    text_field: str | None = None
    title_field: str | None = None
    date_field: str | None = None
    id_field: str | None = None
    url_field: str | None = None
    outlet_field: str | None = None
    encoding: str | None = None
    date_order: Literal["dmy", "mdy"] = "dmy"
    max_article_chars: int = 5_000_000
    """A longer text is an error, not an article."""
    max_row_bytes: int = 50_000_000
    """A longer line of JSONL or row of CSV is skipped as an error."""
    max_file_bytes: int = 200_000_000
    """Of a text or HTML file, after decompression."""
    max_json_bytes: int = 500_000_000
    """Of a `.json` file, which is read as a whole, after decompression."""
    max_ratio: int = 200
    """How many times its size a compressed file may grow, once it is past `ratio_floor`."""
    ratio_floor: int = 100_000_000

    def named(self) -> dict[str, str]:
        """The fields that were named, by their role (`text`, `title`, `date`, `id`, `url`, `outlet`)."""
        roles = ("text", "title", "date", "id", "url", "outlet")
        return {role: name for role in roles if (name := getattr(self, f"{role}_field")) is not None}
