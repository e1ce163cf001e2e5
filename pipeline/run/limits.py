"""How much one document may cost."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.errors import LimitExceeded

_READING_DPI = 200  # parsers.recognition.page.DPI, not imported: that loads OpenCV
_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one document.

    Time is `page_seconds` for each page, at least `least_seconds`, at most `seconds` in total. It is processor time of
    the worker, so that other work on the machine costs no document; on the clock it may take `patience` times as long,
    for one that stands still uses none. Memory counts what the worker process holds, in MB (2^20 bytes). `objects` are
    the indirect objects of the file (a report of 30 pages has some hundreds, a tagged one some ten thousands).
    `page_side` is the longest side of a page in points (14,400 is the most that PDF readers show, ISO 32000-1 annex C),
    `page_megapixels` its area at the resolution at which pages are read from pictures (A4 has 4, A0 has 62). 0 means
    no limit.
    """

    seconds: float = 600.0
    page_seconds: float = 20.0
    least_seconds: float = 60.0
    patience: float = 10.0
    memory_mb: int = 2048
    pages: int = 2000
    file_mb: int = 500
    objects: int = 1_000_000
    page_side: float = 14_400.0
    page_megapixels: int = 200

    def deadline(self, pages: int | None) -> float | None:
        """Seconds of processor time a document of so many pages may take; None for no limit. Pages are None until they
        are known."""
        total = self.seconds or None
        if pages is None or not self.page_seconds:
            return total
        wanted = max(self.least_seconds, pages * self.page_seconds)
        return wanted if total is None else min(total, wanted)

    def overdue(self, pages: int | None, used: float | None, passed: float) -> bool:
        """Whether a document of so many pages has taken too long: `used` seconds of processor time (None where the
        system does not say) and `passed` seconds on the clock."""
        deadline = self.deadline(pages)
        if deadline is None:
            return False
        if used is None:
            return passed > deadline
        return used > deadline or passed > deadline * self.patience

    def check_size(self, size: int) -> None:
        """Raises LimitExceeded for a file of too many bytes."""
        if self.file_mb and size > self.file_mb << 20:
            raise LimitExceeded(f"the file has {size >> 20} MB, the limit is {self.file_mb}", "raise --max-file-mb")

    def check_pages(self, pages: int) -> None:
        """Raises LimitExceeded for too many pages."""
        if self.pages and pages > self.pages:
            raise LimitExceeded(f"{pages} pages, the limit is {self.pages}", "raise --max-pages or split the file")

    def check_objects(self, objects: int) -> None:
        """Raises LimitExceeded for too many objects in a file."""
        if self.objects and objects > self.objects:
            raise LimitExceeded(
                f"{objects} objects, the limit is {self.objects}", "raise --max-objects or print the file anew"
            )

    def check_page_size(self, width: float, height: float, page: int) -> None:
        """Raises LimitExceeded for a page of so many points that is too long or too large."""
        side = max(width, height)
        if self.page_side and side > self.page_side:
            raise LimitExceeded(
                f"page {page} is {side:.0f} points long, the limit is {self.page_side:.0f}",
                "print the file anew at a usual page size",
            )
        megapixels = width * height * (_READING_DPI / _POINTS_PER_INCH) ** 2 / 1e6
        if self.page_megapixels and megapixels > self.page_megapixels:
            raise LimitExceeded(
                f"page {page} has {megapixels:.0f} megapixels at {_READING_DPI} dpi, "
                f"the limit is {self.page_megapixels}",
                "raise --max-page-megapixels or print the file anew at a usual page size",
            )
