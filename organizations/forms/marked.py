"""A form that knows what it was opened on, so that two people do not undo each other's work."""

from __future__ import annotations

from typing import Any

from django import forms


class MarkedForm(forms.Form):
    """`mark` comes from `organizations.actions.saving.mark_of`; a new row has none."""

    mark = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """What was typed, without the mark."""
        return {name: value for name, value in self.cleaned_data.items() if name != "mark"}
