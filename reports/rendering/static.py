"""Where the portal's own static files lie: the only files a document may read."""

from pathlib import Path

from django.conf import settings


def static_root() -> Path:
    return (Path(settings.BASE_DIR) / "static").resolve()
