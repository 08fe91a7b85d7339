"""What becomes of the city's innovations, for its leaders: figures with the list behind each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.urls import reverse

from innovations import permissions
from innovations.choices import CheckInState, Health, InnovationState
from innovations.models import Innovation
from innovations.stewardship.queries.check_ins import open_check_ins
from innovations.stewardship.queries.health import READ, are_many, health_of_many
from innovations.stewardship.queries.listing import UNUSED, USED, with_users
from innovations.stewardship.queries.stewards import unheld
from organizations.formatting import format_number, format_rupiah_short
from organizations.panels import Panel, Reader, Tile

TOLD = (Health.RUNNING, Health.ATTENTION, Health.STOPPED, Health.UNKNOWN)
TEMPLATE = "innovations/stewardship/dashboard.html"


@dataclass(frozen=True)
class Uses:
    """Applications that go on, or a part of them; `cost` is that of a year, in rupiah."""

    count: int
    cost: Decimal
    unpriced: int  # of these no cost is written


@dataclass(frozen=True)
class Overview:
    total: int  # the city's own that everybody may see, but for merged ones
    healths: Counter[str]
    orphans: int
    late: int  # half-yearly questions past their day
    used: Uses
    unused: Uses


def overview(on: date) -> Overview | None:
    """Nine statements however many innovations there are; None before there are any."""
    healths = _healths(on)
    if not healths:
        return None
    return Overview(
        total=healths.total(),
        healths=healths,
        orphans=unheld(on).count(),
        late=open_check_ins().filter(state=CheckInState.MISSED).count(),
        used=_uses(USED),
        unused=_uses(UNUSED),
    )


def _healths(on: date) -> Counter[str]:
    """By the facts; of very many by what is kept, where what is not kept yet is unknown."""
    own = Innovation.objects.listed().owned()
    if not are_many():
        lives = health_of_many(own.only(*READ), on).values()
        return Counter(life.health.value for life in lives)
    kept = own.order_by().values_list("kept_health").annotate(found=Count("pk"))
    return Counter({health or Health.UNKNOWN.value: found for health, found in kept})


def _uses(asked: str) -> Uses:
    rows = with_users(Innovation.objects.public().order_by(), asked)
    found = rows.aggregate(
        count=Count("pk"),
        cost=Sum("application__cost"),
        unpriced=Count("pk", filter=Q(application__cost=None)),
    )
    return Uses(found["count"], found["cost"] or Decimal(0), found["unpriced"])


def overview_panels(reader: Reader) -> list[Panel]:
    """For whoever oversees the city's innovations, once there are any."""
    if not permissions.can_oversee(reader.user):
        return []
    found = overview(reader.on)
    if found is None:
        return []
    return [Panel(TEMPLATE, {"tiles": [*_life_tiles(found), *_use_tiles(found)]})]


def _life_tiles(found: Overview) -> list[Tile]:
    of = f"dari {format_number(found.total)} inovasi kota"
    orphans, late = reverse("innovations:steward-orphans"), reverse("innovations:check-in-list")
    return [
        *(Tile(str(one.label), found.healths[one], of, _catalogue(one)) for one in TOLD),
        Tile("Tanpa penanggung jawab", found.orphans, "termasuk yang belum tayang", orphans),
        Tile("Kabar lewat batas", found.late, "belum dijawab", f"{late}?tab=lewat"),
    ]


def _use_tiles(found: Overview) -> list[Tile]:
    return [
        Tile("Aplikasi dipakai", found.used.count, _cost(found.used), _registry(USED)),
        Tile("Aplikasi hanya ada", found.unused.count, _cost(found.unused), _registry(UNUSED)),
    ]


def _cost(uses: Uses) -> str:
    if uses.unpriced == uses.count:
        return "biayanya belum ditulis" if uses.count else ""
    said = f"{format_rupiah_short(uses.cost)} setahun"
    return f"{said}; {format_number(uses.unpriced)} tanpa biaya" if uses.unpriced else said


def _catalogue(health: str) -> str:
    return f"{reverse('innovations:public-catalogue')}?{urlencode({'keadaan': health})}"


def _registry(use: str) -> str:
    asked = {"aplikasi": use, "status": InnovationState.PUBLISHED.value}
    return f"{reverse('innovations:innovation-list')}?{urlencode(asked)}"
