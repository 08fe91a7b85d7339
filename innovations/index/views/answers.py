"""The form of one indicator, what is said of its answer, and the evidence itself."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from innovations import permissions
from innovations.choices.index import IndexEntryState, IndexPart
from innovations.index.actions.answers import NOT_WRITABLE, judge_answer, save_answer, take_offer
from innovations.index.forms.answers import AnswerForm, VerdictForm
from innovations.index.queries.entry import entry_of
from innovations.index.queries.offers import Offer, offer_of
from innovations.index.views.base import IndexEntryView, RoundView
from innovations.models import IndexAnswer, IndexEntry, IndexEvidence, IndexRow
from innovations.permissions import index as rights
from organizations.access import allow
from organizations.formatting import format_number
from organizations.web import ConfirmPage, FormPage, StaffView, file_response


class AnswerFormPage(FormPage):
    """One indicator; subclasses say of what."""

    template = "innovations/index/answer.html"
    done = "Indikator tersimpan."
    row: IndexRow
    entry: IndexEntry | None

    @cached_property
    def answer(self) -> IndexAnswer | None:
        rows = IndexAnswer.objects.filter(round=self.of_round(), entry=self.entry, row=self.row)
        return rows.prefetch_related("evidence").first()

    def of_round(self) -> Any:
        raise TypeError("of_round is the subclass's")

    @property
    def heading(self) -> str:  # type: ignore[override]
        return str(self.row)

    def form(self, *given: Any) -> AnswerForm:
        return AnswerForm(*given, row=self.row, answer=self.answer)

    def save(self, form: Any) -> IndexAnswer:
        values = {**form.cleaned_data}
        return save_answer(
            round_=self.of_round(), entry=self.entry, row=self.row,
            upload=values.pop("file"), seen=values.pop("seen"), values=values,
            by=self.request.user,
        )  # fmt: skip

    def context(self, form: Any) -> dict[str, Any]:
        answer = self.answer
        return {"row": self.row, "answer": answer, "round": self.of_round()}


class AnswerView(IndexEntryView, AnswerFormPage):
    def of_round(self) -> Any:
        return self.entry.round

    def decide(self) -> None:
        self.row  # noqa: B018 - 404 where there is none
        allow(rights.fills_index(self.request.user, self.entry))

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.entry.innovation.name

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.entry_url

    def context(self, form: Any) -> dict[str, Any]:
        is_locked = self.entry.state not in IndexEntryState.writable()
        return {
            **super().context(form),
            "locked": NOT_WRITABLE if is_locked else "",
            "offer": None if is_locked else offer_of(self.entry, self.row),
            "entry": self.entry,
        }


class OfferView(IndexEntryView, ConfirmPage):
    submit = "Pakai angka ini"
    tone = "primary"
    done = "Angka diambil. Unggah buktinya."

    @cached_property
    def offer(self) -> Offer:
        allow(rights.fills_index(self.request.user, self.entry))
        found = offer_of(self.entry, self.row)
        if found is None:
            raise Http404
        return found

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Pakai {format_number(self.offer.value, 2)} untuk indikator {self.row}?"

    @property
    def text(self) -> str:  # type: ignore[override]
        return f"{self.offer.source}. Menjadi parameter {self.offer.parameter}; isian lama diganti."

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("innovations:index-answer", args=[self.entry.pk, self.row.number])

    def decide(self) -> None:
        self.offer  # noqa: B018 - 404 where there is none

    def save(self, form: Any) -> IndexAnswer:
        return take_offer(entry=self.entry, row=self.row, by=self.request.user)


class RegionalAnswerView(RoundView, AnswerFormPage):
    entry = None

    @cached_property
    def row(self) -> IndexRow:  # type: ignore[override]
        rows = self.round.set.rows.filter(number=self.kwargs["number"], part=IndexPart.REGIONAL)
        found = rows.first()
        if found is None:
            raise Http404
        return found

    def of_round(self) -> Any:
        return self.round

    def decide(self) -> None:
        self.row  # noqa: B018 - 404 where there is none
        allow(permissions.can_manage(self.request.user))

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("innovations:index-regional", args=[self.round.year])


class VerdictView(IndexEntryView, FormPage):
    form_class = VerdictForm
    submit = "Simpan pemeriksaan"
    done = "Pemeriksaan tersimpan."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Periksa {self.row}"

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.entry.innovation.name

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.entry_url

    def decide(self) -> None:
        self.row  # noqa: B018 - 404 where there is none
        allow(rights.judges_index(self.request.user, self.entry))

    def save(self, form: Any) -> IndexAnswer:
        return judge_answer(
            entry=self.entry, row=self.row, by=self.request.user, **form.cleaned_data
        )


class EvidenceView(StaffView):
    """The stored file: of an innovation for those who work on it, of the city for all of them."""

    @cached_property
    def proof(self) -> IndexEvidence:
        rows = IndexEvidence.objects.select_related("answer").exclude(file="")
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        allow(permissions.can_open(request.user))
        entry = self.proof.answer.entry_id
        if entry is not None and entry_of(request.user, entry) is None:
            raise Http404
        return file_response(request, self.proof, "Bukti indikator")
