"""The one form of an entry, for drafts, references and revisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from innovations.choices import (
    Affair,
    Category,
    Form,
    Goal,
    Initiator,
    Intake,
    Origin,
    Stage,
    Technology,
)  # fmt: skip
from innovations.models import Innovation
from innovations.registry.forms.fields import MOST_OVERLAPS, entry_field, found_entry, link
from innovations.registry.queries.values import (
    APPLICATION,
    DAYS,
    ENTRY,
    IS_APPLICATION,
    OVERLAPS,
    RUPIAH,
    plain,
)
from organizations.forms.dates import DayField
from organizations.forms.figures import RupiahField
from organizations.forms.units import UnitField
from organizations.forms.words import choice, number, text

LONG = 20_000
UNSAID = [("", "Belum dipilih")]
OWN = [(Origin.OWN.value, Origin.OWN.label), (Origin.REPLICATION.value, Origin.REPLICATION.label)]
# UU 23/2014 art. 11 and 12; what serves all of them as the nomenclature has it.
AFFAIR_PARTS = (
    ("Wajib, pelayanan dasar", "1"),
    ("Wajib, bukan pelayanan dasar", "2"),
    ("Pilihan", "3"),
    ("Pendukung, penunjang, pengawasan, kewilayahan, dan pemerintahan umum", "45678"),
)
MOST_USERS = 1_000_000_000
GROUPS = (
    ("Identitas", ("organization", "origin", "original", "source", "name", "expansion", "summary")),
    (
        "Klasifikasi",
        (
            "category", "form", "technology", "initiator", "initiator_position", "stage",
            "trial_on", "implemented_on", "affairs", "goals", "theme",
        ),
    ),
    (
        "Isi",
        (
            "problem", "idea", "purpose", "benefit", "outcome", "how_to_copy", "beneficiaries",
            "place", "budget", "contact", "intake", "video_url", "website",
        ),
    ),
    ("Aplikasi, bila inovasi ini berupa aplikasi", (IS_APPLICATION, *APPLICATION, OVERLAPS)),
)  # fmt: skip
OF_REFERENCES = frozenset({"organization", "origin", "original"})  # which a reference has not


def _several(label: str, choices: Any, hint: str) -> Any:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, help_text=hint,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": f"Pilih {label.lower()} dari daftar"},
    )  # fmt: skip


def _optional(label: str, choices: Any, hint: str = "") -> Any:
    return choice(label, [*UNSAID, *choices], hint=hint, required=False)


def _long(label: str, hint: str = "") -> Any:
    return text(label, LONG, hint=hint, required=False, rows=5)


class EntryForm(forms.Form):
    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    organization = UnitField(label="Perangkat daerah pemilik")
    origin = choice("Asal", OWN)
    original = entry_field(
        "Mereplikasi inovasi di registri ini",
        "Untuk replikasi: nama inovasi aslinya, bila terdaftar",
    )
    source = text(
        "Instansi asal", 200, required=False,
        hint="Untuk replikasi dari daerah lain: instansi pemilik inovasi aslinya",
    )  # fmt: skip
    name = text("Nama inovasi", 120)
    expansion = text("Kepanjangan", 240, required=False)
    summary = text(
        "Ringkasan", 600, required=False, rows=3,
        hint="Satu atau dua kalimat yang dimengerti setiap warga",
    )  # fmt: skip
    category = _optional("Kategori", Category.choices)
    form = _optional("Bentuk inovasi", Form.choices)
    technology = _optional("Jenis", Technology.choices)
    initiator = _optional("Inisiator", Initiator.choices)
    initiator_position = text(
        "Jabatan inisiator", 160, required=False, hint="Jabatannya saja, bukan nama orang"
    )
    stage = choice("Tahapan", Stage.choices)
    trial_on = DayField(label="Mulai uji coba", required=False)
    implemented_on = DayField(label="Mulai diterapkan", required=False)
    affairs = _several("Urusan pemerintahan", Affair.choices, "Boleh lebih dari satu")
    goals = _several("Tujuan TPB/SDGs", Goal.choices, "Boleh lebih dari satu")
    theme = text("Tematik", 120, required=False, hint="Misalnya: penurunan stunting")
    problem = _long("Masalah yang dipecahkan")
    idea = _long(
        "Rancang bangun dan pokok perubahan",
        "Indeks inovasi daerah meminta sekurang-kurangnya 300 kata",
    )
    purpose = _long("Tujuan")
    benefit = _long("Manfaat")
    outcome = _long("Hasil")
    how_to_copy = _long("Cara mereplikasi", "Langkah bagi daerah lain yang ingin meniru")
    beneficiaries = text("Penerima manfaat", 240, required=False)
    place = text("Lokasi", 200, required=False)
    budget = RupiahField(label="Anggaran setahun (Rp)")
    contact = text(
        "Kontak", 200, required=False, hint="Jabatan atau nomor kantor, tampil untuk umum"
    )
    intake = choice(
        "Jalur laporan warga", Intake.choices, required=False,
        hint="Halaman publiknya menautkan ke jalur ini",
    )  # fmt: skip
    video_url = link("Tautan video")
    website = link("Laman")
    is_application = forms.BooleanField(label="Inovasi ini berupa aplikasi", required=False)
    app_address = link("Alamat aplikasi")
    app_platform = text("Platform", 120, required=False, hint="Misalnya: web, Android")
    app_users = number("Pengguna", MOST_USERS)
    app_cost = RupiahField(label="Biaya setahun (Rp)")
    app_data = text("Data yang disimpan", LONG, required=False, rows=3)
    overlaps = text(
        "Bertumpang-tindih dengan", 2_600, required=False, rows=3,
        hint="Nama inovasi atau aplikasi lain yang fungsinya mirip, satu setiap baris",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        user: Any,
        entry: Innovation,
        offered: Any = None,
        named: Mapping[str, int] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.named = user, named or {}
        self.fields["app_users"].required = False
        if offered is None:
            del self.fields["organization"]
        else:
            self.fields["organization"].offer(offered, choose_only=True)  # type: ignore[attr-defined]
        if entry.origin == Origin.REFERENCE:
            for name in OF_REFERENCES & set(self.fields):
                del self.fields[name]
            self.fields["source"] = text("Instansi asal", 200, hint="Instansi dan daerahnya")

    def groups(self) -> list[tuple[str, list[Any]]]:
        """The fields in their fieldsets, those that are there."""
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in GROUPS
        ]

    def affair_parts(self) -> list[tuple[str, list[Any], int]]:
        """The boxes of urusan by their kind, basic services first, and how many are ticked."""
        boxes = self["affairs"].subwidgets
        parts = []
        for title, starts in AFFAIR_PARTS:
            mine = [box for box in boxes if str(box.data["value"])[0] in starts]
            parts.append((title, mine, sum(bool(box.data["selected"]) for box in mine)))
        return parts

    def clean_original(self) -> int | None:
        name = self.cleaned_data["original"].strip()
        return self._found(name) if name else None

    def clean_overlaps(self) -> list[int]:
        names = [line for line in self.cleaned_data[OVERLAPS].splitlines() if line.strip()]
        if len(names) > MOST_OVERLAPS:
            raise ValidationError(f"Tulis paling banyak {MOST_OVERLAPS} inovasi")
        return sorted({self._found(name.strip()) for name in names})

    def _found(self, name: str) -> int:
        """What the entry names already may stay, also where the person does not see it (any more)."""
        return self.named.get(name) or found_entry(self.user, name).pk

    def values(self) -> dict[str, Any]:
        """What the actions write; of what is no application nothing of one."""
        names = (*ENTRY, IS_APPLICATION, *APPLICATION, OVERLAPS)
        found = {name: self.cleaned_data[name] for name in names if name in self.fields}
        if "goals" in found:
            found["goals"] = sorted(int(goal) for goal in found["goals"])
        for name in RUPIAH:
            found[name] = None if found[name] is None else str(found[name])
        if not found[IS_APPLICATION]:
            found |= {**dict.fromkeys(APPLICATION), OVERLAPS: []}
        return {name: plain(value) for name, value in found.items()}


class RevisionForm(EntryForm):
    """The same form, with the reason for the change."""

    note = text(
        "Alasan perubahan",
        2_000,
        rows=3,
        hint="Dibaca oleh yang memutuskan, dan tinggal di riwayat",
    )

    def groups(self) -> list[tuple[str, list[Any]]]:
        return [*super().groups(), ("Alasan", [self["note"]])]


def initial_of(values: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    """Stored values as the form shows them; `names` are the addresses of other entries."""
    shown = dict(values)
    for name in DAYS:
        shown[name] = Innovation._meta.get_field(name).to_python(values[name])
    for name in RUPIAH:
        shown[name] = Innovation._meta.get_field("budget").to_python(values[name])
    shown["original"] = names.get(values["original"], "")
    shown[OVERLAPS] = "\n".join(names[pk] for pk in values[OVERLAPS])
    return shown
