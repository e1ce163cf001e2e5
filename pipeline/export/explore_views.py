"""Views of the corpus database, for the questions that come up first. Comments stay in the definitions."""

from __future__ import annotations

VIEWS = (
    """CREATE VIEW v_scores AS  -- 得分与复核 scores with agency and year
SELECT r.agency, r.fiscal_year, s.*,
  CASE WHEN s.self_score > s.recomputed_high THEN round(s.self_score - s.recomputed_high, 4)
       WHEN s.self_score < s.recomputed_low THEN round(s.self_score - s.recomputed_low, 4)
       ELSE 0 END AS gap  -- 自评超出（低于）复核范围的分数 how far the self-score lies outside the range
FROM indicator_scores AS s JOIN reports AS r USING (report_id)""",
    """CREATE VIEW v_findings AS  -- 疑点 findings with agency, year and page
SELECT r.agency, r.fiscal_year, r.file, f.*,
  json_extract(f.evidence, '$[0].page') AS page  -- 所指数字的页码 page of the figure in question
FROM findings AS f JOIN reports AS r USING (report_id)""",
    """CREATE VIEW v_quarters AS  -- 分季度执行 quarters with agency, year and what is missing to schedule
SELECT r.agency, r.fiscal_year, q.*,
  round(q.cumulative_progress - q.scheduled_progress, 4) AS ahead  -- 快于序时进度的百分点 points ahead of schedule
FROM quarterly_execution AS q JOIN reports AS r USING (report_id)""",
    """CREATE VIEW v_budget_lines AS  -- 预算明细 budget lines with agency, year and table
SELECT r.agency, r.fiscal_year, t.label AS table_label, t.kind AS table_kind, b.*
FROM budget_lines AS b JOIN reports AS r USING (report_id) JOIN tables AS t USING (report_id, table_id)""",
    """CREATE VIEW v_restated AS  -- 同一数据有多个数值 quantities that a report states with more than one value
SELECT report_id, metric, item, period, unit, count(DISTINCT value) AS stated, min(value) AS least, max(value) AS most
FROM facts WHERE item NOT IN ('合计', '总计', '小计') OR item IS NULL  -- every table has its own total
GROUP BY report_id, metric, item, period, unit HAVING count(DISTINCT value) > 1""",
)
