"""Blackening what tells who wrote a report; the desk reads the own words here, each look kept."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404

from complaints import permissions
from complaints.intake.queries.originals import original_of, own_messages_of
from complaints.models import Complaint, Message, SecretRead
from complaints.staff.actions.reading import note_secret_read
from complaints.staff.actions.words import blacken_message, blacken_words
from complaints.staff.forms.words import MessageWordsForm, WordsForm
from complaints.staff.queries.words import find_message, telling
from complaints.staff.views.base import CaseFormPage


class CaseWordsView(CaseFormPage):
    form_class = WordsForm
    rule = permissions.can_blacken
    template = "complaints/cases/words.html"
    heading = "Hitamkan kata"
    submit = "Simpan"
    done = "Kata-kata dihitamkan. Yang asli hanya untuk petugas pengaduan kota dan pelapor."
    typed = ("subject", "words", "address")

    def options(self) -> dict[str, Any]:
        return {"case": self.case}

    def context(self, form: Any) -> dict[str, Any]:
        original = original_of(self.case)
        said = own_messages_of(self.case)
        if original is not None or said:
            note_secret_read(
                case=self.case,
                by=self.request.user,
                where="Kata asli laporan",
                what=SecretRead.What.ORIGINAL,
            )
        return {
            "case": self.case,
            "original": original,
            "said": said,
            "telling": telling(self.case),
        }

    def save(self, form: WordsForm) -> Complaint:
        mark = form.cleaned_data["mark"]
        return blacken_words(case=self.case, by=self.request.user, mark=mark, **form.given())


class CaseMessageWordsView(CaseFormPage):
    """One message of the dialogue; a name inside a sentence is found by no pattern."""

    form_class = MessageWordsForm
    rule = permissions.can_blacken
    heading = "Hitamkan kata pesan"
    submit = "Simpan"
    done = (
        "Kata-kata pesan dihitamkan. Yang asli hanya untuk petugas pengaduan kota dan pengirimnya."
    )
    typed = ("words",)

    @cached_property
    def message(self) -> Message:
        found = find_message(self.case, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        super().decide()
        self.message  # noqa: B018 - a message of another case is a 404

    def options(self) -> dict[str, Any]:
        return {"message": self.message}

    def save(self, form: MessageWordsForm) -> Message:
        data = form.cleaned_data
        return blacken_message(
            message=self.message, text=data["words"], by=self.request.user, mark=data["mark"]
        )
