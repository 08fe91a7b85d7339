"""The rules of a year: what is known, what is not, and opening a round with them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from innovations import permissions
from innovations.choices.index import IndexPart
from innovations.index.actions.rounds import change_set, open_round
from innovations.index.forms.sets import SetForm
from innovations.index.queries.sets import missing_of, round_of
from innovations.index.views.base import INDEX
from innovations.models import IndexRound, IndexSet
from organizations import activity
from organizations.access import allow
from organizations.web import ConfirmPage, Crumb, FormPage, StaffView, page

SHOWN = 20


class SetView(StaffView):
    @cached_property
    def found(self) -> IndexSet:
        allow(permissions.can_open(self.request.user))
        row = IndexSet.objects.filter(year=self.kwargs["year"]).first()
        if row is None:
            raise Http404
        return row

    @property
    def back(self) -> str:
        return self.found.get_absolute_url()

    @property
    def trail(self) -> list[Crumb]:
        return [INDEX, Crumb(str(self.found), self.back)]


class SetDetailView(SetView):
    def get(self, request: HttpRequest, year: int) -> HttpResponse:
        rows = list(self.found.rows.all())
        round_ = round_of(year)
        may = bool(permissions.can_manage(request.user))
        missing = missing_of(self.found)
        may_change = may and (round_ is None or round_.is_open)
        context = {
            "set": self.found,
            "round": round_,
            "parts": [(part.label, [r for r in rows if r.part == part]) for part in IndexPart],
            "missing": missing,
            "may_change": may_change,
            "may_copy": may_change and not rows,
            "may_open": may and round_ is None and not missing,
            "history": activity.history_of(self.found)[:SHOWN],
        }
        return page(request, "innovations/index/set.html", context, crumbs=[INDEX])


class SetUpdateView(SetView, FormPage):
    heading = "Ubah skema"
    lead = "Kosongkan yang belum diketahui. Pelaporan dibuka setelah semuanya terisi."
    done = "Skema tersimpan."

    def decide(self) -> None:
        self.found  # noqa: B018 - 404 where there is none
        allow(permissions.can_manage(self.request.user))

    def form(self, *given: Any) -> SetForm:
        return SetForm(*given, index_set=self.found)

    def save(self, form: Any) -> IndexSet:
        mark = form.cleaned_data["mark"]
        return change_set(
            index_set=self.found, values=form.values(), mark=mark, by=self.request.user
        )


class RoundOpenView(SetView, ConfirmPage):
    tone = "primary"
    submit = "Buka pelaporan"
    done = "Pelaporan dibuka."
    text = "Perangkat daerah lalu dapat melaporkan inovasinya dan mengisi indikatornya."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Buka pelaporan indeks inovasi {self.found.year}?"

    def decide(self) -> None:
        self.found  # noqa: B018 - 404 where there is none
        allow(permissions.can_manage(self.request.user))

    def save(self, form: Any) -> IndexRound:
        return open_round(index_set=self.found, by=self.request.user)

    def after(self, saved: IndexRound) -> str:
        return saved.get_absolute_url()
