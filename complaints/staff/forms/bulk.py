"""What an act on many cases still needs to know."""

from __future__ import annotations

from typing import Any

from django import forms

from complaints.clock.queries.officers import colleagues
from complaints.models import Complaint
from complaints.staff.forms.acts import RouteForm


class BulkRouteForm(RouteForm):
    """The unit and, for those that move from another one, the reason."""


class BulkDelegateForm(forms.Form):
    officer = forms.TypedChoiceField(
        label="Petugas",
        coerce=int,
        error_messages={
            "required": "Pilih petugas",
            "invalid_choice": "Pilih petugas dari unit yang menangani laporan ini",
        },
    )

    def __init__(self, *args: Any, cases: list[Complaint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = {case.unit_id: case for case in cases}
        people = colleagues(next(iter(units.values()))) if len(units) == 1 else []
        self.people = people
        choices = [("", "Pilih petugas"), *((user.pk, user.full_name) for user in people)]
        self.fields["officer"].choices = choices  # type: ignore[attr-defined]
        if len(units) > 1:
            self.fields["officer"].help_text = "Pilih laporan dari satu unit saja"
