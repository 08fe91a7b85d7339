"""The board "satu instansi satu inovasi", and the reminder to who has handed in nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from innovations.choices.competition import PhaseKind
from innovations.competition.actions.reminding import remind_units
from innovations.competition.queries.mails import outbox
from innovations.competition.queries.proposals import silent_units, unit_board
from innovations.competition.queries.reminders import ANY, reminder_words
from innovations.competition.views.editions import EditionView
from innovations.permissions import competition as permissions
from organizations.access import allow
from organizations.web import ConfirmPage, page, paged

PER_PAGE = 50


class BoardView(EditionView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        allow(permissions.can_run(request.user))
        lines = unit_board(request.user, self.edition)
        context = {
            "edition": self.edition,
            "lines": lines,
            "done": sum(line.handed_in > 0 for line in lines),
            "may_remind": bool(permissions.during(self.edition, PhaseKind.REGISTRATION)),
        }
        return page(request, "innovations/competition/board.html", context, crumbs=self.trail)


class OutboxView(EditionView):
    """Every mail of the edition with what it says and whether it went out."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        allow(permissions.can_run(request.user))
        context = {
            **paged(request, outbox(request.user, self.edition), PER_PAGE),
            "edition": self.edition,
        }
        return page(request, "innovations/competition/outbox.html", context, crumbs=self.trail)


class BoardRemindView(EditionView, ConfirmPage):
    template = "innovations/competition/remind.html"
    heading = "Ingatkan perangkat daerah?"
    submit = "Kirim pengingat"
    tone = "primary"
    text = "Operator dan kepala perangkat daerah berikut menerima surel ini, paling banyak sekali sehari."

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.edition.name

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("innovations:edition-board", args=[self.edition.pk])

    def decide(self) -> None:
        allow(permissions.can_run(self.request.user))
        allow(permissions.during(self.edition, PhaseKind.REGISTRATION))

    def context(self, form: Any) -> dict[str, Any]:
        units = silent_units(self.request.user, self.edition)
        first = units[0].name if units else ANY
        subject, words = reminder_words(self.edition, first)
        return {**super().context(form), "subject": subject, "words": words, "units": units}

    def save(self, form: Any) -> int:
        return remind_units(edition=self.edition, by=self.request.user)

    def said(self, saved: int) -> str:
        if not saved:
            return "Hari ini semuanya sudah diingatkan, jadi tidak ada surel baru."
        return f"{saved} pengingat ditulis dan segera dikirim."
