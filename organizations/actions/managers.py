"""What keeps an administrator of accounts from acting alone, and a city from having none."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from organizations import activity
from organizations.access import access_of
from organizations.actions.mail import queue_mail, tell
from organizations.models import Assignment, User
from organizations.permissions import ROLE_RIGHTS
from organizations.querysets import AssignmentQuerySet
from organizations.workflow import OtherThan

RIGHT = "organizations.manage_users"
MANAGING = frozenset(role for role, rights in ROLE_RIGHTS.items() if RIGHT in rights)
REFUSED = "Hanya admin sistem yang mengelola akun."
LAST = "Kota harus tetap punya admin yang aktif. Tugaskan admin lain lebih dulu."
RECENTLY = timedelta(days=30)
_LOCK = 741_852_964  # those who change who administers wait for each other


def require_manager(by: User | None) -> None:
    """Only holders of the right; None is the command line."""
    if by is not None and not access_of(by).has(RIGHT):
        raise PermissionDenied(REFUSED)


def hold_managers(by: User | None) -> None:
    """Inside a transaction: nobody else changes who administers, and `by` still does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    if by is not None and not managers(timezone.localdate()).filter(user=by).exists():
        raise PermissionDenied(REFUSED)


def managers(on: date) -> AssignmentQuerySet:
    """Assignments that let somebody active administer accounts on a day."""
    rows = Assignment.objects.valid(on)
    return rows.filter(role__in=MANAGING, user__is_active=True)


def require_manager_left(on: date) -> None:
    """After a change: somebody can still administer accounts on that day."""
    if not managers(on).exists():
        raise ValidationError(LAST)


def _recent(user: User, verb: str, key: str = "") -> frozenset[int]:
    """Who else has lately done this to the account."""
    rows = activity.history_of(user).filter(verb=verb, at__gte=timezone.now() - RECENTLY)
    rows = rows.exclude(actor=None).exclude(actor=user)
    if key:
        rows = rows.filter(changes__has_key=key)
    return frozenset(rows.values_list("actor_id", flat=True))


def _changed_address(user: User) -> frozenset[int]:
    return _recent(user, "organizations.user_update", "email")


def _removed_factor(user: User) -> frozenset[int]:
    return _recent(user, "organizations.second_factor_off")


# With both in one hand an administrator signs in as somebody else.
RESETS_OTHERS = OtherThan(
    _changed_address,
    "Yang baru mengganti surel akun ini tidak menyetel ulang verifikasi dua langkahnya. "
    "Minta admin lain.",
)
READDRESSES_OTHERS = OtherThan(
    _removed_factor,
    "Yang baru menyetel ulang verifikasi dua langkah akun ini tidak mengganti surelnya. "
    "Minta admin lain.",
)


def require_other(rule: OtherThan, by: User | None, user: User) -> None:
    """The rule of two persons as the error of a form."""
    if by is not None and not (decision := rule(by, user)):
        raise ValidationError(decision.reason)


def tell_owner(user: User, what: str, by: User | None, *, address: str = "") -> None:
    """Mail the owner of an account what somebody else has done to it."""
    if by is None or by.pk == user.pk:
        return
    queue_mail(
        to=address or user.email,
        subject=f"Akun SELARAS Anda: {what}",
        body=f"{activity.actor_label(by)}: {what}.\n\n"
        "Bila Anda tidak mengetahuinya, hubungi admin sistem yang lain.",
    )


def tell_other_managers(user: User, what: str, by: User | None) -> None:
    """Mail every other administrator what was done about an administrator's account."""
    rows = managers(timezone.localdate()).exclude(user=user)
    if by is not None:
        rows = rows.exclude(user=by)
    others = User.objects.filter(pk__in=rows.values("user")).order_by("pk")
    path = reverse("organizations:user-detail", args=[user.pk])
    tell(others, f"Admin {user}: {what}", f"{activity.actor_label(by)}: {what}.", path)


def is_manager(user: User) -> bool:
    return user.assignments.filter(role__in=MANAGING).exists()
