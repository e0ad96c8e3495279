"""Tokens of raw text and matchers on stretches of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mouextract.annotate.matching import (
    Found,
    RuleMatcher,
    leftmost,
    may_glue,
    new_vocab,
    tokenize,
)
from mouextract.errors import RuleError
from mouextract.lost_spaces import glue_cuts
from mouextract.rules import Rule

VOCAB = new_vocab()


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in tokenize(text)]


class TestTokenize:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Ma'mun membela hak-hak warga.", ["Ma'mun", "membela", "hak-hak", "warga", "."]),
            ("denganKomisi", ["dengan", "Komisi"]),
            ("Harapanmeneken", ["Harapan", "meneken"]),
            ("Meneken", ["Meneken"]),
            ("PerekonomianAirlangga", ["Perekonomian", "Airlangga"]),
            ("penandatangananMemorandum of", ["penandatanganan", "Memorandum", "of"]),
            ("penandatangananletter of", ["penandatanganan", "letter", "of"]),
            ("MoU KemenPAN STIKes YouTube", ["MoU", "KemenPAN", "STIKes", "YouTube"]),
            ("(20/7)", ["(", "20", "/", "7", ")"]),
            ("a_b", ["a", "_", "b"]),
            ("  ", []),
        ],
    )
    def test_words(self, text: str, expected: list[str]) -> None:
        assert words(text) == expected

    def test_within_bounds(self) -> None:
        assert tokenize("satu dua tiga", 5, 8) == [(5, 8)]

    @settings(max_examples=200, deadline=None)
    @given(st.text(alphabet="abcXYZ '-_.1 \nmemorandumletter", max_size=60))
    def test_every_visible_character_is_in_one_token(self, text: str) -> None:
        spans = tokenize(text)
        assert "".join(text[a:b] for a, b in spans) == "".join(text.split())
        assert all(a < b for a, b in spans)
        if not may_glue(text):
            assert not any(glue_cuts(word) for word in words(text))


def rule(rule_id: str, **kwargs: object) -> Rule:
    return Rule(rule_id, "x", **kwargs)  # type: ignore[arg-type]


class TestRuleMatcher:
    def test_phrases_and_token_patterns(self) -> None:
        matcher = RuleMatcher(
            VOCAB,
            [
                rule("a", phrases=("nota kesepahaman",)),
                rule("b", tokens=([{"LOWER": "nota"}, {"IS_TITLE": True}],)),
            ],
        )
        text = "Isi  NOTA\nkesepahaman dan nota Anu"
        hits = {(f.rule.id, text[f.start : f.end]) for f in matcher.find(text)}
        assert hits == {("a", "NOTA\nkesepahaman"), ("b", "nota Anu")}

    def test_offsets_within_a_stretch(self) -> None:
        matcher = RuleMatcher(VOCAB, [rule("a", phrases=("nota",))])
        assert [(f.start, f.end) for f in matcher.find("nota nota", 3)] == [(5, 9)]
        assert list(matcher.find("   ")) == []

    def test_lone_surrogate_does_no_harm(self) -> None:
        matcher = RuleMatcher(VOCAB, [rule("a", phrases=("nota",))])
        assert [f.start for f in matcher.find("\ud800 nota")] == [2]

    def test_bad_pattern_is_refused(self) -> None:
        with pytest.raises(RuleError, match=r"f\.toml: a: spaCy refuses"):
            RuleMatcher(VOCAB, [rule("a", tokens=([{"NONSENSE": 1}],), file="f.toml")])


def test_leftmost_wins() -> None:
    r = rule("a")
    found = [Found(0, 4, r), Found(0, 9, r), Found(10, 12, r), Found(8, 11, r)]
    assert leftmost(found) == [Found(0, 9, r), Found(10, 12, r)]
