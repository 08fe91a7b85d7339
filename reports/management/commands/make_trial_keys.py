"""`make_trial_keys`: keys marked PERCOBAAN for everybody who may sign, in development only."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from organizations.demo import DEMO_PASSWORD
from reports.actions.trial_keys import make_trial_keys


class Command(BaseCommand):
    help = (
        "Membuat kunci tanda tangan percobaan bagi pejabat yang belum punya (hanya pengembangan)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.TRIAL_KEYS is None:
            raise CommandError(
                "Kunci percobaan hanya dibuat dalam pengembangan, tanpa SIGNING_SERVICE."
            )
        made = make_trial_keys()
        self.stdout.write(
            f"{made} kunci dibuat di {settings.TRIAL_KEYS}. Frasa sandinya: {DEMO_PASSWORD}"
        )
