"""The pages of a report, each a small form in plain words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from complaints.choices import ComplaintClass
from complaints.clock.actions.moving import LONGEST_TEXT
from complaints.intake.actions.coming import EMPTY, TOO_LONG
from complaints.intake.queries.senders import phone_key
from complaints.models import Area, Category
from organizations.forms.addresses import AddressField
from organizations.forms.dates import DayField
from organizations.texts import clean_text

FEWEST_WORDS, FEWEST_LETTERS = 3, 15
TOO_SHORT = (
    "Ceritakan sedikit lebih banyak: apa yang terjadi, di mana, dan sejak kapan. "
    "Dengan begitu petugas tahu apa yang harus diperiksa."
)
NOT_YET = "Tanggal kejadian belum tiba. Periksa tanggalnya."
NO_PLACE = "Pilih kelurahan, tulis alamat, atau tandai tempatnya di peta."


def told_enough(text: str) -> str:
    """A text somebody can act on; else the sentence that asks for more."""
    words = clean_text(text)
    if not words:
        raise ValidationError(EMPTY)
    if len(words.split()) < FEWEST_WORDS or len(words) < FEWEST_LETTERS:
        raise ValidationError(TOO_SHORT)
    return text


class WorkForm(forms.Form):
    """What a browser worked out, or when the page was shown (`actions.working`)."""

    proof = forms.CharField(required=False, widget=forms.HiddenInput, max_length=4_000)
    waited = forms.CharField(required=False, widget=forms.HiddenInput, max_length=400)


class CategoryForm(forms.Form):
    category = forms.ModelChoiceField(
        label="Pilih yang paling mendekati",
        queryset=Category.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Pilih salah satu. Bila tidak ada yang cocok, pilih “Lainnya”.",
            "invalid_choice": "Pilih salah satu dari daftar ini.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["category"]
        field.queryset = Category.objects.filter(is_shown=True, is_active=True)


class WhatForm(forms.Form):
    text = forms.CharField(
        label="Ceritakan apa yang terjadi",
        help_text="Apa, di mana, dan sejak kapan. Jangan tulis nama, alamat rumah, atau NIK orang lain",
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=LONGEST_TEXT,
        error_messages={
            "required": EMPTY,
            "max_length": f"{TOO_LONG} Sekarang %(show_value)d huruf.",
        },
    )
    happened_on = DayField(label="Tanggal kejadian", required=False)

    def clean_text(self) -> str:
        return told_enough(self.cleaned_data["text"])

    def clean_happened_on(self) -> Any:
        day = self.cleaned_data["happened_on"]
        if day and day > timezone.localdate():
            raise ValidationError(NOT_YET)
        return day


class PinField(forms.Field):
    """Degrees from the map; what cannot be read is no pin, and never an error."""

    def __init__(self, most: int) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)
        self.most = most

    def clean(self, value: Any) -> str:
        try:
            degrees = Decimal(str(value or "").strip()).quantize(Decimal("0.000001"))
        except ArithmeticError:
            return ""
        return str(degrees) if degrees.is_finite() and abs(degrees) <= self.most else ""


class AreaChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.parent.name})" if obj.parent else obj.name


class WhereForm(forms.Form):
    area = AreaChoice(
        label="Kelurahan",
        queryset=Area.objects.none(),
        required=False,
        empty_label="Tidak tahu",
        error_messages={"invalid_choice": "Pilih kelurahan dari daftar ini."},
    )
    address = forms.CharField(
        label="Alamat atau patokan",
        help_text="Misalnya: Jalan Hayam Wuruk, depan kantor pos",
        required=False,
        max_length=300,
        error_messages={"max_length": "Alamat paling panjang 300 huruf."},
    )
    no_place = forms.BooleanField(label="Laporan ini tidak tentang tempat tertentu", required=False)
    latitude = PinField(90)
    longitude = PinField(180)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["area"]
        areas = Area.objects.filter(is_active=True, parent__isnull=False)
        field.queryset = areas.select_related("parent").order_by("parent__name", "name")
        if not areas.exists():  # the city has no list yet
            del self.fields["area"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not (found.get("latitude") and found.get("longitude")):
            found["latitude"] = found["longitude"] = ""
        told = ("area", "address", "latitude", "no_place")
        if not self.errors and not any(found.get(name) for name in told):
            self.add_error("area" if "area" in self.fields else "address", NO_PLACE)
        return found


class KindForm(forms.Form):
    kind = forms.ChoiceField(
        label="Jenis laporan",
        choices=[
            (ComplaintClass.ORDINARY, "Pengaduan: ada yang rusak, salah, atau tidak dilayani"),
            (ComplaintClass.ASPIRATION, "Aspirasi: usul atau harapan"),
            (ComplaintClass.INFORMATION, "Permintaan informasi: ada yang ingin diketahui"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih jenis laporan", "invalid_choice": "Pilih dari daftar"},
    )
    # Their words stand in the template, each with its hint.
    is_anonymous = forms.BooleanField(label="Anonim", required=False)
    is_secret = forms.BooleanField(label="Rahasia", required=False)


class ContactForm(forms.Form):
    name = forms.CharField(label="Nama", required=False, max_length=120)
    email = AddressField(
        label="Surel",
        required=False,
        error_messages={"invalid": "Tulis surel lengkap, misalnya nama@contoh.id"},
    )
    mail_wanted = forms.BooleanField(label="Kirim kabar lewat surel", required=False)
    phone = forms.CharField(
        label="Nomor telepon", help_text="Misalnya 0812 3456 7890", required=False, max_length=40
    )
    whatsapp_wanted = forms.BooleanField(label="Kirim kabar lewat WhatsApp", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {"name": "name", "email": "email", "phone": "tel"}
        for name, word in hints.items():
            self.fields[name].widget.attrs["autocomplete"] = word
        self.fields["phone"].widget.attrs["inputmode"] = "tel"
        if not settings.WHATSAPP_GATEWAY:  # nothing is offered that the city cannot send
            del self.fields["whatsapp_wanted"]

    def clean_name(self) -> str:
        return clean_text(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        typed = clean_text(self.cleaned_data["phone"])
        if typed and not 9 <= len(phone_key(typed)) <= 16:
            raise ValidationError("Tulis nomor telepon lengkap, misalnya 0812 3456 7890")
        return typed

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("mail_wanted") and not found.get("email") and "email" not in self.errors:
            self.add_error("email", "Isi surel supaya kabar dapat dikirim, atau hapus centangnya")
        if found.get("whatsapp_wanted") and not found.get("phone") and "phone" not in self.errors:
            self.add_error(
                "phone", "Isi nomor telepon supaya kabar dapat dikirim, atau hapus centangnya"
            )
        return found


class SendForm(WorkForm):
    """The check page: a field no person sees, and what its browser worked out."""

    website = forms.CharField(
        required=False,
        label="Kosongkan kolom ini",
        max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
