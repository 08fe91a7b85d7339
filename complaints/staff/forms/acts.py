"""What officers fill in when they move a case: class, unit, person, merge, split."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from complaints import formulas
from complaints.choices import ComplaintClass
from complaints.models import Area, Category, Complaint
from organizations.models import Organization


def words(label: str, hint: str = "", *, rows: int = 3, most: int = 2_000, **more: Any) -> Any:
    """A text field with its error sentences."""
    name = label[:1].lower() + label[1:]
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": f"Isi {name}",
            "max_length": f"{label} paling panjang {most:,} huruf".replace(",", "."),
        },
        **more,
    )


def _units() -> Any:
    return Organization.objects.reporting().valid(timezone.localdate())


class CaseForm(forms.Form):
    """Carries what the case was like when the form was opened (`queries.case.mark_of`)."""

    mark = forms.CharField(
        required=False,
        max_length=100,
        widget=forms.HiddenInput,
        error_messages={
            "max_length": "Tanda halaman paling panjang 100 huruf. Muat ulang halaman ini"
        },
    )

    def __init__(self, *args: Any, mark: str = "", **kwargs: Any) -> None:
        kwargs["initial"] = {"mark": mark, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class ClassifyForm(CaseForm):
    kind = forms.ChoiceField(
        label="Jenis",
        help_text="Tenggat dihitung dari tanggal diterima menurut jenis ini",
        choices=ComplaintClass.choices,
        error_messages={"required": "Pilih jenis laporan", "invalid_choice": "Pilih jenis laporan"},
    )
    category = forms.ModelChoiceField(
        label="Kategori",
        queryset=Category.objects.filter(is_active=True),
        empty_label="Pilih kategori",
        error_messages={"required": "Pilih kategori", "invalid_choice": "Pilih kategori"},
    )
    area = forms.ModelChoiceField(
        label="Kelurahan",
        queryset=Area.objects.filter(is_active=True),
        required=False,
        empty_label="Tidak diketahui",
        error_messages={"invalid_choice": "Pilih kelurahan dari daftar"},
    )
    accused = forms.ModelChoiceField(
        label="Unit yang dilaporkan",
        help_text="Bila laporan menyangkut petugas atau kepala unit itu; unit itu tidak melihatnya lagi",
        queryset=Organization.objects.none(),
        required=False,
        empty_label="Tidak ada",
        error_messages={"invalid_choice": "Pilih unit dari daftar"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accused"].queryset = _units()  # type: ignore[attr-defined]


class RouteForm(CaseForm):
    unit = forms.ModelChoiceField(
        label="Perangkat daerah",
        queryset=Organization.objects.none(),
        empty_label="Pilih perangkat daerah",
        error_messages={
            "required": "Pilih perangkat daerah",
            "invalid_choice": "Pilih perangkat daerah dari daftar",
        },
    )
    reason = words(
        "Alasan", "Perlu diisi bila laporan dipindahkan dari unit lain", rows=2, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = _units()  # type: ignore[attr-defined]


class HandBackForm(CaseForm):
    reason = words("Alasan dan unit yang seharusnya menangani")


class DelegateForm(CaseForm):
    officer = forms.TypedChoiceField(
        label="Petugas",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Pilih petugas dari unit yang menangani laporan ini"},
    )

    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Tidak ditunjuk"), *((user.pk, user.full_name) for user in people)]
        self.fields["officer"].choices = choices  # type: ignore[attr-defined]


class MergeForm(CaseForm):
    number = forms.CharField(
        label="Nomor laporan utama",
        help_text="Laporan ini digabungkan ke dalamnya, misalnya SK-7M2K-9QTX",
        max_length=20,
        error_messages={
            "required": "Isi nomor laporan utama",
            "max_length": "Nomor laporan paling panjang 20 huruf",
        },
    )


class SplitForm(CaseForm):
    units = forms.ModelMultipleChoiceField(
        label="Bagian untuk perangkat daerah lain",
        queryset=Organization.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Pilih perangkat daerah untuk bagian laporan ini",
            "invalid_choice": "Pilih perangkat daerah dari daftar",
            "invalid_pk_value": "Pilih perangkat daerah dari daftar",
        },
    )
    subject = forms.CharField(
        label="Judul bagian",
        max_length=140,
        error_messages={
            "required": "Isi judul bagian",
            "max_length": "Judul bagian paling panjang 140 huruf",
        },
    )
    text = words("Isi bagian", "Yang perlu ditangani unit itu saja", rows=6, most=20_000)

    def __init__(self, *args: Any, case: Complaint, **kwargs: Any) -> None:
        shown = formulas.blackened if case.is_anonymous else str
        kwargs["initial"] = {"subject": shown(case.subject), "text": shown(case.text)}
        super().__init__(*args, **kwargs)
        rows = _units().exclude(pk=case.unit_id or 0)
        self.fields["units"].queryset = rows  # type: ignore[attr-defined]
