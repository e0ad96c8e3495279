"""The state that a clause gives to its agreement: planned, signed, in force, ended — or denied, or only hoped for."""

from __future__ import annotations

from dataclasses import dataclass

from mouextract.assemble.scene import Scene
from mouextract.knowledge.calendar import MONTHS
from mouextract.mentions import CueMention, InstrumentMention

_WITH = " dengan"
_WHICH = "yang "
# How far, in tokens (names of actors not counted), a word can still govern a signing or an instrument.
_NEAR, _FAR, _PREDICATE = 4, 7, 13
# `MoU dengan X sedang difinalisasi`: what is going on with it now.
_GOING_ON = frozenset({"sedang", "tengah", "masih"})
_ORDER = ("ended", "planned", "in_force", "signed", None)
_SINCE = frozenset({"setelah", "sejak", "semenjak", "pasca", "usai", "seusai", "sesudah"})

_IF_GOD_WILL = "cue.plan.obstacle"
# What plans from anywhere in the clause; words of signing that have their document right behind.
_WHOLE_CLAUSE = frozenset({"cue.plan.modal", "cue.plan.when", _IF_GOD_WILL})
_TAKES_OBJECT = frozenset({"cue.sign.active", "cue.sign.noun"})
_WHEN = frozenset({"setelah", "sebelum", "pasca", "sejak", "sesudah", "selepas"})
_AFTERWARDS = frozenset({"setelah", "usai", "seusai", "selepas", "sesudah"})
# What stands before these governs nothing behind them.
_BORDERS = _AFTERWARDS | {"bahwa", "karena", "sebab", "namun", "tetapi"}
# What begins a clause that only tells why or when something is done.
_ASIDES = _AFTERWARDS | {"karena", "lantaran", "meski", "meskipun", "kendati", "walau"}
# What stands between `sejak` and the verb of the document's own clause.
_NAMES_IT = frozenset({"refer", "between", "with", "filler"})
_UNITS = frozenset({"hari", "pekan", "minggu", "bulan", "tahun", "jam"})
_PARTS = ("awal", "akhir", "pertengahan")
_TO_COME = [[part, unit] for part in _PARTS for unit in ("tahun", "bulan", "pekan")]
_ON = frozenset({"atas", "terhadap"})
# Cues of what comes of a document that stands.
_FOLLOWS = frozenset({"cue.in_force", "cue.in_force.derived"})
_THAT = ("bahwa", "jika", "kalau")
_NOT_YET = ("belum", "urung")
_OBLIGES = frozenset({"wajib", "harus"})
_ALREADY = frozenset({"telah", "sudah", "pernah", "sebelumnya"})


@dataclass(frozen=True, slots=True)
class State:
    """A state and the words that decide it.

    `signing`: a signature is reported. `since`: it only dates or describes the document ("sejak diteken", "yang
    telah ditandatangani"), of which something else may be said; `relative`: likely so ("yang diteken pada 2020").
    """

    status: str | None
    cue: CueMention | InstrumentMention | None
    signing: bool = False
    hope: bool = False
    negated: bool = False
    since: bool = False
    relative: bool = False


def state_of(scene: Scene) -> State:
    """The state of the clause's agreement; a signature outweighs talk about the instrument."""
    states = [_at_sign(scene, i) for i in range(len(scene.tokens)) if _begins(scene, i, "sign")]
    told = [s for s in states if s.status == "signed" and not s.since]
    deed = next((s for s in told if not s.relative), None)
    if deed is not None:
        return deed
    about = _about_instruments(scene)
    if told and about.status == "planned" and _amends(scene):
        return about
    if told and not (about.status == "ended" or _stands(about) or _carried_out(about)):
        return told[0]
    since = next((s for s in states if s.since), None)
    if since is not None and about.status in (None, "signed"):
        return State("signed", since.cue, signing=True)
    if since is not None and about.status == "planned":
        # What is discussed though it was signed is being carried out.
        return State("in_force", about.cue)
    for state in states:
        if not (state.since or state.relative):
            return state
    return about


