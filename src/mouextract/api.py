"""The library's front door: one article in, one record out. The commands use the same functions."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mouextract.annotate.for_record import RecordAnnotator
from mouextract.annotate.language import LanguageTest
from mouextract.annotate.pipeline import Pipeline
from mouextract.article import Article
from mouextract.assemble.build import Assembler
from mouextract.errors import InputError, MouextractError
from mouextract.mentions import Annotations
from mouextract.read.options import ReadOptions
from mouextract.read.rows import Columns, RowError, article_of
from mouextract.records import ArticleRecord, partial_date
from mouextract.rules import load_rules

if TYPE_CHECKING:
    from spacy.language import Language

NOT_INDONESIAN = "the article does not look Indonesian: no agreements were looked for"

Folders = str | Path | Sequence[str | Path]
"""Folders of further rules, or one."""

_COLUMNS = Columns(text="text", title="title", date="published", url="url", outlet=None, id="id")


class Extractor:
    """Made once (rules and tables are read and compiled), used for any number of articles.

    `patterns`: folders of further rules. Raises RuleError where a rule is wrong.
    """

    def __init__(self, patterns: Folders = ()) -> None:
        self.rules = load_rules(_folders(patterns))
        self.pipeline = Pipeline(self.rules)
        self._annotator = RecordAnnotator(self.pipeline)
        self.assembler = Assembler(self.rules)
        self.language = LanguageTest(self.rules)

    def extract(self, article: Article, *, with_text: bool = False) -> ArticleRecord:
        """The record of one article. Raises RecordError where it would violate the contract, InputError where the
        article's `published` is no partial date.

        An article in another language gets a warning and no agreements; what else it names is listed.
        """
        ann = self._judged(self._annotator.annotate(_dated(article)))
        return self.assembler.record(article, ann, with_text=with_text)

    def annotate(self, article: Article) -> Annotations:
        """What the article says, as the assembler reads it: no cues where it is not Indonesian.

        Raises InputError where its `published` is no partial date.
        """
        return self._judged(self.pipeline.annotate(_dated(article)))

    def _judged(self, ann: Annotations) -> Annotations:
        if not self.language.reads(ann):
            # Without cues nothing is told of any agreement.
            ann.cues.clear()
            ann.warnings.append(NOT_INDONESIAN)
        return ann


def extract(
    text: str | Article,
    *,
    title: str | None = None,
    published: str | datetime.date | None = None,
    url: str | None = None,
    id: str | None = None,
    patterns: Folders = (),
    with_text: bool = False,
) -> ArticleRecord:
    """The record of one article, given as its text or as an Article.

    `title`, `published` (the stored publication date), `url` and `id` belong to a text and are taken as
    `scan` takes a row's: a title that does not begin the text is put before it, with one empty line
    between, and a date that cannot be read is a warning. Rules are read once per process and choice of
    `patterns` (folders of further rules); where they change meanwhile, use a new Extractor.

    Raises InputError where there is no text, RuleError where a rule is wrong, RecordError where the
    record would break the contract, TypeError where an Article comes with further values.
    """
    article = _article(text, title=title, published=published, url=url, id=id)
    return _extractor(_folders(patterns)).extract(article, with_text=with_text)


def extract_many(
    articles: Iterable[str | Article],
    *,
    patterns: Folders = (),
    with_text: bool = False,
    on_error: Callable[[InputError], None] | None = None,
) -> Iterator[ArticleRecord]:
    """A lazy stream of records, in the order of the articles, which are texts or Articles.

    An article that cannot be processed goes to `on_error` as an InputError (`row` of a text: its place in
    the stream, from 0), and the others go on; without `on_error` its error is raised. A wrong rule is
    raised at once.
    """
    extractor = _extractor(_folders(patterns))
    return _records(articles, extractor, with_text, on_error)


def load(patterns: Folders = ()) -> Language:
    """A spaCy pipeline: `spacy.blank("id")` with a lean tokenizer and one component per concern.

    Its documents hold the mentions (`doc.spans["mouextract_dates"]`, `doc._.mouextract`), not the
    agreements: these are `extract`'s. `make_doc` gives a document its publication date and title.
    Raises RuleError where a rule is wrong.
    """
    from mouextract.annotate.components import build

    return build(_folders(patterns))


def _records(
    articles: Iterable[str | Article],
    extractor: Extractor,
    with_text: bool,
    on_error: Callable[[InputError], None] | None,
) -> Iterator[ArticleRecord]:
    for number, item in enumerate(articles):
        try:
            record = extractor.extract(_article(item), with_text=with_text)
        except Exception as error:
            # Whatever one article does to us, the others go on where the caller hears of it.
            if on_error is None:
                raise
            on_error(_located(error, item, number))
            continue
        yield record


def _located(error: Exception, item: str | Article, number: int) -> InputError:
    uri, row = (item.uri, item.row) if isinstance(item, Article) else ("-", number)
    if isinstance(error, InputError):
        return InputError(uri, error.reason, row)
    reason = str(error) if isinstance(error, MouextractError) else f"{type(error).__name__}: {error}"
    return InputError(uri, reason, row)


def _article(text: str | Article, **values: str | datetime.date | None) -> Article:
    given = {key: value for key, value in values.items() if value is not None}
    if isinstance(text, Article):
        if given:
            raise TypeError(f"an Article holds its own {', '.join(given)}")
        return text
    fields = {
        key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in given.items()
    }
    uri = str(given.get("url", "-"))
    try:
        return article_of({**fields, "text": text}, _COLUMNS, ReadOptions(), uri=uri, row=None)
    except RowError as error:
        raise InputError(uri, str(error)) from None


def _dated(article: Article) -> Article:
    """The article, if its stored publication date can be counted from."""
    if article.published is not None:
        try:
            partial_date(article.published)
        except ValueError as error:
            raise InputError(article.uri, f"published: {error}", article.row) from None
    return article


def _folders(patterns: Folders) -> tuple[Path, ...]:
    return (Path(patterns),) if isinstance(patterns, str | Path) else tuple(Path(p) for p in patterns)


@lru_cache(maxsize=8)
def _extractor(patterns: tuple[Path, ...]) -> Extractor:
    return Extractor(patterns)
