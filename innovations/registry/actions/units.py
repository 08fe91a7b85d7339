"""Innovations follow the units of the city: their names, and who succeeds them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from complaints.words import Vocabulary
from innovations import permissions, words
from innovations.models import Innovation
from innovations.registry.queries.units import left_behind, sole, successors_of, undecided
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.mail import tell
from organizations.formatting import format_number
from organizations.models import Organization, User
from organizations.queries.holders import holders

PLACE = "/kerja/inovasi/penerus/"
DECIDED = "{name} baru saja ditempatkan orang lain, atau perangkat daerahnya berubah lagi. Periksa lagi daftarnya."
NOTHING = "Pilih perangkat daerah penerus untuk sekurang-kurangnya satu inovasi."
MAIL = (
    "{unit} diteruskan oleh beberapa perangkat daerah. {count} inovasinya menunggu pilihan: perangkat "
    "daerah mana yang meneruskan masing-masing."
)


def follow(unit: Organization) -> None:
    """Part of the act that changed the unit: what it succeeded to, and words of searches."""
    move_to_successors(timezone.localdate())
    book = Vocabulary.read()
    for row in Innovation.objects.public().filter(organization=unit):
        words.index(row, book)


@transaction.atomic
def move_to_successors(today: date) -> int:
    """Whose unit was succeeded by one other stands under that one from its day on, with its
    history; by several, Bagian Organisasi is asked to say under which."""
    moved = 0
    waiting: dict[Organization, int] = {}
    rows = list(left_behind(today).select_for_update(of=("self",)))
    heirs = successors_of({row.organization_id for row in rows if row.organization_id}, today)
    for row in rows:
        before = row.organization
        if before is None:
            continue
        if heir := sole(heirs[before.pk]):
            _move(row, heir, None)
            moved += 1
        elif heirs[before.pk]:
            waiting[before] = waiting.get(before, 0) + 1
    for unit, count in waiting.items():
        _ask(unit, count)
    return moved


def _move(row: Innovation, heir: Organization, by: User | None) -> None:
    before = row.organization
    row.organization = heir
    row.save(update_fields=["organization"])
    words.index(row)
    activity.record(
        obj=row,
        verb=activity.verb_of(row, "unit"),
        summary=f"Perangkat daerah berganti: {row}",
        by=by,
        organization=heir,
        changes={"organization": activity.changed("Perangkat daerah", before, heir)},
    )


def _ask(unit: Organization, count: int) -> None:
    if moment.is_past():
        return
    text = MAIL.format(unit=unit.name, count=format_number(count))
    subject = f"Pilih penerus inovasi {unit.short_name or unit.name}"
    people = holders("innovations.manage")
    tell(people, subject, text, PLACE, key=f"inovasi-penerus:{unit.pk}")


@transaction.atomic
def choose_heirs(*, chosen: Mapping[int, int], by: User) -> int:
    """Say which unit goes on with innovations of a unit that was split (innovation to unit): all of
    them are placed or none. Returns how many."""
    allow(permissions.can_manage(by))
    if not chosen:
        raise ValidationError(NOTHING)
    held = Innovation.objects.select_for_update(of=("self",)).filter(pk__in=chosen).order_by("pk")
    names = {row.pk: row.name for row in held}
    offered = {one.innovation.pk: one for one in undecided(timezone.localdate())}
    for pk, unit in chosen.items():
        one = offered.get(pk)
        heir = next((heir for heir in one.heirs if heir.pk == unit), None) if one else None
        if one is None or heir is None:
            raise ValidationError(DECIDED.format(name=names.get(pk, "Inovasi ini")))
        _move(one.innovation, heir, by)
    return len(chosen)
