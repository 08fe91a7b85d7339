"""The part of the demonstration: keys with which its officials try signatures out."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from organizations.demo.registry import DEMOS, Demo, DemoCity
from reports.actions.trial_keys import make_trial_keys


def steps(city: DemoCity) -> int:
    return int(settings.TRIAL_KEYS is not None)


def load(city: DemoCity) -> Iterator[str]:
    if settings.TRIAL_KEYS is not None:
        yield f"{make_trial_keys()} kunci tanda tangan percobaan"


DEMOS.file(Demo("reports", steps=steps, load=load))
