"""What becomes of the city's innovations, for its leaders: figures with the list behind each."""

from __future__ import annotations

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
from innovations.stewardship.queries.listing import UNUSED, USED, with_users
from innovations.stewardship.queries.stewards import unheld
from organizations.formatting import format_number, format_rupiah_short
from organizations.panels import Panel, Reader, Tile

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
    healths: dict[str, int]
    orphans: int
    late: int  # half-yearly questions past their day
    used: Uses
    unused: Uses


def overview(on: date) -> Overview:
    """Five statements. Healths are those kept beside each; what is not kept yet is unknown."""
    own = Innovation.objects.listed().owned()
    kept = own.order_by().values_list("kept_health").annotate(found=Count("pk"))
    healths = dict(kept)
    healths[Health.UNKNOWN] = healths.get(Health.UNKNOWN, 0) + healths.pop("", 0)
    return Overview(
        total=sum(healths.values()),
        healths=healths,
        orphans=unheld(on).count(),
        late=open_check_ins().filter(state=CheckInState.MISSED).count(),
        used=_uses(USED),
        unused=_uses(UNUSED),
    )


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
    if not found.total:
        return []
    return [Panel(TEMPLATE, {"tiles": [*_life_tiles(found), *_use_tiles(found)]})]


def _life_tiles(found: Overview) -> list[Tile]:
    total = format_number(found.total)
    return [
        Tile("berjalan", found.healths.get(Health.RUNNING, 0), f"dari {total} inovasi kota",
             _catalogue(Health.RUNNING)),
        Tile("perlu perhatian", found.healths.get(Health.ATTENTION, 0),
             "kabarnya terlewat atau tak ada yang menjawab", _catalogue(Health.ATTENTION)),
        Tile("berhenti", found.healths.get(Health.STOPPED, 0), "menurut kabar atau keputusan kota",
             _catalogue(Health.STOPPED)),
        Tile("tanpa penanggung jawab", found.orphans, "penugasannya berakhir atau belum ditunjuk",
             reverse("innovations:steward-orphans")),
        Tile("kabar semester lewat batas", found.late, "belum dijawab",
             f"{reverse('innovations:check-in-list')}?tab=lewat"),
    ]  # fmt: skip


def _use_tiles(found: Overview) -> list[Tile]:
    return [
        Tile("aplikasi dipakai", found.used.count, _cost(found.used), _registry(USED)),
        Tile("aplikasi hanya ada", found.unused.count, _cost(found.unused), _registry(UNUSED)),
    ]


def _cost(uses: Uses) -> str:
    if not uses.count:
        return ""
    said = f"{format_rupiah_short(uses.cost)} setahun"
    return f"{said}; {uses.unpriced} belum ditulis biayanya" if uses.unpriced else said


def _catalogue(health: str) -> str:
    return f"{reverse('innovations:public-catalogue')}?{urlencode({'keadaan': health})}"


def _registry(use: str) -> str:
    asked = {"aplikasi": use, "status": InnovationState.PUBLISHED.value}
    return f"{reverse('innovations:innovation-list')}?{urlencode(asked)}"
