"""Is an agreement what the article is about, or does it only come up as background?"""

from __future__ import annotations

from collections.abc import Sequence

from mouextract.assemble.model import MERE_COOPERATION, SIDES, THESE_DAYS, Event, Sentence, base_of
from mouextract.assemble.status import status_of
from mouextract.knowledge.calendar import DAY, MONTH, days_before

# Body sentences in which an article that follows an agreement up has named it.
_OPENING = 8
# … in which it has named one that it tells of in a single clause …
_ONCE = 5
# … and in which it tells of one that is its news, whatever else the sentence says.
_FIRST = 4
# … and sentences after such a one in which the next follows at once.
_AT_ONCE = 2
# Sentences between an agreement and the review of it.
_BESIDE = 2
# Further sentences about a document that make it what the article is about.
_AGAIN = 2
# Days before the publication that are still the article's own time.
_RECENT = 14
# What two states sign by its own name, though no memorandum.
_TREATY = "instrument.treaty"
_ADDENDUM = "addendum"


def is_main(
    event: Event, events: Sequence[Event], status: str, sentences: Sequence[Sentence], present: str | None
) -> bool:
    """Is the article about the event (one of `events`, with this status), or does it only come up?

    `present` is the article's own time, where it is known.
    """
    if event.past and _only_origin(event):
        return False
    if status == "in_force" and status_of(event)[0] is None:
        # No clause says what becomes of it; each takes it for granted.
        return False
    ends = [f for f in event.frames if f.status == "ended"]
    if status == "ended" and all(any(c.label == "after_end" for c in f.sentence.cues) for f in ends):
        # "A mengusulkan MoU baru menyusul berakhirnya MoU lama"
        return False
    if _opens(event) and not (event.past and any(_opens(o) and not o.past for o in events)):
        return not (status == "planned" and _mere_talks(event))
    carried = status == "in_force" or (status == "signed" and event.past)
    state = "in_force" if carried else status
    alone = not any(o is not event and not o.past and not _in_turn(event, state, o) for o in events)
    if carried and alone and (_reviewed(event, sentences) or _dwelt_on(event, sentences)):
        return True
    if carried and any(_in_turn(event, state, o) and _amends(o) for o in events):
        return True
    if status == "signed":
        if event.past or _in_passing(event):
            return False
        if any(f.is_next for f in event.frames):
            return True
        if not any(f.signing for f in event.frames) and not _early(event, sentences):
            return False
        if _told_of_long_ago(event, present):
            return False
        signing = any(f.signing for f in event.frames)
        hands = signing and any(f.signers for f in event.frames)
        if hands and (_early(event, sentences) or _both_hands(event)):
            return True
        if signing and _beside_the_news(event, events, sentences):
            return True
        if _current(event, sentences, present) or _in_one_breath(event, events, sentences):
            return True
        if not _early(event, sentences, _FIRST):
            return False
        return not any(
            o is not event and not o.past and any(f.sentence.lead for f in o.frames) for o in events
        )
    if status == "planned" and _mere_talks(event):
        return False
    if status == "planned" and _goes_on(event, [o for o in events if o is not event]):
        return True
    if status == "planned" and _has_its_day(event):
        return True
    if status == "ended" and _headlined(event, sentences):
        return True
    if status == "planned" and len(event.frames) > 1 and (_early(event, sentences) or _prepared(event)):
        # A story that opens elsewhere, and then tells of what is to be signed at some length.
        return True
    if any(o is not event and not o.past and not _in_turn(event, status, o) for o in events):
        return False
    opening = {base_of(a.key) for s in sentences if s.opens for a in s.actors}
    headline = {base_of(a.key) for s in sentences if s.zone == "title" for a in s.actors}
    parties = {base_of(key) for key in event.parties}
    # What is carried out and named once, later on, is what the news goes back to.
    lone = status == "in_force" and len(event.frames) == 1
    if lone and not _goes_further(event, sentences):
        return False
    # Both sides of a document to come, by its name, in one clause.
    told = any(
        f.strength != "generic" and not f.hope and len({p.actor.key for p in f.parties}) >= SIDES
        for f in event.frames
    )
    if parties <= headline or (status == "planned" and told and parties & headline):
        return True
    if status == "ended" and len(event.frames) > 1 and _early(event, sentences):
        # … or of what has ended.
        return True
    if lone and all(p.slot == "of" for p in event.frames[0].parties):
        # "Ia mengingatkan polisi akan MoU A dan B yang masih berlaku"
        return False
    return _early(event, sentences, _ONCE if lone else _OPENING) and bool(opening & parties)


