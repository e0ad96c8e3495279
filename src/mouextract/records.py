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


def partial_date(value: str) -> str:
    """The value, if it is a date like 2023, 2023-11 or 2023-11-06 (ISO 8601); else ValueError."""
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
    AfterValidator(partial_date),
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

    start: Annotated[int, Field(ge=0)] = Field(
        description="offset of the first character in the article's text, from 0"
    )
    end: Annotated[int, Field(ge=1)] = Field(description="offset after the last character")
    text: NonEmpty = Field(description="the words")

    @model_validator(mode="after")
    def _length(self) -> Mention:
        if self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}–{self.end} does not have the length of {self.text!r}")
        return self


class Source(_Frozen):
    """Where the article came from."""

    uri: str = Field(description="file or address that the article was read from")
    row: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="row in that file, counted from 0; null for a file of one article"
    )
    outlet: str | None = Field(default=None, description="who published it")
    url: str | None = Field(default=None, description="its web address")
    text_sha256: Sha256 = Field(description="SHA-256 of its text (UTF-8)")
    extractor: str | None = Field(
        default=None, description="name and version of the HTML main-text extractor"
    )


class Regency(_Frozen):
    """A kabupaten or kota that the article names."""

    code: RegencyCode
    name: NonEmpty = Field(description="official name")
    kind: Literal["kabupaten", "kota"] = Field(description="kabupaten or kota")
    province_code: ProvinceCode = Field(description="code of its province")
    province: NonEmpty = Field(description="name of its province")
    mentions: Annotated[list[Mention], Field(min_length=1)] = Field(description="where the article names it")


class ArticleDate(Mention):
    """A calendar date that the article states."""

    date: PartialDate = Field(description="the date")
    role: DateRole = Field(description="what it is the date of")


class Person(_Frozen):
    """A person with an office."""

    name: NonEmpty = Field(description="name without honorifics and degrees")
    office: NonEmpty = Field(description="office with its unit")
    mentions: Annotated[list[Mention], Field(min_length=1)] = Field(
        description="where the article names the person"
    )


class Region(_Frozen):
    """A regency or city whose government is party."""

    code: RegencyCode
    name: NonEmpty = Field(description="official name")


class Province(_Frozen):
    """A province whose government is party."""

    code: ProvinceCode
    name: NonEmpty = Field(description="official name")


class Party(_Frozen):
    """An institution that is party to an agreement."""

    name: NonEmpty = Field(description="official full name")
    short_name: str | None = Field(default=None, description="usual short name")
    kind: NonEmpty = Field(description="kind of institution")
    code: RegionCode | None = Field(default=None, description="Kemendagri code of a region's government")
    side: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="parties that stand together share a number"
    )


class Signatory(_Frozen):
    """A person who signed or is to sign."""

    name: NonEmpty = Field(description="name without honorifics and degrees")
    role: NonEmpty = Field(description="office with its unit, acting mark short")
    party: Annotated[int, Field(ge=0)] | None = Field(default=None, description="index in `parties`, from 0")
    capacity: Literal["signed", "designated", "on_behalf"] = Field(
        description="signed, designated (is to sign) or on_behalf"
    )


class Evidence(Mention):
    """The words that prove a value: `field` is a JSON Pointer within the agreement."""

    field: Annotated[str, Field(pattern=r"^(/[^/]+)+$")] = Field(
        description="JSON Pointer of the value that the words prove, within the agreement"
    )
    rule: NonEmpty = Field(description="id of the rule that decided")
    basis: Literal["text", "table", "metadata", "inferred"] = Field(description="how the words prove it")


class Agreement(_Frozen):
    """A specific agreement between at least two named parties."""

    main: bool = Field(description="true: the article is about it; false: only background")
    types: Annotated[list[AgreementType], Field(min_length=1)] = Field(description="kinds of instrument")
    status: Status = Field(description="its state, as the article reports it")
    date: PartialDate | None = Field(
        default=None,
        description="of the signing (signed), of its end (ended), else of the event that is reported",
    )
    signed_on: PartialDate | None = Field(default=None, description="earlier signing of one in force")
    planned_for: PartialDate | None = Field(default=None, description="day foreseen for a planned one")
    valid_until: PartialDate | None = Field(default=None, description="expiry")
    duration: Duration | None = Field(default=None, description="its term")
    number: str | None = Field(default=None, description="document number")
    place: str | None = Field(default=None, description="where that was")
    subject: str | None = Field(default=None, description="what it is about, as the article words it")
    parties: Annotated[list[Party], Field(min_length=2)] = Field(description="who it is between")
    regencies: list[Region] = Field(
        default=[], description="regencies and cities whose governments are party"
    )
    provinces: list[Province] = Field(default=[], description="provinces whose governments are party")
    signatories: list[Signatory] = Field(default=[], description="people who signed or are to sign")
    confidence: Annotated[float, Field(ge=0, le=1)] = Field(description="0 to 1, higher is surer")
    evidence: list[Evidence] = Field(description="the words that prove each value")

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

    schema_version: Literal["1"] = Field(default="1", description="of this form of record")
    article_id: NonEmpty = Field(
        description="the input's own id, else the first 16 hex digits of `source.text_sha256`"
    )
    source: Source = Field(description="where the article came from")
    title: str | None = Field(default=None, description="its title")
    published: PartialDate | None = Field(default=None, description="its stored publication date")
    agreements: list[Agreement] = Field(default=[], description="what it reports")
    regencies: list[Regency] = Field(
        default=[], description="every regency or city that it names, party or not"
    )
    dates: list[ArticleDate] = Field(default=[], description="every calendar date that it states")
    people: list[Person] = Field(default=[], description="every person with an office whom it names")
    warnings: list[str] = Field(default=[], description="what a reader of the record should know")
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
