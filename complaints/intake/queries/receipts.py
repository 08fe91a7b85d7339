"""What a receipt says, and how somebody else may check that it is true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from complaints import secrecy
from complaints.clock.queries.terms import last_day_of
from complaints.models import Complaint

CHECK_LETTERS = 10  # of 16 signs: 40 bits, each guess a request


@dataclass(frozen=True)
class Receipt:
    """Number and dates of a report, nothing of its content."""

    number: str
    received_at: datetime
    channel: str
    verify_by: date | None
    resolve_by: date | None

    @classmethod
    def of(cls, case: Complaint) -> Receipt:
        return cls(
            case.number,
            case.received_at,
            case.get_channel_display(),
            last_day_of(case.verify_due_at),
            last_day_of(case.resolve_due_at),
        )


def check_code(case: Complaint) -> str:
    """A short keyed code that stands on the receipt beside the number."""
    text = f"{case.number}:{case.received_at.isoformat()}"
    return secrecy.digest("receipt", text)[:CHECK_LETTERS]


def proven(number: str, check: str) -> Receipt | None:
    """The receipt with this number and code; None for a wrong one of either."""
    case = Complaint.objects.filter(number=secrecy.spelled(number)).first()
    if case is None or not secrecy.same(check_code(case), check.strip().lower()):
        return None
    return Receipt.of(case)
