"""Records with texts, reports made of them, and a Chromium that opens the reports."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from mouextract.errors import InputError
from mouextract.read import ReadOptions
from mouextract.records import ArticleRecord
from mouextract.report.data import report_data
from mouextract.report.page import page

TEXT = (
    "Bupati Siak Ahmad Fulan dan Rektor Universitas Misal Budi Anu meneken nota kesepahaman "
    "tentang beasiswa di Pekanbaru, Senin (6/11/2023)."
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

Make = Callable[..., ArticleRecord]


def shifted(value: Any, by: int) -> Any:
    """The same JSON with every span moved."""
    if isinstance(value, dict):
        moved = {key: shifted(item, by) for key, item in value.items()}
        return moved | {"start": value["start"] + by, "end": value["end"] + by} if "start" in value else moved
    return [shifted(item, by) for item in value] if isinstance(value, list) else value


@pytest.fixture
def make(record: Callable[..., dict[str, Any]], agreement: Callable[..., dict[str, Any]]) -> Make:
    """A record with its text: changes of the agreement, or of the article (`before` stands before the text)."""

    def make(
        number: int = 0,
        *,
        before: str = "",
        after: str = "",
        with_text: bool = True,
        source: dict[str, Any] | None = None,
        title: str | None = "Siak Gandeng Kampus",
        agreements: list[dict[str, Any]] | None = None,
        **changes: Any,
    ) -> ArticleRecord:
        text = before + TEXT + after
        data = record(title=title, article_id=f"n{number}")
        data["agreements"] = [agreement(**each) for each in (agreements or [changes])]
        data = shifted(data, len(before))
        data["source"] |= {"uri": f"news/n{number}.txt", "text_sha256": sha256(text.encode()).hexdigest()}
        data["source"] |= source or {}
        return ArticleRecord.model_validate(data | ({"text": text} if with_text else {}))

    return make


@pytest.fixture
def built() -> Callable[..., str]:
    """The page of records; whatever goes wrong fails the test, unless `errors` collects it."""

    def built(*records: ArticleRecord, errors: list[InputError] | None = None, with_text: bool = True) -> str:
        told: list[InputError] = [] if errors is None else errors
        data = report_data(records, ReadOptions(), told.append, with_text=with_text)
        assert errors is not None or not told
        return page(data, title=None, source="records.jsonl")

    return built


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running headless Chromium; without one the tests that need it are skipped."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install playwright")
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium (Debian: apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        except sync_api.Error as error:
            pytest.skip(f"{found} does not start: {str(error).splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens a page of HTML in a fresh browser. At the end: no error in it, nothing asked of the network."""
    contexts = []
    trouble: list[str] = []

    def opened(content: str, *, width: int = 1280, locale: str = "en-GB", **options: Any) -> Any:
        file = tmp_path / f"report{len(contexts)}.html"
        file.write_text(content, encoding="utf-8")
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale=locale, **options)
        contexts.append(context)
        view = context.new_page()
        view.set_default_timeout(5000)
        view.on("pageerror", lambda error: trouble.append(str(error)))
        view.on("console", lambda message: trouble.append(message.text))
        view.on("request", lambda asked: None if asked.url == file.as_uri() else trouble.append(asked.url))
        view.goto(file.as_uri())
        view.wait_for_selector("html[data-ready]")
        return view

    yield opened
    for context in contexts:
        context.close()
    assert [each for each in trouble if not each.startswith("data:,")] == []
