"""Innovations of a round: which may be reported, one with its rows, its moves."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from innovations import permissions
from innovations.choices.index import IndexEntryState, IndexPart
from innovations.index.actions.entries import move_entry, report_innovation
from innovations.index.queries.candidates import candidates, own_innovations, with_reports
from innovations.index.queries.entry import lacks_of, lines_of
from innovations.index.queries.sets import told_most
from innovations.index.queries.sheet import sheet_of
from innovations.index.views.base import IndexEntryView, RoundView
from innovations.models import IndexEntry, Innovation
from innovations.permissions import index as rights
from innovations.states import index as states
from organizations import activity
from organizations.access import allow
from organizations.web import ConfirmPage, TransitionView, buttons, page, paged
from organizations.workflow import Transition, left_to_others

PER_PAGE = 50
MOVES = {move.name: move for move in states.INDEX_ENTRY}
SHOWN = 20


class CandidateListView(RoundView):
    """Every innovation of the own units, and why it can or cannot be reported."""

    def get(self, request: HttpRequest, year: int) -> HttpResponse:
        round_ = self.round
        allow(permissions.can_begin(request.user))
        found = paged(request, with_reports(own_innovations(request.user), round_), PER_PAGE)
        context = {
            **found,
            "round": round_,
            "lines": candidates(found["page"].object_list, round_.set),
        }
        return page(request, "innovations/index/candidates.html", context, crumbs=self.trail)


class ReportView(RoundView, ConfirmPage):
    submit = "Laporkan"
    tone = "primary"
    done = "Inovasi dilaporkan. Isi indikatornya satu per satu."
    text = "Indikatornya lalu diisi dengan bukti, diserahkan, dan diperiksa Bagian Organisasi."

    @cached_property
    def innovation(self) -> Innovation:
        found = own_innovations(self.request.user).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Laporkan {self.innovation} untuk indeks {self.round.year}?"

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("innovations:index-candidates", args=[self.round.year])

    def decide(self) -> None:
        self.round  # noqa: B018 - 404 where there is none
        allow(permissions.can_edit(self.request.user, self.innovation))

    def save(self, form: Any) -> IndexEntry:
        return report_innovation(
            round_=self.round, innovation=self.innovation, by=self.request.user
        )

    def after(self, saved: IndexEntry) -> str:
        return saved.get_absolute_url()


class EntryDetailView(IndexEntryView):
    """The rows with what was answered; of a closed round as it was kept."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry, user = self.entry, request.user
        is_open = entry.round.is_open
        lines = lines_of(entry.round, entry)
        url = self._move_url
        writable = entry.state in IndexEntryState.writable()
        may_judge = rights.judges_index(user, entry) and rights.NOT_WHO_FILLED(user, entry)
        kept = {line.entry: line for line in sheet_of(entry.round).lines} if not is_open else {}
        context = {
            "entry": entry,
            "lines": lines,
            "kept": kept.get(entry.pk),
            "most": told_most(entry.round.set, IndexPart.INNOVATION),
            "score": sum(line.score for line in lines),
            "lacks": lacks_of(lines) if is_open and writable else [],
            "may_fill": is_open and writable and bool(rights.fills_index(user, entry)),
            "may_judge": is_open and entry.state == IndexEntryState.HANDED_IN and bool(may_judge),
            "buttons": buttons(MOVES, user, entry, url=url) if is_open else [],
            "left": left_to_others(MOVES.values(), user, entry) if is_open else [],
            "history": activity.history_of(entry)[:SHOWN],
        }
        template = "innovations/index/entry.html"
        return page(request, template, context, crumbs=self.trail[:-1])

    def _move_url(self, name: str) -> str:
        return reverse("innovations:index-entry-transition", args=[self.entry.pk, name])


class EntryTransitionView(IndexEntryView, TransitionView):
    """Hand in, check, send back with what is to be mended."""

    transitions: ClassVar[dict[str, Transition]] = MOVES

    def get_object(self) -> IndexEntry:
        return self.entry

    def move(self, obj: IndexEntry, transition: Transition, note: str) -> IndexEntry:
        return move_entry(entry=obj, transition=transition, by=self.request.user, note=note)
