"""Two that ended, so that a merged and a retired one can be seen, and one that overlaps with another.

All are invented and bear "(contoh)" in their names, so that nobody reads them as news; the real
ones go on as their sources tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from innovations import states
from innovations.choices import Category, Form, Initiator, Origin, Stage, Technology
from innovations.demo.days import morning
from innovations.models import Innovation
from innovations.registry.actions.entries import begin_entry
from innovations.registry.actions.moving import move_entry
from innovations.stewardship.actions.simplifying import MERGE, RETIRE, decide
from innovations.stewardship.queries.stewards import takers_of
from organizations import moment
from organizations.demo.registry import DemoCity
from organizations.models import Organization, User

STEPS = 1
BEGAN = date(2024, 3, 4)
HEIR, MERGED, RETIRED = "SIAP KAWAL", "Galeri Kegiatan (contoh)", "Papan Antrean (contoh)"
DOUBLE = "Kliping Kegiatan (contoh)"
ENDED = {
    MERGED: ("Dinkominfo", "Foto kegiatan pimpinan dalam satu laman.", "2.16"),
    RETIRED: ("Dinkes", "Nomor antrean puskesmas tampil di layar.", "1.02"),
}


def load(city: DemoCity) -> Iterator[str]:
    desk = city.people["organisasi@contoh.test"]
    for name, (unit, words, affair) in ENDED.items():
        given = {"name": name, "summary": words, "purpose": words, "affairs": [affair]}
        _begin(city.unit(unit), given, desk)
    heir = Innovation.objects.get(name=HEIR)
    words = "Berita tentang kegiatan Wali Kota dikumpulkan dalam satu laman."
    given = {
        "name": DOUBLE, "summary": words, "purpose": words, "affairs": ["2.16"],
        "overlaps": [heir.pk], "app_users": 240, "app_cost": "18000000",
    }  # fmt: skip
    _begin(city.unit("Dinkominfo"), given, desk)
    _end(desk)
    yield "Inovasi yang digabung dan dihentikan"


def _begin(unit: Organization, given: dict[str, Any], desk: User) -> None:
    people = [row.user for row in takers_of(Innovation(organization=unit), BEGAN)]
    head = next(person for person in people if _is_head(person))
    writer = next((person for person in people if person != head), desk)
    values = {
        "origin": Origin.OWN.value,
        "category": Category.GOVERNANCE.value,
        "form": Form.SERVICE.value,
        "technology": Technology.DIGITAL.value,
        "initiator": Initiator.UNIT.value,
        "stage": Stage.IMPLEMENTED.value,
        "implemented_on": BEGAN,
        "idea": "Data contoh untuk memperlihatkan inovasi yang berakhir.",
        "is_application": True,
        "app_platform": "web",
        **given,
    }
    with moment.at(morning(BEGAN)):
        entry = begin_entry(organization=unit, values=values, by=writer)
    steps = ((states.SUBMIT, writer), (states.VERIFY, head), (states.PUBLISH, desk))
    for days, (transition, person) in enumerate(steps, start=4):
        with moment.at(morning(date(2024, 3, days))):
            entry = move_entry(innovation=entry, transition=transition, by=person)


def _is_head(person: User) -> bool:
    return person.assignments.filter(signs_documents=True).exists()


def _end(desk: User) -> None:
    heir = Innovation.objects.get(name=HEIR)
    with moment.at(morning(date(2026, 8, 3))):
        decide(
            innovation=Innovation.objects.get(name=MERGED), decision=MERGE, successor=heir,
            reason="Isinya sudah ada di SIAP KAWAL.", on=date(2026, 8, 3), by=desk,
        )  # fmt: skip
    with moment.at(morning(date(2026, 8, 4))):
        decide(
            innovation=Innovation.objects.get(name=RETIRED), decision=RETIRE,
            reason="Layar rusak dan tidak lagi dipakai.", on=date(2026, 8, 4), by=desk,
        )  # fmt: skip
