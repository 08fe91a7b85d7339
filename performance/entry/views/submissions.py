"""Entries on their way: the list, the check before handing in, the review, the buttons."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from organizations.access import allow
from organizations.queries.units import visible_units
from organizations.web import Button, Crumb, StaffView, TransitionView, buttons, chosen, page, paged
from organizations.workflow import Transition, left_to_others
from performance import permissions
from performance.choices import SubmissionState
from performance.entry.actions.submission import (
    MOVES,
    NOTHING,
    ensure_submission,
    submit_entry,
)
from performance.entry.forms.entry import ConfirmForm
from performance.entry.forms.periods import QuarterFilterForm
from performance.entry.queries.entry import load_entry
from performance.entry.queries.grid import grid_lines, money_cells, not_open_yet
from performance.entry.queries.guard import Guard, guard_of
from performance.entry.queries.history import changes_since_last, submission_history
from performance.entry.queries.submissions import LABELS, entry_years, quarter_lines, state_of
from performance.entry.views.quarter import QuarterPage, QuarterView
from performance.models import Submission
from performance.states import ACCEPT, SUBMISSION_TRANSITIONS, SUBMIT, VERIFY

PER_PAGE = 40
BUTTONS = {name: move for name, move in SUBMISSION_TRANSITIONS.items() if move is not SUBMIT}

ASKED = (
    (
        VERIFY,
        (
            "Anda diminta memverifikasi. Baca temuan, angka, dan uraian di bawah, lalu tekan "
            "Verifikasi; bila ada yang keliru, tekan Kembalikan dan tulis catatannya."
        ),
    ),
    (
        ACCEPT,
        (
            "Anda diminta menerima. Baca temuan, angka, dan uraian di bawah, lalu tekan Terima; bila "
            "ada yang keliru, tekan Kembalikan dan tulis catatannya."
        ),
    ),
)


class SubmissionListView(StaffView):
    """Own quarters for a unit; every unit's for those who read the whole city."""

    right = "performance.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        units, years = visible_units(request.user, "performance.view"), entry_years()
        form = QuarterFilterForm(request.GET or None, years=years)
        asked = chosen(form)
        year = asked.get("tahun") or (years[0] if years else None)
        wanted = [year] if len(units) > 1 or asked.get("tahun") else years
        lines = quarter_lines(
            units,
            [y for y in wanted if y],
            asked.get("triwulan"),
            asked.get("status") or "",
        )
        context = {
            **paged(request, lines, PER_PAGE),
            "filters": form.for_page(year),
            "many_units": len(units) > 1,
            "is_filtered": bool(request.GET),
            "may_manage": self.access.has("performance.manage_windows"),
        }
        crumbs = [Crumb("Dasbor", reverse("dashboard"))]
        return page(request, "performance/submission_list.html", context, crumbs=crumbs)


class SubmissionCheckView(QuarterPage):
    """The consistency guard, then the button that hands the quarter in."""

    form_class = ConfirmForm
    template = "performance/entry/check.html"
    done = "Diajukan. Kepala perangkat daerah akan memverifikasi."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_to_come:
            return self.not_open(status=403)  # nothing can be handed in
        return super().get(request, *args, **kwargs)

    def decide(self) -> None:
        submission = self.held.submission
        if self.held.lock.is_ahead:
            raise PermissionDenied(f"{self.held.lock.reason}.")
        allow(permissions.can_submit(self.request.user, submission))
        if submission.state not in SUBMIT.sources:
            state = submission.get_state_display().lower()
            raise PermissionDenied(f"Pengisian ini sudah {state}.")

    def save(self, form: ConfirmForm) -> None:
        submission = ensure_submission(key=self.key)
        submit_entry(
            submission=submission,
            by=self.request.user,
            guard=guard_of(load_entry(self.key), submission),
            confirmed=form.cleaned_data["confirmed"],
        )

    @property
    def guard(self) -> Guard:
        return guard_of(load_entry(self.key), self.held.submission)

    def put_errors(self, form: ConfirmForm, error: ValidationError) -> None:
        """What the tick would answer stands at the tick."""
        guard = self.guard
        form.add_error("confirmed" if guard.findings and not guard.is_empty else None, error)

    def context(self, form: ConfirmForm) -> dict[str, Any]:
        return {
            "unit": self.unit,
            "name": self.name,
            "guard": self.guard,
            "nothing": NOTHING,
            "window": self.held.window,
            "entry_url": self.entry_url,
        }


class SubmissionReviewView(QuarterView):
    """Everything to read before verifying or accepting: figures, proofs, changes, findings."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        submission = self.held.submission
        if self.is_to_come:
            return self.not_open()
        if submission.pk is None:
            raise Http404
        lock = self.held.lock
        as_shown = not_open_yet if lock.is_ahead else dict
        entry = load_entry(self.key)
        context = {
            "unit": self.unit,
            "name": self.name,
            "submission": submission,
            "state": LABELS[
                state_of(submission, is_filled=entry.filled[0] > 0, is_ahead=lock.is_ahead)
            ],
            "tone": SubmissionState.tone_of(submission.state),
            "lines": list(map(as_shown, grid_lines(entry, self.unit.main_field))),
            "total": as_shown(money_cells(entry.total)),
            "guard": guard_of(entry, submission),
            "changes": changes_since_last(entry, submission),
            "narratives": [
                (label, getattr(submission, n)) for n, label in Submission.narratives().items()
            ],
            "history": submission_history(submission),
            "asked": self._asked(submission),
            "buttons": self._buttons(submission),
            "left": left_to_others(SUBMISSION_TRANSITIONS.values(), request.user, submission),
            "place": self.place,
            "entry_url": self.entry_url,
        }
        return page(request, "performance/entry/review.html", context, crumbs=self.deep_crumbs)

    def _asked(self, submission: Submission) -> str:
        """What this person is to do with it, in one sentence; nothing for who only reads."""
        for move, words in ASKED:
            if submission.state in move.sources and move.rule(self.request.user, submission):
                return words
        return ""

    def _buttons(self, submission: Submission) -> list[Button]:
        return buttons(
            BUTTONS,
            self.request.user,
            submission,
            url=lambda name: reverse(
                "performance:submission-transition", args=[submission.pk, name]
            ),
        )


class SubmissionTransitionView(TransitionView):
    """The buttons of an entry, but for handing in, which has its own page."""

    right = "performance.view"
    transitions = BUTTONS

    def get_object(self) -> Submission:
        rows = Submission.objects.select_related("organization")
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None or not permissions.can_view(self.request.user, found.organization_id):
            raise Http404
        return found

    def move(self, obj: Submission, transition: Transition, note: str) -> Submission:
        return MOVES[transition](submission=obj, by=self.request.user, note=note)
