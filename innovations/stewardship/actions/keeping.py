"""The health kept beside each innovation, by which the catalogue narrows very many of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from innovations.choices import Health
from innovations.models import Innovation
from innovations.stewardship.queries.health import READ, health_of_many
from organizations.each import each, in_batches


def keep_health(innovation: Innovation) -> None:
    """The last part of each act that changes facts of one innovation."""
    _keep([innovation.pk], timezone.localdate())


def keep_all(today: date) -> int:
    """What no act tells of: days that pass, assignments that end, what became public. Returns how
    many were written anew; whoever works on one of them is not waited for."""
    keys = list(Innovation.objects.owned().order_by("pk").values_list("pk", flat=True))
    return each(in_batches(keys), lambda some: _keep(some, today), work="health of innovations")


@transaction.atomic
def _keep(keys: Sequence[int], today: date) -> int:
    """Of those that are not so kept already; six statements and one for each health that changed."""
    rows = Innovation.objects.only(*READ).in_bulk(keys)
    lives = health_of_many(rows.values(), today)
    anew = [pk for pk, life in lives.items() if life.health != rows[pk].kept_health]
    if not anew:
        return 0
    held = Innovation.objects.filter(pk__in=anew).order_by("pk")
    free = set(held.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True))
    for health in Health:
        changed = [pk for pk in free if lives[pk].health == health]
        if changed:
            Innovation.objects.filter(pk__in=changed).update(kept_health=health)
    return len(free)
