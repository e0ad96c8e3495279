"""The report in a real browser: filters, search, proof, language, keyboard, hostile words, 10,000 agreements."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mouextract.errors import InputError
from mouextract.records import Agreement, ArticleRecord
from mouextract.text import text_sha256

Make = Callable[..., ArticleRecord]
Built = Callable[..., str]
Opened = Callable[..., Any]

ARTICLES = Path(__file__).parents[1] / "articles" / "articles.jsonl"
UNI, BANK, CITY = "Universitas Misal", "Bank Contoh", "Pemerintah Kota Dumai"


def parties(*others: tuple[str, str, str | None]) -> list[dict[str, Any]]:
    return [
        {"name": name, "short_name": None, "kind": kind, "code": code, "side": side}
        for side, (name, kind, code) in enumerate(others, 1)
    ]


DUMAI: dict[str, Any] = {
    "parties": parties((CITY, "city", "14.72"), (BANK, "bank", None)),
    "regencies": [{"code": "14.72", "name": "Kota Dumai"}],
}
MEDAN: dict[str, Any] = {
    "parties": parties(("Pemerintah Kota Medan", "city", "12.71"), (UNI, "university", None)),
    "regencies": [{"code": "12.71", "name": "Kota Medan"}],
}


@pytest.fixture
def some(make: Make, built: Built) -> str:
    """Five agreements that differ in what the filters ask for."""
    return built(
        make(1, subject="beasiswa dokter"),
        make(2, date="2022-03-01", status="planned", **DUMAI),
        make(3, date="2022-08-09", types=["perjanjian_kerja_sama"], main=False, **DUMAI),
        make(4, date="2024", status="ended", confidence=0.3, **MEDAN),
        make(5, date=None, confidence=0.95, title="Café di Pekanbaru"),
    )


def count(view: Any) -> str:
    return str(view.inner_text("#count"))


def names(view: Any) -> list[str]:
    return [each.replace(" × ", "|") for each in view.locator(".open").all_inner_texts()]


def test_it_opens_with_figures_and_landmarks(some: str, opened: Opened) -> None:
    view = opened(some)
    assert count(view) == "5 of 5 agreements"
    assert view.title() == view.inner_text("h1") == "Agreements in the news"
    figures = dict(
        zip(view.locator("dt").all_inner_texts(), view.locator("dd strong").all_inner_texts(), strict=True)
    )
    assert figures == {
        "Agreements": "5", "Signed": "60%", "Parties": "5", "Regencies and cities": "3", "Provinces": "2",
        "High confidence": "80%",
    }  # fmt: skip
    roles = view.locator("body").aria_snapshot()
    for role in ("banner", "main", 'complementary "Filters"', "contentinfo", 'search "Filters"', "status:"):
        assert role in roles, role
    for role in ('region "By region"', 'table "Agreements"', 'columnheader "Date', 'group "Status"'):
        assert role in roles, role
    assert view.evaluate("document.querySelectorAll('input:not([aria-label])').length") == view.evaluate(
        "[...document.querySelectorAll('input')].filter((input) => input.labels.length).length"
    )


def test_filters_and_what_shows_them(some: str, opened: Opened) -> None:
    view = opened(some)
    view.check("input[data-value=planned]")
    assert (count(view), names(view)) == ("1 of 5 agreements", [f"{CITY}|{BANK}"])
    # Counts beside the boxes say what choosing them would give.
    assert view.inner_text("[data-tally='status:signed']") == "3"
    assert view.inner_text("[data-tally='types:perjanjian_kerja_sama']") == "0"
    view.check("input[data-value=signed]")
    assert count(view) == "4 of 5 agreements"
    assert view.locator(".chip").all_inner_texts() == ["Planned ×", "Signed ×"]
    view.click(".chip >> nth=0")
    assert count(view) == "3 of 5 agreements"
    view.check("input[data-value=perjanjian_kerja_sama]")
    assert count(view) == "1 of 5 agreements"
    view.check("#main-only")
    assert "No agreement fits" in view.inner_text("#table")
    view.click("#reset")
    assert count(view) == "5 of 5 agreements"
    assert view.locator(".chip").count() == 0
    view.locator("#confidence").fill("0.95")
    view.wait_for_selector(".chip")
    assert count(view) == "1 of 5 agreements"


def test_time(some: str, opened: Opened) -> None:
    view = opened(some)
    view.select_option("#from", "2023")
    assert count(view) == "2 of 5 agreements"
    view.select_option("#to", "2023")
    assert count(view) == "1 of 5 agreements"
    assert view.locator("#time .bar").count() == 12
    view.click("#reset")
    bars = view.locator("#time .bar")
    assert [bar.get_attribute("aria-label") for bar in bars.all()] == [
        "2022: 2 agreements (Signed 1, Planned 1)", "2023: 1 agreement (Signed 1)", "2024: 1 agreement (Ended 1)",
        "Without a date: 1 agreement (Signed 1)",
    ]  # fmt: skip
    view.click("[data-bar='2022']")
    view.click("[data-bar='2022-08']")
    assert (count(view), names(view)) == ("1 of 5 agreements", [f"{CITY}|{BANK}"])
    assert view.locator(".chip").all_inner_texts() == ["August 2022 ×"]
    view.click("#reset")
    view.click("[data-bar=undated]")
    assert (count(view), view.locator(".c-date >> nth=1").inner_text()) == ("1 of 5 agreements", "no date")


def test_places_and_parties(some: str, opened: Opened) -> None:
    view = opened(some)
    tiles = view.locator(".tile")
    assert tiles.count() == 38
    assert view.get_attribute(".tile[data-code='14']", "aria-label") == "Riau: 4 agreements"
    view.focus(".tile[data-code='14']")
    view.keyboard.press("Enter")
    assert count(view) == "4 of 5 agreements"
    assert view.evaluate("document.activeElement.dataset.code") == "14"
    assert view.locator(".regencies li").count() == 12
    view.click(".line[data-code='14.72']")
    assert count(view) == "2 of 5 agreements"
    assert view.input_value("#regency") == "14.72"
    view.select_option("#province", "12")
    assert (count(view), view.input_value("#regency")) == ("1 of 5 agreements", "")
    view.click("#reset")
    view.click("[data-kinds='bank city']")
    assert count(view) == "2 of 5 agreements"
    view.click("#reset")
    view.click("[data-pair] >> nth=0")
    assert view.locator(".chip").count() == 2
    view.click("#reset")
    view.fill("#party", "misal")
    assert view.locator("#suggestions option").count() == 1
    view.press("#party", "Enter")
    assert (count(view), view.locator(".chip").all_inner_texts()) == ("3 of 5 agreements", [f"{UNI} ×"])


def test_search_takes_words_in_any_order_and_spelling(some: str, opened: Opened) -> None:
    view = opened(some)
    for words, found in (("SIAK dokter", 1), ("cafe", 1), ("fulan", 5), ("dumai contoh", 2), ("zzz", 0)):
        view.fill("#search", words)
        view.wait_for_function(
            "words => document.querySelector('.chip')?.textContent.includes(words)", arg=words
        )
        assert count(view) == f"{found} of 5 agreements", words
    assert view.evaluate("document.activeElement.id") == "search"


def test_the_list_is_sorted_by_keyboard(some: str, opened: Opened) -> None:
    view = opened(some)
    order = view.locator(".c-date").all_inner_texts()[1:]
    assert order == ["2024", "6 Nov 2023", "9 Aug 2022", "1 Mar 2022", "no date"]
    view.focus("[data-sort=confidence]")
    view.keyboard.press("Enter")
    assert view.get_attribute("th.c-confidence", "aria-sort") == "descending"
    assert view.evaluate("document.activeElement.dataset.sort") == "confidence"
    view.keyboard.press("Enter")
    assert view.get_attribute("th.c-confidence", "aria-sort") == "ascending"
    assert names(view)[0].startswith("Pemerintah Kota Medan")


def test_evidence_stands_in_the_article(make: Make, built: Built, opened: Opened) -> None:
    record = make(
        before="Siak 😀 (Misal) — ", source={"url": "https://example.org/a", "outlet": "Kabar Misal"}
    )
    view = opened(built(record))
    view.focus(".open")
    view.keyboard.press("Enter")
    view.wait_for_selector(".reader mark")
    assert view.inner_text(".text") == record.text
    marked = {mark.strip() for mark in view.locator(".reader mark").all_inner_texts()}
    assert {"meneken", "nota kesepahaman", "6/11/2023", "Pekanbaru", "Universitas Misal"} <= marked
    mark = view.locator("mark", has_text="6/11/2023")
    for way in (mark.focus, mark.hover):
        way()
        assert view.inner_text("#tip") == "Date: 6 November 2023\ndate.numeric · stated"
    assert mark.get_attribute("aria-describedby") == "tip"
    assert view.locator(".value.lit").all_inner_texts()[0].startswith("Date\n6 November 2023")
    view.keyboard.press("Tab")
    assert view.locator("#tip").is_hidden()
    view.click("[data-field='/status'] .proof")
    assert view.evaluate("document.activeElement.textContent") == "meneken"
    assert view.get_attribute("article a", "href") == "https://example.org/a"
    assert view.get_attribute("article a", "rel") == "noopener noreferrer"
    view.keyboard.press("Escape")
    assert not view.is_visible("#reader")
    assert "open" in view.evaluate("document.activeElement.className")


def test_stepping_through_the_list(some: str, opened: Opened) -> None:
    view = opened(some)
    view.click(".open >> nth=0")
    view.wait_for_selector(".reader mark")
    for number in range(2, 6):
        view.click("[data-step=next]")
        view.wait_for_function(
            "n => document.querySelector('.reader-top').innerText.includes(`Agreement ${n} of 5`)", arg=number
        )
    assert view.is_disabled("[data-step=next]")
    assert view.evaluate("document.activeElement.className") == "close"


def test_the_language_is_remembered(some: str, opened: Opened) -> None:
    view = opened(some, locale="id-ID")
    assert (count(view), view.get_attribute("html", "lang")) == ("5 dari 5 kesepakatan", "id")
    view.check("input[data-value=planned]")
    view.click("[data-lang=en]")
    # What was chosen stays.
    assert (count(view), view.is_checked("input[data-value=planned]")) == ("1 of 5 agreements", True)
    view.reload()
    view.wait_for_selector("html[data-ready]")
    assert (count(view), view.get_attribute("html", "lang")) == ("5 of 5 agreements", "en")
    assert view.get_attribute("[data-lang=en]", "aria-pressed") == "true"


def test_hostile_words_stay_words(make: Make, built: Built, opened: Opened) -> None:
    hostile = "</script><img src=x onerror=\"document.title='owned'\"><!-- \u2028\u2029 \u202eterbalik & <b>tebal</b>"
    record = make(
        title=hostile,
        before=hostile + "\n<script>document.title='owned'</script>",
        after="<svg onload=\"document.title='owned'\">",
        subject="<i>miring</i>",
        source={"url": "javascript:document.title='owned'", "outlet": hostile, "uri": hostile},
        parties=parties((hostile, "<b>", None), ("__proto__", "constructor", None)),
    )
    view = opened(built(record))
    view.fill("#search", "<img")
    view.wait_for_selector(".chip")
    assert count(view) == "1 of 1 agreements"
    view.click(".open")
    view.wait_for_selector(".reader mark")
    view.focus("mark >> nth=0")
    assert view.locator("#reader h3").text_content() == hostile
    assert view.locator(".text").text_content() == record.text
    assert view.locator("img, b, i, svg, script[src], #reader a").count() == 0
    assert view.title() == "Agreements in the news"


def test_the_policy_stops_what_a_fault_of_ours_would_let_in(some: str, chromium: Any, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(some, encoding="utf-8")
    view = chromium.new_page()
    view.goto((tmp_path / "report.html").as_uri())
    tries = {
        "markup": "document.body.insertAdjacentHTML('beforeend', '<b id=in></b>')",
        "script": "const s = document.createElement('script'); s.text = 'x = 1'; document.head.append(s)",
        "handler": "document.body.setAttribute('onclick', 'document.title = 1'); document.body.click()",
        "network": "return fetch('data:,x').then(() => 1)",
        "image": "const i = new Image(); i.src = 'https://example.org/x.png'; return i.decode()",
    }
    stopped = {}
    for name, code in tries.items():
        tried = f"await (async () => {{ {code} }})(); return false"
        stopped[name] = view.evaluate(f"async () => {{ try {{ {tried} }} catch {{ return true }} }}")
    # A handler is no error, it only does nothing.
    assert stopped | {"handler": True} == dict.fromkeys(tries, True)
    assert (view.title(), view.locator("#in").count()) == ("Agreements in the news", 0)
    view.close()


def test_without_text_only_places_hashes_and_links(make: Make, built: Built, opened: Opened) -> None:
    record = make(source={"url": "https://example.org/a"})
    view = opened(built(record, with_text=False))
    view.click(".open")
    view.wait_for_selector("#no-text")
    assert "without the articles' texts" in view.inner_text("#no-text")
    assert view.locator("mark").count() == 0
    assert view.inner_text("[data-field='/date'] .proof") == "characters 125–134 date.numeric · stated"
    assert record.source.text_sha256 in view.inner_text(".hash")
    assert view.get_attribute("article a", "href") == "https://example.org/a"


def test_a_missing_text_says_why(
    make: Make, built: Built, opened: Opened, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    told: list[InputError] = []
    view = opened(built(make(with_text=False), errors=told))
    view.click(".open")
    view.wait_for_selector("#no-text")
    assert len(told) == 1
    assert "its source file was not found" in view.inner_text("#no-text")
    assert "“meneken”" in view.inner_text("[data-field='/status']")


def test_an_old_browser_says_so(some: str, opened: Opened) -> None:
    view = opened(some)
    view.evaluate("delete window.DecompressionStream")
    view.click(".open >> nth=0")
    view.wait_for_selector("#reader .notice")
    assert "too old to open the articles" in view.inner_text("#reader .notice")
    assert view.inner_text("[data-field='/status'] .what") == "Ended"


def test_on_a_phone(make: Make, built: Built, opened: Opened) -> None:
    kinds = ["city", "bank", "university", "agency", "ministry", "police", "company", "school", "court"]
    pairs = [
        {"parties": parties(("Lembaga " + "Anu" * 40, one, None), ("Badan", other, None))}
        for one, other in itertools.combinations(kinds, 2)
    ]
    view = opened(built(make(1), make(2, agreements=pairs)), width=360)
    assert view.evaluate("document.documentElement.scrollWidth") == 360
    assert view.is_hidden("#search")
    view.click("summary")
    assert view.is_visible("#search")
    assert "row" in view.locator("#table").aria_snapshot()
    view.click(".open >> nth=0")
    view.wait_for_selector(".reader mark")
    view.click("mark >> nth=0")
    tip = view.locator("#tip").bounding_box()
    assert tip["x"] >= 0
    assert tip["x"] + tip["width"] <= 360


def test_light_and_dark(some: str, opened: Opened) -> None:
    view = opened(some, color_scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    night = view.evaluate(paper)
    view.click("#theme")
    assert view.evaluate(paper) != night
    view.reload()
    view.wait_for_selector("html[data-ready]")
    assert view.get_attribute("html", "data-theme") == "light"


def test_printing_takes_the_whole_list_or_the_open_agreement(
    make: Make, built: Built, opened: Opened
) -> None:
    view = opened(built(*(make(i, before=f"{i}. ") for i in range(60))))
    assert view.locator(".open").count() == 50
    view.click("[data-page=next]")
    assert view.locator(".open").count() == 10
    view.evaluate("dispatchEvent(new Event('beforeprint'))")
    view.emulate_media(media="print")
    assert view.locator(".open").count() == 60
    assert view.is_hidden("#filters")
    view.evaluate("dispatchEvent(new Event('afterprint'))")
    view.emulate_media(media="screen")
    assert view.locator(".open").count() == 10
    view.click(".open >> nth=0")
    view.wait_for_selector(".reader mark")
    view.evaluate("dispatchEvent(new Event('beforeprint'))")
    view.emulate_media(media="print")
    assert view.is_visible("#printed mark >> nth=0")
    assert view.is_hidden("main")
    view.evaluate("dispatchEvent(new Event('afterprint'))")
    view.emulate_media(media="screen")
    assert view.is_visible("#reader mark >> nth=0")


def test_no_agreement_at_all(make: Make, built: Built, opened: Opened) -> None:
    view = opened(built(make().model_copy(update={"agreements": []})))
    assert count(view) == "0 of 0 agreements"
    assert "There is no agreement" in view.inner_text("#table")


def test_ten_thousand_agreements(make: Make, built: Built, opened: Opened) -> None:
    chance = random.Random(7)
    words = [json.loads(line)["text"].split() for line in ARTICLES.read_text("utf-8").splitlines()]

    def filler() -> str:
        """Some 2,000 characters of everyday news, of which no two are alike."""
        pieces = [chance.choice(words) for _ in range(30)]
        return " ".join(" ".join(piece[(at := chance.randrange(len(piece))) : at + 14]) for piece in pieces)

    sample = make()
    codes = [f"{province}.{n:02}" for province in (11, 12, 14, 32, 33, 35, 73) for n in range(1, 9)]

    def agreement() -> Agreement:
        signed = sample.agreements[0]
        code = chance.choice(codes)
        city = {"name": f"Pemerintah Kabupaten {code}", "code": code}
        return signed.model_copy(
            update={
                "parties": [
                    signed.parties[0].model_copy(update=city),
                    signed.parties[1].model_copy(update={"name": f"Universitas {chance.randrange(3000)}"}),
                ],
                "regencies": [signed.regencies[0].model_copy(update={"code": code})],
                "confidence": chance.random(),
                "date": f"{chance.randrange(2005, 2026)}-{chance.randrange(1, 13):02}",
            }
        )

    def record(number: int) -> ArticleRecord:
        text = f"{sample.text} {filler()}"
        source = sample.source.model_copy(update={"row": number, "text_sha256": text_sha256(text)})
        agreements = [agreement() for _ in range(1 + number % 2)]
        return sample.model_copy(
            update={"text": text, "title": text[140:200], "source": source, "agreements": agreements}
        )

    content = built(*(record(i) for i in range(6667)))
    assert len(content.encode()) <= 15_000_000
    view = opened(content)
    assert count(view).startswith("10,000 of 10,000")
    # The time that the page's own thread computes: what else the machine does at the moment does not count.
    session = view.context.new_cdp_session(view)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))

    view.reload()
    view.wait_for_selector("html[data-ready]")
    print("first view", opening := busy())
    assert opening < 2
    assert view.evaluate("document.querySelectorAll('*').length") < 5000
    view.check("input[data-value=signed]")
    view.click(".tile[data-code='14']")
    print("two filters", filtering := busy() - opening)
    assert filtering < 1
    view.click(".open >> nth=0")
    view.wait_for_selector(".reader mark")
