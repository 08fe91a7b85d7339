"""The result of a period: figures, files, closing, announcing, taking back."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from organizations import activity
from organizations.web import Crumb, TransitionView, buttons, page
from organizations.workflow import left_to_others
from reports.rendering.printed import printed_tables
from surveys import permissions, states
from surveys.choices import PeriodState
from surveys.collection.queries.batches import unaccepted
from surveys.index.actions.closing import close_period, publish_period, withdraw_period
from surveys.index.queries.hiding import OR_FOLLOWS
from surveys.index.queries.results import Result, result_of
from surveys.index.queries.trend import shown_beside, trend_of, until
from surveys.index.reports.base import marked, provisional
from surveys.index.reports.charts import element_chart, trend_caption, trend_chart
from surveys.index.reports.tables import result_tables
from surveys.index.views.files import figures_file
from surveys.instrument.views.base import UnitView
from surveys.models import Period

MOVES = {move.name: move for move in states.PERIOD}


class PeriodView(UnitView):
    model = Period

    @cached_property
    def period(self) -> Period:
        period: Period = self.row
        period.unit = self.unit
        return period

    @cached_property
    def result(self) -> Result:
        return result_of(self.period)

    @property
    def label(self) -> str:
        return self.period.label

    @property
    def trail(self) -> list[Crumb]:
        periods = reverse("surveys:period-list", args=[self.unit.pk])
        return [*super().trail, Crumb("Periode survei", periods)]


class PeriodResultsView(PeriodView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        period, result = self.period, self.result
        trend = trend_of(self.unit, until(period))
        tables, drawn = result_tables(result, trend), shown_beside(trend, period)
        address = reverse("surveys:period-results", args=[period.pk])
        context = {
            "period": period,
            "unit": self.unit,
            "label": self.label,
            "result": result,
            "hidden_note": OR_FOLLOWS,
            "tables": [one for table in tables for one in printed_tables(table)],
            "elements": element_chart(result.elements, f"Nilai setiap unsur, {self.label}"),
            "trend": trend_chart(drawn, f"Indeks {self.unit.name} setiap periode"),
            "trend_caption": trend_caption(drawn),
            "buttons": buttons(
                MOVES, request.user, period, url=lambda name: f"{address}{name}/", ask=True
            ),
            "left": left_to_others(states.PERIOD, request.user, period),
            "may_report": bool(
                permissions.can_request_report(request.user, self.unit.organization_id)
            ),
            "may_manage": bool(permissions.can_manage(request.user, self.unit)),
            "history": activity.history_of(period)[:10],
        }
        return page(request, "surveys/index/period.html", context, crumbs=self.trail)


class PeriodFileView(PeriodView):
    def get(self, request: HttpRequest, pk: int, fmt: str) -> HttpResponse:
        period = self.period
        tables = result_tables(self.result, trend_of(self.unit, until(period)))
        title = f"Hasil survei {self.unit.name} {self.label}{marked(provisional([period.state]))}"
        return figures_file(fmt, title, f"skm-{self.unit.code}-{period.code}", tables)


class PeriodMoveView(PeriodView, TransitionView):
    """Closing, announcing, taking back: each asks first and says what will happen."""

    transitions: ClassVar[Any] = MOVES
    confirm_template = "surveys/index/period_move.html"

    def get_object(self) -> Period:
        return self.period

    def move(self, obj: Any, transition: Any, note: str) -> Any:
        by = self.request.user
        if transition is states.CLOSE:
            return close_period(period=obj, by=by)
        if transition is states.PUBLISH:
            return publish_period(period=obj, by=by)
        return withdraw_period(period=obj, by=by, note=note)

    def success_url(self, obj: Any) -> str:
        return reverse("surveys:period-results", args=[obj.pk])

    def more(self, obj: Any) -> dict[str, Any]:
        return {
            "unit": self.unit,
            "label": self.label,
            "result": self.result,
            "is_early": obj.ends_on > timezone.localdate(),
            "unaccepted": unaccepted(obj) if obj.state == PeriodState.OPEN else 0,
        }
