"""mouextract: agreements between Indonesian public bodies, out of news articles, with their proof.

    import mouextract
    record = mouextract.extract("Bupati Contoh meneken MoU dengan ...", published="2023-11-07")

Importing this imports nothing else: each name below is fetched when it is first asked for, so that the
command line starts without spaCy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mouextract.annotate.components import make_doc
    from mouextract.api import Extractor, extract, extract_many, load
    from mouextract.article import Article
    from mouextract.errors import InputError, MouextractError, RecordError, RuleError
    from mouextract.records import ArticleRecord

    __version__: str

__all__ = [
    "Article",
    "ArticleRecord",
    "Extractor",
    "InputError",
    "MouextractError",
    "RecordError",
    "RuleError",
    "__version__",
    "extract",
    "extract_many",
    "load",
    "make_doc",
]

_HOMES = {
    "annotate.components": ("make_doc",),
    "api": ("Extractor", "extract", "extract_many", "load"),
    "article": ("Article",),
    "errors": ("InputError", "MouextractError", "RecordError", "RuleError"),
    "records": ("ArticleRecord",),
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("mouextract")
    for module, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(f"mouextract.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'mouextract' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
