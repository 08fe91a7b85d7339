"""What an act on many cases still needs to know."""

from __future__ import annotations

from typing import Any

from django import forms

from complaints.clock.queries.officers import colleagues
from complaints.models import Complaint
from complaints.staff.forms.acts import ClassifyForm, RouteForm, words
from complaints.staff.queries.case import find_case


class BulkRouteForm(RouteForm):
    """The unit and, for those that move from another one, the reason."""


class BulkClassifyForm(forms.Form):
    """Only the category: class and place differ from report to report."""

    category = ClassifyForm.base_fields["category"]


class BulkMergeForm(forms.Form):
    number = forms.CharField(
        label="Nomor laporan utama",
        help_text="Yang dipilih digabungkan ke dalamnya. Usulan: yang paling dulu diterima",
        max_length=20,
        error_messages={
            "required": "Isi nomor laporan utama",
            "max_length": "Nomor laporan paling panjang 20 huruf",
        },
    )

    def __init__(self, *args: Any, user: Any, cases: list[Complaint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.cases = user, cases
        if cases:
            self.fields["number"].initial = cases[0].number

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"])
        found = find_case(self.user, number)
        if found is None:
            raise forms.ValidationError("Tidak ada laporan dengan nomor ini")
        if [case.pk for case in self.cases] == [found.pk]:
            raise forms.ValidationError("Pilih sedikitnya satu laporan lain untuk digabungkan")
        return number


class BulkProgressForm(forms.Form):
    text = words(
        "Kabar untuk pelapor",
        "Semua pelapor di atas membaca kalimat yang sama; jangan sebut nama atau alamat",
        rows=5,
        most=10_000,
    )


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
