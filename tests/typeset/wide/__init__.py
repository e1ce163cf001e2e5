"""Reports of other agencies, years and rubric editions than the samples, each written in its own way.

    report, key = make_wide_report(random.Random(7))                        # clean
    report, key = make_wide_report(random.Random(7), error="share")         # one share printed wrong

`key` has the shape of a truth/ID.key.json; where a slip can rightly be named at more than one row, the finding's `rows`
lists them.
"""

from .report import WIDE_ERRORS, make_wide_report

__all__ = ["WIDE_ERRORS", "make_wide_report"]
