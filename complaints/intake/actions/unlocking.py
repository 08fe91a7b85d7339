"""Opening a ticket with its number and secret; guessing slows and locks that ticket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from complaints import secrecy
from complaints.intake.actions.filing import ticket_digest
from complaints.intake.queries.joined import root_of
from complaints.models import ChildReport, Complaint, Supporter, TicketTry
from organizations.limits import TooMany

FREE_TRIES = 5
# Wrong secrets so far, and how long the ticket stays shut. Short, so that a stranger cannot keep
# a reporter out; 80 random bits are not guessed at four tries an hour.
LOCKS = (
    (20, timedelta(minutes=15)),
    (10, timedelta(minutes=5)),
    (FREE_TRIES, timedelta(minutes=1)),
)
TRIES_KEPT = timedelta(days=1)
WRONG = "Nomor dan kode rahasia ini tidak cocok. Periksa keduanya pada bukti laporan Anda."


@dataclass(frozen=True)
class Unlocked:
    """Whose ticket it is: the reporter's, or that of somebody who follows."""

    case: Complaint | ChildReport
    supporter: Supporter | None


def unlock(*, number: str, secret: str, now: datetime) -> Unlocked:
    """The ticket that opens with both; counts what does not fit.

    An unknown number, a wrong secret and a locked number that does not exist look and cost the
    same. Raises ValidationError, or TooMany with the time from which it may be tried again.
    """
    spelled = secrecy.spelled(number)
    with transaction.atomic():
        found, until = _tried(spelled, secret, now)
    if until is not None:
        at = timezone.localtime(until)
        raise TooMany(f"Nomor ini terlalu sering dicoba. Coba lagi sesudah pukul {at:%H.%M}.")
    if found is None:
        raise ValidationError(WRONG)
    return found


def drop_old_tries(now: datetime) -> int:
    return TicketTry.objects.filter(last_at__lt=now - TRIES_KEPT).delete()[0]


def _tried(number: str, secret: str, now: datetime) -> tuple[Unlocked | None, datetime | None]:
    TicketTry.objects.get_or_create(number=number, defaults={"last_at": now})
    tries = TicketTry.objects.select_for_update().get(number=number)
    found = _fitting(number, secret)
    if tries.locked_until and tries.locked_until > now:
        return None, tries.locked_until
    if found is not None:
        tries.failures, tries.locked_until = 0, None
    else:
        tries.failures += 1
        tries.locked_until = _lock(tries.failures, now)
    tries.last_at = now
    tries.save()
    return found, None


def _lock(failures: int, now: datetime) -> datetime | None:
    return next((now + span for most, span in LOCKS if failures >= most), None)


def _fitting(number: str, secret: str) -> Unlocked | None:
    """The same three look-ups whether or not there is such a number, and of whatever kind."""
    given = ticket_digest(number, secret)
    report = ChildReport.objects.filter(number=number).first()
    case = Complaint.objects.select_related("split_from").filter(number=number).first()
    supporter = Supporter.objects.filter(secret_digest=given, complaint=case).first()
    kept = next((row.secret_digest for row in (case, report) if row), "0" * len(given))
    root = root_of(case) if case is not None else None
    if root is not None and root is not case:  # a part opens with the secret of the whole
        kept, given = root.secret_digest, ticket_digest(root.number, secret)
    is_reporter = secrecy.same(kept, given)
    if report is not None and is_reporter:
        return Unlocked(report, None)
    if case is None or not (is_reporter or supporter):
        return None
    return Unlocked(case, None if is_reporter else supporter)
