"""SAKIP of a year: the list of all units with the ranking, and the schedule."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from organizations.access import access_of
from organizations.web import Crumb, FormPage, StaffView, page
from performance import permissions
from performance.choices import SakipState
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
            "lines": [(line, SakipState.tone_of(line.state)) for line in _of(lines, state)],
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


class SakipEditionView(FormPage):
    """The schedule of a year: made once, then moved when units need more time."""

    STORED = ("year", "instrument", "opens_on", "closes_on", "note")
    right = rights.MANAGE
    lead = "Perangkat daerah mengisi penilaian mandiri di antara kedua tanggal ini."
    submit = "Simpan jadwal"
    done = "Jadwal evaluasi tahun {saved.year} tersimpan."

    @cached_property
    def edition(self) -> SakipEdition:
        year = self.kwargs.get("year")
        if year is None:
            return SakipEdition()
        found = edition_of(year)
        if found is None:
            raise Http404
        return found

    @property
    def title(self) -> str:
        return f"Jadwal evaluasi SAKIP {self.edition.year or ''}".strip()

    @property
    def heading(self) -> str:
        return self.title if self.edition.pk else "Buka evaluasi SAKIP"

    @property
    def back(self) -> str:
        return reverse(HOME)

    @property
    def trail(self) -> list[Crumb]:
        return [Crumb("SAKIP", self.back)]

    def form(self, *given: Any) -> EditionForm:
        edition = self.edition
        stored = {name: getattr(edition, name) for name in self.STORED} if edition.pk else {}
        return EditionForm(*given, initial=stored, edition=edition)

    def save(self, form: EditionForm) -> SakipEdition:
        return save_edition(edition=self.edition, values=form.cleaned_data, by=self.request.user)

    def after(self, saved: SakipEdition) -> str:
        return f"{self.back}?tahun={saved.year}"
