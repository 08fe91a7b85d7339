"""“Gabungkan perangkat daerah”: choose, look at what would happen, confirm."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from organizations.formatting import format_date
from organizations.models import Organization
from performance.plan.actions.merge_preview import preview_merge
from performance.plan.actions.merging import Merged, merge_unit
from performance.plan.forms.merge import PREFIX, MergeForm
from performance.plan.views.carry import UnitToolPage


class MergeView(UnitToolPage):
    """The first sending shows what would happen; the second, from there, does it."""

    right = "performance.manage_period"
    template = "performance/plan/merge.html"
    heading = "Gabungkan perangkat daerah"
    submit = "Lihat pratinjau"

    @property
    def lead(self) -> str:
        return (
            f"Seluruh rencana {self.unit.name} diteruskan unit lain, termasuk program penunjang. "
            "Angka tahun-tahun sebelumnya tetap di tempatnya."
        )

    def form(self, *given: Any) -> MergeForm:
        initial = {"year": timezone.localdate().year + 1, "ends": True}
        return MergeForm(*given, unit=self.unit, initial=initial)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "gabung" in request.POST:
            return super().post(request, *args, **kwargs)
        self.decide()
        form = self.form(request.POST)
        return self.preview(form) if form.is_valid() else self.show(form, status=400)

    def preview(self, form: MergeForm, status: int = 200) -> HttpResponse:
        try:
            found = preview_merge(**self.values(form))
        except ValidationError as error:
            return super().refuse(form, error)
        form.shown(found.plan)
        return self.show(form, status=status, preview=found, prefix=PREFIX)

    def values(self, form: MergeForm) -> dict[str, Any]:
        data = form.cleaned_data
        return {
            "source": self.unit,
            "target": data["target"],
            "year": data["year"],
            "reason": data["reason"],
            "choices": form.choices(),
            "by": self.request.user,
            "ends": data["ends"],
        }

    def save(self, form: MergeForm) -> tuple[Merged, Organization, int]:
        values = self.values(form)
        expected = form.cleaned_data["mark"] or "belum dilihat"
        return merge_unit(**values, expected=expected), values["target"], values["year"]

    def refuse(self, form: MergeForm, error: ValidationError) -> HttpResponse:
        """Show what would happen now beside why it did not."""
        self.put_errors(form, error)
        return self.preview(form, status=400)

    def said(self, saved: tuple[Merged, Organization, int]) -> str:
        done, target, _ = saved
        self.unit.refresh_from_db(fields=["valid_to"])
        last = self.unit.valid_to
        ended = (
            f"{self.unit} berlaku sampai {format_date(last)}."
            if last
            else "Unitnya belum diakhiri; itu diatur di halaman Perangkat daerah."
        )
        return (
            f"{self.unit} digabung ke {target}: {done.moved} simpul pindah, {done.joined} simpul "
            f"bergabung. {ended}"
        )

    def after(self, saved: tuple[Merged, Organization, int]) -> str:
        _, target, year = saved
        return f"{reverse('performance:plan', args=[target.code])}?tahun={year}"
