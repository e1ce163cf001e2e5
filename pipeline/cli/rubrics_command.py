"""`fuhe rubrics`: the editions of scoring rules on file."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.output import say


@click.group("rubrics", short_help="List, show and check the scoring rules on file.")
def command() -> None:
    """The editions of scoring rules that fuhe has on file: one YAML file each, readable and editable.

    \b
    Example:
      fuhe rubrics list
    """


@command.command("list", short_help="List the editions on file.")
def list_editions() -> None:
    """List the editions on file: id, district, year, number of indicators, title.

    \b
    Example:
      fuhe rubrics list
    """
    from rubrics.load import all_editions

    for rubric in all_editions():
        say(f"{rubric.rubric_id}\t{rubric.district}\t{rubric.fiscal_year}\t{len(rubric.indicators)}\t{rubric.title}")


@command.command("show", short_help="Show one edition with all its rules.")
@click.argument("rubric_id")
@click.option("--indicator", help="Only this indicator: its name or part of it.")
@click.option("--json", "as_json", is_flag=True, help="The whole edition as JSON.")
def show(rubric_id: str, indicator: str | None, as_json: bool) -> None:
    """Show the edition RUBRIC_ID: levels, indicators, weights, and each rule in words with its source.

    \b
    Example:
      fuhe rubrics show shenzhen_futian_2021 --indicator 政府采购
    """
    from pipeline.cli.rule_words import edition_text
    from rubrics.load import edition
    from schemas.errors import RubricError

    rubric = edition(rubric_id)
    if indicator:
        chosen = tuple(one for one in rubric.indicators if indicator in one.name)
        if not chosen:
            raise RubricError(f"no indicator {indicator!r} in {rubric_id}", "leave --indicator out to see all")
        rubric = rubric.model_copy(update={"indicators": chosen})
    say(rubric.model_dump_json(indent=2) if as_json else edition_text(rubric))


@command.command("check", short_help="Check that editions hold together.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check editions: fields, weights against their levels, points of parts, bands. Without FILES, all on file.

    Prints a line per problem; exits with 4 when there is one.

    \b
    Example:
      fuhe rubrics check rubrics/shenzhen_futian_2021.yaml
    """
    from rubrics.check import check_edition
    from rubrics.load import all_editions, read_edition
    from schemas.errors import RubricError

    editions = [read_edition(path) for path in files] if files else all_editions()
    count = 0
    for rubric in editions:
        problems = check_edition(rubric)
        count += len(problems)
        for problem in problems:
            say(f"{rubric.rubric_id}: {problem}")
    if count:
        raise RubricError(f"{count} problem{'' if count == 1 else 's'} in the rubrics", "correct the files")
    say(f"{len(editions)} edition{'' if len(editions) == 1 else 's'}, no problem", err=True)
