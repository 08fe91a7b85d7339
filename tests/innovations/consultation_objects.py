"""Consultations and process steps as tests need them, and those that addresses name."""

from __future__ import annotations

from typing import Any

from innovations.models import Consultation, ConsultationDesk, Innovation, ProcessStep
from tests.factories.innovations import make_innovation
from tests.pages.places import Place, once


def make_desk(innovation: Innovation, **fields: Any) -> ConsultationDesk:
    given = {"is_open": True, "email": "unit@contoh.test", "words": "Hubungan kerja.", **fields}
    return ConsultationDesk.objects.create(innovation=innovation, **given)


def make_consultation(innovation: Innovation, **fields: Any) -> Consultation:
    given = {
        "name": "Warga", "email": "warga@contoh.test", "topic": "Upah",
        "question": "Bagaimana menghitung upah lembur?", **fields,
    }  # fmt: skip
    return Consultation.objects.create(innovation=innovation, **given)


@once
def consulted(place: Place) -> Innovation:
    innovation = make_innovation(place.unit, name=f"Berkonsultasi {place.code}")
    make_desk(innovation)
    return innovation


@once
def consultation(place: Place) -> Consultation:
    return make_consultation(consulted(place))


@once
def step(place: Place) -> ProcessStep:
    return ProcessStep.objects.create(innovation=consulted(place), place=1, name="Pesanan")
