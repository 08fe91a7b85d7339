"""Photos and papers whose files are gone, as their addresses name them."""

from __future__ import annotations

from itertools import count
from typing import Any

from innovations.models import Launch, LaunchPhoto, TrainingPaper, TrainingProject
from tests.factories.organizations import make_user

_numbers = count(1)


def _columns() -> dict[str, Any]:
    return {
        "file": "innovations/hilang.jpg",
        "file_name": "uji.jpg",
        "mime": "image/jpeg",
        "sha256": f"{next(_numbers):064}",
        "uploaded_by": make_user(),
    }


def make_launch_photo(launch: Launch) -> LaunchPhoto:
    return LaunchPhoto.objects.create(launch=launch, caption="Acara", **_columns())


def make_paper(project: TrainingProject) -> TrainingPaper:
    return TrainingPaper.objects.create(project=project, kind="laporan", **_columns())
