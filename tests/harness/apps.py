"""The apps of the portal, found by their `apps.py`: a new one needs no line in a list."""

from pathlib import Path

from django.conf import settings

BASE = Path(settings.BASE_DIR)
APPS = sorted(path.parent.name for path in BASE.glob("*/apps.py"))
