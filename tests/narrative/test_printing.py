"""However a sentence is printed (spaces, full-width digits, line breaks, units), it states the same figures."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.figure import Unit
from tests.narrative.documents import facts

FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
fen = st.integers(min_value=1, max_value=9_999_999_99)
rate = st.decimals(min_value=0, max_value=300, places=2)


@st.composite
def printings(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """How numbers are set: separator of thousands, white space before the unit, in the number, and the comma."""
    return (
        draw(st.sampled_from([",", ""])),
        draw(st.sampled_from(["", " ", "\u3000"])),
        draw(st.sampled_from(["", "\n", " "])),
        draw(st.sampled_from(["，", ",", "， "])),
    )


def printed(value: Decimal, style: tuple[str, str, str, str], full_width: bool) -> str:
    text = f"{value:{style[0]}.2f}" if style[0] else f"{value:.2f}"
    if style[2] and len(text) > 4:  # a number that the line break cuts
        text = text[:2] + style[2] + text[2:]
    return text.translate(FULL_WIDTH) if full_width else text


@settings(max_examples=150, deadline=None)
@given(original=fen, revised=fen, spent=fen, share=rate, style=printings(), full_width=st.booleans())
def test_budget_sentence(
    original: int, revised: int, spent: int, share: Decimal, style: tuple[str, str, str, str], full_width: bool
) -> None:
    a, b, c = (Decimal(x) / 100 for x in (original, revised, spent))
    before, comma = style[1], style[3]
    text = (
        f"2022{before}年年初预算数为{before}{printed(a, style, full_width)}{before}万元{comma}"
        f"调整后全年预算{printed(b, style, full_width)}{before}万元{comma}"
        f"全年实际支出为{before}{printed(c, style, full_width)}万元{comma}预算执行率{before}{share:.2f}％。"
    )
    found = facts(text)
    assert [(f.metric, f.figure.value, f.figure.decimals, f.figure.unit, f.period) for f in found] == [
        ("original_budget", a, 2, Unit.WAN_YUAN, "2022"),
        ("revised_budget", b, 2, Unit.WAN_YUAN, "2022"),
        ("outturn", c, 2, Unit.WAN_YUAN, "2022"),
        ("execution_rate", share, 2, Unit.PERCENT, "2022"),
    ]


@settings(max_examples=80, deadline=None)
@given(
    posts=st.integers(1, 900),
    admin=st.integers(0, 900),
    staff=st.integers(1, 900),
    measure=st.sampled_from(["人", "名"]),
    opens=st.sampled_from(["，其中：", "，其中", "，包括", "（其中", "，含"]),
    space=st.sampled_from(["", " "]),
)
def test_head_counts(posts: int, admin: int, staff: int, measure: str, opens: str, space: str) -> None:
    closes = "）" if opens.startswith("（") else ""
    text = (
        f"核定编制{space}{posts}{space}{measure}{opens}行政编制{space}{admin}{space}{measure}、"
        f"事业编制 3 {measure}{closes}；年末在编人员{space}{staff}{space}{measure}。"
    )
    assert [(f.metric, f.item_code, f.figure.value, f.figure.exact) for f in facts(text)] == [
        ("authorised_posts", "", posts, True),
        ("authorised_posts", "administrative_posts", admin, True),
        ("authorised_posts", "institution_posts", 3, True),
        ("staff_in_post", "", staff, True),
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(rate, min_size=4, max_size=4), st.sampled_from(["、", "，", ","]), st.sampled_from(["和", "、", "及"]))
def test_rates_given_out_in_order(rates: list[Decimal], comma: str, last: str) -> None:
    numbers = comma.join(f"{r:.2f}%" for r in rates[:3]) + last + f"{rates[3]:.2f}%"
    found = facts(f"一至四季度支出进度分别为{numbers}。")
    assert [(f.metric, f.period, f.figure.value) for f in found] == [
        ("cumulative_progress", f"2022Q{n}", value) for n, value in enumerate(rates, 1)
    ]


def test_the_box_is_that_of_the_digits_on_every_line_they_stand() -> None:
    """A number cut by the end of a line (40 characters) has one box on each line."""
    text = "本部门严格执行年初批复的预算并按规定程序办理各项调整和调剂，全年实际支出 1,290.55 万元。"
    start = text.index("1,290.55")
    (fact,) = facts(text)
    assert fact.figure.text == "1,290.55"
    assert [(b.top, b.x0, b.x1) for b in fact.figure.boxes] == [
        (0.0, 10.0 * start, 400.0),
        (20.0, 0.0, 10.0 * (start + 8 - 40)),
    ]
    assert fact.quote == text
