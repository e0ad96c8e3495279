"""The state that a word of signing has in its clause: done, to come, denied, or only telling when."""

from __future__ import annotations

from mouextract.assemble.scene import Scene
from mouextract.assemble.state import (
    CARRIED_OUT,
    FAR,
    NEAR,
    PREDICATE,
    REQUEST,
    State,
    before_with,
    beside,
    denied,
    ends,
    urged,
)
from mouextract.knowledge.calendar import MONTHS
from mouextract.knowledge.grammar import AFTER
from mouextract.mentions import CueMention

_SINCE = AFTER | {"sejak", "semenjak", "pasca"}
_WHEN = _SINCE | {"sebelum"}
_IF_GOD_WILL = "cue.plan.obstacle"
# What plans from anywhere in the clause; words of signing that have their document right behind.
_WHOLE_CLAUSE = frozenset({"cue.plan.modal", "cue.plan.when", _IF_GOD_WILL})
_TAKES_OBJECT = frozenset({"cue.sign.active", "cue.sign.noun"})
_EVER_SINCE = ("sejak", "semenjak")
# What stands between `sejak` and the verb of the document's own clause.
_NAMES_IT = frozenset({"refer", "between", "with", "filler"})
# … and, beside capitals, between the bodies that it is of (`X dari China`).
_NAMES_BODIES = frozenset({"dan", ",", "dari", "asal"})
_AFTER = AFTER | {"pasca"}
# Times after which a signing is no news.
_LET_ALONE = frozenset({"apalagi", "maupun", "ataupun", "atau"})
_NOT_YET = ("belum", "urung")
_OBLIGES = frozenset({"wajib", "harus"})
# What tells a result, or what did not happen, behind a signing.
_RESULTS = frozenset({"sehingga", "agar", "supaya", "tanpa"})
# What stresses a cause before a verb (`hal inilah yang mendorong`).
_CAUSE = "lah yang"
_ALREADY = frozenset({"telah", "sudah", "pernah", "sempat", "sebelumnya"})


