"""Forty places where people are served, made through the real actions. No person is invented."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

from organizations.demo.registry import DemoCity
from organizations.models import User
from surveys import reference
from surveys.choices import Cycle, Language, Layout, PointKind, StandardPart
from surveys.instrument.actions.standards import (
    publish_pledge,
    publish_standard,
    save_pledge,
    save_standard,
)
from surveys.instrument.actions.units import save_point, save_service, save_unit
from surveys.models import (
    Questionnaire,
    Service,
    ServicePledge,
    ServicePoint,
    ServiceStandard,
    ServiceUnit,
)

HERE = Path(__file__).parent
UNITS, TEN = 40, 10
STEPS = UNITS // TEN
SINCE = date(2022, 1, 3)
P = StandardPart
PLEDGE = (
    "Dengan ini kami menyatakan sanggup menyelenggarakan pelayanan sesuai standar pelayanan yang "
    "telah ditetapkan, dan apabila tidak menepati janji ini kami siap menerima sanksi sesuai "
    "peraturan perundang-undangan."
)


def load(city: DemoCity) -> Iterator[str]:
    """Ten units a step."""
    questionnaire = reference.load_questionnaire()
    desk = city.people["organisasi@contoh.test"]
    services = {row["key"]: row for row in _rows("services.csv")}
    rows = _rows("units.csv")
    for first in range(0, len(rows), TEN):
        for row in rows[first : first + TEN]:
            _unit(city, row, services, questionnaire, desk)
        yield f"Unit layanan survei: {min(first + TEN, len(rows))} dari {len(rows)}"


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source, delimiter=";"))


def _unit(
    city: DemoCity,
    row: dict[str, str],
    services: dict[str, dict[str, str]],
    questionnaire: Questionnaire,
    by: User,
) -> ServiceUnit:
    unit = save_unit(
        unit=ServiceUnit(),
        values={
            "organization": city.unit(row["opd"]),
            "name": row["name"],
            "address": row["address"],
            "opens_at": time.fromisoformat(row["opens"]),
            "closes_at": time.fromisoformat(row["closes"]),
            "questionnaire": questionnaire,
            "cycle": Cycle.HALF_YEAR.value,
            "population": int(row["population"]),
            "layout": Layout.STEPS.value,
            "languages": list(Language.values),
        },
        by=by,
    )
    for key in row["services"].split(","):
        given = services[key]
        service = save_service(service=Service(unit=unit), values={"name": given["name"]}, by=by)
        _standard(service, given, row, by)
    _points(unit, row, by)
    _pledge(unit, by)
    return unit


def _points(unit: ServiceUnit, row: dict[str, str], by: User) -> None:
    """Two counters; what moves about is a team."""
    moves = "Keliling" in row["name"]
    kind = PointKind.MOBILE if moves else PointKind.COUNTER
    names = ("Tim 1", "Tim 2") if moves else ("Loket 1", "Loket 2")
    for name in names:
        save_point(point=ServicePoint(unit=unit), values={"name": name, "kind": kind.value}, by=by)


def _standard(service: Service, given: dict[str, str], row: dict[str, str], by: User) -> None:
    standard = save_standard(
        standard=ServiceStandard(service=service),
        decree="Keputusan penyelenggara (demonstrasi)",
        valid_from=SINCE,
        texts=_texts(given, row),
        by=by,
    )
    publish_standard(standard=standard, by=by)


def _texts(given: dict[str, str], row: dict[str, str]) -> dict[str, str]:
    """The 14 components, from what is known of the service."""
    hours = f"{row['opens'].replace(':', '.')}–{row['closes'].replace(':', '.')}"
    texts: dict[Any, str] = {
        P.REQUIREMENTS: given["requirements"].replace("|", "\n"),
        P.PROCEDURE: "1. Ambil nomor antrean.\n2. Serahkan persyaratan di loket.\n"
        "3. Petugas memeriksa dan memproses.\n4. Terima hasil layanan.",
        P.TIME: given["time"],
        P.COST: given["cost"],
        P.PRODUCT: given["product"],
        P.COMPLAINTS: "Kotak saran dan petugas di tempat layanan, atau halaman Laporkan keluhan "
        "pada portal ini.",
        P.BASIS: "Undang-Undang 25/2009 tentang Pelayanan Publik.\n"
        "Peraturan Menteri PANRB 15/2014 tentang Pedoman Standar Pelayanan.",
        P.FACILITIES: "Ruang tunggu, tempat duduk prioritas, toilet, jalur kursi roda, dan papan "
        f"informasi. Buka pukul {hours}.",
        P.COMPETENCE: "Menguasai prosedur layanan, ramah, dan mampu memakai sistem antrean.",
        P.SUPERVISION: "Atasan langsung setiap hari, dan pengawasan internal setiap semester.",
        P.STAFF: "Sekurang-kurangnya dua petugas setiap loket.",
        P.GUARANTEE: "Layanan diberikan sesuai standar ini, tanpa pungutan di luar ketentuan.",
        P.SAFETY: "Data pemohon dijaga kerahasiaannya, ruang layanan dilengkapi alat pemadam api.",
        P.EVALUATION: "Survei kepuasan masyarakat setiap semester dan ulasan bulanan petugas.",
    }
    return {part.value: text for part, text in texts.items()}


def _pledge(unit: ServiceUnit, by: User) -> None:
    pledge = save_pledge(
        pledge=ServicePledge(unit=unit),
        values={
            "text": PLEDGE,
            "signed_on": SINCE,
            "signer": f"Pimpinan {unit.name}",
            "position": "Penyelenggara layanan",
        },
        upload=None,
        by=by,
    )
    publish_pledge(pledge=pledge, by=by)
