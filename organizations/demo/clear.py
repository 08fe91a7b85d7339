"""Take the demonstration away: every table but the reference data is emptied, files included.

The history of the demonstration goes as well, although its rows refuse UPDATE and DELETE: it is
nobody's real history, and TRUNCATE asks no row. What remains is one line that says what was taken
away, with the last seal of the old chain. See docs/decisions/0023.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.core.files.storage import Storage
from django.db import connection, models, transaction

from organizations import activity, clock
from organizations.demo.real import real_entries
from organizations.demo.registry import parts
from organizations.models import ActivitySeal, City, Organization, User
from organizations.queries.stored_files import shelves

KEPT = ("organizations.holiday", "contenttypes.contenttype", "auth.permission", "auth.group")
NO_DEMO = "Kota ini bukan kota contoh. Tidak ada yang dihapus."
WRONG_NAME = "Nama kota tidak sama. Tidak ada yang dihapus; ketik persis: {name}"
REAL = "Ada isian yang bukan bagian kota contoh. Tidak ada yang dihapus:"
INSTEAD = "Untuk mulai dari kosong, pakai basis data lain (DATABASE_URL atau SELARAS_VAR)."


class NotCleared(Exception):
    """Nothing was taken away; the message says why."""


@dataclass(frozen=True)
class Cleared:
    units: int
    people: int
    files: int
    files_left: int


def clear_demo(*, typed: str) -> Cleared:
    """Empty the city of the demonstration, when `typed` is its name and nothing in it is real.

    Raises NotCleared. Reference data stay; documents, proofs and pictures are deleted after the
    commit, and those a storage will not give up are counted.
    """
    with transaction.atomic():
        city = City.objects.select_for_update().first()
        _refuse(city, typed)
        files = list(_files())
        units, people = Organization.objects.count(), User.objects.count()
        seal = ActivitySeal.objects.order_by("-last_id").first()
        _truncate(_emptied())
        activity.record(
            obj=City(pk=City.SINGLETON_ID),
            verb="organizations.demo_clear",
            summary=f"Kota contoh {typed.strip()} dihapus: {units} unit, {people} akun",
            by=None,
            changes={"seal": activity.changed("Segel terakhir", seal and seal.digest, "")},
        )
    clock.forget()
    left = sum(not _deleted(storage, name) for storage, name in files)
    return Cleared(units, people, len(files) - left, left)


def _refuse(city: City | None, typed: str) -> None:
    if city is None or not city.is_demo:
        raise NotCleared(NO_DEMO)
    if typed.strip() != city.name:
        raise NotCleared(WRONG_NAME.format(name=city.name))
    found = real_entries()
    if found:
        raise NotCleared("\n".join([REAL, *(f"  - {line}" for line in found), INSTEAD]))


def _emptied() -> list[str]:
    """Every table of the models, but those that hold reference data."""
    kept = {*KEPT, *(label for demo in parts() for label in demo.keeps)}
    there = set(connection.introspection.table_names())
    return [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label_lower not in kept and model._meta.db_table in there
    ]


def _truncate(tables: Iterable[str]) -> None:
    """One statement, so that tables may name one another; numbers go on where they were."""
    names = ", ".join(connection.ops.quote_name(table) for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {names}")


def _files() -> Iterable[tuple[Storage, str]]:
    for shelf in shelves():
        for column in shelf.columns:
            rows: models.QuerySet = column.model._default_manager.exclude(**{column.name: ""})
            for name in rows.values_list(column.name, flat=True):
                yield shelf.storage, name


def _deleted(storage: Storage, name: str) -> bool:
    try:
        storage.delete(name)
    except OSError:
        return False
    return True
