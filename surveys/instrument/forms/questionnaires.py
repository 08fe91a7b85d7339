"""Forms of a questionnaire's draft: heading, one question with its wording in every language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from organizations.forms.marked import MarkedForm, marked
from organizations.forms.words import choice, text
from surveys.choices import Element, ElementOrder, Language, QuestionKind
from surveys.instrument.actions.questionnaires import OptionWords, QuestionWords
from surveys.instrument.queries.questionnaires import question_mark
from surveys.models import Question, Questionnaire

LOCAL = ("", "Pertanyaan tambahan, di luar indeks")
MOST_OPTIONS = 6
SYMBOLS = {1: "😞", 2: "🙁", 3: "🙂", 4: "😀"}
OF_SCALE = "Tulis keempat pilihan, dari nilai 1 (paling buruk) sampai 4 (paling baik)"
OF_CHOICE = "Tulis sekurang-kurangnya dua pilihan, berurutan tanpa ada yang dilewati"


class HeadingForm(MarkedForm):
    title = text("Judul", 160)
    basis = text("Dasar hukum", 200)
    element_order = choice(
        "Urutan unsur", ElementOrder.choices,
        hint="Dua urutan sudah diterbitkan; nilai selalu dihitung menurut unsur, bukan nomornya",
    )  # fmt: skip
    asks_comment = forms.BooleanField(label="Tanyakan saran di akhir", required=False)

    def __init__(self, *args: Any, questionnaire: Questionnaire, **kwargs: Any) -> None:
        names = ("title", "basis", "element_order", "asks_comment")
        initial = {name: getattr(questionnaire, name) for name in names}
        super().__init__(*args, initial=initial | marked(questionnaire, names), **kwargs)


class CopyForm(forms.Form):
    """Where the copy goes: the next version, or a questionnaire of an OPD."""

    owner = choice("Salin menjadi", [], required=False)

    def __init__(self, *args: Any, may_version: bool, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {str(row.pk): row for row in owners}
        version = [("", "Versi berikutnya dari kuesioner ini")] if may_version else []
        field: Any = self.fields["owner"]
        field.choices = [
            *version,
            *((pk, f"Kuesioner sendiri milik {row.name}") for pk, row in self.owners.items()),
        ]
        field.required = not may_version

    def chosen(self) -> Any:
        return self.owners.get(self.cleaned_data["owner"])


@dataclass(frozen=True)
class LanguageFields:
    """The bound fields of one language, for the template."""

    label: str
    fields: Sequence[Any]


class QuestionForm(MarkedForm):
    element = choice("Unsur", [*Element.choices, LOCAL], required=False)
    kind = choice(
        "Bentuk pertanyaan tambahan", QuestionKind.choices, required=False,
        hint="Pertanyaan unsur selalu berskala 1–4",
    )  # fmt: skip
    is_required = forms.BooleanField(
        label="Wajib dijawab", required=False,
        help_text="Pertanyaan unsur selalu wajib",
    )  # fmt: skip

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        mark = question_mark(question) if question.pk else ""
        super().__init__(*args, initial=_initial(question) | {"mark": mark}, **kwargs)
        for value in range(1, MOST_OPTIONS + 1):
            self.fields[f"symbol_{value}"] = text(f"Gambar pilihan {value}", 8, required=False)
        for language in Language:
            name, first = language.value, language is Language.INDONESIAN
            self.fields[f"text_{name}"] = text("Bunyi pertanyaan", 300, required=first, rows=2)
            self.fields[f"spoken_{name}"] = text(
                "Yang dibacakan", 300, required=False,
                hint="Kosongkan bila sama dengan bunyi pertanyaan",
            )  # fmt: skip
            for value in range(1, MOST_OPTIONS + 1):
                label = f"Pilihan {value}"
                self.fields[f"option_{value}_{name}"] = text(label, 120, required=False)

    def heading(self) -> list[Any]:
        return [self["element"], self["kind"], self["is_required"]]

    def symbols(self) -> list[Any]:
        return [self[f"symbol_{value}"] for value in range(1, MOST_OPTIONS + 1)]

    def languages(self) -> list[LanguageFields]:
        return [
            LanguageFields(
                language.label,
                [
                    self[f"text_{language.value}"],
                    *(
                        self[f"option_{value}_{language.value}"]
                        for value in range(1, MOST_OPTIONS + 1)
                    ),
                    self[f"spoken_{language.value}"],
                ],
            )
            for language in Language
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("element") and not cleaned.get("kind"):
            self.add_error("kind", "Pilih bentuk pertanyaan tambahan")
        written = [v for v in range(1, MOST_OPTIONS + 1) if cleaned.get(f"option_{v}_id")]
        named = self._named(cleaned)
        if cleaned.get("element") or cleaned.get("kind") == QuestionKind.SCALE:
            if written != [1, 2, 3, 4] or max(named, default=0) > 4:
                self.add_error("option_1_id", OF_SCALE)
        elif cleaned.get("kind") == QuestionKind.CHOICE and (
            written != list(range(1, len(written) + 1))
            or len(written) < 2
            or max(named, default=0) > len(written)
        ):
            self.add_error("option_1_id", OF_CHOICE)
        return cleaned

    @staticmethod
    def _named(cleaned: dict[str, Any]) -> list[int]:
        """Values that any language has words for."""
        return [
            value
            for value in range(1, MOST_OPTIONS + 1)
            if any(cleaned.get(f"option_{value}_{language}") for language in Language.values)
        ]

    def words(self) -> QuestionWords:
        """What was typed, for the action."""
        given = self.cleaned_data
        return QuestionWords(
            element=given["element"],
            kind=given["kind"] or QuestionKind.SCALE.value,
            is_required=given["is_required"],
            texts={one: given[f"text_{one}"] for one in Language.values},
            spoken={one: given[f"spoken_{one}"] for one in Language.values},
            options=tuple(
                OptionWords(
                    value,
                    given[f"symbol_{value}"],
                    {one: given[f"option_{value}_{one}"] for one in Language.values},
                )
                for value in self._named(given)
            ),
        )


def _initial(question: Question) -> dict[str, Any]:
    values: dict[str, Any] = {
        "element": question.element,
        "kind": "" if question.element else question.kind,
        "is_required": question.is_required,
    }
    if question.pk is None:
        return {**values, **{f"symbol_{value}": sign for value, sign in SYMBOLS.items()}}
    for text_row in question.texts.all():
        values[f"text_{text_row.language}"] = text_row.text
        values[f"spoken_{text_row.language}"] = text_row.spoken
    for option in question.options.prefetch_related("texts"):
        values[f"symbol_{option.value}"] = option.symbol
        for word in option.texts.all():
            values[f"option_{option.value}_{word.language}"] = word.text
    return values
