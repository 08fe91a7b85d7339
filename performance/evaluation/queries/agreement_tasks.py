"""Agreements that wait for a person: to check, to agree, to be signed, to be renewed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from organizations.panels import Reader, Task
from performance.choices import AgreementState
from performance.models import PerformanceAgreement
from performance.permissions import agreements
from performance.plan.queries.renewals import renewals

# Of a unit's agreement: the right of who does what next, by its state.
OF_UNITS = (
    ("performance.verify", AgreementState.DRAFT),
    ("performance.return", AgreementState.CHECKED),
    ("performance.submit", AgreementState.AGREED),
)
LABELS = {
    AgreementState.DRAFT: "Periksa Perjanjian Kinerja",
    AgreementState.CHECKED: "Sepakati Perjanjian Kinerja",
    AgreementState.AGREED: "Unggah naskah Perjanjian Kinerja",
}
# Of the city's: the rule itself, which also leaves it to those who did nothing of it.
OF_CITY: dict[str, Any] = {
    AgreementState.DRAFT: agreements.can_check,
    AgreementState.CHECKED: agreements.can_agree,
    AgreementState.AGREED: agreements.can_sign,
}
SHOWN = 10


def agreement_tasks(reader: Reader) -> list[Task]:
    return [*_of_units(reader), *_of_city(reader), *_to_renew(reader)]


def _to_renew(reader: Reader) -> Iterator[Task]:
    """Signed ones of the running year that a Perubahan has overtaken; of whoever drafts them."""
    drafts = "performance.submit"  # Bappeda may draft for a unit as well, but is not asked to
    of_whom = Q(organization__in=reader.access.units.get(drafts, ()))
    if agreements.can_draft(reader.user, None):
        of_whom |= Q(organization=None)
    elif not reader.access.has(drafts):
        return
    for found in renewals(of_whom, reader.on.year)[:SHOWN]:
        yield Task(
            "Susun Perjanjian Kinerja Perubahan",
            f"{found.agreement}: {found.version} mengubah target atau anggaran yang diperjanjikan.",
            found.agreement.get_absolute_url(),
            "Buka",
            "warning",
        )


def _of_units(reader: Reader) -> Iterator[Task]:
    for right, state in OF_UNITS:
        if not reader.access.has(right):
            continue
        rows = PerformanceAgreement.objects.filter(reader.access.q(right), state=state)
        units = rows.filter(organization__isnull=False).select_related("organization")
        yield from (_task(row) for row in units[:SHOWN])


def _of_city(reader: Reader) -> Iterator[Task]:
    held = (agreements.DRAFT_CITY, agreements.CHECK_CITY, agreements.AGREE_CITY)
    if not any(right in reader.access.everywhere for right in held):
        return
    rows = PerformanceAgreement.objects.filter(organization=None, state__in=OF_CITY)
    yield from (_task(row) for row in rows if OF_CITY[row.state](reader.user, row))


def _task(row: PerformanceAgreement) -> Task:
    label = LABELS[AgreementState(row.state)]
    return Task(label, str(row), row.get_absolute_url(), "Buka")
