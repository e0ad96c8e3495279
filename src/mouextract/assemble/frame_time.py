"""A clause's time: is what it tells long past, or still to come, by its dates and by words such as `dulu`?"""

from __future__ import annotations

from mouextract.assemble.model import THESE_DAYS
from mouextract.assemble.scene import Scene
from mouextract.assemble.state import State, in_relative
from mouextract.knowledge.calendar import days_before
from mouextract.mentions import Annotations, DateMention

# Words before a day from or until which a document is good.
_TERMS = frozenset({"sampai", "hingga", "mulai", "sejak", "per", "terhitung", "dari", "dengan"})
# Prepositions before a year or day.
_IN = frozenset({"pada", "sejak", "di"})
# The document is an older one.
_OLD = frozenset({"cue.past.old", "cue.past.old.which"})
_SINCE, _WHICH = "sejak", "yang"
# Characters between the word of an end and its day.
_TERM = 20
# Months from which an end is one to come.
_AHEAD = 6
# Characters between an instrument and its date.
_NEXT_WORD = 2
# … and before its name.
_OF = (" dari ", " atas ")
# What stands between a new document and the one that it follows.
_FOLLOWS = frozenset({"cue.in_force.follow_up", "cue.in_force.derived", "cue.in_force.part"})


def to_come(scene: Scene, ann: Annotations) -> bool:
    """`Tanggal 1 Oktober kita tanda tangani`, said in September: is the clause's only day one to come?"""
    now = present_of(ann)
    days = [d for d in scene.sentence.dates if d.zone is None]
    if now is None or len(days) != 1 or not ann.published:
        return False
    (day,) = days
    age = days_before(day.value, now) if day.value is not None else None
    before = scene.folded[scene.sentence.start : day.start].lower().replace("tanggal", "").split()[-1:]
    return age is not None and age < 0 and not set(before) & _TERMS


def ends_later(scene: Scene, ann: Annotations) -> bool:
    """`MoU ini berakhir tahun 2027`, said in 2026: does the end lie months ahead?"""
    now = present_of(ann)
    ends = [c.end for c in scene.sentence.cues if c.label == "ended"]
    behind = [
        d.value
        for d in scene.sentence.dates
        if d.zone is None and d.value is not None and any(0 <= d.start - end <= _TERM for end in ends)
    ]
    return now is not None and bool(behind) and all(_months(v) - _months(now) >= _AHEAD for v in behind)


def is_past(scene: Scene, ann: Annotations, state: State) -> bool:
    """Is what the clause tells, with this state, of a time long before the article's own?"""
    if any(c.label == "testimony" for c in scene.sentence.cues):
        return True
    now = present_of(ann)
    signs = [c for c in scene.sentence.cues if c.label == "sign"]
    outside = bool(signs) and not any(scene.sentence.quotes(c.start) for c in signs)
    olds = [c for c in scene.sentence.cues if c.rule in _OLD and _told_besides(scene, c.start)]
    # "TPA penuh sejak dua tahun lalu," kata X usai menandatangani …: the time is that of what is said.
    marks = [
        c
        for c in scene.sentence.cues
        if c.label == "past"
        and not _told_of_else(scene, c.start)
        and not of_the_old_one(scene, c.start)
        and not _of_parent(scene, c.start, state)
        and not _of_figure(scene, c.start, c.end)
        and not _of_making(scene, c.start)
        and not any(d.start <= c.start < d.end and _these_days(d, now) for d in scene.sentence.dates)
        and not any(old.start <= c.start < old.end for old in olds)
        and not (outside and scene.sentence.quotes(c.start))
    ]
    opens = len(marks) == 1 and marks[0].start == scene.sentence.start
    dates = [d for d in scene.sentence.dates if d.zone is None]
    if state.signing and opens and dates and all(_these_days(d, now) for d in dates):
        # "Sebelumnya, pada Jumat (18/7), A menandatangani …": of this week
        return False
    recent = [c for c in scene.sentence.cues if c.label == "recent"]
    if any(not any(r.start <= c.start < r.end for r in recent) for c in marks):
        return True
    # "lahir dari nota kesepahaman tertanggal 30 September 2020": the document's own date counts too.
    told = (None, "document") if state.status == "in_force" else (None,)
    return any(
        _long_before(d, now)
        for d in scene.sentence.dates
        if d.zone in told
        and not (outside and scene.sentence.quotes(d.start))
        and not _told_of_else(scene, d.start)
        and not _of_founding(scene, d)
        and not _of_amended(scene, d)
        and not _of_figure(scene, d.start, d.end)
        and not _of_making(scene, d.start)
        and not _of_renewed(scene, d)
        and not of_the_old_one(scene, d.start)
        and not _of_parent(scene, d.start, state)
    )


