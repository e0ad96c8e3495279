"""Who in an article is a person: what keeps persons' names out of institutions'."""

from __future__ import annotations

from functools import cached_property

from mouextract.annotate.institution_tokens import Tokens

_SPEECH = frozenset(
    {
        "kata",
        "ujar",
        "jelas",
        "ungkap",
        "tutur",
        "papar",
        "tegas",
        "imbuh",
        "tambah",
        "sebut",
        "ucap",
        "menurut",
        "lanjut",
        "terang",
        "pungkas",
        "ucapnya",
        "harap",
        "lanjutnya",
    }
)


class Cast:
    """What the article tells about who is a person: the capitalised words that words of speech stand before."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Words that name somebody who speaks."""
        tokens = self._tokens
        return frozenset(
            tokens.texts[i + 1]
            for i, low in enumerate(tokens.lows[:-1])
            if low in _SPEECH and tokens.capital(i + 1)
        )
