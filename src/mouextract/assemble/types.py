"""Which instruments an event has: one document called by two names has one type."""

from __future__ import annotations

import itertools
from collections import Counter

from mouextract.assemble.model import Event, Frame
from mouextract.mentions import InstrumentMention

# Characters between two names of one list: " (MoU) dan ".
_BESIDE = 14
# … and before its short name in brackets.
_BRACKET = len(" (")
# … and between an addendum and what it amends: " terhadap ".
_OF = 10
# Never another name of the document that it stands beside (`nota kesepakatan A dan B berikut rencana kerjanya`).
_PLAN_OF_WORK = "rencana_kerja"
_CONTRACT = "instrument.kontrak_kerja_sama"
# How many clauses that merely name a document one that signs it, or agrees on it, outweighs.
_SIGNED, _AGREED = 3, 2

# Cues that tell whether a document behind them is there yet.
_TELLING = frozenset({"sign", "make", "plan", "hope"})


def types_of(event: Event) -> list[tuple[str, InstrumentMention]]:
    """The types of an event's documents, each with the mention that proves it.

    Specific names win over acronyms, acronyms over generic words. Of several specific names those
    that one sentence lists together are several documents; else the one named first and most. What is only to
    follow a document that is signed by its name does not count.
    """
    told = [(f, [m for m in f.instruments if not _to_come(f, m)]) for f in event.frames]
    if not any(
        f.signing and f.status == "signed" and m.strength != "generic"
        for f, mentions in told
        for m in mentions
    ):
        told = [(f, f.instruments) for f in event.frames]
    for strength in ("specific", "acronym", "generic"):
        found: dict[str, list[InstrumentMention]] = {}
        proofs: Counter[str] = Counter()
        together: set[str] = set()
        more: set[str] = set()
        for frame, mentions in told:
            kinds: dict[str, InstrumentMention] = {}
            for mention in mentions:
                if _amended(frame.instruments, mention):
                    continue
                if mention.strength == strength or (
                    strength == "specific" and _listed(frame.instruments, mention)
                ):
                    kinds.setdefault(mention.type, mention)
                    found.setdefault(mention.type, []).append(mention)
            weight = _SIGNED if frame.signing else _AGREED if frame.status == "signed" else 1
            proofs.update(dict.fromkeys(kinds, weight))
            if len(kinds) > 1 and (
                frame.signing
                or frame.sentence.same_day
                or _announced(frame)
                or _one_list(list(kinds.values()))
            ):
                together |= set(kinds)
            if frame.signing and not frame.parties and frame.also:
                # "Pada kesempatan yang sama diteken pula PKS": one more document of the same parties
                more |= set(kinds)
            more |= kinds.keys() & {_PLAN_OF_WORK}
        if not found:
            continue
        if len(found) > 1 and together:
            return _named([kind for kind in found if kind in together | more], found, told)
        kind = max(found, key=lambda k: (proofs[k], -found[k][0].start))
        chosen = _named([name for name in found if name == kind or name in more], found, told)
        memorandum = next((m for m in _signed_acronyms(event)), None)
        if kind == "letter_of_intent" and memorandum is not None:
            chosen.insert(0, (memorandum.type, memorandum))
        return chosen
    return []


def _named(
    kinds: list[str],
    found: dict[str, list[InstrumentMention]],
    told: list[tuple[Frame, list[InstrumentMention]]],
) -> list[tuple[str, InstrumentMention]]:
    """Each type once, with its first mention: of two kinds both may be other contracts."""
    named: dict[str, InstrumentMention] = {}
    for kind in kinds:
        named.setdefault(_called(kind, told), found[kind][0])
    return list(named.items())


def _called(kind: str, told: list[tuple[Frame, list[InstrumentMention]]]) -> str:
    """The type of documents of a kind: a `kontrak kerja sama` that has no other name is a contract."""
    rules = {m.rule for _, mentions in told for m in mentions if m.type == kind}
    return "other" if rules == {_CONTRACT} else kind


def _signed_acronyms(event: Event) -> list[InstrumentMention]:
    """Acronyms whose signing is told: a MoU beside a letter of intent is a document of its own."""
    return [m for f in event.frames if f.signing for m in f.instruments if m.strength == "acronym"]


def _to_come(frame: Frame, mention: InstrumentMention) -> bool:
    """`MoU itu akan ditindaklanjuti dengan | PKS`: is it a document that is only to follow?

    A word of planning stands nearer to its left than one of signing or making.
    """
    # "bakal diturunkan menjadi nota kesepahaman": `menjadi` alone makes nothing.
    followed = [(c.start, c.end) for c in frame.sentence.cues if c.label == "followed"]
    before = [
        c
        for c in frame.sentence.cues
        if c.end <= mention.start
        and c.label in _TELLING
        and not any(start <= c.start < end for start, end in followed)
    ]
    return bool(before) and before[-1].label in ("plan", "hope")


def _amended(instruments: list[InstrumentMention], mention: InstrumentMention) -> bool:
    """Is it the document that an addendum amends ("addendum perjanjian kerja sama")?"""
    # "addendum Perjanjian Kerja Sama (PKS)": its short name, too
    starts = [mention.start, *(m.start for m in instruments if mention.start - m.end == _BRACKET)]
    ends = [m.end for m in instruments if m.type == "addendum"]
    return any(0 < start - end <= _OF for start in starts for end in ends)


def _announced(frame: Frame) -> bool:
    """`menyepakati dua dokumen, yakni nota kesepahaman … dan perjanjian kerja sama …`"""
    first = frame.instruments[0].start
    counts = [c.start for c in frame.sentence.cues if c.label == "count" and c.end <= first]
    return frame.status == "signed" and any(
        c.label == "listing" and c.end <= first and any(n < c.start for n in counts)
        for c in frame.sentence.cues
    )


def _one_list(mentions: list[InstrumentMention]) -> bool:
    """Do the names stand beside each other ("nota kesepakatan dan rencana kerja")?"""
    ordered = sorted(mentions, key=lambda m: m.start)
    return all(b.start - a.end <= _BESIDE for a, b in itertools.pairwise(ordered))


def _listed(instruments: list[InstrumentMention], mention: InstrumentMention) -> bool:
    """Is an acronym listed beside a specific name of another type (MoU dan PKS)?"""
    if mention.strength != "acronym":
        return False
    return any(
        other.strength == "specific"
        and other.type != mention.type
        and min(abs(other.start - mention.end), abs(mention.start - other.end)) <= _BESIDE
        for other in instruments
    )
