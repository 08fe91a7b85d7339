"""What the front page and the page of an OPD tell of the survey."""

from __future__ import annotations

from dataclasses import dataclass

from organizations.models import City, Organization
from surveys.index.queries.consolidated import Consolidated
from surveys.models import ServiceUnit
from surveys.public.queries.city import announced_spans, public_city
from surveys.public.queries.listing import Line, lines_of


@dataclass(frozen=True)
class Front:
    city: Consolidated | None  # None: nothing was announced yet


def front() -> Front | None:
    """None where no unit surveys."""
    if not ServiceUnit.objects.filter(is_active=True).exists():
        return None
    spans = announced_spans()
    return Front(public_city(City.current().name, spans[0]) if spans else None)


def units_of(organization: Organization) -> list[Line]:
    rows = ServiceUnit.objects.filter(organization=organization, is_active=True)
    return lines_of(rows.select_related("organization").order_by("name", "pk"))
