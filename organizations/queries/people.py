"""People for those who manage accounts."""

from __future__ import annotations

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from organizations import activity
from organizations.models import Activity, Assignment, User
from organizations.queries.holders import holders

ACTIVE, INACTIVE = "aktif", "nonaktif"
INVITED, WITHOUT_FACTOR = "diundang", "tanpa-dua-langkah"
STATES = (
    (ACTIVE, "Aktif"),
    (INACTIVE, "Nonaktif"),
    (INVITED, "Belum membuat kata sandi"),
    (WITHOUT_FACTOR, "Tanpa verifikasi dua langkah"),
)


def people(
    words: str = "", unit: int | None = None, role: str = "", state: str = ""
) -> QuerySet[User]:
    """Accounts with their assignments of today, by name; three queries whatever the number."""
    today = Assignment.objects.valid(timezone.localdate()).select_related("organization")
    rows = User.objects.order_by("full_name", "pk")
    for word in words.split():
        rows = rows.filter(
            Q(full_name__icontains=word)
            | Q(email__icontains=word)
            | Q(employee_number__startswith=word)
        )
    if unit or role:
        wanted = today.filter(user=OuterRef("pk"))
        wanted = wanted.filter(organization=unit) if unit else wanted
        wanted = wanted.filter(role=role) if role else wanted
        rows = rows.filter(Exists(wanted))
    rows = rows.annotate(has_second_factor=second_factor())
    if state:
        rows = rows.filter(is_active=state != INACTIVE)
    if state == INVITED:
        working = today.filter(user=OuterRef("pk"))
        rows = rows.filter(Exists(working), password__startswith=UNUSABLE_PASSWORD_PREFIX)
    elif state == WITHOUT_FACTOR:
        rows = rows.filter(has_second_factor=False)
        rows = rows.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return rows.prefetch_related(Prefetch("assignments", today, to_attr="current"))


def second_factor() -> Exists:
    """For a statement about people: whether a code is asked for when a person signs in."""
    return Exists(TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True))


def administrators() -> list[User]:
    """Active people who may manage accounts today, by name."""
    return holders("organizations.manage_users")


def assignments_of(user: User) -> list[Assignment]:
    rows = user.assignments.select_related("organization")
    return list(rows.order_by("-valid_from", "-pk"))


def history_of_person(user: User) -> list[Activity]:
    """What was done to the account, newest first."""
    return list(activity.history_of(user)[:40])
