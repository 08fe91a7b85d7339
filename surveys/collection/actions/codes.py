"""Drawing single-use codes: shown once on a sheet, kept as digests."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.formatting import format_date
from organizations.models import User
from surveys import permissions
from surveys.collection.queries.codes import digest_of, new_code
from surveys.instrument.queries.points import takes_answers
from surveys.models import ServicePoint, TicketCode

MOST = 960  # of one sheet: 26 pages
PAST = "Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya."
NOT_TAKEN = (
    "Titik layanan ini sedang tidak menerima jawaban, jadi tidak ada kode untuk dicetak. Nyalakan "
    "dulu titik, unit, dan layanannya."
)
HOW_MANY = f"Isi jumlah 1 sampai {MOST}."


@transaction.atomic
def draw_codes(
    *, point: ServicePoint, count: int, expires_on: date, by: User
) -> tuple[int, list[str]]:
    """The number of the sheet and its codes; nobody can print them a second time.

    Raises ValidationError where the address beside the codes would take no answer.
    """
    allow(permissions.can_manage(by, point.unit))
    if not takes_answers(point):
        raise ValidationError(NOT_TAKEN)
    if not 1 <= count <= MOST:
        raise ValidationError({"count": HOW_MANY})
    if expires_on < timezone.localdate():
        raise ValidationError({"expires_on": PAST})
    locked = ServicePoint.objects.select_for_update().get(pk=point.pk)
    sheet = (locked.codes.aggregate(last=Max("sheet"))["last"] or 0) + 1
    codes: set[str] = set()
    while len(codes) < count:
        codes.add(new_code())
    ordered = sorted(codes)
    TicketCode.objects.bulk_create(
        TicketCode(point=locked, digest=digest_of(code), sheet=sheet, expires_on=expires_on)
        for code in ordered
    )
    activity.record(
        obj=locked,
        verb="surveys.point.codes",
        summary=f"Lembar kode {sheet} dibuat: {count} kode untuk {locked}, berlaku sampai "
        f"{format_date(expires_on)}",
        by=by,
        organization=locked.unit.organization,
    )
    return sheet, ordered
