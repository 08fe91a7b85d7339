"""What the administrator sees of the report machine."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from organizations.administration import ADMIN_TILES, AdminTile
from organizations.panels import Tile
from reports.choices import JobState
from reports.models import ReportJob

RECENT = timedelta(days=7)


def _failed() -> Tile:
    since = timezone.now() - RECENT
    count = ReportJob.objects.filter(state=JobState.FAILED, created_at__gte=since).count()
    url = f"{reverse('organizations:history')}?jenis=reports.reportjob"
    return Tile("Dokumen gagal dibuat", count, "tujuh hari terakhir", url)


ADMIN_TILES.file(AdminTile("failed-documents", 50, _failed))
