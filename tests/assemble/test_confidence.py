"""Confidence: a chance, never lowered by support, and the support is what the article gives."""

import itertools
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouextract.api import Extractor
from mouextract.article import Article
from mouextract.assemble import build
from mouextract.assemble.confidence import SUPPORTS, Support, confidence_of, weights

FULL = Support(**dict.fromkeys(SUPPORTS, True))
supports = st.builds(Support, **dict.fromkeys(SUPPORTS, st.booleans()))

CLEAR = (
    "Bupati Siak Ahmad Fulan dan Rektor Universitas Misal Budi Anu menandatangani nota kesepahaman tentang "
    "beasiswa di Pekanbaru, Senin (6/11/2023)."
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def support(extractor: Extractor, monkeypatch: pytest.MonkeyPatch, text: str) -> Support:
    """The support of the text's only agreement."""
    rated: list[Support] = []

    def note(found: Support) -> float:
        rated.append(found)
        return 0.5

    monkeypatch.setattr(build, "confidence_of", note)
    extractor.extract(Article(text=text, published="2023-11-07"))
    assert len(rated) == 1, f"{len(rated)} agreements"
    return rated[0]


@given(supports)
def test_it_is_a_chance_of_two_places(found: Support) -> None:
    confidence = confidence_of(found)
    assert 0 <= confidence <= 1
    assert confidence == round(confidence, 2)


@given(supports, st.sampled_from(SUPPORTS))
def test_support_never_makes_less_sure(found: Support, name: str) -> None:
    assert confidence_of(replace(found, **{name: True})) >= confidence_of(replace(found, **{name: False}))


@pytest.mark.parametrize("name", SUPPORTS)
def test_every_support_counts(name: str) -> None:
    """A kind of support that weighs nothing should go."""
    assert confidence_of(FULL) > confidence_of(replace(FULL, **{name: False}))


def test_the_best_and_the_worst_are_far_apart() -> None:
    nothing = Support(**dict.fromkeys(SUPPORTS, False))
    assert confidence_of(nothing) < 0.1
    assert confidence_of(FULL) > 0.6


def test_the_table_has_a_weight_for_each_support_and_no_other() -> None:
    import tomllib
    from importlib import resources

    text = resources.files("mouextract.assemble").joinpath("confidence.toml").read_text("utf-8")
    assert list(tomllib.loads(text)["weights"]) == ["base", *(f.name for f in fields(Support))]
    assert all(weights()[name] > 0 for name in SUPPORTS)


def test_a_clear_signing_has_all_support(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    assert support(extractor, monkeypatch, CLEAR) == FULL


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        (CLEAR.replace(" Budi Anu", ""), {"signers_known", "signers_even"}),
        (CLEAR.replace(" Ahmad Fulan", "").replace(" Budi Anu", ""), {"signers_known"}),
        (CLEAR.replace("Senin (6/11/2023)", "Senin"), {"date_printed", "date_in_text"}),
        (CLEAR.replace("6/11/2023", "6/11"), {"date_in_text"}),
        (
            CLEAR + " Setelah nota kesepahaman itu, Pemkab Siak dan Universitas Misal akan menandatangani "
            "perjanjian kerja sama.",
            {"state_agreed", "type_agreed"},
        ),
    ],
    ids=["one signer", "no signer", "weekday", "no year", "another state"],
)
def test_what_is_missing_is_no_support(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch, text: str, lost: set[str]
) -> None:
    found = support(extractor, monkeypatch, text)
    assert {name for name in SUPPORTS if not getattr(found, name)} == lost


def test_an_unused_head_is_noticed(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "Pemerintah Kabupaten Siak dan Universitas Misal menandatangani nota kesepahaman tentang beasiswa, "
        "Senin (6/11/2023).\n\nMenurut Bupati Siak Ahmad Fulan, beasiswa itu penting bagi warga."
    )
    assert not support(extractor, monkeypatch, text).heads_used


def test_an_extracted_agreement_is_rated_by_its_support(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = (
        CLEAR,
        CLEAR.replace(" Budi Anu", ""),
        CLEAR.replace(" Budi Anu", "").replace(" (6/11/2023)", ""),
    )
    rated = [
        extractor.extract(Article(text=text, published="2023-11-07")).agreements[0].confidence
        for text in texts
    ]
    assert rated[0] == confidence_of(FULL)
    assert all(a > b for a, b in itertools.pairwise(rated))
