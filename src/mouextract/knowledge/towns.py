"""Towns that bodies are named for and that are no regency or city (Polres Pangkalan Bun, Lapas Sampit).

Facts: `towns.txt` (source in its head).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from mouextract.knowledge.tables import lines


def town_end(words: Sequence[str], i: int) -> int | None:
    """The word after the longest town's name that begins at word `i` of `words` (small letters), else None."""
    for rest in _towns().get(words[i], ()) if i < len(words) else ():
        end = i + 1 + len(rest)
        if tuple(words[i + 1 : end]) == rest:
            return end
    return None


@lru_cache(maxsize=1)
def _towns() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """What follows the first word of each town's name, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in " ".join(lines("towns.txt")).split(";"):
        first, *rest = name.split()
        found.setdefault(first, []).append(tuple(rest))
    return MappingProxyType(
        {word: tuple(sorted(rests, key=len, reverse=True)) for word, rests in found.items()}
    )
