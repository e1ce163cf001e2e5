"""A sample after the 2021 self-evaluation of a unit of 坂田街道: its figures and tables, our own sentences."""

from __future__ import annotations

from pathlib import Path

from ..content import Cell, Report, Table
from ..markup import read_blocks, read_rows
from .criteria import framework, runs_of

SCORES = ["5", "5", "3", "7", "2", "3", "3", "2", "2", "2", "1", "1", "1", "3", "5", "5.82", "8", "4", "25", "3", ""]
ORDER = [
    "预算编制合理性",
    "预算编制规范性",
    "绩效目标完整性",
    "绩效指标明确性",
    "政府采购执行情况",
    "财务合规性",
    "预决算信息公开",
    "项目实施程序",
    "项目监管",
    "资产管理安全性",
    "固定资产利用率",
    "财政供养人员控制率",
    "编外人员控制率",
    "管理制度健全性",
    "公用经费控制率",
    "预算执行率",
    "重点工作完成情况",
    "项目完成及时性",
    "社会、经济、生态效益及可持续影响等",
    "群众信访办理情况",
    "公众或服务对象满意度",
]
LEVEL1 = {"部门决策": "20", "部门管理": "20", "部门绩效": "55"}  # 55 is what is printed; the parts make 60
LEVEL2 = {"预算编制": "10", "目标设置": "10", "资金管理": "8", "项目管理": "4", "资产管理": "3", "人员管理": "2",
          "制度管理": "3", "经济性": "6", "效率性": "20", "效果性": "25", "公平性": "9"}  # fmt: skip
REMARKS = {
    "公用经费控制率": "日常公用经费控制率100%，扣1分\n整改措施：严审日常公用支出，一般性支出再压缩",
    "预算执行率": "第一季度得分：1；第二季度得分：1；第三季度得分：0.91；第四季度得分0.91；平均执行率得分：2\n"
    "整改措施：按季跟踪预算执行，把进度提上来。",
    "项目完成及时性": "有1个项目没有如期完成，按公式扣2分。\n整改措施：盯紧项目时点，及时支付。",
}


def by_category() -> Table:
    return Table(
        id="支出类别预算执行情况表",
        caption="2021 年度支出类别预算执行情况表",
        header=read_rows("项目|调整预算数（万元）|决算数（万元）|预算执行率"),
        body=read_rows("""
            一、基本支出|273.31|273.31|100%
            人员经费|238.04|238.04|100%
            公用经费|35.27|35.27|100%
            二、项目支出|257.85|210.44|81.61%
            合计|531.16|483.75|91.07%"""),
        widths=[3, 3, 3, 2],
    )


def by_quarter() -> Table:
    rows = read_rows("""
        第一季度|504.18|208.99|41.45|25|165.81
        第二季度|504.22|274.07|54.36|50|108.71
        第三季度|535.29|363.90|67.98|75|90.64
        第四季度|531.16|483.75|91.08|100|91.08""")
    return Table(
        id="季度",
        header=read_rows("季度|指标总金额（万元）|已支出金额（万元）|支出进度（%)|序时进度（%)|序时进度执行率（%)"),
        body=[*rows, [Cell("全年平均执行率：114.06%", cols=6, align="center")]],
        widths=[2, 2.3, 2.3, 2, 2, 2.3],
        aligns=["center"] * 6,
        header_alone=True,
    )


def annex() -> Table:
    indicators = {i.name: i for i in framework(True, "8", "社会、经济、生态效益及可持续影响等", "区")}
    chosen = [indicators[name] for name in ORDER]
    first, second = runs_of([i.level1 for i in chosen]), runs_of([i.level2 for i in chosen])
    body: list[list[Cell | str]] = []
    for n, item in enumerate(chosen):
        row: list[Cell | str] = []
        if first[n]:
            row += [Cell(item.level1, rows=first[n], stacked=True), Cell(LEVEL1[item.level1], rows=first[n])]
        if second[n]:
            row += [Cell(item.level2, rows=second[n], stacked=True), Cell(LEVEL2[item.level2], rows=second[n])]
        row += [Cell(item.name, align="center"), Cell(item.weight)]
        row += [Cell(item.meaning, align="left"), Cell("\n".join(item.rules), align="left"), Cell(SCORES[n])]
        row.append(Cell(REMARKS.get(item.name, ""), align="left"))
        body.append(row)
    body.append([Cell("总得分情况", cols=8, bold=True, align="center"), Cell("96.82"), Cell("")])
    points = Cell("参考分值", stacked=True)
    return Table(
        id="附件",
        caption="部门整体支出绩效评价共性指标体系框架（2021 年修订）",
        header=[
            [Cell("评价指标", cols=6), Cell("指标说明", rows=3), Cell("参考评分标准", rows=3), Cell("得分情况", rows=3),
             Cell("扣分情况及整改情况说明", rows=3)],
            [Cell("一级指标", cols=2), Cell("二级指标", cols=2), Cell("三级指标", cols=2)],
            [Cell("名称", stacked=True), points, Cell("名称", stacked=True), points, Cell("名称"), points],
        ],
        body=body,
        widths=[24, 24, 24, 24, 42, 24, 128, 250, 36, 108],
        aligns=["center"] * 10,
        repeat_header=True,
        split_rows=True,
        size=9,
    )  # fmt: skip


def report() -> Report:
    text = Path(__file__).with_suffix(".txt").read_text("utf-8")
    tables = {table.id: table for table in (by_category(), by_quarter(), annex())}
    return Report(
        "bantian_2021",
        read_blocks(text, tables),
        title="坂田街道网格与物业管理中心2021年度部门整体支出绩效自评报告",
        author="综合办",
        producer="WPS 文字",
    )
