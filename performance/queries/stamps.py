from collections.abc import Iterable

from django.db.models import Sum

from performance.models import DataStamp


def stamp_of(organization_id: int | None, year: int) -> str:
    """A short text that changes whenever figures of the unit up to the year changed.

    Earlier years count too: cumulative columns and comparisons read them. The city's own
    rows (no unit) count for every unit because sasaran of the city are shared.
    """
    rows = DataStamp.objects.filter(year__lte=year)
    own = rows.filter(organization=organization_id).aggregate(n=Sum("counter"))["n"] or 0
    city = rows.filter(organization=None).aggregate(n=Sum("counter"))["n"] or 0
    return f"{organization_id or 0}.{year}.{own}.{city}"


def stamps_of(units: Iterable[int], year: int) -> dict[int, str]:
    """The stamps of many units in one query, as `stamp_of` writes them."""
    rows = DataStamp.objects.filter(year__lte=year).values_list("organization_id")
    sums: dict[int | None, int] = dict(
        rows.annotate(n=Sum("counter")).values_list("organization_id", "n")
    )
    city = sums.get(None, 0)
    return {pk: f"{pk}.{year}.{sums.get(pk, 0)}.{city}" for pk in units}


def city_stamp(year: int) -> str:
    """The same for documents and pages over all units."""
    total = DataStamp.objects.filter(year__lte=year).aggregate(n=Sum("counter"))["n"] or 0
    return f"kota.{year}.{total}"
