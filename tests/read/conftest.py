from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from mouextract.article import Article
from mouextract.errors import InputError
from mouextract.read import ReadOptions, read_articles

# A busy machine is no fault of a reader's.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@dataclass
class Result:
    articles: list[Article]
    errors: list[InputError]
    notices: list[str]

    @property
    def texts(self) -> list[str]:
        return [article.text for article in self.articles]

    @property
    def rows(self) -> list[int | None]:
        return [article.row for article in self.articles]

    @property
    def reasons(self) -> list[tuple[int | None, str]]:
        return [(error.row, error.reason) for error in self.errors]

    @property
    def reason(self) -> str:
        (error,) = self.errors
        return error.reason


def read(inputs: str | Path | Sequence[str], *, stdin: bytes = b"", **options: Any) -> Result:
    given = [str(inputs)] if isinstance(inputs, str | Path) else list(inputs)
    result = Result([], [], [])
    articles = read_articles(
        given,
        ReadOptions(**options),
        on_error=result.errors.append,
        on_notice=result.notices.append,
        stdin=io.BytesIO(stdin),
    )
    result.articles.extend(articles)
    return result


@pytest.fixture(name="read", scope="session")
def _read() -> Callable[..., Result]:
    return read


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file below the test's folder; text as UTF-8, its line ends as they are."""

    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return put
