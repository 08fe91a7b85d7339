"""The years of the index, one of them with its scores, the rows of the city, closing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from innovations import permissions
from innovations.choices.index import IndexEntryState, IndexPart
from innovations.index.actions.rounds import close_round
from innovations.index.queries.entry import lines_of
from innovations.index.queries.listing import lines_seen
from innovations.index.queries.sets import sets, told_most
from innovations.index.queries.sheet import sheet_of
from innovations.index.views.base import INDEX, RoundView
from innovations.models import IndexRound
from innovations.permissions import index as rights
from organizations import activity
from organizations.access import allow
from organizations.formatting import format_number
from organizations.web import ConfirmPage, StaffView, page, paged

PER_PAGE = 50
SHOWN = 20
LOST = (
    "{count} isian belum selesai diperiksa dan tidak ikut dihitung. Skor, aturan, dan nama disimpan "
    "seperti saat ditutup; perubahan sesudahnya tidak mengubahnya."
)


class RoundListView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_open(request.user))
        found = paged(request, sets(), PER_PAGE)
        return page(request, "innovations/index/list.html", found)


class RoundDetailView(RoundView):
    def get(self, request: HttpRequest, year: int) -> HttpResponse:
        round_ = self.round
        sheet = sheet_of(round_)
        may = bool(permissions.can_manage(request.user))
        context = {
            **paged(request, lines_seen(request.user, sheet), PER_PAGE),
            "round": round_,
            "sheet": sheet,
            "most": told_most(round_.set, IndexPart.REGIONAL),
            "checked": sheet.only_checked if round_.is_open else None,
            "may_report": round_.is_open and bool(permissions.can_begin(request.user)),
            "sees_city": bool(rights.sees_city_index(request.user)),
            "may_close": round_.is_open and may,
            "history": activity.history_of(round_)[:SHOWN],
        }
        return page(request, "innovations/index/round.html", context, crumbs=[INDEX])


class RoundCloseView(RoundView, ConfirmPage):
    submit = "Tutup pelaporan"
    done = "Pelaporan ditutup."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Tutup pelaporan indeks inovasi {self.round.year}?"

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.round.get_absolute_url()

    @property
    def text(self) -> str:  # type: ignore[override]
        rows = self.round.entries.exclude(state=IndexEntryState.CHECKED)
        return LOST.format(count=format_number(rows.count()))

    def decide(self) -> None:
        allow(rights.closes_round(self.request.user, self.round))

    def save(self, form: Any) -> IndexRound:
        return close_round(round_=self.round, by=self.request.user)


class RegionalView(RoundView):
    """The rows of the city itself."""

    def get(self, request: HttpRequest, year: int) -> HttpResponse:
        round_ = self.round
        context = {
            "round": round_,
            "lines": lines_of(round_, None),
            "regional": sheet_of(round_).regional,
            "most": told_most(round_.set, IndexPart.REGIONAL),
            "may_fill": round_.is_open and bool(permissions.can_manage(request.user)),
        }
        return page(request, "innovations/index/regional.html", context, crumbs=self.trail)
