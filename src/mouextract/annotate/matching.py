"""Rules' phrases and token patterns on stretches of raw text: tokens without white space, offsets kept.

The tokens are the words and marks of the folded text; double spaces, NBSP and line breaks between words
therefore never break a pattern, and words that lost the space between them (`denganKomisi`) are two
tokens. Patterns that `token_patterns` does not know go to spaCy's `Matcher`, on a small `Doc` made of
the stretch; spaCy is imported for them only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from mouextract.annotate.token_patterns import TokenPatterns, phrase_steps, read_steps
from mouextract.errors import RuleError
from mouextract.lost_spaces import GLUED_WORDS, INNER_CAPITAL, glue_cuts
from mouextract.mentions import Annotations
from mouextract.rules import Rule, TokenPattern
from mouextract.text import TOKEN, Tokens

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_TOKEN = re.compile(TOKEN)
_SURROGATE = re.compile("[\ud800-\udfff]")


def may_glue(folded: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a word of `folded[start:end]` may have lost the space before it; False is certain."""
    if end is None:
        end = len(folded)
    return INNER_CAPITAL.search(folded, start, end) is not None or any(
        folded.find(word, start, end) >= 0 for word in GLUED_WORDS
    )


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


def tokens_of(folded: str, start: int = 0, end: int | None = None, cuts: Sequence[int] = ()) -> Tokens:
    """The words and marks of `folded[start:end]`; none goes on over one of the `cuts`."""
    borders = pairwise([start, *cuts, len(folded) if end is None else end])
    spans = [span for a, b in borders for span in tokenize(folded, a, b)]
    texts = [folded[a:b] for a, b in spans]
    return Tokens(texts, [text.lower() for text in texts], [a for a, _ in spans], [b for _, b in spans])


def tokens_within(ann: Annotations, start: int, end: int) -> Tokens:
    """The words and marks of a stretch of an article."""
    words = ann.words.tokens.within(start, end)
    if words is None:
        words = tokens_of(ann.folded, start, end, sorted({at for at in ann.words.cuts if start < at < end}))
    return words


def new_vocab() -> Vocab:
    """A vocabulary with the lexical attributes that patterns may ask for (LOWER, IS_TITLE, …)."""
    from spacy.lang.lex_attrs import LEX_ATTRS
    from spacy.vocab import Vocab

    return Vocab(lex_attr_getters=dict(LEX_ATTRS))


def make_doc(vocab: Vocab, words: list[str], spaces: list[bool]) -> Doc:
    """A `Doc` of these words; lone surrogates, which spaCy cannot hold, become U+FFFD."""
    from spacy.tokens import Doc

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
    """Finds the phrases and token patterns of rules.

    Phrases match whatever the case. `vocab` serves the patterns that only spaCy understands (None: one is
    made where there are any). Raises RuleError where spaCy refuses a token pattern.
    """

    def __init__(self, vocab: Vocab | None, rules: Iterable[Rule]) -> None:
        self._rules = list(rules)
        self._patterns: TokenPatterns[int] = TokenPatterns()
        others: dict[int, list[TokenPattern]] = {}
        for number, rule in enumerate(self._rules):
            for phrase in rule.phrases:
                lows = [phrase[a:b].lower() for a, b in tokenize(phrase)]
                self._patterns.add(phrase_steps(lows), number)
            for pattern in rule.tokens:
                steps = read_steps(pattern)
                if steps is None:
                    others.setdefault(number, []).append(pattern)
                else:
                    self._patterns.add(steps, number)
        self._vocab = vocab
        self._others = self._matcher(others) if others else None

    def _matcher(self, patterns: dict[int, list[TokenPattern]]) -> Matcher:
        from spacy.matcher import Matcher

        self._vocab = new_vocab() if self._vocab is None else self._vocab
        matcher = Matcher(self._vocab, validate=True)
        for number, of_rule in patterns.items():
            rule = self._rules[number]
            try:
                matcher.add(str(number), [list(pattern) for pattern in of_rule])
            except Exception as error:  # spaCy raises several kinds for a bad pattern
                reason = " ".join(str(error).split())
                raise RuleError(f"{rule.file}: {rule.id}: spaCy refuses the pattern: {reason}") from None
        return matcher

    def find(self, folded: str, start: int = 0, end: int | None = None) -> list[Found]:
        """All matches within `folded[start:end]`, overlapping ones too.

        In the order of the rules: where two find the same, the later one, a user's own, comes last.
        """
        words = tokens_of(folded, start, end)
        return [Found(*item) for item in self.matches(words)]

    def matches(self, words: Tokens) -> list[tuple[int, int, Rule]]:
        """Start, end and rule of all matches in a row of words, in the same order."""
        found = set(self._patterns.find(words.texts, words.lows))
        if self._others is not None and self._vocab is not None and words.texts:
            strings = self._vocab.strings
            doc = make_doc(self._vocab, words.texts, [False] * len(words.texts))
            found |= {
                (int(strings[key]), first, last) for key, first, last in self._others(doc) if last > first
            }
        starts, ends, rules = words.starts, words.ends, self._rules
        return [(starts[first], ends[last - 1], rules[number]) for number, first, last in sorted(found)]


def trimmed(item: Found, folded: str) -> Found:
    """`attrs.tail = n` or `head = n`: only the last or first n tokens of the match are what the rule names."""
    tail, head = item.rule.attrs.get("tail"), item.rule.attrs.get("head")
    if head is not None:
        return Found(item.start, tokenize(folded, item.start, item.end)[int(head) - 1][1], item.rule)
    if tail is not None:
        return Found(tokenize(folded, item.start, item.end)[-int(tail)][0], item.end, item.rule)
    return item


def leftmost(found: Iterable[Found]) -> list[Found]:
    """Leftmost match first, the longest of those that begin together; what overlaps a kept one is dropped."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (f.start, -f.end, f.rule.id)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept
