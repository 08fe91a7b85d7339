"""What in a demonstration city is not the demonstration's: real people, and what came in by hand."""

from __future__ import annotations

from organizations.demo.registry import parts
from organizations.models import Activity, User

SHOWN = 5
NO_MAIL = ".test"  # no such address can receive mail (RFC 6761)
BY_COMMAND = ("organizations.unit", "organizations.user_create", "organizations.city")


def real_entries() -> list[str]:
    """In words, what would be lost; empty where everything is the demonstration's own."""
    return [*_people(), *_commands(), *(line for demo in parts() for line in demo.real())]


def _people() -> list[str]:
    rows = User.objects.filter(is_demo=False).exclude(email__endswith=NO_MAIL).order_by("pk")
    count = rows.count()
    if not count:
        return []
    names = ", ".join(rows.values_list("email", flat=True)[:SHOWN])
    return [f"{count} akun nyata: {names}{' …' if count > SHOWN else ''}"]


def _commands() -> list[str]:
    count = Activity.objects.filter(actor=None, verb__in=BY_COMMAND).count()
    return [f"{count} perubahan lewat baris perintah (unit, akun, kota)"] if count else []
