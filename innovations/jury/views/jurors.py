"""Jurors of an edition at the desk of the secretariat."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from innovations.competition.views.editions import EditionView
from innovations.jury.actions.jurors import declare_conflict, leave, save_juror
from innovations.jury.forms.jurors import ConflictForm, JurorCreateForm, JurorForm, LeaveForm
from innovations.jury.queries.jurors import handled, jurors
from innovations.models import Conflict, Juror
from innovations.permissions import competition as permissions
from innovations.permissions import jury
from organizations.access import allow
from organizations.actions.saving import mark_of
from organizations.web import Crumb, FormPage, page

WORDS = ("kind", "institution", "field", "is_chair")


def list_url(edition: int) -> str:
    return reverse("innovations:juror-list", args=[edition])


class DeskView(EditionView):
    """A page of the secretariat about the jury of an edition."""

    def decide(self) -> None:
        self.edition  # noqa: B018 - 404 for what is not to be known
        allow(permissions.can_run(self.request.user))

    @property
    def jury_trail(self) -> list[Crumb]:
        return [*super().trail, Crumb("Juri", list_url(self.edition.pk))]


class JurorListView(DeskView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.decide()
        context = {
            "edition": self.edition,
            "jurors": jurors(self.edition, request.user),
            "stages": self.edition.stages.order_by("order", "pk"),
            "may_dismiss": bool(jury.can_dismiss(request.user, self.edition)),
        }
        return page(request, "innovations/jury/jurors.html", context, crumbs=self.trail)


class DeskForm(DeskView, FormPage):
    def decide(self) -> None:
        super().decide()

    @property
    def trail(self) -> list[Crumb]:  # type: ignore[override]
        return self.jury_trail

    @property
    def back(self) -> str:  # type: ignore[override]
        return list_url(self.edition.pk)

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.edition.name


class JurorCreateView(DeskForm):
    heading = "Tambah juri"
    form_class = JurorCreateForm
    done = "Juri ditambahkan."

    def save(self, form: Any) -> Juror:
        juror = Juror(edition=self.edition)
        return save_juror(juror=juror, values=form.values(), by=self.request.user)


class JurorForms(DeskForm):
    @cached_property
    def juror(self) -> Juror:
        rows = Juror.objects.filter(edition=self.edition, left_on=None)
        found = rows.select_related("user", "edition").filter(pk=self.kwargs["juror"]).first()
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        super().decide()
        self.juror  # noqa: B018 - 404 for what is not of this edition

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.juror}, {self.juror.institution}"


class JurorUpdateView(JurorForms):
    heading = "Ubah juri"

    def form(self, *given: Any) -> Any:
        held = Juror.objects.get(pk=self.juror.pk)
        initial = {name: getattr(held, name) for name in WORDS}
        return JurorForm(*given, initial={**initial, "mark": mark_of(held, WORDS)})

    def save(self, form: Any) -> Juror:
        mark = form.cleaned_data["mark"]
        return save_juror(
            juror=self.juror, values=form.values(), by=self.request.user, mark=mark
        )  # fmt: skip


class JurorLeaveView(JurorForms):
    heading = "Juri berhenti"
    form_class = LeaveForm
    submit = "Catat berhenti"
    tone = "danger"
    done = "Juri berhenti. Lembar yang belum dikirim dikeluarkan; undi lagi untuk penggantinya."

    def decide(self) -> None:
        super().decide()
        allow(jury.can_dismiss(self.request.user, self.edition))

    def save(self, form: Any) -> Juror:
        reason = form.cleaned_data["reason"]
        return leave(juror=self.juror, reason=reason, by=self.request.user)


class JurorConflictView(JurorForms):
    heading = "Catat benturan kepentingan"
    submit = "Catat"
    done = "Benturan kepentingan dicatat; lembarnya tidak lagi dihitung."

    def form(self, *given: Any) -> Any:
        return ConflictForm(*given, proposals=handled(self.edition, self.request.user))

    def save(self, form: Any) -> Conflict:
        return declare_conflict(juror=self.juror, by=self.request.user, **form.cleaned_data)
