"""The training that brought five innovations, and what was promised for the time after the launch.

The sources tell of the training, of the launches, and of the 511 schools; other outputs and all days
after the launch are invented and say "(contoh)".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse

from innovations.choices.launch import Programme, Term
from innovations.demo.days import morning
from innovations.launch.actions.milestones import (
    move_milestone,
    report_milestone,
    save_milestone,
)
from innovations.launch.actions.training import save_cohort, save_project
from innovations.models import Cohort, Innovation, Launch, Milestone, TrainingProject
from innovations.states import launch as states
from organizations import moment
from organizations.demo.registry import DemoCity
from organizations.models import User

STEPS = 1
BROUGHT = ("SIAP KAWAL", "KAK HUBIN", "SI BAJAK", "NGOPI SYANTIK", "PUSAT PENA")
LAUNCHED = "Diluncurkan kepada umum"


@dataclass(frozen=True)
class Promise:
    innovation: str
    term: Term
    output: str
    due_on: date
    is_reached: bool = False


PROMISES = (
    *(Promise(name, Term.SHORT, LAUNCHED, date(2025, 6, 17), True) for name in BROUGHT),
    Promise("SIAP KAWAL", Term.MEDIUM, "Kalender kegiatan terbit setiap minggu (contoh)",
            date(2026, 6, 17)),
    Promise("SI BAJAK", Term.LONG, "Pengadaan dan keuangan tersambung penuh (contoh)",
            date(2027, 6, 17)),
    Promise("A-Jak", Term.LONG, "511 sekolah memiliki mekanisme, pokja, dan LPPAR (contoh target)",
            date(2027, 7, 22)),
)  # fmt: skip


def load(city: DemoCity) -> Iterator[str]:
    desk = city.people["organisasi@contoh.test"]
    own = {row.name: row for row in Innovation.objects.owned().select_related("organization")}
    values = {
        "programme": Programme.PKA, "batch": "I", "year": 2025, "organiser": "",
        "begins_on": date(2025, 4, 14), "ends_on": None,
    }  # fmt: skip
    cohort = save_cohort(cohort=Cohort(), values=values, by=desk)
    for name in BROUGHT:
        position = own[name].initiator_position
        given = {"innovation": own[name], "participant": position or "Peserta PKA"}
        save_project(project=TrainingProject(cohort=cohort), values=given, by=desk)
    for promise in PROMISES:
        _promise(own[promise.innovation], promise, desk)
    yield "Angkatan pelatihan dan tonggak"


def _promise(innovation: Innovation, promise: Promise, desk: User) -> None:
    """Written by Bagian Organisasi; what was reached is reported by it and verified by the head."""
    values = {"term": promise.term, "output": promise.output, "due_on": promise.due_on}
    shown = innovation.published_at or innovation.created_at
    with moment.at(shown + timedelta(days=1)):
        row = save_milestone(milestone=Milestone(innovation=innovation), values=values, by=desk)
    if not promise.is_reached or innovation.verified_by is None:
        return
    event = Launch.objects.get(innovations=innovation)
    link = f"{settings.SITE_URL}{reverse('innovations:public-launch', args=[event.pk])}"
    given = {"done_on": event.held_on, "link": link, "note": ""}
    with moment.at(morning(event.held_on + timedelta(days=9))):
        row = report_milestone(milestone=row, values=given, upload=None, by=desk)
        move_milestone(milestone=row, transition=states.VERIFY_MILESTONE, by=innovation.verified_by)
