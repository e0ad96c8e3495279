"""Short names of single offices (Menkes, Kadisdik), and words that people's names are made of.

Facts: `office_acronyms.csv` and `given_names.txt` (sources in their heads).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from mouextract.knowledge.tables import lines, rows

# Endings of Indonesian people's names that hardly any other word has.
_NAME_ENDINGS = (
    "anto", "yono", "wati", "ningsih", "syah", "uddin", "udin", "yadi", "iawan", "tomo", "ullah", "rahman",
    "astuti", "syahputra", "ijono", "arto", "arno", "isno", "iati", "yati", "mawan", "nugroho", "nugraha",
    "rizal", "ningrum", "riadi", "ianus", "winata", "dinata", "iyani", "haeni", "raeni", "ayanti", "liana", "riana",
)  # fmt: skip
_SHORTEST_WITH_ENDING = 7
# Between a person's name and the father's.
FILIAL = frozenset({"bin", "binti"})


@dataclass(frozen=True, slots=True)
class OfficeAcronym:
    """One short name: the office in full, its class, its body (official name) and the body's kind.

    `kind` is `office` where the body is a regional government's and the region's name follows.
    """

    form: str
    office: str
    head: str
    leads: bool
    deputy: bool
    body: str
    kind: str


def office_acronyms() -> tuple[OfficeAcronym, ...]:
    """Every tabled short name, in the table's order."""
    return _acronyms()


def is_name_word(word: str) -> bool:
    """Is this word, in any case, one that people's names are made of and bodies' names are not?

    Known words and tell-tale endings (Sudaryanto, Kusmawati); a False says nothing about rare names.
    """
    low = word.lower()
    return low in _name_words() or (len(low) >= _SHORTEST_WITH_ENDING and low.endswith(_NAME_ENDINGS))


@lru_cache(maxsize=1)
def _acronyms() -> tuple[OfficeAcronym, ...]:
    found: Mapping[str, OfficeAcronym] = MappingProxyType(
        {
            row["form"]: OfficeAcronym(
                form=row["form"],
                office=row["office"],
                head=row["head"],
                leads=row["leads"] == "1",
                deputy=row["deputy"] == "1",
                body=row["body"],
                kind=row["kind"],
            )
            for row in rows("office_acronyms.csv")
        }
    )
    return tuple(found.values())


@lru_cache(maxsize=1)
def _name_words() -> frozenset[str]:
    return frozenset(word for line in lines("given_names.txt") for word in line.split())
