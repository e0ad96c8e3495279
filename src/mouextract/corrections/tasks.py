"""What an annotator is given and gives back: an article with labelled spans, whatever the tool.

Labels: `type:<kind>`, `status:<state>`, `date`, `party`, `region` (whose government is party), `signatory`
and `background` (any word: the agreement is not what the article is about) belong to an agreement;
`named_regency` and `named_date` to the article (agreement 0).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mouextract.records import Agreement, AgreementType, ArticleRecord, Status

TYPE, STATUS = "type:", "status:"
VALUED = ("date", "party", "region", "signatory", "named_regency", "named_date")
"""Labels that need a value besides their words."""
LABELS = (
    *(f"{TYPE}{kind}" for kind in AgreementType),
    *(f"{STATUS}{state}" for state in Status),
    "date",
    "party",
    "region",
    "signatory",
    "background",
    "named_regency",
    "named_date",
)


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled span `[start, end)`; `agreement` counts from 1 and is 0 for what the article names.

    `value` is what the words mean, where the label needs one: an official name, `name (office)`, a partial
    date, a code; None where nobody has said. `rule` is the rule that proposed it.
    """

    start: int
    end: int
    label: str
    agreement: int
    value: str | None = None
    rule: str | None = None

    @property
    def key(self) -> tuple[int, int, str, int]:
        """What makes it the same label, whatever it means."""
        return self.start, self.end, self.label, self.agreement


@dataclass(frozen=True, slots=True)
class Task:
    """An article to correct: `proposed` are the record's labels, `labels` those of the annotator."""

    article_id: str
    text: str
    published: str | None
    proposed: tuple[Label, ...]
    labels: tuple[Label, ...]


def task_of(record: ArticleRecord, text: str) -> Task:
    """The task that a record proposes. ValueError where the record is not of this text."""
    record.check_spans(text)
    labels: list[Label] = []
    for number, agreement in enumerate(record.agreements, 1):
        labels += _agreement_labels(agreement, number)
    for regency in record.regencies:
        first = regency.mentions[0]
        labels.append(Label(first.start, first.end, "named_regency", 0, regency.code))
    labels += [
        Label(date.start, date.end, "named_date", 0, date.date)
        for date in record.dates
        if len(date.date) == 10
    ]
    proposed = tuple(sorted(set(labels), key=lambda each: (each.key, each.value or "")))
    return Task(record.article_id, text, record.published, proposed, proposed)


def _agreement_labels(agreement: Agreement, number: int) -> Iterator[Label]:
    def label(name: str, value: str | None, pointer: str) -> Label:
        # The first words that prove a value stand for it; of a whole entry those of its name.
        proofs = [item for item in agreement.evidence if item.field in (pointer, f"{pointer}/name")]
        first = min(proofs, key=lambda item: (item.start, item.end))
        return Label(first.start, first.end, name, number, value, first.rule)

    for n, kind in enumerate(agreement.types):
        yield label(f"{TYPE}{kind}", None, f"/types/{n}")
    yield label(f"{STATUS}{agreement.status}", None, "/status")
    if not agreement.main:
        yield label("background", None, "/types/0")
    if agreement.date is not None:
        yield label("date", agreement.date, "/date")
    for n, party in enumerate(agreement.parties):
        yield label("party", party.name, f"/parties/{n}")
    for field in ("regencies", "provinces"):
        for n, region in enumerate(getattr(agreement, field)):
            yield label("region", region.code, f"/{field}/{n}")
    for n, person in enumerate(agreement.signatories):
        yield label("signatory", f"{person.name} ({person.role})", f"/signatories/{n}")
