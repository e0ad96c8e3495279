"""From a row of fields to an article: which field is which, and the checks on its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mouextract.article import Article
from mouextract.read.dates import read_stored_date
from mouextract.read.encoding import damage
from mouextract.read.options import ReadOptions
from mouextract.text import squeeze

# The usual names of each field, most telling first; compared in lower case with "_" for spaces and hyphens.
GUESSES: dict[str, tuple[str, ...]] = {
    "text": (
        *(
            "text",
            "content",
            "isi",
            "body",
            "article",
            "artikel",
            "isi_berita",
            "isi_artikel",
            "article_text",
        ),
        *("full_text", "fulltext", "maintext", "main_text", "konten", "teks", "berita"),
    ),
    "title": ("title", "judul", "headline", "judul_berita", "judul_artikel"),
    "date": (
        *(
            "date",
            "publish_date",
            "published",
            "published_at",
            "publication_date",
            "date_published",
            "pubdate",
        ),
        *("tanggal", "tgl", "tanggal_terbit", "waktu", "datetime", "timestamp", "created_at"),
    ),
    "url": ("url", "link", "source_url", "tautan"),
    "outlet": ("outlet", "source", "media", "sumber", "publisher", "site", "sitename"),
    "id": ("id", "article_id", "_id", "doc_id", "guid"),
}

_MISSING = frozenset({"", "-", "null", "none", "nan", "n/a"})


class RowError(Exception):
    """Why a row gives no article, in one line."""


class NoTextFieldError(RowError):
    """The row has no field that could be its text, or not the one that was named."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The fields' own names by role; None where there is none."""

    text: str
    title: str | None
    date: str | None
    url: str | None
    outlet: str | None
    id: str | None

    def described(self) -> str:
        """`text column 'isi', title 'judul', date 'tanggal'`."""
        roles = ("title", "date", "url", "outlet", "id")
        others = [f"{role} {name!r}" for role in roles if (name := getattr(self, role)) is not None]
        return ", ".join([f"text column {self.text!r}", *others])


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def find_columns(names: Iterable[str], options: ReadOptions) -> Columns:
    """Which of the names is which: as the options say, else guessed.

    Raises NoTextFieldError. Other named fields that are missing are for `missing_fields` to tell.
    """
    exact = list(names)
    plain: dict[str, str] = {}
    for name in exact:
        plain.setdefault(_plain(name), name)
    chosen: dict[str, str | None] = {}
    for role, wanted in options.named().items():
        chosen[role] = wanted if wanted in exact else plain.get(_plain(wanted))
    taken = {name for name in chosen.values() if name is not None}
    for role, guesses in GUESSES.items():
        if role not in chosen:
            found = (plain[guess] for guess in guesses if guess in plain and plain[guess] not in taken)
            chosen[role] = next(found, None)
    text = chosen["text"]
    if text is None:
        if options.text_field is not None:
            raise NoTextFieldError(f"no field {options.text_field!r}; there are: {listed(exact)}")
        raise NoTextFieldError(f"no text column among: {listed(exact)} (say which with --text-field)")
    others = {role: chosen[role] for role in ("title", "date", "url", "outlet", "id")}
    return Columns(text=text, **others)


def missing_fields(names: Iterable[str], options: ReadOptions) -> list[str]:
    """The named fields (other than the text's) that are not among the names."""
    exact = list(names)
    plain = {_plain(name) for name in exact}
    named = options.named()
    return [n for role, n in named.items() if role != "text" and n not in exact and _plain(n) not in plain]


def listed(names: Iterable[str]) -> str:
    """Field names for a message, not endlessly many."""
    shown = [repr(name[:60]) for name in names]
    more = f" and {len(shown) - 30} more" if len(shown) > 30 else ""
    return (", ".join(shown[:30]) + more) or "none"


def article_of(
    fields: Mapping[str, object],
    columns: Columns,
    options: ReadOptions,
    *,
    uri: str,
    row: int | None,
    warnings: tuple[str, ...] = (),
) -> Article:
    """The article of one row; RowError where it has no text that can be used."""
    text = fields.get(columns.text)
    if not isinstance(text, str):
        kind = "empty" if text is None else f"{type(text).__name__}, not a string"
        raise RowError(f"no text: field {columns.text!r} is {kind}")
    if not text.strip():
        raise RowError(f"no text: field {columns.text!r} is empty")
    title = _word(fields, columns.title)
    text = with_title(title, text)
    if len(text) > options.max_article_chars:
        limit = options.max_article_chars
        raise RowError(f"the text has {len(text):,} characters; the limit is {limit:,}")
    published, doubt = read_stored_date(_unwrapped(fields, columns.date), options.date_order)
    outlet, url = _word(fields, columns.outlet), _word(fields, columns.url)
    if outlet is not None and outlet.startswith(("http://", "https://")):
        # A "source" that is an address is no outlet.
        outlet, url = None, url or outlet
    article = Article(
        text=text,
        title=title,
        published=published,
        outlet=outlet,
        url=url,
        uri=uri,
        row=row,
        id=_word(fields, columns.id),
        warnings=(*warnings, *((doubt,) if doubt else ()), *damage(text)),
    )
    for name in ("text", "title", "outlet", "url", "id"):
        if _has_surrogate(getattr(article, name)):
            raise RowError(f"{name} holds a lone surrogate, which is no character")
    return article


def with_title(title: str | None, text: str) -> str:
    """The text with its title before it and one empty line between, unless it begins with it already."""
    if not title or squeeze(text).startswith(squeeze(title)):
        return text
    return f"{title}\n\n" + text.lstrip("\r\n")


def _unwrapped(fields: Mapping[str, object], name: str | None) -> object:
    """The value; MongoDB's exports wrap ids and dates in an object with one key."""
    value = fields.get(name) if name is not None else None
    if isinstance(value, dict) and len(value) == 1 and (key := next(iter(value))) in ("$oid", "$date"):
        return value[key]
    return value


def _word(fields: Mapping[str, object], name: str | None) -> str | None:
    value = _unwrapped(fields, name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value:
        return str(value)
    if not isinstance(value, str) or value.strip().lower() in _MISSING:
        return None
    return value.strip()


def _has_surrogate(value: str | None) -> bool:
    if value is None or value.isascii():
        return False
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
