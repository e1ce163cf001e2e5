"""How many projects a sentence says have a grade, against the list of all of them."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors

LIST = """
    序号 | 项目名称 | 全年预算数 | 全年执行数 | 自评得分 | 评价等级
    1 | 灯会布展 | 40.00 | 38.00 | 96.50 | 优
    2 | 河道清淤 | 62.00 | 50.00 | 81.32 | 良
    3 | 校舍修缮 | 75.00 | 75.00 | 98.00 | 优
    合计 | < | 177.00 | 163.00 | — | —
    """


def told(sentence: str) -> list[str]:
    return [figure for code, _, _, figure in errors(audited(table(LIST), text=(sentence,))) if code == "count"]


@pytest.mark.parametrize(
    "sentence",
    [
        "我局共对{n}个项目开展自评，其中评价等级为“优”的项目{good}个，“良”的项目1个。",
        "纳入自评的{n}个二级项目中，等级为优秀的有{good}个，为良好的1个。",
    ],
)
def test_projects_of_a_grade_are_counted_in_a_list_of_all(sentence: str) -> None:
    assert told(sentence.format(n=3, good=2)) == []
    assert told(sentence.format(n=3, good=1)) == ["1"]
    assert "36" not in told(sentence.format(n=39, good=36))  # of which these are some
