"""What addresses of the citizens' room name."""

from __future__ import annotations

from typing import Any

from innovations.models import Innovation, Wish
from tests.innovations.public_objects import shown
from tests.pages.places import Place, once


def make_wish(innovation: Innovation, **fields: Any) -> Wish:
    given = {"institution": "Kabupaten Contoh", "position": "Kepala", "needs": "Pedoman.", **fields}
    return Wish.objects.create(innovation=innovation, contact="0812 3456 7890", **given)


@once
def wish(place: Place) -> Wish:
    return make_wish(shown(place))
