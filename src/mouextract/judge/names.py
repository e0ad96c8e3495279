"""When two names mean the same institution, person or office, however a newspaper writes them.

Pure functions on strings, for measuring only: what an article says is never decided here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.fuzz import token_sort_ratio

_PARENTHESIS = re.compile(r"\(([^)]*)\)")
_WORD = re.compile(r"[^\W_]+")

# Short and long wordings that count as one; an empty long form is a word without weight.
_ABBREVIATIONS = {
    "pemkab": "pemerintah kabupaten",
    "pemkot": "pemerintah kota",
    "pemko": "pemerintah kota",
    "pemkota": "pemerintah kota",
    "pemprov": "pemerintah provinsi",
    "pemprop": "pemerintah provinsi",
    "pemda": "pemerintah daerah",
    "kab": "kabupaten",
    "walikota": "wali kota",
    "wako": "wali kota",
    "wabup": "wakil bupati",
    "wawako": "wakil wali kota",
    "wagub": "wakil gubernur",
    "penjabat": "pj",
    "sekda": "sekretaris daerah",
    "kadis": "kepala dinas",
    "univ": "universitas",
    "kejari": "kejaksaan negeri",
    "kejati": "kejaksaan tinggi",
    "kajari": "kepala kejaksaan negeri",
    "kajati": "kepala kejaksaan tinggi",
    "perlindungan": "pelindungan",
    "dirut": "direktur utama",
    "disnaker": "dinas tenaga kerja",
    "kerjasama": "kerja sama",
    "bp2mi": "badan pelindungan pekerja migran indonesia",
    "bnp2tki": "badan nasional penempatan dan pelindungan tenaga kerja indonesia",
    "kp2mi": "kementerian pelindungan pekerja migran indonesia",
    "bpn": "badan pertanahan nasional",
    "kpk": "komisi pemberantasan korupsi",
    "kemnaker": "kementerian ketenagakerjaan",
    "kemenag": "kementerian agama",
    "kemendagri": "kementerian dalam negeri",
    "kapolres": "kepala kepolisian resor",
    "polres": "kepolisian resor",
    "polda": "kepolisian daerah",
    "kapolda": "kepala kepolisian daerah",
    "uin": "universitas islam negeri",
    "ri": "",
    "republik": "",
    "pt": "",
    "tbk": "",
    "persero": "",
    "the": "",
}
_FILLERS = {
    "indonesia", "dan", "daerah", "kabupaten", "kota", "provinsi", "negara", "dr", "republik", "indonesian",
}  # fmt: skip
_BRANCH_WORDS = {"cabang", "perwakilan", "unit"}
_OFFICE_MARKS = {"wakil", "pj", "plt", "plh", "pjs"}
_UNSHORTENED = {"dan", "of", "de", "di", "the"}

_SIMILAR_NAMES = 88
_SIMILAR_WORDS = 90


@lru_cache(maxsize=1 << 16)
def normalise(name: str) -> str:
    """Lower case, words only, parentheses dropped, abbreviations expanded."""
    words = _WORD.findall(_PARENTHESIS.sub(" ", name).casefold())
    return " ".join(filter(None, (_ABBREVIATIONS.get(word, word) for word in words)))


def same_name(found: str, gold: str) -> bool:
    """Same person: the words of one name lie within the other's, or the two are nearly alike."""
    x, y = normalise(found).split(), normalise(gold).split()
    if not x or not y:
        return False
    if set(x) <= set(y) or set(y) <= set(x):
        return True
    return token_sort_ratio(" ".join(x), " ".join(y)) >= _SIMILAR_NAMES


def shortens(short: str, words: list[str]) -> bool:
    """Whether `short` is made of the words' initials (kai) or of their beginnings (pelindo)."""
    if len(short) < 2 or len(words) < 2:
        return False
    # Ends within `short` that the words so far can reach: linear where backtracking would explode.
    reached = {0}
    for word in words:
        reached = {
            end
            for start in reached
            for end in range(start + 1, min(len(short), start + len(word)) + 1)
            if word.startswith(short[start:end])
        }
    return len(short) in reached


@lru_cache(maxsize=1 << 16)
def same_institution(found: str, gold: str) -> bool:
    """Same institution or office.

    The words are equal but for typos, fillers, branch wording, acronyms and shortened names; the
    name of a regional government must agree wholly.
    """
    x, y = normalise(found).split(), normalise(gold).split()
    only_x = [word for word in x if word not in y]
    only_y = [word for word in y if word not in x]
    if x[:1] == ["pemerintah"] and y[:1] == ["pemerintah"] and len(x) > 2 and len(y) > 2:
        return not only_x and not only_y
    for word in list(only_x):
        twin = next((other for other in only_y if token_sort_ratio(word, other) >= _SIMILAR_WORDS), None)
        if twin:
            only_x.remove(word)
            only_y.remove(twin)
    sides = ((only_x, only_y), (only_y, only_x))
    if any(len(a) == 1 and shortens(a[0], [w for w in b if w not in _UNSHORTENED]) for a, b in sides):
        return True
    shared = set(x) & set(y)
    if not shared:
        return False
    for fewer, more in sides:
        if fewer:
            continue
        if all(word in _FILLERS for word in more) or (set(more) & _BRANCH_WORDS and len(shared) > 1):
            return True
    return not only_x and not only_y


def same_office(found: str, gold: str) -> bool:
    """Same office: acting and deputy marks agree; one wording may be fuller, a bare noun is too little."""
    x, y = normalise(found).split(), normalise(gold).split()
    if not x or not y:
        return not y
    if {word for word in x if word in _OFFICE_MARKS} != {word for word in y if word in _OFFICE_MARKS}:
        return False
    return same_institution(found, gold) or set(y) <= set(x) or (set(x) <= set(y) and len(x) > 1)


def same_signatory(found: tuple[str, str], gold: tuple[str, str]) -> bool:
    """Same person in the same office: (name, role) each."""
    return same_name(found[0], gold[0]) and same_office(found[1], gold[1])