def _amends(scene: Scene) -> bool:
    """`menyusun adendum atas perjanjian yang diteken pada 2020`: is the signing that of the document amended?"""
    return any(
        scene.word(i - 1) in _ON
        and i - 2 in scene.instrument_at
        and scene.instrument_at[i].start > scene.instrument_at[i - 2].end
        for i in scene.instrument_at
        if i > 1
    )


def _stands(state: State) -> bool:
    return isinstance(state.cue, CueMention) and state.cue.rule == "cue.in_force.stands"


def _carried_out(state: State) -> bool:
    """`sebagai tindak lanjut PKS yang ditandatangani A dan B pada 2020`"""
    return isinstance(state.cue, CueMention) and state.cue.rule in _FOLLOWS


def _begins(scene: Scene, i: int, label: str) -> bool:
    cue = scene.labels[i].get(label)
    return cue is not None and cue.start == scene.tokens[i][0]


def _beside(scene: Scene, i: int, step: int, reach: int = _FAR) -> list[tuple[int, dict[str, CueMention]]]:
    """(distance, labels) of the tokens before (step -1) or after (1) token i, to the end of the clause."""
    found: list[tuple[int, dict[str, CueMention]]] = []
    distance, j = 0, i + step
    while 0 <= j < len(scene.tokens) and distance < reach:
        word = scene.word(j)
        if word in (".", ";", ":", "!", "?") or (
            step < 0 and (word in _BORDERS or _ends_quotation(scene, j) or _ends_aside(scene, j))
        ):
            break
        if j not in scene.actor_at and word not in ("(", ")", ","):
            distance += 1
            found.append((distance, scene.labels[j]))
        j += step
    return found


def _ends_aside(scene: Scene, i: int) -> bool:
    """`Setelah somasi tak digubris | , PKS dibatalkan`: does token i end a clause of why or when?"""
    if scene.word(i) != ",":
        return False
    first = next((j + 1 for j in range(i - 1, -1, -1) if scene.word(j) in (",", ".")), 0)
    return scene.word(first) in _ASIDES


def _ends_quotation(scene: Scene, i: int) -> bool:
    """Is token i the mark that ends direct speech (`…," kata X, yang menandatangani …`)?"""
    return scene.word(i) == '"' and i > 0 and scene.word(i - 1) in (",", "?", "!")


