"""Templates to pages. Everything a report says is escaped; the pages' policy lets nothing run but our own script.

What is defended: text of a report (titles, cells, file names) that holds markup, quotes or script. Autoescaping makes
it text; the content security policy names the hash of the one script, so that even a slip in a template runs nothing;
pages load nothing from anywhere. Names of pages come from report ids, which are hex digits.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from pipeline.export.code_words import UNITS
from pipeline.export.compare import Comparison
from pipeline.export.html.charts import bar_of
from pipeline.export.html.views import OPEN_STEPS, ReportLine, ReportView, Unread, shares, span_text
from pipeline.vocabulary.metrics import load_metrics
from schemas.audit import Severity

_HERE = "pipeline.export.html"


@cache
def environment() -> Environment:
    """The templates of the pages, with what they all use."""
    found = Environment(
        loader=PackageLoader(_HERE, "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = _asset("page.css"), _asset("page.js")
    found.globals.update(
        t=both,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(script),
        open_steps=OPEN_STEPS,
    )
    return found


def both(zh: object, en: object) -> Markup:
    """Text in both languages, of which the page shows one."""
    return Markup('<span class="zh" lang="zh">{}</span><span class="en" lang="en">{}</span>').format(zh, en)


def report_page(view: ReportView, made_from: str) -> str:
    """The HTML of one report's page. `made_from` names the run."""
    return environment().get_template("report.html.j2").render(v=view, r=view.report, made_from=made_from)


def index_page(lines: Sequence[ReportLine], unread: Sequence[Unread], made_from: str) -> str:
    """The HTML of the page that leads to all reports and to the workbook beside it; `made_from` names the run."""
    totals = [sum(line.counts[i] for line in lines) for i in range(len(Severity))]
    return (
        environment()
        .get_template("index.html.j2")
        .render(lines=lines, unread=unread, totals=totals, made_from=made_from)
    )


def compare_page(comparison: Comparison, *, pages: bool) -> str:
    """The page that sets reports side by side; `pages` says whether pages of the reports lie beside it."""
    metrics = load_metrics()
    return (
        environment()
        .get_template("compare.html.j2")
        .render(
            c=comparison,
            rows=[(r, bar_of(r.weight, r.self_total, r.low, r.high)) for r in comparison.reports],
            indicators=[(i, shares(i.verdicts)) for i in comparison.indicators],
            span=span_text,
            metric=lambda code: metrics[code].name if code in metrics else code,
            units=UNITS,
            pages=pages,
            made_from=look_version(),
        )
    )


@cache
def look_version() -> str:
    """A hash of templates, style, script and code: pages made by another version are made anew."""
    total = hashlib.sha256()
    home = files(_HERE)
    everything = [*home.iterdir(), *home.joinpath("templates").iterdir()]
    for file in sorted((f for f in everything if f.is_file()), key=lambda f: f.name):
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()[:12]


def _asset(name: str) -> str:
    return files(_HERE).joinpath("templates", name).read_text("utf-8")


def _policy(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
