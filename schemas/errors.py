"""What can go wrong, as one tree; every error names what to do about it.

FuheError
├── DocumentError          one input file cannot be read; costs that file only
│   ├── NotAPdf            no PDF header, or another file type under a .pdf name
│   ├── DamagedPdf         truncated or broken beyond reading
│   ├── EncryptedPdf       needs a password
│   ├── EmptyPdf           an empty file, no pages or nothing on them
│   ├── NoText             pictures of pages only, and no OCR at hand or nothing for it to read
│   └── LimitExceeded      over a limit of time, memory or size
├── RubricError            a rule file that cannot be used
└── OutputError            the output folder cannot be written, or is somebody else's
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line (contract.md)."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    QUARANTINED = 3
    COULD_NOT_RUN = 4
    INTERRUPTED = 130


class FuheError(Exception):
    """Base of all errors that a person should read. `remedy` says what to do."""

    exit_code = ExitCode.COULD_NOT_RUN

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}; {self.remedy}" if self.remedy else self.message


class DocumentError(FuheError):
    """One input cannot be read. `reason` is the code that `documents.csv` carries, `stage` where it stopped."""

    exit_code = ExitCode.QUARANTINED
    reason = "unreadable"
    stage = "open"


class NotAPdf(DocumentError):
    reason = "not_a_pdf"


class DamagedPdf(DocumentError):
    reason = "damaged"


class EncryptedPdf(DocumentError):
    reason = "encrypted"


class EmptyPdf(DocumentError):
    reason = "empty"


class NoText(DocumentError):
    reason = "image_only"
    stage = "text"


class LimitExceeded(DocumentError):
    reason = "limit"
    stage = "limits"


class RubricError(FuheError):
    """A rubric file that does not hold what it must; the message names file, line and field."""


class OutputError(FuheError):
    """The output folder cannot be used."""
