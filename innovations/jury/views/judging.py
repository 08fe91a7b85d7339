"""What a juror does: own sheets by stage, the sheet, sending, abstaining, stepping back."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from innovations.jury.actions.jurors import declare_conflict
from innovations.jury.actions.sheets import abstain, save_sheet, send_sheet
from innovations.jury.forms.jurors import OwnConflictForm
from innovations.jury.forms.sheets import AbstainForm, SendForm, SheetForm
from innovations.jury.queries.judging import (
    criteria_of,
    own_sheet,
    own_stages,
    questions_of,
    reading,
    shown_title,
    typed,
    whole_sheet,
)
from innovations.models import Conflict, ProposalFile, Sheet
from innovations.permissions import jury
from organizations.access import allow
from organizations.web import Crumb, FormPage, StaffView, file_response, page

JUDGING = Crumb("Penilaian juri", "/kerja/juri/")


class JudgingListView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        allow(jury.can_judge_somewhere(request.user))
        context = {"stages": own_stages(request.user)}
        return page(request, "innovations/jury/judging.html", context)


class OwnSheetView(StaffView):
    """A page about an own sheet: 404 for anybody else's, 403 where a conflict stands."""

    @cached_property
    def sheet(self) -> Sheet:
        allow(jury.can_judge_somewhere(self.request.user))
        found = own_sheet(self.request.user, self.kwargs["pk"])
        if found is None:
            raise Http404
        allow(jury.can_read_sheet(self.request.user, found))
        return found

    @property
    def url(self) -> str:
        return reverse("innovations:judging-sheet", args=[self.sheet.pk])

    @property
    def name(self) -> str:
        return shown_title(self.sheet.stage, self.sheet.proposal)


class JudgingSheetView(OwnSheetView, FormPage):
    template = "innovations/jury/score.html"
    trail = (JUDGING,)
    done = "Lembar tersimpan, belum dikirim."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return self.name

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        decision = jury.can_score(request.user, self.sheet)
        if decision:
            return super().get(request, *args, **kwargs)
        context = {
            "sheet": self.sheet,
            "title": self.name,
            "reading": reading(self.sheet),
            "whole": whole_sheet(self.sheet),
            "reason": decision.reason,
        }
        return page(request, "innovations/jury/scored.html", context, crumbs=self.trail)

    def decide(self) -> None:
        allow(jury.can_score(self.request.user, self.sheet))

    def form(self, *given: Any) -> Any:
        rules = {"criteria": criteria_of(self.sheet), "questions": questions_of(self.sheet)}
        return SheetForm(*given[:1], initial=typed(self.sheet), **rules)

    def context(self, form: Any) -> dict[str, Any]:
        return {"sheet": self.sheet, "reading": reading(self.sheet)}

    def save(self, form: Any) -> Sheet:
        return save_sheet(
            sheet=self.sheet,
            scores=form.scores(),
            replies=form.replies(),
            comment=form.cleaned_data["comment"],
            note=form.cleaned_data["note"],
            version=form.cleaned_data["version"],
            by=self.request.user,
        )

    def after(self, saved: Sheet) -> str:
        if "send" in self.request.POST:
            return reverse("innovations:judging-send", args=[saved.pk])
        return self.url


class OwnSheetForm(OwnSheetView, FormPage):
    """A question about an own sheet that can still be judged."""

    def decide(self) -> None:
        allow(jury.can_score(self.request.user, self.sheet))

    @property
    def trail(self) -> list[Crumb]:  # type: ignore[override]
        return [JUDGING, Crumb(self.name, self.url)]

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.name

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.url

    def after(self, saved: Any) -> str:
        return JUDGING.url


class JudgingSendView(OwnSheetForm):
    heading = "Kirim nilai?"
    submit = "Kirim nilai"
    template = "innovations/jury/send.html"
    done = "Nilai dikirim."

    def form(self, *given: Any) -> Any:
        return SendForm(*given[:1], initial={"version": self.sheet.version})

    def context(self, form: Any) -> dict[str, Any]:
        return {"whole": whole_sheet(self.sheet)}

    def save(self, form: Any) -> Sheet:
        version = form.cleaned_data["version"]
        return send_sheet(sheet=self.sheet, version=version, by=self.request.user)


class JudgingAbstainView(OwnSheetForm):
    heading = "Abstain dari proposal ini?"
    form_class = AbstainForm
    submit = "Abstain"
    tone = "danger"
    done = "Anda abstain. Nilai Anda tidak ikut dihitung untuk proposal ini."

    def save(self, form: Any) -> Sheet:
        return abstain(sheet=self.sheet, note=form.cleaned_data["note"], by=self.request.user)


class JudgingConflictView(OwnSheetForm):
    heading = "Nyatakan benturan kepentingan"
    form_class = OwnConflictForm
    submit = "Nyatakan dan mundur"
    tone = "danger"
    done = "Anda mundur dari proposal ini. Sekretariat mencari juri pengganti."

    def decide(self) -> None:
        self.sheet  # noqa: B018 - a sent sheet can still turn out to be in conflict

    def save(self, form: Any) -> Conflict:
        sheet, user = self.sheet, self.request.user
        return declare_conflict(
            juror=sheet.juror, proposal=sheet.proposal, by=user, **form.cleaned_data
        )


class JudgingFileView(OwnSheetView):
    """A document of the proposal; of a blind stage none."""

    def get(self, request: HttpRequest, pk: int, file: int) -> HttpResponse:
        sheet = self.sheet
        found = ProposalFile.objects.filter(proposal=sheet.proposal_id, pk=file).first()
        if found is None or sheet.stage.is_blind:
            raise Http404
        return file_response(request, found, "Dokumen proposal")
