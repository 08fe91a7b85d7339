"""Half-yearly questions: the list, and the page that answers one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from innovations import permissions
from innovations.choices import CheckInState, Ending
from innovations.models import CheckIn
from innovations.registry.views.base import REGISTRY
from innovations.stewardship.actions.answering import (
    ANSWER,
    ENDED,
    answer_check_in,
    correct_check_in,
)
from innovations.stewardship.forms.check_ins import AnswerForm, CorrectionForm
from innovations.stewardship.queries.check_ins import TABS, UNANSWERED, check_ins_of
from innovations.stewardship.views.base import StewardFormPage
from organizations.access import allow
from organizations.formatting import format_date
from organizations.web import StaffView, page, paged, tabs

PER_PAGE = 50
LATE = "Batasnya {last} sudah lewat. Jawaban Anda tetap diterima dan ditandai terlambat."


def opened_by(user: Any, rows: Iterable[CheckIn]) -> set[int]:
    """Those whose page the person may open: to answer while it goes on, to read what was said."""
    return {
        row.pk
        for row in rows
        if (row.state not in UNANSWERED or row.innovation.ending == Ending.NONE)
        and permissions.answers_check_in(user, row)
    }


class CheckInListView(StaffView):
    """Questions about the innovations the person may open."""

    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_open(request.user))
        tab = request.GET.get("tab", "")
        tab = tab if tab in TABS else ""
        rows = {name: check_ins_of(request.user, name) for name in TABS}
        named = [(name, label, rows[name].count()) for name, (label, _) in TABS.items()]
        context: dict[str, Any] = {
            **paged(request, rows[tab], PER_PAGE),
            "tabs": tabs(named, tab),
        }
        context["opened"] = opened_by(request.user, context["page"].object_list)
        return page(request, "innovations/stewardship/check_ins.html", context, crumbs=[REGISTRY])


class CheckInAnswerView(StewardFormPage):
    """One page; an answered one is read, not written again."""

    model = CheckIn
    template = "innovations/stewardship/check_in.html"
    form_class = AnswerForm
    submit = "Kirim kabar"
    done = "Terima kasih. Kabar tersimpan."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Kabar {self.row.half_year}"

    def decide(self) -> None:
        self.row.innovation = self.entry
        allow(permissions.answers_check_in(self.request.user, self.row))

    def save(self, form: Any) -> CheckIn:
        return answer_check_in(check_in=self.row, values=form.cleaned_data, by=self.request.user)

    def context(self, form: Any) -> dict[str, Any]:
        row: CheckIn = self.row
        is_over = self.entry.ending != Ending.NONE
        is_open = row.state in UNANSWERED and not is_over
        is_late = timezone.localdate() > row.due_on
        return {
            "check_in": row,
            "is_open": is_open,
            "ended": ENDED if is_over else "",
            "may_correct": row.state == CheckInState.ANSWERED and not is_over,
            "former": list(row.former_answers.select_related("replaced_by")),
            "late": LATE.format(last=format_date(row.due_on)) if is_open and is_late else "",
        }


class CheckInCorrectView(CheckInAnswerView):
    """What was answered, written anew with the reason."""

    template = "components/form_page.html"
    submit = "Simpan perbaikan"
    done = "Kabar diperbaiki. Yang sebelumnya tetap terbaca."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Perbaiki kabar {self.row.half_year}"

    def form(self, *given: Any) -> CorrectionForm:
        return CorrectionForm(*given, initial={name: getattr(self.row, name) for name in ANSWER})

    def save(self, form: Any) -> CheckIn:
        values = {**form.cleaned_data}
        reason = values.pop("reason")
        return correct_check_in(
            check_in=self.row, values=values, reason=reason, by=self.request.user
        )

    def context(self, form: Any) -> dict[str, Any]:
        return {}