def _at_sign(scene: Scene, i: int) -> State:
    cue = scene.labels[i]["sign"]
    left = _beside(scene, i, -1)
    if _urged(left):
        return State(None, cue, hope=True)
    if (denial := _denied(scene, i)) is not None:
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
        if "negation" in labels and distance <= 3 and "recent" not in labels:
            word = labels["negation"]
            not_yet = scene.folded[word.start : word.end].lower() in _NOT_YET
            return State("planned" if not_yet else None, word, negated=not not_yet)
        carried = "in_force" in labels and labels["in_force"].rule == "cue.in_force"
        # "Menindaklanjuti hal itu A meneken MoU": what is followed up is something else.
        if carried and distance <= _NEAR and not referred:
            return State("in_force", labels["in_force"])
        if "ended" in labels and distance <= _NEAR and not _elsewhere(scene, cue, labels["ended"]):
            return State("ended", labels["ended"])
        if "at_last" in labels and distance <= _NEAR:
            break
        if "plan" in labels and (labels["plan"].rule in _WHOLE_CLAUSE or distance <= _NEAR):
            return State("planned", labels["plan"])
        if "hope" in labels and distance <= _NEAR + 1:
            # "Insya Allah sudah bisa ditandatangani"
            sure = next(
                (c for c in scene.sentence.cues if c.rule == _IF_GOD_WILL and c.end < cue.start), None
            )
            return State("planned", sure or labels["hope"], hope=sure is None)
        if "condition" in labels:
            return _conditional(scene, labels["condition"], i)
        if "other_document" in labels and distance <= 2:
            return State(None, labels["other_document"], negated=True)
    for distance, labels in _beside(scene, i, 1):
        if (
            "other_document" in labels
            and distance <= 1
            and cue.rule in _TAKES_OBJECT
            and not _opens_instrument(scene, labels["other_document"])
        ):
            return State(None, labels["other_document"], negated=True)
        if "plan" in labels and (labels["plan"].rule == "cue.plan.when" or _later(scene, labels, distance)):
            return State("planned", labels["plan"])
    if scene.sentence.zone == "title" and _foretold(scene, i):
        return State("planned", cue)
    if cue.rule != "cue.sign.noun" and not scene.instrument_at and "other_document" in scene.labels[0]:
        # "Surat pemutusan itu tertanggal … dan diteken wali kota", "Surat pembatalannya sudah ia tanda tangani"
        return State(None, scene.labels[0]["other_document"], negated=True)
    if cue.rule == "cue.sign.noun" and _only_dates(scene, i):
        return State(None, None)
    if cue.rule == "cue.sign.noun":
        # Names of instruments are long, and often printed with their acronym.
        for _, labels in _beside(scene, i, 1, _PREDICATE + len(scene.instrument_at)):
            if "to_be_held" in labels:
                return State("planned", labels["to_be_held"])
    before = [scene.word(j) for j in range(max(0, i - 3), i)]
    passive = cue.rule == "cue.sign.passive"
    if passive and _goes_on_since(scene, i):
        return State("in_force", cue)
    if before[-1:] and before[-1] in _SINCE and _obliged(scene, i):
        return State(None, cue, hope=True)
    if cue.rule == "cue.sign.active" and _since_somebody(scene, i):
        return State("in_force", cue)
    told = "yang" in before and bool(_ALREADY & set(before))
    since = passive and (told or bool(_SINCE & set(before[-1:])) or _newly(scene, i))
    since = since or (cue.rule == "cue.sign.active" and bool(_SINCE & set(before[-1:])))
    relative = passive and before[-1:] == ["yang"]
    return State("signed", cue, signing=True, since=since, relative=relative)


def _opens_instrument(scene: Scene, document: CueMention) -> bool:
    """`meneken surat | perjanjian jual beli`: is the document an instrument that its next word names?"""
    return any(0 <= m.start - document.end <= 1 for m in scene.sentence.instruments)


def _urged(left: list[tuple[int, dict[str, CueMention]]]) -> bool:
    """`DPR mendesak Kemlu segera membuat MoU`: is what follows only demanded?"""
    for _, labels in left:
        if "at_last" in labels:
            # "Di hari terakhir tenggat itu, X akhirnya menandatangani"
            return False
        if "hope" in labels and labels["hope"].rule == "cue.hope.urge":
            return True
    return False


def _denied(scene: Scene, i: int) -> CueMention | None:
    """`membantah kabar bahwa A telah meneken MoU`: what denies the clause that token i stands in."""
    for j in range(i - 1, 0, -1):
        if scene.word(j) in (".", '"', ";"):
            return None
        if scene.word(j) in _THAT:
            near = (scene.labels[k].get("negation") for k in range(max(0, j - _NEAR), j))
            return next((c for c in near if c is not None and c.rule == "cue.negation.denial"), None)
    return None


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
    return words[-1:] != [] and (
        (words[-1] in MONTHS and (len(words) == 1 or words[-2] in _PARTS))
        or (len(words) > 1 and words[-2:] in _TO_COME)
    )


def _obliged(scene: Scene, i: int) -> bool:
    """`PKS wajib disampaikan lima hari sejak ditandatangani`: does the clause tell what has to be done?"""
    for j in range(i - 1, -1, -1):
        if scene.word(j) in (".", '"', ";"):
            return False
        if scene.word(j) in _OBLIGES:
            return True
    return False


