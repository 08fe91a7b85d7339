"""A change of a master counts from a year on."""

from __future__ import annotations

from django import forms

from organizations.forms.figures import YearField
from performance.plan.queries.closed_years import ClosedYears


class FromYearMixin(forms.Form):
    """Asks for the year where quarters have been accepted."""

    from_year = YearField(label="Berlaku mulai tahun")

    def ask_from_year(self, closed: ClosedYears | None) -> None:
        if closed is None or closed.first_open is None:
            del self.fields["from_year"]
            return
        field = self.fields["from_year"]
        self.initial["from_year"] = closed.first_open
        field.help_text = (
            f"Triwulan sampai tahun {closed.last} yang sudah diterima tetap membaca isi lama"
        )
        self.order_fields([*(name for name in self.fields if name != "from_year"), "from_year"])
