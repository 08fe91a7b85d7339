"""Which version of the agreement a document shows."""

from __future__ import annotations

from performance.choices import PlanDocument
from performance.models import PlanVersion
from performance.plan.queries import versions

LATEST, ONE_CHANGE = "terbaru", "perubahan-"


def agreement_versions(year: int) -> list[PlanVersion]:
    """Versions of the Perjanjian Kinerja; those of the Renja where it has none of its own."""
    for document in versions.PAIRS[PlanDocument.PK]:
        found = versions.versions_of(document, year)
        if found:
            return found
    return []


def choose_version(year: int, wanted: str) -> PlanVersion | None:
    """`induk`, `perubahan` (the latest change), `perubahan-1` (one of them) or `terbaru`; None
    where there is none."""
    found = agreement_versions(year)
    if wanted == "induk":
        return found[0] if found else None
    if wanted == "perubahan":
        return found[-1] if len(found) > 1 else None
    if wanted.startswith(ONE_CHANGE):
        number = wanted.removeprefix(ONE_CHANGE)
        return next((row for row in found if str(row.sequence) == number), None)
    return found[-1] if found else None


def changes_offered() -> list[tuple[str, str]]:
    """Every Perubahan a document can show, of whatever year, as a form offers it."""
    documents = versions.PAIRS[PlanDocument.PK]
    rows = PlanVersion.objects.in_force().filter(document__in=documents, sequence__gt=0)
    found = {row.sequence: str(row.label) for row in rows.order_by("-sequence", "-document")}
    return [(f"{ONE_CHANGE}{number}", found[number]) for number in sorted(found)]