def _prepared(event: Event) -> bool:
    """`A sedang menyusun nota kesepahaman dengan B`: does a clause name a document in the making and a side of it, or
    one its sides, and another what is to come?
    """
    named = [f for f in event.frames if f.strength != "generic" and f.parties]
    if any(f.status == "planned" for f in named):
        return True
    both = any(f.status is None and len({p.actor.key for p in f.parties}) >= SIDES for f in named)
    return both and any(f.status == "planned" for f in event.frames)


def _reviewed(event: Event, sentences: Sequence[Sentence]) -> bool:
    """`Rapat evaluasi antara A dan B, Senin (22/1)`: do its parties look at how it is carried out?

    What somebody demands or puts off to a later day is no review.
    """
    told = {f.sentence.index for f in event.frames}
    for s in sentences:
        if s.zone not in (None, "title") or not any(c.label == "review" for c in s.cues):
            continue
        if any(c.label in ("hope", "plan", "condition", "negation") for c in s.cues):
            continue
        near = s.zone == "title" or any(abs(s.index - i) <= _BESIDE for i in told)
        theirs = any(a.key in event.parties for a in s.actors) or s.instruments
        ours = any(c.label in ("pronoun", "both") for c in s.cues)
        if near and (theirs or ours or s.index in told):
            return True
    return False


def _dwelt_on(event: Event, sentences: Sequence[Sentence]) -> bool:
    """Does the article, once it has come to the document, keep coming back to it?"""
    first = event.frames[0].sentence
    again = sum(1 for s in sentences if s.zone is None and s.index > first.index and _names_document(s))
    return again >= _AGAIN and _early(event, sentences)


def _names_document(sentence: Sentence) -> bool:
    return any(m.rule != MERE_COOPERATION for m in sentence.instruments)


def _only_origin(event: Event) -> bool:
    """`Kasus ini bermula dari perjanjian A dan B`: is it told of only as what the matter began with?"""
    named = [f for f in event.frames if f.strength != "generic"] or event.frames
    return all(any(c.label == "origin" for c in f.sentence.cues) for f in named)


def _headlined(event: Event, sentences: Sequence[Sentence]) -> bool:
    """`Kerja Sama Habis, Sampah A-B Menumpuk`: does the headline tell of an end and name a party?"""
    return any(
        any(c.label == "ended" for c in s.cues)
        and {base_of(a.key) for a in s.actors} & {base_of(key) for key in event.parties}
        for s in sentences
        if s.zone == "title"
    )


def _in_turn(event: Event, status: str, other: Event) -> bool:
    """Is the other what is to follow the event between the same parties, or what the event is to follow?"""
    told = status_of(other)[0]
    follows = status == "planned" and told in ("in_force", "ended")
    precedes = status == "in_force" and told == "planned"
    return event.parties.keys() == other.parties.keys() and (follows or precedes)


def _amends(event: Event) -> bool:
    """`Adendumnya tengah disusun`: is it about a change of a document that is in force?"""
    return any(_ADDENDUM in f.types_named for f in event.frames)


def _in_one_breath(event: Event, events: Sequence[Event], sentences: Sequence[Sentence]) -> bool:
    """Does its signing follow at once on one that the article opens with (`Adapun C meneken MoU dengan D`)?"""
    at = min((f.sentence.index for f in event.frames if f.signing), default=None)
    return at is not None and any(
        0 < at - f.sentence.index <= _AT_ONCE
        for other in events
        if other is not event and not other.past and _early(other, sentences, _FIRST)
        for f in other.frames
        if f.signing and not f.past
    )


def told_in_detail(event: Event, events: Sequence[Event]) -> bool:
    """`MoU antara Indonesia dan Singapura`, where others of `events` tell which ministries signed which memoranda?"""
    names = {
        body.name.rpartition(" ")[2]
        for placed in event.parties.values()
        if (body := placed[0].actor.institution) is not None and body.kind == "country"
    }
    if len(names) < len(event.parties) or any(f.signers for f in event.frames):
        return False
    return any(
        other is not event
        and other.past == event.past
        and body.kind != "country"
        and body.name.rpartition(" ")[2] in names
        for other in events
        for placed in other.parties.values()
        if (body := placed[0].actor.institution) is not None
    )


def _goes_on(event: Event, others: Sequence[Event]) -> bool:
    """Does a party of the article's agreement plan a further document, by name, with somebody else?"""
    named = any(not f.hope and (f.strength != "generic" or f.signs_contract) for f in event.frames)
    return named and not event.past and any(_kin(o, event) for o in others)


def _kin(other: Event, event: Event) -> bool:
    """Have they a party in common, or a faculty, an office of one?"""
    if other.parties.keys() & event.parties.keys():
        return True
    theirs = [b for placed in other.parties.values() if (b := placed[0].actor.institution) is not None]
    mine = [b for placed in event.parties.values() if (b := placed[0].actor.institution) is not None]
    return len(mine) == SIDES and all(
        any((a.region is not None and a.region == b.code) or a.name.endswith(f" {b.name}") for b in theirs)
        for a in mine
    )


