"""Which rules a report is judged by: its own print, the edition of its district and year, the nearest, or none."""

from __future__ import annotations

from decimal import Decimal

from pipeline.rules.choose import RubricChoice, choose_rubric
from pipeline.rules.verdict import score_indicators
from rubrics.load import edition
from schemas.audit import Verdict
from schemas.records import Report, ScoreLine
from tests.rules.small_reports import fact, report, score_line

FUTIAN = edition("shenzhen_futian_2021")


def lines(criteria: dict[str, str] | None = None, scores: dict[str, str] | None = None) -> tuple[ScoreLine, ...]:
    return tuple(
        score_line(
            i.name,
            str(i.weight),
            (scores or {}).get(i.name, f"{i.weight:.2f}"),
            criteria=(criteria or {}).get(i.name, ""),
        )
        for i in FUTIAN.indicators
    )


def chosen(made: Report, name: str) -> tuple[RubricChoice, str]:
    choice = choose_rubric(made)
    return choice, next(r.origin for r in choice.rules if r.leaf.name == name)


def test_own_edition_by_indicators_district_and_year() -> None:
    choice, origin = chosen(report(lines(), district="福田区"), "公用经费控制率")
    assert (choice.rubric_id, origin, choice.differences) == ("shenzhen_futian_2021", "shenzhen_futian_2021", ())


def test_print_that_says_the_same_in_other_words_is_no_difference() -> None:
    words = {"公众或服务对象满意度": "满意度95%（含）以上得6分，90%（含）-95%得4分，80%（含）-90%得2分，不足80%得1分。"}
    choice, origin = chosen(report(lines(words), district="福田区"), "公众或服务对象满意度")
    assert (origin, choice.differences) == ("printed", ())


def test_print_that_differs_from_the_edition_is_judged_by_and_reported() -> None:
    words = {"公众或服务对象满意度": "满意度≥90%得6分，80%≤满意度＜90%得4分，满意度＜80%得1分。"}
    made = report(lines(words), (fact("satisfaction_rate", "92%"),), district="福田区")
    choice, _ = chosen(made, "公众或服务对象满意度")
    (difference,) = choice.differences
    assert (difference.kind, difference.indicator) == ("criteria", "公众或服务对象满意度")
    assert "90%" in difference.printed
    found = {s.indicator: s for s in score_indicators(made, choice)}["公众或服务对象满意度"]
    assert (found.verdict, found.low) == (Verdict.AGREES, Decimal(6))


def test_a_changed_threshold_that_leaves_no_rule_is_told_by_its_clause() -> None:
    print_of = "利用率≥90%的，得1分；90%＞利用率≥{}%的，得0.7分；75%＞利用率≥60%的，得0.4分；利用率＜60%的，得0分。"
    for number in ("55", "80"):  # bands that overlap, and bands with a gap
        made = report(lines({"固定资产利用率": print_of.format(number)}), district="福田区")
        choice, _ = chosen(made, "固定资产利用率")
        (difference,) = choice.differences
        assert difference.printed == f"90%＞利用率≥{number}%的，得0.7分"
        assert difference.expected == "90%＞利用率≥75%的，得0.7分"
    same = report(lines({"固定资产利用率": print_of.format("75")}), district="福田区")
    assert chosen(same, "固定资产利用率")[0].differences == ()


def test_another_weight_than_the_editions_is_reported_and_its_rule_left_alone() -> None:
    made = [x if x.indicator != "固定资产利用率" else score_line(x.indicator, "2", "2.00") for x in lines()]
    choice, origin = chosen(report(tuple(made), district="福田区"), "固定资产利用率")
    assert [(d.kind, d.printed, d.expected) for d in choice.differences] == [("weight", "2", "1")]
    assert origin == ""


def test_another_districts_report_with_criteria_is_judged_by_its_print_only() -> None:
    words = {"公众或服务对象满意度": "由评价人员根据调查情况酌情评分。"}
    made = report(lines(words), (fact("satisfaction_rate", "70%"),), district="南山区", fiscal_year=2022)
    choice, origin = chosen(made, "公众或服务对象满意度")
    assert (choice.rubric_id, origin) == ("printed", "printed")
    found = {s.indicator: s for s in score_indicators(made, choice)}["公众或服务对象满意度"]
    assert found.verdict is Verdict.WITHIN_RANGE


