"""Where an article tells the sides that a clause about a document leaves out.

Near it: who the headline or lead has as subject, whose head has just been spoken of, whom a sentence links
(`antara A dan B`, `A gandeng B`), whom `ketiga kampus itu` points back to, who is quoted and of whom he speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mouextract.assemble.model import SIDES, Event, Placed
from mouextract.assemble.scene import Scene
from mouextract.knowledge.institutions import lookup

_NO_PARTIES = frozenset({"party", "country", "council", "court"})
# Sentences before `keduanya` in which the two have been introduced; how many it takes to sign.
BACK, HANDSHAKE = 4, 2
# How near to an event its parties may be told in a sentence of their own; `kedua pihak` point further back.
_BESIDE, _FAR_BACK = 3, 12
# Sentences before an event in which the side that it leaves out may be spoken of.
_JUST_BEFORE = 1
_NAMED = frozenset({"specific", "acronym"})
_FROM_OR_TO = frozenset({"dari", "kepada", "milik", "bagi", "terhadap", "ke"})
_NO_SIDE = frozenset({"topic", "through", "speaker"})
# Slots that one who gets or gives something may seem to be in.
_UNSURE = frozenset({"place", "witness"})
_STANDING = frozenset({"in_force", "ended"})
_THEY = frozenset({"mereka", "keduanya"})
# More bodies than this are a list, not the sides of one agreement.
_MOST_LINKED = 6
# Slots in which somebody is in the news, rather than a place or a topic.
ACTIVE = frozenset(
    {"subject", "speaker", "with", "between", "by", "of", "met", "deputy", "represented", "agent"}
)


def protagonist(scenes: Sequence[Scene], event: Event) -> Placed | None:
    """The first body that the headline or the lead has as subject, if it is not in the event yet."""
    for scene in scenes:
        if not scene.sentence.opens:
            continue
        for placed in scene.placed:
            if placed.slot == "subject" and _is_side(placed) and placed.actor.weak != "bare":
                return placed if placed.actor.key not in event.parties else None
    return None


def just_before(scenes: Sequence[Scene], event: Event) -> Placed | None:
    """Whose head the sentence before, or the event's own, speaks of: `Pangdam X geram. Ia menilai MoU dengan Y`."""
    first = min(f.sentence.index for f in event.frames)
    for back in range(_JUST_BEFORE + 1):
        for scene in scenes:
            if scene.sentence.index != first - back:
                continue
            for p in reversed(scene.placed):
                if (
                    p.actor.person is not None
                    and p.actor.leads
                    and _is_side(p)
                    and p.actor.key not in event.parties
                    and p.slot not in ("witness", "place", "topic")
                ):
                    return p
    return None


def linked(scenes: Sequence[Scene], event: Event, told: frozenset[str] | None) -> list[Placed]:
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

    near = [s for s in scenes if distance(s) <= (_FAR_BACK if both else _BESIDE) or s.sentence.opens]
    for scene in sorted(near, key=distance):
        for group in _links(scene, event):
            if told and not all(is_of(p, told) for p in group.values()):
                continue
            if set(event.parties) <= set(group) and 2 <= len(group) <= (2 if both else _MOST_LINKED):
                return list(group.values())
    return []


def _hosts(scene: Scene) -> list[Placed]:
    """`Kampus A menggandeng bank B`: who is told to work with whom."""
    hooks = [c.start for c in scene.sentence.cues if c.label == "hook"]
    news = in_the_news(scene)
    partners = [p for p in news if p.slot == "with" and any(h < p.actor.start for h in hooks)]
    return (
        [*[p for p in news if p.slot == "subject" and p.actor.end <= hooks[0]], *partners] if partners else []
    )


def _links(scene: Scene, event: Event) -> list[dict[str, Placed]]:
    """The sets of bodies that a clause sets beside or against each other."""
    if {c.label for c in scene.sentence.cues} & {"between", "bond", "with"}:
        scene.add_loose_names()
    news = in_the_news(scene, event)
    found = [row for row in rows(news) if len(row) >= 2]
    partners = [p for p in news if p.slot == "with"]
    if partners:
        hosts = [
            p for p in news if p.slot in ("subject", "between") and p.actor.end <= partners[0].actor.start
        ]
        # "Saat beraudiensi dengan A, Ketua B menegaskan …"
        hosts = hosts or [p for p in news if p.slot == "subject" and p.actor.start >= partners[-1].actor.end]
        if hosts:
            # Of several subjects the last one governs the partner.
            sides = [p for p in hosts if p.group == hosts[-1].group]
            # Before the hosts alone.
            found.insert(0, {p.actor.key: p for p in (*sides, *partners)})
    return found


def in_the_news(scene: Scene, event: Event | None = None) -> list[Placed]:
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
        and p.slot in ACTIVE
    ]


def rows(placed: Iterable[Placed]) -> list[dict[str, Placed]]:
    """Actors by the row of names that each is listed in, every body once."""
    rows: dict[int, dict[str, Placed]] = {}
    for p in placed:
        rows.setdefault(p.group, {}).setdefault(p.actor.key, p)
    return list(rows.values())


