"""Reports as tests need them: fixed texts, no chance."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from complaints import reference, secrecy
from complaints.choices import ComplaintClass, ComplaintState, Outcome, Publicity
from complaints.clock.actions.due import set_due
from complaints.models import Category, Complaint, Reporter
from organizations.models import Organization

SECRET = "AAAA-BBBB-CCCC-DDDD"
_numbers = count(1)


def reference_data() -> None:
    """Terms, categories and words as a new city has them."""
    reference.load()


def category(code: str = "jalan-rusak", **fields: Any) -> Category:
    found, _ = Category.objects.get_or_create(code=code, defaults={"name": code.title(), **fields})
    return found


def complaint(
    *,
    state: str = ComplaintState.RECEIVED,
    unit: Organization | None = None,
    received_at: datetime | None = None,
    shown: bool = False,
    **fields: Any,
) -> Complaint:
    """A report in any state; its due dates are computed, its secret is SECRET."""
    at = received_at or timezone.now() - timedelta(minutes=5)
    number = f"SK-{next(_numbers):04d}-TEST"
    case = Complaint(
        number=number,
        secret_digest=secrecy.digest("ticket", f"{number}:{secrecy.plain(SECRET)}"),
        state=state,
        unit=unit,
        received_at=at,
        entered_at=at,
        routed_at=at if unit else None,
        **{
            "kind": ComplaintClass.ORDINARY,
            "subject": "Jalan berlubang di depan pasar",
            "text": "Jalan di depan pasar berlubang dan tergenang setiap hujan.",
            "category": category(),
            "outcome": Outcome.SOLVED if state == ComplaintState.CLOSED else "",
            **fields,
        },
    )
    if shown:
        case.publicity = Publicity.SHOWN
        case.public_subject, case.public_text = case.subject, case.text
    set_due(case)
    case.save()
    return case


def reporter(case: Complaint, **fields: Any) -> Reporter:
    given = {"name": "Pelapor Uji", "email": "warga@contoh.test", "mail_wanted": True, **fields}
    return Reporter.objects.create(
        complaint=case, shown_name=secrecy.shortened(given["name"]), **given
    )
