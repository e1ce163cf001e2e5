"""What a report says of one indicator, clause by clause, with what is not said of the year, or not said to be so.

A clause is `open` to being taken at its word where it tells what was: of this agency, of the whole year, and neither
planned nor wished for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.rules.printed.text import plain
from pipeline.vocabulary.names import name_key
from schemas.geometry import Box
from schemas.records import Report, ScoreLine

# What is not (yet) so, is another year's or another's, or holds of a part of the year.
_NOT_SO = re.compile(
    r"计划(?![内任])|拟|预计|力争|争取|确保|保证|将(?=[于在会继进按组向完])|打算|准备|正在|尚在|有望|明年|下一?年|今后|下一步|待|努力|"
    r"避免|防止|杜绝|严禁|不得|是否|如有|若"
)
_OTHERS = re.compile(
    r"上年|去年|上一年|往年|历年|下属|所属|所辖|辖区|兄弟|其他(?:单位|部门)|[上下]半年|前三季度|截至(?!年末|年底|12月|20\d\d年(?:末|底|12月))"
)
_NEARLY = re.compile(
    r"基本(?!支出|建设|情况|公共|医疗|养老|信息|农田)|大体|大部|多数|个别|少数|部分单位|左右|近\d|(?<![违合签预条节特])约\d|尚有待"
)
_YEAR = re.compile(r"(20\d\d)年(?!\d{1,2}月)")
_BACK = re.compile(r"实际|目前|现[已为有]|今年|本年|当年|年度内|(?<!绩效)已|20\d\d年|少[\u4e00-\u9fff]{0,6}\d")
_OF_POINTS = re.compile(r"得分|扣分|自评(?:得|为)?\d|扣\d|得\d(?:\.\d+)?分|满分|分值")
_ALIKE = (
    (re.compile(r"(?:能够?)?(?:按期|如期|准时|按规定时间|按规定时限|在?规定(?:的?时间|的?期限|的?时限)以?内)"), "按时"),
    (re.compile(r"逾期|超期"), "逾期"),
    (re.compile(r"缺[失少漏]"), "缺"),
    (re.compile(r"(?<!平)均(?!衡|值|数|等)|(?<!首)都(?!市)|全都|一律"), "全部"),
)


@dataclass(frozen=True)
class Clause:
    """One clause. `open`: it tells what was, of all of it. `of_points` ones speak of the score."""

    text: str
    open: bool
    sentence: int


@dataclass(frozen=True)
class OwnText:
    """The clauses of all texts of an indicator, with the texts as printed and where each stands."""

    clauses: tuple[Clause, ...]
    quotes: tuple[tuple[str, Box], ...]
    year: int | None
    about: str = ""

    def before(self, clause: Clause) -> str:
        """What its sentence says before a clause, and what all of it is about."""
        said = [self.about]
        for other in self.clauses:
            if other is clause:
                break
            if other.sentence == clause.sentence:
                said.append(other.text)
        return ",".join(said)

    @property
    def told(self) -> tuple[Clause, ...]:
        return tuple(c for c in self.clauses if c.open)


def alike(text: str) -> str:
    """Text with one word for what has several."""
    for pattern, word in _ALIKE:
        text = pattern.sub(word, text)
    return text


def own_text(texts: Iterable[tuple[str, Box]], year: int | None, about: str = "") -> OwnText:
    """The clauses of what an indicator's row and paragraphs say; none of them speaks of points. `about` is its name."""
    quotes = tuple((text, box) for text, box in texts if text.strip())
    clauses: list[Clause] = []
    number = 0
    for text, _ in quotes:
        for sentence in re.split(r"[;。]", alike(plain(text))):
            number += 1
            away = False  # what is said of a plan or of another year goes on until the sentence comes back
            but = re.search(r"(?<![清扣解拆消免开])除[^;]{1,20}外", sentence)
            for part in re.split(r"[,:]", sentence):
                if not part or _OF_POINTS.search(part):
                    continue
                elsewhere = is_elsewhere(part, year)
                away = elsewhere or (away and not _BACK.search(part))
                clauses.append(Clause(part, not (away or but or _NEARLY.search(part)), number))
    return OwnText(tuple(clauses), quotes, year, alike(about))


def text_of(lines: Iterable[ScoreLine], report: Report) -> OwnText:
    """What the rows of one indicator and its own paragraphs say."""
    texts: list[tuple[str, Box]] = []
    name = ""
    for line in lines:
        name = line.indicator
        cells = () if line.measured else ((line.actual, line.actual_box), (line.remark, line.remark_box))
        texts += [(text, box) for text, box in cells if text and box is not None]
    texts += [(p.text, p.box) for p in report.own_words if p.subject == name_key(name)]
    return own_text(dict.fromkeys(texts), report.fiscal_year, name)


def is_elsewhere(part: str, year: int | None) -> bool:
    """Whether a clause tells what is not so, or not of this year and this agency."""
    others = year is not None and any(int(y) != year for y in _YEAR.findall(part))
    return others or bool(_NOT_SO.search(part) or _OTHERS.search(part))
