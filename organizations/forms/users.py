"""Accounts and assignments as an administrator fills them in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from organizations.choices import AppointmentKind, Role
from organizations.forms.addresses import AddressField
from organizations.forms.dates import DayField
from organizations.forms.units import UnitField
from organizations.models import Organization
from organizations.queries.people import STATES


class UserForm(forms.Form):
    email = AddressField(
        label="Surel",
        help_text="Dipakai untuk masuk dan menerima pemberitahuan",
        error_messages={
            "required": "Isi surel",
            "invalid": "Tulis surel lengkap, misalnya nama@contoh.go.id",
        },
    )
    full_name = forms.CharField(
        label="Nama lengkap",
        max_length=160,
        help_text="Dengan gelar, seperti dicetak pada dokumen",
        error_messages={
            "required": "Isi nama lengkap",
            "max_length": "Nama paling panjang 160 huruf",
        },
    )
    employee_number = forms.CharField(
        label="NIP",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"max_length": "NIP paling panjang 30 angka"},
    )
    rank = forms.CharField(label="Pangkat/golongan", required=False, max_length=80)
    phone = forms.CharField(label="Telepon", required=False, max_length=40)

    def clean_employee_number(self) -> str:
        return "".join(self.cleaned_data["employee_number"].split())


class UserEditForm(UserForm):
    since = DayField(
        label="Nama, NIP, atau pangkat baru berlaku sejak",
        required=False,
        help_text="Kosongkan untuk hari ini. Dokumen bertanggal sebelumnya tetap mencetak yang lama",
    )


class AssignmentForm(forms.Form):
    organization = UnitField()
    role = forms.ChoiceField(
        label="Peran",
        choices=[("", "Pilih peran"), *Role.choices],
        error_messages={"required": "Pilih peran", "invalid_choice": "Pilih peran dari daftar"},
    )
    position = forms.CharField(
        label="Jabatan",
        max_length=160,
        help_text="Misalnya Kepala Dinas Kesehatan; Plt. dan Plh. ditambahkan otomatis",
        error_messages={
            "required": "Isi jabatan",
            "max_length": "Jabatan paling panjang 160 huruf",
        },
    )
    appointment = forms.ChoiceField(
        label="Status jabatan", choices=AppointmentKind.choices, initial=AppointmentKind.DEFINITIF
    )
    signs_documents = forms.BooleanField(
        label="Menandatangani dokumen perangkat daerah", required=False
    )
    decree = forms.CharField(
        label="Dasar penugasan",
        required=False,
        max_length=160,
        help_text="Nomor dan tanggal surat",
        error_messages={"max_length": "Dasar penugasan paling panjang 160 huruf"},
    )
    valid_from = DayField(label="Berlaku sejak")
    valid_to = DayField(
        label="Berlaku sampai", required=False, help_text="Kosongkan bila belum ada akhirnya"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"valid_from": timezone.localdate()})
        super().__init__(*args, **kwargs)
        choice: UnitField = self.fields["organization"]  # type: ignore[assignment]
        choice.offer(Organization.objects.valid(timezone.localdate()).order_by("name"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", "Tanggal akhir harus sama dengan atau sesudah tanggal mulai")
        return cleaned


class InviteForm(AssignmentForm):
    """A new account with its first assignment, on one page."""

    field_order = ["email", "full_name", "employee_number", "rank", "phone"]
    email = UserForm.base_fields["email"]
    full_name = UserForm.base_fields["full_name"]
    employee_number = UserForm.base_fields["employee_number"]
    rank = UserForm.base_fields["rank"]
    phone = UserForm.base_fields["phone"]

    clean_employee_number = UserForm.clean_employee_number

    PERSON = ("email", "full_name", "employee_number", "rank", "phone")

    def person(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.PERSON}

    def assignment(self) -> dict[str, Any]:
        return {n: v for n, v in self.cleaned_data.items() if n not in self.PERSON}


class EndForm(forms.Form):
    on = DayField(label="Hari terakhir berlaku")
    reason = forms.CharField(
        label="Alasan",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "Alasan paling panjang 300 huruf"},
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Tulis alasannya",
            "max_length": "Alasan paling panjang 300 huruf",
        },
    )


class PeopleFilterForm(forms.Form):
    q = forms.CharField(label="Nama, surel, atau NIP", required=False, max_length=100)
    unit = UnitField(Organization.objects.order_by("name"), required=False, empty_label="Semua")
    peran = forms.ChoiceField(label="Peran", required=False, choices=[("", "Semua"), *Role.choices])
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "Semua"), *STATES],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "q" else "form-select"
