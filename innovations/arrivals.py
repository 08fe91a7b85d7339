"""A renamed unit is found by its new name; a unit that was succeeded leaves its innovations."""

from innovations.registry.actions.units import follow
from organizations.arrivals import CHANGES, Change

CHANGES.file(Change("innovations", follow))
