"""Which indicators a Perjanjian Kinerja promises, and its signed scan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from organizations.forms.dates import DayField
from organizations.forms.uploads import UploadField
from performance.models import Indicator


class AgreementDraftForm(forms.Form):
    indicators = forms.ModelMultipleChoiceField(
        Indicator.objects.none(),
        label="Indikator yang diperjanjikan",
        widget=forms.CheckboxSelectMultiple,
        help_text="Rata-rata capaian di LKjIP dan halaman publik memakai indikator ini",
        error_messages={
            "required": "Pilih paling sedikit satu indikator",
            "invalid_choice": "Pilih indikator dari daftar",
            "invalid_pk_value": "Pilih indikator dari daftar",
        },
    )

    def __init__(self, *args: Any, choices: QuerySet[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["indicators"]
        field.queryset = choices
        field.label_from_instance = lambda row: (
            f"{row.node.get_level_display()}: {row.name} ({row.unit})"
        )


class AgreementSignForm(forms.Form):
    signed_on = DayField(label="Tanggal penandatanganan")
    file = UploadField(
        label="Pindaian naskah bertanda tangan",
        help_text="PDF, JPG, PNG, WebP atau HEIC, paling besar 10 MB",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp"}),
        error_messages={
            "required": "Pilih berkas naskahnya",
            "empty": "Berkas ini kosong. Pilih berkas lain",
            "max_length": "Nama berkas paling panjang 200 huruf",
        },
    )
