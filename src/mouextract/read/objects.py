"""A stream of JSON objects to articles, shared by the formats that hold such."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from mouextract.article import Article
from mouextract.read.context import Source
from mouextract.read.rows import (
    Columns,
    NoTextFieldError,
    RowError,
    article_of,
    find_columns,
    listed,
    missing_fields,
)

# Objects may differ in their fields; so many kinds are remembered, then it starts anew.
_KINDS = 500


def parse(text: str) -> object:
    """JSON, or RowError that says where it goes wrong."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno}, column {error.colno}"
        raise RowError(f"not valid JSON ({error.msg}, {place})") from None
    except RecursionError:
        raise RowError("not valid JSON (nested too deeply)") from None
    except ValueError as error:
        raise RowError(f"not valid JSON ({error})") from None


@dataclass
class ObjectReader:
    """Turns objects of one file into articles and reports the others.

    Objects before the first one with a text field are held back (their numbers, that is): if none has
    one at all, the file gets a single error instead of one for every row.
    """

    source: Source
    _columns: dict[tuple[str, ...], Columns | NoTextFieldError] = field(default_factory=dict)
    _without_text: list[tuple[int | None, str]] = field(default_factory=list)
    _first_problem: NoTextFieldError | None = None
    _seen_text: bool = False
    _absent: set[str] | None = None
    _names: tuple[str, ...] = ()

    def article(
        self, value: object, row: int | None, where: str = "", warnings: tuple[str, ...] = ()
    ) -> Article | None:
        """The article of one value; None where it gave an error. `where` ("line 7: ") begins its message."""
        if not isinstance(value, dict):
            self.source.error(f"{where}a JSON {_kind(value)}, not an object", row)
            return None
        names = tuple(value)
        columns = self._find(names)
        if isinstance(columns, NoTextFieldError):
            if self._seen_text:
                self.source.error(f"{where}{columns}", row)
            else:
                self._first_problem = self._first_problem or columns
                self._without_text.append((row, where))
            return None
        self._note(names, columns)
        try:
            return article_of(
                value, columns, self.source.options, uri=self.source.uri, row=row, warnings=warnings
            )
        except RowError as error:
            self.source.error(f"{where}{error}", row)
            return None

    def finish(self) -> None:
        """Report what only the whole file can tell: fields that were named and that no object has."""
        if self._first_problem is not None and not self._seen_text:
            if len(self._without_text) == 1:
                (row, where), *_ = self._without_text
                self.source.error(f"{where}{self._first_problem}", row)
            else:
                self.source.error(
                    f"none of {len(self._without_text):,} objects has a text: {self._first_problem}"
                )
        for name in sorted(self._absent or ()):
            self.source.error(f"no field {name!r}; there are: {listed(self._names)}")

    def _find(self, names: tuple[str, ...]) -> Columns | NoTextFieldError:
        known = self._columns.get(names)
        if known is None:
            if len(self._columns) >= _KINDS:
                self._columns.clear()
            try:
                known = find_columns(names, self.source.options)
            except NoTextFieldError as error:
                known = error
            self._columns[names] = known
            missing = set(missing_fields(names, self.source.options))
            self._absent = missing if self._absent is None else self._absent & missing
            self._names = self._names or names
        return known

    def _note(self, names: tuple[str, ...], columns: Columns) -> None:
        if self._seen_text:
            return
        self._seen_text = True
        self.source.notice(columns.described())
        for row, where in self._without_text:
            self.source.error(f"{where}{self._first_problem}", row)
        self._without_text.clear()


def _kind(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, list):
        return "list"
    return "string" if isinstance(value, str) else "number"