def _since_somebody(scene: Scene, i: int) -> bool:
    """`sejak federasi itu menandatangani MoU dengan B`: does `sejak` stand before the signer?"""
    for j in range(i - 1, max(-1, i - 1 - _PREDICATE), -1):
        if scene.word(j) in ("sejak", "semenjak"):
            return j < i - 1
        if scene.word(j) in (",", ".", ";", '"') or scene.labels[j].keys() & {
            "sign",
            "report",
            "make",
            "plan",
        }:
            return False
    return False


def _newly(scene: Scene, i: int) -> bool:
    """`Baru seratus hari diteken, MoU itu …`: does the signing only say how old the document is?"""
    near = [scene.word(j) for j in range(max(0, i - _FAR), i)]
    return "baru" in near and bool(_UNITS & set(near[near.index("baru") :]))


def _goes_on_since(scene: Scene, i: int) -> bool:
    """`Sejak PKS antara A dan B itu diteken, …`: does the document's own clause stand behind `sejak`?"""
    for j in range(i - 1, -1, -1):
        if scene.word(j) in ("sejak", "semenjak"):
            return j < i - 1
        skipped = j in scene.actor_at or j in scene.instrument_at or scene.labels[j].keys() & _NAMES_IT
        if not (skipped or scene.word(j) in ("dan", ",")):
            return False
    return False


def _conditional(scene: Scene, cue: CueMention, i: int) -> State:
    """`Bila tak ada aral, MoU diteken A`: foreseen; `jika MoU diteken A`: nothing is said of its state."""
    apart = any(cue.end <= scene.tokens[j][0] and scene.word(j) == "," for j in range(i))
    return State("planned", cue) if apart else State(None, cue, hope=True)


def _referred(scene: Scene, last: int) -> bool:
    """Does `itu`, `tersebut` stand behind the instrument that ends at token `last`?"""
    return last + 1 < len(scene.labels) and "refer" in scene.labels[last + 1]


def _in_relative(scene: Scene, cue: CueMention) -> bool:
    """`rencana perpanjangan PKS yang akan berakhir`: does the cue only describe the document?"""
    return scene.folded.endswith(_WHICH, 0, cue.start)


def _is_renewed(scene: Scene, ended: CueMention) -> bool:
    """`MoU yang berakhir Desember lalu diperpanjang`: is what has ended renewed in the same clause?"""
    before = scene.folded[max(0, ended.start - len(_WHICH)) : ended.start].lower()
    renewed = [c for c in scene.sentence.cues if c.label == "renew" and c.start > ended.end]
    denied = any(c.label == "negation" and c.start > ended.end for c in scene.sentence.cues)
    return before == _WHICH and bool(renewed) and not denied


def _elsewhere(scene: Scene, sign: CueMention, ended: CueMention) -> bool:
    """Does something else end: `Acara diakhiri dengan …`, `Posisinya digantikan X yang langsung meneken …`?"""
    passive = scene.folded[ended.start : ended.start + 2].lower() == "di"
    return _before_with(scene, ended) or (passive and sign.rule == "cue.sign.active")


def _before_with(scene: Scene, cue: CueMention) -> bool:
    """`Acara diakhiri | dengan …`: what ends is the meeting; `Kalau | dengan B bentuknya PKS`: as for B."""
    return scene.folded[cue.end : cue.end + len(_WITH)].lower() == _WITH


def _only_dates(scene: Scene, i: int) -> bool:
    """`Setelah penandatanganan tersebut, …`: a signing told elsewhere says when something else happens."""
    after = i + 1 < len(scene.labels) and "refer" in scene.labels[i + 1]
    return after and any(scene.word(j) in _WHEN for j in range(max(0, i - 2), i))


def _about_instruments(scene: Scene) -> State:
    best = State(None, None)
    for i in sorted(scene.instrument_at):
        instrument = scene.instrument_at[i]
        if scene.instrument_at.get(i - 1) is instrument:
            continue
        state = _at_instrument(scene, i, instrument)
        told = state.hope or state.negated
        if _ORDER.index(state.status) < _ORDER.index(best.status) or (told and best.status is None):
            best = state
    return best


