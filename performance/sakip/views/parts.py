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
from organizations.web import ConfirmPage, Crumb, FormPage
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


class SakipPage(SakipView, FormPage):
    """A form about the sheet; `quoted` are words above it."""

    template = "performance/sakip/form.html"
    quoted = ""

    @property
    def trail(self) -> list[Crumb]:
        return self.deep_crumbs

    @property
    def title(self) -> str:
        return f"{self.heading} SAKIP {self.edition.year}"

    @property
    def lead(self) -> str:
        return f"{self.unit.name} · SAKIP {self.edition.year}"

    @property
    def back(self) -> str:
        return f"{self.sheet_url}#rekomendasi"

    def context(self, form: Form) -> dict[str, Any]:
        return {"quoted": self.quoted}

    def criterion_url(self, item: SakipItem) -> str:
        """Where a criterion stands on the page of its sub-component."""
        code = item.parent.code if item.parent else ""
        url = reverse("performance:sakip-sub", args=[*self.place, code])
        return f"{url}#k{item.pk}"


class SakipProofView(SakipPage):
    """Add a proof to a criterion: a new file, or one the unit already has."""

    template = "performance/sakip/proof.html"
    submit = "Tambah bukti"
    done = "Bukti ditambahkan."

    def decide(self) -> None:
        allow(rights.can_fill(self.request.user, self.evaluation, timezone.localdate()))

    @cached_property
    def item(self) -> SakipItem:
        found = criterion_of(self.edition, self.kwargs["item"])
        if found is None or found.parent is None:
            raise Http404
        return found

    @property
    def title(self) -> str:
        return f"Bukti {self.item.code}"

    @property
    def heading(self) -> str:
        return f"Tambah bukti {self.item.code}"

    @property
    def lead(self) -> str:
        return self.item.name

    @property
    def back(self) -> str:
        return self.criterion_url(self.item)

    def form(self, *given: Any) -> EvidenceForm:
        choices = reusable_files(self.unit, self.item, self.evaluation)
        return EvidenceForm(*given, choices=choices)

    def save(self, form: EvidenceForm) -> None:
        data = form.cleaned_data
        common: dict[str, Any] = {
            "evaluation": ensure_evaluation(edition=self.edition, organization=self.unit),
            "item": self.item,
            "pointer": Pointer(data["page"], data["note"]),
            "by": self.request.user,
        }
        if file := data["file"]:
            upload_proof(upload=file.file, size=file.size, name=file.name, **common)
        else:
            reuse_proof(evidence=data["existing"], **common)

    def context(self, form: EvidenceForm) -> dict[str, Any]:
        return {"item": self.item}


class SakipProofRemoveView(SakipPage, ConfirmPage):
    """Asks once, then takes the proof away from the criterion; the file stays."""

    template = ConfirmPage.template
    heading = "Lepas bukti ini?"
    text = "Berkasnya tetap tersimpan dan dapat dipakai lagi. Pelepasan dicatat pada riwayat."
    submit = "Lepas bukti"
    done = "Bukti dilepas dari kriteria ini."

    @cached_property
    def proof(self) -> SakipProof:
        found = proof_of(self.evaluation, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        allow(rights.can_fill(self.request.user, self.evaluation, timezone.localdate()))
        self.proof  # noqa: B018 - a proof of another sheet is not found

    @property
    def title(self) -> str:
        return f"Lepas bukti {self.proof.item.code}"

    @property
    def lead(self) -> str:
        return self.proof.evidence.original_name

    @property
    def back(self) -> str:
        return self.criterion_url(self.proof.item)

    def save(self, form: Form) -> None:
        remove_proof(proof=self.proof, by=self.request.user)

    def context(self, form: Form) -> dict[str, Any]:
        return {"text": self.text}


class SakipReplyView(SakipPage):
    heading = "Tanggapan atas konsep LHE"
    submit = "Simpan tanggapan"
    done = "Tanggapan tersimpan. Kepala perangkat daerah mengirimkannya."

    def decide(self) -> None:
        allow(rights.can_write_reply(self.request.user, self.evaluation))

    def form(self, *given: Any) -> ReplyForm:
        return ReplyForm(*given, initial={"text": self.evaluation.reply})

    def save(self, form: ReplyForm) -> None:
        text = form.cleaned_data["text"]
        write_reply(evaluation=self.evaluation, text=text, by=self.request.user)

    @property
    def back(self) -> str:
        return f"{self.sheet_url}#tanggapan"


class SakipRecommendationView(SakipPage):
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

    def form(self, *given: Any) -> Form:
        row = self.recommendation
        initial = {"item": row.item_id, "text": row.text, "due": row.due}
        return RecommendationForm(*given, evaluation=self.evaluation, initial=initial)

    def save(self, form: Form) -> None:
        save_recommendation(
            recommendation=self.recommendation, values=form.cleaned_data, by=self.request.user
        )


class SakipRecommendationDeleteView(SakipRecommendationView):
    heading = "Hapus rekomendasi ini?"
    submit = "Hapus"
    tone = "danger"
    done = "Rekomendasi dihapus."

    def form(self, *given: Any) -> Form:
        return Form(*given)

    def save(self, form: Form) -> None:
        delete_recommendation(recommendation=self.recommendation, by=self.request.user)

    @property
    def quoted(self) -> str:
        return self.recommendation.text


class SakipFollowUpView(SakipRecommendationView):
    """The unit says what it has done."""

    heading = "Tindak lanjut rekomendasi"
    done = "Tindak lanjut tersimpan. Inspektorat akan mengonfirmasinya."

    def decide(self) -> None:
        allow(rights.can_follow_up(self.request.user, self.recommendation))

    def form(self, *given: Any) -> Form:
        row = self.recommendation
        initial = {"state": row.state, "follow_up": row.follow_up, "proof": row.proof}
        return FollowUpForm(*given, initial=initial)

    def save(self, form: Form) -> None:
        report_follow_up(
            recommendation=self.recommendation, values=form.cleaned_data, by=self.request.user
        )

    @property
    def quoted(self) -> str:
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
