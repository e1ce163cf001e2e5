"""Calculations of a finished run as trees of text, read from the corpus itself."""

from __future__ import annotations

import io
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from pathlib import Path

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from pipeline.export.corpus_rows import rows_by_name
from pipeline.export.trace_json import PlaceJson, trace_from_json
from schemas.figure import Interval, Unit, plain_decimal
from schemas.trace import Trace
from schemas.white_space import without_space

Row = dict[str, str]

_WIDTH = 120  # where there is no terminal to ask
_UNITS = {
    Unit.YUAN: " 元",
    Unit.QIAN_YUAN: " 千元",
    Unit.WAN_YUAN: " 万元",
    Unit.BAIWAN_YUAN: " 百万元",
    Unit.YI_YUAN: " 亿元",
    Unit.PERCENT: "%",
    Unit.POINTS: " 分",
    Unit.PERSONS: " 人",
    Unit.ITEMS: "",
    Unit.NONE: "",
}


def explain(corpus: Path, what: str, report: str, lang: str) -> Iterator[str]:
    """One text for each finding with this id, or else each indicator of this name (then: with this in its name).

    `report` narrows to a report's id or file. Raises OutputError when the corpus cannot be read.
    """
    files = {row["report_id"]: row["file"] for row in rows_by_name(corpus, "reports")}
    wanted = {rid for rid, file in files.items() if not report or report == rid or report in file}
    several = {file for file, count in Counter(files.values()).items() if count > 1}
    files = {rid: f"{file} ({rid})" if file in several else file for rid, file in files.items()}
    findings = [row for row in rows_by_name(corpus, "findings") if row["report_id"] in wanted]
    by_id = [row for row in findings if row["finding_id"] == what]
    for row in by_id:
        yield _finding_text(row, files[row["report_id"]], lang)
    if by_id:
        return
    scores = [row for row in rows_by_name(corpus, "indicator_scores") if row["report_id"] in wanted]
    name = without_space(what)
    exact = [row for row in scores if row["indicator"] == name]
    for row in exact or [row for row in scores if name and name in row["indicator"]]:
        related = [f for f in findings if f["report_id"] == row["report_id"] and f["indicator"] == row["indicator"]]
        yield _score_text(row, files[row["report_id"]], related, lang)


def _score_text(row: Row, file: str, related: list[Row], lang: str) -> str:
    low, high = row["recomputed_low"], row["recomputed_high"]
    recomputed = "—" if not low else low if low == high else f"{low} – {high}"
    head = Text(f"{row['indicator']}  自评 {row['self_score'] or '—'} / 权重 {row['weight'] or '—'}")
    head.append(f"，复核 {recomputed}：{row['verdict']}")
    root = Tree(head)
    root.add(Text(f"{file}  p.{row['page'] or '?'}"))
    if row["rule"]:
        root.add(Text(f"规则 {row['rule']}"))
    _add_step(root, trace_from_json(row["trace"]), set())
    for finding in related:
        root.add(Text(f"{finding['severity']} {finding['finding_id']}: {_message(finding, lang)}"))
    return _draw(root)


def _finding_text(row: Row, file: str, lang: str) -> str:
    root = Tree(Text(f"{row['severity']} {row['finding_id']}: {_message(row, lang)}"))
    where = " / ".join(row[name] for name in ("table", "row", "column", "indicator") if row[name])
    root.add(Text(f"{file}  {where}"))
    expected = row["expected_low"]
    if row["expected_high"] != expected:
        expected = f"{expected} – {row['expected_high']}"
    if row["reported"] or expected:
        root.add(Text(f"印出 {row['reported'] or '—'}，应为 {expected or '—'}"))
    evidence = root.add(Text("证据"))
    for place in json.loads(row["evidence"]):
        evidence.add(_place(place))
    if row["trace"]:
        _add_step(root, trace_from_json(row["trace"]), set())
    for consequence in json.loads(row["consequences"] or "[]"):
        root.add(Text(f"连带 {consequence}"))
    return _draw(root)


def _message(row: Row, lang: str) -> str:
    if lang:
        return row[f"message_{lang}"]
    return f"{row['message_zh']} / {row['message_en']}"


def _add_step(parent: Tree, step: Trace, shown: set[Trace]) -> None:
    """The step and what is below it; what was shown before is only named again."""
    text = Text(step.label)
    if step.reading:
        text.append(f" [{step.reading}]")
    if step.formula:
        text.append(f" = {step.formula}")
    if step.value is not None:
        text.append(f" → {_value(step.value)}{_UNITS[step.unit]}")
    if step.missing:
        text.append(f"  缺 {step.missing}")
    if step.note:
        text.append(f"  （{step.note}）")
    if step in shown and (step.children or step.places):
        text.append("  （见上）")
        parent.add(text)
        return
    shown.add(step)
    branch = parent.add(text)
    for place in step.places:
        branch.add(Text(f"p.{place.page}  “{place.text}”"))
    for child in step.children:
        _add_step(branch, child, shown)


def _value(value: Interval) -> str:
    if value.is_exact:
        return _short(value.low, ROUND_HALF_UP)
    low, high = _short(value.low, ROUND_FLOOR), _short(value.high, ROUND_CEILING)
    return low if low == high else f"[{low}, {high}]"


def _short(value: Decimal, rounding: str) -> str:
    """To four places, ends of a range outwards, without zeros at the end."""
    text = plain_decimal(value.quantize(Decimal("0.0001"), rounding=rounding))
    return text.rstrip("0").rstrip(".")


def _place(place: PlaceJson) -> Text:
    box = ", ".join(f"{edge:g}" for edge in place["box"])
    return Text(f"p.{place['page']} ({box})  “{place['text']}”")


def _draw(tree: Tree) -> str:
    out = io.StringIO()
    Console(
        file=out, width=shutil.get_terminal_size((_WIDTH, 24)).columns, highlight=False, markup=False, color_system=None
    ).print(tree)
    return out.getvalue().rstrip("\n")
