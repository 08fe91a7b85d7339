"""Which period and whose units a page of results is about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from organizations.forms.units import UnitField
from organizations.models import Organization
from surveys.index.forms.period import PeriodField
from surveys.index.queries.spans import Span, span_of


class SpanForm(forms.Form):
    periode = PeriodField(required=False)
    opd = UnitField(required=False, to_field_name="code", empty_label="Semua perangkat daerah")

    def __init__(
        self, *args: Any, codes: list[str], units: QuerySet[Organization], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periode"].offer(codes)  # type: ignore[attr-defined]
        self.fields["opd"].offer(units)  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def span(self) -> Span | None:
        """What was asked for, or the newest; nothing where no unit surveyed yet."""
        choices = self.fields["periode"].choices  # type: ignore[attr-defined]
        asked = self.cleaned_data.get("periode") if self.is_bound and self.is_valid() else ""
        code = asked or (choices[0][0] if choices else "")
        return span_of(code) if code else None

    def owner(self) -> Organization | None:
        return self.cleaned_data.get("opd") if self.is_bound and self.is_valid() else None
