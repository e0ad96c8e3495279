"""The date of an agreement: which of the article's dates is the day of the signing, the end or the event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mouextract.assemble.model import Event, Frame, Sentence
from mouextract.assemble.status import weight
from mouextract.knowledge.calendar import DAY, MONTH, MONTHS
from mouextract.mentions import DateMention

# Sentences after a signing in which its day may still be told; characters between `dikutip` and its date.
_AFTER, _NEAR = 2, 40
# … and, behind whoever tells of it, between the verb of signing and its day, with the parties between the two.
_TOLD = 120
# Characters between `hingga` and the limit that it sets.
_LIMIT = 3
# … and between a day and the verb of signing that it stands beside in a quotation.
_BESIDE = 40
# States whose day is another than that of the signing.
_LATER = frozenset({"in_force", "planned"})
# … between a verb of signing and its day right behind it (`diteken pada tanggal 18 Agustus 2023`).
_AT_ONCE = 14
# … and between a day and the verb of saying that it belongs to (`pada Kamis mengatakan`).
_NEXT_WORD = 2
# Characters between `akan diteken` and the day foreseen for it.
_FORESEEN = 160
# `bulan Maret`, with no year behind it.
_BARE_MONTH = re.compile(rf"\b[Bb]ulan ((?i:{'|'.join(MONTHS)}))\b(?! \d)")
# Words behind which a date is of another time: a later statement's; what led to a plan.
_ELSEWHEN = {"signed": ("statement",), "planned": ("past",)}
# What makes a date in the same clause the day of something else to come.
_AHEAD = frozenset({"plan", "to_be_held", "condition"})


def date_of(
    event: Event, status: str, sentences: Sequence[Sentence], published: str | None
) -> DateMention | None:
    """The agreement's date mention, or None where the text does not tell it.

    Order of trust: a date in a sentence that signs (or ends, or discusses), then in the sentence
    after it, then the first date of the lead; a bare weekday counts where the publication date
    makes it a day. A day after the publication, or one that is only foreseen, dates no news; the day of
    a written statement dates no signing that happened before it.
    """
    if status == "ended":
        return _end(event, sentences, published)
    if event.past and status == "signed":
        own = [d for f in event.frames for d in f.dates if d.value and not _limits(d, f.sentence)]
        return min(own, key=_precision) if own else None
    frames = sorted(
        event.frames, key=lambda f: (f.status != status, not f.signing, -weight(f), f.sentence.start)
    )
    body = [s for s in sentences if s.zone is None]
    only_words = False
    for frame in frames:
        found = _day(frame.sentence, status, published) or _own_month(frame, status)
        if found and not (status == "in_force" and frame.past):
            return _day_of_words(found, frame.sentence, body, published) or found
        told = status == "signed" and frame.signing
        only_words = only_words or (told and any(_of_words(d, frame.sentence) for d in frame.dates))
    if only_words:
        return None
    if status != "in_force":
        for frame in frames[:3]:
            for sentence in body:
                if 0 < sentence.index - frame.sentence.index <= _AFTER and (
                    found := _day(sentence, status, published)
                ):
                    return found
    found = next((d for s in body if (d := _day(s, status, published))), None)
    if found is None and status in _LATER:
        # What has no meeting of its own has the day on which somebody told of it.
        found = next((d for s in body if (d := _day(s, status, published, told=True))), None)
    if found is None and status in _LATER:
        # "MoU yang diteken A dan B pada 19 April 2010 masih berlaku": no other day is told.
        days = (_day(f.sentence, status, published, reach=_NEAR) for f in frames)
        found = next((d for d in days if d is not None), None)
    if found is None and status == "planned":
        # "A dan B meneken MoU, Rabu (12/6). Selanjutnya C akan membuat PKS": told on the day of that signing.
        found = next((d for s in body if (d := _day(s, "signed", published))), None)
    return found


def _end(event: Event, sentences: Sequence[Sentence], published: str | None) -> DateMention | None:
    """The day of the end: told with it, or in the sentences behind it; of several the most exact."""
    frames = [f for f in event.frames if f.status == "ended"]
    own = [
        d
        for f in frames
        for d in f.dates
        if d.value and not (_signed_then(d, f.sentence) or _limits(d, f.sentence))
    ]
    if all(d.value and _of_document(d, f.sentence) for f in frames for d in f.dates):
        own = []
    # "berakhir 31 Desember 2018": told right behind the end, before all others
    told = [d for f in frames for d in f.dates if d in own and _ended_then(d, f.sentence)]
    own = [d for d in told if _is_day(d)] or own
    if not own:
        # "Pengakhiran dituangkan dalam berita acara tertanggal 14 September 2020"
        own = [
            d
            for f in frames
            for d in f.sentence.dates
            if d.zone == "document" and _ended_then(d, f.sentence, _TOLD)
        ]
    if not own:
        reach = {f.sentence.index + n for f in frames for n in range(1, _AFTER + 1)}
        behind = [
            (d, s)
            for s in sentences
            if s.index in reach and s.zone is None
            for d in s.dates
            if _is_day(d) and d.range != "from"
        ]
        # "… selama perjanjian berlangsung sejak 1 April hingga 30 September 2021"
        own = [
            d for d, s in behind if _limits(d, s) and published is not None and (d.value or "") <= published
        ]
        own = own or [d for d, s in behind if not _limits(d, s)]
    if not own:
        own = [d for s in sentences if s.lead for d in s.dates if _is_day(d)]
    return min(own, key=_precision) if own else None


def _day(
    sentence: Sentence, status: str, published: str | None, told: bool = False, reach: int = _TOLD
) -> DateMention | None:
    """The first full date of a sentence that dates an event (not a letter, a page or a quotation); one behind the
    verb of signing before the day on which somebody told of it. `told`: that day counts as well. `reach`: characters
    from the verb to the day of an earlier signing.
    """
    cited = [
        c.end
        for c in sentence.cues
        if (c.label == "cited" and not told) or c.label in _ELSEWHEN.get(status, ())
    ]
    days = [
        d
        for d in sentence.dates
        if _is_day(d)
        and not (d.kind == "weekday" and sentence.quotes(d.start) and not _signed_on(d, sentence, status))
        and not _in_passing(d, sentence, published)
        and not any(0 <= d.start - c <= _NEAR for c in cited)
        and not _limits(d, sentence)
        and not (status == "signed" and (_since(d, sentence) or _of_words(d, sentence)))
        and not (status in _LATER and _signed_then(d, sentence, reach))
        and not (status in _LATER and _ended_then(d, sentence))
        and not _to_come(d, sentence, status, published)
    ]
    if status == "signed" and len(days) > 1:
        # "Mengacu laporan perseroan, Selasa (22/8/2023), perjanjian itu ditandatangani pada 18 Agustus 2023"
        days = [d for d in days if _full(d) and _signed_then(d, sentence, _AT_ONCE)] or days
    today = published is not None and bool(days) and days[0].value == published[:DAY]
    if len(days) > 1 and today and days[0].kind == "relative" and sentence.quotes(days[0].start):
        # ""MoU kami teken hari ini," ucapnya, Kamis (7/3/2024)": the day of the words tells which day that was.
        days = [d for d in days if _full(d) and not sentence.quotes(d.start)] or days
    if status == "signed" and len(days) > 1 and any(c.label == "cited" for c in sentence.cues):
        # "Mengutip keterbukaan informasi di laman bursa, Selasa (23/5), perjanjian itu diteken pada 22 Mei"
        days = [d for d in days if _signed_then(d, sentence)] or days
    if status == "signed" and len(days) > 1:
        says = [c.start for c in sentence.cues if c.label == "report" and c.start > days[0].end]
        behind = [
            d
            for d in days[1:]
            if any(s < d.start for s in says)
            and (_signed_then(d, sentence) or (says and _signed_then(d, sentence, _TOLD, after=says[0])))
        ]
        days = behind or days
    return next(iter(days), None)


def _day_of_words(
    date: DateMention, sentence: Sentence, body: Sequence[Sentence], published: str | None
) -> DateMention | None:
    """`"Tadi pagi kami teken. Isinya …," kata X, Rabu (15/5)`: the day of the words, which `tadi pagi` is then."""
    spoken = next((z for z in sentence.quotations if z.start <= date.start < z.end), None)
    today = published is not None and date.kind == "relative" and date.value == published[:DAY]
    if spoken is None or not today:
        return None
    behind = (s for s in body if s.start <= spoken.end <= s.end)
    days = (d for s in behind for d in s.dates if _is_day(d) and _full(d) and d.start >= spoken.end)
    return next((d for d in days if d.value is not None and d.value <= (date.value or "")), None)


def _limits(date: DateMention, sentence: Sentence) -> bool:
    """`berlaku hingga 31 Desember 2025`: the day on which it ends, not one on which anything is done."""
    return any(
        0 <= date.start - c.end <= _LIMIT or date.start <= c.start < date.end
        for c in sentence.cues
        if c.label == "until"
    )


def _since(date: DateMention, sentence: Sentence) -> bool:
    """`pertemuan sejak Senin`, `aturan yang mulai berlaku 1 Januari`: the day from which something goes on."""
    return any(
        c.label == "since"
        and 0 < date.start - c.end <= _LIMIT
        and (date.kind == "weekday" or c.rule == "cue.since.valid")
        for c in sentence.cues
    )


def _of_words(date: DateMention, sentence: Sentence) -> bool:
    """`X pada Kamis mengatakan telah menandatangani …`: the day of the words that tell of the signing."""
    said = [c.end for c in sentence.cues if c.label == "report" and 0 < c.start - date.end <= _NEXT_WORD]
    return any(
        c.rule == "cue.sign.active" and 0 < c.start - end <= _AT_ONCE for c in sentence.cues for end in said
    )


def _full(date: DateMention) -> bool:
    """Does the text state the day with month and year, or the month at least?"""
    return date.kind in ("full", "yearless")


def _signed_on(date: DateMention, sentence: Sentence, status: str) -> bool:
    """`"Kemarin, Rabu sore, kami tandatangani …"`: does a verb of signing stand beside the day in the quotation?"""
    return status == "signed" and any(
        c.label == "sign" and sentence.quotes(c.start) and 0 <= c.start - date.end <= _BESIDE
        for c in sentence.cues
    )


def _signs_in_quotes(sentence: Sentence) -> bool:
    return any(c.label == "sign" and sentence.quotes(c.start) for c in sentence.cues)


def _in_passing(date: DateMention, sentence: Sentence, published: str | None) -> bool:
    """`"Obligasi kemarin lebih mahal," katanya usai meneken …`: a day before, in a quotation that signs nothing."""
    if date.kind != "relative" or not sentence.quotes(date.start):
        return False
    earlier = published is not None and date.value is not None and date.value < published[:DAY]
    return earlier and not _signs_in_quotes(sentence)


def _signed_then(date: DateMention, sentence: Sentence, reach: int = _NEAR, after: int = 0) -> bool:
    """`yang ditandatangani pada 15 November 2023`: the day of the signing, of which another day is told; the verb
    stands behind character `after`.
    """
    # "… sudah tanda tangan," ujar X saat dikonfirmasi, Senin (21/7)": the day of the words.
    turns = ("ended", "report", "cited", "in_force") if reach > _NEAR else ("ended", "report", "cited")
    ends = [c.start for c in sentence.cues if c.label in turns and c.start < date.start]
    return any(
        c.label == "sign"
        and after <= c.start
        and 0 <= date.start - c.end <= reach
        and not any(e >= c.end for e in ends)
        and not _dated_before(c.end, date, sentence)
        for c in sentence.cues
    )


def _dated_before(signed: int, date: DateMention, sentence: Sentence) -> bool:
    """`yang diteken tahun lalu, Kamis (7/3/2024)`: is the signing's own time told before this day?"""
    return any(c.label == "past" and signed <= c.start and c.end <= date.start for c in sentence.cues)


