"""Project forms (项目支出绩效自评表): tables of blocks, their funds, heads, targets and actual values."""
