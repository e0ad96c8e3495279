"""Parties that a clause leaves to the reader: who is meant by `perseroan`, `kampus`, `kedua perusahaan`.

News names its main body in the headline or the lead and then speaks of it by a common noun. An event that a
signing, a plan or an end has founded, but in which only the partner is named, is completed by that body;
one that names nobody, or only `kedua pihak`, by the bodies that a sentence near by links to each other, else
by the two that the article speaks of most; last, for a signing that opens the article, by the ones named most.
All of them are marked as inferred.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from mouextract.assemble.model import SIDES, Event, Frame, Placed, Sentence
from mouextract.assemble.scene import Scene

_ONE_SIDED = frozenset({"with"})
_KINDS = {
    "universitas": frozenset({"university"}),
    "kampus": frozenset({"university"}),
    "kementerian": frozenset({"ministry", "foreign"}),
    "perusahaan": frozenset({"company", "bank"}),
    "bank": frozenset({"bank"}),
    "sakit": frozenset({"hospital"}),
    "daerah": frozenset({"regency", "city", "province"}),
    "kota": frozenset({"city"}),
    "kabupaten": frozenset({"regency"}),
    "pemerintah": frozenset({"regency", "city", "province", "country"}),
    "pemda": frozenset({"regency", "city", "province"}),
    "pemkab": frozenset({"regency"}),
    "pemkot": frozenset({"city"}),
    "pemprov": frozenset({"province"}),
    "negara": frozenset({"country"}),
}
# In `kedua pemkab` a region's bare name means its government.
_GOVERNMENTS = frozenset({"regency", "city", "province"})
_NO_PARTIES = frozenset({"party", "country", "council", "court"})
# Sentences before `keduanya` in which the two have been introduced; how many it takes to sign.
_BACK, _HANDSHAKE = 4, 2
# How much more the headline and the lead say about who the news is about.
_OPENING = 3
# How near to an event its parties may be told in a sentence of their own; `kedua pihak` point further back.
_BESIDE, _FAR_BACK = 3, 12
# Sentences before an event in which the side that it leaves out may be spoken of.
_JUST_BEFORE = 1
# How many are meant by words that point back to several.
_NUMBERS = {
    "ketiga": 3,
    "ketiganya": 3,
    "bertiga": 3,
    "keempat": 4,
    "keempatnya": 4,
    "berempat": 4,
    "kelima": 5,
    "kelimanya": 5,
    "keenam": 6,
    "keenamnya": 6,
    "berdua": 2,
}
# Characters between a link word and what it governs.
_NEXT_WORD = 2
_DITJEN = "Direktorat Jenderal"
# `87 ` before an instrument; how many make a list of what others signed.
_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3}) $")
_DIGITS, _SEVERAL = 5, 5
# More bodies than this are a list, not the sides of one agreement.
_MOST_LINKED = 6
# Slots in which somebody is in the news, rather than a place or a topic.
_ACTIVE = frozenset(
    {"subject", "speaker", "with", "between", "by", "of", "met", "deputy", "represented", "agent"}
)


def complete(events: Sequence[Event], scenes: Sequence[Scene]) -> None:
    """Add the parties and signers that events lack, where the article tells them elsewhere."""
    for event in events:
        _signers(event, scenes)
    for event in events:
        told = set(event.parties)
        _parties(event, scenes)
        _name_branches(event, scenes)
        if len(event.parties) == SIDES and _one_house([p[0] for p in event.parties.values()]):
            # Nobody agrees with himself: what was inferred is nothing.
            event.parties = {key: placed for key, placed in event.parties.items() if key in told}
        _signers(event, scenes)


def _name_branches(event: Event, scenes: Sequence[Scene]) -> None:
    """A body that was inferred from its short name (`KPU`) is the only branch of it that the article names."""
    for key, placed in list(event.parties.items()):
        body = placed[0].actor.institution
        if "@" in key or body is None or body.kind == "company" or placed[0].actor.basis != "inferred":
            continue
        branches = {q.actor.key: q for s in scenes for q in s.placed if q.actor.key.startswith(f"{key}@")}
        if len(branches) == 1:
            del event.parties[key]
            _add(event, next(iter(branches.values())))


def _one_house(placed: list[Placed]) -> bool:
    """A government and its own office, a ministry and a directorate general: are they one side?"""
    bodies = [p.actor.institution for p in placed if p.actor.institution is not None]
    regions = {b.code or b.region for b in bodies}
    offices = any(b.kind == "office" for b in bodies) and any(b.code is not None for b in bodies)
    ministry = any(b.kind == "ministry" for b in bodies) and any(b.name.startswith(_DITJEN) for b in bodies)
    parts = any(a is not b and a.name.endswith(b.name) for a in bodies for b in bodies)
    return ministry or parts or (offices and len(regions) == 1)


def _parties(event: Event, scenes: Sequence[Scene]) -> None:
    named = [f for f in event.frames if _names_document(f) and not f.hope]
    opening = any(_opens(f.sentence) for f in named)
    both = _told_as_both(event, scenes[0].folded if scenes else "")
    slots = {p.slot for placed in event.parties.values() for p in placed}
    kinds = {b.kind for placed in event.parties.values() if (b := placed[0].actor.institution) is not None}
    partner = bool(slots) and slots <= _ONE_SIDED and kinds != {"country"}
    told = any(
        f.signing or (f.status is not None and (opening or both is not None or partner)) for f in named
    )
    if not event.parties and not event.past and any(_quoted_plan(f) for f in named):
        _add_all(event, _speaker_and_other(scenes, event))
    if not told and not event.past and any(f.status == "planned" and not _conditional(f) for f in named):
        _add_all(event, _headline_pair(scenes, event))
    if not told and not event.parties and any(f.status for f in named):
        _add_all(event, _of_the_matter(scenes, event))
    if not told or any(_with_some(f) for f in named):
        return
    if not event.parties and scenes and any(_many(f, scenes[0].folded) for f in named):
        return
    # "Yang kedua, PKS dengan B. Dokumen itu diteken Rektor X": the partner's own signer is no second side.
    partners = {p.slot for f in named for p in f.parties} if len(event.parties) < SIDES else slots
    if scenes:
        _add_all(event, _counted(scenes, event))
    if event.parties and partners and partners <= _ONE_SIDED:
        missing = _protagonist(scenes, event) or _before(scenes, event)
        if missing is not None:
            _add(event, missing)
    if len(event.parties) < SIDES:
        found = _linked(scenes, event, both)
        _add_all(event, found)
        if found:
            _add_all(event, _own_side(scenes, event))
    if len(event.parties) < SIDES and all(f.status in ("planned", None) for f in event.frames):
        _add_all(event, _at_the_table(scenes, event))
    if len(event.parties) < SIDES and both is not None:
        _add_all(event, _pair(scenes, event, both))
    if len(event.parties) < SIDES:
        _add_all(event, _budget_side(scenes, event))
    if len(event.parties) < SIDES and opening and any(f.signing and not f.past for f in named):
        _add_all(event, _most_named(scenes, event))
    if len(event.parties) < SIDES:
        _add_all(event, _headline_pair(scenes, event))


def _budget_side(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """A region's budget policy is agreed on by its government and its council: the one that is not named."""
    opening = [s.sentence for s in scenes if s.sentence.zone == "title" or s.sentence.lead]
    told = [f.sentence for f in event.frames]
    if not any(c.label == "budget" for sentence in (*told, *opening) for c in sentence.cues):
        return []
    for key in event.parties:
        kind, _, code = key.replace(":", "@").partition("@")
        other = {"dprd": f"region:{code}", "region": f"dprd@{code}"}.get(kind)
        found = next((p for s in scenes for p in s.placed if p.actor.key == other), None)
        if found is not None:
            return [found]
    return []


