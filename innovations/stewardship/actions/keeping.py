"""The health kept beside each innovation, by which the catalogue narrows very many of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from innovations.choices import Health
from innovations.models import Innovation
from innovations.stewardship.queries.health import kept_of_many
from organizations.each import each, in_batches

BATCH = 2_000  # few statements, and rows held for a moment only


def keep_health(innovation: Innovation) -> None:
    """The last part of each act that changes facts of one innovation."""
    _keep([innovation.pk], timezone.localdate())


def keep_all(today: date) -> int:
    """What no act tells of: days that pass, assignments that end, what became public. Returns how
    many were written anew; whoever works on one of them is not waited for."""
    keys = list(Innovation.objects.owned().order_by("pk").values_list("pk", flat=True))
    batches = in_batches(keys, BATCH)
    return each(batches, lambda some: _keep(some, today), work="health of innovations")


@transaction.atomic
def _keep(keys: Sequence[int], today: date) -> int:
    """Of those, in ascending order, that are not so kept already; four statements, and one more with
    one for each health where something changed."""
    some = Innovation.objects.owned().filter(pk__range=(keys[0], keys[-1]))
    found = kept_of_many(some, today)
    anew = [pk for pk, one in found.items() if one.health != one.kept]
    if not anew:
        return 0
    held = Innovation.objects.filter(pk__in=anew).order_by("pk")
    free = set(held.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True))
    for health in Health:
        changed = [pk for pk in free if found[pk].health == health]
        if changed:
            Innovation.objects.filter(pk__in=changed).update(kept_health=health)
    return len(free)
