"""spaCy's matchers on stretches of raw text: tokens without white space, offsets kept.

A stretch (a sentence, mostly) becomes a small `Doc` whose tokens are the words and marks of the
folded text; double spaces, NBSP and line breaks between words therefore never break a pattern, and
words that lost the space between them (`denganKomisi`) are two tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from mouextract.errors import RuleError
from mouextract.rules import Rule

# Words keep inner apostrophes and hyphens (Ma'mun, hak-hak); every other mark is a token of its own.
TOKEN = r"[^\W_]+(?:['-][^\W_]+)*|[^\w\s]|_"
_TOKEN = re.compile(TOKEN)
# Where a link was cut out of the page the space beside it is often lost: denganKomisi,
# PerekonomianAirlangga; MoU, KemenPAN, STIKes and YouTube stay whole.
_GLUE = re.compile(
    r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})|(?<=[a-z]{5})(?=[A-Z])|(?<=[a-z]{3})(?=(?:memorandum|letter)$)"
)


_LOWER_GLUE = ("memorandum", "letter")
# Cheaper than asking every word; most sentences hold no such place.
_INNER_CAPITAL = re.compile(r"(?=[A-Z])(?<=[a-z]{3})")
_SURROGATE = re.compile("[\ud800-\udfff]")


def may_glue(folded: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a word of `folded[start:end]` may have lost the space before it; False is certain."""
    if end is None:
        end = len(folded)
    return _INNER_CAPITAL.search(folded, start, end) is not None or any(
        folded.find(word, start, end) >= 0 for word in _LOWER_GLUE
    )


def glue_cuts(word: str) -> list[int]:
    """Where a folded word that lost its spaces falls apart."""
    if len(word) < 6 or (word.islower() and not word.endswith(_LOWER_GLUE)):
        return []
    return [match.start() for match in _GLUE.finditer(word)]


def tokenize(folded: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the words and marks of `folded[start:end]`, white space left out."""
    if end is None:
        end = len(folded)
    if not may_glue(folded, start, end):
        return [match.span() for match in _TOKEN.finditer(folded, start, end)]
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(folded, start, end):
        a, b = match.span()
        first = a
        for cut in glue_cuts(match[0]):
            spans.append((a, first + cut))
            a = first + cut
        spans.append((a, b))
    return spans


def new_vocab() -> Vocab:
    """A vocabulary with the lexical attributes that patterns may ask for (LOWER, IS_TITLE, …)."""
    return Vocab(lex_attr_getters=dict(LEX_ATTRS))


def make_doc(vocab: Vocab, words: list[str], spaces: list[bool]) -> Doc:
    """A `Doc` of these words; lone surrogates, which spaCy cannot hold, become U+FFFD."""
    try:
        return Doc(vocab, words=words, spaces=spaces)
    except UnicodeEncodeError:
        return Doc(vocab, words=[_SURROGATE.sub("\ufffd", word) for word in words], spaces=spaces)


@dataclass(frozen=True, slots=True)
class Found:
    """A match: span in the article's text, and its rule."""

    start: int
    end: int
    rule: Rule


class RuleMatcher:
    """Finds the phrases and token patterns of rules, one Matcher key per rule.

    Phrases match whatever the case. Raises RuleError where spaCy refuses a token pattern.
    """

    def __init__(self, vocab: Vocab, rules: Iterable[Rule]) -> None:
        self._vocab = vocab
        self._rules: dict[int, Rule] = {}
        self._tokens = Matcher(vocab, validate=True)
        self._phrases = PhraseMatcher(vocab, attr="LOWER")
        self._has_tokens = self._has_phrases = False
        for rule in rules:
            key = vocab.strings.add(rule.id)
            self._rules[key] = rule
            if rule.tokens:
                try:
                    self._tokens.add(rule.id, [list(p) for p in rule.tokens])
                except Exception as error:  # spaCy raises several kinds for a bad pattern
                    reason = " ".join(str(error).split())
                    raise RuleError(f"{rule.file}: {rule.id}: spaCy refuses the pattern: {reason}") from None
                self._has_tokens = True
            if rule.phrases:
                self._phrases.add(rule.id, [self._doc(p, tokenize(p)) for p in rule.phrases])
                self._has_phrases = True

    def _doc(self, folded: str, spans: Sequence[tuple[int, int]]) -> Doc:
        return make_doc(self._vocab, [folded[a:b] for a, b in spans], [False] * len(spans))

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
        """All matches within `folded[start:end]`, overlapping ones too, in no set order."""
        spans = tokenize(folded, start, end)
        if not spans:
            return
        doc = self._doc(folded, spans)
        if self._has_tokens:
            for key, first, last in self._tokens(doc):
                if last > first:
                    yield Found(spans[first][0], spans[last - 1][1], self._rules[key])
        if self._has_phrases:
            for key, first, last in self._phrases(doc):
                yield Found(spans[first][0], spans[last - 1][1], self._rules[key])


def leftmost(found: Iterable[Found]) -> list[Found]:
    """Leftmost match first, the longest of those that begin together; what overlaps a kept one is dropped."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (f.start, -f.end, f.rule.id)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept
