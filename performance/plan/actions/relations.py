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
from performance.models import Indicator, IndicatorFeed, IndicatorPartner
from performance.models.former import PARTNERS
from performance.plan.actions.validity import keep
from performance.plan.queries.closed_years import closed_years
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
) -> None:
    """Partner units are named beside the owner, who alone types; they get no rights by it.

    A fed indicator is typed by nobody.
    """
    allow(permissions.can_edit_plan(by, indicator.node.organization_id))
    if source and FEEDS.find(source) is None:
        raise ValidationError({"feed_source": "Pilih sumber dari daftar."})
    wanted = {unit.pk for unit in partners if unit.pk != indicator.organization_id}
    known = set(indicator.partners.values_list("organization", flat=True))
    feed = IndicatorFeed.objects.filter(indicator=indicator).first()
    was = (feed.source, feed.organization_id) if feed else ("", None)
    now = (source, measured.pk if measured and source else None)
    if wanted == known and was == now:
        return
    start = closed_years(indicator).start(from_year)
    if wanted != known and start is not None:
        keep(indicator, PARTNERS, sorted(known), sorted(wanted), until=start - 1)
    IndicatorPartner.objects.filter(indicator=indicator).exclude(organization__in=wanted).delete()
    IndicatorPartner.objects.bulk_create(
        IndicatorPartner(indicator=indicator, organization_id=pk) for pk in wanted - known
    )
    if not source:
        IndicatorFeed.objects.filter(indicator=indicator).delete()
    else:
        IndicatorFeed.objects.update_or_create(
            indicator=indicator, defaults={"source": source, "organization": measured}
        )
    names = dict(Organization.objects.filter(pk__in=wanted | known).values_list("pk", "name"))
    activity.record(
        obj=indicator,
        verb="performance.relations",
        summary=f"Mitra dan sumber {indicator.name[:150]} diubah",
        by=by,
        organization=indicator.organization,
        changes={
            "partners": activity.changed("Unit mitra", _list(known, names), _list(wanted, names)),
            "source": activity.changed("Sumber otomatis", was[0], now[0]),
        },
    )
    bump_stamp(indicator.node.organization_id, PLAN_YEAR)


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
