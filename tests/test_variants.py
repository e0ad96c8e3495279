"""The same news in other words: what a paraphrase that changes nothing may do to a record is nothing.

Each variant rewrites the composed articles by one rule. Where the two readings of an article differ, the
rewriting is to blame but for a known share (`most`), which may only shrink.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from textwrap import fill
from typing import Any

import pytest

from mouextract.api import Extractor
from mouextract.article import Article
from mouextract.knowledge.calendar import MONTHS

ARTICLES = Path(__file__).parent / "articles" / "articles.jsonl"
_EVERY = 4
_LINK = "Baca juga: Pemkab Rembang Teken MoU dengan Universitas Airlangga"
_COMMON = "Warga diminta ikut menjaga kebersihan lingkungan masing-masing."
_DAY = re.compile(r"\((\d{1,2})/(\d{1,2})/(\d{4})\)")
_NAMES = list(MONTHS)

# An article's place line as one outlet prints it.
_PLACE_LINE = r"(?m)^([A-Z]{5,}(?: [A-Z]{3,})?)(?: \([A-Za-z ]+\)|, [\w. ]+)? [-–—]{1,2} (?=[A-Z])"

# A body's or office's name in running text, as a crawler sets links.
_BODIES = "Pemkab|Pemerintah Kabupaten|Universitas|Kejaksaan Negeri|Bupati|Rektor"
_NAME_WITHIN = rf"(?<=[a-z]) ((?:{_BODIES}) [A-Z][a-z]+) (?=[a-z])"


def _spelt_day(match: re.Match[str]) -> str:
    day, month, year = match.groups()
    return f"({day} {_NAMES[int(month) - 1].title()} {year})" if 1 <= int(month) <= 12 else match[0]


def _with_link(text: str) -> str:
    blocks = text.split("\n\n")
    return "\n\n".join([*blocks[:2], _LINK, *blocks[2:]]) if len(blocks) > 3 else text


def _wrapped(text: str) -> str:
    return "\n".join(
        fill(line, 80, break_long_words=False, break_on_hyphens=False) for line in text.split("\n")
    )


def _replaced(pattern: str, by: str) -> Callable[[str], str]:
    regex = re.compile(pattern)
    return lambda text: regex.sub(by, text)


# What is rewritten how, and the largest share of the articles touched in which a main agreement may differ.
VARIANTS: dict[str, tuple[Callable[[str], str], float]] = {
    "meneken for menandatangani": (_replaced(r"\bmenandatangani\b", "meneken"), 0),
    "menandatangani for meneken": (_replaced(r"\bmeneken\b", "menandatangani"), 0),
    "diteken for ditandatangani": (_replaced(r"\bditandatangani\b", "diteken"), 0),
    "kerjasama": (_replaced(r"\b([Kk])erja sama\b", r"\1erjasama"), 0),
    "kerja sama": (_replaced(r"\b([Kk])erjasama\b", r"\1erja sama"), 0),
    "resmi before the verb": (_replaced(r"\b(menandatangani|meneken)\b", r"resmi \1"), 0.01),
    "oleh": (_replaced(r"\b(ditandatangani|diteken) (?=(?:Bupati|Rektor|Kepala|Ketua)\b)", r"\1 oleh "), 0),
    "serta before an office": (
        _replaced(r"\bdan (?=(?:Bupati|Rektor|Kepala|Ketua|Direktur)\b)", "serta "),
        0,
    ),
    "curly quotation marks": (_replaced(r'"([^"\n]*)"', "“\\1”"), 0),
    "days spelt out": (lambda text: _DAY.sub(_spelt_day, text), 0),
    "PT with a stop": (_replaced(r"\bPT (?=[A-Z])", "PT. "), 0.015),
    "Kab. for Kabupaten": (_replaced(r"\bKabupaten (?=[A-Z])", "Kab. "), 0.01),
    "MOU for MoU": (_replaced(r"\bMoU\b", "MOU"), 0),
    "two spaces between sentences": (_replaced(r"\. (?=[A-Z])", ".  "), 0),
    "one break between paragraphs": (_replaced(r"\n+", "\n"), 0.005),
    "a glued dash behind the place": (_replaced(_PLACE_LINE, r"\1—"), 0.01),
    "a comma behind the place": (_replaced(_PLACE_LINE, r"\1, "), 0.005),
    "a full stop behind the place": (_replaced(_PLACE_LINE, r"\1. "), 0.005),
    "outlet and place without a mark": (_replaced(_PLACE_LINE, "Kabarcontoh.com, Jakarta "), 0.01),
    "outlet and place with a colon": (_replaced(_PLACE_LINE, "KBRN, Ambon: "), 0.01),
    "lines of 80 letters": (_wrapped, 0.03),
    "names on lines of their own": (_replaced(_NAME_WITHIN, r"\n\1\n"), 0.03),
    "names glued to the words around": (_replaced(_NAME_WITHIN, r"\1"), 0.08),
    "a link between paragraphs": (_with_link, 0.003),
    "a last sentence about nothing": (lambda text: f"{text.rstrip()}\n\n{_COMMON}\n", 0),
}


@cache
def _articles() -> list[dict[str, Any]]:
    lines = ARTICLES.read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines[::_EVERY]]


@cache
def _extractor() -> Extractor:
    return Extractor()


def _mains(article: dict[str, Any], text: str) -> list[tuple[Any, ...]]:
    """What the main agreements of an article say, whatever their order and where it is proven."""
    record = _extractor().extract(
        Article(text=text, published=article.get("date"), url=article.get("url"), id=article["id"])
    )
    return sorted(
        (
            a.status,
            a.date or "",
            sorted(a.types),
            sorted(p.name for p in a.parties),
            sorted(s.name for s in a.signatories),
        )
        for a in record.agreements
        if a.main
    )


@cache
def _read(number: int) -> list[tuple[Any, ...]]:
    article = _articles()[number]
    return _mains(article, article["text"])


@pytest.mark.parametrize("variant", VARIANTS)
def test_other_words_for_the_same_news_give_the_same_record(variant: str) -> None:
    rewrite, most = VARIANTS[variant]
    touched, differ = 0, []
    for number, article in enumerate(_articles()):
        text = rewrite(article["text"])
        if text != article["text"]:
            touched += 1
            if _mains(article, text) != _read(number):
                differ.append(article["id"])
    assert touched > 10
    assert len(differ) <= most * touched, differ
