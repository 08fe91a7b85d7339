"""Comments: all of an innovation with the form, reporting one; the queue of the unit."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from innovations.citizens.actions.comments import (
    hide_comment,
    report_comment,
    send_comment,
    show_comment,
)
from innovations.citizens.forms.comments import HIDE, CommentForm, ModerateForm, ReportForm
from innovations.citizens.queries.comments import (
    TABS,
    all_of,
    comments_of,
    keyset,
    shown_comments,
    tab_counts,
)
from innovations.citizens.queries.entries import open_entry
from innovations.citizens.views.open import OpenFormPage
from innovations.models import Comment
from innovations.permissions import citizens as permissions
from innovations.registry.views.base import REGISTRY
from organizations import activity
from organizations.access import allow
from organizations.web import Crumb, FormPage, StaffView, marker, page, tabs


class CommentView(OpenFormPage):
    form_class = CommentForm
    template = "innovations/citizens/comments.html"
    heading = "Komentar warga"
    submit = "Kirim komentar"
    done = "Terima kasih. Komentar Anda tampil sesudah diperiksa."
    find: ClassVar = open_entry
    limit = ("inovasi-komentar", 10)

    def keep(self, given: dict[str, Any]) -> Comment:
        user = self.request.user
        by = user if user.is_authenticated else None
        return send_comment(innovation=self.entry, by=by, **given)

    def context(self, form: Any) -> dict[str, Any]:
        before = marker(self.request)
        found, following = keyset(shown_comments(self.entry), before)
        return {
            "entry": self.entry,
            "comments": found,
            "following": following,
            "is_first": before is None,
        }


class CommentReportView(OpenFormPage):
    form_class = ReportForm
    template = "innovations/citizens/report.html"
    heading = "Laporkan komentar"
    submit = "Laporkan"
    done = "Terima kasih. Komentar itu akan diperiksa lagi."
    find: ClassVar = open_entry
    limit = ("inovasi-lapor-komentar", 10)

    @cached_property
    def comment(self) -> Comment:
        found = shown_comments(self.entry).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        self.comment  # noqa: B018 - 404 where nobody can read it

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("innovations:comment-create", args=[self.entry.slug])

    def keep(self, given: dict[str, Any]) -> Comment:
        report_comment(comment=self.comment, reason=given["reason"])
        return self.comment

    def context(self, form: Any) -> dict[str, Any]:
        return {"comment": self.comment}


class CommentListView(StaffView):
    right = "innovations.edit"

    def get(self, request: HttpRequest) -> HttpResponse:
        tab = request.GET.get("tab", "")
        tab = tab if tab in TABS else ""
        counts = tab_counts(request.user)
        found, following = keyset(comments_of(request.user, tab), marker(request))
        context = {
            "comments": found,
            "following": following,
            "is_first": marker(request) is None,
            "tabs": tabs([(name, label, counts[name]) for name, (label, _) in TABS.items()], tab),
            "tab": tab,
        }
        return page(request, "innovations/citizens/queue.html", context, crumbs=[REGISTRY])


class CommentModerateView(FormPage):
    template = "innovations/citizens/moderate.html"
    heading = "Periksa komentar"

    @cached_property
    def comment(self) -> Comment:
        rows = all_of(self.request.user).select_related("innovation__organization")
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        allow(permissions.moderates_comment(self.request.user, self.comment))
        allow(permissions.NOT_WHO_WROTE(self.request.user, self.comment))

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.comment.innovation.name

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("innovations:comment-list")

    @property
    def trail(self) -> list[Crumb]:  # type: ignore[override]
        return [REGISTRY, Crumb("Komentar warga", self.back)]

    def form(self, *given: Any) -> Any:
        return ModerateForm(*given, comment=self.comment)

    def context(self, form: Any) -> dict[str, Any]:
        return {"comment": self.comment, "history": activity.history_of(self.comment)[:10]}

    def save(self, form: Any) -> Comment:
        given = form.cleaned_data
        shared = {"comment": self.comment, "reason": given["reason"], "by": self.request.user}
        if given["act"] == HIDE:
            return hide_comment(**shared)
        return show_comment(text=given["text"], **shared)

    def said(self, saved: Comment) -> str:
        return "Komentar ditayangkan." if saved.public_text else "Komentar tidak ditayangkan."
