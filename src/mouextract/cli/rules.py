"""`mouextract rules`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from mouextract.cli.codes import Exit
from mouextract.cli.reading import (
    Articles,
    DateField,
    DateOrder,
    DateOrderOption,
    Encoding,
    IdField,
    Patterns,
    TextField,
    TitleField,
    read_options,
)
from mouextract.cli.terminal import printable

if TYPE_CHECKING:
    from mouextract.read import ReadOptions
    from mouextract.rules import Rule, RuleSet


def rules(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID|INPUT]...",
            help="Rule ids to show in full, or concerns to list; with --coverage, articles as for scan.",
        ),
    ] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Count how often each rule fires on the articles of INPUT.")
    ] = False,
    gold: Annotated[
        str | None,
        typer.Option(
            "--gold", metavar="GOLD", help="With --coverage: gold annotations, for each rule's precision."
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=1, help="With --coverage: read the first N articles."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    entity_ruler: Annotated[
        bool,
        typer.Option(
            "--entity-ruler", help="Print the phrases and token patterns for spaCy's EntityRuler, as JSONL."
        ),
    ] = False,
    patterns: Patterns = None,
    text_field: TextField = None,
    title_field: TitleField = None,
    date_field: DateField = None,
    id_field: IdField = None,
    date_order: DateOrderOption = DateOrder.DMY,
    encoding: Encoding = None,
) -> None:
    """List the rules, show one, or count what they do.

    With --coverage: how often each rule fires, in how many agreements it is evidence, which rules
    never fire; with --gold also how many of those agreements and values are right.
    """
    options = read_options(
        text_field=text_field,
        title_field=title_field,
        date_field=date_field,
        id_field=id_field,
        date_order=date_order,
        encoding=encoding,
    )
    if coverage:
        if not what:
            raise typer.BadParameter("--coverage needs articles to read", param_hint="INPUT")
        if entity_ruler:
            raise typer.BadParameter("not with --coverage", param_hint="--entity-ruler")
        _cover(what, options, gold, limit, patterns, as_json)
        return
    if gold is not None or limit is not None:
        raise typer.BadParameter("only with --coverage", param_hint="--gold" if gold else "--limit")
    from mouextract.rules import load_rules

    if entity_ruler and as_json:
        raise typer.BadParameter("not with --json", param_hint="--entity-ruler")
    chosen = _chosen(load_rules(tuple(patterns or ())), what or [])
    if entity_ruler:
        _print_patterns(chosen)
    else:
        _show(chosen, what or [], as_json)


def _cover(
    inputs: Sequence[str],
    options: ReadOptions,
    gold: str | None,
    limit: int | None,
    patterns: Patterns,
    as_json: bool,
) -> None:
    from itertools import islice

    from mouextract.api import Extractor
    from mouextract.judge.coverage import CoverageCounter
    from mouextract.judge.coverage_report import coverage_json, coverage_lines
    from mouextract.judge.evaluate import load_gold
    from mouextract.judge.rule_lines import first_examples

    entries = [] if gold is None else load_gold(gold)
    extractor = Extractor(tuple(patterns or ()))
    counter = CoverageCounter(extractor, entries)
    articles = Articles(inputs, options)
    for article in islice(articles, limit):
        try:
            counter.add(article)
        except ValueError as error:
            articles.refused(article, error)
    result = counter.result()
    if as_json:
        typer.echo(coverage_json(result))
    else:
        _print(coverage_lines(result, first_examples(extractor.rules)))
    raise typer.Exit(Exit.UNREADABLE if articles.failures else Exit.OK)


def _chosen(known: RuleSet, what: Sequence[str]) -> list[tuple[str, Rule]]:
    """The rules that are asked for by id or concern, all where nothing is."""
    pairs = [(concern, rule) for concern, listed in known.concerns.items() for rule in listed]
    by_id = {rule.id: (concern, rule) for concern, rule in pairs}
    if not what:
        return pairs
    chosen = []
    for name in what:
        found = [by_id[name]] if name in by_id else [(c, r) for c, r in pairs if c == name]
        if not found:
            raise typer.BadParameter(_unknown(name, [*by_id, *known.concerns]), param_hint="ID")
        chosen += found
    return chosen


def _print_patterns(chosen: Iterable[tuple[str, Rule]]) -> None:
    import json

    from mouextract.cli.terminal import note
    from mouextract.rules import entity_patterns

    left_out = 0
    for _, rule in chosen:
        left_out += rule.regex is not None
        for pattern in entity_patterns(rule):
            typer.echo(json.dumps(pattern, ensure_ascii=False))
    if left_out:
        note(f"left out {left_out} regexes, which an EntityRuler cannot hold")


def _show(chosen: Sequence[tuple[str, Rule]], what: Sequence[str], as_json: bool) -> None:
    import json

    from mouextract.judge.rule_lines import list_lines, rule_json, rule_lines

    by_id = {rule.id for _, rule in chosen}
    if as_json:
        for concern, rule in chosen:
            typer.echo(json.dumps(rule_json(concern, rule), ensure_ascii=False))
    elif what and all(name in by_id for name in what):
        for n, (concern, rule) in enumerate(chosen):
            if n:
                typer.echo()
            _print(rule_lines(concern, rule))
    else:
        _print(list_lines(chosen))


def _unknown(name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3)
    return f"there is no rule or concern {name!r}" + (f"; did you mean {', '.join(near)}?" if near else "")


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(printable(line))
