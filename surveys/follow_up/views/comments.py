"""Comments of respondents: the list of a unit, and what of each everybody reads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from organizations import activity
from organizations.access import allow
from organizations.web import Crumb, page, paged, tabs
from surveys import permissions
from surveys.choices import CommentState
from surveys.follow_up.actions.comments import hide_comment, show_comment
from surveys.follow_up.forms.comments import HIDE, ModerateForm
from surveys.follow_up.queries.comments import TABS, comments_of, tab_counts
from surveys.follow_up.views.base import PlansFormPage, PlansMixin
from surveys.models import Comment

PER_PAGE = 50


class CommentListView(PlansMixin):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        allow(permissions.can_moderate(request.user, self.unit))
        tab = request.GET.get("tab", "")
        tab = tab if tab in TABS else ""
        counts = tab_counts(self.unit)
        named = [(name, label, counts[name]) for name, (label, _) in TABS.items()]
        context = {
            **paged(request, comments_of(self.unit, tab), PER_PAGE),
            "unit": self.unit,
            "tabs": tabs(named, tab),
            "tab": tab,
        }
        return page(request, "surveys/follow_up/comments.html", context, crumbs=self.trail)


class CommentModerateView(PlansFormPage):
    model = Comment
    path = "period__unit"
    rule = permissions.can_moderate
    template = "surveys/follow_up/comment.html"
    heading = "Periksa saran"

    @property
    def comment(self) -> Comment:
        self.row.period.unit = self.unit
        return self.row

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("surveys:comment-list", args=[self.unit.pk])

    @property
    def trail(self) -> list[Crumb]:
        return [*super().trail, Crumb("Saran responden", self.back)]

    def form(self, *given: Any) -> Any:
        return ModerateForm(*given, comment=self.comment)

    def context(self, form: Any) -> dict[str, Any]:
        comment = self.comment
        return {
            "comment": comment,
            "state_tone": CommentState.tone_of(comment.state),
            "history": activity.history_of(comment)[:10],
        }

    def save(self, form: Any) -> Comment:
        given = form.cleaned_data
        shared = {"comment": self.comment, "reason": given["reason"], "by": self.request.user}
        if given["act"] == HIDE:
            return hide_comment(**shared)
        return show_comment(text=given["text"], **shared)

    def said(self, saved: Comment) -> str:
        is_shown = saved.state == CommentState.SHOWN
        return "Saran ditayangkan." if is_shown else "Saran tidak ditayangkan."
