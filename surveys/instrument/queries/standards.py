"""Standar pelayanan: the version valid on a date, and what the public reads of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from surveys.choices import DraftState, StandardPart
from surveys.models import Service, ServicePledge, ServiceStandard, ServiceUnit, StandardText


@dataclass(frozen=True)
class Part:
    label: str
    text: str


@dataclass(frozen=True)
class StandardPage:
    """A service as the public reads it on a day; `current` is empty before the first version."""

    service: Service
    current: ServiceStandard | None
    delivery: Sequence[Part]
    making: Sequence[Part]
    versions: Sequence[ServiceStandard]
    pledge: ServicePledge | None


def standard_on(service: Service, day: date) -> ServiceStandard | None:
    """The published version that was valid on a day."""
    rows = ServiceStandard.objects.filter(
        service=service, state=DraftState.PUBLISHED, valid_from__lte=day
    )
    return rows.order_by("-valid_from", "-version").first()


def texts_of(standard: ServiceStandard | None) -> dict[str, str]:
    if standard is None or standard.pk is None:
        return {}
    rows = StandardText.objects.filter(standard=standard)
    return dict(rows.values_list("part", "text"))


def versions_of(service: Service) -> QuerySet[ServiceStandard]:
    return ServiceStandard.objects.filter(service=service).order_by("-version")


def pledge_on(unit: ServiceUnit, day: date) -> ServicePledge | None:
    rows = ServicePledge.objects.filter(unit=unit, state=DraftState.PUBLISHED, signed_on__lte=day)
    return rows.order_by("-signed_on", "-pk").first()


def standard_page(pk: int, day: date) -> StandardPage | None:
    """None for a service without any published version."""
    service = Service.objects.select_related("unit__organization").filter(pk=pk).first()
    if service is None:
        return None
    versions = list(versions_of(service).filter(state=DraftState.PUBLISHED).order_by("-valid_from"))
    if not versions:
        return None
    current = next((one for one in versions if one.valid_from <= day), None)
    texts = texts_of(current)
    parts = [(part, Part(part.label, texts.get(part.value, ""))) for part in StandardPart]
    return StandardPage(
        service=service,
        current=current,
        delivery=[part for known, part in parts if known.is_delivery],
        making=[part for known, part in parts if not known.is_delivery],
        versions=versions,
        pledge=pledge_on(service.unit, day),
    )


def public_services(words: str, day: date) -> QuerySet[Service]:
    """Services in use with a standard valid on the day, by unit."""
    valid = ServiceStandard.objects.filter(
        service=OuterRef("pk"), state=DraftState.PUBLISHED, valid_from__lte=day
    )
    rows = Service.objects.filter(Exists(valid), is_active=True, unit__is_active=True)
    for word in words.split()[:6]:
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(unit__name__icontains=word)
            | Q(unit__organization__name__icontains=word)
        )
    return rows.select_related("unit__organization").order_by("unit__name", "unit", "name", "pk")
