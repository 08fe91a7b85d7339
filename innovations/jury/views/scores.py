"""All scores of a stage, after every sheet has been sent."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from innovations.jury.queries.scores import lines, stage_for, told
from innovations.jury.views.judging import JUDGING
from innovations.permissions import jury
from innovations.permissions.competition import can_run
from organizations.access import allow
from organizations.web import StaffView, page, paged

PER_PAGE = 20


class StageScoresView(StaffView):
    def get(self, request: HttpRequest, stage: int) -> HttpResponse:
        found = stage_for(stage)
        if found is None:
            raise Http404
        allow(jury.can_read_stage(request.user, found))
        context = paged(request, told(found, request.user), PER_PAGE)
        context["may_run"] = bool(can_run(request.user))
        context |= {"stage": found, "lines": lines(found, context["page"].object_list)}
        return page(request, "innovations/jury/scores.html", context, crumbs=[JUDGING])
