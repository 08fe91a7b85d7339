"""A step asked on the command line: options first, then questions, judged by the step's own form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from organizations.setup.registry import Step
from organizations.setup.run import field_name

NO_FILE = "Berkas {path} tidak dapat dibaca"


def as_option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


class Answers:
    """What is known of one step: by its options, then by what was typed."""

    def __init__(self, step: Step, options: Mapping[str, Any], say: Callable[[str], Any]) -> None:
        self.step, self.say = step, say
        names = step.form.base_fields
        given = {name: options[field_name(step, name)] for name in names}
        self.told: dict[str, str] = {n: text for n, text in given.items() if text is not None}

    def data(self) -> dict[str, Any]:
        """The cleaned answers; ValidationError names every option that is wrong or missing."""
        form = self._form()
        if form.is_valid():
            return form.cleaned_data
        raise ValidationError(self._sentences(form))

    def ask(self) -> dict[str, Any]:
        """Ask what no option said, and again what is wrong, until the form holds."""
        self._question(name for name in self.step.form.base_fields if name not in self.told)
        while not (form := self._form()).is_valid():
            for sentence in self._sentences(form):
                self.say(f"✗ {sentence}")
            wrong = set(form.errors) - {NON_FIELD_ERRORS} or set(form.fields)
            self._question(name for name in form.fields if name in wrong)
        return form.cleaned_data

    def _question(self, names: Iterable[str]) -> None:
        usual = self._usual()
        for name in names:
            field = self.step.form.base_fields[name]
            hint = f" [{usual[name]}]" if usual[name] else ""
            choices = getattr(field, "choices", ())
            if choices:
                self.say("  Pilihan: " + ", ".join(str(value) for value, _ in choices))
            self.told[name] = input(f"{field.label}{hint}: ").strip() or usual[name]

    def _usual(self) -> dict[str, str]:
        """What each field holds when nobody says anything, as text."""
        blank = self.step.form(initial=self.told)
        return {
            name: _text(field.prepare_value(blank.get_initial_for_field(field, name)))
            for name, field in blank.fields.items()
        }

    def _form(self) -> forms.Form:
        told = {**self._usual(), **self.told}
        files, missing = {}, ""
        for name, field in self.step.form.base_fields.items():
            if isinstance(field, forms.FileField) and told.get(name):
                path = Path(told.pop(name)).expanduser()
                try:
                    files[name] = SimpleUploadedFile(path.name, path.read_bytes())
                except OSError:
                    missing = name
        form = self.step.form(told, files)
        if missing:
            form.add_error(missing, NO_FILE.format(path=self.told[missing]))
        return form

    def _sentences(self, form: forms.Form) -> list[str]:
        found = []
        for name, errors in form.errors.items():
            where = "" if name == NON_FIELD_ERRORS else as_option(field_name(self.step, name))
            found += [f"{where or self.step.title}: {sentence}" for sentence in errors]
        return found


def _text(value: Any) -> str:
    return "" if value is None else str(value)
