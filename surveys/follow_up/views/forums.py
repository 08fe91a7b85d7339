"""Forum Konsultasi Publik at the desk: planned, held, published."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from organizations import activity
from organizations.actions.saving import mark_of
from organizations.web import ConfirmPage, Crumb, file_response, page, paged
from surveys import permissions
from surveys.choices import ForumPaper, ForumState
from surveys.follow_up.actions.forums import publish_minutes, record_forum, save_forum
from surveys.follow_up.forms.forums import ForumForm, RecordForm
from surveys.follow_up.queries.forums import forum_page, forums_of, paper_of, record_mark
from surveys.follow_up.views.base import PlansFormPage, PlansMixin
from surveys.models import Forum

PER_PAGE = 50
FACTS = ("topic", "period", "held_on", "place", "is_online")


class ForumListView(PlansMixin):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = {
            **paged(request, forums_of(self.unit), PER_PAGE),
            "unit": self.unit,
            "may_manage": bool(permissions.can_manage(request.user, self.unit)),
        }
        return page(request, "surveys/follow_up/forums.html", context, crumbs=self.trail)


class ForumMixin(PlansMixin):
    model = Forum

    @cached_property
    def forum(self) -> Forum:
        self.row.unit = self.unit
        return self.row

    @property
    def forums_url(self) -> str:
        return reverse("surveys:forum-list", args=[self.unit.pk])

    @property
    def trail(self) -> list[Crumb]:
        return [*super().trail, Crumb("Forum Konsultasi Publik", self.forums_url)]


class ForumDetailView(ForumMixin):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        may = bool(permissions.can_manage(request.user, self.unit))
        is_published = self.forum.state == ForumState.PUBLISHED
        is_held = self.forum.state == ForumState.HELD
        context = {
            "found": forum_page(self.forum),
            "forum": self.forum,
            "unit": self.unit,
            "tone": ForumState.tone_of(self.forum.state),
            "may_edit": may and not is_published,
            "may_publish": is_held and bool(permissions.can_publish(request.user, self.unit)),
            "is_published": is_published,
            "history": activity.history_of(self.forum)[:10],
            "today": timezone.localdate(),
        }
        return page(request, "surveys/follow_up/forum.html", context, crumbs=self.trail)


class ForumFormPage(ForumMixin, PlansFormPage):
    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("surveys:forum-detail", args=[self.forum.pk])

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.forum.topic}, {self.unit.name}"


class ForumEditView(ForumFormPage):
    heading = "Ubah forum"
    done = "Forum tersimpan."

    def form(self, *given: Any) -> Any:
        initial = {name: getattr(self.forum, name) for name in FACTS}
        initial["mark"] = mark_of(self.forum, FACTS)
        return ForumForm(*given, unit=self.unit, initial=initial)

    def save(self, form: Any) -> Forum:
        values, mark = form.values(), form.cleaned_data["mark"]
        upload, user = values.pop("file"), self.request.user
        return save_forum(forum=self.forum, values=values, upload=upload, by=user, mark=mark)


class ForumCreateView(PlansFormPage):
    once = True
    heading = "Rencanakan Forum Konsultasi Publik"
    done = "Forum tersimpan. Catat pelaksanaannya sesudah berlangsung."

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("surveys:forum-list", args=[self.unit.pk])

    def form(self, *given: Any) -> Any:
        return ForumForm(*given, unit=self.unit)

    def save(self, form: Any) -> Forum:
        values = form.values()
        upload = values.pop("file")
        forum = Forum(unit=self.unit)
        return save_forum(forum=forum, values=values, upload=upload, by=self.request.user)

    def after(self, saved: Forum) -> str:
        return reverse("surveys:forum-detail", args=[saved.pk])


class ForumRecordView(ForumFormPage):
    heading = "Catat pelaksanaan forum"
    done = "Pelaksanaan tercatat. Tambahkan kesepakatannya."

    def form(self, *given: Any) -> Any:
        counts = dict(self.forum.groups.values_list("group", "count"))
        mark = record_mark(self.forum)
        initial = {"summary": self.forum.summary, "mark": mark, **counts}
        return RecordForm(*given, initial=initial)

    def save(self, form: Any) -> Forum:
        given = form.cleaned_data
        return record_forum(
            forum=self.forum,
            summary=given["summary"],
            counts=form.counts(),
            upload=given["file"],
            by=self.request.user,
            mark=given["mark"],
        )


class ForumPublishView(ForumFormPage, ConfirmPage):
    rule = permissions.can_publish
    heading = "Terbitkan berita acara?"
    text = (
        "Ringkasan, jumlah peserta, berita acara, dan kesepakatan tampil untuk umum. Sesudah "
        "terbit tidak berubah; pelaksanaan kesepakatannya dipantau."
    )
    submit = "Terbitkan"
    tone = "primary"
    done = "Berita acara terbit."

    def save(self, form: Any) -> Forum:
        return publish_minutes(forum=self.forum, by=self.request.user)


class ForumPaperView(ForumMixin):
    """The invitation or the minutes, for those who work on the unit."""

    def get(self, request: HttpRequest, pk: int, paper: str) -> HttpResponse:
        self.unit  # noqa: B018 - 404 for whoever may not open it
        return paper_response(request, self.row, paper)


def paper_response(request: HttpRequest, forum: Forum, kind: str) -> HttpResponse:
    found = paper_of(forum, kind) if kind in ForumPaper.values else None
    if found is None:
        raise Http404
    return file_response(request, found, found.get_kind_display())
