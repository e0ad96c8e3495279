"""An article as the reader took it in."""

from __future__ import annotations

from dataclasses import dataclass, field

from mouextract.text import text_sha256


@dataclass(frozen=True, slots=True)
class Article:
    """One article and where it came from.

    `text` is everything that offsets refer to: where a title comes apart from the main text (HTML,
    a title column) and does not already begin it, the reader has put it before, with one empty
    line between. `published` is the stored publication date (metadata) as a partial date, or None;
    dates inside the text are the annotators' business. `id` is the input's own id, if it has one.
    """

    text: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    uri: str = "-"
    row: int | None = None
    id: str | None = None
    extractor: str | None = None
    warnings: tuple[str, ...] = field(default=())

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the text."""
        return text_sha256(self.text)

    @property
    def article_id(self) -> str:
        """The input's own id, else the first 16 hex digits of the text's hash."""
        return self.id or self.text_sha256[:16]
