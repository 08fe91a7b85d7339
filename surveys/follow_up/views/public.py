"""Forum Konsultasi Publik as everybody reads it: what was said, agreed and done since."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views import View

from organizations.web import Crumb, chosen, page, paged
from surveys.follow_up.forms.plans import WordsForm
from surveys.follow_up.queries.forums import forum_page, public_forum, public_forums
from surveys.follow_up.views.forums import paper_response
from surveys.models import Forum

LIST = Crumb("Forum Konsultasi Publik", "/survei/forum/")
PER_PAGE = 25


class PublicForumListView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        filters = WordsForm(request.GET if "kata" in request.GET else None)
        words = str(chosen(filters).get("kata") or "")
        context = {
            **paged(request, public_forums(words), PER_PAGE),
            "filters": filters,
            "words": words,
        }
        return page(request, "surveys/follow_up/public_forums.html", context)


class PublicForumView(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = {"found": forum_page(_published(pk)), "today": timezone.localdate()}
        return page(request, "surveys/follow_up/public_forum.html", context, crumbs=[LIST])


class PublicForumPaperView(View):
    def get(self, request: HttpRequest, pk: int, paper: str) -> HttpResponse:
        return paper_response(request, _published(pk), paper)


def _published(pk: int) -> Forum:
    found = public_forum(pk)
    if found is None:
        raise Http404
    return found
