"""Forms of a service unit, its services and points; the actions save."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from organizations.forms.dates import DayField
from organizations.forms.marked import MarkedForm, marked
from organizations.forms.units import UnitField
from organizations.forms.words import choice, clock, number, text
from organizations.models import Organization
from surveys.choices import Cycle, Language, Layout, PointKind, QuestionnaireState
from surveys.instrument.actions.units import OF_ANOTHER_UNIT
from surveys.models import Questionnaire, Service, ServicePoint, ServiceUnit

HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?")
MOST_HOSTS, MOST_USERS = 20, 10_000_000
STATES = [("", "Yang dipakai"), ("mati", "Yang tidak dipakai"), ("semua", "Semua")]


class DeskFilterForm(forms.Form):
    kata = forms.CharField(
        label="Cari nama unit", required=False, max_length=80,
        error_messages={"max_length": "Kata pencarian paling panjang 80 huruf"},
    )  # fmt: skip
    opd = UnitField(label="Perangkat daerah", required=False, empty_label="Semua")
    keadaan = choice("Keadaan", STATES, required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opd: Any = self.fields["opd"]
        opd.queryset = units
        for field in self.fields.values():
            is_list = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if is_list else "form-control"

    @property
    def is_used(self) -> bool:
        return self.is_bound and any(self.data.get(name) for name in self.fields)


class ServiceUnitForm(MarkedForm):
    """Everything of a unit but its PIN; the OPD is chosen once."""

    organization = UnitField()
    name = text("Nama unit layanan", 160, hint="Seperti yang tertulis di papan nama")
    address = text("Alamat", 240, required=False)
    phone = text("Telepon", 60, required=False)
    opens_at = clock("Buka pukul")
    closes_at = clock("Tutup pukul")
    questionnaire = forms.ModelChoiceField(
        label="Kuesioner",
        queryset=Questionnaire.objects.none(),
        empty_label=None,
        help_text="Versi baru berlaku mulai periode berikutnya",
        error_messages={
            "required": "Pilih kuesioner", "invalid_choice": "Pilih kuesioner yang sedang dipakai"
        },
    )  # fmt: skip
    cycle = choice("Periode survei", Cycle.choices, hint="Sekurang-kurangnya sekali setahun")
    population = number(
        "Jumlah pengguna layanan dalam satu periode",
        MOST_USERS,
        hint="Biasanya dari periode yang sama tahun lalu; dipakai menghitung target responden",
    )
    layout = choice("Tampilan kuesioner", Layout.choices)
    languages = forms.MultipleChoiceField(
        label="Bahasa yang ditawarkan",
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Bahasa yang belum lengkap pada kuesioner tidak ditampilkan",
        error_messages={
            "required": "Pilih sekurang-kurangnya Bahasa Indonesia",
            "invalid_choice": "Pilih bahasa dari daftar",
        },
    )
    embed_hosts = text(
        "Situs yang boleh memasang lencana nilai", 2_400, required=False, rows=3,
        hint="Satu alamat setiap baris, misalnya dinkes.kota.go.id",
    )  # fmt: skip
    is_active = forms.BooleanField(
        label="Unit ini dipakai", required=False, initial=True,
        help_text="Yang tidak dipakai berhenti menerima jawaban; jawaban lama tetap dihitung",
    )  # fmt: skip

    def __init__(self, *args: Any, unit: ServiceUnit, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(unit) | marked(unit, self.facts()), **kwargs)
        fields: dict[str, Any] = self.fields
        if unit.pk is None:
            fields["organization"].offer(offered, choose_only=True)
        else:
            del fields["organization"]
        active = Questionnaire.objects.filter(state=QuestionnaireState.ACTIVE)
        owners = [unit.organization_id] if unit.pk else list(offered.values_list("pk", flat=True))
        fields["questionnaire"].queryset = active.filter(
            Q(owner=None) | Q(owner__in=owners)
        ).order_by("title", "pk")
        if unit.pk:
            current = active.filter(code=unit.questionnaire.code).first()
            self.initial["questionnaire"] = current.pk if current else None
        else:
            self.initial.setdefault("questionnaire", active.values_list("pk", flat=True).first())

    @classmethod
    def facts(cls) -> list[str]:
        """The OPD is chosen once."""
        return [name for name in super().facts() if name != "organization"]

    def clean_languages(self) -> list[str]:
        chosen = self.cleaned_data["languages"]
        if Language.INDONESIAN not in chosen:
            raise ValidationError("Bahasa Indonesia selalu ditawarkan")
        return [value for value in Language.values if value in chosen]

    def clean_embed_hosts(self) -> list[str]:
        hosts = [line.strip().lower() for line in self.cleaned_data["embed_hosts"].split()]
        wrong = next((h for h in hosts if not HOST.fullmatch(h) or len(h) > 120), None)
        if wrong is not None:
            raise ValidationError(
                f"“{wrong[:60]}” bukan nama situs. Tulis tanpa https:// dan tanpa garis miring, "
                "misalnya dinkes.kota.go.id"
            )
        if len(hosts) > MOST_HOSTS:
            raise ValidationError(f"Situs paling banyak {MOST_HOSTS}")
        return list(dict.fromkeys(hosts))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", "Jam tutup harus sesudah jam buka")
        owner = getattr(cleaned.get("questionnaire"), "owner_id", None)
        unit: Organization | None = cleaned.get("organization")
        if unit is not None and owner not in (None, unit.pk):
            self.add_error("questionnaire", "Kuesioner ini milik perangkat daerah lain")
        return cleaned


def _initial(unit: ServiceUnit) -> dict[str, Any]:
    names = ("name", "address", "phone", "cycle", "population", "layout", "languages")
    return {
        **{name: getattr(unit, name) for name in (*names, "is_active")},
        "opens_at": str(unit.opens_at)[:5],
        "closes_at": str(unit.closes_at)[:5],
        "embed_hosts": "\n".join(unit.embed_hosts),
    }


class KioskPinForm(forms.Form):
    pin = forms.CharField(
        label="PIN baru", required=False, max_length=8,
        help_text="4 sampai 8 angka, untuk keluar dari layar kios. Kosongkan untuk menghapusnya.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"max_length": "PIN kios paling panjang 8 angka"},
    )  # fmt: skip


class ServiceForm(MarkedForm):
    name = text("Jenis layanan", 160, hint="Misalnya: KTP elektronik, pelayanan gigi")
    is_active = forms.BooleanField(
        label="Layanan ini dipakai", required=False, initial=True,
        help_text="Yang tidak dipakai tidak lagi dapat dipilih responden",
    )  # fmt: skip

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        initial = {"name": service.name, "is_active": service.is_active}
        super().__init__(*args, initial=initial | marked(service, self.facts()), **kwargs)


class PointForm(MarkedForm):
    name = text("Nama titik layanan", 120, hint="Misalnya: Loket 2, Giliran sore, Tim keliling")
    kind = choice("Jenis", PointKind.choices)
    service = forms.ModelChoiceField(
        label="Jenis layanan",
        queryset=Service.objects.none(),
        required=False,
        empty_label="Responden memilih sendiri",
        error_messages={"invalid_choice": OF_ANOTHER_UNIT},
    )
    needs_code = forms.BooleanField(
        label="Perlu kode sekali pakai", required=False,
        help_text="Kode dari karcis antrean atau tanda terima; satu kode untuk satu jawaban",
    )  # fmt: skip
    is_active = forms.BooleanField(
        label="Titik ini dipakai", required=False, initial=True,
        help_text="Yang tidak dipakai berhenti menerima jawaban, dan posternya tidak dapat dicetak",
    )  # fmt: skip

    def __init__(self, *args: Any, point: ServicePoint, **kwargs: Any) -> None:
        names = ("name", "kind", "service", "needs_code", "is_active")
        initial = {n: getattr(point, n) for n in names} | marked(point, self.facts())
        super().__init__(*args, initial=initial, **kwargs)
        field: Any = self.fields["service"]
        field.queryset = Service.objects.filter(unit=point.unit, is_active=True) | (
            Service.objects.filter(unit=point.unit, pk=point.service_id)
        )


class PeriodOpenForm(forms.Form):
    day = DayField(
        label="Tanggal dalam periode itu",
        help_text="Periode dibuka menurut jenis periode unit, mis. 1 Januari sampai 30 Juni",
    )


class PopulationForm(forms.Form):
    population = number(
        "Jumlah pengguna layanan pada periode ini", MOST_USERS,
        hint="Target responden dihitung dari angka ini (Krejcie dan Morgan)",
    )  # fmt: skip
