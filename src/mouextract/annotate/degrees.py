"""Academic degrees behind a name, in any of their spellings (rules: `degree` in `patterns/people.toml`)."""

from __future__ import annotations

import re

from mouextract.rules import RuleSet


def degree_regex(rules: RuleSet) -> re.Pattern[str]:
    """Matches one degree right behind a name, with the comma, stop or space before it."""
    degrees = {phrase for rule in rules.of("people", "degree") for phrase in rule.phrases}
    titles = "|".join(sorted({p for rule in rules.of("people", "title_behind") for p in rule.phrases}))
    # "Fulan, drg., M.Kes.": between commas only; elsewhere it stands before a name.
    return re.compile(rf"{_pattern(degrees)}|[.]?,[ ]*(?:{titles})(?=\.,)")


def _pattern(degrees: set[str]) -> str:
    """Degrees in any of their spellings (S.Sos, S. Sos., SSos), after a comma, a stop or a space."""
    spellings = set()
    for degree in degrees:
        parts = [part.strip() for part in degree.split(".") if part.strip()]
        for spelt in (parts, [part.upper() for part in parts]):
            # S. Sos and S Sos, but no two bare initials (the M A of a name is no degree).
            joints = [r"(?:\.? )?\.?" if len(part) > 1 else r"(?:\. ?)?" for part in spelt[1:]]
            spellings.add(
                re.escape(spelt[0])
                + "".join(j + re.escape(part) for j, part in zip(joints, spelt[1:], strict=True))
            )
    ordered = "|".join(sorted(spellings, key=lambda s: (-len(s), s)))
    return rf"[.]?[ ]*,?[ ]*(?:{ordered})(?![^\W_])"
