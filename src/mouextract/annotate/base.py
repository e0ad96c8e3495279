"""What every annotator is, and how it becomes a spaCy component.

An annotator reads the `Annotations` that the ones before it have filled and adds its own mentions;
it never changes text or offsets, keeps nothing between articles and looks at no clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from mouextract.mentions import Annotations
from mouextract.rules import RuleSet

if TYPE_CHECKING:
    from spacy.vocab import Vocab


class Annotator(Protocol):
    """One concern."""

    def __init__(self, rules: RuleSet, vocab: Vocab | None) -> None:
        """Take the rules of its concern; RuleError where one is wrong."""

    def annotate(self, ann: Annotations) -> None:
        """Add this concern's mentions to `ann`."""
