"""The Perjanjian Kinerja of a unit or the city: where it stands, its set, its signed scan."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.web import (
    Button,
    Crumb,
    FormPage,
    StaffView,
    TransitionView,
    buttons,
    chosen_year,
    page,
)
from organizations.workflow import Transition, left_to_others
from performance.choices import AgreementState, NodeLevel
from performance.evaluation.actions.agreements import (
    draft_agreement,
    move_agreement,
    sign_agreement,
)
from performance.evaluation.forms.agreements import AgreementDraftForm, AgreementSignForm
from performance.evaluation.queries.agreed import (
    agreed_indicators,
    agreement_of,
    agreements_of,
    candidates,
    signed_before,
)
from performance.evaluation.queries.agreement import read_agreement
from performance.evaluation.reports.agreement import target_text
from performance.evaluation.views.reported import ReportedView
from performance.models import PerformanceAgreement
from performance.permissions.agreements import can_draft, can_sign
from performance.plan.queries.agreement_versions import (
    ONE_CHANGE,
    agreement_versions,
    choose_version,
)
from performance.plan.queries.renewals import renewal_of
from performance.plan.queries.versions import plan_years
from performance.states import AGREEMENT_TRANSITIONS, SIGN_AGREEMENT


def list_crumbs() -> list[Crumb]:
    url = reverse("performance:agreement-list")
    return [Crumb("Dasbor", "/dasbor/"), Crumb("Perjanjian Kinerja", url)]


class AgreementListView(StaffView):
    """Every unit of the person with its agreement of a year."""

    right = "performance.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        year = chosen_year(request, timezone.localdate().year)
        lines = agreements_of(request.user, year)
        context = {"year": year, "years": plan_years(), "lines": lines}
        return page(request, "performance/agreements/list.html", context, crumbs=list_crumbs()[:1])


class AgreementMixin(ReportedView):
    @property
    def year(self) -> int:
        return self.kwargs["year"]

    @cached_property
    def agreement(self) -> PerformanceAgreement | None:
        return agreement_of(self.organization, self.year)

    def required(self) -> PerformanceAgreement:
        if self.agreement is None:
            raise Http404
        return self.agreement

    @property
    def back(self) -> str:
        return reverse("performance:agreement", args=[self.unit.code, self.year])

    @property
    def trail(self) -> list[Crumb]:
        return [*list_crumbs(), Crumb(f"{self.unit.short_name} {self.year}", self.back)]


class AgreementView(AgreementMixin):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        held = self.agreement
        version = held.version if held else choose_version(self.year, "terbaru")
        found = read_agreement(self.organization, self.year, version)
        prints = self._prints()
        context = {
            "unit": self.unit,
            "year": self.year,
            "agreement": held,
            "earlier": [(row, prints.get(row.version_id, "")) for row in signed_before(held)],
            "print_url": prints.get(held.version_id, "") if held else "",
            "renewal": renewal_of(held) if held else None,
            "tone": AgreementState.tone_of(held.state if held else ""),
            "version": version,
            "promises": [(row, target_text(row)) for row in found.promises],
            "may_draft": bool(can_draft(request.user, self.unit.pk)) and self._is_open(held),
            "history": activity.history_of(held)[:20] if held else [],
            "buttons": self._buttons(held) if held else [],
            "left": left_to_others(AGREEMENT_TRANSITIONS.values(), request.user, held)
            if held
            else [],
        }
        return page(request, "performance/agreements/detail.html", context, crumbs=list_crumbs())

    def _prints(self) -> dict[int, str]:
        """Where the document of each version is asked for."""
        known = agreement_versions(self.year)
        unit = f"opd={self.unit.code}&" if self.unit.pk else ""
        url = f"{reverse('reports:request', args=['perjanjian-kinerja'])}?{unit}tahun={self.year}"
        return {
            version.pk: f"{url}&versi={f'{ONE_CHANGE}{version.sequence}' if place else 'induk'}"
            for place, version in enumerate(known)
        }

    def _is_open(self, held: PerformanceAgreement | None) -> bool:
        """A draft goes on; a new version after a signed one asks for an agreement of its own."""
        if held is None or held.state == AgreementState.DRAFT:
            return True
        return held.state == AgreementState.SIGNED and held.version != choose_version(
            self.year, "terbaru"
        )

    def _buttons(self, held: PerformanceAgreement) -> list[Button]:
        def url(name: str) -> str:
            place = [self.unit.code, self.year]
            if name == SIGN_AGREEMENT.name:
                return reverse("performance:agreement-sign", args=place)
            return reverse("performance:agreement-transition", args=[*place, name])

        return buttons(AGREEMENT_TRANSITIONS, self.request.user, held, url=url, ask=True)


class DraftView(AgreementMixin, FormPage):
    submit = "Simpan susunan"
    done = "{saved} disusun. Berikutnya diperiksa orang lain."

    def decide(self) -> None:
        allow(can_draft(self.request.user, self.unit.pk))

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Susun Perjanjian Kinerja {self.unit.name}"

    @property
    def lead(self) -> str:
        return f"{self.unit.name}, tahun {self.year}. Target dan pagunya diambil dari rencana."

    def form(self, *given: Any) -> AgreementDraftForm:
        held = self.agreement
        chosen = held.indicators.values_list("pk", flat=True) if held else None
        return AgreementDraftForm(
            *given,
            choices=candidates(self.organization, self.year),
            initial={"indicators": list(self._usual() if chosen is None else chosen)},
        )

    def _usual(self) -> Iterable[int]:
        """What is promised by rule: the indicators of the sasaran."""
        if self.unit.pk is not None:
            return agreed_indicators([self.unit.pk], self.year).get(self.unit.pk, ())
        goals = candidates(None, self.year).filter(node__level=NodeLevel.SASARAN)
        return goals.values_list("pk", flat=True)

    def save(self, form: AgreementDraftForm) -> PerformanceAgreement:
        return draft_agreement(
            unit=self.organization,
            year=self.year,
            indicators=list(form.cleaned_data["indicators"]),
            by=self.request.user,
        )


class SignView(AgreementMixin, FormPage):
    """The day of signing and the scan; nothing else makes an agreement signed."""

    form_class = AgreementSignForm
    submit = "Simpan naskah"
    done = "{saved} ditandatangani. Target dan pagunya terkunci."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Naskah bertanda tangan {self.unit.name}"

    def decide(self) -> None:
        allow(can_sign(self.request.user, self.required()))

    @property
    def lead(self) -> str:
        return str(self.required())

    def save(self, form: AgreementSignForm) -> PerformanceAgreement:
        file = form.cleaned_data["file"]
        return sign_agreement(
            agreement=self.required(),
            signed_on=form.cleaned_data["signed_on"],
            upload=file.file,
            size=file.size,
            name=file.name,
            by=self.request.user,
        )


class AgreementTransitionView(AgreementMixin, TransitionView):
    transitions = {
        name: move for name, move in AGREEMENT_TRANSITIONS.items() if move is not SIGN_AGREEMENT
    }

    def get_object(self) -> PerformanceAgreement:
        return self.required()

    def move(self, obj: PerformanceAgreement, transition: Transition, note: str) -> Any:
        return move_agreement(agreement=obj, transition=transition, by=self.request.user, note=note)
