"""Service units of the demonstration city with standards and pledges, and what people answered there."""

from organizations.demo.registry import DEMOS, Demo
from surveys.demo import load

DEMOS.file(Demo("surveys", steps=load.steps, load=load.load, keeps=("surveys.reviewlevel",)))
