"""How sure an agreement is: the chance that it is right, out of what supports it.

Each kind of support is a yes or no that the article gives (`Support`). The weights in `confidence.toml` beside
this module were fitted on annotated articles by `scripts/fit_confidence.py`; none is below zero, so that more
support never makes an agreement less sure. Their sum, put through the logistic function, is the confidence.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from mouextract.assemble.model import Event, Frame, Sentence
from mouextract.mentions import DateMention
from mouextract.records import Signatory

# How far a date is printed: with its day and month. Else a weekday or `kemarin` is all there is.
_PRINTED = frozenset({"full", "yearless"})
# States in which somebody has signed or is to sign.
_SIGNED_BY = frozenset({"signed", "planned"})


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for an agreement; every True makes it surer or leaves it as sure as it is.

    `main`: the article is about it. `together`: one statement of its state names two parties. `signers_known`:
    every party has its signatory, or none is due (nobody signs what is in force or ended). `signers_even`: no
    party has a signatory while another lacks one. `heads_used`: nobody who heads a party is named without
    having signed. `date_printed`: the day and month of its date are printed. `date_in_text`: the date is
    known without that of the publication. `state_agreed`: no other statement gives it another state.
    `type_agreed`: it is called by one specific name at most. `firm_parties`: no party is read off a mere place
    name or unknown name. `alone`: the article tells of no other. `opens`: the headline or the lead tells of it.
    `parties_told`: no party is only inferred from elsewhere in the article.
    """

    main: bool
    together: bool
    signers_known: bool
    signers_even: bool
    heads_used: bool
    date_printed: bool
    date_in_text: bool
    state_agreed: bool
    type_agreed: bool
    firm_parties: bool
    alone: bool
    opens: bool
    parties_told: bool


SUPPORTS = tuple(f.name for f in fields(Support))


def support_of(
    event: Event,
    status: str,
    date: DateMention | None,
    main: bool,
    *,
    parties: Sequence[str],
    signatories: Sequence[Signatory],
    events: Sequence[Event],
    sentences: Sequence[Sentence],
) -> Support:
    """What supports an event's agreement, whose `parties` are keys; `events` and `sentences` are the article's."""
    telling = [f for f in event.frames if _tells(f, status)]
    signed = {s.party for s in signatories}
    settled = status not in _SIGNED_BY or signed.issuperset(range(len(parties)))
    return Support(
        main=main,
        together=any(len({p.actor.key for p in f.parties}.intersection(parties)) >= 2 for f in telling),
        signers_known=settled,
        signers_even=settled or not signatories,
        heads_used=_idle_heads(parties, signatories, sentences) == 0,
        date_printed=date is not None and date.kind in _PRINTED,
        date_in_text=date is not None and date.basis != "metadata",
        state_agreed=all(f.status is None or f.hope or _tells(f, status) for f in event.frames),
        type_agreed=len({m.type for f in event.frames for m in f.instruments if m.strength == "specific"})
        <= 1,
        firm_parties=all(
            any(not (p.actor.weak or p.actor.loose or p.actor.generic) for p in event.parties[key])
            for key in parties
        ),
        alone=len(events) == 1,
        opens=any(f.sentence.opens for f in event.frames),
        parties_told=all(any(p.actor.basis != "inferred" for p in event.parties[key]) for key in parties),
    )


def confidence_of(support: Support) -> float:
    """The chance, 0 to 1 and rounded to two places, that an agreement with this support is right."""
    table = weights()
    score = table["base"] + sum(table[name] for name in SUPPORTS if getattr(support, name))
    return round(1 / (1 + math.exp(-score)), 2)


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The fitted weights by kind of support, and `base`, the score of an agreement that has none."""
    source = resources.files("mouextract.assemble").joinpath("confidence.toml")
    table = tomllib.loads(source.read_text("utf-8"))
    return MappingProxyType({name: float(table["weights"][name]) for name in ("base", *SUPPORTS)})


def _tells(frame: Frame, status: str) -> bool:
    """Does the frame give the state? What was signed before is in force."""
    return frame.status == status or (
        status == "in_force" and frame.status == "signed" and (frame.past or not frame.signing)
    )


def _idle_heads(
    parties: Sequence[str], signatories: Sequence[Signatory], sentences: Sequence[Sentence]
) -> int:
    """How many people the article names who head a party and are no signatory."""
    signed = {s.name for s in signatories}
    keys = set(parties)
    return len(
        {
            actor.person.key
            for sentence in sentences
            for actor in sentence.actors
            if actor.person is not None
            and actor.person.name is not None
            and actor.leads
            and actor.person.name not in signed
            and actor.key in keys
        }
    )
