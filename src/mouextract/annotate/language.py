"""Is an article Indonesian? A cheap guess by everyday words (rules: `patterns/language.toml`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from mouextract.errors import RuleError
from mouextract.mentions import Annotations
from mouextract.rules import RuleSet, load_rules
from mouextract.text import fold, lower

_WORD = re.compile(r"[^\W\d_]+")
# Words that only Indonesian and Malay form so: me-…-kan, di-…-kan, pe-…-an, …-nya.
_FORM = re.compile(
    r"(?:me|mem|men|meng|di|ber|ter|per|pe|pen|pem|peng|ke|se)[a-z]{3,}(?:kan|an|nya|i)|[a-z]{3,}nya"
)
_SAMPLE = 6000
_SHARE = 0.08
_FORM_SHARE = 0.08
_NATIVE = "indonesian"
_OWN = "indonesian_only"
_MALAY = "malay"


class LanguageTest:
    """Counts a sample's everyday words by language.

    Raises RuleError for a rule that is no list of single words, or where Indonesian has none.
    """

    def __init__(self, rules: RuleSet) -> None:
        self._words: dict[str, frozenset[str]] = {}
        for rule in rules.of("language"):
            if not rule.phrases or any(" " in phrase for phrase in rule.phrases):
                raise RuleError(f"{rule.file}: {rule.id}: pattern: must be a list of single words")
            known = self._words.get(rule.label, frozenset())
            self._words[rule.label] = known | {lower(phrase) for phrase in rule.phrases}
        if _NATIVE not in self._words:
            raise RuleError(f"language: no rule has the label {_NATIVE}")
        self._evidence = self._words[_NATIVE] | self._words.get(_OWN, frozenset())
        self._own = self._words.get(_OWN, frozenset())
        self._malay = self._words.get(_MALAY, frozenset())
        self._foreign = [
            words for label, words in self._words.items() if label not in (_NATIVE, _OWN, _MALAY)
        ]
        self._known = frozenset().union(*self._words.values())

    def share(self, text: str) -> float:
        """Share (0 to 1) of the sample's words that are everyday Indonesian words; 0 for no words."""
        words = _sample(text)
        return sum(word in self._evidence for word in words) / len(words) if words else 0.0

    def is_indonesian(self, text: str) -> bool:
        """Whether Indonesian is the likeliest of the languages that the rules know.

        True also for a short text without everyday words whose words are formed as Indonesian forms
        them; False for a text without any sign.
        """
        return self._judge(Counter(_sample(text)))

    def reads(self, ann: Annotations) -> bool:
        """`is_indonesian` of an article's text, whose words are known."""
        if len(ann.text) > 2 * _SAMPLE:
            return self.is_indonesian(ann.text)
        counts: dict[str, int] = dict(Counter(ann.words.lows))
        for token in [token for token in counts if not token.isalpha()]:
            times = counts.pop(token)
            if len(token) > 1:
                for word in _WORD.findall(token):
                    counts[word] = counts.get(word, 0) + times
        return self._judge(counts)

    def _judge(self, counts: Mapping[str, int]) -> bool:
        """Do a text's words, in small letters, look Indonesian?"""
        known = self._known.intersection(counts)
        if len(self._malay.intersection(known)) > max(len(self._own.intersection(known)), 1):
            return False
        native = sum([counts[word] for word in self._evidence.intersection(known)])
        foreign = (sum([counts[word] for word in words.intersection(known)]) for words in self._foreign)
        if max(foreign, default=0) >= max(native, 1):
            return False
        total = sum(counts.values())
        if native >= _SHARE * total:
            return native > 0
        # Short reports are mostly names: what is formed as Indonesian forms words counts beside its everyday words.
        formed = sum(
            count for word, count in counts.items() if word not in known and _FORM.fullmatch(word) is not None
        )
        return native + formed >= max(1, _FORM_SHARE * total)


def _sample(text: str) -> list[str]:
    """Words of the beginning and, of a long text, of its middle."""
    if len(text) > 2 * _SAMPLE:
        middle = len(text) // 2
        text = text[:_SAMPLE] + "\n" + text[middle : middle + _SAMPLE]
    return _WORD.findall(lower(fold(text)))


@cache
def _built_in() -> LanguageTest:
    return LanguageTest(load_rules())


def indonesian_share(text: str) -> float:
    """Share of a text's words that are everyday Indonesian words; see `LanguageTest.share`."""
    return _built_in().share(text)


def is_indonesian(text: str) -> bool:
    """Whether a text is Indonesian, by the built-in rules; see `LanguageTest.is_indonesian`."""
    return _built_in().is_indonesian(text)