def _beside_the_news(event: Event, events: Sequence[Event], sentences: Sequence[Sentence]) -> bool:
    """Is it one more document by name, of bodies that headline and lead leave out, beside one that they tell of?"""
    opening = {base_of(a.key) for s in sentences if s.opens for a in s.actors}
    named = any(f.signing and f.strength != "generic" and not f.sentence.quoted for f in event.frames)
    others = any(o is not event and not o.past and _opens(o) for o in events)
    return named and others and not opening & {base_of(key) for key in event.parties}


def _has_its_day(event: Event) -> bool:
    """`MoU antara A dan B yang direncanakan diteken pada 8 Januari 2024`: is the day of the signing set?"""
    return any(
        f.signs_contract
        and not f.hope
        and any(d.value is not None and len(d.value) == DAY and d.zone is None for d in f.dates)
        for f in event.frames
    )


def _mere_talks(event: Event) -> bool:
    """Do countries negotiate some deal that no document names?"""
    countries = all(
        (body := placed[0].actor.institution) is not None and body.kind == "country"
        for placed in event.parties.values()
    )
    treaty = any(m.rule == _TREATY for f in event.frames for m in f.instruments)
    return countries and not treaty and all(f.strength == "generic" for f in event.frames)


def _goes_further(event: Event, sentences: Sequence[Sentence]) -> bool:
    """`Sudah ada MoU antara A dan B. Yang dikerjakan sekarang menjalankannya`: does the next sentence go on?"""
    after = event.frames[0].sentence.index + 1
    return any(
        s.index == after
        and (
            any(c.label == "in_force" for c in s.cues)
            or any(m.strength != "generic" and m.rule != MERE_COOPERATION for m in s.instruments)
        )
        for s in sentences
    )


def _early(event: Event, sentences: Sequence[Sentence], limit: int = _OPENING) -> bool:
    """Does the article come to the event within its first paragraphs?"""
    return sum(1 for s in sentences if s.zone is None and s.start < event.frames[0].sentence.start) < limit


def _current(event: Event, sentences: Sequence[Sentence], present: str | None) -> bool:
    """Is a signing told late in the article of the day that the article is about?

    So it is where it belongs to the occasion (`di sela kegiatan ini`), bears a day of this week, or
    where the headline or lead names one of its bodies (a country is in every headline). What countries
    signed, told late with no ministry and nobody who signs, is what the news goes back to.
    """
    kinds = {
        key: body.kind
        for key, placed in event.parties.items()
        if (body := placed[0].actor.institution) is not None
    }
    if set(kinds.values()) == {"country"} and not any(f.signers for f in event.frames):
        return False
    told = {f.sentence.index for f in event.frames if not f.past}
    near = [s for s in sentences if told & {s.index - 1, s.index, s.index + 1}]
    if any(c.label == "occasion" for s in near for c in s.cues):
        return True
    if _days(event) and present is not None and len(present) >= DAY:
        return not _told_of_long_ago(event, present, THESE_DAYS)
    if "country" in kinds.values() or not any(f.signing for f in event.frames):
        return False
    if all(f.sentence.quoted for f in event.frames):
        return False
    return _plainly_told(event) or any(a.key in kinds for s in sentences if s.opens for a in s.actors)


def _plainly_told(event: Event) -> bool:
    """`Kampus X dan Yayasan Y menandatangani PKS`: does the reporter say so of both, by the document's name?"""
    return any(
        f.signing
        and f.names_contract
        and not f.sentence.quoted
        and len({p.actor.key for p in f.parties}) >= SIDES
        and any(p.slot == "subject" for p in f.parties)
        for f in event.frames
    )


def _both_hands(event: Event) -> bool:
    """Does the article name who signed, for two of the parties?"""
    return len({p.actor.key for f in event.frames for p in f.signers} & set(event.parties)) >= SIDES


def _days(event: Event) -> list[str]:
    """The days and months that the event's own clauses name."""
    return [d.value for f in event.frames for d in f.dates if d.value is not None and len(d.value) >= MONTH]


def _told_of_long_ago(event: Event, present: str | None, recent: int = _RECENT) -> bool:
    """Do all the days that its clauses name lie more than `recent` days before the article's own time?"""
    days = _days(event)
    if not days or present is None or len(present) < DAY:
        return False
    return not any(_recent(day, present, recent) or day > present for day in days)


def _recent(day: str, present: str, recent: int) -> bool:
    age = days_before(day, present)
    return present.startswith(day) if age is None else abs(age) <= recent


def _opens(event: Event) -> bool:
    return any(f.sentence.opens for f in event.frames)


def _in_passing(event: Event) -> bool:
    return all(f.sentence.quoted and f.also for f in event.frames)
