"""What authors work out under a metric's name by other formulas: over other bases, or the overrun itself."""

ALTERNATIVES: dict[str, tuple[str, ...]] = {
    # 全年预算 = 年初预算 + 上年结转 + 年中追加: what was carried over is no adjustment
    "adjustment": ("revised_budget - original_budget - carried_over",),
    "adjustment_rate": (
        "(revised_budget - original_budget - carried_over) / original_budget * 100",
        "(revised_budget - original_budget - carried_over) / (original_budget + carried_over) * 100",
    ),
    "carry_rate": ("carried_forward / original_budget * 100",),
    # some rubrics call the overrun itself the control rate: (spent - planned) / planned
    "operating_expense_control_rate": (
        "(operating_expense_outturn - operating_expense_budget) / operating_expense_budget * 100",
    ),
    "three_public_control_rate": ("(three_public_outturn - three_public_budget) / three_public_budget * 100",),
    "staffing_control_rate": ("(staff_in_post - authorised_posts) / authorised_posts * 100",),
}
