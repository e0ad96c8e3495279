"""What the article names at all: regencies, dates, people with an office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from mouextract.knowledge.regions import province_of, region
from mouextract.mentions import Annotations, Mention, PersonMention
from mouextract.records import Agreement, ArticleDate, Person, Regency

_Fields = dict[str, Any]
# Whole lists are checked at once, which costs less than value by value.
_REGENCIES = TypeAdapter(list[Regency])
_DATES = TypeAdapter(list[ArticleDate])
_PEOPLE = TypeAdapter(list[Person])
_STATED = frozenset({"full", "yearless", "month", "year"})


def regencies_of(ann: Annotations) -> list[Regency]:
    """Every kabupaten or kota that the article names itself, in order of first mention."""
    spans: dict[str, list[_Fields]] = {}
    for mention in ann.regions:
        if mention.level == "province" or mention.inside == "other":
            continue
        spans.setdefault(mention.code, []).append(_span(ann, mention))
    found: list[_Fields] = []
    for code, mentions in spans.items():
        place, province = region(code), province_of(code)
        found.append(
            {
                "code": code,
                "name": place.name,
                "kind": "kota" if place.level == "kota" else "kabupaten",
                "province_code": province.code,
                "province": province.name,
                "mentions": mentions,
            }
        )
    return _REGENCIES.validate_python(found)


def dates_of(ann: Annotations, agreements: list[Agreement]) -> list[ArticleDate]:
    """Every calendar date that the article states, with its role."""
    decided = {
        e.start: ("signed" if a.status == "signed" else "event")
        for a in agreements
        for e in a.evidence
        if e.field == "/date"
    }
    by_value = {
        a.date: ("signed" if a.status == "signed" else "event") for a in agreements if a.main and a.date
    }
    # The day of what is in the news is printed with its weekday ("Kamis (15/6/2023)"), other days are not.
    newsdays = {d.value: "event" for d in ann.dates if d.weekday is not None and d.zone is None}
    found = [
        {
            **_span(ann, d),
            "date": d.value,
            "role": d.zone
            or decided.get(d.start)
            or by_value.get(d.value)
            or newsdays.get(d.value)
            or "other",
        }
        for d in ann.dates
        if d.value is not None and d.kind in _STATED
    ]
    return _DATES.validate_python(found)


def people_of(ann: Annotations) -> list[Person]:
    """Every person with an office, in order of first mention; the office as fully as the article gives it."""
    mentions: dict[str, list[PersonMention]] = {}
    for mention in ann.people:
        if mention.name is not None and mention.role is not None:
            mentions.setdefault(mention.key, []).append(mention)
    people = [
        {
            "name": found[0].name,
            "office": _fullest([m.role for m in found if m.role is not None]),
            "mentions": [_span(ann, m) for m in found],
        }
        for found in mentions.values()
    ]
    return _PEOPLE.validate_python(people)


def _span(ann: Annotations, mention: Mention) -> _Fields:
    return {"start": mention.start, "end": mention.end, "text": ann.text[mention.start : mention.end]}


def _fullest(roles: list[str]) -> str:
    """The first office, or the longest that only goes on where it ends (`Menteri Desa, PDT …`)."""
    first = roles[0]
    return max((r for r in roles if r == first or r.startswith((f"{first} ", f"{first},"))), key=len)


def named_in_full(person: PersonMention, people: Sequence[PersonMention]) -> PersonMention | None:
    """Where a person is first named with the office, if the given mention has only the one or the other.

    None where it has both, or where the article nowhere prints both together.
    """
    if person.name_span is not None and person.title_span is not None:
        return None
    full = (
        p
        for p in people
        if p.key == person.key
        and p.role == person.role
        and p.name_span is not None
        and p.title_span is not None
    )
    return next(full, None)
