"""Addresses of entries: made from the name, and never lost when the name changes."""

from __future__ import annotations

from django.db import connection
from django.utils.text import slugify

from innovations.models import FormerAddress, Innovation

LONGEST = 110  # room for a number behind it
# Words of public addresses.
RESERVED = {
    "peluncuran", "pelatihan", "berkas", "umpan", "langganan", "kalender", "kegiatan", "kompetisi",
    "penghargaan",
}  # fmt: skip
_LOCK = 20831


def give_address(innovation: Innovation) -> None:
    """Give an entry the address of its name, where it has another one.

    What has been public leads on from its former address; an address somebody else has or had
    is not given again. Held until the transaction ends, so that two entries never get the same.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    before = innovation.slug
    stem = slugify(innovation.name)[:LONGEST].strip("-") or "inovasi"
    taken = _taken(innovation, stem) | RESERVED
    if before == stem or (before.startswith(f"{stem}-") and before[len(stem) + 1 :].isdecimal()):
        return
    numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    innovation.slug = next(slug for slug in (stem, *numbers) if slug not in taken)
    if innovation.pk is None:
        return
    innovation.former_addresses.filter(slug=innovation.slug).delete()
    if before and innovation.published_at:
        FormerAddress.objects.get_or_create(slug=before, defaults={"innovation": innovation})


def _taken(innovation: Innovation, stem: str) -> set[str]:
    """Addresses that begin like this and belong to others, today or formerly."""
    today = Innovation.objects.exclude(pk=innovation.pk).filter(slug__startswith=stem)
    formerly = FormerAddress.objects.filter(slug__startswith=stem)
    if innovation.pk is not None:
        formerly = formerly.exclude(innovation=innovation)
    return {*today.values_list("slug", flat=True), *formerly.values_list("slug", flat=True)}
