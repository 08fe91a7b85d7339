"""The entry page: the grid, its autosave and the narratives of the quarter."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organizations.formatting import format_datetime
from organizations.web import Button, FormPage, buttons, page
from performance import permissions
from performance.choices import SubmissionState
from performance.entry.actions.cells import Conflict
from performance.entry.actions.entry import (
    EntryConflict,
    FiguresAsked,
    save_cells,
    save_narratives,
    save_row,
)
from performance.entry.forms.entry import (
    NarrativeForm,
    ParsedGrid,
    initial_texts,
    parse_grid,
    shown,
)
from performance.entry.queries.entry import load_entry, scale_of
from performance.entry.queries.figures import typed
from performance.entry.queries.grid import (
    NOTHING_TYPED,
    Typed,
    grid_lines,
    money_cells,
    not_open_yet,
)
from performance.entry.queries.history import submission_history
from performance.entry.queries.saved import saved_lines
from performance.entry.queries.submissions import LABELS, state_of
from performance.entry.views.quarter import QuarterView
from performance.models import Submission
from performance.states import ACCEPT, SUBMISSION_TRANSITIONS, SUBMIT, VERIFY

TEMPLATE = "performance/entry/page.html"
LOOKED_AT = {  # moves that are made on a page of their own
    SUBMIT.name: "performance:entry-check",
    VERIFY.name: "performance:submission-review",
    ACCEPT.name: "performance:submission-review",
}


def told(conflict: Conflict) -> dict[str, Any]:
    """Somebody else's figure in the words of the page."""
    is_text = isinstance(conflict.theirs, str)
    theirs = conflict.theirs if is_text else typed(conflict.theirs, conflict.scale)
    return {
        "theirs": theirs,
        "shown": "" if isinstance(conflict.theirs, str) else shown(theirs),
        "version": conflict.version,
        "who": conflict.who,
        "when": format_datetime(conflict.at),
    }


class GridPage(QuarterView):
    """Draws the whole page; the views below differ in what they take."""

    def draw(
        self,
        typed_in: Typed = NOTHING_TYPED,
        narrative: NarrativeForm | None = None,
        problem: str = "",
        status: int = 200,
    ) -> HttpResponse:
        entry = load_entry(self.key)
        submission, lock = self.held.submission, self.held.lock
        may_enter = permissions.can_enter(self.request.user, submission)
        done, total = entry.filled
        as_shown = not_open_yet if lock.is_ahead else dict
        context = {
            "unit": self.unit,
            "key": self.key,
            "year": str(self.key.year),
            "name": self.name,
            "person": str(self.request.user.pk),
            "lines": list(map(as_shown, grid_lines(entry, self.unit.main_field, typed_in))),
            "total": as_shown(money_cells(entry.total)),
            "done": done,
            "cells": total,
            "submission": submission,
            "state": LABELS[state_of(submission, is_filled=done > 0, is_ahead=lock.is_ahead)],
            "tone": SubmissionState.tone_of(submission.state),
            "window": self.held.window,
            "lock": lock,
            "why_closed": self._why_closed(may_enter.reason),
            "editable": (bool(may_enter) and lock.is_open) or bool(typed_in.values),
            "buttons": self._buttons(),
            "narrative": narrative
            or NarrativeForm(initial=initial_texts(submission, Submission.NARRATIVES)),
            "history": submission_history(submission),
            "typed": typed_in,
            "problem": problem,
            "can_unlock": not lock.is_ahead
            and bool(permissions.can_request_unlock(self.request.user, submission)),
            "narratives": [
                (label, getattr(submission, n)) for n, label in Submission.narratives().items()
            ],
            "urls": self._links(),
        }
        return page(self.request, TEMPLATE, context, crumbs=self.crumbs, status=status)

    def _why_closed(self, refused: str) -> str:
        """One sentence on why figures cannot be typed here, or nothing."""
        if self.held.lock.is_open:
            return refused
        return f"{self.held.lock.reason}."

    def _links(self) -> dict[str, str]:
        """The plan, and the XLSX of the unit's year for those who may import it."""
        found = {"plan": reverse("performance:plan", args=[self.unit.code])}
        if permissions.can_import(self.request.user, self.unit.pk):
            query = f"?opd={self.unit.code}&tahun={self.key.year}"
            found["template"] = reverse("performance:import-template") + query
            found["upload"] = reverse("performance:import-upload") + query
        return found

    def _buttons(self) -> list[Button]:
        """Handing in and judging have pages of their own, the other moves ask once more."""
        moves = SUBMISSION_TRANSITIONS
        if self.held.lock.is_ahead:
            moves = {name: move for name, move in moves.items() if move is not SUBMIT}
        found = buttons(
            moves,
            self.request.user,
            self.held.submission,
            url=self._move_url,
            ask=True,
        )
        return [replace(b, label=_words(b)) for b in found]

    def _move_url(self, name: str) -> str:
        if name in LOOKED_AT:
            return reverse(LOOKED_AT[name], args=self.place)
        address = [self.held.submission.pk, name]
        return reverse("performance:submission-transition", args=address)


