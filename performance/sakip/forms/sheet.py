"""The form of one sub-component of a SAKIP sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from organizations.exact import plain
from organizations.formatting import format_number, parse_number
from performance import formulas
from performance.choices import SakipLayer, SakipMethod
from performance.sakip.actions.answers import Given
from performance.sakip.forms.pages import note_field
from performance.sakip.queries.facts import Fact
from performance.sakip.queries.sheet import Answer, Criterion, Sub, mark_of

WORDS = {"Y": "Ya, terpenuhi", "T": "Belum"}
BEFORE: dict[str, str] = {
    SakipLayer.EVALUATOR: SakipLayer.SELF,
    SakipLayer.QUALITY: SakipLayer.EVALUATOR,
    SakipLayer.FINAL: SakipLayer.QUALITY,
}


@dataclass(frozen=True)
class CriterionFields:
    """A criterion as the page draws it: the line, its fields, what the portal knows."""

    line: Criterion
    answer: forms.BoundField
    note: forms.BoundField
    fact: Fact | None
    is_suggested: bool


class LaterChoiceField(forms.ChoiceField):
    """A choice that must be made in the end, but may be saved without one on the way."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class SubForm(forms.Form):
    """All answers of one sub-component in one layer.

    An empty line starts from the layer before, in the self-assessment from what the portal
    knows; nothing counts until it is saved.
    """

    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(
        self,
        *args: Any,
        sub: Sub,
        layer: str,
        facts: Mapping[str, Fact],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sub, self.layer, self.facts = sub, layer, facts
        self.suggested: set[int] = set()
        self.initial["mark"] = mark_of(sub, layer)
        for line in sub.criteria:
            self._add_criterion(line)
        self._add_value()

    def _add_criterion(self, line: Criterion) -> None:
        scale = formulas.CRITERION_SCALES[line.item.scale]
        start = self._start(line)
        self.fields[f"a{line.item.pk}"] = LaterChoiceField(
            label="Jawaban",
            choices=[(word, WORDS.get(word, word)) for word in scale],
            widget=forms.RadioSelect,
            initial=start.value,
            error_messages={"invalid_choice": "Pilih jawaban dari daftar"},
        )
        self.fields[f"n{line.item.pk}"] = note_field("Catatan", start.note, rows=2)

    def _start(self, line: Criterion) -> Answer:
        """The stored answer; else the layer before; else what the portal knows."""
        own = line.answer(self.layer)
        if own.value or own.note:
            return own
        if self.layer in BEFORE:
            return line.answer(BEFORE[self.layer])
        fact = self.facts.get(line.item.source)
        if fact is None or fact.holds is None:
            return own
        words = list(formulas.CRITERION_SCALES[line.item.scale])
        if not fact.holds and len(words) > 2:
            return own
        self.suggested.add(line.item.pk)
        return Answer(words[0] if fact.holds else words[-1], fact.said)

    def _add_value(self) -> None:
        own = self.sub.answer(self.layer)
        if not own.value and not own.note and self.layer in BEFORE:
            own = self.sub.answer(BEFORE[self.layer])
        if self.sub.method == SakipMethod.LETTER:
            self.fields["value"] = LaterChoiceField(
                label=f"Nilai {self.sub.item.name.lower()}",
                choices=[("", "Belum dinilai"), *((a, _letter(a)) for a in formulas.ANSWERS)],
                initial=own.value,
                help_text=(
                    "Semua kriteria terpenuhi: BB, atau A dan AA bila melebihi mandat. "
                    "Lebih dari 75%: B, lebih dari 50%: CC, lebih dari 25%: C, ada: D, tidak ada: E"
                ),
                error_messages={"invalid_choice": "Pilih nilai dari daftar"},
            )
        elif self.sub.method == SakipMethod.DIRECT:
            self.fields["value"] = forms.CharField(
                label=f"Nilai {self.sub.item.name.lower()}",
                required=False,
                max_length=20,
                initial=_shown(own.value),
                help_text="Angka 0 sampai 100, misalnya 82,5",
                widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 8}),
            )
        hint = "Apa yang sudah baik dan yang perlu diperbaiki"
        self.fields["note"] = note_field("Uraian", own.note, rows=4, hint=hint)

    def clean_value(self) -> str:
        text = self.cleaned_data["value"].strip()
        if self.sub.method != SakipMethod.DIRECT or not text:
            return text
        try:
            value = parse_number(text)
        except ValueError as error:
            raise ValidationError("Tulis angka 0 sampai 100, misalnya 82,5") from error
        return plain(value) or ""

    @property
    def criteria(self) -> Iterator[CriterionFields]:
        for line in self.sub.criteria:
            pk = line.item.pk
            yield CriterionFields(
                line,
                self[f"a{pk}"],
                self[f"n{pk}"],
                self.facts.get(line.item.source),
                pk in self.suggested,
            )

    @property
    def closing(self) -> list[forms.BoundField]:
        return [self[name] for name in ("value", "note") if name in self.fields]

    def given(self) -> dict[int, Given]:
        data = self.cleaned_data
        found = {
            line.item.pk: Given(data[f"a{line.item.pk}"], data[f"n{line.item.pk}"])
            for line in self.sub.criteria
        }
        found[self.sub.item.pk] = Given(data.get("value", ""), data["note"])
        return found

    def add_errors(self, error: ValidationError) -> None:
        """Errors of the action stand at the field of their line."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for key, messages in error.message_dict.items():
            name = f"a{key}" if f"a{key}" in self.fields else "value"
            self.add_error(name if name in self.fields else None, messages)


def _letter(answer: str) -> str:
    return f"{answer} ({format_number(formulas.ANSWERS[answer])})"


def _shown(value: str) -> str:
    return format_number(Decimal(value)) if value else ""
