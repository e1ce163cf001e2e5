"""Rows of tables without lines that abut, as Word sets them: no white tells a row from the line of a long name."""

from __future__ import annotations

from tests.parsers.sheets import Sheet, cells_of, read

PITCH = 14.0  # of type of ten points, in cells and from row to row
TOP = 100.0

Texts = list[list[str]]  # rows of cells, lines parted by /


def written(
    rows: Texts, *xs: float, left: bool = True, at_top: bool = False, at_foot: bool = False, rules: bool = True
) -> list[list[str]]:
    """Rows written without any white between them at `xs` (the first a left side), and read again."""
    sheet = Sheet()
    y = TOP
    if rules:
        sheet.rule(y)
    for number, row in enumerate(rows):
        cells = [text.split("/") for text in row]
        high = max(map(len, cells))
        for k, (lines, x) in enumerate(zip(cells, xs, strict=True)):
            first = y + PITCH / 2 + (0.0 if at_top else (high - len(lines)) * PITCH / (1 if at_foot else 2))
            for n, line in enumerate(filter(None, lines)):
                sheet.write(line, x, first + n * PITCH, middle=k > 0 or not left)
        y += high * PITCH
        if rules and number in (0, len(rows) - 1):
            sheet.rule(y)
    (table,) = read(sheet).tables
    assert all(span == [1, 1] for _, _, *span in cells_of(table))
    return [[table.grid[r, c].text for c in range(1, table.cols + 1)] for r in range(1, table.rows + 1)]


def joined(rows: Texts) -> Texts:
    return [[text.replace("/", "") for text in row] for row in rows]


NAMES = [
    ["项目名称", "年初预算数", "决算数", "执行率"],
    ["城区道路日常养护/及人行道破损修/复经费", "1,204.50", "1,100.00", "91.32%"],
    ["日间照料中心租金/与服务购买", "780.00", "655.20", "84.00%"],
    ["会议费", "12.00", "3.40", "28.33%"],
    ["垃圾分类小区创建/及督导员劳务费", "356.10", "356.10", "100.00%"],
    ["培训费", "9.00", "9.00", "100.00%"],
    ["合计", "2,361.60", "2,123.70", "89.93%"],
]


def test_figures_stand_in_the_middle_of_names_of_several_lines() -> None:
    for rules in (True, False):
        assert written(NAMES, 60, 260, 370, 480, rules=rules) == joined(NAMES)


def test_figures_stand_beside_the_first_lines_of_names() -> None:
    assert written(NAMES, 60, 260, 370, 480, at_top=True) == joined(NAMES)


def test_figures_stand_beside_the_last_lines_of_names() -> None:
    rows = [*NAMES[:-1], ["居家养老/服务补贴", "40.00", "30.00", "75.00%"], NAMES[-1]]
    assert written(rows, 60, 260, 370, 480, at_foot=True) == joined(rows)


def test_text_on_the_right_of_figures_takes_several_lines() -> None:
    rows = [
        ["科目", "金额", "说明"],
        ["办公费", "35.20", "含耗材与报刊"],
        ["印刷费", "8.10", "宣传册与表单印制，较上年减/少"],
        ["水电费", "61.00", "办公楼用水用电"],
        ["差旅费", "4.70", "外出调研"],
        ["维修费", "90.33", "电梯年检、空调清洗、消防管/网换阀、屋面防水补漏"],
        ["其他", "2.00", "工会经费"],
    ]
    assert written(rows, 60, 260, 450) == joined(rows)


def test_amounts_are_wrapped_in_narrow_columns() -> None:
    rows = [
        ["单位", "一季度", "二季度", "占比"],
        ["街道本级", "189,480,7/67.50", "697,821,3/83.50", "40.00%"],
        ["执法队", "928,731,1/03.66", "904,358,1/32.61", "35.50%"],
        ["服务中心", "370,959,9/65.44", "862,278,1/02.62", "20.10%"],
        ["应急中心", "511,672,2/23.82", "269,658,4/12.45", "4.40%"],
    ]
    for rules in (True, False):
        assert written(rows, 60, 260, 370, 480, rules=rules) == joined(rows)


def test_names_of_columns_take_several_lines() -> None:
    rows = [
        ["季度", "指标总额/（万元）", "已支出额/（万元）", "进度/（%）"],
        ["第一季度", "504.18", "208.99", "41.45"],
        ["第二季度", "504.22", "274.07", "54.36"],
        ["第三季度", "535.29", "363.90", "67.98"],
    ]
    assert written(rows, 60, 260, 370, 480, rules=False) == joined(rows)


def test_rows_of_one_line_each_stay_apart() -> None:
    rows = [
        ["项目", "预算数", "决算数"],
        ["一、基本支出", "", ""],
        *([f"第{n}项", f"{n}.50", f"{n}.20"] for n in range(1, 9)),
    ]
    assert written(rows, 60, 260, 450) == rows


def test_criteria_that_their_author_broke_into_lines() -> None:
    rows = [
        ["指标", "分值", "说明", "评分标准", "得分"],
        [
            "编制规范",
            "5.00",
            "看预算是否按部门/当年的编制原则编/细编全。",
            "1.符合编制要求（5分）；/2.每处不合扣一分。",
            "5.00",
        ],
        [
            "编制合理",
            "5.00",
            "看预算是否贴合/部门职责。",
            "1.与职责一致；/2.安排合理；/3.编得够细；/4.结构准确；/5.不固化。",
            "4.00",
        ],
        ["目标完整", "3.00", "看目标是否申报、/内容是否完整。", "1.按要求申报（3分）；/2.没有申报的扣完。", "3.00"],
        ["目标明确", "7.00", "看指标是否清楚、/能不能量化。", "1.分解到任务；/2.能量化；/3.测算有依据。", "4.00"],
    ]
    for rules in (True, False):
        assert written(rows, 60, 150, 260, 420, 530, rules=rules) == joined(rows)


def test_a_name_set_wide_is_one_name() -> None:
    for rules in (True, False):
        sheet = Sheet()
        ys = [110 + 20.0 * n for n in range(6)]
        for n, (y, texts) in enumerate(
            zip(ys, ["项 目", "工资福利", "商品服务", "对个人补助", "其 他", "合 计"], strict=True)
        ):
            for k, text in enumerate(texts.split()):
                sheet.write(text, 60 + 40 * k, y, middle=False)
            for x in (260, 420):
                sheet.write(["预算", "决算"][x > 300] if n == 0 else f"{n}{x}.50", x, y)
        if rules:
            sheet.rule(100).rule(120).rule(220)
        (table,) = read(sheet).tables
        assert (table.rows, table.cols, table.header_rows) == (6, 3, 1)
        assert [table.grid[r, 1].text.replace(" ", "") for r in (1, 5, 6)] == ["项目", "其他", "合计"]


def test_whole_amounts_that_nearly_every_row_parts_beside_figures_of_one_line() -> None:
    rows = [
        ["项目", "年初预算", "全年执行", "执行率"],
        ["人员支出", "714,205", "702,133", "98"],
        ["公用支出", "21486/74", "20192/91", "94"],
        ["档案整理", "3,90/1,762", "3,78/6,555", "97"],
        ["社区服务", "6302/867", "6302/867", "100"],
        ["会议培训", "5,54/6,510", "3985/722", "72"],
        ["党建活动", "43,1/9,224", "4319/224", "100"],
        ["合计", "29,3/28,004", "26,2/23,097", "89"],
    ]
    assert written(rows, 60, 260, 370, 480) == joined(rows)
