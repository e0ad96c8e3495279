"""Words that lost the space between them, as where a link was cut out of a page: `denganKomisi`, `Siakmenilai`.

Words are those of folded text (`text.fold`).
"""

from __future__ import annotations

import re
from collections.abc import Set

# Found behind other words that they are glued to.
GLUED_WORDS = (
    *("memorandum", "letter", "nota", "perjanjian", "kesepakatan", "kesepahaman"),
    *("meneken", "menandatangani"),
)
# The capital that a glued word shows; written so that a search stops at capitals alone.
INNER_CAPITAL = re.compile(r"[A-Z](?:(?<=[a-z][A-Z])|(?<=[A-Z]{3})(?=[a-z]{4}))")
# Letters of the shortest word that may have lost a space (`kePT`).
SHORTEST_GLUED = 4
# denganKomisi, PerekonomianAirlangga, PTKereta, diKPK, Semarangmeneken; MoU, KemenPAN, STIKes and YouTube stay whole.
_GLUE = re.compile(
    r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})|(?<=[a-z]{5})(?=[A-Z])|(?:(?<=[A-Z]{3})|(?<=^(?:RI|PT|CV)))(?=[A-Z][a-z]{4})"
    r"|(?:(?<=^di)|(?<=^ke)|(?<=^dan)|(?<=^(?:dari|oleh|yang|pada|para|bagi|atas|kata|usai|atau|soal)))(?=[A-Z])"
    rf"|(?<=[a-z]{{3}})(?=(?:{'|'.join(GLUED_WORDS)})$)"
)

# What follows names: words that no name ends with, those that some do (Wildan, Wulandari), verbs by their prefixes.
_FOLLOWS = (
    *("yang", "dengan", "untuk", "telah", "sudah", "adalah", "tersebut", "sebagai", "selaku", "bahwa"),
    *("kepada", "karena", "melalui", "terkait", "setelah", "seperti", "tentang", "hingga", "sekaligus"),
    *("bersama", "terhadap", "belum", "tidak", "kemudian", "sebelum", "ketika"),
    *("sejak", "secara", "sebesar", "teken", "lewat", "setempat", "supaya", "tanpa", "meneken"),
    *("menandatangani", "mengatakan", "menyebut", "menyebutkan", "menjadi", "menilai", "menggelar"),
    *("melakukan", "meminta", "memastikan", "menjelaskan", "mengungkapkan", "menyampaikan"),
    *("menegaskan", "mengaku", "menambahkan", "berharap", "membuka", "menerima", "memberikan"),
    *("menggandeng", "menjalin", "merupakan", "memiliki", "membantah", "mendukung", "mengajak"),
    *("meresmikan", "menghadiri"),
)
_MAY_FOLLOW = (
    *("dan", "dari", "ini", "itu", "akan", "juga", "oleh", "pada", "serta", "saat", "dalam"),
    *("agar", "usai", "masih", "dapat", "bisa", "harus", "lalu", "atau", "ataupun", "kata", "ujar"),
    *("ungkap", "resmi", "antara", "sepakat", "siap", "gandeng", "jalin", "gelar", "kala", "tanggal"),
    *("mulai", "kembali", "minta", "punya", "ingin"),
)
_VERB = r"me[a-z]{5,}|di[a-z]{5,}|ber[a-z]{4,}|ter[a-z]{4,}"
_SURE = "|".join(_FOLLOWS)
_BEHIND = rf"(?:{_SURE}|{'|'.join(_MAY_FOLLOW)}|{_VERB})"
BEHIND_NAME = re.compile(rf"(?:{_BEHIND}|di|ke)(?![^\W_A-Z])")
"""What may follow a known name without a space, up to its own end."""
_SURELY_BEHIND = re.compile(rf"(?:{_SURE})\Z")
_END_BEHIND = re.compile(rf"(?<=[^\W_]{{2}})(?={_BEHIND}\Z)")
_LAST_NAME = re.compile(r"[A-Z](?:[A-Z0-9]+|[a-z]{2,})\Z")
# Letters of a name that is told by what is behind it alone, at least; with other names around.
_SURE_NAME, _AMONG_NAMES = 4, 6
# Documents whose word goes on with another: kesepahamanini, samadengan.
_DOCUMENT = re.compile(
    r"(?:kesepahaman|kesepakatan|perjanjian|kerjasama|memorandum)(?!nya|lah|pun|kah)(?=[a-z]{3,}\Z)"
    rf"|(?:sama|kontrak|nota|mou|loi|moa|hoa)(?=(?:{_BEHIND}|[pk]e[a-z]{{3,}}an)\Z)",
    re.IGNORECASE,
)

# Behind `kerja`, what begins with `sama` is two words, unless it ends with a particle: `kerja samariset`.
_COOPERATION = re.compile(r"sama(?!nya|lah|pun|kah|kan)(?=[a-z]{2,}\Z)")
WORK = "kerja"


def glue_cuts(word: str) -> list[int]:
    """Where a word that lost its spaces falls apart, by its own letters."""
    if len(word) < SHORTEST_GLUED or (word.islower() and not word.endswith(GLUED_WORDS)):
        return []
    return [match.start() for match in _GLUE.finditer(word)]


def may_end_behind(word: str) -> bool:
    """May the word begin with a name, or a document's, and end with what stands behind it? False is certain."""
    if not word[-1].islower():
        return False
    document = _DOCUMENT.match(word) or _COOPERATION.match(word)
    return document is not None or (not word.islower() and _END_BEHIND.search(word) is not None)


def end_of_name(word: str, known: Set[str], before: str, among_names: bool) -> int:
    """Where in such a word the name ends; 0 where nothing shows that there are two words.

    `known`: the words of the article; a name is among them, is an acronym, or is told by what follows. `before`: the
    word before it; `among_names`: stands it between capitalised ones?
    """
    document = _DOCUMENT.match(word) or (_COOPERATION.match(word) if before.lower() == WORK else None)
    if document is not None:
        return document.end()
    for match in _END_BEHIND.finditer(word):
        cut = match.start()
        name = _LAST_NAME.search(word, 0, cut)
        if name is None:
            continue
        if word[:cut] in known or name[0] in known or name[0][1].isupper():
            return cut
        if len(name[0]) >= _SURE_NAME and _SURELY_BEHIND.match(word, cut):
            return cut
        if among_names and len(name[0]) >= _AMONG_NAMES and word.endswith("dan"):
            return cut
    return 0
