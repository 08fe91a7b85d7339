"""The review of an LKjIP: the checklist, what was found, who reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html

from organizations.forms.dates import DayField
from performance.choices import ReviewConclusion
from performance.evaluation.actions.reviews import Written
from performance.reference.review import CHECKLIST, Question, numbered, questions

PICK = "Pilih jawaban untuk {name}"


def _words(label: str, longest: int, empty: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        error_messages={
            "required": empty,
            "max_length": f"{label} paling panjang {longest} huruf",
        },
    )


@dataclass(frozen=True)
class QuestionFields:
    number: int
    question: Question
    answer: forms.BoundField
    note: forms.BoundField


class ReviewForm(forms.Form):
    name = _words("Nama pereviu", 160, "Isi nama pereviu")
    position = _words("Jabatan pereviu", 160, "Isi jabatan pereviu")
    reviewed_on = DayField(label="Tanggal reviu")
    conclusion = forms.ChoiceField(
        label="Simpulan",
        choices=ReviewConclusion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih simpulan", "invalid_choice": "Pilih simpulan"},
    )
    findings = forms.CharField(
        label="Hal yang ditemukan",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Tercetak pada pernyataan telah direviu",
        error_messages={"max_length": "Hal yang ditemukan paling panjang 4.000 huruf"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    facts = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, question in numbered():
            pick = PICK.format(name=name)
            self.fields[f"a_{question.key}"] = forms.ChoiceField(
                label=f"{name.rpartition(' ')[2]}. {question.text}",
                choices=question.answers,
                widget=forms.RadioSelect,
                error_messages={"required": pick, "invalid_choice": pick},
            )
            self.fields[f"n_{question.key}"] = forms.CharField(
                label=format_html(
                    'Catatan<span class="visually-hidden"> {}: {}</span>', name, question.text
                ),
                required=False,
                max_length=1_000,
                error_messages={"max_length": f"{name}: catatan paling panjang 1.000 huruf"},
            )

    @property
    def parts(self) -> Iterator[tuple[str, list[QuestionFields]]]:
        """The checklist as the page draws it."""
        for part in CHECKLIST:
            yield (
                part.title,
                [
                    QuestionFields(number, asked, self[f"a_{asked.key}"], self[f"n_{asked.key}"])
                    for number, asked in enumerate(part.questions, start=1)
                ],
            )

    @property
    def closing(self) -> list[forms.BoundField]:
        names = ("conclusion", "findings", "reviewed_on", "name", "position")
        return [self[name] for name in names]

    def written(self) -> Written:
        data = self.cleaned_data
        return Written(
            name=data["name"],
            position=data["position"],
            reviewed_on=data["reviewed_on"],
            answers={q.key: (data[f"a_{q.key}"], data[f"n_{q.key}"]) for q in questions()},
            findings=data["findings"],
            conclusion=data["conclusion"],
        )