def at_signing(scene: Scene, i: int) -> State:
    """The state told by the word of signing that begins at token `i`."""
    cue = scene.labels[i]["sign"]
    if scene.word(len(scene.tokens) - 1) == "?" and not scene.instrument_at:
        # "Kapan ditandatangani?"
        return State(None, cue, hope=True)
    left = beside(scene, i, -1)
    if urged(left) or (i > 1 and [scene.word(i - 2), scene.word(i - 1)] == ["siapa", "yang"]):
        # "Siapa yang meneken masih menunggu kabinet"
        return State(None, cue, hope=True)
    if (denial := denied(scene, i)) is not None:
        return State(None, denial, negated=True)
    if (
        cue.rule == "cue.sign.passive"
        and i > 1
        and scene.word(i - 1) == "akan"
        and "negation" in scene.labels[i - 2]
    ):
        # "MoU itu tidak akan diteken"
        return State("ended", scene.labels[i - 2]["negation"])
    referred = False
    for distance, labels in left:
        referred = referred or "refer" in labels
        # "A dan B pun tak ketinggalan meneken MoU"
        if "negation" in labels and distance <= 3 and not labels.keys() & {"recent", "also"}:
            word = labels["negation"]
            not_yet = scene.folded[word.start : word.end].lower() in _NOT_YET
            return State("planned" if not_yet else None, word, negated=not not_yet)
        carried = "in_force" in labels and labels["in_force"].rule in CARRIED_OUT
        # "Menindaklanjuti hal itu A meneken MoU": what is followed up is something else.
        if (
            carried
            and distance <= NEAR
            and not (referred or _of_somebody_between(scene, labels["in_force"], i))
        ):
            return State("in_force", labels["in_force"])
        if "ended" in labels and distance <= NEAR and not _elsewhere(scene, cue, labels["ended"]):
            return State("ended", labels["ended"])
        if "at_last" in labels and distance <= NEAR:
            break
        if (
            "plan" in labels
            and not labels.keys() & {"also", "recent"}
            and (labels["plan"].rule in _WHOLE_CLAUSE or distance <= NEAR)
            and not _brought_about(scene, labels["plan"])
        ):
            if (never := _not_even(scene, i, left, distance)) is not None:
                return State(None, never, negated=True)
            return State("planned", labels["plan"])
        hope = labels.get("hope") if "also" not in labels else None
        if hope is not None and distance <= NEAR + 1 and not _at_last(scene, hope):
            # "Insya Allah sudah bisa ditandatangani"
            sure = next(
                (c for c in scene.sentence.cues if c.rule == _IF_GOD_WILL and c.end < cue.start), None
            )
            return State("planned", sure or hope, hope=sure is None)
        if "condition" in labels:
            return _conditional(scene, labels["condition"], i)
        other = labels.get("other_document")
        if other is not None and distance <= 2 and not _of_somebody_between(scene, other, i):
            return State(None, other, negated=True)
    for distance, labels in beside(scene, i, 1):
        if (
            "other_document" in labels
            and distance <= 1
            and cue.rule in _TAKES_OBJECT
            and not _opens_instrument(scene, labels["other_document"])
        ):
            return State(None, labels["other_document"], negated=True)
        if "plan" in labels and (stands := _till_its_end(scene, labels["plan"])) is not None:
            # "… diteken pada 2023 dan baru akan berakhir dua tahun lagi"
            return State("in_force", stands)
        when = "plan" in labels and (
            labels["plan"].rule == "cue.plan.when" or _later(scene, labels, distance)
        )
        if when and not _as_result(scene, cue, labels["plan"]):
            return State("planned", labels["plan"])
    if scene.sentence.zone == "title" and _foretold(scene, i):
        return State("planned", cue)
    first = scene.labels[scene.first_word]
    other = first.get("other_document")
    if other is not None and (end := _letter_of_end(scene)) is not None:
        return State("ended", end)
    quotes = scene.sentence.quotes
    apart = other is None or quotes(other.start) != quotes(cue.start)
    if cue.rule != "cue.sign.noun" and not scene.instrument_at and not apart:
        # "Surat pemutusan itu tertanggal … dan diteken wali kota", "Surat pembatalannya sudah ia tanda tangani"
        return State(None, other, negated=True)
    if cue.rule == "cue.sign.noun" and _only_dates(scene, i):
        return State(None, None)
    if cue.rule == "cue.sign.noun":
        # Names of instruments are long, and often printed with their acronym.
        for _, labels in beside(scene, i, 1, PREDICATE + len(scene.instrument_at)):
            if "to_be_held" in labels:
                return State("planned", labels["to_be_held"])
            if "held" in labels:
                # "Penandatanganan MoU dilakukan, meski sempat tertunda"
                break
    if cue.rule != "cue.sign.noun" and (ahead := _before_it(scene, i)) is not None:
        return State("planned", scene.labels[ahead].get("clause", cue))
    before = [scene.word(j) for j in range(max(0, i - 3), i)]
    passive = cue.rule == "cue.sign.passive"
    if passive and (_goes_on_since(scene, i) or _since_when(scene, i)):
        return State("in_force", cue)
    if before[-1:] and before[-1] in _SINCE and _obliged(scene, i):
        return State(None, cue, hope=True)
    if cue.rule == "cue.sign.active" and _since_somebody(scene, i):
        return State("in_force", cue)
    told = "yang" in before and bool(_ALREADY & set(before))
    since = passive and (told or bool(_SINCE & set(before[-1:])) or _newly(scene, i))
    since = since or (cue.rule == "cue.sign.active" and bool(_SINCE & set(before[-1:])))
    relative = passive and before[-1:] == ["yang"]
    if relative and (end := _ends_thereupon(scene, i)) is not None:
        return State("ended", end)
    return State("signed", cue, signing=True, since=since, relative=relative)


def _before_it(scene: Scene, i: int) -> int | None:
    """`naskah PKS ditelaah | sebelum ditandatangani`: the token of the `sebelum` that the signing at token `i` stands
    behind, the document's name between.
    """
    for j in range(i - 1, max(-1, i - 1 - FAR), -1):
        if scene.word(j) == "sebelum":
            return j
        if not (
            j in scene.instrument_at or scene.word(j) in ("dibubuhi", "itu", "tersebut", "akhirnya", "resmi")
        ):
            return None
    return None


