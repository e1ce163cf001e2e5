"""One share of a column that is made to fit, so that all come to 100% as printed, is a habit and no error."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors

GRID = (
    "{item}|{amount}|{share}\n康复辅具|53,014,615.49|19.29%\n信息运维|59,528,208.03|21.66%\n课后服务|75,770,146.98|27.57%\n"
    "巡回诊疗|29,920,370.55|10.89%\n特殊教育|56,626,115.61|{last}\n合计|274,859,456.66|100.00%"
)
HEADS = [("项目", "全年合计", "占比"), ("支出类别", "决算数", "决算占比"), ("内容", "数值", "比重")]


@pytest.mark.parametrize(("item", "amount", "share"), HEADS)
@pytest.mark.parametrize(
    ("last", "wrong"),
    [
        ("20.60%", False),  # as it is rounded: the column comes to 100.01%
        ("20.59%", False),  # made to fit
        ("20.61%", True),  # off by as much, and nothing comes out of it
        ("20.95%", True),
    ],
)
def test_a_share_made_to_fit(item: str, amount: str, share: str, last: str, wrong: bool) -> None:
    grid = table(GRID.format(item=item, amount=amount, share=share, last=last), title="支出构成表")
    assert [row for _, row, _, _ in errors(audited(grid))] == (["特殊教育"] if wrong else [])
