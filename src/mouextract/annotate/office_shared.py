"""Several holders of one office: `Wakil Ketua DPRD X A, B dan C`; `kedua dekan, yakni A dari X dan B dari Y`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mouextract.annotate.office import Office
from mouextract.annotate.office_heads import Head
from mouextract.annotate.offices import OfficeReader
from mouextract.annotate.person_names import NameRead
from mouextract.annotate.person_raw import Raw
from mouextract.annotate.person_words import Words
from mouextract.rules import RuleSet, word_set

# What joins the holders of one office.
AND = frozenset({"dan", "atau", "maupun", "serta"})
_EACH = "masing-masing"
# What parts several holders from their office, and a name from the body that it belongs to.
_MARKS = frozenset({",", ":"})
_FROM = "dari"
# Holders of one office are several.
_SEVERAL = 2


class _Listed(NamedTuple):
    """A name of a list with the office that it gets there, and the word after both."""

    name: NameRead
    office: Office
    end: int


class SharedReader:
    """Reads the further holders of an office, each with his own body where the list tells one."""

    def __init__(self, rules: RuleSet, reader: OfficeReader) -> None:
        self._reader = reader
        self._openers = word_set(rules.of("offices", "list_opener"))

    def further(self, w: Words, raws: Sequence[Raw]) -> list[Raw]:
        """Further holders of one office: `Wakil Ketua DPRD Contoh A, B dan C`, `kedua wakil rektor, A dan B`."""
        found = []
        starts = {raw.start for raw in raws}
        for raw in raws:
            if raw.name is None or not (raw.office.head.deputy or self._reader.counted(w, raw.office.start)):
                continue
            names: list[NameRead] = []
            end, last = raw.end, False
            while not last and w.joined(end) and (w.texts[end] == "," or w.lows[end] in AND):
                last = w.lows[end] in AND
                name = self._reader.names.forward(w, end + 1) if w.joined(end + 1) else None
                if name is None or not self._is_further(w, name, starts):
                    break
                names.append(name)
                end = name.end
            else:
                if last:
                    found += [Raw(raw.office, n, w, n.start, n.end, raw.weak) for n in names]
        return found

    def of_bodies(self, w: Words, starts: Sequence[int], raws: list[Raw]) -> None:
        """`oleh ketua masing-masing, yakni A dari X dan B dari Y`, `kedua rektor, A (UNX) dan B (UNY)`: add them to
        the holders found, in place of the first of them where the office was read as his alone.
        """
        for i in starts:
            head = w.match(i, self._reader.heads)
            if head is None:
                continue
            k, office = head
            each = w.joined(k) and w.lows[k] == _EACH
            if not (each or self._reader.counted(w, i)):
                continue
            listed = self._listed(w, k + each, office)
            if len(listed) >= _SEVERAL:
                named = {item.name.first for item in listed}
                raws[:] = [raw for raw in raws if raw.name is None or raw.name.first not in named]
                raws += [Raw(item.office, item.name, w, item.name.start, item.end) for item in listed]

    def _listed(self, w: Words, i: int, head: Head) -> list[_Listed]:
        """The names from word `i` on, each with its body."""
        while w.joined(i) and (w.texts[i] in _MARKS or w.lows[i] in self._openers):
            i += 1
        found: list[_Listed] = []
        while w.joined(i):
            item = self._item(w, i, head)
            if item is None:
                break
            found.append(item)
            i = item.end
            part = i
            while w.joined(i) and (w.texts[i] == "," or w.lows[i] in AND):
                i += 1
            if i == part:
                break
        return found

    def _item(self, w: Words, i: int, head: Head) -> _Listed | None:
        """`A dari X`, `A (X)` at word `i`."""
        name = self._reader.names.forward(w, i)
        if name is None or not w.joined(name.end + 1):
            return None
        mark, k = w.texts[name.end], name.end + 1
        if mark != "(" and w.lows[name.end] != _FROM:
            return None
        body, region = w.bodies.get(k), w.regions.get(k)
        if body is not None and not body.generic:
            end = w.after(body.end, k)
            told = w.printed(k, end)
        elif region is not None:
            end, told = w.after(region.end, k), region.name
        else:
            return None
        if mark == "(" and (end >= len(w) or w.texts[end] != ")"):
            return None
        office = Office(
            start=k,
            end=end,
            head=head,
            acting=None,
            former=None,
            title=f"{head.value} {told}",
            unit=told,
            region=region if body is None else None,
            bodies=[body] if body is not None else [],
            cut_body=None,
            opens_with_body=body is not None,
            lower=False,
            name=name,
        )
        return _Listed(name, office, end + (mark == "("))

    def _is_further(self, w: Words, name: NameRead, starts: set[int]) -> bool:
        """Is it the name of one more person, who has no office of his own before or behind it?"""
        words = range(name.first, name.last)
        if name.length < _SEVERAL or any(k in w.regions or k in w.bodies or k in starts for k in words):
            return False
        k = name.end
        if k < len(w) and w.texts[k] in (",", "("):
            k += 1
        return k >= len(w) or (k not in starts and w.match(k, self._reader.heads) is None)
