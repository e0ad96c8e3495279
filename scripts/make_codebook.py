"""Writes docs/codebook.md from the models, the shapes of tables and the rules: `python scripts/make_codebook.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from mouextract import records
from mouextract.knowledge.institutions import all_known
from mouextract.records import AgreementType, ArticleRecord, DateRole, Evidence, Signatory, Status
from mouextract.rules import load_rules
from mouextract.write.shapes import SHAPES
from mouextract.write.tables import TABLES

TARGET = Path(__file__).parents[1] / "docs" / "codebook.md"

HEAD = """\
# Codebook

What every key, column and code means. Made by `scripts/make_codebook.py` from the models, the shapes of tables and
the rules: change it there.

A **partial date** is an ISO 8601 date of the precision that is known: `2023-11-06`, `2023-11` or `2023`. **Codes** of
regions are Kemendagri's, dotted: `14.03` is Kabupaten Bengkalis, `14.72` Kota Dumai, `21` Kepulauan Riau. **Offsets**
count Unicode characters of the article's text from 0; the end is not included.
"""

STATUS = {
    Status.PLANNED: "drafted, discussed, about to be signed",
    Status.SIGNED: "the article reports the signing, a renewal's too",
    Status.IN_FORCE: "signed earlier; carried out, followed up, evaluated",
    Status.ENDED: "lapsed or cancelled",
}
DATE_ROLE = {
    DateRole.SIGNED: "an agreement was signed on it",
    DateRole.EVENT: "something else that the article reports happened on it",
    DateRole.PUBLISHED: "the article's own publication line",
    DateRole.DOCUMENT: "a letter, a law or an earlier instrument has it",
    DateRole.PAGE: "the clock of a web page",
    DateRole.OTHER: "any other",
}
CAPACITY = {
    "signed": "signed",
    "designated": "is to sign",
    "on_behalf": "signed for somebody else (mewakili)",
}
BASIS = {
    "text": "the words say it",
    "table": "a known name's official form or code",
    "metadata": "completed from the stored publication date",
    "inferred": "the reader is left to know it; less sure",
}


def codebook() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_record(), *_codes(), *_shapes(), *_tables()])


def _record() -> Iterable[str]:
    yield "## A record: one article\n"
    seen: list[type[BaseModel]] = [ArticleRecord]
    for model in seen:
        yield f"### {model.__name__}\n\n{_first_line(model)}\n"
        rows = []
        hints = get_type_hints(model, include_extras=True)
        for name, field in model.model_fields.items():
            seen += [each for each in _models(hints[name]) if each not in seen]
            kind = _kind(hints[name]) + " or null" * (type(None) in get_args(hints[name]))
            rows.append((f"`{name}`", kind, field.description or ""))
        yield _table(("key", "holds", "meaning"), rows)


def _codes() -> Iterable[str]:
    yield "## Codes\n"
    rules = load_rules().of("instruments", "instrument")
    examples = {
        kind: [
            marked[1]
            for rule in rules
            if rule.value == kind and (marked := re.search(r"\[(.+?)\]", rule.examples[0]))
        ]
        for kind in AgreementType
    }
    yield (
        "### types\n\nKinds of instrument. MoU beside a specific Indonesian name for the same document yields that "
        "name's kind.\n"
    )
    yield _table(
        ("code", "for instance, in the rules' examples"),
        [(f"`{kind}`", ", ".join(examples[kind]) or kind.replace("_", " ")) for kind in AgreementType],
    )
    yield "### status\n"
    yield _table(("code", "meaning"), _meanings(Status, STATUS))
    yield "### role of a date\n"
    yield _table(("code", "meaning"), _meanings(DateRole, DATE_ROLE))
    yield "### capacity of a signatory\n"
    capacities = get_args(Signatory.model_fields["capacity"].annotation)
    yield _table(("code", "meaning"), [(f"`{each}`", CAPACITY[each]) for each in capacities])
    yield "### basis of evidence\n"
    bases = get_args(Evidence.model_fields["basis"].annotation)
    yield _table(("code", "meaning"), [(f"`{each}`", BASIS[each]) for each in bases])
    yield "### kinds of institution\n\nThose that the tables and rules give, each with the first name that has it.\n"
    yield _table(("code", "for instance"), _kinds())


def _kinds() -> list[tuple[str, str]]:
    found = {"regency": "Pemerintah Kabupaten Bengkalis", "city": "Pemerintah Kota Dumai"}
    found["province"] = "Pemerintah Provinsi Riau"
    for institution in all_known():
        found.setdefault(institution.kind, institution.name)
    for rule in load_rules().of("institutions"):
        if (kind := rule.attrs.get("kind")) and (marked := re.search(r"\[(.+?)\]", rule.examples[0])):
            found.setdefault(kind, marked[1])
    return [(f"`{kind}`", name) for kind, name in sorted(found.items())]


def _shapes() -> Iterable[str]:
    yield (
        "## Tables: CSV, TSV, Parquet, XLSX\n\n"
        "`mouextract export --rows NAME`. The names and the order are stable; new columns come after those of the "
        "same block. Several values in a cell are joined by `; `. Rows of different tables belong together by `uri`, "
        "`row`, `article_id` and `agreement`. In CSV and TSV an empty cell says that there is nothing, truth values "
        "are `true` and `false`, and text that a spreadsheet would run as a formula begins with an apostrophe of "
        "ours.\n"
    )
    for shape in SHAPES.values():
        yield f"### {shape.name}\n\nA row is {shape.row}.\n"
        rows = [(f"`{c.name}`", c.kind.value, c.meaning) for c in shape.columns]
        yield _table(("column", "holds", "meaning"), rows)


def _tables() -> Iterable[str]:
    yield (
        "## Databases: SQLite, DuckDB\n\n"
        "The whole record, in tables with keys; `article` numbers the records from 1, everything else is numbered "
        "within what it belongs to, from 1 too.\n"
    )
    for table in TABLES:
        keys = ", ".join(f"`{name}`" for name in table.primary)
        parents = "".join(
            f" {', '.join(f'`{name}`' for name in columns)}: of `{parent}`."
            for parent, columns in table.parents
        )
        yield f"### `{table.name}`\n\nA row is {table.row}. Primary key: {keys}.{parents}\n"
        rows = [
            (f"`{field.name}`", field.kind.value + ("" if field.required else " or null"), field.meaning)
            for field in table.fields
        ]
        yield _table(("column", "holds", "meaning"), rows)


def _meanings(codes: type[StrEnum], meanings: dict[Any, str]) -> list[tuple[str, str]]:
    return [(f"`{code.value}`", meanings[code]) for code in codes]


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return (
        "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)
        + "\n"
    )


def _first_line(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().splitlines()[0]


def _bare(annotation: Any) -> Any:
    return _bare(get_args(annotation)[0]) if get_origin(annotation) is Annotated else annotation


def _models(annotation: Any) -> list[type[BaseModel]]:
    annotation = _bare(annotation)
    if isinstance(annotation, type) and not get_args(annotation):
        return [annotation] if issubclass(annotation, BaseModel) else []
    return [model for each in get_args(annotation) for model in _models(each)]


def _kind(annotation: Any) -> str:
    """What a key holds, in words."""
    names = {
        records.PartialDate: "partial date",
        records.RegencyCode: "code",
        records.ProvinceCode: "code",
        records.RegionCode: "code",
        records.Duration: "duration, ISO 8601",
    }
    if annotation in names:
        return names[annotation]
    annotation = _bare(annotation)
    if isinstance(annotation, UnionType) or get_origin(annotation) is Union:
        return " or ".join(_kind(each) for each in get_args(annotation) if each is not type(None))
    if get_origin(annotation) is Literal:
        return " or ".join(f"`{each}`" for each in get_args(annotation))
    if get_origin(annotation) is list:
        return f"list of {_kind(get_args(annotation)[0])}"
    plain = {str: "text", int: "integer", float: "number", bool: "true or false"}
    return plain.get(annotation) or annotation.__name__


if __name__ == "__main__":
    TARGET.write_text(codebook(), encoding="utf-8")
