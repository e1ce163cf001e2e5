"""The batch: inputs -> one outcome each -> the corpus.

`batch.py` goes through the `work_list.py`; `worker_pool.py` keeps killable workers (`worker.py`), each taking one
`document_job.py` at a time; `kept_work.py` and `ledger.py` remember what was done. What makes a start quick:
`kept_*.py`, `quick_*.py`, `warm_start.py`, `nursery.py`.
"""
