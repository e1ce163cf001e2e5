"""The workbook recalculated by another program: LibreOffice works the formulas out anew and gets our values.

Skipped where LibreOffice Calc is not installed.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pipeline.export.finished_run import FinishedQuarter, FinishedReport, finished_reports
from pipeline.export.workbook import workbook
from schemas.figure import Unit
from schemas.trace import Trace
from tests.desk.desk_run import desk_run
from tests.desk.sample_scores import points, rate, score

_OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
# A LibreOffice for texts alone has no Calc and opens no workbook; the library of Calc lies beside the program.
_CALC = _OFFICE is not None and any(Path(_OFFICE).resolve().parent.glob("*sclo.*"))
_FORMULA = re.compile(r"(<c [^>]*>)(<f>.*?</f>)<v>[^<]*</v>", re.DOTALL)
_RULES = (
    ("采购率×2分", "81.5", "100", "1.63"),
    ("采购率<60% 得0分；60%≤采购率<75% 得0.4分；采购率≥75% 得1分", "74.99", "100", "0.4"),
    ("采购率/95%×2分，最高2分", "47.5", "100", "1"),
    ("1分，采购率超出10%每1个百分点扣0.1分，扣完为止", "12", "100", "0.8"),
    ("采购率线性插值：60%→0分、80%→2分、100%→3分", "70", "100", "1"),
    ("若有违规得0分，否则 [采购率×2分] + [人工判断0–1分]", "50", "100", "1"),
)


def _report(tmp_path: Path) -> FinishedReport:
    """A report with a score for each kind of rule, and a quarter."""
    (made,) = finished_reports(desk_run(tmp_path).out / "corpus")
    scores = []
    for order, (rule, top, bottom, worth) in enumerate(_RULES, 1):
        part = Trace(label="采购率得分", value=points(worth), unit=Unit.POINTS, children=(rate("采购率", top, bottom),))
        scores.append(replace(score(rule, part), order=order))
    quarter = FinishedQuarter(2, Decimal("300.50"), Decimal("123.45"), None, Decimal(50), None, 1)
    return replace(made, scores=tuple(scores), quarters=(quarter,))


def _without_results(book: bytes) -> bytes:
    """The workbook with its formulas, but none of the values that were written beside them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = _FORMULA.sub(r"\1\2", data.decode()).encode()
            new.writestr(name, data)
    return out.getvalue()


def _values(book: bytes | Path) -> dict[tuple[str, str], object]:
    opened = openpyxl.load_workbook(io.BytesIO(book) if isinstance(book, bytes) else book, data_only=True)
    return {(sheet.title, cell.coordinate): cell.value for sheet in opened for row in sheet.iter_rows() for cell in row}


def _formulas(book: bytes) -> Iterator[tuple[str, str]]:
    for sheet in openpyxl.load_workbook(io.BytesIO(book)):
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell.coordinate) for cell in row if cell.data_type == "f")


@pytest.mark.skipif(not _CALC, reason="LibreOffice Calc is not installed: apt-get install libreoffice-calc")
def test_another_program_works_out_the_same_values(tmp_path: Path) -> None:
    made = workbook([_report(tmp_path)], {})
    source = tmp_path / "findings.xlsx"
    source.write_bytes(_without_results(made))
    profile = (tmp_path / "profile").as_uri()
    command = [
        str(_OFFICE),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "again"), str(source)], check=True, capture_output=True, timeout=900
    )
    ours, theirs = _values(made), _values(tmp_path / "again" / "findings.xlsx")
    places = list(_formulas(made))
    assert len(places) > 4 * len(_RULES)
    for place in places:
        assert theirs[place] is not None, f"{place} was not worked out"
        assert theirs[place] == pytest.approx(ours[place]), place
