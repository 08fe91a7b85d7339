"""What the document machine shows to search engines: open data and published documents."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from organizations.sitemaps import MOST, SITEMAPS, Entry, Section
from reports.datasets import DATA_SETS
from reports.queries.published import published_codes

DATA, DOCUMENTS = "data", "publikasi"


def parts() -> list[str]:
    return [DATA, DOCUMENTS]


def entries(part: str) -> list[Entry]:
    if part == DATA:
        sets = [reverse("open_data:dataset", args=[slug]) for slug in DATA_SETS.names()]
        return [Entry(path) for path in (reverse("open_data:index"), *sets)]
    return [
        Entry(reverse("reports:public-download", args=[code]), _day(at))
        for code, at in published_codes(MOST)
    ]


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None


SITEMAPS.file(Section("dokumen", parts, entries))
