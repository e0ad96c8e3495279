"""Text as the rules see it: same length as the original, so that every offset stays true."""

from __future__ import annotations

import re
from hashlib import sha256

# Look-alikes that articles use freely; each maps to exactly one character.
_FOLD = {
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
        " ",
    ),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f", " "),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u0060", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    "\u2028": "\n",
    "\u2029": "\n",
    "\t": " ",
    "\r": " ",
    # Halves of a broken character, which other libraries refuse.
    **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"),
}
_TABLE = str.maketrans(_FOLD)

LETTER = r"[^\W\d_]"
# A word may begin after a non-letter, or where a capital follows a small letter ("denganKomisi").
WORD_START = rf"(?:(?<!{LETTER})|(?<=[a-z])(?=[A-Z]))"
WORD_END = rf"(?:(?!{LETTER})|(?<=[a-z])(?=[A-Z]))"


def fold(text: str) -> str:
    """Spaces, quotes, dashes and invisible characters made plain; `len(fold(t)) == len(t)`."""
    return text.translate(_TABLE)


def lower(text: str) -> str:
    """Lower case without change of length (a character whose lower form is longer stays)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def squeeze(text: str) -> str:
    """One space for every run of white space, none at the ends."""
    return re.sub(r"\s+", " ", text).strip()


def text_sha256(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal (lone surrogates are kept as such)."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
