"""Forms on nodes of the planning tree."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from organizations.forms.figures import YearField
from organizations.models import Organization
from performance.choices import BUDGET_LEVELS, PARENT_LEVELS, ROOT_ALLOWED, LinkKind, NodeLevel
from performance.models import PlanningPeriod, PlanNode
from performance.plan.forms.from_year import FromYearMixin
from performance.plan.queries.closed_years import ClosedYears


def possible_parents(
    level: str, period: PlanningPeriod, organization: Organization | None
) -> QuerySet[PlanNode]:
    """Nodes a node of this level may hang on: the unit's own or the city's."""
    owner = Q(organization=organization) | Q(organization__isnull=True)
    rows = PlanNode.objects.filter(owner, period=period, level__in=PARENT_LEVELS[level])
    return rows.select_related("organization").order_by("level", "order", "code", "pk")


class ParentField(forms.ModelChoiceField):
    def label_from_instance(self, obj: PlanNode) -> str:
        name = obj.name if len(obj.name) <= 90 else f"{obj.name[:87]}…"
        return f"{obj.get_level_display()}: {obj.full_code} {name}".replace("  ", " ")


class NodeForm(forms.Form):
    """A free node: everything that does not come from the nomenclature."""

    parent = ParentField(
        label="Induk",
        queryset=PlanNode.objects.none(),
        empty_label="– tanpa induk –",
        error_messages={
            "required": "Pilih induk",
            "invalid_choice": "Pilih induk dari daftar; tingkatnya harus tepat di atas simpul ini",
        },
    )
    code = forms.CharField(
        label="Kode",
        required=False,
        max_length=24,
        help_text="Nomor urut seperti di dokumen, misalnya 1.2",
        error_messages={"max_length": "Kode paling panjang 24 huruf"},
    )
    name = forms.CharField(
        label="Nama",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Isi nama", "max_length": "Nama paling panjang 1.000 huruf"},
    )

    def __init__(
        self,
        *args: Any,
        level: str,
        period: PlanningPeriod,
        organization: Organization | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = possible_parents(level, period, organization)
        self.fields["parent"].required = level not in ROOT_ALLOWED
        self.fields["name"].label = f"Nama {NodeLevel(level).label.lower()}"
        self.fields["name"].error_messages["required"] = (
            f"Isi nama {NodeLevel(level).label.lower()}"
        )
        if level == NodeLevel.VISI:
            del self.fields["parent"]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class NodeEditForm(FromYearMixin, NodeForm):
    """The same with order and validity; the code of a listed node belongs to the list."""

    order = forms.IntegerField(
        label="Urutan",
        min_value=0,
        max_value=100000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        help_text="Angka kecil tampil lebih dulu",
        error_messages={
            "required": "Isi urutan, misalnya 0",
            "invalid": "Isi urutan dengan angka bulat",
        },
    )
    valid_from_year = YearField(
        label="Berlaku sejak tahun", help_text="Kosongkan bila sejak awal periode"
    )
    valid_to_year = YearField(
        label="Berlaku sampai tahun",
        help_text="Isi bila dihentikan; angka tahun-tahun sebelumnya tetap tersimpan",
    )

    def __init__(
        self, *args: Any, level: str, closed: ClosedYears | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, level=level, **kwargs)
        if level in BUDGET_LEVELS:
            del self.fields["code"]
        self.ask_from_year(closed)


class LinkForm(forms.Form):
    target = ParentField(
        label="Simpul yang terkait",
        queryset=PlanNode.objects.none(),
        error_messages={
            "required": "Pilih simpul",
            "invalid_choice": "Pilih simpul dari daftar hasil pencarian",
        },
    )
    kind = forms.ChoiceField(label="Jenis hubungan", choices=LinkKind.choices)
    note = forms.CharField(
        label="Keterangan",
        required=False,
        max_length=240,
        error_messages={"max_length": "Keterangan paling panjang 240 huruf"},
    )

    def __init__(self, *args: Any, node: PlanNode, words: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = PlanNode.objects.filter(period=node.period).exclude(pk=node.pk)
        for word in words.split():
            rows = rows.filter(
                Q(name__icontains=word)
                | Q(code__startswith=word)
                | Q(organization__short_name__iexact=word)
            )
        self.fields["target"].queryset = rows.select_related("organization").order_by(
            "level", "code", "pk"
        )
        if not self.is_bound:
            self.fields["target"].queryset = rows.select_related("organization").order_by(
                "level", "code"
            )[:50]


class TreeFilterForm(forms.Form):
    """Year, version and words above a tree or a list."""

    tahun = forms.TypedChoiceField(label="Tahun", coerce=int, required=False)
    versi = forms.ChoiceField(label="Versi", required=False)
    q = forms.CharField(label="Cari kode atau kata", required=False, max_length=120)

    def __init__(
        self,
        *args: Any,
        years: list[int],
        versions: list[tuple[str, str]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tahun"].choices = [(year, str(year)) for year in years]
        if versions:
            self.fields["versi"].choices = [("", "Versi terakhir Renja"), *versions]
        else:
            del self.fields["versi"]
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "q" else "form-select"
