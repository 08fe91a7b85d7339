"""The calendar of holidays and the legal clock."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from organizations.actions.city import delete_holiday, save_holiday
from organizations.forms.city import HolidayForm, WorkingDaysForm
from organizations.formulas import add_working_days
from organizations.models import Holiday
from organizations.queries.holidays import holidays_between
from organizations.web import Crumb, StaffView, page


class HolidaysView(StaffView):
    right = "organizations.manage_holidays"

    @property
    def crumbs(self) -> list[Crumb]:
        return [Crumb("Hari libur", reverse("organizations:holiday-list"))]


class HolidayListView(HolidaysView):
    """One year, and what a deadline of so many working days would be."""

    def get(self, request: HttpRequest) -> HttpResponse:
        known = [day.year for day in Holiday.objects.dates("date", "year", order="DESC")]
        years = sorted({*known, timezone.localdate().year}, reverse=True)
        text = request.GET.get("tahun", "")
        year = int(text) if text.isdecimal() and int(text) in years else timezone.localdate().year
        form = WorkingDaysForm(request.GET if "diterima" in request.GET else None)
        deadline = None
        if form.is_bound and form.is_valid():
            start, days = form.cleaned_data["diterima"], form.cleaned_data["hari"]
            shut = holidays_between(start, start + timedelta(days=days * 3 + 60))
            deadline = add_working_days(start, days, shut)
        context = {
            "year": year,
            "links": [{"label": str(y), "url": f"?tahun={y}", "active": y == year} for y in years],
            "holidays": Holiday.objects.filter(date__year=year),
            "form": form,
            "deadline": deadline,
        }
        return page(request, "organizations/holidays/list.html", context)


class HolidayEditView(HolidaysView):
    """One form for a new day (no pk) and for changing one."""

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        holiday = self._holiday(pk)
        names = HolidayForm.base_fields
        initial = {name: getattr(holiday, name) for name in names} if holiday else None
        return self._show(holiday, HolidayForm(initial=initial))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        holiday, form = self._holiday(pk), HolidayForm(request.POST)
        if form.is_valid():
            try:
                saved = save_holiday(holiday=holiday, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, f"{saved.name} tersimpan.")
                listed = reverse("organizations:holiday-list")
                return redirect(f"{listed}?tahun={saved.date.year}")
        return self._show(holiday, form, status=400)

    def _holiday(self, pk: int | None) -> Holiday | None:
        return None if pk is None else get_object_or_404(Holiday, pk=pk)

    def _show(self, holiday: Holiday | None, form: HolidayForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "holiday": holiday,
            "title": f"Ubah {holiday.name}" if holiday else "Tambah hari libur",
            "back": reverse("organizations:holiday-list"),
        }
        template = "organizations/holidays/form.html"
        return page(self.request, template, context, crumbs=self.crumbs, status=status)


class HolidayDeleteView(HolidaysView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = {
            "holiday": get_object_or_404(Holiday, pk=pk),
            "back": reverse("organizations:holiday-list"),
        }
        return page(request, "organizations/holidays/delete.html", context, crumbs=self.crumbs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        holiday = get_object_or_404(Holiday, pk=pk)
        delete_holiday(holiday=holiday, by=request.user)
        messages.success(request, f"{holiday.name} dihapus.")
        return redirect("organizations:holiday-list")
