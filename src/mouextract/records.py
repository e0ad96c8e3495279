"""The record contract in code. Imports nothing of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION = "1"

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _check_partial_date(value: str) -> str:
    match = _PARTIAL_DATE.fullmatch(value)
    if match is None:
        raise ValueError(f"{value!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = int(match[1]), match[2], match[3]
    if month is not None and not 1 <= int(month) <= 12:
        raise ValueError(f"{value!r} has no such month")
    if day is not None:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        last = 28 if int(month) == 2 and not leap else _DAYS[int(month) - 1]
        if not 1 <= int(day) <= last:
            raise ValueError(f"{value!r} has no such day")
    return value


PartialDate = Annotated[
    str,
    AfterValidator(_check_partial_date),
    Field(
        description="ISO 8601 date of the precision that is known: 2023-11-06, 2023-11 or 2023",
        json_schema_extra={"pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
    ),
]
RegencyCode = Annotated[str, Field(pattern=r"^\d{2}\.\d{2}$", description="Kemendagri code, e.g. 14.03")]
ProvinceCode = Annotated[str, Field(pattern=r"^\d{2}$", description="Kemendagri code, e.g. 14")]
RegionCode = Annotated[str, Field(pattern=r"^\d{2}(\.\d{2})?$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Duration = Annotated[
    str, Field(min_length=3, pattern=r"^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$", description="ISO 8601, e.g. P5Y")
]
NonEmpty = Annotated[str, Field(min_length=1)]


class AgreementType(StrEnum):
    """Kinds of instrument."""

    NOTA_KESEPAHAMAN = "nota_kesepahaman"
    NOTA_KESEPAKATAN = "nota_kesepakatan"
    KESEPAKATAN_BERSAMA = "kesepakatan_bersama"
    PERJANJIAN_KERJA_SAMA = "perjanjian_kerja_sama"
    RENCANA_KERJA = "rencana_kerja"
    LETTER_OF_INTENT = "letter_of_intent"
    IMPLEMENTATION_ARRANGEMENT = "implementation_arrangement"
    KOMITMEN_BERSAMA = "komitmen_bersama"
    ADDENDUM = "addendum"
    OTHER = "other"


class Status(StrEnum):
    """State of an agreement as the article reports it."""

    PLANNED = "planned"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    ENDED = "ended"


class DateRole(StrEnum):
    """What a date in the article is the date of."""

    SIGNED = "signed"
    EVENT = "event"
    PUBLISHED = "published"
    DOCUMENT = "document"
    PAGE = "page"
    OTHER = "other"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_enum_values=True)


class Mention(_Frozen):
    """A span of the article's text: `text == article_text[start:end]` in Unicode code points."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    text: NonEmpty

    @model_validator(mode="after")
    def _length(self) -> Mention:
        if self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}–{self.end} does not have the length of {self.text!r}")
        return self


class Source(_Frozen):
    """Where the article came from."""

    uri: str
    row: Annotated[int, Field(ge=0)] | None = None
    outlet: str | None = None
    url: str | None = None
    text_sha256: Sha256
    extractor: str | None = Field(
        default=None, description="name and version of the HTML main-text extractor"
    )


class Regency(_Frozen):
    """A kabupaten or kota that the article names."""

    code: RegencyCode
    name: NonEmpty
    kind: Literal["kabupaten", "kota"]
    province_code: ProvinceCode
    province: NonEmpty
    mentions: Annotated[list[Mention], Field(min_length=1)]


class ArticleDate(Mention):
    """A calendar date that the article states."""

    date: PartialDate
    role: DateRole


class Person(_Frozen):
    """A person with an office."""

    name: NonEmpty
    office: NonEmpty
    mentions: Annotated[list[Mention], Field(min_length=1)]


class Region(_Frozen):
    """A regency or city whose government is party."""

    code: RegencyCode
    name: NonEmpty


class Province(_Frozen):
    """A province whose government is party."""

    code: ProvinceCode
    name: NonEmpty


class Party(_Frozen):
    """An institution that is party to an agreement."""

    name: NonEmpty
    short_name: str | None = None
    kind: NonEmpty
    code: RegionCode | None = None
    side: Annotated[int, Field(ge=1)] | None = None


