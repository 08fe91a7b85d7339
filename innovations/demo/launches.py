"""The two launches of the sources, with who signed the commitment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from innovations import states
from innovations.launch.actions.launches import move_launch, save_launch, save_signatory
from innovations.models import Innovation, Launch, Signatory
from organizations.demo.registry import DemoCity

STEPS = 1


@dataclass(frozen=True)
class Event:
    name: str
    held_on: date
    place: str
    occasion: str
    innovations: tuple[str, ...]
    signatories: tuple[str, ...] = ()


EVENTS = (
    Event(
        "Peluncuran SEKSAMA dan A-Jak",
        date(2023, 7, 22),
        "Lapangan Mataram",
        "Pada penutupan Pameran Inovasi dan Kreativitas Kota Pekalongan 2023.",
        ("SEKSAMA", "A-Jak"),
        (
            "Wakil Wali Kota",
            "Ketua I TP PKK",
            "Plh. Sekretaris Daerah",
            "Kepala Dinas Pendidikan",
            "Kepala Bappeda",
            "Kepala perangkat daerah terkait",
            "Forkopimda",
        ),
    ),
    Event(
        "Peluncuran inovasi PKA Angkatan I 2025",
        date(2025, 6, 17),
        "Hotel Aston Syariah Pekalongan",
        "Rencana aksi perubahan peserta Pelatihan Kepemimpinan Administrator Angkatan I 2025.",
        ("SIAP KAWAL", "KAK HUBIN", "SI BAJAK", "NGOPI SYANTIK", "PUSAT PENA"),
    ),
)


def load(city: DemoCity) -> Iterator[str]:
    desk = city.people["organisasi@contoh.test"]
    for event in EVENTS:
        own = Innovation.objects.owned().filter(name__in=event.innovations)
        names = ("name", "held_on", "place", "occasion")
        launch = save_launch(
            launch=Launch(),
            values={name: getattr(event, name) for name in names},
            innovations=list(own.select_related("organization")),
            by=desk,
        )
        for position in event.signatories:
            values = {"position": position, "signed_on": event.held_on}
            save_signatory(signatory=Signatory(launch=launch), values=values, by=desk)
        move_launch(launch=launch, transition=states.HOLD, by=desk)
    yield "Peluncuran inovasi"