def _words(button: Button) -> str:
    if button.name == SUBMIT.name:
        return "Periksa dan ajukan"
    return f"Tinjau untuk {button.label.lower()}" if button.name in LOOKED_AT else button.label


class EntryView(GridPage):
    """GET the grid; POST "Simpan semua" (the way without JavaScript)."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.draw()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        parsed = parse_grid(request.POST, partial(scale_of, year=self.key.year))
        if parsed.errors:
            return self._again(parsed, status=400, errors=parsed.errors)
        try:
            written = save_cells(
                key=self.key, organization=self.unit, cells=parsed.cells, by=request.user
            )
        except EntryConflict as conflict:
            found = {name: told(row) for name, row in conflict.conflicts.items()}
            return self._again(parsed, conflicts=found)
        except FiguresAsked as asked:
            return self._again(parsed, questions=asked.questions)
        except ValidationError as error:
            flat = {name: " ".join(found) for name, found in error.message_dict.items()}
            return self._again(parsed, status=400, errors=flat)
        except PermissionDenied as error:
            return self.draw(Typed(parsed.values), problem=str(error), status=403)
        except ObjectDoesNotExist as error:
            raise Http404 from error
        messages.success(request, f"{len(written.lines)} isian tersimpan.")
        return redirect(self.entry_url)

    def _again(self, parsed: ParsedGrid, status: int = 409, **found: Any) -> HttpResponse:
        agreed = frozenset(cell.name for cell in parsed.cells if cell.is_agreed)
        return self.draw(Typed(parsed.values, agreed=agreed, **found), status=status)


class EntryRowView(QuarterView):
    """POST one cell; the answer is JSON: new texts of the line and of the sums above it."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, **kwargs: Any) -> JsonResponse:
        parsed = parse_grid(request.POST, partial(scale_of, year=self.key.year))
        if parsed.errors or not parsed.cells:
            sentence = next(iter(parsed.errors.values()), "Tidak ada yang berubah.")
            return JsonResponse({"error": sentence}, status=400)
        cell = parsed.cells[0]
        try:
            written = save_row(key=self.key, organization=self.unit, cell=cell, by=request.user)
        except EntryConflict as conflict:
            return JsonResponse({"conflict": told(conflict.conflicts[cell.name])}, status=409)
        except FiguresAsked as asked:
            return JsonResponse({"question": asked.questions[cell.name]}, status=409)
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.message_dict[cell.name])}, status=400)
        except PermissionDenied as error:
            return JsonResponse({"error": str(error), "locked": True}, status=403)
        except ObjectDoesNotExist as error:
            raise Http404 from error
        return JsonResponse(
            {
                "version": written.versions[cell.name],
                "value": typed(written.values[cell.name], written.scales.get(cell.name, "")),
                "saved": f"Tersimpan {timezone.localtime():%H.%M}",
                "lines": saved_lines(self.key, cell.kind, [cell.pk], written.nodes),
            }
        )


class NarrativeView(GridPage, FormPage):
    """POST the narratives: a form, and the same address for autosave."""

    http_method_names = ("post",)
    form_class = NarrativeForm
    done = "Uraian evaluasi tersimpan."

    @property
    def wants_json(self) -> bool:
        return self.request.headers.get("Accept") == "application/json"

    @property
    def back(self) -> str:
        return f"{self.entry_url}#uraian"

    def save(self, form: NarrativeForm) -> Submission:
        return save_narratives(
            key=self.key,
            organization=self.unit,
            texts=form.texts(),
            version=form.cleaned_data["version"],
            by=self.request.user,
        )

    def leave(self, saved: Submission) -> HttpResponse:
        if self.wants_json:
            words = f"Tersimpan {timezone.localtime():%H.%M}"
            return JsonResponse({"version": saved.row_version, "saved": words})
        return super().leave(saved)

    def show(self, form: NarrativeForm, status: int = 200, **more: Any) -> HttpResponse:
        if self.wants_json:
            sentence = " ".join(e for found in form.errors.values() for e in found)
            return JsonResponse({"error": sentence}, status=status)
        return self.draw(narrative=form, status=status)
