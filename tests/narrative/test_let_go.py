"""What was worked out of a document on the way goes with it: a worker reads the next one in the same memory."""

from __future__ import annotations

import gc
import weakref

from pipeline.audit import audit
from tests.narrative.documents import document

TEXT = "全年预算数100.00万元，执行数90.00万元，执行率90.00%。"


def test_an_audited_document_is_not_held() -> None:
    made = document([TEXT])
    held = weakref.ref(made)
    audit(made)
    del made
    gc.collect()
    assert held() is None
