"""The check before sending, the sending, and the receipt."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views import View

from complaints.intake.actions.drafts import forget_draft, hide_secret, save_answers, send_draft
from complaints.intake.actions.guarding import check_sender, suspicion
from complaints.intake.forms.report import SendForm
from complaints.intake.queries.checking import check_rows, telling
from complaints.intake.queries.drafts import answers_of, missing_step, secret_to_show
from complaints.intake.queries.receipts import Receipt, check_code, proven
from complaints.intake.views.quiet import COOKIE, COOKIE_PATH, DraftView
from complaints.intake.views.report import StepView, step_url
from complaints.intake.views.working import WorkMixin
from complaints.models import Draft
from organizations.sender import address_of
from organizations.web import page
from reports.rendering.codes import qr_svg

RECEIPT = "complaints:report-receipt"


class CheckView(WorkMixin, StepView):
    """Everything that was answered, each with a way back; only then it is sent."""

    step, form_class = "periksa", SendForm
    template = "complaints/report/check.html"
    submit = "Kirim laporan"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if step := self._missing():
            return redirect(step_url(step))
        if self.draft is not None and not self.answers.get("checked"):
            save_answers(draft=self.draft, answers={"checked": True})
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if step := self._missing():
            return redirect(step_url(step))
        return super().post(request, *args, **kwargs)

    def _missing(self) -> str:
        return missing_step(self.answers)

    def save(self, form: Any) -> Draft:
        if self.draft is None:
            raise ValidationError("Laporan ini tidak ditemukan lagi. Mulai lagi dari awal.")
        address, data = address_of(self.request), form.cleaned_data
        check_sender(draft=self.draft, address=address, proof=data["proof"], waited=data["waited"])
        reasons = suspicion(
            draft=self.draft, address=address, trap=data["website"], now=timezone.now()
        )
        send_draft(draft=self.draft, look_first=reasons)
        return self.draft

    def leave(self, saved: Draft) -> HttpResponse:
        return redirect(RECEIPT)

    def context(self, form: Any) -> dict[str, Any]:
        files = self.draft.files.all() if self.draft else []
        answers = answers_of(self.draft)
        rows = check_rows(answers, [file.shown_name for file in files])
        return {
            **super().context(form),
            "rows": [(row, step_url(row.step)) for row in rows],
            "telling": telling(answers),
        }


class ReceiptView(DraftView):
    """Number, secret and dates, for the browser that sent the report."""

    def get(self, request: HttpRequest) -> HttpResponse:
        draft = self.draft
        if draft is None or draft.complaint is None:
            return redirect("complaints:report")
        case = draft.complaint
        proof = reverse("complaints:public-proof", args=[case.number, check_code(case)])
        follow = f"{settings.SITE_URL}{reverse('complaints:ticket')}"
        context = {
            "receipt": Receipt.of(case),
            "secret": secret_to_show(draft, timezone.now()),
            "proof": f"{settings.SITE_URL}{proof}",
            "qr": qr_svg(follow, "Kode QR halaman Lacak laporan"),
            "follow": follow,
        }
        return page(request, "complaints/report/receipt.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """The secret was written down and need not be shown again."""
        if self.draft is not None:
            hide_secret(draft=self.draft)
        return redirect(RECEIPT)


class ForgetView(DraftView):
    """Away with what this browser wrote; on a borrowed phone nobody finds it."""

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.draft is not None:
            forget_draft(draft=self.draft)
        response = redirect("/")
        response.delete_cookie(COOKIE, path=COOKIE_PATH, samesite="Lax")
        return response


class ProofView(View):
    """A receipt shown to somebody else: that the city has the report, and nothing of it."""

    def get(self, request: HttpRequest, number: str, check: str) -> HttpResponse:
        receipt = proven(number, check)
        if receipt is None:
            raise Http404
        return page(request, "complaints/report/proof.html", {"receipt": receipt})
