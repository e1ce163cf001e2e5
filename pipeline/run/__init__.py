"""The batch: inputs -> one outcome each -> the corpus.

`batch.py` goes through the `work_list.py`; `worker_pool.py` keeps killable workers (`worker.py`, `worker_process.py`,
`process_use`), or `dask_pool.py` a cluster's (each held by a `shepherd`), each taking one `document_job.py` at a time,
within `limits`, to its `outcome`. `pdf_bytes` looks at a file first, `remote_files` are no local ones.

`output_folder.py` is where it writes (`run_file`); `kept_work.py` (`packed_document`, under names by `fingerprint`) and
`ledger.py` remember what was done, `clean_up.py` takes it away; `desk.py` makes what follows from a finished run.

What makes a start quick: `starting`.
"""
