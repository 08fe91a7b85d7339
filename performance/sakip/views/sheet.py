"""SAKIP pages of a unit: its sheet, the sub-components, the moves."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from organizations.access import allow
from organizations.editing import ChangedMeanwhile
from organizations.models import Organization
from organizations.queries.units import visible_unit
from organizations.web import (
    Button,
    Crumb,
    FormPage,
    StaffView,
    TransitionView,
    buttons,
    page,
    renew,
)
from organizations.workflow import Transition, left_to_others
from performance.choices import FollowUpState, SakipLayer, SakipState
from performance.entry.queries.history import sakip_history
from performance.models import SakipEdition, SakipEvaluation
from performance.permissions import sakip as rights
from performance.sakip.actions.answers import save_answers, writing_layer
from performance.sakip.actions.moves import MOVES, ensure_evaluation
from performance.sakip.forms.sheet import SubForm
from performance.sakip.queries.facts import facts_of
from performance.sakip.queries.pages import sheet_rows, shown_layers
from performance.sakip.queries.proofs import neighbours, recommendations_of
from performance.sakip.queries.sheet import (
    Sheet,
    Sub,
    edition_of,
    find_evaluation,
    load_sheet,
    mark_of,
)
from performance.sakip.views.year import HOME
from performance.states.sakip import SAKIP_TRANSITIONS

TASKS: dict[str, str] = {
    SakipLayer.SELF: "Jawab setiap kriteria, lalu tentukan nilainya. Isian boleh disimpan bertahap.",
    SakipLayer.EVALUATOR: (
        "Anda menilai sebagai evaluator. Isian awal sama dengan penilaian mandiri; "
        "ubah yang tidak sesuai, lalu simpan."
    ),
    SakipLayer.QUALITY: "Anda menjamin mutu. Isian awal sama dengan penilaian evaluator.",
    SakipLayer.FINAL: "Anda menyiapkan hasil akhir sesudah tanggapan perangkat daerah.",
}


class SakipView(StaffView):
    """A page below /kinerja/sakip/<code>/<year>/; a sheet one may not read is not found."""

    right = rights.VIEW

    @cached_property
    def unit(self) -> Organization:
        found = visible_unit(self.request.user, "performance.view", self.kwargs["code"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def edition(self) -> SakipEdition:
        found = edition_of(self.kwargs["year"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def evaluation(self) -> SakipEvaluation:
        """The unit's evaluation; one that nobody has begun is not stored yet."""
        found = find_evaluation(self.unit.pk, self.edition.year)
        found = found or SakipEvaluation(edition=self.edition, organization=self.unit)
        allow(rights.can_view_lke(self.request.user, found))
        return found

    @cached_property
    def sheet(self) -> Sheet:
        self.evaluation  # noqa: B018 - the right to read comes first
        return load_sheet(self.edition, self.unit)

    @property
    def place(self) -> list:
        return [self.unit.code, self.edition.year]

    @property
    def sheet_url(self) -> str:
        return reverse("performance:sakip", args=self.place)

    @property
    def crumbs(self) -> list[Crumb]:
        return [Crumb("SAKIP", f"{reverse(HOME)}?tahun={self.edition.year}")]

    @property
    def deep_crumbs(self) -> list[Crumb]:
        return [*self.crumbs, Crumb(f"{self.unit.short_name} {self.edition.year}", self.sheet_url)]