def _in_the_making(scene: Scene, last: int) -> CueMention | None:
    """`payung hukumnya MoU dengan X sedang difinalisasi`: the word of planning behind the instrument whose last token
    is `last`.
    """
    for j in range(last + 1, min(last + 1 + _PREDICATE, len(scene.tokens) - 1)):
        if scene.word(j) in (".", ";", '"') or "clause" in scene.labels[j]:
            return None
        if scene.word(j) in _GOING_ON:
            return scene.labels[j + 1].get("plan")
    return None


def _at_instrument(scene: Scene, i: int, instrument: InstrumentMention) -> State:
    left = _beside(scene, i, -1)
    last = i
    while scene.instrument_at.get(last + 1) is instrument:
        last += 1
    right = _beside(scene, last, 1)
    # The predicate of a long name ("PKS Pengolahan … antara A dan B berakhir") stands far behind it.
    predicate = _beside(scene, last, 1, _PREDICATE)
    for distance, labels in left:
        if "negation" in labels and distance <= 3 and not labels.keys() & {"ended", "plan"}:
            return State(None, labels["negation"], negated=True)
    if _urged(left):
        return State(None, instrument, hope=True)
    denied = False
    planned = any("plan" in labels for _, labels in left)
    for _, labels in [*left, *predicate]:
        if "ended" in labels and _before_with(scene, labels["ended"]):
            continue
        if "ended" in labels and _is_renewed(scene, labels["ended"]):
            continue
        if "ended" in labels and denied and "negation" not in labels:
            # "tidak pernah dicabut"
            return State("in_force", labels["ended"])
        if "ended" in labels and "in_force" in labels:
            if planned and _in_relative(scene, labels["in_force"]):
                continue
            # "akan berakhir"
            return State("in_force", labels["in_force"])
        if "ended" in labels:
            return State("ended", labels["ended"])
        denied = "negation" in labels or (denied and bool(labels.keys() & {"past", "filler", "also"}))
    for _, labels in predicate:
        stands = "in_force" in labels and labels["in_force"].rule == "cue.in_force.stands"
        if stands and not (planned and "plan" in labels and _in_relative(scene, labels["in_force"])):
            return State("in_force", labels["in_force"])
    if (going_on := _in_the_making(scene, last)) is not None:
        return State("planned", going_on)
    told_before = made = False
    for distance, labels in left:
        if told_before and "plan" in labels:
            # "Rencana itu menimbulkan pertanyaan soal perjanjian": a plan of something else.
            break
        told_before = "refer" in labels
        if "in_force" in labels and distance <= _NEAR:
            return State("in_force", labels["in_force"])
        request = "plan" in labels and labels["plan"].rule == "cue.plan.request"
        if request and made:
            # "Anggota dewan meminta pemkab membuat MoU": demanded
            return State(None, labels["plan"], hope=True)
        made = made or "make" in labels
        # "Ia minta perjanjian itu diaudit": what is asked is about a document that stands.
        if "plan" in labels and (not request or (distance <= _NEAR and not _referred(scene, last))):
            return State("planned", labels["plan"])
        if "condition" in labels and not _before_with(scene, labels["condition"]):
            return State(None, labels["condition"], hope=True)
        if "hope" in labels and distance <= _NEAR:
            return State(None, labels["hope"], hope=True)
    purpose = False
    for distance, labels in right:
        # "MoU guna menyiapkan tenaga kerja": what it is for is no plan of it.
        purpose = purpose or "topic" in labels
        if "plan" in labels and distance <= _NEAR and not purpose:
            return State("planned", labels["plan"])
        if "in_force" in labels and distance <= 2 and labels["in_force"].rule == "cue.in_force":
            return State("in_force", labels["in_force"])
    for _, labels in left:
        if "make" in labels:
            return State("signed", labels["make"])
    for _, labels in right:
        if "make" in labels and labels["make"].rule == "cue.make.passive":
            return State("signed", labels["make"])
    return State(None, None)
