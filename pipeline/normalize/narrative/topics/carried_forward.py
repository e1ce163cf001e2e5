"""What is left at the end of the year, and its rate: 年末结转结余资金 120.00 万元，结转结余率为 4.31%.

The general reading of sentences passes 结转 and 结余 over, because most such amounts are of some fund or of the year
before; here stand only those that the words say are of the whole year's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize.narrative.facts import agency_names
from pipeline.normalize.narrative.reading.sentences import Squeezed, sentences, squeeze
from pipeline.normalize.narrative.reading.text_figures import figure_of
from pipeline.normalize.narrative.reading.text_numbers import Quantity, find_quantities
from pipeline.vocabulary.link_words import IS
from schemas.document import Block, Document
from schemas.figure import Unit
from schemas.records import Fact

_AMOUNT = re.compile(
    r"(?:^|[，。；：])(?:20\d\d年度?|本?年度?|本部门|我单位|部门|单位|全年|当年|截至|形成|共|累计|、|：)*"
    r"(?:(?:年末|年底|年终|期末|(?<=年)[末底终])，?(?:(?:本|我)?(?:部门|单位))?(?:财政拨款|财政)?(?:累计|共有?)?(?:结转(?:和|及|与|、)?结余|结转|结余)"
    r"|(?:(?<=本年)|(?<=本年度)|(?<=当年)|(?<=形成)|(?<=[，。；：])|(?<=^))(?:累计)?结转(?:和|及|与|、)?结余)"
    rf"(?:资金|金额|总额|总数|数额|数|额)*(?:合计|共计|共|总计|累计)?{IS}$"
)
# 上年结转结余 B 万元, 上年末结转结余资金为 B 万元: what was left a year before.
_BEFORE = re.compile(
    r"(?:^|[，。；：、(])(?:20\d\d年度?|本?年度?|本部门|我单位|部门|单位|其中|而|的|和|与|较|比)*(?:上年度?|去年|上一年度?)(?:年?[末底终])?(?:财政拨款|财政)?"
    rf"(?:累计)?(?:结转(?:和|及|与|、)?结余|结转|结余)(?:资金|金额|总额|数额|数|额)*{IS}$"
)
# 结转结余由上年的 B 万元增至 A 万元; 结转结余 A 万元，比上年的 B 万元增长 x%
_FROM_LAST = re.compile(r"结转(?:和|及|与|、)?结余(?:资金|金额|数|额)*，?(?:由|从)(?:上年度?|去年)(?:末|底)?的?$")
_ROSE_TO = re.compile(r"^(?:万?元)?(?:大幅|略)?(?:增|升|降|减|下降|上升|减少|增加)[加长少低]?(?:至|到|为)(?:了)?$")
_THAN_LAST = re.compile(r"^(?:万?元)?，?(?:比|较)(?:上年度?|去年)(?:末|底)?的$")
_RATE = re.compile(rf"结转结余率\)?{IS}$")
# 年末结转结余 A 万元，占全年预算数的 x%: the same rate, told of the amount right before it.
_OF_BUDGET = re.compile(
    rf"万?元(?:\([^()]*\))?，(?:约|仅)?占(?:本?年度?|全年|部门|调整后?|当年|财政|总|支出)*预算(?:收入)?(?:总额|总数|数|额|总规模)?的?(?:比例|比重|比率)?{IS}$"
)
_LEFT_OVER = re.compile(r"结转|年\s*[末终底]\s*结余")
_OF_SO_MUCH = re.compile(
    r"^(?:万?元)?，(?:约|仅)?占(?:本?年度?|全年|部门|调整后?|当年|财政|总|支出)*预算(?:总额|总数|数|额)?(?:为)?$"
)
_OTHER_YEAR = re.compile(r"上年|去年|上一年|年初|前年")
_OTHER = re.compile(r"目标|不超过|不高于|要求|控制在|其中|一般公共预算|政府性基金|基本支出|项目支出")


def carried_forward_facts(document: Document, year: int | None) -> list[Fact]:
    """Amounts and rates in reading order, with placeholder ids; none where the text states several amounts."""
    found: list[Fact] = []
    agencies = tuple(sorted(agency_names(document), key=len, reverse=True))
    for block in document.blocks:
        if block.kind not in ("caption", "unit", "heading") and _LEFT_OVER.search(block.text):
            found += _of_block(block, year, agencies)
    several = {
        period
        for period in {f.period for f in found}
        if len({f.figure.value for f in found if f.metric == "carried_forward" and f.period == period}) > 1
    }
    return [f for f in found if f.metric != "carried_forward" or f.period not in several]


def _of_block(block: Block, year: int | None, agencies: tuple[str, ...]) -> Iterator[Fact]:
    squeezed = squeeze(block.text)
    text = squeezed.text
    spans = sentences(text)
    last = 0  # where the number before ended
    from_last = False  # whether the number before is what there was a year before, which rose or fell
    of_amount = False  # whether the number before is the amount that was left
    of_so_much = False  # and the one between is the budget that it is held against
    for quantity in find_quantities(text):
        span = next((a, b) for a, b in spans if a <= quantity.start < b)
        before = text[span[0] : quantity.start]
        for name in agencies:
            before = before.replace(name, "我单位")
        own = text[max(last, span[0]) : quantity.start]
        last = quantity.end
        clause = re.split(r"[；]", before)[-1]
        if quantity.bound or quantity.words or _OTHER.search(clause):
            of_amount = from_last = False
            continue
        money = quantity.is_money
        risen = from_last and bool(_ROSE_TO.match(own))
        from_last = money and bool(_FROM_LAST.search(before))
        if money and year is not None:
            if from_last or _BEFORE.search(before) or (of_amount and _THAN_LAST.match(own)):
                yield _fact(block, squeezed, span, "carried_forward", quantity, year - 1)
                of_amount = False
                continue
            if risen:
                yield _fact(block, squeezed, span, "carried_forward", quantity, year)
                continue
        if _OTHER_YEAR.search(own):
            of_amount = False
            continue
        if money and of_amount and _OF_SO_MUCH.search(own):
            of_so_much = True  # 年末结转结余 A 万元，占全年预算 B 万元的 x%
            continue
        if quantity.is_money and _AMOUNT.search(before):
            yield _fact(block, squeezed, span, "carried_forward", quantity, year)
            of_amount, of_so_much = True, False
            continue
        elif quantity.unit is Unit.PERCENT and (
            _RATE.search(before) or (of_amount and (of_so_much or _OF_BUDGET.search(before)))
        ):
            yield _fact(block, squeezed, span, "carry_rate", quantity, year)
        of_amount = False


def _fact(
    block: Block, squeezed: Squeezed, span: tuple[int, int], metric: str, quantity: Quantity, year: int | None
) -> Fact:
    first, last = squeezed.span(*span)
    return Fact(
        fact_id="",
        metric=metric,
        item="",
        period=str(year) if year else "",
        figure=figure_of(block, squeezed, quantity),
        source="text",
        quote=block.text[first:last].strip(),
        approximate=quantity.approximate,
    )
