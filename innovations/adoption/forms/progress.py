"""On which day the progress is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from organizations.forms.dates import DayField


class DayForm(forms.Form):
    pada = DayField(label="Keadaan pada", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pada"].widget.attrs["class"] = "form-control"

    def clean_pada(self) -> date | None:
        day = self.cleaned_data["pada"]
        if day is not None and day > timezone.localdate():
            raise ValidationError("Tanggal ini belum tiba")
        return day
