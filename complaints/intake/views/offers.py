"""Ways beside the straight one: a photo first, and reports that are there already."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views import View

from complaints.clock.actions.moving import LONGEST_TEXT
from complaints.intake.actions.drafts import add_photo, begin_draft, follow_from, save_answers
from complaints.intake.actions.guarding import check_uploads
from complaints.intake.forms.files import PhotoForm
from complaints.intake.forms.report import ContactForm
from complaints.intake.queries.drafts import NAMES, answers_of
from complaints.intake.queries.nearby import public_photo, similar_reports
from complaints.intake.queries.outlines import outlines
from complaints.intake.views.quiet import DraftView, remember
from complaints.intake.views.report import after_place, step_url
from complaints.models import Complaint
from organizations import storage
from organizations.sender import address_of
from organizations.web import FormMixin, download, no_download, page


class OutlinesView(View):
    """Outlines change as rarely as kelurahan do."""

    def get(self, request: HttpRequest) -> HttpResponse:
        response = JsonResponse(outlines())
        response.headers["Cache-Control"] = "public, max-age=3600"
        return response


class PhotoFirstView(FormMixin, DraftView):
    """A photo as the way in; the place it tells is offered, never taken."""

    form_class = PhotoForm
    template = "complaints/report/step.html"
    heading = "Mulai dari foto"
    lead = (
        "Bila foto menyimpan tempatnya, nanti kami tawarkan sebagai titik di peta. Sesudah itu tempat "
        "dan nama kamera dihapus dari foto."
    )
    submit = "Kirim foto dan lanjut"
    done = ""

    def stopped(self) -> HttpResponse | None:
        is_sent = self.draft is not None and self.draft.complaint_id
        return redirect("complaints:report-receipt") if is_sent else None

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("complaints:report")

    def save(self, form: Any) -> str:
        check_uploads(address=address_of(self.request), count=1)
        draft, token = (self.draft, "") if self.draft else begin_draft()
        self.token = token
        add_photo(draft=draft, upload=form.cleaned_data["photo"])
        return ""

    def leave(self, saved: Any) -> HttpResponse:
        response = redirect(step_url(NAMES[0]))
        if self.token:
            remember(response, self.request, self.token)
        return response


class WordsView(DraftView):
    """Words written elsewhere in the portal, whose writer asks for an answer: they begin a report.

    Nothing tells where they come from. A report that is being written keeps what it has.
    """

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        words = request.POST.get("text", "").strip()[:LONGEST_TEXT]
        response = redirect(step_url(NAMES[0]))
        draft = self.draft
        if draft is None or draft.complaint_id:
            draft, token = begin_draft()
            remember(response, request, token)
        if words and not answers_of(draft).get("text"):
            save_answers(draft=draft, answers={"text": words})
        return response


class SimilarView(DraftView):
    """Open reports about the same; going on without them is one press."""

    def get(self, request: HttpRequest) -> HttpResponse:
        found = similar_reports(answers_of(self.draft), timezone.now())
        if not found:
            return redirect(after_place(self.draft))
        return page(request, "complaints/report/similar.html", {"rows": found})

    def post(self, request: HttpRequest) -> HttpResponse:
        """None of them: the report goes on."""
        if self.draft is not None and not self.draft.complaint_id:
            save_answers(draft=self.draft, answers={"seen_similar": True})
        return redirect(after_place(self.draft))


class SimilarPhotoView(View):
    """A photo the public may see, of a report the public may see."""

    def get(self, request: HttpRequest, number: str, pk: int) -> HttpResponse:
        row = public_photo(number, pk)
        if row is None:
            raise Http404
        kept, digest = (
            (row.redacted, row.redacted_sha256) if row.redacted else (row.file, row.sha256)
        )
        name = f"foto-{number}-{row.pk}.{str(kept.name).rpartition('.')[2]}"
        try:
            file = storage.checked(kept.storage, kept.name, digest)
        except storage.FileTrouble as trouble:
            return no_download(request, trouble, name=name)
        return download(file, name=name, mime=row.mime)


class FollowView(FormMixin, DraftView):
    """“Saya juga”: follow a report that is there instead of sending the same."""

    form_class: type[BaseForm] = ContactForm
    template = "complaints/report/follow.html"
    heading = "Ikuti laporan ini"
    submit = "Ikuti laporan"
    done = ""

    def stopped(self) -> HttpResponse | None:
        if self.draft is None or self.draft.complaint_id:
            return redirect("complaints:report")
        rows = Complaint.objects.public().open()
        case = rows.filter(number=self.kwargs["number"]).first()
        if case is None:
            raise Http404
        self.case = case
        return None

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("complaints:report-similar")

    def context(self, form: Any) -> dict[str, Any]:
        return {"case": self.case}

    def save(self, form: Any) -> Any:
        if self.draft is None:
            raise ValidationError("Halaman ini sudah terlalu lama. Mulai lagi dari awal.")
        return follow_from(draft=self.draft, case=self.case, answers=form.cleaned_data)

    def leave(self, saved: Any) -> HttpResponse:
        return redirect("complaints:report-followed")


class FollowedView(DraftView):
    """Number and secret of who follows, for the browser that asked."""

    def get(self, request: HttpRequest) -> HttpResponse:
        followed = answers_of(self.draft).get("followed")
        if not followed:
            return redirect("complaints:report")
        return page(request, "complaints/report/followed.html", {"followed": followed})
