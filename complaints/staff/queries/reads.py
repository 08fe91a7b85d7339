"""Who looked at secret reports and names, for who watches over it; reports about children apart."""

from __future__ import annotations

from django.db.models import Q

from complaints.models import SecretRead
from organizations.queries.keyset import newest_page

PAGE = 40


def reads(before: int | None, words: str = "") -> tuple[list[SecretRead], int | None]:
    """One keyset page, the newest first, and the key of the next; `words` are a number or a name."""
    rows = SecretRead.objects.exclude(what=SecretRead.What.CHILD).select_related("reader")
    for word in words.split()[:4]:
        rows = rows.filter(Q(number__iexact=word) | Q(reader__full_name__icontains=word))
    return newest_page(rows, before, PAGE)
