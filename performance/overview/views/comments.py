"""The inbox of citizens' comments: moderation by the city, answers by the unit."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from organizations.access import Decision, allow
from organizations.web import Crumb, StaffView, TransitionView, page
from organizations.workflow import Transition
from performance import permissions
from performance.choices import TONES
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
        chosen = filters.cleaned_data if filters.is_bound and filters.is_valid() else {}
        before = request.GET.get("sebelum", "")
        rows, following = comment_page(
            inbox(
                request.user, chosen.get("state", ""), unanswered=chosen.get("unanswered", False)
            ),
            int(before) if before.isdecimal() else None,
        )
        context = {
            "lines": [self._line(comment) for comment in rows],
            "following": following,
            "filters": filters,
        }
        return page(request, "performance/comments/list.html", context, crumbs=CRUMBS)

    def _line(self, comment: PublicComment) -> dict[str, Any]:
        may_moderate = permissions.can_moderate(self.request.user, comment)
        moves = [t for t in COMMENT_TRANSITIONS.values() if comment.state in t.sources]
        return {
            "comment": comment,
            "moves": moves if may_moderate else [],
            "tone": TONES.get(comment.state, "neutral"),
            "can_answer": bool(permissions.can_answer(self.request.user, comment)),
        }


def _visible(view: StaffView) -> PublicComment:
    rows = PublicComment.objects.filter(permissions.visible_comments(view.request.user))
    return get_object_or_404(rows.select_related("indicator", "organization"), pk=view.kwargs["pk"])


class CommentTransitionView(TransitionView):
    transitions: ClassVar[dict[str, Transition]] = COMMENT_TRANSITIONS

    def get_object(self) -> PublicComment:
        return _visible(self)

    def decide(self, obj: PublicComment, transition: Transition) -> Decision:
        return permissions.can_moderate(self.request.user, obj)

    def move(self, obj: PublicComment, transition: Transition, note: str) -> PublicComment:
        return moderate_comment(comment=obj, transition=transition, by=self.request.user, note=note)

    def success_url(self, obj: PublicComment) -> str:
        return reverse("performance:comment-list")


class CommentAnswerView(StaffView):
    """The answer with what will be done; `?dari=tindak-lanjut` leads back to that list."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        comment = self._comment()
        return self._show(request, comment, AnswerForm(comment=comment))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        comment = self._comment()
        form = AnswerForm(request.POST, comment=comment)
        if form.is_valid():
            data = form.cleaned_data
            try:
                answer_comment(
                    comment=comment,
                    answer=data["answer"],
                    by=request.user,
                    follow_up=FollowUp(
                        data["follow_up"], data["follow_up_due"], data["follow_up_state"]
                    ),
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "Jawaban tersimpan dan tampil di halaman indikator.")
                return redirect(self._back().url)
        return self._show(request, comment, form, status=400)

    def _comment(self) -> PublicComment:
        comment = _visible(self)
        allow(permissions.can_answer(self.request.user, comment))
        return comment

    def _back(self) -> Crumb:
        if self.request.GET.get("dari") == "tindak-lanjut":
            return Crumb("Tindak lanjut", reverse("performance:follow-up-list"))
        return Crumb("Komentar warga", reverse("performance:comment-list"))

    def _show(
        self, request: HttpRequest, comment: PublicComment, form: AnswerForm, status: int = 200
    ) -> HttpResponse:
        back = self._back()
        context = {"comment": comment, "form": form, "back_url": back.url}
        template = "performance/comments/answer.html"
        return page(request, template, context, crumbs=[*CRUMBS, back], status=status)
