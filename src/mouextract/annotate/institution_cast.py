"""Who in an article is a person: what keeps persons' names out of institutions'."""

from __future__ import annotations

from functools import cached_property

from mouextract.annotate.institution_tokens import Tokens


class Cast:
    """What the article tells about who is a person: capitalised words behind words of speech (`speech`)."""

    def __init__(self, tokens: Tokens, speech: frozenset[str]) -> None:
        self._tokens = tokens
        self._speech = speech

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Words that name somebody who speaks."""
        tokens = self._tokens
        return frozenset(
            tokens.texts[i + 1]
            for i, low in enumerate(tokens.lows[:-1])
            if low in self._speech and tokens.capital(i + 1)
        )