def _letter_of_end(scene: Scene) -> CueMention | None:
    """`Surat pemutusan | PKS sudah saya teken`: the word for the end of the instrument behind it."""
    i = scene.first_word + 1
    ended = scene.labels[i].get("ended") if i < len(scene.labels) else None
    return ended if ended is not None and i + 1 in scene.instrument_at else None


def _opens_instrument(scene: Scene, document: CueMention) -> bool:
    """`meneken surat | perjanjian jual beli`: is the document an instrument that its next word names?"""
    return any(0 <= m.start - document.end <= 1 for m in scene.sentence.instruments)


def _brought_about(scene: Scene, plan: CueMention) -> bool:
    """`Lonjakan itulah yang | mendorong A dan B meneken MoU`: is the word that of a cause, and the signing done?"""
    before = scene.folded[scene.sentence.start : plan.start]
    return plan.rule == REQUEST and before.lower().rstrip().endswith(_CAUSE)


def _not_even(
    scene: Scene, i: int, left: list[tuple[int, dict[str, CueMention]]], distance: int
) -> CueMention | None:
    """`tidak pernah membahas apalagi | meneken MoU`: what denies the plan so many tokens before token i, and so what
    would have followed.
    """
    if not any(scene.word(j) in _LET_ALONE for j in range(max(0, i - NEAR), i)):
        return None
    near = (labels.get("negation") for d, labels in left if 0 < d - distance <= 2)
    return next((c for c in near if c is not None), None)


def _ends_thereupon(scene: Scene, i: int) -> CueMention | None:
    """`PKS parkir yang diteken pada 2016 | dinyatakan berakhir`: the end told behind the relative clause."""
    for _, labels in beside(scene, i, 1):
        end = labels.get("ended")
        if end is not None and "in_force" not in labels:
            # "yang diteken hari ini menggantikan perjanjian lama" ends another one.
            return None if scene.folded[end.start : end.start + 2].lower() == "me" else end
        if "negation" in labels or "until" in labels:
            return None
    return None


def _at_last(scene: Scene, hope: CueMention) -> bool:
    """`akhirnya | dapat membubuhkan tanda tangan`: is it told as come about?"""
    return any(c.label == "at_last" and 0 < hope.start - c.end <= 1 for c in scene.sentence.cues)


def _till_its_end(scene: Scene, plan: CueMention) -> CueMention | None:
    """`baru | akan berakhir`: the words that tell it, where what is to come is the end of what is in force."""
    return next(
        (
            c
            for c in scene.sentence.cues
            if c.rule == "cue.in_force.stands" and c.start < plan.end and plan.start < c.end
        ),
        None,
    )


def _as_result(scene: Scene, sign: CueMention, plan: CueMention) -> bool:
    """`meneken MoU sehingga | tahun depan …`, `… tanpa menunggu | tahun depan`: is the time not the signing's?"""
    return not _RESULTS.isdisjoint(scene.folded[sign.end : plan.start].lower().split())


def _later(scene: Scene, labels: dict[str, CueMention], distance: int) -> bool:
    """`saya yang tanda tangan nanti`"""
    plan = labels["plan"]
    return distance == 1 and scene.folded[plan.start : plan.end].lower() == "nanti"


def _foretold(scene: Scene, i: int) -> bool:
    """A headline's `Diteken April`, `Diteken di Manila Akhir Tahun`: does a time to come close it?"""
    words = [scene.word(j) for j in range(i + 1, len(scene.tokens))]
    if "," in words:
        # "Diteken Januari, Kuota Minta Ditambah"
        words = words[: words.index(",")]
    part = scene.lexicon.part_of_time
    return words[-1:] != [] and (
        (words[-1] in MONTHS and (len(words) == 1 or words[-2] in part))
        or (len(words) > 1 and words[-2] in part and words[-1] in scene.lexicon.unit_of_time)
    )


