"""What the finders of dates share: the expression as printed, and regexes made of several rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mouextract.errors import RuleError
from mouextract.rules import Rule

_KINDS = ("full", "yearless", "month", "year", "weekday")
_AFTER = 16


@dataclass(slots=True)
class Printed:
    """A date expression as printed, not yet resolved; its span takes in the day of the week.

    `core`: where the calendar date itself begins. `offset`: unit and steps of words counted from
    publication, `("month", -1)`. `direction`: `past` or `future`, where a word says so. `numeric`:
    day and month are both numbers and may stand in either order. `weak`: perhaps no date at all.
    `edge`: only the end of the week ("akhir pekan lalu"). `alone`: False for one of several days
    that share a month.
    """

    start: int
    end: int
    rule: Rule
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    core: int = 0
    range: str | None = None
    offset: tuple[str, int] | None = None
    direction: str | None = None
    numeric: bool = False
    weak: bool = False
    edge: bool = False
    alone: bool = True


def need_regex(rule: Rule) -> re.Pattern[str]:
    """The rule's regex; RuleError where it has none."""
    if rule.regex is None:
        raise RuleError(f"{rule.file}: {rule.id}: label {rule.label} needs a regex")
    return rule.regex


def one_regex(rules: Iterable[Rule], suffix: str = "") -> re.Pattern[str]:
    """One regex for all rules of a label. RuleError for a rule without a regex or with flags of its own."""
    parts = []
    for rule in rules:
        part = f"(?:{need_regex(rule).pattern})"
        try:
            re.compile(part)
        except re.error as error:
            reason = f"regex: use (?i:...), no global flags: {error}"
            raise RuleError(f"{rule.file}: {rule.id}: {reason}") from None
        parts.append(part)
    return re.compile(f"(?:{'|'.join(parts) or '(?!)'}){suffix}")


class LookAlikes:
    """What only looks like a date (label `drop`), by the kinds of date that it can be taken for."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        by_kind: dict[str, list[Rule]] = {kind: [] for kind in _KINDS}
        for rule in rules:
            kinds = rule.attrs.get("kinds", ())
            if not kinds or not set(kinds) <= set(_KINDS):
                raise RuleError(f"{rule.file}: {rule.id}: attrs.kinds: needs some of {', '.join(_KINDS)}")
            for kind in kinds:
                by_kind[kind].append(rule)
        self._regexes = {kind: one_regex(chosen) for kind, chosen in by_kind.items()}

    def cover(self, folded: str, kind: str, start: int, end: int, reach: int) -> bool:
        """Whether a look-alike that begins at most `reach` characters before overlaps the span."""
        for match in self._regexes[kind].finditer(folded, max(0, start - reach), end + _AFTER):
            if match.start() >= end:
                return False
            if match.end() > start:
                return True
        return False
