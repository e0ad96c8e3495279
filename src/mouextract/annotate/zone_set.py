"""The zones found so far in an article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from mouextract.mentions import Zone

_start = attrgetter("start")


class ZoneSet:
    """Zones without overlap, kept in order of their starts."""

    def __init__(self, zones: Iterable[Zone] = ()) -> None:
        self._zones: list[Zone] = list(zones)

    def add(self, zone: Zone, *, replace: bool = False) -> None:
        """Put the zone in its place; `replace`: instead of those that it overlaps, which else must be none."""
        if replace and self.overlaps(zone.start, zone.end):
            self._zones = [z for z in self._zones if z.end <= zone.start or z.start >= zone.end]
        self._zones.insert(self._after(zone.start), zone)

    def _after(self, offset: int) -> int:
        return bisect_right(self._zones, offset, key=_start)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a zone shares a character with the span."""
        at = self._after(start)
        return (at > 0 and self._zones[at - 1].end > start) or (
            at < len(self._zones) and self._zones[at].start < end
        )

    def covers(self, start: int, end: int) -> bool:
        """Whether one zone holds the whole span."""
        at = self._after(start)
        return at > 0 and self._zones[at - 1].end >= end

    def gaps(self, lines: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """What the zones leave of the lines."""
        zones = list(self._zones)
        left: list[tuple[int, int]] = []
        at = 0
        for start, end in lines:
            while at < len(zones) and zones[at].end <= start:
                at += 1
            here = at
            while here < len(zones) and zones[here].start < end:
                if zones[here].start > start:
                    left.append((start, zones[here].start))
                start = max(start, zones[here].end)
                here += 1
            if start < end:
                left.append((start, end))
        return left

    def in_order(self) -> list[Zone]:
        """All zones by their starts."""
        return self._zones