def is_of(placed: Placed, kinds: frozenset[str]) -> bool:
    """Is the body of one of the kinds?"""
    body = placed.actor.institution
    # What no table knows is a company, rather than anything else.
    unknown = body is not None and body.kind == "other" and lookup(body.name) is None
    return body is not None and (body.kind in kinds or (unknown and "company" in kinds))


def of_its_sentence(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """`Lewat MoU yang diteken kemarin, A menerima bantuan dari B`: the two bodies of the document's own sentence,
    if it names just two, that are no mere places, witnesses or topics there.
    """
    for frame in event.frames:
        # "Ditutup dengan penandatanganan berita acara oleh A dan B": those who do not agree by it.
        by = any(c.label == "by" for c in frame.sentence.cues)
        named = frame.strength in _NAMED or (frame.signing and frame.names_contract and not by)
        if frame.hope or frame.negated or frame.status is None or not named:
            continue
        if two := _just_two(scenes, event, frame.sentence.index):
            return two
    return []


def _just_two(scenes: Sequence[Scene], event: Event, index: int) -> list[Placed]:
    """The bodies that have a part in a sentence, if they are two and the event names no other."""
    found = {
        p.actor.key: p
        for scene in scenes
        if scene.sentence.index == index
        for p in scene.placed
        if _is_side(p) and _has_part(scene, p)
    }
    return list(found.values()) if len(found) == SIDES and set(event.parties) <= set(found) else []


def _has_part(scene: Scene, placed: Placed) -> bool:
    if placed.actor.weak or placed.actor.loose or placed.slot in _NO_SIDE:
        return False
    row = next(p for p in scene.placed if p.group == placed.group)
    first = scene.first_token(row)
    return placed.slot not in _UNSURE or (first > 0 and scene.word(first - 1) in _FROM_OR_TO)


def of_the_sentence_before(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """`A menerima mahasiswa magang dari B. Kegiatan itu wujud pelaksanaan PKS`: the two bodies of the sentence
    before, if that names just two and the document is told to be carried out or over, or to be of `kedua pihak`.
    """
    for frame in event.frames:
        both = any(c.label == "both" for c in frame.sentence.cues)
        if frame.hope or frame.negated or frame.parties or frame.strength not in _NAMED:
            continue
        if (frame.status in _STANDING or both) and (
            two := _just_two(scenes, event, frame.sentence.index - 1)
        ):
            return two
    return []


def of_whom_it_spoke(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """`Di baliknya ada A dan B. Mereka meneken MoU`: the row of two right before, whatever part it has there."""
    folded = scenes[0].folded
    for frame in event.frames:
        if folded[frame.sentence.start : frame.sentence.end].lower().split()[0] not in _THEY:
            continue
        for scene in scenes:
            if scene.sentence.index != frame.sentence.index - 1:
                continue
            for row in rows(
                p for p in scene.placed if _is_side(p) and not p.actor.weak and p.slot != "witness"
            ):
                if len(row) == SIDES and set(event.parties) <= set(row):
                    return list(row.values())
    return []


def of_the_matter(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """`Program itu antara A dan B. Dasarnya PKS tahun lalu`: who is told to act together right before."""
    first = min(f.sentence.index for f in event.frames)
    for scene in scenes:
        if scene.sentence.index == first - 1:
            met = [p for p in in_the_news(scene) if p.slot in ("subject", "met")]
            if [p.slot for p in met] == ["subject", "met"] and met[0].actor.key != met[1].actor.key:
                # "Direksi A menemui jajaran B. Mereka menilai pelaksanaan PKS"
                return met
            sides = [p for p in in_the_news(scene) if p.slot in ("between", "with")]
            if sides and sides[0].slot == "between" and len({p.actor.key for p in sides}) == SIDES:
                return sides
            if (hosts := _hosts(scene)) and len({p.actor.key for p in hosts}) == SIDES:
                # "Untuk itu kampus A menggandeng bank B. "MoU-nya bulan depan kita teken," kata rektor"
                return hosts
    return []


def speaker_and_other(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """`"Kita sudah presentasi ke Wako. MoU-nya tinggal diteken," ujar X`: who speaks, and the head just spoken of."""
    first = min(f.sentence.index for f in event.frames)
    near = [s for s in scenes if -_JUST_BEFORE <= first - s.sentence.index <= HANDSHAKE]
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


def own_side(scenes: Sequence[Scene], event: Event) -> list[Placed]:
    """`"PKS dengan semua bank sudah kami teken," ujar Menteri X`: the partners' other side is who speaks."""
    at = {f.sentence.index for f in event.frames if any(c.label == "pronoun" for c in f.sentence.cues)}
    governments = {
        b.code for q in event.parties.values() if (b := q[0].actor.institution) is not None and b.code
    }
    for scene in scenes:
        if any(0 <= scene.sentence.index - i <= 1 for i in at):
            for p in scene.placed:
                if p.slot == "speaker" and _is_side(p):
                    body = p.actor.institution
                    # An office speaks for its government, which is told already.
                    return [p] if body is not None and body.region not in governments else []
    return []
