"""Records out of the tables of a database: what a database holds is all there was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from mouextract.records import ArticleRecord
from mouextract.write.tables import TABLES

Rows = list[dict[str, Any]]


def rebuilt(select: Callable[[str], Rows]) -> Iterator[ArticleRecord]:
    """`select` gives the rows of a table in the order of its key."""
    tables = {table.name: select(table.name) for table in TABLES}

    def children(name: str, parent: dict[str, Any], *key: str) -> Rows:
        return [row for row in tables[name] if all(row[k] == parent[k] for k in key)]

    def bare(row: dict[str, Any], *without: str) -> dict[str, Any]:
        return {name: value for name, value in row.items() if name not in without}

    for article in tables["articles"]:
        source = ("uri", "row", "outlet", "url", "text_sha256", "extractor")
        agreements = []
        for agreement in children("agreements", article, "article"):

            def own(name: str, *without: str, of: dict[str, Any] = agreement) -> Rows:
                return [
                    bare(row, "article", "agreement", *without)
                    for row in children(name, of, "article", "agreement")
                ]

            signatories = own("signatories", "signatory")
            agreements.append(
                bare(agreement, "article", "agreement")
                | {
                    "main": bool(agreement["main"]),
                    "types": [row["type"] for row in own("types")],
                    "parties": own("parties", "party"),
                    "signatories": [
                        row | {"party": None if row["party"] is None else row["party"] - 1}
                        for row in signatories
                    ],
                    "regencies": own("regencies", "place"),
                    "provinces": own("provinces", "place"),
                    "evidence": own("evidence", "item"),
                }
            )
        named = {}
        for name, spans in (("named_regencies", "regency_mentions"), ("people", "person_mentions")):
            named[name] = [
                bare(row, "article", "place")
                | {
                    "mentions": [
                        bare(span, "article", "place", "mention")
                        for span in children(spans, row, "article", "place")
                    ]
                }
                for row in children(name, article, "article")
            ]
        yield ArticleRecord.model_validate(
            bare(article, "article", *source)
            | {
                "source": {name: article[name] for name in source},
                "agreements": agreements,
                "regencies": named["named_regencies"],
                "dates": [bare(row, "article", "place") for row in children("dates", article, "article")],
                "people": named["people"],
                "warnings": [row["message"] for row in children("warnings", article, "article")],
            }
        )
