"""All steps as one form of a page: sections with their own fields, saved together or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from organizations.setup.registry import Step

LATER = "nanti"


class Section:
    """One step on the page. A step that may wait can be left for later."""

    def __init__(self, step: Step, given: Sequence[Any]) -> None:
        self.step = step
        self.later_name = f"{step.name}-{LATER}"
        self.is_later = bool(step.may_wait and given and given[0].get(self.later_name))
        self.form = step.form(*given, prefix=step.name)

    def is_valid(self) -> bool:
        return self.is_later or self.form.is_valid()

    @property
    def errors(self) -> Mapping[str, Any]:
        return {} if self.is_later else self.form.errors


class SetupForm(forms.Form):
    """The sections of the steps that are still to be taken."""

    def __init__(self, *given: Any, steps: Sequence[Step]) -> None:
        super().__init__(*given)
        self.sections = [Section(step, given) for step in steps]

    def full_clean(self) -> None:
        super().full_clean()
        for section in self.sections:
            if not section.is_valid():
                for name, found in section.form.errors.as_data().items():
                    self._errors[f"{section.step.name}-{name}"] = self.error_class(found)

    def __iter__(self) -> Iterator[BoundField]:
        """Every field of every section, for the summary of what is wrong."""
        for section in self.sections:
            if not section.is_later:
                yield from section.form

    def is_multipart(self) -> bool:
        return any(section.form.is_multipart() for section in self.sections)

    def add_error(self, field: str | None, error: Any) -> None:
        """An action's error `unit-code` belongs to the field `code` of the section `unit`."""
        step, _, name = (field or "").partition("-")
        for section in self.sections:
            if section.step.name == step and name in section.form.fields:
                section.form.add_error(name, error)
                return
        super().add_error(None, error)

    def chosen(self) -> list[tuple[Step, dict[str, Any]]]:
        """The steps to take with what was typed; only after `is_valid`."""
        return [(s.step, s.form.cleaned_data) for s in self.sections if not s.is_later]
