"""SAKIP pages beside the sheet: proofs, the unit's reply, recommendations and their follow-up."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organizations.access import allow
from organizations.web import page
from performance.entry.actions.evidence import Pointer
from performance.entry.forms.files import EvidenceForm
from performance.models import SakipItem, SakipProof, SakipRecommendation
from performance.permissions import sakip as rights
from performance.sakip.actions.answers import remove_proof, reuse_proof, upload_proof
from performance.sakip.actions.moves import ensure_evaluation, write_reply
from performance.sakip.actions.recommendations import (
    confirm_follow_up,
    delete_recommendation,
    report_follow_up,
    save_recommendation,
)
from performance.sakip.forms.pages import FollowUpForm, RecommendationForm, ReplyForm
from performance.sakip.queries.proofs import (
    criterion_of,
    proof_of,
    recommendation_of,
    reusable_files,
)
from performance.sakip.views.sheet import SakipView


class SakipProofView(SakipView):
    """Add a proof to a criterion: a new file, or one the unit already has."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        allow(rights.can_fill(request.user, self.evaluation, timezone.localdate()))
        return self._show(EvidenceForm(choices=self._files))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        allow(rights.can_fill(request.user, self.evaluation, timezone.localdate()))
        form = EvidenceForm(request.POST, request.FILES, choices=self._files)
        if form.is_valid():
            try:
                self._add(form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "Bukti ditambahkan.")
                return redirect(self._back)
        return self._show(form, status=400)

    @cached_property
    def item(self) -> SakipItem:
        found = criterion_of(self.edition, self.kwargs["item"])
        if found is None or found.parent is None:
            raise Http404
        return found

    @property
    def _files(self) -> Any:
        return reusable_files(self.unit, self.item, self.evaluation)

    @property
    def _back(self) -> str:
        assert self.item.parent is not None  # noqa: S101 - checked in item
        place = [*self.place, self.item.parent.code]
        return f"{reverse('performance:sakip-sub', args=place)}#k{self.item.pk}"

    def _add(self, data: dict[str, Any]) -> None:
        common: dict[str, Any] = {
            "evaluation": ensure_evaluation(edition=self.edition, organization=self.unit),
            "item": self.item,
            "pointer": Pointer(data["page"], data["note"]),
            "by": self.request.user,
        }
        file = data["file"]
        if file:
            upload_proof(upload=file.file, size=file.size, name=file.name, **common)
        else:
            reuse_proof(evidence=data["existing"], **common)

    def _show(self, form: EvidenceForm, status: int = 200) -> HttpResponse:
        context = {"unit": self.unit, "item": self.item, "form": form, "back": self._back}
        template = "performance/sakip/proof.html"
        return page(self.request, template, context, crumbs=self.deep_crumbs, status=status)


