"""What a run has done, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Summary:
    """Counts over a run. `failures`: inputs, rows and articles that could not be read or processed."""

    articles: int = 0
    with_agreements: int = 0
    agreements: int = 0
    by_status: Counter[str] = field(default_factory=Counter)
    by_type: Counter[str] = field(default_factory=Counter)
    warnings: int = 0
    failures: int = 0

    def add(self, record: Mapping[str, Any]) -> None:
        """Count one record (as JSON object)."""
        agreements = record["agreements"]
        self.articles += 1
        self.with_agreements += bool(agreements)
        self.agreements += len(agreements)
        self.warnings += len(record["warnings"])
        for agreement in agreements:
            self.by_status[agreement["status"]] += 1
            self.by_type.update(agreement["types"])

    def as_json(self) -> dict[str, Any]:
        """The counts of records (not the failures) as JSON."""
        return {
            "articles": self.articles,
            "with_agreements": self.with_agreements,
            "agreements": self.agreements,
            "by_status": dict(sorted(self.by_status.items())),
            "by_type": dict(sorted(self.by_type.items())),
            "warnings": self.warnings,
        }

    def include(self, counts: Mapping[str, Any]) -> None:
        """Add what `as_json` gave."""
        self.articles += counts["articles"]
        self.with_agreements += counts["with_agreements"]
        self.agreements += counts["agreements"]
        self.by_status.update(counts["by_status"])
        self.by_type.update(counts["by_type"])
        self.warnings += counts["warnings"]
