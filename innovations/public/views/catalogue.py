"""The catalogue, the page of an innovation, and its files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views import View

from innovations.citizens.actions.reading import note_reading
from innovations.public.forms.search import CatalogueForm
from innovations.public.queries.charts import comparison_charts, users_chart
from innovations.public.queries.detail import public_file, public_page
from innovations.public.queries.facets import UNIT
from innovations.public.queries.listing import COUNTED, catalogue
from innovations.registry.queries.addresses import leads_to
from innovations.registry.queries.units import heir_of
from organizations.models import Organization
from organizations.web import Crumb, chosen, page, picture_response

CATALOGUE = Crumb("Katalog inovasi", "/inovasi/")


class CatalogueView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        form = CatalogueForm(request.GET or None)
        if onward := _of_successor(request, form):
            return redirect(onward)
        asked = str(chosen(form).get("kata") or "").strip()
        after = request.GET.get("sesudah", "")[:120]
        context = {
            "filters": form,
            "asked": asked,
            "found": catalogue(asked, form.chosen(), after),
            "most": COUNTED,
            "is_first": not after,
        }
        return page(request, "innovations/public/catalogue.html", context)


def _of_successor(request: HttpRequest, form: CatalogueForm) -> str:
    """The same list under the unit that took over from the one asked for; empty where none did."""
    code = form.chosen().get(UNIT)
    unit = Organization.objects.filter(code=code).first() if code else None
    heir = heir_of(unit.pk, timezone.localdate()) if unit else None
    if heir is None:
        return ""
    query = request.GET.copy()
    query[UNIT] = heir.code
    query.pop("sesudah", None)
    return f"{request.path}?{query.urlencode()}"


class PublicInnovationView(View):
    """An address of before leads on, so that no link to it is dead; not for ever in browsers,
    as a merge can be taken back."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        entry = leads_to(slug)
        if entry is None:
            raise Http404
        if entry.slug != slug:
            return redirect(entry)
        note_reading(request, entry)
        found = public_page(entry, timezone.localdate())
        context = {
            "found": found,
            "entry": entry,
            "charts": comparison_charts(found.comparisons),
            "used": users_chart(found.used),
        }
        return page(request, "innovations/public/innovation.html", context, crumbs=[CATALOGUE])


class PublicFileView(View):
    """A photo or a paper that stands on the page of a public innovation."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        row = public_file(slug, pk)
        if row is None:
            raise Http404
        return picture_response(request, row)
