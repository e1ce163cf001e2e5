"""The cells of an indicator's row that may state its figures, each as a line whose remark it is."""

from __future__ import annotations

import re

from pipeline.rules.printed.beside_criteria import parted
from schemas.records import ScoreLine

_FIGURES_IN_FORMULA = re.compile(r"\d[\u4e00-\u9fff]{0,2}[/÷][\u4e00-\u9fff]{0,12}\d")


def stating_cells(line: ScoreLine) -> tuple[ScoreLine, ...]:
    """`line` with the text of its actual value, its remark, and what its criteria and definition tell, in this order
    of preference; cells without text are left out."""
    told = [(line.actual, line.actual_box), (line.remark, line.remark_box)]
    place = line.criteria_box or line.boxes[0]
    told += [(parted(line.criteria)[1], place), (parted(line.definition, all_told=True)[1], place)]
    if _FIGURES_IN_FORMULA.search(line.definition):  # （完成19项/计划20项）×100%
        told.append((line.definition, place))
    if line.measured:
        return ()
    return tuple(
        line if text == line.remark else line.model_copy(update={"remark": text, "remark_box": box})
        for text, box in told
        if text.strip() and box is not None
    )
