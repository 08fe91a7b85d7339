"""Innovations of the demonstration city, and those of other cities as references, from public sources."""

from innovations.demo import load
from organizations.demo.registry import DEMOS, Demo

DEMOS.file(Demo("innovations", steps=load.steps, load=load.load))