class SakipProofRemoveView(SakipView):
    """Asks once, then takes the proof away from the criterion; the file stays."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        proof = self._proof()
        context = {"proof": proof, "back": self._back(proof)}
        template = "performance/sakip/proof_remove.html"
        return page(request, template, context, crumbs=self.deep_crumbs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        proof = self._proof()
        back = self._back(proof)
        remove_proof(proof=proof, by=request.user)
        messages.success(request, "Bukti dilepas dari kriteria ini.")
        return redirect(back)

    def _proof(self) -> SakipProof:
        allow(rights.can_fill(self.request.user, self.evaluation, timezone.localdate()))
        found = proof_of(self.evaluation, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def _back(self, proof: SakipProof) -> str:
        code = proof.item.parent.code if proof.item.parent else ""
        url = reverse("performance:sakip-sub", args=[*self.place, code])
        return f"{url}#k{proof.item_id}"


class FormPage(SakipView):
    """A page with one form about the sheet; what was typed stays when it cannot be saved."""

    heading = ""
    submit = "Simpan"
    done = "Tersimpan."

    def decide(self) -> None:
        raise TypeError("decide is the subclass's")

    def form(self, data: Any = None) -> Form:
        raise TypeError("form is the subclass's")

    def save(self, form: Form) -> None:
        raise TypeError("save is the subclass's")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.decide()
        return self._show(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.decide()
        form = self.form(request.POST)
        if form.is_valid():
            try:
                self.save(form)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, self.done)
                return redirect(self.back)
        return self._show(form, status=400)

    @property
    def back(self) -> str:
        return f"{self.sheet_url}#rekomendasi"

    @property
    def said(self) -> str:
        """Words above the form; empty: none."""
        return ""

    def _show(self, form: Form, status: int = 200) -> HttpResponse:
        context = {
            "unit": self.unit,
            "edition": self.edition,
            "heading": self.heading,
            "submit": self.submit,
            "form": form,
            "said": self.said,
            "back": self.back,
        }
        template = "performance/sakip/form.html"
        return page(self.request, template, context, crumbs=self.deep_crumbs, status=status)


class SakipReplyView(FormPage):
    heading = "Tanggapan atas konsep LHE"
    submit = "Simpan tanggapan"
    done = "Tanggapan tersimpan. Kepala perangkat daerah mengirimkannya."

    def decide(self) -> None:
        allow(rights.can_write_reply(self.request.user, self.evaluation))

    def form(self, data: Any = None) -> Form:
        return ReplyForm(data, initial={"text": self.evaluation.reply})

    def save(self, form: Form) -> None:
        text = form.cleaned_data["text"]
        write_reply(evaluation=self.evaluation, text=text, by=self.request.user)

    @property
    def back(self) -> str:
        return f"{self.sheet_url}#tanggapan"


class SakipRecommendationView(FormPage):
    """Write or change a recommendation."""

    heading = "Rekomendasi"
    done = "Rekomendasi tersimpan."

    @cached_property
    def recommendation(self) -> SakipRecommendation:
        if "pk" not in self.kwargs:
            return SakipRecommendation(evaluation=self.evaluation)
        found = recommendation_of(self.evaluation, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        allow(rights.can_recommend(self.request.user, self.evaluation, timezone.localdate()))
        if self.evaluation.pk is None:
            raise Http404

    def form(self, data: Any = None) -> Form:
        row = self.recommendation
        initial = {"item": row.item_id, "text": row.text, "due": row.due}
        return RecommendationForm(data, evaluation=self.evaluation, initial=initial)

    def save(self, form: Form) -> None:
        save_recommendation(
            recommendation=self.recommendation, values=form.cleaned_data, by=self.request.user
        )


class SakipRecommendationDeleteView(SakipRecommendationView):
    heading = "Hapus rekomendasi ini?"
    submit = "Hapus"
    done = "Rekomendasi dihapus."

    def form(self, data: Any = None) -> Form:
        return Form(data)

    def save(self, form: Form) -> None:
        delete_recommendation(recommendation=self.recommendation, by=self.request.user)

    @property
    def said(self) -> str:
        return self.recommendation.text


class SakipFollowUpView(SakipRecommendationView):
    """The unit says what it has done."""

    heading = "Tindak lanjut rekomendasi"
    done = "Tindak lanjut tersimpan. Inspektorat akan mengonfirmasinya."

    def decide(self) -> None:
        allow(rights.can_follow_up(self.request.user, self.recommendation))

    def form(self, data: Any = None) -> Form:
        row = self.recommendation
        initial = {"state": row.state, "follow_up": row.follow_up, "proof": row.proof}
        return FollowUpForm(data, initial=initial)

    def save(self, form: Form) -> None:
        report_follow_up(
            recommendation=self.recommendation, values=form.cleaned_data, by=self.request.user
        )

    @property
    def said(self) -> str:
        return self.recommendation.text

    @property
    def back(self) -> str:
        if self.request.GET.get("dari") == "tindak-lanjut":
            return reverse("performance:follow-up-list")
        return super().back


class SakipConfirmView(SakipRecommendationView):
    """The Inspektorat confirms a follow-up, or asks for more."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        is_done = request.POST.get("done") == "ya"
        try:
            confirm_follow_up(recommendation=self.recommendation, is_done=is_done, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(
                request, "Dikonfirmasi tuntas." if is_done else "Dikembalikan menjadi berjalan."
            )
        return redirect(self.back)
