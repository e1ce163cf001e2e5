"""How much one document may cost."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.errors import LimitExceeded


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one document.

    Time is `page_seconds` for each page, at least `least_seconds`, at most `seconds` in total; memory counts what the
    worker process holds, in MB (2^20 bytes). `page_side` is the longest side of a page in points (14,400 is the most
    that PDF readers show, ISO 32000-1 annex C). 0 means no limit.
    """

    seconds: float = 600.0
    page_seconds: float = 20.0
    least_seconds: float = 60.0
    memory_mb: int = 2048
    pages: int = 2000
    file_mb: int = 500
    page_side: float = 14_400.0

    def deadline(self, pages: int | None) -> float | None:
        """Seconds a document of so many pages may take; None for no limit. Pages are None until they are known."""
        total = self.seconds or None
        if pages is None or not self.page_seconds:
            return total
        wanted = max(self.least_seconds, pages * self.page_seconds)
        return wanted if total is None else min(total, wanted)

    def check_size(self, size: int) -> None:
        """Raises LimitExceeded for a file of too many bytes."""
        if self.file_mb and size > self.file_mb << 20:
            raise LimitExceeded(f"the file has {size >> 20} MB, the limit is {self.file_mb}", "raise --max-file-mb")

    def check_pages(self, pages: int) -> None:
        """Raises LimitExceeded for too many pages."""
        if self.pages and pages > self.pages:
            raise LimitExceeded(f"{pages} pages, the limit is {self.pages}", "raise --max-pages or split the file")

    def check_page_side(self, points: float, page: int) -> None:
        """Raises LimitExceeded for a page that is too large."""
        if self.page_side and points > self.page_side:
            raise LimitExceeded(
                f"page {page} is {points:.0f} points long, the limit is {self.page_side:.0f}",
                "print the file anew at a usual page size",
            )
