"""What extraction is measured against, each as a function from texts to nothing.

`blank`: spaCy only splits the texts into words. `script`: what one would write first, an EntityRuler with the
names of regencies and some forty patterns of agreements, and dateparser's `search_dates` on the text.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

Run = Callable[[Sequence[str]], None]

_SIGN = ["menandatangani", "meneken", "teken", "ditandatangani", "diteken", "penandatanganan"]
_DOCUMENTS = [
    ["mou"], ["pks"], ["nota", "kesepahaman"], ["nota", "kesepakatan"], ["perjanjian", "kerja", "sama"],
    ["memorandum", "of", "understanding"], ["kesepakatan", "bersama"], ["rencana", "kerja"],
]  # fmt: skip


def patterns() -> list[list[dict[str, Any]]]:
    """39 token patterns: each document alone, signed, planned, with somebody; and signing alone."""
    alone = [[{"LOWER": word} for word in words] for words in _DOCUMENTS]
    signed = [[{"LOWER": {"IN": _SIGN}}, {"IS_ALPHA": True, "OP": "?"}, *words] for words in alone]
    planned = [[{"LOWER": {"IN": ["akan", "bakal", "rencana"]}}, {"OP": "?"}, *words] for words in alone]
    partner: list[dict[str, Any]] = [
        {"LOWER": {"IN": ["dengan", "antara", "bersama"]}},
        {"IS_TITLE": True, "OP": "+"},
    ]
    joined = [[*words, *partner] for words in alone]
    heads = [
        [{"LOWER": head}, {"IS_TITLE": True, "OP": "+"}]
        for head in ("bupati", "gubernur", "pemkab", "pemkot", "rektor", "kepala", "menteri")
    ]
    return [*alone, *signed, *planned, *joined, *heads]


def blank() -> Run:
    """`spacy.blank("id").pipe`."""
    import spacy

    nlp = spacy.blank("id")

    def run(texts: Sequence[str]) -> None:
        for _ in nlp.pipe(texts):
            pass

    return run


def script() -> Run:
    """EntityRuler and `search_dates`."""
    import spacy
    from dateparser.search import search_dates

    from mouextract.knowledge.regions import region_names

    nlp = spacy.blank("id")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    names = sorted({name.text for name in region_names() if len(name.code) > 2})
    entries: list[dict[str, Any]] = [{"label": "REGENCY", "pattern": name} for name in names]
    entries += [{"label": "AGREEMENT", "pattern": pattern} for pattern in patterns()]
    ruler.add_patterns(entries)  # type: ignore[attr-defined]

    def run(texts: Sequence[str]) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for doc in nlp.pipe(texts):
                search_dates(doc.text, languages=["id"], settings={"DATE_ORDER": "DMY"})

    return run