def of_the_old_one(scene: Scene, start: int) -> bool:
    """`memperpanjang PKS yang habis | akhir Maret lalu`: does the time that begins there tell when the renewed one
    ended?
    """
    cues = scene.sentence.cues
    ended = next((c for c in reversed(cues) if c.label == "ended" and 0 < start - c.end <= _TERM), None)
    if ended is None or not in_relative(scene, ended):
        return False
    return any(c.label == "renew" and c.end <= ended.start for c in cues)


def _of_parent(scene: Scene, start: int, state: State) -> bool:
    """`meneken PKS sebagai tindak lanjut MoU yang dibuat | pada 2022`, `meneken adendum dari PKS | sebelumnya`: does
    the time that begins there tell of the document that the new one follows?
    """
    if not state.signing or state.cue is None:
        return False
    older = [m for m in scene.sentence.instruments if state.cue.end <= m.start < start]
    follows = [c.start for c in scene.sentence.cues if c.rule in _FOLLOWS and c.start >= state.cue.end]
    return any(
        scene.folded[scene.sentence.start : m.start].lower().endswith(_OF)
        or any(c < m.start for c in follows)
        for m in older
    )


def _of_amended(scene: Scene, date: DateMention) -> bool:
    """`meneken adendum atas perjanjian kerja sama tahun 2020`: does the date tell which document is amended?"""
    named = scene.sentence.instruments
    return any(
        0 <= date.start - m.end <= _NEXT_WORD
        and scene.folded[named[0].end : m.start].lower().split()[-1:] in (["atas"], ["terhadap"])
        for m in named[1:]
    )


def _of_figure(scene: Scene, start: int, end: int) -> bool:
    """`penerimaan pajak yang | tahun lalu | nilainya mencapai Rp12 miliar`: of when is a sum told?"""
    before = scene.folded[scene.sentence.start : start].lower().split()[-1:]
    behind = scene.folded[end : scene.sentence.end].lower().split()[:1]
    return before == ["yang"] and not scene.lexicon.figure.isdisjoint(behind)


def _of_making(scene: Scene, start: int) -> bool:
    """`meneken MoU yang telah dibahas sejak | tahun lalu`: is the time that begins there when the making began?"""
    signs = [c.end for c in scene.sentence.cues if c.label == "sign" and c.end <= start]
    words = scene.folded[signs[-1] : start].lower().split() if signs else []
    # A year's mention has its preposition with it.
    since = words[-1:] == [_SINCE] or scene.folded.startswith(_SINCE, start)
    return since and _WHICH in words


def _told_besides(scene: Scene, start: int) -> bool:
    """`meneken MoU setelah kerja sama | lama berakhir`: is a document signed here that is not the old one?"""
    signs = [c.end for c in scene.sentence.cues if c.label == "sign"]
    return any(end <= start for end in signs) and any(m.end <= start for m in scene.sentence.instruments)


def _of_renewed(scene: Scene, date: DateMention) -> bool:
    """`MoU yang berjalan sejak 2015 diperpanjang, ditandai penandatanganan …`: is it how old the renewed one is?"""
    signs = [c.start for c in scene.sentence.cues if c.label == "sign"]
    return any(
        c.label == "renew" and c.start >= date.end and any(s > c.end for s in signs)
        for c in scene.sentence.cues
    )


def _of_founding(scene: Scene, date: DateMention) -> bool:
    """`perusahaan yang berdiri pada 2019 itu meneken …`: is it the age of a body that the date tells?"""
    words = scene.folded[scene.sentence.start : date.start].lower().split()
    while words and (words[-1] in _IN or words[-1] in scene.lexicon.date_word):
        words.pop()
    return words[-1:] != [] and words[-1] in scene.lexicon.founded


def _told_of_else(scene: Scene, start: int) -> bool:
    """`X yang turut meneken naskah itu menjelaskan sampai | Februari lalu …`: is the time that of what is told?"""
    signs = [c.end for c in scene.sentence.cues if c.label == "sign" and c.end <= start]
    says = [c for c in scene.sentence.cues if c.label == "report" and c.end <= start]
    return bool(signs) and any(
        c.start >= signs[-1] and scene.folded[c.start : c.end].lower().startswith("me") for c in says
    )


def _these_days(date: DateMention, now: str | None) -> bool:
    """Is it a day of the week before the article's own time?"""
    if now is None or date.value is None:
        return False
    age = days_before(date.value, now)
    return age is not None and 0 <= age <= THESE_DAYS


def present_of(ann: Annotations) -> str | None:
    """The article's own time: its publication, else the first full date that it states."""
    if ann.published:
        return ann.published
    printed = [d.value for d in ann.dates if d.value and d.zone == "published"]
    stated = [d.value for d in ann.dates if d.value and len(d.value) == 10 and d.zone is None]
    return next(iter(printed + stated), None)


def _long_before(date: DateMention, published: str | None) -> bool:
    """Is the date some months or more before the publication?"""
    if published is None or date.value is None:
        return False
    return _months(published) - _months(date.value) >= (3 if len(date.value) > 4 else 12)


def _months(value: str) -> int:
    return int(value[:4]) * 12 + (int(value[5:7]) if len(value) >= 7 else 1)
