"""Activities for everybody: of one innovation, one by one, by months, and as calendar files."""

from __future__ import annotations

from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views import View

from innovations.journal.forms.calendar import CalendarForm
from innovations.journal.queries.calendar import asked_month, calendar_events, month_page
from innovations.journal.queries.icalendar import calendar_file
from innovations.journal.queries.timeline import coming_of, past_of, public_event, public_photo
from innovations.models import Innovation
from innovations.registry.queries.addresses import leads_to
from organizations.web import Crumb, chosen, page, picture_response

CATALOGUE = Crumb("Katalog inovasi", "/inovasi/")
CALENDAR = Crumb("Kalender kegiatan", "/inovasi/kalender/")


class CalendarView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        form = CalendarForm(request.GET or None)
        asked = chosen(form)
        month = asked_month(request.GET.get("bulan", ""), today)
        innovation, kind = asked.get("inovasi"), asked.get("jenis") or ""
        context = {
            "found": month_page(month, today, innovation=innovation, kind=kind),
            "filters": form,
            "innovation": innovation,
            "today": today,
        }
        return page(request, "innovations/journal/calendar.html", context, crumbs=[CATALOGUE])


class PublicEventView(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = public_event(pk, timezone.localdate())
        if item is None:
            raise Http404
        context = {"item": item, "entry": item.row}
        return page(request, "innovations/journal/event.html", context, crumbs=[CALENDAR])


class PublicPhotoView(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        photo = public_photo(pk)
        if photo is None:
            raise Http404
        return picture_response(request, photo)


class OfInnovationView(View):
    """Something of a public innovation; an address of before leads on."""

    @cached_property
    def innovation(self) -> Innovation:
        entry = leads_to(self.kwargs["slug"])
        if entry is None:
            raise Http404
        return entry

    def dispatch(self, request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if self.innovation.slug != kwargs["slug"]:
            return redirect(request.resolver_match.view_name, self.innovation.slug)  # type: ignore[union-attr]
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]


class PublicJournalView(OfInnovationView):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        today, after = timezone.localdate(), request.GET.get("sesudah", "")[:40]
        context = {
            "innovation": self.innovation,
            "coming": [] if after else coming_of(self.innovation, today),
            "found": past_of(self.innovation, after, today),
            "is_first": not after,
        }
        crumbs = [CATALOGUE, Crumb(self.innovation.name, self.innovation.get_absolute_url())]
        return page(request, "innovations/journal/timeline.html", context, crumbs=crumbs)


class JournalFileView(OfInnovationView):
    """The calendar of one innovation as a file that programs subscribe to."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        events = calendar_events(timezone.localdate(), self.innovation)
        return _calendar(calendar_file(f"Kegiatan {self.innovation.name}", events), slug)


class CalendarFileView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        events = calendar_events(timezone.localdate())
        return _calendar(calendar_file("Kegiatan inovasi", events), "kegiatan-inovasi")


def _calendar(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
