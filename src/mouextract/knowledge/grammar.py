"""Closed classes of Indonesian words (Sneddon and others, *Indonesian: A Comprehensive Grammar*).

What an analyst may want to extend stands in `patterns/`; these do not grow.
"""

from __future__ import annotations

import re

# What puts a clause, or a noun, after another in time.
AFTER = frozenset({"setelah", "sesudah", "usai", "seusai", "selepas"})
# What turns to somebody or something else.
TURNS = frozenset({"sedangkan", "sementara", "adapun"})
POINTING = frozenset({"ini", "itu", "tersebut"})
NUMERALS = {
    word: number
    for number, word in enumerate(
        ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"), 1
    )
}
# How many are meant by numerals, and by words that point back to several: `ketiga`, `ketiganya`, `bertiga`. Of two,
# `kedua` and `keduanya` are rules of their own (`patterns/cues.toml`, label `both`).
COUNTS = {
    form: number
    for word, number in NUMERALS.items()
    if number > 1
    for form in (word, f"ber{word}", *((f"ke{word}", f"ke{word}nya") if number > 2 else ()))
}
# Parts of a body that a number behind them tells apart (`LLDIKTI Wilayah XIV`).
NUMBERED_PARTS = frozenset({"wilayah", "regional", "region", "divisi", "zona"})
# Roman numerals up to XXXIX.
ROMAN = re.compile(r"(?=[XVI])X{0,3}(?:IX|IV|V?I{0,3})")
