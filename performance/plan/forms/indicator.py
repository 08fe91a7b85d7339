"""The form of an indicator's master, and of its targets."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from organizations.forms.figures import YearField
from organizations.models import Organization
from performance import formulas
from performance.choices import Accumulation, LowerMethod, Polarity, ValueScale, ZeroTarget
from performance.feeds import FEEDS
from performance.models import Indicator, PlanNode
from performance.plan.forms.fields import FigureField
from performance.plan.forms.from_year import FromYearMixin
from performance.plan.queries.closed_years import closed_years, rules_of_new
from performance.plan.queries.lineage import possible_predecessors
from performance.plan.queries.sources import first_year_of

BESIDE = ("row_version", "partners", "feed_source", "feed_unit", "feed_year", "from_year")
WORDS_JOIN = (Accumulation.LAST, Accumulation.MAX, Accumulation.MIN)
NOT_JOINED = (
    "Pilih nilai terakhir, tertinggi, atau terendah karena nilainya berupa kata atau tanggal"
)
NO_PARTS = "Pilih “Diisi sendiri”: pembilang dan penyebut rasio diisi unit, bukan diambil otomatis"
TEXTS = ("name", "unit", "definition", "formula_text", "data_source", "national_standard_label")


class IndicatorForm(FromYearMixin):
    name = forms.CharField(
        label="Nama indikator",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Isi nama indikator",
            "max_length": "Nama indikator paling panjang 1.000 huruf",
        },
    )
    organization = forms.ModelChoiceField(
        label="Penanggung jawab",
        queryset=Organization.objects.reporting(),
        empty_label="Pilih perangkat daerah",
        error_messages={"required": "Pilih perangkat daerah penanggung jawab"},
    )
    unit = forms.CharField(
        label="Satuan",
        max_length=120,
        help_text="Misalnya %, Dokumen, Orang",
        error_messages={"required": "Isi satuan", "max_length": "Satuan paling panjang 120 huruf"},
    )
    definition = forms.CharField(
        label="Definisi operasional",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "Definisi operasional paling panjang 4.000 huruf"},
    )
    formula_text = forms.CharField(
        label="Cara menghitung",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "Cara menghitung paling panjang 4.000 huruf"},
    )
    data_source = forms.CharField(label="Sumber data", required=False, max_length=240)
    polarity = forms.ChoiceField(label="Arah", choices=Polarity.choices, widget=forms.RadioSelect)
    lower_method = forms.ChoiceField(
        label="Rumus bila makin rendah makin baik", choices=LowerMethod.choices
    )
    accumulation = forms.ChoiceField(
        label="Cara menggabungkan triwulan",
        choices=Accumulation.choices,
        help_text="Jumlah untuk keluaran yang bertambah; nilai terakhir untuk persentase dan indeks; "
        "Σ pembilang ÷ Σ penyebut bila kedua bagiannya diisi tiap triwulan",
    )
    cap = FigureField(
        label="Batas atas capaian (%)",
        decimals=2,
        allow_negative=False,
        help_text="Kosongkan bila capaian tidak dibatasi",
    )
    zero_target = forms.ChoiceField(label="Bila target nol", choices=ZeroTarget.choices)
    decimals = forms.TypedChoiceField(
        label="Desimal yang ditampilkan", coerce=int, choices=[(n, str(n)) for n in range(7)]
    )
    is_iku = forms.BooleanField(label="Indikator kinerja utama (IKU)", required=False)
    national_standard = FigureField(label="Standar nasional")
    national_standard_label = forms.CharField(
        label="Sumber standar nasional", required=False, max_length=200
    )
    adds_across_years = forms.BooleanField(
        label="Dijumlahkan antartahun",
        required=False,
        help_text="Hilangkan centang bila keluarannya berulang tiap tahun, mis. gaji pegawai",
    )
    scale = forms.ChoiceField(
        label="Skala nilai",
        required=False,
        choices=[("", "Angka biasa"), *ValueScale.choices],
        help_text="Untuk target berupa predikat, opini, atau tanggal",
    )
    weight = FigureField(
        label="Bobot",
        decimals=3,
        allow_negative=False,
        help_text="Kosongkan bila semua indikator sama penting",
    )
    band_scheme = forms.ChoiceField(label="Skala peringkat", required=False)
    predecessor = forms.ModelChoiceField(
        Indicator.objects.none(),
        label="Melanjutkan indikator",
        required=False,
        empty_label="Indikator baru",
        help_text="Riwayat indikator lama ikut tercetak sebagai riwayat indikator ini",
    )
    partners = forms.ModelMultipleChoiceField(
        Organization.objects.reporting(),
        label="Unit mitra",
        required=False,
        help_text="Unit yang ikut bekerja; angkanya tetap diisi penanggung jawab",
    )
    feed_source = forms.ChoiceField(
        label="Diisi otomatis dari",
        required=False,
        help_text="Portal mengambil nilainya sendiri pada triwulan yang masih dibuka",
    )
    feed_unit = forms.ModelChoiceField(
        Organization.objects.reporting(),
        label="Unit yang diukur",
        required=False,
        empty_label="Seluruh kota",
    )
    feed_year = YearField(
        label="Diisi otomatis mulai tahun",
        help_text="Kosong berarti segera, pada semua triwulan yang masih dibuka",
    )
    is_active = forms.BooleanField(
        label="Aktif",
        required=False,
        help_text="Indikator nonaktif tidak lagi diisi; angkanya tetap tersimpan",
    )
    row_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, node: PlanNode, indicator: Indicator | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", _stored(indicator) if indicator else _fresh(node))
        super().__init__(*args, **kwargs)
        if node.organization_id is not None:
            del self.fields["organization"]
        self._fill_choices(node, indicator)
        self.ask_from_year(closed_years(indicator) if indicator else None)
        if indicator is None:
            del self.fields["is_active"], self.fields["row_version"]

    def _fill_choices(self, node: PlanNode, indicator: Indicator | None) -> None:
        schemes = formulas.schemes_for("kinerja")
        fields: Any = self.fields
        fields["band_scheme"].choices = [("", "Skala kota"), *((s.code, s.name) for s in schemes)]
        fields["feed_source"].choices = [
            ("", "Diisi sendiri"),
            *((source.code, source.name) for source in FEEDS.all()),
        ]
        fields["predecessor"].queryset = possible_predecessors(node, indicator)

    def clean_weight(self) -> Decimal | None:
        weight = self.cleaned_data["weight"]
        if weight is not None and not 0 < weight < 10000:
            raise forms.ValidationError("Isi bobot lebih dari 0, misalnya 25")
        return weight

    def clean(self) -> dict[str, Any]:
        """Sums and means of words mean nothing; a source gives no parts of a ratio."""
        data = super().clean() or self.cleaned_data
        if data.get("feed_source") and data.get("accumulation") == Accumulation.RATIO:
            self.add_error("feed_source", NO_PARTS)
        if data.get("scale") and data.get("accumulation", WORDS_JOIN[0]) not in WORDS_JOIN:
            self.add_error("accumulation", NOT_JOINED)
        return data

    def relations(self) -> dict[str, Any]:
        """What is kept beside the master: partners and the source."""
        data = self.cleaned_data
        return {
            "partners": data["partners"],
            "source": data["feed_source"],
            "measured": data["feed_unit"],
            "source_year": data["feed_year"],
            "from_year": data.get("from_year"),
        }

    def clean_cap(self) -> Decimal | None:
        cap = self.cleaned_data["cap"]
        if cap is not None and not 0 < cap < 100000:
            raise forms.ValidationError("Isi batas atas lebih dari 0, misalnya 120")
        return cap

    def values(self) -> dict[str, Any]:
        """What the action takes: tidy texts, without the hidden version."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in BESIDE}
        for name in TEXTS:
            data[name] = (
                " ".join(data[name].split()) if name in ("name", "unit") else data[name].strip()
            )
        return data


def _stored(indicator: Indicator) -> dict[str, Any]:
    stored = {
        name: getattr(indicator, name)
        for name in IndicatorForm.base_fields
        if name not in BESIDE[1:]
    }
    feed = getattr(indicator, "feed", None)
    stored["partners"] = list(indicator.partners.values_list("organization", flat=True))
    stored["feed_source"] = feed.source if feed else ""
    stored["feed_unit"] = feed.organization if feed else None
    stored["feed_year"] = first_year_of(indicator)
    return stored


def _fresh(node: PlanNode) -> dict[str, Any]:
    rules = rules_of_new(node)
    return {
        "polarity": Polarity.HIGHER,
        "accumulation": Accumulation.SUM,
        "lower_method": rules.lower_method,
        "zero_target": rules.zero_target,
        "cap": rules.cap,
        "decimals": 2,
        "adds_across_years": rules.adds_across_years,
    }