def _obliged(scene: Scene, i: int) -> bool:
    """`PKS wajib disampaikan lima hari sejak ditandatangani`: does the clause tell what has to be done?"""
    for j in range(i - 1, -1, -1):
        if ends(scene, j):
            return False
        if scene.word(j) in _OBLIGES:
            return True
    return False


def _since_somebody(scene: Scene, i: int) -> bool:
    """`sejak federasi itu menandatangani MoU dengan B`: does `sejak` stand before the signer?"""
    for j in range(i - 1, max(-1, i - 1 - PREDICATE), -1):
        if _counts_from(scene, j):
            return j < i - 1
        if scene.word(j) in scene.lexicon.adverb:
            continue
        if scene.word(j) in (",", ".", ";", '"') or scene.labels[j].keys() & {
            "sign",
            "report",
            "make",
            "plan",
        }:
            return False
    return False


def _since_when(scene: Scene, i: int) -> bool:
    """`sudah ditandatangani | sejak Mei`"""
    return i + 1 < len(scene.tokens) and scene.word(i + 1) in _EVER_SINCE


def _counts_from(scene: Scene, j: int) -> bool:
    """`sejak`, `setahun | setelah`: does token j count the time from what stands behind it?"""
    if scene.word(j) in _EVER_SINCE:
        return True
    return j > 0 and scene.word(j) in _AFTER and scene.word(j - 1) in scene.lexicon.long_age


def _newly(scene: Scene, i: int) -> bool:
    """`Baru seratus hari diteken, MoU itu …`, `Sudah dua tahun diteken`: does the signing only say how old it is?"""
    if scene.word(i - 1) in scene.lexicon.long_age and {"sudah", "telah", "genap"} & {
        scene.word(j) for j in range(max(0, i - 4), i)
    }:
        return True
    near = [scene.word(j) for j in range(max(0, i - FAR), i)]
    return "baru" in near and bool(scene.lexicon.age & set(near[near.index("baru") :]))


def _goes_on_since(scene: Scene, i: int) -> bool:
    """`Sejak PKS antara A dan B itu diteken, …`: does the document's own clause stand behind `sejak`?"""
    for j in range(i - 1, -1, -1):
        if _counts_from(scene, j):
            return j < i - 1
        skipped = j in scene.actor_at or j in scene.instrument_at or scene.labels[j].keys() & _NAMES_IT
        if not (skipped or scene.word(j) in _NAMES_BODIES or scene.folded[scene.tokens[j][0]].isupper()):
            return False
    return False


def _conditional(scene: Scene, cue: CueMention, i: int) -> State:
    """`Bila tak ada aral, MoU diteken A`: foreseen; `jika MoU diteken A`: nothing is said of its state."""
    apart = any(cue.end <= scene.tokens[j][0] and scene.word(j) == "," for j in range(i))
    return State("planned", cue) if apart else State(None, cue, hope=True)


def _of_somebody_between(scene: Scene, told: CueMention, i: int) -> bool:
    """`Menindaklanjuti arahan presiden, A | menandatangani MoU`: is the signing the deed of one who is named behind
    the words told?
    """
    rule = scene.labels[i]["sign"].rule
    # "Menindaklanjuti arahan itu, A melakukan | penandatanganan MoU"
    made = rule == "cue.sign.noun" and i > 0 and "make" in scene.labels[i - 1]
    if rule != "cue.sign.active" and not made:
        return False
    return any(told.end <= scene.tokens[j][0] for j in scene.actor_at if j < i)


def _elsewhere(scene: Scene, sign: CueMention, ended: CueMention) -> bool:
    """Does something else end: `Acara diakhiri dengan …`, `Posisinya digantikan X yang langsung meneken …`?"""
    passive = scene.folded[ended.start : ended.start + 2].lower() == "di"
    return before_with(scene, ended) or (passive and sign.rule == "cue.sign.active")


def _only_dates(scene: Scene, i: int) -> bool:
    """`Setelah penandatanganan tersebut, …`: a signing told elsewhere says when something else happens."""
    after = i + 1 < len(scene.labels) and "refer" in scene.labels[i + 1]
    return after and any(scene.word(j) in _WHEN for j in range(max(0, i - 2), i))
