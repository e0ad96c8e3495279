"""The date of an agreement: which of the article's dates is the day of the signing, the end or the event."""

from __future__ import annotations

from mouextract.assemble.events import weight
from mouextract.assemble.model import Event, Sentence
from mouextract.mentions import DateMention


def date_of(event: Event, status: str, sentences: list[Sentence]) -> DateMention | None:
    """The agreement's date mention, or None where the text does not tell it.

    Order of trust: a date in a sentence that signs (or ends, or discusses), then in the sentence
    after it, then the first date of the lead; a bare weekday counts where the publication date
    makes it a day.
    """
    if status == "ended" or (event.past and status == "signed"):
        own = [d for f in event.frames for d in f.dates if d.value]
        return min(own, key=lambda d: _precision(d)) if own else None
    frames = sorted(event.frames, key=lambda f: (f.status != status, not f.signing, -weight(f), f.sentence.start))
    for frame in frames:
        found = _usable(frame.dates)
        if found:
            return found
    for frame in frames[:3]:
        following = [s for s in sentences if 0 < s.index - frame.sentence.index <= 2 and s.zone is None]
        for sentence in following:
            found = _usable([d for d in sentence.dates if d.zone is None])
            if found:
                return found
    for sentence in sentences:
        if sentence.zone is None:
            found = _usable([d for d in sentence.dates if d.zone is None])
            if found:
                return found
    return None


def _usable(dates: list[DateMention]) -> DateMention | None:
    days = [d for d in dates if d.value and len(d.value) == 10]
    if days:
        return days[0]
    return None


def _precision(date: DateMention) -> tuple[int, int]:
    return (-len(date.value or ""), date.start)