def _quoted_plan(frame: Frame) -> bool:
    return (
        frame.status == "planned"
        and frame.status_cue is not None
        and frame.sentence.quotes(frame.status_cue.start)
    )


def _speaker_and_other(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """`"Kita sudah presentasi ke Wako. MoU-nya tinggal diteken," ujar X`: who speaks, and the head just spoken of."""
    first = min(f.sentence.index for f in event.frames)
    near = [s for s in scenes if -_JUST_BEFORE <= first - s.sentence.index <= _HANDSHAKE]
    own = next((p for s in near for p in s.placed if p.slot == "speaker" and _is_side(p)), None)
    if own is None:
        return []
    for scene in reversed(near):
        for p in scene.placed:
            if (
                p.actor.leads
                and p.actor.person is not None
                and _is_side(p)
                and p.actor.key != own.actor.key
                and p.slot not in ("witness", "speaker")
            ):
                return [own, p]
    return []


def _is_side(placed: Placed) -> bool:
    body = placed.actor.institution
    return body is not None and body.kind not in _NO_PARTIES


def _conditional(frame: Frame) -> bool:
    """`Kalau nanti ada MoU`"""
    return any(c.label == "condition" for c in frame.sentence.cues)


def _of_the_matter(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """`Program itu antara A dan B. Dasarnya PKS tahun lalu`: who is told to act together right before."""
    first = min(f.sentence.index for f in event.frames)
    for scene in scenes:
        if scene.sentence.index == first - 1:
            sides = [p for p in _in_the_news(scene) if p.slot in ("between", "with")]
            if sides and sides[0].slot == "between" and len({p.actor.key for p in sides}) == SIDES:
                return sides
    return []


def _counted(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """`dengan ketiga rumah sakit itu`, `mereka bertiga meneken`: the row of as many that was named before, or the
    people spoken of last.
    """
    folded = scenes[0].folded
    for frame in event.frames:
        for cue in frame.sentence.cues:
            words = folded[cue.start : cue.end].lower().split() if cue.label == "both" else []
            number = next((_NUMBERS[w] for w in words if w in _NUMBERS), 0)
            if not number or len(event.parties) >= number:
                continue
            before = [s for s in scenes if 0 <= frame.sentence.index - s.sentence.index <= _BACK]
            if words[0] == "mereka":
                met = {
                    p.actor.key: p
                    for s in before
                    for p in s.placed
                    if p.actor.person is not None
                    and p.actor.person.name is not None
                    and p.actor.institution is not None
                    and p.actor.end <= cue.start
                }
                people = list(met.values())[-number:]
                if len(people) == number and frame.signing:
                    frame.signers = people
                return people if len(people) == number else []
            kinds = _KINDS.get(words[-1], frozenset())
            for scene in reversed(before):
                rows: dict[int, dict[str, Placed]] = {}
                for p in scene.placed:
                    if p.actor.institution is not None and p.actor.end <= cue.start:
                        rows.setdefault(p.group, {}).setdefault(p.actor.key, p)
                for row in rows.values():
                    if len(row) == number and (not kinds or all(_is_of(p, kinds) for p in row.values())):
                        return list(row.values())
    return []


def _headline_pair(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """The two bodies that the headline names, if it names just two and the event has no other."""
    named = {
        p.actor.key.partition("@")[0]: p
        for s in scenes
        if s.sentence.zone == "title"
        for p in _in_the_news(s)
    }
    if len(named) != SIDES or not {key.partition("@")[0] for key in event.parties} <= set(named):
        return []
    # The text tells the branch that the headline leaves out.
    told = {
        base: next((q for s in scenes for q in s.placed if q.actor.key.startswith(f"{base}@")), p)
        for base, p in named.items()
    }
    return [p for p in told.values() if p.actor.key not in event.parties]


def _own_side(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """`"PKS dengan semua bank sudah kami teken," ujar Menteri X`: the partners' other side is who speaks."""
    at = {f.sentence.index for f in event.frames if any(c.label == "pronoun" for c in f.sentence.cues)}
    for scene in scenes:
        if any(0 <= scene.sentence.index - i <= 1 for i in at):
            for p in scene.placed:
                body = p.actor.institution
                if p.slot == "speaker" and body is not None and body.kind not in _NO_PARTIES:
                    return [p]
    return []


def _at_the_table(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """The governments whose people meet over a plan: `Hadir perwakilan Pemkab A, Pemkab B dan Pemkab C`."""
    at = {f.sentence.index for f in event.frames}
    for scene in scenes:
        if not any(abs(scene.sentence.index - i) == 1 for i in at):
            continue
        groups: dict[int, dict[str, Placed]] = {}
        for p in scene.placed:
            body = p.actor.institution
            if body is not None and body.code is not None and p.slot == "witness" and not p.actor.weak:
                groups.setdefault(p.group, {}).setdefault(p.actor.key, p)
        for group in groups.values():
            if len(group) >= SIDES and set(event.parties) <= set(group):
                return list(group.values())
    return []


def _with_some(frame: Frame) -> bool:
    """`MoU bersama sejumlah instansi`: the partners are not named, here or elsewhere."""
    links = [c.end for c in frame.sentence.cues if c.label == "with"]
    return any(
        c.rule == "cue.count.some" and 0 < c.start - end <= _NEXT_WORD
        for c in frame.sentence.cues
        for end in links
    )


def _many(frame: Frame, folded: str) -> bool:
    """`Ada 87 nota kesepahaman yang diteken`: so many that the two bodies which the news names are no parties."""
    counts = [_NUMBER.search(folded, max(0, m.start - _DIGITS), m.start) for m in frame.instruments]
    return any(found is not None and int(found[1]) >= _SEVERAL for found in counts)


def _names_document(frame: Frame) -> bool:
    """Does the clause name a document, or a contract that it signs or ends?"""
    signs = frame.status == "planned" and any(c.label == "sign" for c in frame.sentence.cues)
    return frame.strength in ("specific", "acronym") or (
        bool(frame.instruments) and (frame.signing or frame.status == "ended" or signs)
    )


def _opens(sentence: Sentence) -> bool:
    return sentence.zone == "title" or sentence.lead


def _in_the_news(scene: Scene, event: Event | None = None) -> list[Placed]:
    """The bodies of a clause that do something there and can be parties, or are parties of the event."""
    return [
        p
        for p in scene.placed
        if p.actor.institution is not None
        and (
            p.actor.institution.kind not in _NO_PARTIES
            or (event is not None and p.actor.key in event.parties)
        )
        and not p.actor.weak
        and p.slot in _ACTIVE
    ]


def _add_all(event: Event, found: Sequence[Placed]) -> None:
    for placed in found:
        _add(event, placed)


def _add(event: Event, placed: Placed) -> None:
    """The event's further party, not said to be one by its own clauses."""
    actor = replace(placed.actor, basis="inferred")
    event.parties.setdefault(actor.key, []).append(replace(placed, actor=actor))


def _signers(event: Event, scenes: Sequence[Scene]) -> None:
    """Who signed, where the signing is told without names: `keduanya menandatangani` means the parties' people
    just spoken of; else the people of two parties side by side in a sentence next to the signing.
    """
    signing = [f for f in event.frames if f.signing and not f.past]
    if any(p.actor.person is not None for f in event.frames for p in f.signers):
        # "Keduanya ikut menandatangani" tells of others than those before.
        signing = [f for f in signing if not f.signers and any(c.label == "both" for c in f.sentence.cues)]
    for frame in signing:
        if any(c.rule == "cue.both_heads" for c in frame.sentence.cues):
            frame.signers.extend(_heads(event, scenes))
            return
        both = any(c.label == "both" for c in frame.sentence.cues)
        reach = range(-_BACK, 1) if both else range(-1, 2)
        found: dict[str, Placed] = {}
        for scene in scenes:
            if scene.sentence.index - frame.sentence.index not in reach:
                continue
            people = [p for p in scene.placed if _may_sign(p, event)]
            if both or (
                len({p.actor.key for p in people}) >= _HANDSHAKE and len({p.group for p in people}) == 1
            ):
                for placed in people:
                    found[placed.actor.key] = placed
        if len(found) >= _HANDSHAKE:
            frame.signers.extend(found.values())
            return


def _heads(event: Event, scenes: Sequence[Scene]) -> list[Placed]:
    """`kedua pimpinan lembaga`: the people of the article who head the event's bodies, one each."""
    found: dict[str, Placed] = {}
    for scene in scenes:
        for p in scene.placed:
            person = p.actor.person
            if (
                person is not None
                and person.name is not None
                and p.actor.leads
                and p.actor.key in event.parties
            ):
                found.setdefault(p.actor.key, p)
    return list(found.values())


def _may_sign(placed: Placed, event: Event) -> bool:
    person = placed.actor.person
    if person is None or person.name is None or placed.actor.key not in event.parties:
        return False
    return placed.slot in _ACTIVE and placed.slot != "speaker"


def _protagonist(scenes: Sequence[Scene], event: Event) -> Placed | None:
    """The first body that the headline or the lead has as subject, if it is not in the event yet."""
    for scene in scenes:
        if not _opens(scene.sentence):
            continue
        for placed in scene.placed:
            body = placed.actor.institution
            if (
                placed.slot == "subject"
                and body is not None
                and body.kind not in _NO_PARTIES
                and placed.actor.weak != "bare"
            ):
                return placed if placed.actor.key not in event.parties else None
    return None


def _before(scenes: Sequence[Scene], event: Event) -> Placed | None:
    """Whose head the sentence before, or the event's own, speaks of: `Pangdam X geram. Ia menilai MoU dengan Y`."""
    first = min(f.sentence.index for f in event.frames)
    for back in range(_JUST_BEFORE + 1):
        for scene in scenes:
            if scene.sentence.index != first - back:
                continue
            for p in reversed(scene.placed):
                body = p.actor.institution
                if (
                    p.actor.person is not None
                    and p.actor.leads
                    and body is not None
                    and body.kind not in _NO_PARTIES
                    and p.actor.key not in event.parties
                    and p.slot not in ("witness", "place", "topic")
                ):
                    return p
    return None


def _linked(scenes: Sequence[Scene], event: Event, told: frozenset[str] | None) -> list[Placed]:
    """The bodies that a sentence near the event's, the headline or the lead links: `antara A dan B`, `A
    gandeng B`, `A dan B`. What stands nearest counts, before rather than behind; `kedua pihak` (`told`: of
    which kinds, if any) are two that may be told further back.
    """
    both = told is not None
    first = min(f.sentence.index for f in event.frames)
    last = max(f.sentence.index for f in event.frames)

    def distance(scene: Scene) -> int:
        index = scene.sentence.index
        return 0 if first <= index <= last else first - index if index < first else 2 * (index - last)

    near = [s for s in scenes if distance(s) <= (_FAR_BACK if both else _BESIDE) or _opens(s.sentence)]
    for scene in sorted(near, key=distance):
        for group in _links(scene, event):
            if told and not all(_is_of(p, told) for p in group.values()):
                continue
            if set(event.parties) <= set(group) and 2 <= len(group) <= (2 if both else _MOST_LINKED):
                return list(group.values())
    return []


def _is_of(placed: Placed, kinds: frozenset[str]) -> bool:
    body = placed.actor.institution
    return body is not None and body.kind in kinds


def _links(scene: Scene, event: Event) -> list[dict[str, Placed]]:
    """The sets of bodies that a clause sets beside or against each other."""
    if {c.label for c in scene.sentence.cues} & {"between", "bond", "with"}:
        scene.add_loose_names()
    news = _in_the_news(scene, event)
    groups: dict[int, dict[str, Placed]] = {}
    for p in news:
        groups.setdefault(p.group, {}).setdefault(p.actor.key, p)
    found = [group for group in groups.values() if len(group) >= 2]
    partners = [p for p in news if p.slot == "with"]
    if partners:
        hosts = [
            p for p in news if p.slot in ("subject", "between") and p.actor.end <= partners[0].actor.start
        ]
        if hosts:
            # Of several subjects the last one governs the partner.
            sides = [p for p in hosts if p.group == hosts[-1].group]
            # Before the hosts alone.
            found.insert(0, {p.actor.key: p for p in (*sides, *partners)})
    return found


def _of_kinds(scene: Scene, kinds: frozenset[str]) -> list[Placed]:
    return [
        p
        for p in scene.placed
        if p.actor.institution is not None
        and p.actor.institution.kind in kinds
        and (not p.actor.weak or kinds & _GOVERNMENTS)
    ]


def _told_as_both(event: Event, folded: str) -> frozenset[str] | None:
    """The kinds of body that `kedua universitas` speaks of (none: any); None where nothing is told so."""
    found: frozenset[str] | None = None
    for frame in event.frames:
        for cue in frame.sentence.cues:
            if cue.label == "both":
                kinds = _KINDS.get(folded[cue.start : cue.end].lower().split()[-1], frozenset())
                found = kinds or found or frozenset()
    return found


def _pair(scenes: Sequence[Scene], event: Event, kinds: frozenset[str]) -> list[Placed]:
    """The two bodies (of one of the kinds) that the article speaks of most, if two stand out.

    Where a kind is told and just two bodies are of it, or just two were named before, they are meant.
    """
    first = min(f.sentence.index for f in event.frames if any(c.label == "both" for c in f.sentence.cues))
    ranked, found = _ranked([s for s in scenes if s.sentence.index < first], kinds)
    if len(ranked) == SIDES and set(event.parties) <= set(found):
        return [found[key] for key, _ in ranked]
    ranked, found = _ranked(scenes, kinds)
    mine = set(event.parties)
    if kinds and len(ranked) == SIDES and mine <= {key for key, _ in ranked}:
        return [found[key] for key, _ in ranked]
    if len(ranked) < SIDES or (len(ranked) > SIDES and ranked[2][1] >= ranked[1][1]):
        return []
    return [found[key] for key, _ in ranked[:2]]


def _most_named(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """The bodies named most, as many as are missing: who the news is about that opens with a signing."""
    ranked, found = _ranked(scenes)
    others = [key for key, _ in ranked if key not in event.parties]
    missing = 2 - len(event.parties)
    return [found[key] for key in others[:missing]] if len(others) >= missing else []


def _ranked(
    scenes: Sequence[Scene], kinds: frozenset[str] = frozenset()
) -> tuple[list[tuple[str, int]], dict[str, Placed]]:
    """Bodies by how much the article speaks of them, headline and lead before the rest."""
    found: dict[str, Placed] = {}
    counts: Counter[str] = Counter()
    for scene in scenes:
        for placed in _of_kinds(scene, kinds) if kinds else _in_the_news(scene):
            found.setdefault(placed.actor.key, placed)
            counts[placed.actor.key] += _OPENING if _opens(scene.sentence) else 1
    return counts.most_common(), found
