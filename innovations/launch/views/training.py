"""Training cohorts at the desk and for everybody."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views import View

from innovations import permissions
from innovations.launch.actions.training import (
    add_paper,
    drop_paper,
    save_cohort,
    save_project,
)
from innovations.launch.forms.training import CohortForm, PaperForm, ProjectForm
from innovations.launch.queries.training import cohort_page, cohorts, public_cohorts
from innovations.models import Cohort, TrainingPaper, TrainingProject
from innovations.permissions.launch import writes_project
from organizations.access import allow
from organizations.forms.marked import marked
from organizations.web import ConfirmPage, Crumb, FormPage, StaffView, file_response, page, paged

TRAINING = Crumb("Pelatihan", "/kerja/inovasi/pelatihan/")
PER_PAGE = 50
COHORT = ("programme", "batch", "year", "organiser", "begins_on", "ends_on")
PROJECT = ("participant", "mentor", "coach", "outcome")


def cohort_url(pk: int) -> str:
    return reverse("innovations:cohort-detail", args=[pk])


class CohortListView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_open(request.user))
        may_add = bool(permissions.can_manage(request.user))
        context = {**paged(request, cohorts(), PER_PAGE), "may_add": may_add}
        return page(request, "innovations/launch/cohorts.html", context)


class CohortView(StaffView):
    @cached_property
    def cohort(self) -> Cohort:
        allow(permissions.can_open(self.request.user))
        found = cohorts().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def trail(self) -> list[Crumb]:
        return [TRAINING, Crumb(str(self.cohort), cohort_url(self.cohort.pk))]


class CohortDetailView(CohortView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = cohort_page(self.cohort, request.user)
        writable = {row.pk for row in found.projects if writes_project(request.user, row)}
        context = {
            "cohort": self.cohort,
            "found": found,
            "writable": writable,
            "may_manage": bool(permissions.can_manage(request.user)),
        }
        return page(request, "innovations/launch/cohort.html", context, crumbs=[TRAINING])


class CohortFormPage(CohortView, FormPage):
    def decide(self) -> None:
        allow(permissions.can_manage(self.request.user))

    @property
    def back(self) -> str:  # type: ignore[override]
        return cohort_url(self.cohort.pk)

    def after(self, saved: Any) -> str:
        return self.back


class CohortCreateView(FormPage):
    heading = "Catat angkatan pelatihan"
    form_class = CohortForm
    done = "Angkatan tersimpan."
    trail = (TRAINING,)
    back = TRAINING.url

    def decide(self) -> None:
        allow(permissions.can_manage(self.request.user))

    def save(self, form: Any) -> Cohort:
        return save_cohort(cohort=Cohort(), values=form.values(), by=self.request.user)

    def after(self, saved: Cohort) -> str:
        return cohort_url(saved.pk)


class CohortUpdateView(CohortFormPage):
    heading = "Ubah angkatan pelatihan"

    def form(self, *given: Any) -> CohortForm:
        initial = {name: getattr(self.cohort, name) for name in COHORT}
        return CohortForm(*given, initial={**initial, **marked(self.cohort, COHORT)})

    def save(self, form: Any) -> Cohort:
        values, mark = form.values(), form.cleaned_data["mark"]
        return save_cohort(cohort=self.cohort, values=values, by=self.request.user, mark=mark)


class ProjectCreateView(CohortFormPage):
    heading = "Tambah aksi perubahan"
    done = "Aksi perubahan tersimpan."

    def form(self, *given: Any) -> ProjectForm:
        return ProjectForm(*given, user=self.request.user)

    def save(self, form: Any) -> TrainingProject:
        project = TrainingProject(cohort=self.cohort)
        return save_project(project=project, values=form.values(), by=self.request.user)


class ProjectFormPage(CohortFormPage):
    """A form about a participant's innovation: its unit's, or Bagian Organisasi's."""

    @cached_property
    def project(self) -> TrainingProject:
        allow(permissions.can_open(self.request.user))
        rows = TrainingProject.objects.select_related("cohort", "innovation__organization")
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def cohort(self) -> Cohort:  # type: ignore[override]
        return self.project.cohort

    def decide(self) -> None:
        allow(writes_project(self.request.user, self.project))


class ProjectUpdateView(ProjectFormPage):
    heading = "Ubah aksi perubahan"

    def form(self, *given: Any) -> ProjectForm:
        initial = {name: getattr(self.project, name) for name in PROJECT}
        initial |= marked(self.project, PROJECT)
        return ProjectForm(*given, user=self.request.user, is_new=False, initial=initial)

    def save(self, form: Any) -> TrainingProject:
        values, mark = form.values(), form.cleaned_data["mark"]
        return save_project(project=self.project, values=values, by=self.request.user, mark=mark)


class PaperCreateView(ProjectFormPage):
    heading = "Tambah berkas pelatihan"
    form_class = PaperForm
    submit = "Unggah"
    done = "Berkas tersimpan."

    def save(self, form: Any) -> TrainingPaper:
        given = form.cleaned_data
        return add_paper(
            project=self.project, kind=given["kind"], upload=given["file"], by=self.request.user
        )


class PaperView(ProjectFormPage):
    """The stored file, for those who may open the innovation."""

    http_method_names = ("get", "head", "options")

    @cached_property
    def paper(self) -> TrainingPaper:
        allow(permissions.can_open(self.request.user))
        rows = TrainingPaper.objects.select_related(
            "project__cohort", "project__innovation__organization"
        )
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None or not permissions.can_view(self.request.user, found.project.innovation):
            raise Http404
        return found

    @cached_property
    def project(self) -> TrainingProject:  # type: ignore[override]
        return self.paper.project

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return file_response(request, self.paper, self.paper.get_kind_display())


class PaperDeleteView(ConfirmPage, PaperView):
    http_method_names = ("get", "post", "head", "options")
    submit = "Hapus"
    done = "Berkas dihapus."
    text = "Berkas tidak tampil lagi; riwayat tetap mencatatnya."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Hapus berkas “{self.paper}”?"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return FormPage.get(self, request, *args, **kwargs)

    def form(self, *given: Any) -> Any:
        return self.form_class(*given)

    def save(self, form: Any) -> None:
        drop_paper(paper=self.paper, by=self.request.user)


class PublicCohortListView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        context = paged(request, public_cohorts(), 20)
        return page(request, "innovations/launch/public_cohorts.html", context)
