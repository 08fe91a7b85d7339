"""What an indicator shares and takes: partner units, and the source that fills it."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations import activity
from organizations.access import allow
from organizations.models import Organization, User
from performance import permissions
from performance.feeds import FEEDS
from performance.models import FormerValue, Indicator, IndicatorFeed, IndicatorPartner
from performance.models.former import FEED, PARTNERS
from performance.plan.actions.validity import keep
from performance.plan.queries.closed_years import closed_years
from performance.plan.queries.sources import Feeding, feeding_of, first_year_of, former_feeding
from performance.stamps import PLAN_YEAR, bump_stamp


@transaction.atomic
def save_relations(
    *,
    indicator: Indicator,
    by: User,
    partners: Iterable[Organization],
    source: str = "",
    measured: Organization | None = None,
    from_year: int | None = None,
    source_year: int | None = None,
) -> None:
    """Partner units are named beside the owner, who alone types; they get no rights by it.

    A fed indicator is typed by nobody. A source fills from `source_year` on (None: every open
    quarter); until then the indicator is filled as it was before.
    """
    allow(permissions.can_edit_plan(by, indicator.node.organization_id))
    if source and FEEDS.find(source) is None:
        raise ValidationError({"feed_source": "Pilih sumber dari daftar."})
    wanted = {unit.pk for unit in partners if unit.pk != indicator.organization_id}
    known = set(indicator.partners.values_list("organization", flat=True))
    was = feeding_of(IndicatorFeed.objects.filter(indicator=indicator).first())
    now = Feeding(source, measured.pk if measured and source else None)
    begun, begins = first_year_of(indicator), source_year if source else None
    if (wanted, was, begun) == (known, now, begins):
        return
    start = closed_years(indicator).start(from_year)
    if wanted != known and start is not None:
        keep(indicator, PARTNERS, sorted(known), sorted(wanted), until=start - 1)
    _write_partners(indicator, wanted - known, wanted)
    if (was, begun) != (now, begins):
        _keep_source(indicator, was if was != now else Feeding(), begins)
    _write_source(indicator, now)
    names = dict(Organization.objects.filter(pk__in=wanted | known).values_list("pk", "name"))
    activity.record(
        obj=indicator,
        verb="performance.relations",
        summary=f"Mitra dan sumber {indicator.name[:150]} diubah",
        by=by,
        organization=indicator.organization,
        changes={
            "partners": activity.changed("Unit mitra", _list(known, names), _list(wanted, names)),
            "source": activity.changed("Sumber otomatis", was.source, now.source),
            "source_year": activity.changed("Sumber otomatis mulai tahun", begun, begins),
        },
    )
    bump_stamp(indicator.node.organization_id, PLAN_YEAR)


def _write_partners(indicator: Indicator, new: set[int], wanted: set[int]) -> None:
    IndicatorPartner.objects.filter(indicator=indicator).exclude(organization__in=wanted).delete()
    IndicatorPartner.objects.bulk_create(
        IndicatorPartner(indicator=indicator, organization_id=pk) for pk in new
    )


def _write_source(indicator: Indicator, now: Feeding) -> None:
    if not now.source:
        IndicatorFeed.objects.filter(indicator=indicator).delete()
        return
    IndicatorFeed.objects.update_or_create(
        indicator=indicator, defaults={"source": now.source, "organization_id": now.unit}
    )


def _keep_source(indicator: Indicator, before: Feeding, begins: int | None) -> None:
    """What filled the indicator before the year its source begins; nothing for one at once."""
    kept = former_feeding(indicator.pk, begins - 1) if begins else None
    FormerValue.objects.filter(indicator=indicator, field=FEED).delete()
    if begins is not None:
        FormerValue.objects.create(
            indicator=indicator, field=FEED, until_year=begins - 1, value=list(kept or before)
        )


def _list(ids: set[int], names: dict[int, str]) -> str:
    return ", ".join(sorted(names[pk] for pk in ids))


def require_no_circle(indicator: Indicator, predecessor: Indicator | None) -> None:
    """History runs backwards only: an indicator cannot continue one that continues it."""
    current, steps = predecessor, 0
    while current is not None and steps < 50:
        if current.pk == indicator.pk:
            raise ValidationError(
                {"predecessor": "Indikator ini sudah dilanjutkan oleh indikator yang dipilih."}
            )
        current, steps = current.predecessor, steps + 1
