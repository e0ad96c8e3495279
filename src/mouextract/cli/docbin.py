"""`mouextract docbin`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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


def docbin(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders, globs, or `-` for standard input."),
    ],
    out: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="The file, usually named `….spacy`.")
    ],
    patterns: Patterns = None,
    text_field: TextField = None,
    title_field: TitleField = None,
    date_field: DateField = None,
    id_field: IdField = None,
    date_order: DateOrderOption = DateOrder.DMY,
    encoding: Encoding = None,
) -> None:
    """Write articles as spaCy documents (DocBin), for training.

    Each has span groups of what was found (`mouextract_dates`, …, `mouextract_evidence`) and entities.
    """
    from spacy.tokens import DocBin

    from mouextract.annotate.components import blank
    from mouextract.annotate.training import training_doc
    from mouextract.api import Extractor
    from mouextract.cli.arguments import refuse_overwriting
    from mouextract.write.output import output_path

    options = read_options(
        text_field=text_field,
        title_field=title_field,
        date_field=date_field,
        id_field=id_field,
        date_order=date_order,
        encoding=encoding,
    )
    refuse_overwriting(out, inputs)
    extractor, nlp, bin_ = Extractor(tuple(patterns or ())), blank(), DocBin()
    articles = Articles(inputs, options)
    with output_path(out) as path:
        for article in articles:
            try:
                ann = extractor.annotate(article)
                record = extractor.assembler.record(article, ann)
                evidence = [item for agreement in record.agreements for item in agreement.evidence]
                bin_.add(training_doc(nlp, ann, evidence))
            except ValueError as error:
                articles.refused(article, error)
        bin_.to_disk(path)
    raise typer.Exit(Exit.UNREADABLE if articles.failures else Exit.OK)
