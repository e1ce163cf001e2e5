"""Project forms (项目支出绩效自评表): tables of blocks, their funds, heads, targets and actual values.

Begin with `project_forms.py`; `heads.py` names the columns of each block, `funds.py` reads its money (`money_aside.py`
where it stands on its side), `target_cells.py` targets and what came of them, `totals.py` totals and grades.
"""
