"""SAKIP of a year: the list of all units with the ranking, and the schedule."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organizations.access import access_of
from organizations.web import Crumb, StaffView, page
from performance import permissions
from performance.choices import TONES, SakipState
from performance.models import SakipEdition
from performance.permissions import sakip as rights
from performance.sakip.actions.moves import save_edition
from performance.sakip.forms.pages import EditionForm
from performance.sakip.queries.overview import unit_lines, years_of_editions
from performance.sakip.queries.ranking import load_ranking
from performance.sakip.queries.sheet import edition_of

HOME = "performance:sakip-list"


class SakipListView(StaffView):
    """All units of a year: how far, own value, result; who follows results reads the ranking."""

    right = "performance.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        years = years_of_editions()
        asked = request.GET.get("tahun", "")
        year = int(asked) if asked in {str(y) for y in years} else years[0] if years else None
        edition = edition_of(year) if year else None
        follows = access_of(request.user).has(rights.VIEW)
        lines = unit_lines(request.user, edition) if edition and follows else []
        state = request.GET.get("status", "")
        context = {
            "years": [(y, y) for y in years],
            "year": year,
            "edition": edition,
            "follows": follows,
            "lines": [(line, TONES.get(line.state, "neutral")) for line in _of(lines, state)],
            "states": SakipState.choices,
            "state": state,
            "ranking": self._ranking(year) if year else None,
            "may_manage": bool(rights.can_manage_sakip(request.user)),
            "is_open": edition and edition.opens_on <= timezone.localdate() <= edition.closes_on,
        }
        return page(request, "performance/sakip/list.html", context)

    def _ranking(self, year: int) -> dict[str, Any]:
        """The ranking, each line with whether the person may open the unit's result."""
        found, user = load_ranking(year), self.request.user
        lines = [
            (line, bool(permissions.can_request_report(user, line.unit.pk))) for line in found.lines
        ]
        return {"lines": lines, "waiting": len(found.waiting)}


def _of(lines: list[Any], state: str) -> list[Any]:
    return [line for line in lines if not state or line.state == state]


class SakipEditionView(StaffView):
    """The schedule of a year: made once, then moved when units need more time."""

    right = rights.MANAGE

    def get(self, request: HttpRequest, year: int | None = None) -> HttpResponse:
        edition = self._edition(year)
        names = ("year", "instrument", "opens_on", "closes_on", "note")
        initial = {n: getattr(edition, n) for n in names} if edition.pk else {}
        return self._show(edition, EditionForm(initial=initial, edition=edition))

    def post(self, request: HttpRequest, year: int | None = None) -> HttpResponse:
        edition = self._edition(year)
        form = EditionForm(request.POST, edition=edition)
        if form.is_valid():
            try:
                saved = save_edition(edition=edition, values=form.cleaned_data, by=request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, f"Jadwal evaluasi tahun {saved.year} tersimpan.")
                return redirect(f"{reverse(HOME)}?tahun={saved.year}")
        return self._show(edition, form, status=400)

    def _edition(self, year: int | None) -> SakipEdition:
        if year is None:
            return SakipEdition()
        found = edition_of(year)
        if found is None:
            raise Http404
        return found

    def _show(self, edition: SakipEdition, form: EditionForm, status: int = 200) -> HttpResponse:
        crumbs = [Crumb("SAKIP", reverse(HOME))]
        template = "performance/sakip/edition.html"
        context = {"edition": edition, "form": form}
        return page(self.request, template, context, crumbs=crumbs, status=status)
