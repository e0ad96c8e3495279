"""Names that no rule knows, read where a sentence needs one."""

import pytest

from mouextract.assemble.actors import loose_names
from mouextract.assemble.clause_words import clause_words
from mouextract.rules import load_rules

WORDS = clause_words(load_rules())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MoU dengan Hoshi Midori diteken.", "Hoshi Midori"),
        ("MoU dengan Hoshi diteken. Kata Fulan, Hoshi setuju.", "Hoshi"),
        ("MoU dengan Plants, Oils, and Soils in Practice (POS) Indonesia diteken.",
         "Plants, Oils, and Soils in Practice (POS) Indonesia"),
        # In a headline verbs and adverbs have capitals too.
        ("MoU dengan Hoshi Midori Akhirnya Resmi Berlaku", "Hoshi Midori"),
    ],
)  # fmt: skip
def test_a_name_begins_where_the_sentence_needs_one(text: str, name: str) -> None:
    found = loose_names(text, WORDS, [len("MoU dengan ")], len(text))
    assert [text[a.start : a.end] for a in found] == [name]
    assert found[0].institution is not None
    assert found[0].institution.name == name


@pytest.mark.parametrize(
    "text",
    [
        # A word that the text has in small letters is none; nor is a lone word that is said once, or an instrument.
        "MoU dengan Investor Jepang diteken. Kata Fulan, investor itu setuju.",
        "MoU dengan Hoshi diteken.",
        "MoU dengan Perjanjian Kerja Sama diteken.",
        "MoU dengan warga diteken.",
        # One name of a person's, said twice.
        "MoU dengan Agus diteken. Kata Fulan, Agus setuju.",
        # In a headline verbs and adverbs have capitals too.
        "MoU dengan Segera Punya Dasar Hukum",
        "MoU dengan Sleman Kini Punya Dasar Hukum",
    ],
)
def test_no_name_begins_with_everyday_words(text: str) -> None:
    assert loose_names(text, WORDS, [len("MoU dengan ")], len(text)) == []


def test_nothing_beyond_the_limit_is_read() -> None:
    text = "MoU dengan Hoshi Midori Jaya diteken."
    assert [a.end for a in loose_names(text, WORDS, [11], 23)] == [23]
