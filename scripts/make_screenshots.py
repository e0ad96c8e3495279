"""Takes the pictures of docs/report.md, of a report of the seeds and the composed articles.

`python scripts/make_screenshots.py` needs Chromium; look at every picture before it is kept.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from mouextract import extract_many
from mouextract.errors import InputError
from mouextract.read import ReadOptions, read_articles
from mouextract.report.data import report_data
from mouextract.report.page import write_page

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs"
INPUTS = [str(ROOT / "tests/articles/articles.jsonl"), str(ROOT / "data/seeds")]


def fail(error: InputError) -> None:
    """Stop at whatever cannot be read."""
    sys.exit(str(error))


def write_report(target: Path) -> None:
    """The report that is shown."""
    articles = read_articles(INPUTS, on_error=fail, on_notice=lambda _: None)
    records = extract_many(articles, with_text=True)
    data = report_data(records, ReadOptions(), fail)
    write_page(data, target, title=None, source="records.jsonl")


def take(browser: Any, url: str, name: str, *, width: int, height: int, **options: Any) -> None:
    """The first view, and one agreement with its proof."""
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector("html[data-ready]")
    page.screenshot(path=TARGET / f"report-{name}.png")
    page.set_viewport_size({"width": width, "height": min(height, 860)})
    shown = page.locator(".open", has_text="Kota Dumai")
    while not shown.count():
        page.click("[data-page=next]")
    shown.first.click()
    page.locator(".reader mark.time").first.focus()
    page.wait_for_timeout(300)
    page.screenshot(path=TARGET / f"report-{name}-agreement.png")
    context.close()


def main() -> None:
    """All pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        report = Path(folder) / "report.html"
        write_report(report)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        url = report.as_uri()
        take(browser, url, "desktop", width=1280, height=1750, locale="en-GB")
        take(browser, url, "dark", width=1280, height=1750, locale="id-ID", color_scheme="dark")
        take(browser, url, "phone", width=390, height=844, locale="id-ID")
        browser.close()


if __name__ == "__main__":
    main()
