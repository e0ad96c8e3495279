"""Evidence: for every value the words that decide it."""

from __future__ import annotations

from mouextract.records import Evidence


class Proof:
    """Collects the evidence of one agreement, each span cut to its sentence."""

    def __init__(self, text: str, sentences: list[tuple[int, int]]) -> None:
        self.text = text
        self.items: list[Evidence] = []
        self._sentences = sentences

    def add(self, field: str, start: int, end: int, rule: str, basis: str = "text") -> None:
        """Add the span as evidence of `field` (a JSON Pointer within the agreement)."""
        for s_start, s_end in self._sentences:
            if s_start <= start < s_end:
                end = min(end, s_end)
                break
        self.items.append(
            Evidence(start=start, end=end, text=self.text[start:end], field=field, rule=rule, basis=basis)
        )