def _ended_then(date: DateMention, sentence: Sentence, reach: int = _NEAR) -> bool:
    """`PKS lama habis masa berlakunya pada 31 Desember`: the day on which the document before ended.

    Not `"kami berhak mengakhiri," kata X, Selasa`: the day of the words.
    """
    return any(
        c.label == "ended"
        and 0 <= date.start - c.end <= reach
        and sentence.quotes(c.start) == sentence.quotes(date.start)
        for c in sentence.cues
    )


def _of_document(date: DateMention, sentence: Sentence) -> bool:
    """`perjanjian A dan B tanggal 12 Maret 2014 batal demi hukum`: the day that the document bears."""
    named = [m.end for m in sentence.instruments if m.end <= date.start]
    ends = [c.start for c in sentence.cues if c.label == "ended"]
    return date.kind == "full" and bool(named) and bool(ends) and all(c > date.end for c in ends)


def _is_day(date: DateMention) -> bool:
    return date.value is not None and len(date.value) == DAY and date.zone is None


def _to_come(date: DateMention, sentence: Sentence, status: str, published: str | None) -> bool:
    """Is it a day foreseen: after the publication, or behind `akan` in a sentence that plans a signing?"""
    assert date.value is not None
    if published is not None and len(published) >= DAY and date.value != published[:DAY]:
        return date.value > published[:DAY]
    if status != "planned":
        return False
    ahead = [c for c in sentence.cues if c.label in _AHEAD and 0 <= date.start - c.end <= _FORESEEN]
    signs = [c for c in sentence.cues if c.label in ("sign", "to_be_held") and c.end <= date.start]
    said = any(
        c.label == "report" and ahead and signs and c.start > signs[-1].start and c.end <= date.start
        for c in sentence.cues
    )
    return bool(ahead and signs) and not said


def _own_month(frame: Frame, status: str) -> DateMention | None:
    """The month in which the frame's own clause signs."""
    if frame.past or frame.status != status or status != "signed":
        return None
    return next((d for d in frame.dates if d.value and len(d.value) == MONTH and d.zone is None), None)


def _precision(date: DateMention) -> tuple[int, int]:
    return (-len(date.value or ""), date.start)


def in_another_month(frame: Frame, folded: str, present: str | None) -> bool:
    """`Sudah kita teken bulan Maret`, said in July: is the month of the signing named, without year, and gone?"""
    if not frame.signing or present is None or len(present) < MONTH:
        return False
    found = _BARE_MONTH.search(folded, frame.sentence.start, frame.sentence.end)
    return found is not None and MONTHS.index(found[1].lower()) + 1 != int(present[5:7])
