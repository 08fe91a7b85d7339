"""One line of the grid in full: notes, proofs and history of an indicator or sub kegiatan."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from organizations.web import FormPage, page
from performance import permissions
from performance.entry.actions.entry import save_note
from performance.entry.forms.entry import NoteForm, initial_texts
from performance.entry.forms.files import EvidenceForm
from performance.entry.queries.evidence import evidence_of, reusable_evidence
from performance.entry.queries.figures import indicator_figures
from performance.entry.queries.grid import Line, indicator_line, not_open_yet
from performance.entry.queries.history import indicator_history, spending_history
from performance.entry.queries.source import IndicatorSource, indicator_sources
from performance.entry.views.quarter import QuarterView
from performance.models import Indicator, PlanNode, RowNote


class IndicatorPage(QuarterView):
    """Draws the page of one indicator in one quarter."""

    def draw(
        self,
        indicator: Indicator,
        *,
        note: NoteForm | None = None,
        evidence: EvidenceForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        submission, lock = self.held.submission, self.held.lock
        may_enter = permissions.can_enter(self.request.user, submission)
        sources = indicator_sources(self.key, [indicator.pk])
        context = {
            "indicator": indicator,
            "unit": self.unit,
            "name": self.name,
            "line": self._line(sources[0]) if sources else None,
            "editable": bool(may_enter) and lock.is_open,
            "why_closed": f"{lock.reason}." if not lock.is_open else may_enter.reason,
            "note": note
            or NoteForm(initial=initial_texts(self._note(indicator), RowNote.NARRATIVES)),
            "words": self._words(indicator),
            "links": evidence_of(self.key, indicator.pk),
            "evidence": evidence or self.evidence_form(indicator),
            "history": indicator_history(indicator.pk, self.key.year),
            "back": f"{self.entry_url}#baris-i{indicator.pk}",
            "urls": self.urls(indicator),
        }
        template = "performance/entry/indicator.html"
        return page(self.request, template, context, crumbs=self.deep_crumbs, status=status)

    def _line(self, source: IndicatorSource) -> Line:
        line = indicator_line(indicator_figures(source, self.key.quarter), 0)
        return not_open_yet(line) if self.held.lock.is_ahead else line

    def urls(self, indicator: Indicator) -> dict[str, str]:
        place = [*self.place, indicator.pk]
        return {
            "note": reverse("performance:entry-note", args=place),
            "evidence": reverse("performance:evidence-add", args=place),
            "reports": reverse("performance:reconciliation", args=[self.unit.code, self.key.year]),
        }

    def evidence_form(self, indicator: Indicator, *args: Any) -> EvidenceForm:
        return EvidenceForm(*args, choices=reusable_evidence(self.unit, self.key, indicator.pk))

    def _note(self, indicator: Indicator) -> RowNote:
        place = {"indicator": indicator, "year": self.key.year, "quarter": self.key.quarter}
        return RowNote.objects.filter(**place).first() or RowNote(**place, row_version=0)

    def _words(self, indicator: Indicator) -> list[tuple[str, str]]:
        note = self._note(indicator)
        fields = NoteForm.base_fields
        return [(str(fields[name].label), getattr(note, name)) for name in RowNote.NARRATIVES]


class EntryIndicatorView(IndicatorPage):
    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        return self.draw(self.find_indicator(pk))


class EntryNoteView(IndicatorPage, FormPage):
    http_method_names = ("post",)
    form_class = NoteForm
    done = "Catatan tersimpan."

    @cached_property
    def indicator(self) -> Indicator:
        return self.find_indicator(self.kwargs["pk"])

    @property
    def back(self) -> str:
        return f"{self.entry_url}#baris-i{self.indicator.pk}"

    def save(self, form: NoteForm) -> RowNote:
        return save_note(
            key=self.key,
            indicator=self.indicator,
            texts=form.texts(),
            version=form.cleaned_data["version"],
            by=self.request.user,
        )

    def show(self, form: NoteForm, status: int = 200, **more: Any) -> HttpResponse:
        return self.draw(self.indicator, note=form, status=status)


class EntryNodeView(QuarterView):
    """The history of the rupiah of a sub kegiatan."""

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        node = PlanNode.objects.filter(organization=self.unit, pk=pk).first()
        if node is None:
            raise Http404
        node.organization = self.unit
        context = {
            "node": node,
            "unit": self.unit,
            "name": self.name,
            "history": spending_history(node.pk, self.key.year),
            "back": f"{self.entry_url}#baris-n{node.pk}",
        }
        return page(request, "performance/entry/node.html", context, crumbs=self.deep_crumbs)
