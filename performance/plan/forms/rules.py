"""Periods, versions and the city's rules of counting."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.forms.dates import DayField
from organizations.forms.figures import YearField
from performance import formulas
from performance.choices import LowerMethod, PlanDocument, ZeroTarget
from performance.models import PlanVersion
from performance.plan.forms.fields import FigureField
from performance.plan.forms.from_year import FromYearMixin
from performance.plan.queries.closed_years import ClosedYears
from performance.plan.queries.versions import mark_of

QUARTERS = [(1, "Triwulan I"), (2, "Triwulan II"), (3, "Triwulan III"), (4, "Triwulan IV")]


def _name_field(label: str, longest: int, hint: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=hint,
        error_messages={
            "required": f"Isi {label.lower()}",
            "max_length": f"{label} paling panjang {longest} huruf",
        },
    )


def _decree_field() -> forms.CharField:
    hint = "Nomor dan tahunnya, misalnya Perwali Nomor 12 Tahun 2025"
    return _name_field("Dasar hukum", 200, hint, required=False)


class PeriodForm(forms.Form):
    name = _name_field("Nama periode", 120, "Misalnya RPJMD 2025–2029")
    start_year = YearField(label="Tahun awal", required=True)
    end_year = YearField(label="Tahun akhir", required=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("start_year"), data.get("end_year")
        if start and end and not start <= end <= start + 25:
            self.add_error(
                "end_year", "Tahun akhir harus sesudah tahun awal, paling lama 25 tahun kemudian"
            )
        return data


class RevisionForm(forms.Form):
    """Make the next Perubahan of a document, or the Murni of a document of its own."""

    REVISION, OWN = "perubahan", "murni"

    kind = forms.ChoiceField(
        label="Yang dibuat",
        choices=[
            (REVISION, "Perubahan dari versi terakhir"),
            (OWN, "Murni tersendiri (salinan Renja untuk RKPD dan Perjanjian Kinerja)"),
        ],
        initial=REVISION,
        widget=forms.RadioSelect,
        help_text="Tanpa Murni tersendiri, RKPD dan Perjanjian Kinerja memakai angka Renja",
        error_messages={"required": "Pilih yang dibuat"},
    )
    document = forms.ChoiceField(label="Dokumen", choices=PlanDocument.choices)
    year = YearField(
        label="Tahun",
        required=True,
        help_text="Untuk perubahan RPJMD dan Renstra: tahun sejak perubahan dipakai",
    )
    effective_quarter = forms.TypedChoiceField(
        label="Dipakai mulai",
        coerce=int,
        choices=QUARTERS,
        help_text="Triwulan pertama tahun itu yang diukur terhadap perubahan; yang sebelumnya tetap "
        "memakai versi sebelumnya. Murni selalu dari triwulan I",
    )
    effective_from = DayField(label="Berlaku sejak", required=False)
    decree = _decree_field()

    def __init__(self, *args: Any, may_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_open:
            del self.fields["kind"]

    @property
    def is_own(self) -> bool:
        return self.cleaned_data.get("kind") == self.OWN

    def values(self) -> dict[str, Any]:
        """What the action takes; a Murni counts from the first quarter whatever is chosen."""
        skipped = ("kind", "effective_quarter") if self.is_own else ("kind",)
        return {name: value for name, value in self.cleaned_data.items() if name not in skipped}


class VersionForm(forms.Form):
    """What a version is called, the decree behind it, and from when it counts."""

    label = _name_field("Sebutan versi", 40, "Misalnya Murni atau Perubahan I; tercetak di dokumen")
    decree = _decree_field()
    effective_from = DayField(label="Berlaku sejak", required=False)
    effective_year = YearField(
        label="Dipakai mulai tahun",
        required=True,
        help_text="Tahun dan triwulan pertama yang diukur terhadap versi ini; yang sebelumnya tetap "
        "memakai versi sebelumnya",
    )
    effective_quarter = forms.TypedChoiceField(
        label="Dipakai mulai",
        coerce=int,
        choices=QUARTERS,
        help_text="Triwulan pertama yang diukur terhadap versi ini",
        error_messages={"required": "Pilih triwulan"},
    )
    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(self, *args: Any, version: PlanVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if version.sequence == 0:  # a Murni always counts from the first quarter
            del self.fields["effective_quarter"]
        if version.sequence == 0 or version.year:  # only revisions of a period begin in a year
            del self.fields["effective_year"]
        self.initial = {name: getattr(version, name, None) for name in self.fields}
        self.initial["mark"] = mark_of(version)


class SettingsForm(FromYearMixin):
    """How this city counts. Changing a rule here changes new indicators and reports."""

    lower_method = forms.ChoiceField(
        label="Rumus bawaan indikator makin rendah makin baik",
        choices=LowerMethod.choices,
        widget=forms.RadioSelect,
        help_text="Berlaku untuk indikator baru; tiap indikator dapat memilih sendiri",
    )
    zero_target = forms.ChoiceField(
        label="Bila target nol", choices=ZeroTarget.choices, widget=forms.RadioSelect
    )
    cap = FigureField(
        label="Batas atas capaian (%)",
        decimals=2,
        allow_negative=False,
        help_text="Kosongkan bila capaian di atas 100% tidak dibatasi",
    )
    band_scheme = forms.ChoiceField(label="Skala peringkat kinerja")
    adds_across_years = forms.BooleanField(
        label="Indikator baru dijumlahkan antartahun",
        required=False,
        help_text="Berlaku untuk indikator yang triwulannya dijumlahkan",
    )
    average_level = forms.ChoiceField(
        label="Tingkat yang dirata-ratakan pada E.81",
        choices=[("program", "Program"), ("kegiatan", "Kegiatan"), ("subkegiatan", "Sub kegiatan")],
    )

    def __init__(self, *args: Any, closed: ClosedYears | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["band_scheme"].choices = band_choices()
        self.ask_from_year(closed)

    def clean_cap(self) -> Any:
        cap = self.cleaned_data["cap"]
        if cap is not None and not 1 <= cap < 100000:
            raise forms.ValidationError("Isi batas atas sedikitnya 1, misalnya 120")
        return cap


def band_choices() -> list[tuple[str, str]]:
    return [(scheme.code, scheme.name) for scheme in formulas.schemes_for("kinerja")]
