"""Evidence: for every value the words that decide it."""

from __future__ import annotations

from bisect import bisect_right

from mouextract.records import Evidence


class Proof:
    """Collects the evidence of one agreement, each span cut to its sentence."""

    def __init__(self, text: str, sentences: list[tuple[int, int]]) -> None:
        self.text = text
        self.items: list[Evidence] = []
        self._sentences = sentences

    def add(self, field: str, start: int, end: int, rule: str, basis: str = "text") -> None:
        """Add the span as evidence of `field` (a JSON Pointer within the agreement)."""
        at = bisect_right(self._sentences, start, key=lambda span: span[0]) - 1
        if at >= 0 and start < self._sentences[at][1]:
            end = min(end, self._sentences[at][1])
        self.items.append(
            Evidence(start=start, end=end, text=self.text[start:end], field=field, rule=rule, basis=basis)
        )
