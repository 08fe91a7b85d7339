"""A form that knows what it was opened on, so that two people do not undo each other's work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models

from organizations.actions.saving import mark_of


class MarkedForm(forms.Form):
    """`mark` comes from `organizations.actions.saving.mark_of`; a new row has none."""

    mark = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    @classmethod
    def facts(cls) -> list[str]:
        """The fields of the row that are typed here."""
        return [name for name in cls.base_fields if name != "mark"]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What was typed, without the mark."""
        return {name: value for name, value in self.cleaned_data.items() if name != "mark"}


def marked(row: models.Model, names: Iterable[str]) -> dict[str, str]:
    """The mark as a form's initial value; a row that is still to be made has none."""
    return {"mark": mark_of(row, names)} if row.pk else {}
