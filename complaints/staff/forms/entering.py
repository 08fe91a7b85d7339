"""A report that came by counter, phone, letter or another channel, entered by an officer."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from complaints.choices import Channel, ComplaintClass
from complaints.models import Area, Category
from complaints.staff.forms.acts import words
from organizations.forms.moments import moment
from organizations.forms.uploads import UploadField

# SP4N-LAPOR! reports come with a file of their own; by hand only by who may exchange with it.
SP4N = (Channel.SP4N.value, Channel.SP4N.label)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(UploadField):
    """Several files in one field."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        single = super().clean
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [single(one, initial) for one in given]


class CaseEntryForm(forms.Form):
    client_key = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label="Saluran",
        error_messages={"required": "Pilih saluran", "invalid_choice": "Pilih saluran dari daftar"},
    )
    received_at = moment(
        "Diterima",
        noun="waktu diterima",
        hint="Saat laporan sampai di kota; tenggat dihitung dari sini",
    )
    sp4n_id = forms.CharField(
        label="Nomor SP4N-LAPOR!",
        help_text="Hanya untuk laporan dari SP4N-LAPOR!",
        required=False,
        max_length=40,
        error_messages={"max_length": "Nomor SP4N-LAPOR! paling panjang 40 huruf"},
    )
    kind = forms.ChoiceField(
        label="Jenis",
        choices=ComplaintClass.choices,
        initial=ComplaintClass.ORDINARY,
        error_messages={"required": "Pilih jenis laporan", "invalid_choice": "Pilih jenis laporan"},
    )
    category = forms.ModelChoiceField(
        label="Kategori",
        required=False,
        queryset=Category.objects.filter(is_active=True),
        empty_label="Digolongkan kemudian",
        error_messages={"invalid_choice": "Pilih kategori dari daftar"},
    )
    subject = forms.CharField(
        label="Judul",
        required=False,
        max_length=140,
        help_text="Bila kosong, diambil dari awal cerita",
        error_messages={"max_length": "Judul paling panjang 140 huruf"},
    )
    text = words("Yang dilaporkan", "Dengan kata-kata pelapor", rows=8, most=10_000)
    area = forms.ModelChoiceField(
        label="Kelurahan",
        required=False,
        queryset=Area.objects.filter(is_active=True),
        empty_label="Tidak diketahui",
        error_messages={"invalid_choice": "Pilih kelurahan dari daftar"},
    )
    address = forms.CharField(
        label="Alamat atau patokan",
        required=False,
        max_length=300,
        error_messages={"max_length": "Alamat paling panjang 300 huruf"},
    )
    files = FilesField(
        label="Foto atau PDF",
        required=False,
        help_text="Paling banyak lima; surat dapat difoto",
        error_messages={"empty": "Ada berkas yang kosong"},
    )
    is_anonymous = forms.BooleanField(
        label="Anonim: unit yang menangani tidak tahu siapa pelapornya", required=False
    )
    is_secret = forms.BooleanField(
        label="Rahasia: isi laporan tidak ditayangkan untuk umum", required=False
    )
    name = forms.CharField(
        label="Nama pelapor",
        required=False,
        max_length=120,
        error_messages={"max_length": "Nama paling panjang 120 huruf"},
    )
    phone = forms.CharField(
        label="Telepon",
        required=False,
        max_length=40,
        error_messages={"max_length": "Telepon paling panjang 40 huruf"},
    )
    email = forms.EmailField(
        max_length=254,
        label="Surel",
        required=False,
        error_messages={"invalid": "Tulis surel lengkap, misalnya nama@contoh.id"},
    )
    mail_wanted = forms.BooleanField(
        label="Pelapor setuju dikirimi kabar lewat surel", required=False
    )
    whatsapp_wanted = forms.BooleanField(
        label="Pelapor setuju dikirimi kabar lewat WhatsApp", required=False
    )

    def __init__(self, *args: Any, with_sp4n: bool, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "client_key": uuid.uuid4(),
            "received_at": timezone.localtime(),
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        known = [pair for pair in Channel.entered() if with_sp4n or pair != SP4N]
        self.fields["channel"].choices = [("", "Pilih saluran"), *known]  # type: ignore[attr-defined]
        if not with_sp4n:
            del self.fields["sp4n_id"]
        if not settings.WHATSAPP_GATEWAY:  # nothing is offered that the city cannot send
            del self.fields["whatsapp_wanted"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("mail_wanted") and not cleaned.get("email"):
            self.add_error("email", "Isi surel untuk mengirim kabar")
        if cleaned.get("whatsapp_wanted") and not cleaned.get("phone"):
            self.add_error("phone", "Isi telepon untuk mengirim kabar lewat WhatsApp")
        if cleaned.get("sp4n_id") and cleaned.get("channel") != Channel.SP4N:
            self.add_error("sp4n_id", "Nomor ini hanya untuk laporan dari SP4N-LAPOR!")
        return cleaned

    def clean_received_at(self) -> Any:
        at = self.cleaned_data["received_at"]
        if at > timezone.now():
            raise ValidationError("Waktu diterima tidak boleh sesudah sekarang")
        return at