class SakipSheetView(SakipView):
    """The whole sheet with its values, what comes next, reply and recommendations."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        user, evaluation, today = request.user, self.evaluation, timezone.localdate()
        layers = shown_layers(user, evaluation, today)
        works = bool(rights.can_read_working_papers(user, evaluation, today))
        writing, decision = writing_layer(user, evaluation)
        writing = writing if decision else ""
        sees_result = SakipLayer.FINAL in layers
        advice = recommendations_of(evaluation) if sees_result or works else []
        context = {
            "unit": self.unit,
            "edition": self.edition,
            "evaluation": evaluation,
            "tone": SakipState.tone_of(evaluation.state),
            "layers": [(layer, SakipLayer(layer).label) for layer in layers],
            "rows": sheet_rows(self.sheet, layers, writing),
            "totals": [self.sheet.total(layer) for layer in layers],
            "writing": writing,
            "why_closed": "" if decision else decision.reason,
            "missing": len(self.sheet.missing(writing)) if writing else 0,
            "buttons": self._buttons(),
            "left": left_to_others(SAKIP_TRANSITIONS.values(), user, evaluation),
            "advice": [self._advice(row) for row in advice],
            "may_recommend": bool(evaluation.pk and rights.can_recommend(user, evaluation, today)),
            "may_write_reply": bool(rights.can_write_reply(user, evaluation)),
            "sees_result": sees_result,
            "sees_note": works or evaluation.state == SakipState.SELF,
            "history": sakip_history(evaluation, with_working=works),
            "place": self.place,
        }
        return page(request, "performance/sakip/sheet.html", context, crumbs=self.crumbs)

    def _buttons(self) -> list[Button]:
        if self.evaluation.pk is None:
            return []
        return buttons(
            SAKIP_TRANSITIONS,
            self.request.user,
            self.evaluation,
            url=lambda name: reverse("performance:sakip-transition", args=[*self.place, name]),
        )

    def _advice(self, row: Any) -> dict[str, Any]:
        user, today = self.request.user, timezone.localdate()
        row.evaluation = self.evaluation
        return {
            "row": row,
            "tone": FollowUpState.tone_of(row.state),
            "may_follow_up": bool(rights.can_follow_up(user, row)),
            "may_confirm": bool(rights.can_confirm(user, row, today)),
        }


class SakipSubView(SakipView, FormPage):
    """One sub-component: criteria with what earlier layers said, proofs, and the answers."""

    template = "performance/sakip/sub.html"
    done = "{saved} tersimpan."
    theirs = False  # somebody else's answers of the same layer stand beside the fields

    @property
    def trail(self) -> list[Crumb]:
        return self.deep_crumbs

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        _, decision = writing_layer(request.user, self.evaluation)
        if not decision:  # what was typed stays to be copied
            form = self.form(request.POST)
            form.is_valid()
            form.add_error(None, decision.reason)
            return self.show(form, status=403)
        return super().post(request, **kwargs)

    @cached_property
    def sub(self) -> Sub:
        found = self.sheet.sub(self.kwargs["sub"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def layer(self) -> str:
        layer, _ = writing_layer(self.request.user, self.evaluation)
        return layer or SakipLayer.FINAL

    def form(self, *given: Any) -> SubForm:
        facts = facts_of(self.unit, self.edition.year)
        return SubForm(*given, sub=self.sub, layer=self.layer, facts=facts)

    def save(self, form: SubForm) -> str:
        evaluation = ensure_evaluation(edition=self.edition, organization=self.unit)
        code = self.sub.item.code
        save_answers(
            evaluation=evaluation,
            code=code,
            given=form.given(),
            mark=form.cleaned_data["mark"],
            by=self.request.user,
        )
        return code

    def put_errors(self, form: SubForm, error: ValidationError) -> None:
        form.add_errors(error)

    def conflict(self, form: SubForm, error: ChangedMeanwhile) -> HttpResponse:
        """What was typed stays in the fields; the other's answers stand beside them."""
        del self.__dict__["sheet"], self.__dict__["sub"]
        self.theirs = True
        fresh = self.form(form.data)
        renew(fresh, mark=mark_of(self.sub, self.layer))
        fresh.is_valid()
        return self.refuse(fresh, error)

    def after(self, saved: str) -> str:
        """Where the pressed button leads: a proof of a criterion, the next part, the sheet."""
        for name, page_name in (("bukti", "sakip-proof"), ("lepas", "sakip-proof-remove")):
            key = self.request.POST.get(name, "")
            if key.isdecimal() and len(key) < 19:
                return reverse(f"performance:{page_name}", args=[*self.place, int(key)])
        _, after = neighbours(self.sheet, saved)
        if after and "next" in self.request.POST:
            return reverse("performance:sakip-sub", args=[*self.place, after])
        return self.sheet_url

    def context(self, form: SubForm) -> dict[str, Any]:
        user, today = self.request.user, timezone.localdate()
        _, decision = writing_layer(user, self.evaluation)
        layers = shown_layers(user, self.evaluation, today)
        if decision and self.layer in layers and not self.theirs:
            layers.remove(self.layer)
        before, after = neighbours(self.sheet, self.sub.item.code)
        return {
            "unit": self.unit,
            "edition": self.edition,
            "sub": self.sub,
            "editable": bool(decision) or form.is_bound,
            "why_closed": "" if decision else decision.reason,
            "task": TASKS[self.layer],
            "lines": [(fields, said(fields.line, layers)) for fields in form.criteria],
            "own": said(self.sub, layers),
            "may_prove": bool(rights.can_fill(user, self.evaluation, today)),
            "before": before,
            "after": after,
            "place": self.place,
        }


def said(line: Any, layers: list[str]) -> list[tuple[str, Any]]:
    """What each of these layers has answered to a line."""
    found = [(SakipLayer(layer).label, line.answer(layer)) for layer in layers]
    return [(name, answer) for name, answer in found if answer.value or answer.note]


class SakipTransitionView(SakipView, TransitionView):
    """The buttons of a sheet."""

    transitions = SAKIP_TRANSITIONS

    def get_object(self) -> SakipEvaluation:
        if self.evaluation.pk is None:
            raise PermissionDenied("LKE ini belum mulai diisi.")
        return self.evaluation

    def move(self, obj: SakipEvaluation, transition: Transition, note: str) -> Any:
        return MOVES[transition](evaluation=obj, by=self.request.user, note=note)

    def success_url(self, obj: Any) -> str:
        """The sheet; the list where it went back to the unit and is out of the person's sight."""
        found = find_evaluation(self.unit.pk, self.edition.year)
        if found is not None and rights.can_view_lke(self.request.user, found):
            return self.sheet_url
        return self.crumbs[0].url
