"""The calendar of holidays and the legal clock."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from organizations.actions.city import delete_holiday, save_holiday
from organizations.formatting import format_date
from organizations.forms.city import HolidayForm, WorkingDaysForm
from organizations.formulas import add_working_days
from organizations.models import Holiday
from organizations.queries.holidays import holidays_between
from organizations.web import ConfirmPage, Crumb, FormPage, StaffView, page


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


class HolidayPage(HolidaysView, FormPage):
    @property
    def trail(self) -> list[Crumb]:
        return self.crumbs

    @property
    def back(self) -> str:
        return reverse("organizations:holiday-list")

    @cached_property
    def holiday(self) -> Holiday | None:
        pk = self.kwargs.get("pk")
        return None if pk is None else get_object_or_404(Holiday, pk=pk)


class HolidayEditView(HolidayPage):
    """One form for a new day (no pk) and for changing one."""

    template = "organizations/holidays/form.html"
    done = "{saved.name} tersimpan."

    @property
    def heading(self) -> str:
        return f"Ubah {self.holiday.name}" if self.holiday else "Tambah hari libur"

    def form(self, *given: Any) -> HolidayForm:
        stored = {name: getattr(self.holiday, name, None) for name in HolidayForm.base_fields}
        return HolidayForm(*given, initial=stored if self.holiday else None)

    def save(self, form: HolidayForm) -> Holiday:
        return save_holiday(holiday=self.holiday, by=self.request.user, **form.cleaned_data)

    def after(self, saved: Holiday) -> str:
        return f"{self.back}?tahun={saved.date.year}"

    def context(self, form: HolidayForm) -> dict[str, Any]:
        return {"holiday": self.holiday}


class HolidayDeleteView(HolidayPage, ConfirmPage):
    text = "Tanggal ini kembali dihitung sebagai hari kerja. Penghapusan tercatat pada riwayat."
    submit = "Hapus hari libur"
    done = "{saved} dihapus."
    holiday: Holiday

    @property
    def title(self) -> str:
        return f"Hapus {self.holiday.name}"

    @property
    def heading(self) -> str:
        return f"Hapus {self.holiday.name}?"

    @property
    def lead(self) -> str:
        return format_date(self.holiday.date)

    def save(self, form: Form) -> str:
        name = self.holiday.name
        delete_holiday(holiday=self.holiday, by=self.request.user)
        return name
