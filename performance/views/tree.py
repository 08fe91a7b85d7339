"""The performance tree on the screen: drawn, zoomable without a script, with its list."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString

from organizations.web import Crumb, StaffView, page
from performance.queries.cascade import read_cascade
from performance.queries.entry import find_unit
from performance.queries.versions import plan_years
from performance.reports.cascade import CITY_SHOWN, draw
from performance.views.public import chosen_year

ZOOMS = (50, 75, 100, 150, 200)
_SIZE = re.compile(r'\b(width|height)="([\d.]+)"')


class TreeView(StaffView):
    right = "performance.view"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        unit = None if code == "kota" else find_unit(request.user, code)
        if unit is None and code != "kota":
            raise Http404
        years = plan_years()
        asked = chosen_year(request, years) if request.GET.get("tahun") else None
        year = asked or min(years or [2000], key=lambda y: abs(y - timezone.localdate().year))
        text = request.GET.get("perbesar", "100")
        zoom = int(text) if text.isdecimal() and int(text) in ZOOMS else 100
        found = read_cascade(unit, year, CITY_SHOWN if unit is None else None)
        context = {
            "unit": unit,
            "code": code,
            "year": year,
            "years": years,
            "zoom": zoom,
            "zooms": ZOOMS,
            "trees": [scaled(tree, zoom) for tree in draw(found, is_city=unit is None)],
            "branches": found.branches,
        }
        return page(
            request,
            "performance/tree.html",
            context,
            crumbs=[Crumb("Rencana", "/kinerja/rencana/")],
        )


def scaled(tree: SafeString, percent: int) -> SafeString:
    """The same drawing, larger or smaller: only the size of its outermost element changes."""
    head, sign, rest = tree.partition(">")
    sized = _SIZE.sub(lambda m: f'{m[1]}="{float(m[2]) * percent / 100:.0f}"', head)
    return SafeString(sized + sign + rest)
