"""One browser for all tests of pages; they are skipped, with the reason, where there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.desk.chromium import MISSING, Chromium, found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    pytest.importorskip("selenium", reason="selenium is not installed")
    if not found():
        pytest.skip(MISSING)
    with Chromium() as browser:
        yield browser
