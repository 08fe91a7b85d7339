"""The inbox of citizens' comments: moderation by the city, answers by the unit."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from organizations.access import allow
from organizations.web import (
    Crumb,
    FormPage,
    StaffView,
    TransitionView,
    buttons,
    chosen,
    marker,
    page,
)
from organizations.workflow import Transition
from performance import permissions
from performance.choices import CommentState
from performance.models import PublicComment
from performance.overview.actions.comments import FollowUp, answer_comment, moderate_comment
from performance.overview.forms import AnswerForm, CommentFilterForm
from performance.overview.queries.comments import comment_page, inbox
from performance.states import COMMENT_TRANSITIONS

CRUMBS = [Crumb("Dasbor", "/dasbor/")]


class CommentListView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_read_comments(request.user))
        filters = CommentFilterForm(request.GET or None)
        asked = chosen(filters)
        state, unanswered = asked.get("state", ""), asked.get("unanswered", False)
        rows, following = comment_page(
            inbox(request.user, state, unanswered=unanswered), marker(request)
        )
        context = {
            "lines": [self._line(comment) for comment in rows],
            "following": following,
            "filters": filters,
        }
        return page(request, "performance/comments/list.html", context, crumbs=CRUMBS)

    def _line(self, comment: PublicComment) -> dict[str, Any]:
        return {
            "comment": comment,
            "about": f"komentar {comment.pk}",
            "buttons": buttons(
                COMMENT_TRANSITIONS,
                self.request.user,
                comment,
                url=lambda name: reverse("performance:comment-transition", args=[comment.pk, name]),
                ask=True,
            ),
            "tone": CommentState.tone_of(comment.state),
            "can_answer": bool(permissions.can_answer(self.request.user, comment)),
        }


def _visible(view: StaffView) -> PublicComment:
    rows = PublicComment.objects.filter(permissions.visible_comments(view.request.user))
    return get_object_or_404(rows.select_related("indicator", "organization"), pk=view.kwargs["pk"])


class CommentTransitionView(TransitionView):
    transitions = COMMENT_TRANSITIONS

    def get_object(self) -> PublicComment:
        return _visible(self)

    def move(self, obj: PublicComment, transition: Transition, note: str) -> PublicComment:
        return moderate_comment(comment=obj, transition=transition, by=self.request.user, note=note)

    def success_url(self, obj: PublicComment) -> str:
        return reverse("performance:comment-list")


class CommentAnswerView(FormPage):
    """The answer with what will be done; `?dari=tindak-lanjut` leads back to that list."""

    template = "performance/comments/answer.html"
    heading = "Jawab komentar"
    submit = "Simpan jawaban"
    done = "Jawaban tersimpan dan tampil di halaman indikator."

    @cached_property
    def comment(self) -> PublicComment:
        return _visible(self)

    def decide(self) -> None:
        allow(permissions.can_answer(self.request.user, self.comment))

    def form(self, *given: Any) -> AnswerForm:
        return AnswerForm(*given, comment=self.comment)

    def save(self, form: AnswerForm) -> None:
        data = form.cleaned_data
        answer_comment(
            comment=self.comment,
            answer=data["answer"],
            by=self.request.user,
            follow_up=FollowUp(data["follow_up"], data["follow_up_due"], data["follow_up_state"]),
        )

    @property
    def origin(self) -> Crumb:
        if self.request.GET.get("dari") == "tindak-lanjut":
            return Crumb("Tindak lanjut", reverse("performance:follow-up-list"))
        return Crumb("Komentar warga", reverse("performance:comment-list"))

    @property
    def back(self) -> str:
        return self.origin.url

    @property
    def trail(self) -> list[Crumb]:
        return [*CRUMBS, self.origin]

    @property
    def lead(self) -> str:
        return self.comment.indicator.name

    def context(self, form: AnswerForm) -> dict[str, Any]:
        return {"comment": self.comment}
