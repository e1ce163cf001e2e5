"""What the report as a whole says about how its figures are to be read."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from schemas.figure import Unit


class ReportContext(BaseModel):
    """Whose report it is, of which year, of which kind, and the unit of money where a table prints none.

    `fiscal_year` is None where the report does not say. `aliases` are names the agency gives itself in the text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    agency: str = ""
    aliases: tuple[str, ...] = ()
    district: str = ""
    fiscal_year: int | None = None
    document_kind: str = "other"
    money_unit: Unit = Unit.WAN_YUAN

    @property
    def period(self) -> str:
        """The fiscal year as facts carry it (`2021`), '' where unknown."""
        return str(self.fiscal_year) if self.fiscal_year else ""
