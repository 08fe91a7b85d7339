"""Units, the city and its holidays as an administrator fills them in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from organizations import keepers
from organizations.choices import HolidayKind, OrganizationKind, SuccessionKind, TimeZone
from organizations.forms.addresses import AddressField
from organizations.forms.dates import DayField
from organizations.forms.figures import YearField
from organizations.forms.sites import SiteField
from organizations.forms.uploads import UploadField
from organizations.models import City, Organization


class UnitForm(forms.Form):
    code = forms.CharField(
        label="Kode",
        max_length=40,
        help_text="Kode SIPD, misalnya 5.01.5.05.0.00.01.0000",
        error_messages={"required": "Isi kode unit", "max_length": "Kode paling panjang 40 huruf"},
    )
    name = forms.CharField(
        label="Nama",
        max_length=200,
        error_messages={"required": "Isi nama unit", "max_length": "Nama paling panjang 200 huruf"},
    )
    short_name = forms.CharField(
        label="Singkatan",
        max_length=60,
        error_messages={
            "required": "Isi singkatan",
            "max_length": "Singkatan paling panjang 60 huruf",
        },
    )
    kind = forms.ChoiceField(label="Jenis", choices=OrganizationKind.choices)
    parent = forms.ModelChoiceField(
        label="Induk",
        queryset=Organization.objects.order_by("name"),
        required=False,
        empty_label="– tanpa induk –",
    )
    is_reporting = forms.BooleanField(
        label="Mengisi evaluasi kinerja",
        required=False,
        help_text="Perangkat daerah yang menyusun Renja dan LKjIP sendiri",
    )
    address = forms.CharField(label="Alamat", required=False, max_length=240)
    phone = forms.CharField(label="Telepon", required=False, max_length=60)
    email = AddressField(
        label="Surel", required=False, error_messages={"invalid": "Tulis surel lengkap"}
    )
    website = SiteField(label="Laman", required=False, max_length=120)
    duties = forms.CharField(
        label="Tugas dan fungsi",
        required=False,
        max_length=10_000,
        error_messages={"max_length": "Tugas dan fungsi paling panjang 10.000 huruf"},
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Dipakai pada Bab I LKjIP",
    )
    valid_from = DayField(label="Berlaku sejak")
    valid_to = DayField(label="Berlaku sampai", required=False)
    from_year = YearField(
        label="Perubahan berlaku mulai tahun",
        help_text="Dokumen tahun sebelumnya yang sudah diterima tetap memuat isi lama",
    )

    def __init__(self, *args: Any, unit: Organization | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        year = keepers.first_year(unit) if unit else None
        if year is None:
            del self.fields["from_year"]
        else:
            self.initial["from_year"] = year

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split())
        same = Organization.objects.filter(code__iexact=code)
        if self.unit:
            same = same.exclude(pk=self.unit.pk)
        if same.exists():
            raise forms.ValidationError(f"Kode {code} sudah dipakai {same[0].name}")
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", "Tanggal akhir harus sesudah tanggal mulai")
        return cleaned


class SuccessionForm(forms.Form):
    kind = forms.ChoiceField(
        label="Perubahan",
        choices=SuccessionKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih jenis perubahan"},
    )
    successors = forms.ModelMultipleChoiceField(
        label="Unit penerus",
        queryset=Organization.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih sedikitnya satu unit penerus"},
    )
    effective_on = DayField(label="Berlaku pada")
    note = forms.CharField(
        label="Dasar hukum",
        max_length=240,
        error_messages={"required": "Isi dasar hukum, misalnya nomor Perda"},
    )

    def __init__(self, *args: Any, unit: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Organization.objects.valid(timezone.localdate()).exclude(pk=unit.pk)
        self.fields["successors"].queryset = others.order_by("name")  # type: ignore[attr-defined]


class CityForm(forms.ModelForm):
    time_zone = forms.ChoiceField(label="Zona waktu", choices=TimeZone.choices)
    logo = UploadField(
        label="Lambang",
        required=False,
        help_text="PNG, JPG atau WebP, paling besar 1 MB",
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,.webp"}),
    )

    class Meta:
        model = City
        fields = [
            "name",
            "province",
            "seat",
            "mayor_title",
            "time_zone",
            "address",
            "phone",
            "email",
            "website",
            "help_contact",
        ]
        field_classes = {"website": SiteField}
        error_messages = {
            "name": {"required": "Isi nama kota"},
            "mayor_title": {"required": "Isi sebutan kepala daerah, misalnya Wali Kota"},
            "email": {"invalid": "Tulis surel lengkap"},
        }


class HolidayForm(forms.Form):
    date = DayField(label="Tanggal")
    name = forms.CharField(
        label="Nama", max_length=160, error_messages={"required": "Isi nama hari libur"}
    )
    kind = forms.ChoiceField(label="Jenis", choices=HolidayKind.choices)
    source = forms.CharField(
        label="Dasar", required=False, max_length=160, help_text="Misalnya nomor SKB"
    )
    is_estimate = forms.BooleanField(label="Perkiraan, menunggu keputusan", required=False)


class WorkingDaysForm(forms.Form):
    diterima = DayField(label="Diterima")
    hari = forms.IntegerField(
        label="Hari kerja",
        min_value=1,
        max_value=400,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        error_messages={
            "required": "Isi jumlah hari kerja",
            "invalid": "Isi dengan angka bulat",
            "min_value": "Sedikitnya 1 hari",
            "max_value": "Paling banyak 400 hari",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"
