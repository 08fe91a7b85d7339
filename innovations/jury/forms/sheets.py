"""The score sheet: one score and one reason for each criterion, and what is asked beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from innovations.models import Criterion, Question
from organizations.formatting import format_number
from organizations.forms.figures import NumberField
from organizations.forms.words import text

ANSWERS = (("", "Belum dijawab"), ("ya", "Ya"), ("tidak", "Tidak"))
SAID = {"": None, "ya": True, "tidak": False}


@dataclass(frozen=True)
class Asked:
    """A criterion with its two fields, as the page draws them."""

    criterion: Criterion
    score: Any
    words: Any


class SheetForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[Criterion],
        questions: Sequence[Question],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria, self.questions = criteria, questions
        for row in criteria:
            low, high, step = map(format_number, (row.lowest, row.highest, row.step))
            score: Any = NumberField(
                label=f"Nilai {row.name}", help_text=f"{low} sampai {high}, kelipatan {step}"
            )
            score.is_needed_later = True  # a draft may lack it, what is sent may not
            self.fields[f"score_{row.pk}"] = score
            self.fields[f"words_{row.pk}"] = text(
                f"Alasan nilai {row.name}", 600, required=False, rows=2
            )
        for question in questions:
            self.fields[f"reply_{question.pk}"] = forms.ChoiceField(
                label=question.text, choices=ANSWERS, required=False,
                error_messages={"invalid_choice": "Pilih jawaban dari daftar"},
            )  # fmt: skip
        self.fields["comment"] = text(
            "Saran untuk pengusul", 4_000, required=False, rows=4,
            hint="Dikirim ke pengusul tanpa nama juri",
        )  # fmt: skip
        self.fields["note"] = text(
            "Catatan untuk panitia", 4_000, required=False, rows=3,
            hint="Tidak dikirim ke pengusul",
        )  # fmt: skip

    @property
    def asked(self) -> list[Asked]:
        return [
            Asked(row, self[f"score_{row.pk}"], self[f"words_{row.pk}"]) for row in self.criteria
        ]

    @property
    def beside(self) -> list[Any]:
        return [self[f"reply_{question.pk}"] for question in self.questions]

    def scores(self) -> dict[int, tuple[Decimal | None, str]]:
        given = self.cleaned_data
        return {
            row.pk: (given[f"score_{row.pk}"], given[f"words_{row.pk}"]) for row in self.criteria
        }

    def replies(self) -> dict[int, bool | None]:
        return {row.pk: SAID[self.cleaned_data[f"reply_{row.pk}"]] for row in self.questions}


class SendForm(forms.Form):
    """What is sent is what the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class AbstainForm(forms.Form):
    note = text("Alasan abstain", 2_000, rows=3)
