"""`fuhe query`: SQL over a finished run."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.output import say


@click.command("query", short_help="Ask the corpus of a finished run in SQL.")
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("sql", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
    help="text: columns for reading; csv; json: one object per line.",
)
@click.option(
    "--find", "wanted", metavar="WORDS", help="Instead of SQL: paragraphs and findings that hold these words."
)
def command(out: Path, sql: str | None, form: str, wanted: str | None) -> None:
    """Run SQL (SQLite) over the corpus in OUT and print the rows. Without SQL, list tables and views.

    The database is OUT/corpus/corpus.sqlite, made anew when the corpus has changed. Nothing can be changed by a query.

    \b
    Example:
      fuhe query outputs/reports "SELECT agency, indicator, gap FROM v_scores WHERE gap > 0"
      fuhe query outputs/reports --find "政府采购 执行率"
    """
    from pipeline.cli.query_output import list_tables, print_rows
    from pipeline.export.explore_sqlite import write_database
    from pipeline.run.output_folder import OutputFolder

    folder = OutputFolder(out)
    folder.require()
    write_database(folder.corpus)
    if wanted is not None:
        from pipeline.export.explore_search import search_sql

        print_rows(folder.corpus, search_sql(wanted), form)
    elif sql is None:
        list_tables(folder.corpus)
        say('Columns and their meaning:  fuhe query OUT "SELECT sql FROM sqlite_master"', err=True)
    else:
        print_rows(folder.corpus, sql, form)
