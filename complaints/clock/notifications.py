"""Mail to officers: the number and the address of the case, never a word of the report."""

from __future__ import annotations

from collections.abc import Iterable

from complaints.clock.queries.officers import responsible
from complaints.models import Complaint
from organizations import moment
from organizations.actions.mail import tell
from organizations.models import User


def tell_responsible(case: Complaint, what: str, *, by: User | None = None) -> int:
    """Everybody responsible for the case now, but never the one who has just acted."""
    if moment.is_past():
        return 0
    return tell_people(responsible(case), case, what, by=by)


def tell_people(
    people: Iterable[User], case: Complaint, what: str, *, by: User | None = None
) -> int:
    """One mail for each; `what` is a sentence without anything of the report."""
    if moment.is_past():
        return 0
    others = [user for user in people if by is None or user.pk != by.pk]
    text = f"{what}\n\nBuka laporannya untuk membaca selengkapnya."
    return tell(others, f"Laporan {case.number}: {what}"[:200], text, case.get_absolute_url())
