"""What a person has to do in the running SAKIP evaluations."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Q
from django.urls import reverse

from organizations.access import Access
from organizations.formatting import QUARTERS, format_date
from organizations.models import Organization
from organizations.panels import Task
from performance.choices import SakipState
from performance.counted import due_in
from performance.models import SakipEdition, SakipEvaluation
from performance.permissions.sakip import EVALUATE, FILL, SUBMIT
from performance.sakip.queries.overview import reporting_units
from performance.words import days_left

SHOWN = 4
EVALUATOR_TASKS = (
    (SakipState.EVALUATION, "Evaluasi LKE SAKIP", "menunggu evaluasi"),
    (SakipState.QUALITY, "Jamin mutu evaluasi SAKIP", "menunggu penjaminan mutu"),
    (SakipState.CLOSING, "Tetapkan hasil SAKIP", "menunggu penetapan"),
)


def sakip_tasks(access: Access, on: date) -> list[Task]:
    """Sheets to fill, drafts to answer, evaluations to go on with."""
    found: list[Task] = []
    if access.has(FILL) or access.has(SUBMIT):
        found += _unit_tasks(access, on)
    if access.has(EVALUATE):
        found += _evaluator_tasks()
    return found


def unfinished(edition: SakipEdition, units: Q) -> list[Organization]:
    """Reporting units that have not handed in their sheet, begun or not."""
    handed_in = SakipEvaluation.objects.filter(edition=edition).exclude(state=SakipState.SELF)
    still = Q(pk__in=due_in(edition.year, QUARTERS[-1])) & ~Q(
        pk__in=handed_in.values("organization")
    )
    return reporting_units(edition.year, units & still)


def _unit_tasks(access: Access, on: date) -> list[Task]:
    tasks = []
    for edition in SakipEdition.objects.filter(opens_on__lte=on, closes_on__gte=on):
        days = (edition.closes_on - on).days
        until = f"Ditutup {format_date(edition.closes_on)} ({days_left(days)})."
        tone = "warning" if days <= 7 else "info"
        mine = access.organizations(FILL) | access.organizations(SUBMIT)
        verb = "Isi" if access.has(FILL) else "Periksa dan ajukan"
        for unit in unfinished(edition, mine)[:SHOWN]:
            url = reverse("performance:sakip", args=[unit.code, edition.year])
            title = f"{verb} LKE SAKIP {edition.year} – {unit.short_name}"
            tasks.append(Task(title, until, url, verb, tone))
    return tasks + _replies(access)


def _replies(access: Access) -> list[Task]:
    mine = access.q(FILL) | access.q(SUBMIT)
    rows = SakipEvaluation.objects.filter(mine, state=SakipState.REPLY)
    return [
        Task(
            f"Tanggapi konsep LHE SAKIP {row.edition.year} – {row.organization.short_name}",
            "Baca hasilnya; kepala mengirimkan tanggapan.",
            row.get_absolute_url(),
            "Baca",
            "warning",
        )
        for row in rows.select_related("edition", "organization")[:SHOWN]
    ]


def _evaluator_tasks() -> list[Task]:
    rows = SakipEvaluation.objects.values_list("state", "edition__year")
    counts = Counter(rows)
    return [
        Task(
            f"{label} {year}",
            f"{count} perangkat daerah {waits}.",
            f"{reverse('performance:sakip-list')}?tahun={year}&status={state}",
            "Lihat",
        )
        for state, label, waits in EVALUATOR_TASKS
        for (found, year), count in sorted(counts.items(), reverse=True)
        if found == state
    ]
