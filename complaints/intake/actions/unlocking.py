"""Opening a ticket with its number and secret; guessing makes each further try cost work.

Nobody is shut out: who holds the secret of a ticket that a stranger guesses at works for a second
(or waits) and comes in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from complaints import secrecy
from complaints.intake.actions.coming import ticket_digest
from complaints.intake.actions.working import ProofNeeded, has_waited, has_worked, spend
from complaints.intake.queries.joined import root_of
from complaints.models import ChildReport, Complaint, Supporter, TicketTry
from organizations.limits import within_limit

FREE_TRIES = 5
# Wrong secrets so far, and for how long each further try of this number needs work.
LOCKS = (
    (20, timedelta(minutes=15)),
    (10, timedelta(minutes=5)),
    (FREE_TRIES, timedelta(minutes=1)),
)
WHOLES = "split_from__split_from__split_from"
TRIES_KEPT = timedelta(days=1)
FROM_ONE_NETWORK, TEN_MINUTES = 30, 600  # tries without work; a village office stays below
WAITED_FROM_ONE_NETWORK = 30  # without JavaScript, in the same ten minutes
WRONG = "Nomor dan kode rahasia ini tidak cocok. Periksa keduanya pada bukti laporan Anda."
NEEDED = "{why} Isian Anda masih lengkap. Tunggu 20 detik, lalu tekan “Buka laporan” sekali lagi."
GUESSED = "Nomor ini terlalu sering dicoba dengan kode yang salah."
BUSY = "Dari jaringan Anda baru saja banyak laporan dicoba dibuka."


@dataclass(frozen=True)
class Unlocked:
    """Whose ticket it is: the reporter's, or that of somebody who follows."""

    case: Complaint | ChildReport
    supporter: Supporter | None


def unlock(
    *, number: str, secret: str, address: str, now: datetime, proof: str = "", waited: str = ""
) -> Unlocked:
    """The ticket that opens with both; counts what does not fit.

    An unknown number, a wrong secret and a guessed number that does not exist look and cost the
    same. Raises ValidationError, or ProofNeeded before the secret is looked at. Tries
    of a number that is locked, without work, use up nothing of what the network may try.
    """
    spelled = secrecy.spelled(number)
    about = f"lacak:{spelled}"
    has_paid = _has_worked(about, proof) or _has_waited(about, waited, address)
    if not has_paid and TicketTry.objects.filter(number=spelled, locked_until__gt=now).exists():
        raise ProofNeeded(NEEDED.format(why=GUESSED), about)
    is_busy = not within_limit("lacak", address, most=FROM_ONE_NETWORK, seconds=TEN_MINUTES)
    if is_busy and not has_paid:
        raise ProofNeeded(NEEDED.format(why=BUSY), about)
    with transaction.atomic():
        found, is_guessed = _tried(spelled, secret, now, has_paid=has_paid)
    if is_guessed:
        raise ProofNeeded(NEEDED.format(why=GUESSED), about)
    if found is None:
        raise ValidationError(WRONG)
    return found


def drop_old_tries(now: datetime) -> int:
    return TicketTry.objects.filter(last_at__lt=now - TRIES_KEPT).delete()[0]


def _has_worked(about: str, proof: str) -> bool:
    """Each try is worked for anew."""
    return has_worked(about, proof) and spend(proof)


def _has_waited(about: str, note: str, address: str) -> bool:
    """Pages can be fetched many at once and waited for together, so a network has only so many."""
    return (
        has_waited(about, note)
        and spend(note)
        and within_limit("lacak-tunggu", address, most=WAITED_FROM_ONE_NETWORK, seconds=TEN_MINUTES)
    )


def _tried(
    number: str, secret: str, now: datetime, *, has_paid: bool
) -> tuple[Unlocked | None, bool]:
    """What it opens, and whether work is needed first."""
    TicketTry.objects.get_or_create(number=number, defaults={"last_at": now})
    tries = TicketTry.objects.select_for_update().get(number=number)
    found = _fitting(number, secret)
    if tries.locked_until and tries.locked_until > now and not has_paid:
        return None, True
    if found is not None:
        tries.failures, tries.locked_until = 0, None
    else:
        tries.failures += 1
        tries.locked_until = _lock(tries.failures, now)
    tries.last_at = now
    tries.save()
    return found, False


def _lock(failures: int, now: datetime) -> datetime | None:
    return next((now + span for most, span in LOCKS if failures >= most), None)


def _fitting(number: str, secret: str) -> Unlocked | None:
    """The same three statements whether or not there is such a number, and of whatever kind; a
    part of a part of a part needs no more than its whole."""
    given = ticket_digest(number, secret)
    report = ChildReport.objects.filter(number=number).first()
    case = Complaint.objects.select_related(WHOLES).filter(number=number).first()
    supporter = Supporter.objects.filter(
        secret_digest=given, complaint_id=case.pk if case else 0
    ).first()
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