def test_without_criteria_the_nearest_edition_is_used_and_said() -> None:
    choice, origin = chosen(report(lines(), district="南山区", fiscal_year=2022), "编外人员控制率")
    assert origin == choice.rubric_id
    assert choice.rubric_id in {"shenzhen_futian_2021", "shenzhen_longgang_2021"}
    assert "最接近" in choice.note


def test_unknown_indicators_without_criteria_have_no_rule() -> None:
    choice = choose_rubric(report((score_line("产业带动成效", "40", "38"), score_line("党建工作", "60", "60"))))
    assert (choice.rubric_id, {r.origin for r in choice.rules}) == ("", {""})
    assert choose_rubric(report()).rubric_id == ""


def test_short_table_and_annex_are_one_indicator_each() -> None:
    short = lines(scores={"公用经费控制率": "6"})
    long = tuple(score_line(i.name, f"{i.weight:.2f}", f"{i.weight:.2f}", table_id="t10") for i in FUTIAN.indicators)
    made = report(short + long, district="福田区")
    found = score_indicators(made, choose_rubric(made))
    assert len(found) == 21
    assert [s.order for s in found] == list(range(1, 22))


def test_a_copy_with_another_score_does_not_make_the_right_one_wrong() -> None:
    facts = (fact("satisfaction_rate", "96%"),)
    short = lines(scores={"公众或服务对象满意度": "5.00"})
    long = tuple(score_line(i.name, str(i.weight), f"{i.weight:.2f}", table_id="t10") for i in FUTIAN.indicators)
    made = report(short + long, facts, district="福田区")
    found = {s.indicator: s for s in score_indicators(made, choose_rubric(made))}["公众或服务对象满意度"]
    assert found.verdict is Verdict.AGREES


def test_criteria_of_a_scan_that_differ_from_their_edition_are_not_taken_at_their_word() -> None:
    words = {"公众或服务对象满意度": "满意度≥96%得6分，90%≤满意度＜96%得4分，80%≤满意度＜90%得2分，满意度＜80%得1分。"}
    facts = (fact("satisfaction_rate", "95.5%"),)
    for source, verdict in (("digital", Verdict.DISAGREES), ("ocr", Verdict.AGREES)):
        made = report(lines(words), facts, district="福田区", text_source=source)
        found = {s.indicator: s for s in score_indicators(made, choose_rubric(made))}["公众或服务对象满意度"]
        assert found.verdict is verdict


def test_a_score_without_a_printed_weight_is_never_called_wrong() -> None:
    bare = score_line("产业带动成效", "40", "38").model_copy(update={"weight": None})
    made = report((bare, score_line("党建工作", "60", "61")))
    found = score_indicators(made, choose_rubric(made))
    assert [(s.verdict, s.low, s.high) for s in found] == [
        (Verdict.NOT_VERIFIABLE, None, None),
        (Verdict.DISAGREES, Decimal(0), Decimal(60)),  # above its weight
    ]


def test_points_that_do_not_come_to_the_weight_are_named() -> None:
    words = {
        "绩效目标完整性": "1.目标全覆盖（8分）；2.缺少一项扣1分，扣完为止。",
        "项目监管": "1.有监控机制（1分）；2.开展了检查（3分）。",
        "项目实施程序": "1.程序合规（1分）；2.手续齐全（1分）。",
        # not understood: nothing is said
        "预算执行率": "预算情况良好得2分，一般的得1.5至1.8分，其他情形由评价组综合打分。",
    }
    choice = choose_rubric(report(lines(words), district="福田区"))
    assert [(g.indicator, g.total, g.weight, g.parts) for g in choice.gaps] == [
        ("绩效目标完整性", 8, 3, (8,)),
        ("项目监管", 4, 2, (1, 3)),
    ]
