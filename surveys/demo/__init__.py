"""Service units of the demonstration city, with services, points, standards and pledges."""

from organizations.demo.registry import DEMOS, Demo
from surveys.demo import load

DEMOS.file(Demo("surveys", steps=load.steps, load=load.load, keeps=("surveys.reviewlevel",)))
