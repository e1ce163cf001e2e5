"""`fuhe tables`: the tables of one file as fuhe reads them."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.output import say


@click.command("tables", short_help="Show the tables read from one PDF.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
    help="csv: one line per cell; json: one object per table.",
)
@click.option("--page", type=click.IntRange(1), help="Only tables on this page.")
@click.option("--table", "wanted", help="Only this table: its label (表5), its title or its id (t05).")
@click.option("--password", help="Password for an encrypted file.")
@click.option(
    "--image",
    "pictures",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Also write each page with a table as a picture with the grid drawn on it.",
)
def command(
    file: Path, form: str, page: int | None, wanted: str | None, password: str | None, pictures: Path | None
) -> None:
    """Show the tables that were read from FILE: grids with header and spans, label, title, unit, engine, confidence.

    \b
    Example:
      fuhe tables report.pdf --table 表5
      fuhe tables report.pdf --format csv > cells.csv
      fuhe tables report.pdf --image grids
    """
    from parsers.read import read_document
    from pipeline.cli.table_views import tables_as_csv, tables_as_json, tables_as_text
    from schemas.errors import DocumentError

    document = read_document(file, name=file.name, password=password)
    for problem in document.problems:
        say(f"{file.name}: {problem}", err=True)
    if pictures is not None:
        from parsers.page_picture import write_grids

        for path in write_grids(file.read_bytes(), document, pictures, password):
            say(str(path), err=True)
    tables = [
        table
        for table in document.tables
        if (page is None or page in table.pages)
        and (wanted is None or wanted in (table.label, table.title, table.table_id))
    ]
    if not tables:
        known = ", ".join(table.name or table.table_id for table in document.tables)
        remedy = f"the file has {known}" if known else "the file has no tables that fuhe can see"
        raise DocumentError("no such table", remedy)
    view = {"text": tables_as_text, "csv": tables_as_csv, "json": tables_as_json}[form]
    for piece in view(tables):
        say(piece, nl=False)
