"""The forms of the settings, one a kind of row."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils import timezone

from complaints.models import (
    AnswerTemplate,
    Area,
    Category,
    LadderStep,
    Remedy,
    RetentionRule,
    Route,
    SearchWord,
    Term,
)
from organizations.formatting import format_number
from organizations.forms.dates import in_calendar
from organizations.models import Organization, User

LONGEST = 5_000  # letters of a text that has no limit of its own
# What an optional list means that is left alone.
EMPTY = {
    "kind": "Semua jenis",
    "area": "Semua wilayah",
    "category": "Semua kategori",
    "for_state": "Semua status",
    "officer": "Belum ditunjuk",
}


def _field(column: models.Field, **more: Any) -> forms.Field | None:
    """The form field of a column; every text has an end and says how much fits."""
    if isinstance(column, models.TextField):
        more |= {"max_length": LONGEST, "widget": forms.Textarea(attrs={"rows": 4})}
    field: Any = column.formfield(**more)
    if isinstance(field, forms.CharField) and field.max_length:
        label = str(column.verbose_name)
        most = format_number(field.max_length)
        said = f"{label[:1].upper()}{label[1:]} paling panjang {most} huruf"
        field.error_messages["max_length"] = said
    if isinstance(field, forms.DateField):
        field.validators.append(in_calendar)
    return field


class SettingForm(forms.ModelForm):
    """Sentences for what is missing or unknown; the action saves."""

    class Meta:
        model = Term
        fields: ClassVar[list[str]] = []
        formfield_callback = _field

    empty: ClassVar[dict[str, str]] = {}  # where a list of this form means something else

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        for name, field in self.fields.items():
            label = str(field.label or name)
            field.label = f"{label[:1].upper()}{label[1:]}"
            low = f"{label[:1].lower()}{label[1:]}"
            field.error_messages.update(
                required=f"Isi {low}", invalid_choice=f"Pilih {low} dari daftar",
                invalid=f"Tulis {low} dengan benar",
            )  # fmt: skip
            if isinstance(field, forms.IntegerField):
                field.widget = forms.TextInput(attrs={"inputmode": "numeric"})
                field.error_messages.update(
                    invalid=f"Tulis {low} dengan angka", min_value=f"{field.label} terlalu kecil",
                    max_value=f"{field.label} terlalu besar",
                )  # fmt: skip
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            if isinstance(field, forms.ModelChoiceField):
                _narrow(field, today)
            _say_nothing(
                field,
                f"Pilih {low}"
                if field.required
                else {**EMPTY, **self.empty}.get(name, "Tidak ada"),
            )

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        raise TypeError("settings are saved by actions.settings")

    def _post_clean(self) -> None:
        """Nothing is written to the row here: the action does, and judges the whole row."""


def _say_nothing(field: Any, words: str) -> None:
    """What the empty choice of a list means."""
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = words
    elif isinstance(field, forms.ChoiceField):
        field.choices = [(key, label if key else words) for key, label in field.choices]


def _narrow(field: forms.ModelChoiceField, today: Any) -> None:
    """Units of today and active people only."""
    if field.queryset.model is Organization:
        field.queryset = Organization.objects.reporting().valid(today).order_by("name")
    elif field.queryset.model is User:
        field.queryset = User.objects.filter(is_active=True)


class TermForm(SettingForm):
    class Meta(SettingForm.Meta):
        model = Term
        fields = ("step", "kind", "amount", "unit", "basis", "valid_from", "valid_to")


class RemedyForm(SettingForm):
    class Meta(SettingForm.Meta):
        model = Remedy
        fields = ("kind", "text", "basis", "valid_from", "valid_to")


class LadderForm(SettingForm):
    empty: ClassVar[dict[str, str]] = {"unit": "Semua perangkat daerah"}

    class Meta(SettingForm.Meta):
        model = LadderStep
        fields = ("level", "title", "after_days", "officer", "unit")


class CategoryForm(SettingForm):
    class Meta(SettingForm.Meta):
        model = Category
        fields = (
            "code", "name", "parent", "default_class", "unit", "keywords", "nearby_metres",
            "stop_message", "needs_result_photo", "is_sensitive", "is_shown", "is_active",
            "position",
        )  # fmt: skip


class RouteForm(SettingForm):
    class Meta(SettingForm.Meta):
        model = Route
        fields = ("category", "area", "unit")


class AreaForm(SettingForm):
    class Meta(SettingForm.Meta):
        model = Area
        fields = ("code", "name", "parent", "is_active")


class AnswerTemplateForm(SettingForm):
    class Meta(SettingForm.Meta):
        model = AnswerTemplate
        fields = ("name", "text", "for_state", "category", "is_active")


class RetentionForm(SettingForm):
    class Meta(SettingForm.Meta):
        model = RetentionRule
        fields = ("what", "kind", "state", "months", "basis", "is_active")


class SearchWordForm(SettingForm):
    class Meta(SettingForm.Meta):
        model = SearchWord
        fields = ("word", "means")
