"""`mouextract corrections …`."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mouextract.cli import terminal
from mouextract.cli.codes import Exit
from mouextract.cli.reading import Articles, DateField, Encoding, IdField, Patterns, TextField, TitleField

if TYPE_CHECKING:
    from collections.abc import Callable

    from mouextract.api import Extractor
    from mouextract.corrections.tasks import Task
    from mouextract.mentions import Annotations
    from mouextract.records import ArticleRecord


class Tool(StrEnum):
    """The annotation tool."""

    LABEL_STUDIO = "label-studio"
    DOCCANO = "doccano"


_Corrected = Annotated[
    str, typer.Argument(metavar="CORRECTED", help="What the annotation tool exported: JSON or JSONL.")
]
_Annotator = Annotated[
    str | None,
    typer.Option(
        "--annotator", metavar="WHO", help="Label Studio: whose annotations, by id or e-mail address."
    ),
]


def export(
    records: Annotated[
        str, typer.Argument(metavar="RECORDS", help="Records: a JSONL file, a folder of them, or `-`.")
    ],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INPUT]...", help="Their articles, where the records hold no text."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="The tasks; without it, standard output."),
    ] = None,
    tool: Annotated[Tool, typer.Option("--to", help="The annotation tool.")] = Tool.LABEL_STUDIO,
    interface: Annotated[
        Path | None,
        typer.Option(
            "--interface",
            metavar="FILE",
            help="Write what the labels are, too: Label Studio's interface (XML), or doccano's label types (JSON).",
        ),
    ] = None,
    text_field: TextField = None,
    title_field: TitleField = None,
    date_field: DateField = None,
    id_field: IdField = None,
    encoding: Encoding = None,
) -> None:
    """Write records as tasks for an annotation tool, their values as labelled words."""
    import json

    from mouextract.cli.arguments import refuse_overwriting, to_file
    from mouextract.cli.reading import DateOrder, read_options
    from mouextract.corrections.doccano import label_types, to_doccano
    from mouextract.corrections.label_studio import config, to_label_studio
    from mouextract.corrections.tasks import task_of
    from mouextract.errors import InputError
    from mouextract.judge.records_io import load_records
    from mouextract.write.output import output

    options = read_options(
        text_field=text_field,
        title_field=title_field,
        date_field=date_field,
        id_field=id_field,
        date_order=DateOrder.DMY,
        encoding=encoding,
    )
    target = to_file(out)
    refuse_overwriting(target, [records, *(inputs or ())])
    articles = Articles(inputs or (), options, quiet=True)
    seen: set[str] = set()
    with output(target) as sink:
        separator = "[\n"
        for record, text in _with_texts(load_records(records), articles if inputs else None, articles.error):
            if record.article_id in seen:
                terminal.note(f"article {record.article_id}: a second one with this id is left out")
                continue
            seen.add(record.article_id)
            try:
                task = task_of(record, text)
            except ValueError as error:
                articles.error(InputError(record.source.uri, str(error), record.source.row))
                continue
            if tool is Tool.DOCCANO:
                sink.write(json.dumps(to_doccano(task), ensure_ascii=False) + "\n")
            else:
                sink.write(separator + json.dumps(to_label_studio(task, _version()), ensure_ascii=False))
                separator = ",\n"
        if tool is Tool.LABEL_STUDIO:
            sink.write("[]\n" if separator == "[\n" else "\n]\n")
    if interface is not None:
        with output(interface) as sink:
            sink.write(config() if tool is Tool.LABEL_STUDIO else label_types())
    raise typer.Exit(Exit.UNREADABLE if articles.failures else Exit.OK)


def import_(
    corrected: _Corrected,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="The gold; without it, standard output."),
    ] = None,
    annotator: _Annotator = None,
    patterns: Patterns = None,
) -> None:
    """Turn corrected tasks into gold, which `evaluate` reads.

    Articles that nobody has annotated are left out.
    """
    import json

    from mouextract.cli.arguments import refuse_overwriting, to_file
    from mouextract.corrections.gold import gold_of
    from mouextract.write.output import output

    target = to_file(out)
    refuse_overwriting(target, [corrected])
    work = _Corrections(corrected, annotator, patterns)
    with output(target) as sink:
        for task in work.tasks():
            try:
                gold = gold_of(task, work.annotate)
            except ValueError as error:
                work.failed(f"article {task.article_id}: {error}")
                continue
            sink.write(json.dumps(gold, ensure_ascii=False) + "\n")
    if work.untouched:
        terminal.note(f"{work.untouched} not annotated")
    raise typer.Exit(Exit.UNREADABLE if work.failures else Exit.OK)


def example(
    corrected: _Corrected,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[CORRECTION]", help="Its name, `<article>#<number>`; without it they are listed."
        ),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--into", metavar="DIR", help="The folder of your own rules that it is written into."),
    ] = None,
    rule: Annotated[
        str | None,
        typer.Option(
            "--rule", metavar="ID", help="The rule; the default is the one that proposed the words."
        ),
    ] = None,
    annotator: _Annotator = None,
) -> None:
    """Make a correction an example of a rule, or a counterexample.

    Words that an annotator added are an example of the rule that should have found them, words taken away are
    a counterexample of the rule that proposed them. The rule is copied into your folder, and you are told whether it
    obeys already.
    """
    from mouextract.corrections.examples import corrections_of

    work = _Corrections(corrected, annotator, [folder] if folder and any(folder.glob("*.toml")) else None)
    found = 0
    for task in work.tasks():
        for each in corrections_of(task, work.annotate):
            if name is None:
                what = "removed" if each.removed else "added"
                by = f" ({each.rule})" if each.rule else ""
                typer.echo(terminal.printable(f"{each.name}  {what} {each.label}{by}: {each.sentence}"))
            elif each.name == name:
                if folder is None:
                    raise typer.BadParameter("say which folder of rules", param_hint="--into")
                _write_example(each, rule or each.rule, folder, work.extractor)
                found += 1
    if name is not None and not found and not work.failures:
        raise typer.BadParameter(f"there is no correction {name!r}", param_hint="CORRECTION")
    raise typer.Exit(Exit.UNREADABLE if work.failures else Exit.OK)


def _write_example(correction: Any, rule_id: str | None, folder: Path, extractor: Extractor) -> None:
    from mouextract.annotate.pipeline import Pipeline
    from mouextract.corrections.examples import add_example, unmarked
    from mouextract.corrections.holds import counterexample_holds, example_holds
    from mouextract.rules import load_rules

    if rule_id is None:
        raise typer.BadParameter("say which rule should have found it", param_hint="--rule")
    counter = correction.removed
    path = add_example(extractor.rules, rule_id, correction.sentence, folder, counter=counter)
    kind = "counterexample" if counter else "example"
    typer.echo(f"{kind} of {rule_id} " + ("already there" if path is None else f"written to {path}"))
    rules = load_rules([folder])
    rule = next(each for each in rules if each.id == rule_id)
    pipeline = Pipeline(rules)
    if counter:
        obeys = counterexample_holds(rule, unmarked(correction.sentence), pipeline)
    else:
        obeys = example_holds(rule, correction.sentence, pipeline)
    typer.echo(
        "the rule obeys it" if obeys else f"the rule does not obey it yet: change its pattern in {folder}"
    )


class _Corrections:
    """The tasks of a corrected file; `failures` counts those that are none."""

    def __init__(self, path: str, annotator: str | None, patterns: Patterns) -> None:
        self._path = path
        self._annotator = annotator
        self._patterns = tuple(patterns or ())
        self._extractor: Extractor | None = None
        self.failures = 0
        self.untouched = 0

    @property
    def extractor(self) -> Extractor:
        """Made when first asked for."""
        from mouextract.api import Extractor

        self._extractor = self._extractor or Extractor(self._patterns)
        return self._extractor

    def annotate(self, task: Task) -> Annotations:
        """What the pipeline reads in a task's text."""
        from mouextract.article import Article

        return self.extractor.annotate(Article(text=task.text, published=task.published))

    def failed(self, reason: str) -> None:
        """Name what cannot be used, and count it."""
        self.failures += 1
        terminal.error(f"{self._path}: {reason}")

    def tasks(self) -> Iterator[Task]:
        """The corrected tasks, one at a time."""
        from mouextract.corrections.doccano import from_doccano
        from mouextract.corrections.label_studio import from_label_studio
        from mouextract.judge.records_io import load_raw

        for number, raw in enumerate(load_raw(self._path), 1):
            try:
                if isinstance(raw.data.get("data"), dict):
                    task = from_label_studio(raw.data, self._annotator)
                else:
                    task = from_doccano(raw.data)
            except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
                reason = str(error) if type(error) is ValueError else f"not of the known form ({error})"
                self.failed(f"task {number}: {reason}")
                continue
            if task is None:
                self.untouched += 1
            else:
                yield task


def _with_texts(
    records: Iterator[ArticleRecord], articles: Articles | None, on_error: Callable[[Any], None]
) -> Iterator[tuple[ArticleRecord, str]]:
    """Records with the texts that they were made of: their own, else those of the articles."""
    from mouextract.errors import InputError
    from mouextract.judge.sources import RecordsByText

    if articles is not None:
        known = RecordsByText(records)
        for article in articles:
            if (record := known.of(article)) is not None:
                yield record, article.text
        return
    for record in records:
        if record.text is None:
            reason = "its record holds no text: name the articles after the records"
            on_error(InputError(record.source.uri, reason, record.source.row))
        else:
            yield record, record.text


def _version() -> str:
    from importlib.metadata import version

    return f"mouextract {version('mouextract')}"
