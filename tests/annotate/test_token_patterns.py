"""Token patterns find what spaCy's own matcher finds."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import Matcher, PhraseMatcher

from mouextract.annotate.anchors import AnchorTest
from mouextract.annotate.matching import RuleMatcher, make_doc, new_vocab, tokenize, tokens_of
from mouextract.annotate.token_patterns import TokenPatterns, one_edit, read_steps
from mouextract.errors import RuleError
from mouextract.rules import Rule, load_rules
from mouextract.text import fold

ROOT = Path(__file__).parents[2]
RULES = load_rules()
SETS = {
    "instruments": RULES.of("instruments", "instrument", "drop"),
    "cues": RULES.of("cues"),
}
VOCAB = new_vocab()
TEXTS = [
    json.loads(line)["text"]
    for line in (ROOT / "tests/articles/articles.jsonl").read_text("utf-8").splitlines()
] + [example for rule in RULES for example in (*rule.examples, *rule.counterexamples)]


class ByHand:
    """What spaCy finds of some rules, on a document of the same words."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.tokens, self.phrases = Matcher(VOCAB), PhraseMatcher(VOCAB, attr="LOWER")
        for rule in rules:
            if rule.tokens:
                self.tokens.add(rule.id, [list(pattern) for pattern in rule.tokens])
            if rule.phrases:
                self.phrases.add(rule.id, [self.doc(phrase) for phrase in rule.phrases])

    def doc(self, text: str) -> Any:
        words = [text[a:b] for a, b in tokenize(text)]
        return make_doc(VOCAB, words, [False] * len(words))

    def find(self, text: str) -> set[tuple[int, int, str]]:
        spans, doc = tokenize(text), self.doc(text)
        if not spans:
            return set()
        return {
            (spans[a][0], spans[b - 1][1], VOCAB.strings[key])
            for matcher in (self.tokens, self.phrases)
            for key, a, b in matcher(doc)
        }


@pytest.mark.parametrize("concern", SETS)
def test_the_rules_find_what_spacy_finds(concern: str) -> None:
    ours, by_hand = RuleMatcher(VOCAB, SETS[concern]), ByHand(SETS[concern])
    count = 0
    for text in map(fold, TEXTS):
        found = {(f.start, f.end, f.rule.id) for f in ours.find(text)}
        assert found == by_hand.find(text), text
        count += len(found)
    assert count > 500


WORDS = st.sampled_from(
    ["nota", "Nota", "dan", "kesepahaman", "kesepahamn", "MoU", ",", "(", "12", "PKS", "Siak"]
)
TOKEN = st.fixed_dictionaries(
    {},
    optional={
        "LOWER": st.one_of(
            WORDS.map(str.lower),
            st.lists(WORDS.map(str.lower), min_size=1, max_size=3).map(lambda words: {"IN": words}),
            st.lists(WORDS.map(str.lower), min_size=1, max_size=3).map(lambda words: {"NOT_IN": words}),
            st.just({"FUZZY1": "kesepahaman"}),
            st.just({"REGEX": "^[a-m]"}),
        ),
        "TEXT": st.one_of(WORDS, st.lists(WORDS, min_size=1, max_size=3).map(lambda words: {"IN": words})),
        "IS_PUNCT": st.booleans(),
        "IS_TITLE": st.booleans(),
        "IS_UPPER": st.booleans(),
        "OP": st.sampled_from(["?", "*", "+"]),
    },
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(TOKEN, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=9))
def test_any_pattern_finds_what_spacy_finds(pattern: list[dict[str, Any]], words: list[str]) -> None:
    steps = read_steps(pattern)
    assert steps is not None
    patterns: TokenPatterns[str] = TokenPatterns()
    patterns.add(steps, "a")
    matcher = Matcher(VOCAB)
    matcher.add("a", [pattern])
    wanted = {(a, b) for _, a, b in matcher(make_doc(VOCAB, words, [False] * len(words))) if b > a}
    assert {(a, b) for _, a, b in patterns.find(words, [w.lower() for w in words]) if b > a} == wanted


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_edit(a: str, b: str) -> None:
    shorter = [b[:i] + b[i + 1 :] for i in range(len(b))]
    near = {b, *shorter} | {b[:i] + c + b[i:] for i in range(len(b) + 1) for c in "abc"}
    near |= {b[:i] + c + b[i + 1 :] for i in range(len(b)) for c in "abc"}
    assert one_edit(a, b) == (a in near)


def rule(rule_id: str, *patterns: list[dict[str, Any]]) -> Rule:
    return Rule(rule_id, "x", tokens=patterns, file="f.toml")


def test_what_only_spacy_understands_goes_to_spacy() -> None:
    matcher = RuleMatcher(
        None, [rule("a", [{"LOWER": "nota"}, {"LENGTH": 4}]), rule("b", [{"LOWER": "nota"}])]
    )
    text = "Isi nota yang nota abc"
    found = [(f.rule.id, text[f.start : f.end]) for f in matcher.find(text)]
    assert found == [("a", "nota yang"), ("b", "nota"), ("b", "nota")]


@pytest.mark.parametrize(
    ("pattern", "text", "possible"),
    [
        ([{"LOWER": "kerja"}, {"LOWER": "sama"}], "Bekerja\n  sama", True),
        ([{"LOWER": "kerja"}, {"LOWER": "sama"}], "Rencana kerja baru, sama saja", False),
        ([{"TEXT": "M"}, {"TEXT": "."}, {"TEXT": "U"}], "isi M . U itu", True),
        ([{"TEXT": "M"}, {"TEXT": "."}, {"TEXT": "U"}], "Makan. Umum", False),
        ([{"TEXT": {"REGEX": "^PKS(-?nya)?$"}}], "Isi PKS-nya", True),
        ([{"TEXT": {"REGEX": "^PKS(-?nya)?$"}}], "Isi pks", False),
        ([{"TEXT": {"REGEX": "^PKS|^MoU"}}], "Isi apa saja", True),
        ([{"LOWER": "nota", "LENGTH": 4}], "Isi nota", True),
    ],
)
def test_anchors(pattern: list[dict[str, Any]], text: str, possible: bool) -> None:
    anchors = AnchorTest([rule("a", pattern)])
    assert anchors.anywhere(text, text.lower()) == possible
    half = len(text) // 2
    assert bool(anchors.among([(0, half), (half, len(text))], text, text.lower())) == possible


def test_a_pattern_without_spelt_words_has_no_anchor() -> None:
    with pytest.raises(RuleError, match=r"f\.toml: a: no token of the pattern is spelt out"):
        AnchorTest([rule("a", [{"IS_TITLE": True}, {"LOWER": "nota", "OP": "?"}])])


def test_words_of_a_stretch() -> None:
    words = tokens_of("isi denganKomisi itu")
    assert words.texts == ["isi", "dengan", "Komisi", "itu"]
    inner = words.within(4, 10)
    assert inner is not None
    assert inner.texts == ["dengan"]
    assert words.within(5, 10) is None


@pytest.mark.parametrize("rule", [r for r in RULES if r.tokens], ids=lambda r: r.id)
def test_no_shipped_pattern_needs_spacys_slow_matcher(rule: Rule) -> None:
    slow = [pattern for pattern in rule.tokens if read_steps(pattern) is None]
    assert not slow
