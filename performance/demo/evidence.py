"""Proof files of the demonstration city: one small PDF a unit, linked to its main indicators."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile

from organizations.demo.papers import example_pdf
from organizations.models import Organization
from performance.choices import NodeLevel
from performance.models import Evidence, EvidenceLink, Indicator

QUARTER = 4


def attach(unit: Organization, year: int) -> None:
    """A report of the fourth quarter as the proof of every goal's indicator."""
    title = f"Laporan triwulan IV {year}"
    evidence = example_file(unit, f"demo-{unit.pk}-{year}.pdf", title)
    goals = Indicator.objects.filter(organization=unit, node__level=NodeLevel.SASARAN_PD)
    EvidenceLink.objects.bulk_create(
        EvidenceLink(evidence=evidence, indicator=row, year=year, quarter=QUARTER, page=str(number))
        for number, row in enumerate(goals.order_by("pk"), start=1)
    )


def example_file(unit: Organization | None, stored: str, title: str) -> Evidence:
    """A page that says what it stands for and that it is an example; of the city without a unit."""
    content = example_pdf(f"{title} {unit.name if unit else 'Kota'}")
    evidence = Evidence(
        organization=unit,
        original_name=f"{title} {unit.short_name if unit else 'Kota'} (contoh).pdf",
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        mime="application/pdf",
    )
    evidence.file.save(stored, ContentFile(content), save=False)
    evidence.save()
    return evidence
