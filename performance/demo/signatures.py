"""Documents of the demonstration city that wait for a signature: of two heads, and of the mayor."""

from __future__ import annotations

from collections.abc import Mapping

from organizations.demo.registry import DemoCity
from organizations.models import User
from reports.actions.jobs import request_job
from reports.actions.making import run
from reports.actions.signatures import request_signatures
from reports.choices import Format, JobState
from reports.registry import REPORTS

UNITS = {"Dinkes": "operator.dinkes@contoh.test", "Bappeda": "operator.bappeda@contoh.test"}
OF_CITY = "bappeda@contoh.test"
SLUGS = ("perjanjian-kinerja", "iku")
REASON = "Pengesahan"


def ask(city: DemoCity, year: int) -> None:
    """Made and asked for as their operators do it; of an agreement the mayor is the second to sign."""
    for short_name, email in UNITS.items():
        of_unit = {"opd": city.unit(short_name).code}
        _ask({"tahun": str(year), **of_unit}, city.people[email])
    _ask({"tahun": str(year)}, city.people[OF_CITY])


def _ask(natural: Mapping[str, str], by: User) -> None:
    """A document that could not be made is missing from the lists, and stops nothing else."""
    for slug in SLUGS:
        report = REPORTS.find(slug)()  # type: ignore[misc]
        job = request_job(report=report, params=report.resolve(natural), fmt=Format.PDF, by=by)
        run(job.pk)
        job.refresh_from_db()
        if job.state == JobState.DONE:
            request_signatures(job=job, reason=REASON, by=by)
