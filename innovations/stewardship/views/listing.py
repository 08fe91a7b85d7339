"""The list of the registry, with the health of what the head has seen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from innovations import permissions
from innovations.registry.queries.listing import listed, units_seen
from innovations.registry.queries.stale import stale_since
from innovations.stewardship.forms.filters import RegistryFilterForm
from innovations.stewardship.queries.listing import lives_of, of_health, with_users
from organizations.access import allow
from organizations.web import StaffView, chosen, page, paged

PER_PAGE = 50


class EntryListView(StaffView):
    """Entries of the own units and references; of the whole city where the role says so."""

    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_open(request.user))
        today = timezone.localdate()
        filters = RegistryFilterForm(request.GET or None, units=units_seen(request.user))
        asked = chosen(filters)
        rows = of_health(listed(request.user, asked), str(asked.get("keadaan") or ""), today)
        rows = with_users(rows, str(asked.get("aplikasi") or ""))
        found = paged(request, rows, PER_PAGE)
        shown = list(found["page"].object_list)
        stale = stale_since(shown, timezone.now())
        context = {
            **found,
            "lines": [(*line, stale.get(line[0].pk)) for line in lives_of(shown, today)],
            "filters": filters,
            "may_add": bool(permissions.can_begin(request.user)),
            "may_refer": bool(permissions.can_manage(request.user)),
        }
        return page(request, "innovations/registry/list.html", context)
