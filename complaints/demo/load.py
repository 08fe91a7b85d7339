"""Fill the demonstration city with reports of two years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from complaints import reference
from complaints.clock.actions.ladder import escalate_overdue
from complaints.demo import words
from complaints.demo.cast import Cast
from complaints.demo.places import create_areas
from complaints.demo.plots import PAST, RECENT, plots
from complaints.demo.stories import tell
from complaints.intake.actions.child import file_child_report
from complaints.models import AnswerTemplate, Category, LadderStep
from organizations import moment
from organizations.demo.registry import DemoCity
from organizations.models import Assignment, User

STEP = 62


def steps(_city: DemoCity) -> int:
    return 2 + (PAST + RECENT - 1) // STEP + 1


def load(city: DemoCity) -> Iterator[str]:
    """Settings of the desk, then every report."""
    now = timezone.now()
    cast = _cast(city, now)
    _ladder(city, cast.heads)
    yield "Wilayah, tenggat, dan jenjang eskalasi pengaduan"
    whole = plots(now)
    for first in range(0, len(whole), STEP):
        for plot in whole[first : first + STEP]:
            tell(cast, plot)
        yield f"Pengaduan: {min(first + STEP, len(whole))} dari {len(whole)}"
    with moment.at(now):
        escalate_overdue(now=now)
        for text in words.CHILDREN:
            file_child_report(text=text, now=now)
    yield "Eskalasi pengaduan yang terlambat"


def _cast(city: DemoCity, now: datetime) -> Cast:
    reference.load()  # anew: now there are units to name
    areas = create_areas()
    for name, text in words.TEMPLATES:
        AnswerTemplate.objects.get_or_create(name=name, defaults={"text": text})
    heads = Assignment.objects.filter(signs_documents=True).select_related("user")
    return Cast(
        now=now,
        desk=city.people["organisasi@contoh.test"],
        heads={row.organization_id: row.user for row in heads},
        units={unit.organization.short_name: unit.organization for unit in city.units},
        areas=areas,
        categories={row.code: row for row in Category.objects.select_related("unit")},
    )


def _ladder(city: DemoCity, heads: dict[int, User]) -> None:
    """Heads of units first, then the city's desk, the mayor at the end."""
    own = [
        LadderStep(level=1, after_days=1, unit=unit.organization,
                   officer=heads[unit.organization.pk], title="Kepala perangkat daerah")
        for unit in city.units
        if unit.organization.pk in heads
    ]  # fmt: skip
    LadderStep.objects.bulk_create([
        *own,
        LadderStep(level=2, after_days=3, title="Kepala Bagian Organisasi",
                   officer=city.people["organisasi@contoh.test"]),
        LadderStep(level=3, after_days=10, title="Wali Kota",
                   officer=city.people["pimpinan@contoh.test"]),
    ])  # fmt: skip