class Signatory(_Frozen):
    """A person who signed or is to sign."""

    name: NonEmpty
    role: NonEmpty
    party: Annotated[int, Field(ge=0)] | None = None
    capacity: Literal["signed", "designated", "on_behalf"]


class Evidence(Mention):
    """The words that prove a value: `field` is a JSON Pointer within the agreement."""

    field: Annotated[str, Field(pattern=r"^(/[^/]+)+$")]
    rule: NonEmpty
    basis: Literal["text", "table", "metadata", "inferred"]


class Agreement(_Frozen):
    """A specific agreement between at least two named parties."""

    main: bool
    types: Annotated[list[AgreementType], Field(min_length=1)]
    status: Status
    date: PartialDate | None = None
    signed_on: PartialDate | None = None
    planned_for: PartialDate | None = None
    valid_until: PartialDate | None = None
    duration: Duration | None = None
    number: str | None = None
    place: str | None = None
    subject: str | None = None
    parties: Annotated[list[Party], Field(min_length=2)]
    regencies: list[Region] = []
    provinces: list[Province] = []
    signatories: list[Signatory] = []
    confidence: Annotated[float, Field(ge=0, le=1)]
    evidence: list[Evidence]

    def pointers(self) -> Iterator[str]:
        """JSON Pointers of every value that owes evidence (all but `main`, `confidence`, indices)."""
        for name in _SCALARS:
            if getattr(self, name) is not None:
                yield f"/{name}"
        for i in range(len(self.types)):
            yield f"/types/{i}"
        for name, keys in _ENTRIES.items():
            for i, entry in enumerate(getattr(self, name)):
                yield from (f"/{name}/{i}/{key}" for key in keys if getattr(entry, key) is not None)

    @model_validator(mode="after")
    def _consistent(self) -> Agreement:
        if len(set(self.types)) != len(self.types):
            raise ValueError("types repeat")
        for signatory in self.signatories:
            if signatory.party is not None and signatory.party >= len(self.parties):
                raise ValueError(f"signatory {signatory.name!r} names a party that is not there")
        proven = {item.field for item in self.evidence}
        for pointer in self.pointers():
            # A whole entry may be proven at once: /parties/0 stands for /parties/0/name.
            if pointer not in proven and pointer.rpartition("/")[0] not in proven:
                raise ValueError(f"no evidence for {pointer}")
        return self


_SCALARS = (
    "status",
    "date",
    "signed_on",
    "planned_for",
    "valid_until",
    "duration",
    "number",
    "place",
    "subject",
)
_ENTRIES = {
    "parties": ("name", "short_name", "kind", "code", "side"),
    "regencies": ("code", "name"),
    "provinces": ("code", "name"),
    "signatories": ("name", "role", "capacity"),
}


class ArticleRecord(_Frozen):
    """One article, one line."""

    schema_version: Literal["1"] = "1"
    article_id: NonEmpty
    source: Source
    title: str | None = None
    published: PartialDate | None = None
    agreements: list[Agreement] = []
    regencies: list[Regency] = []
    dates: list[ArticleDate] = []
    people: list[Person] = []
    warnings: list[str] = []
    text: str | None = Field(default=None, description="the article's text, only with --with-text")

    def mentions(self) -> Iterator[Mention]:
        """Every span in the record."""
        for regency in self.regencies:
            yield from regency.mentions
        yield from self.dates
        for person in self.people:
            yield from person.mentions
        for agreement in self.agreements:
            yield from agreement.evidence

    def check_spans(self, text: str) -> None:
        """Raise ValueError unless every mention equals its slice of `text`."""
        for mention in self.mentions():
            if text[mention.start : mention.end] != mention.text:
                raise ValueError(f"span {mention.start}–{mention.end} is not {mention.text!r}")

    def to_json(self) -> str:
        """One line of JSON, keys in the order of the contract; `text` only where it is set."""
        exclude = {"text"} if self.text is None else None
        return self.model_dump_json(exclude=exclude)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a record (draft 2020-12)."""
    schema = ArticleRecord.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
