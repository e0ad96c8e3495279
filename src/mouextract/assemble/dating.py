"""The date of an agreement: which of the article's dates is the day of the signing, the end or the event."""

from __future__ import annotations

from mouextract.assemble.events import weight
from mouextract.assemble.model import Event, Sentence
from mouextract.mentions import DateMention

# Sentences after a signing in which its day may still be told; characters between `dikutip` and its date.
_AFTER, _NEAR = 2, 40
_DAY, _MONTH = len("2024-01-31"), len("2024-01")


def date_of(event: Event, status: str, sentences: list[Sentence]) -> DateMention | None:
    """The agreement's date mention, or None where the text does not tell it.

    Order of trust: a date in a sentence that signs (or ends, or discusses), then in the sentence
    after it, then the first date of the lead; a bare weekday counts where the publication date
    makes it a day.
    """
    if status == "ended" or (event.past and status == "signed"):
        own = [d for f in event.frames for d in f.dates if d.value]
        return min(own, key=lambda d: _precision(d)) if own else None
    frames = sorted(
        event.frames, key=lambda f: (f.status != status, not f.signing, -weight(f), f.sentence.start)
    )
    body = [s for s in sentences if s.zone is None]
    for frame in frames:
        found = _day(frame.sentence) or (_month(frame.sentence) if frame.signing and not frame.past else None)
        if found and not (status == "in_force" and frame.past):
            return found
    if status != "in_force":
        for frame in frames[:3]:
            for sentence in body:
                if 0 < sentence.index - frame.sentence.index <= _AFTER and (found := _day(sentence)):
                    return found
    return next((d for s in body if (d := _day(s))), None)


def _day(sentence: Sentence) -> DateMention | None:
    """The first full date of a sentence that dates an event (not a letter, a page or a quotation)."""
    cited = [c.end for c in sentence.cues if c.label == "cited"]
    return next(
        (
            d
            for d in sentence.dates
            if d.value
            and len(d.value) == _DAY
            and d.zone is None
            and not any(0 <= d.start - c <= _NEAR for c in cited)
        ),
        None,
    )


def _month(sentence: Sentence) -> DateMention | None:
    return next((d for d in sentence.dates if d.value and len(d.value) == _MONTH and d.zone is None), None)


def _precision(date: DateMention) -> tuple[int, int]:
    return (-len(date.value or ""), date.start)
