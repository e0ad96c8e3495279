"""Bodies by names that no rule knows, told by what the whole article says of them."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mouextract.api import Extractor
from mouextract.article import Article
from mouextract.assemble.actors import actors_of
from mouextract.assemble.model import Actor
from mouextract.assemble.unmarked import RULE, UnmarkedReader

Read = Callable[[str], list[Actor]]


@pytest.fixture(scope="module")
def read() -> Read:
    """All actors of a text."""
    extractor = Extractor()
    reader = UnmarkedReader(extractor.rules)

    def actors(text: str) -> list[Actor]:
        ann = extractor.annotate(Article(text=text, published="2024-03-08"))
        return reader.with_unmarked(ann, actors_of(ann, extractor.assembler.lexicon))

    return actors


def found(actors: list[Actor]) -> set[str]:
    """The names of those that no rule knows."""
    return {a.institution.name for a in actors if a.rule == RULE and a.institution is not None}


SIGNED = " MoU itu diteken Pemkab Sigi dan Universitas Tadulako, Rabu (6/3/2024)."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # What belongs to it, what it is, who works there.
        ("Jumlah pelanggan Contoria bertambah." + SIGNED, {"Contoria"}),
        ("Contoria, perusahaan rintisan dari Malang, hadir." + SIGNED, {"Contoria"}),
        ("Contoria Misal merupakan salah satu operator di sana." + SIGNED, {"Contoria Misal"}),
        # A firm's name that goes on is another firm's.
        ("Telkom Cipta Misal meneken MoU dengan Pemkab Sigi.", {"Telkom Cipta Misal"}),
        ("Google Contoh meneken MoU dengan Pemkab Sigi. Google Contoh tumbuh.", {"Google Contoh"}),
        # Its part in an agreement.
        ("Contoria dan Misalku menandatangani MoU, Rabu (6/3/2024).", {"Contoria", "Misalku"}),
        ("MoU antara Pemkab Sigi dan Contoria diteken, Rabu (6/3/2024).", {"Contoria"}),
        ("MoU itu diteken eContoh bersama Pemkab Sigi, Rabu (6/3/2024).", {"eContoh"}),
        ("Kontrak pengembangan Sawahku dengan Contoria diteken Pemkab Sigi.", {"Contoria"}),
        ("Perusahaan asal Malang, Contoria, meneken MoU dengan Pemkab Sigi.", {"Contoria"}),
        ("Contoria menandatangani MoU dengan Pemkab Sigi. Kini Contoria tumbuh.", {"Contoria"}),
        ("CTRX menandatangani MoU dengan Pemkab Sigi.", {"CTRX"}),
        ("Contoria.id meneken MoU dengan Pemkab Sigi.", {"Contoria.id"}),
        ("Contoria of the Misal dan Pemkab Sigi meneken MoU itu dengan gembira.", {"Contoria of the Misal"}),
        ("Pemkab Sigi dan Solidaritas Pedagang Papua meneken MoU itu.", {"Solidaritas Pedagang Papua"}),
        ("Contoria Misal Raya (CMR) hadir di sana. Pemkab Sigi dan CMR meneken MoU itu.", {"Contoria Misal Raya"}),
    ],
)  # fmt: skip
def test_the_article_tells_that_a_name_is_a_body_s(text: str, names: set[str], read: Read) -> None:
    assert found(read(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        # Once, at a sentence's begin, and with no shape of its own.
        "Contoria menandatangani MoU dengan Pemkab Sigi.",
        "Hasilnya, Pemkab Sigi dan Universitas Tadulako menandatangani MoU.",
        # People: a title, an age, the verb of their words; part of a name that is told in full.
        "MoU antara Pemkab Sigi dan Pak Contoria diteken.",
        "Pemkab Sigi dan Contoria Misal (34) meneken MoU itu. Kini Contoria Misal pergi.",
        'Pemkab Sigi dan Contoria Misal meneken MoU itu. "Baik," ujar Contoria Misal.',
        "Bek Rodri Misal Contoria tiba. Pemkab Sigi dan Contoria meneken MoU itu.",
        # Places, papers, events, lands; what the article has in small letters too; days, towns of datelines.
        "Mereka tiba di Contoria. MoU Pemkab Sigi dengan Contoria diteken di Contoria.",
        "DPRD Sigi dan Pemkab Sigi meneken nota kesepakatan Kebijakan Umum Anggaran dan Prioritas Plafon Sementara.",
        "Pemkab Sigi meneken MoU bersamaan dengan Festival Contoria.",
        "Pemkab Sigi meneken MoU itu bersama China.",
        "Pemkab Sigi dan Investor meneken MoU itu, dan para investor senang.",
        "SEKAYU - Pemkab Sigi dan Universitas Tadulako meneken MoU.",
        # One word behind a firm, or a person.
        "MoU antara Pemkab Sigi dan Telkom Contoria diteken.",
        "MoU antara Pemkab Sigi dan Telkom Budi Santoso Hidayat diteken.",
        # A degree, a stock exchange's code, a short name of a known body.
        "MoU diteken Bupati Sigi Fulan Badu dan Rektor Universitas Tadulako Rina Badu, SE, AAK.",
        "Emiten berkode saham CTRX itu dan Pemkab Sigi meneken MoU. Saham CTRX naik.",
        "PT Tirta Contoria dan Pemkab Sigi meneken MoU. Menurut Contoria, MoU dengan Contoria itu baik.",
    ],
)
def test_other_capitalised_words_are_no_bodies(text: str, read: Read) -> None:
    assert found(read(text)) == set()


def test_it_is_one_wherever_it_stands(read: Read) -> None:
    text = (
        "CONTORIA UNTUNG\n\nPelanggan Contoria bertambah. MoU Contoria diteken. Kata Fulan, Contoria senang."
    )
    places = [text[a.start : a.end] for a in read(text) if a.rule == RULE]
    assert places == ["CONTORIA", "Contoria", "Contoria", "Contoria"]


def test_the_body_in_brackets_is_the_one_meant(read: Read) -> None:
    actors = read("Kemarin Contoria (PT Misal Digital) dan Pemkab Sigi meneken MoU. Contoria untung.")
    assert {a.institution.name for a in actors if a.institution is not None} == {
        "PT Misal Digital",
        "Pemerintah Kabupaten Sigi",
    }


def test_only_its_place_in_a_sentence_is_less_than_a_statement(read: Read) -> None:
    told = read("Pelanggan Contoria bertambah. MoU antara Pemkab Sigi dan Contoria diteken.")
    placed = read("MoU antara Pemkab Sigi dan Contoria diteken.")
    assert [a.loose for a in told if a.rule == RULE] == [False, False]
    assert [a.loose for a in placed if a.rule == RULE] == [True]


NAMES = [
    "Contoria",
    "Misalku",
    "Pak Contoria",
    "Pemkab Sigi",
    "Papua",
    "eContoh",
    "CTR",
    "(CTR)",
    "PT Misal",
    "Investor",
]
WORDS = [
    "meneken",
    "MoU",
    "antara",
    "dengan",
    "dan",
    ",",
    ".",
    "pelanggan",
    "di",
    "ujar",
    "(34)",
    "of",
    "and",
    "\n",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(NAMES + WORDS), max_size=25))
def test_actors_are_in_order_and_none_overlaps(read: Read, pieces: list[str]) -> None:
    text = " ".join(pieces)
    actors = read(text)
    assert all(a.end <= b.start for a, b in pairwise(actors))
    assert all(0 <= a.start < a.end <= len(text) for a in actors)
